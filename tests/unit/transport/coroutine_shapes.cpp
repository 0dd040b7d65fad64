// g++ 12.2 destroys some temporaries of a co_await expression twice: braced aggregates and capturing lambdas, at every
// level of optimisation. These are the shapes that we use; each must destroy what it made exactly once, on every
// compiler.
#include <doctest/doctest.h>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace {

// Counts its living copies; the string makes a second destruction fatal under AddressSanitizer.
class counted {
public:
    static inline int alive = 0;
    static inline int made = 0;
    explicit counted(int value) : value_(value), ballast_("long enough to live on the heap, whatever the library") {
        note();
    }
    counted(const counted& other) : value_(other.value_), ballast_(other.ballast_) { note(); }
    counted(counted&& other) noexcept : value_(other.value_), ballast_(std::move(other.ballast_)) { note(); }
    ~counted() { --alive; }
    int value() const { return value_; }

private:
    static void note() {
        ++alive;
        ++made;
    }
    int value_;
    std::string ballast_;
};

template <class T>
class task {
public:
    struct promise_type {
        std::optional<T> value;
        std::coroutine_handle<> waiting = std::noop_coroutine();
        task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct go_on {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
                return done.promise().waiting;
            }
            void await_resume() noexcept {}
        };
        go_on final_suspend() noexcept { return {}; }
        void return_value(T result) { value.emplace(std::move(result)); }
        void unhandled_exception() { std::terminate(); }
    };

    explicit task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
    task(task&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    ~task() {
        if (handle_) handle_.destroy();
    }
    T run() {
        handle_.resume();
        return std::move(*handle_.promise().value);
    }
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) {
        handle_.promise().waiting = waiting;
        return handle_;
    }
    T await_resume() { return std::move(*handle_.promise().value); }

private:
    std::coroutine_handle<promise_type> handle_;
};

struct pair_of {
    counted first;
    int second = 0;
};

task<int> by_value(counted one) {
    co_return one.value();
}
task<int> by_reference(const counted& one) {
    co_return one.value();
}
task<int> by_owner(std::unique_ptr<counted> one) {
    co_return one->value();
}
task<int> by_aggregate(const pair_of& both) {
    co_return both.first.value() + both.second;
}
task<bool> yes() {
    co_return true;
}
task<pair_of> make_pair(int value) {
    const counted one(value);
    pair_of both{one, value};
    co_return both;
}

task<int> constructor_call_by_value() {
    co_return co_await by_value(counted(1));
}
task<int> constructor_call_by_reference() {
    co_return co_await by_reference(counted(2));
}
task<int> moved_owner() {
    auto one = std::make_unique<counted>(3);
    co_return co_await by_owner(std::move(one));
}
task<int> named_aggregate() {
    const pair_of both{counted(4), 0};
    co_return co_await by_aggregate(both);
}
task<int> bound_result() {
    const auto [one, number] = co_await make_pair(5);
    co_return one.value() + number - 5;
}
task<int> condition_then_value() {
    const bool go = co_await yes();
    if (!go) co_return 0;
    const counted one(6);
    co_return co_await by_reference(one);
}
task<int> condition_in_expression() {
    co_return co_await yes() && co_await by_value(counted(7)) == 7 ? 7 : 0;
}
task<int> loop_over_awaits() {
    int sum = 0;
    while (co_await by_value(counted(sum)) < 8) ++sum;
    co_return sum;
}

void check_once(task<int> (*shape)(), int expected) {
    counted::alive = counted::made = 0;
    {
        auto one = shape();
        CHECK(one.run() == expected);
    }
    CHECK(counted::made > 0);
    CHECK(counted::alive == 0);
}

} // namespace

TEST_CASE("the coroutine shapes we use destroy their temporaries exactly once") {
    check_once(constructor_call_by_value, 1);
    check_once(constructor_call_by_reference, 2);
    check_once(moved_owner, 3);
    check_once(named_aggregate, 4);
    check_once(bound_result, 5);
    check_once(condition_then_value, 6);
    check_once(condition_in_expression, 7);
    check_once(loop_over_awaits, 8);
}
