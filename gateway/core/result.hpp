// Either a value or the reason why there is none, for everything that can be expected to fail.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace schakel {

// The reason, in words for an operator or administrator. Never holds personal data or secrets.
struct failure {
    std::string message;
};

template <class T, class E = failure>
class [[nodiscard]] result {
public:
    result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    bool has_value() const { return state_.index() == 0; }

    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    E& error() & { return std::get<1>(state_); }
    const E& error() const& { return std::get<1>(state_); }

private:
    std::variant<T, E> state_;
};

struct done {}; // the value of a result that only succeeds or fails

} // namespace schakel
