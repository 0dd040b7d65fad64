#include "gateway/service/work_threads.hpp"

#include <exception>

namespace schakel::service {

work_threads::work_threads(unsigned threads, std::function<void()> failed) : failed_(std::move(failed)) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
}

void work_threads::run(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        if (stopped_) return;
        tasks_.push_back(std::move(task));
    }
    something_.notify_one();
}

std::size_t work_threads::waiting() const {
    const std::lock_guard lock(mutex_);
    return tasks_.size();
}

void work_threads::stop() {
    std::deque<std::function<void()>> dropped; // outside the lock: what they hold may call us
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        dropped.swap(tasks_);
    }
    something_.notify_all();
    for (std::thread& one : threads_) one.join();
    threads_.clear();
}

void work_threads::serve() {
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock(mutex_);
            something_.wait(lock, [this] { return stopped_ || !tasks_.empty(); });
            if (stopped_) return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
        }
        try {
            task();
        } catch (const std::exception&) {
            failed_();
        }
    }
}

} // namespace schakel::service
