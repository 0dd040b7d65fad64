// A memo for what is large, takes long to make and serves many questions. An adapter finds out with a cast whether the
// one that it was given can do that.
#pragma once

#include "gateway/adapter/serving.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace schakel {

class shared_memo : public answer_memo {
public:
    virtual std::size_t largest() const = 0; // bytes: what is larger is not kept

    // True for one who makes it, until it is yielded; others go on without it. What is made so is finished even when
    // its asker has gone. Use memo_claim.
    virtual bool claim(std::string_view key) = 0;
    virtual void yield(std::string_view key) = 0;
};

class memo_claim {
public:
    memo_claim(shared_memo& of, std::string key) : of_(of), key_(std::move(key)), held_(of_.claim(key_)) {}
    ~memo_claim() {
        if (held_) of_.yield(key_);
    }
    memo_claim(const memo_claim&) = delete;
    memo_claim& operator=(const memo_claim&) = delete;
    explicit operator bool() const { return held_; }

private:
    shared_memo& of_;
    std::string key_;
    bool held_;
};

} // namespace schakel
