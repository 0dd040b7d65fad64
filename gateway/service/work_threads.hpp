// Threads for work that may take its time: reading rosters, writing pieces of answers. Tasks run in the order in which
// they came; each should be short, so that many answers advance together.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace schakel::service {

class work_threads {
public:
    // `failed` is told that a task threw, which is a bug; never what it said.
    work_threads(unsigned threads, std::function<void()> failed);
    ~work_threads() { stop(); }

    void run(std::function<void()> task); // dropped once stop() was called
    std::size_t waiting() const;
    void stop(); // ends after the tasks that run now; drops those that wait

private:
    void serve();

    std::function<void()> failed_;
    mutable std::mutex mutex_;
    std::condition_variable something_;
    std::deque<std::function<void()>> tasks_;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

} // namespace schakel::service
