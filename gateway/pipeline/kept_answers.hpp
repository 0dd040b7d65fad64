// Idempotency-Key on POSTs that bring no message: orders of an operator, services of launches. What was answered is
// kept for 24 hours and told again; who asks while the first answer is still being made gets that one
// (request_key.hpp).
//
// Answers lie in the launch store, under lock: the key is derived from the name of the request and a secret of who
// asked, and of the name only a digest is kept. So a token that is shown once is in no file. Kept is what succeeded,
// and before it is told. Killed between doing and keeping, the order is done anew when it comes again: what may never
// be done twice takes care of that itself, with outbox::named_request or by what it refers to.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

inline constexpr std::size_t largest_kept_answer = 256 * 1024; // a larger one is told, and not kept

class kept_answers {
public:
    // `work` runs a task on a thread that may wait for the disk. All outlive it.
    kept_answers(outbox::launch_rows& rows, const clock& time, std::function<void(std::function<void()>)> work);

    struct request {
        std::string whose;  // whose names these are
        std::string name;   // the Idempotency-Key
        std::string digest; // of what is asked: request_digest()
        std::string secret; // of who asked, in the request again each time; not kept
    };
    using told = std::function<void(reply)>;
    using answered = std::function<void(std::optional<reply>)>; // none: the name belongs to another request

    // `act` does what is asked, on a thread that may wait, unless it was done under this name before; it answers once,
    // from any thread, or drops what it was given, which is a 500. `respond` is called once, from any thread.
    void once(request what, std::function<void(told)> act, answered respond);

private:
    struct waiting {
        std::string digest;
        std::vector<answered> all;
    };
    enum class joined { first, waits, another };
    class ticket;

    // Among those who wait for the answer of this request, or not, where another is under way under its name.
    joined join(const std::string& id, const std::string& digest, const answered& respond);

    // Nothing: it was never answered. No reply in it: another request was.
    std::optional<std::optional<reply>> kept(const request& what, std::string_view id) const;
    void keep(const request& what, std::string_view id, const reply& answer);
    void tell(const std::string& id, const std::optional<reply>& answer);

    outbox::launch_rows& rows_;
    const clock& time_;
    std::function<void(std::function<void()>)> work_;
    std::mutex mutex_;
    std::map<std::string, waiting> under_way_; // by id of record
};

} // namespace schakel::pipeline
