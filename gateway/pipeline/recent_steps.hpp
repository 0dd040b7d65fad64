// The steps that this process remembered last, as they are: the browser is there again in a moment, and they need not
// be read back, decrypted and decoded. The launch store remains what counts: of a step that another process took this
// may still know, and keeping what follows from it fails.
#pragma once

#include "gateway/pipeline/launch_bytes.hpp"

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace schakel::pipeline {

struct recent_step {
    std::string key; // by which the store knows it
    instant until{};
    std::size_t size = 0; // as bytes
    std::shared_ptr<const remembered_step> what;
};

// Thread-safe.
class recent_steps {
public:
    // Once both are kept: what was taken, and what follows from it.
    void learn(const std::vector<std::string>& taken, std::vector<recent_step> fresh);
    std::shared_ptr<const remembered_step> find(const std::string& key, instant now) const; // null: not known here

private:
    void forget(const std::string& key);

    mutable std::mutex mutex_;
    std::unordered_map<std::string, recent_step> known_;
    std::deque<std::string> order_; // of those that are known, and of some that are not any more
    std::size_t bytes_ = 0;
};

} // namespace schakel::pipeline
