// A stage of work on a thread of its own: it makes batches, which another thread takes in the order in which they were
// made. A fixed number of batches goes round, so memory stays bounded and what a batch allocated serves again. Who has
// to wait, for a batch or for room, looks again for a while, and then sleeps until half of them are ready or free: to
// wake a thread costs as much as a thousand rows, and far more where its processor went to sleep too, so it must happen
// seldom.
//
//     const auto stage = number_stage::start([&](number_stage::outlet& out) {
//         while (more()) {
//             fill(out.batch());
//             out.send();
//         }
//     });
//     while (const numbers* some = stage->next()) use(*some);
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace schakel {

// What two threads write to all the time stands so far apart: two lines of a cache, which processors fetch in pairs.
inline constexpr std::size_t apart_from_other_threads = 128;

// What a stage is ended with when nobody takes its batches any more.
struct stage_abandoned {};

template <class Batch, std::size_t batch_count>
class stage_ahead {
public:
    // Of the stage's thread: where it puts what it makes.
    class outlet {
    public:
        // To be filled. What it held when it went round before is still there.
        Batch& batch() { return of_.batches_[of_.filling_].batch; }
        // Hands it over; another is batch() from then on. Throws stage_abandoned.
        void send() { of_.send(); }

    private:
        friend class stage_ahead;
        explicit outlet(stage_ahead& of) : of_(of) {}
        stage_ahead& of_;
    };
    using work = std::function<void(outlet&)>;

    // Throws std::system_error where the system gives no thread.
    explicit stage_ahead(work todo) : todo_(std::move(todo)), thread_([this] { run(); }) {}
    ~stage_ahead() { stop(); }
    stage_ahead(const stage_ahead&) = delete;
    stage_ahead& operator=(const stage_ahead&) = delete;

    // Null where a thread is of no use, because there is one processor, or where the system gives none. Nothing of the
    // work is done then.
    static std::unique_ptr<stage_ahead> start(work todo) {
        if (std::thread::hardware_concurrency() == 1) return nullptr;
        try {
            return std::make_unique<stage_ahead>(std::move(todo));
        } catch (const std::system_error&) {
            return nullptr;
        }
    }

    // The next batch, valid until the next call; null when the work is done. What the work threw is thrown in its
    // place, after the batches before.
    Batch* next() {
        std::unique_lock lock(changing_);
        if (std::exchange(taken_, false)) {
            taking_ = (taking_ + 1) % batch_count;
            if (--ready_ == batch_count / 2) changed_.notify_one();
        }
        look_out(lock, [this] { return ready_ > 0 || over_; });
        if (ready_ == 0) changed_.wait(lock, [this] { return ready_ >= batch_count / 2 || over_; });
        if (ready_ > 0) {
            taken_ = true;
            return &batches_[taking_].batch;
        }
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
        return nullptr;
    }

    // The work has ended when this returns; what it made and nobody took is lost.
    void stop() {
        {
            const std::lock_guard lock(changing_);
            abandoned_ = true;
            changed_.notify_one();
        }
        if (thread_.joinable()) thread_.join();
    }

private:
    void send() {
        std::unique_lock lock(changing_);
        if (++ready_ == batch_count / 2) changed_.notify_one();
        look_out(lock, [this] { return ready_ < batch_count || abandoned_; });
        if (ready_ == batch_count) changed_.wait(lock, [this] { return ready_ <= batch_count / 2 || abandoned_; });
        if (abandoned_) throw stage_abandoned{};
        filling_ = (filling_ + 1) % batch_count;
    }

    // Some tenth of a millisecond at the most; whoever else wants the processor has it meanwhile.
    template <class Is>
    static void look_out(std::unique_lock<std::mutex>& lock, Is is) {
        if (is()) return;
        lock.unlock();
        for (int looks = 0; looks < most_looks && !is(); ++looks) std::this_thread::yield();
        lock.lock();
    }
    static constexpr int most_looks = 300;

    void run() {
        std::exception_ptr failure;
        try {
            outlet out(*this);
            todo_(out);
        } catch (const stage_abandoned&) { // nobody waits for the rest
        } catch (...) {
            failure = std::current_exception();
        }
        const std::lock_guard lock(changing_);
        failure_ = std::move(failure);
        over_ = true;
        changed_.notify_one();
    }

    struct alignas(apart_from_other_threads) place {
        Batch batch;
    };

    const work todo_;
    std::array<place, batch_count> batches_;
    std::size_t filling_ = 0;                                  // of the stage's thread
    alignas(apart_from_other_threads) std::size_t taking_ = 0; // of the thread that takes
    bool taken_ = false;                                       // batches_[taking_] is being looked at

    alignas(apart_from_other_threads) std::mutex changing_; // what follows; who looks out reads it without
    std::condition_variable changed_;
    std::atomic<std::size_t> ready_ = 0; // batches handed over and not given back
    std::atomic<bool> over_ = false, abandoned_ = false;
    std::exception_ptr failure_;

    std::thread thread_; // last: it uses the others
};

} // namespace schakel
