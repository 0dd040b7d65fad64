// The published keys of peers (JWKS), kept between launches: parsed, fetched rarely and by one at a time.
//
// Nothing is fetched here. look() says whether the keys are known, whether the caller should fetch them, or whether
// somebody does already; came() takes the answer and tells everyone who waits. So a peer that answers slowly holds no
// thread but the one that asks it.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/key_set.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel::access {

struct peer_key_limits {
    std::chrono::seconds shortest{300}; // that an answer is kept, whatever its Cache-Control says
    std::chrono::seconds longest{24 * 3600};
    std::chrono::seconds usual{3600};       // without Cache-Control
    std::chrono::seconds between{60};       // two fetches of one address, also when a token names an unknown key
    std::chrono::seconds after_failure{30}; // until a fetch that failed is tried again
    std::chrono::seconds stale{24 * 3600};  // since they were fetched: how long keys serve that cannot be renewed
    std::chrono::seconds longest_fetch{30}; // then the fetch counts as lost, and another may begin
    std::size_t most_addresses = 10'000;    // the one that was asked for longest ago makes room
};

class peer_keys {
public:
    using answer = std::shared_ptr<const result<crypto::key_set>>; // never null
    using waiting = std::function<void(const answer&)>;

    explicit peer_keys(const clock& time, peer_key_limits limits = {}) : time_(time), limits_(limits) {}

    struct yours {};   // fetch `url` and give what came to came()
    struct awaited {}; // `then` will be called, on the thread that calls came()
    using looked = std::variant<answer, yours, awaited>;

    // `afresh`: what is known lacks a key. The same keys come again when they were fetched a moment ago.
    looked look(std::string_view url, bool afresh, waiting then);

    // What a fetch brought, told to all who wait and to the caller. When it failed, keys that are known stay in use.
    answer came(std::string_view url, const received_answer& what);

private:
    struct entry {
        answer keys;
        instant fetched{}, expires{}, tried{}, asked{};
        bool failed = false, fetching = false;
        std::vector<waiting> waiting_for;
    };

    bool serves(const entry& one, bool afresh, instant now) const;
    void judge(entry& one, const received_answer& what, instant now) const;
    entry& entry_of(std::string_view url, instant now);

    const clock& time_;
    const peer_key_limits limits_;
    std::mutex mutex_;
    std::map<std::string, entry, std::less<>> entries_;
};

} // namespace schakel::access
