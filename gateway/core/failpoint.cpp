#include "gateway/core/failpoint.hpp"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <thread>

namespace schakel {

namespace {

struct order {
    enum class kind { abort, error, delay, short_write } what = kind::abort;
    std::chrono::milliseconds wait{0};
    std::uint64_t only = 0; // 0: every time
    std::atomic<std::uint64_t> reached{0};
};

using orders = std::map<std::string, order, std::less<>>;

[[noreturn]] void cannot_read(std::string_view text) {
    std::fprintf(stderr, "SCHAKEL_FAILPOINTS: \"%.*s\" cannot be read\n", static_cast<int>(text.size()), text.data());
    std::exit(64);
}

std::string_view taken(std::string_view& from, char until) {
    const std::string_view part = from.substr(0, from.find(until));
    from.remove_prefix(std::min(from.size(), part.size() + 1));
    return part;
}

std::uint64_t number_in(std::string_view text, std::string_view whole) {
    if (text.empty() || text.find_first_not_of("0123456789") != text.npos || text.size() > 9) cannot_read(whole);
    return std::stoull(std::string(text));
}

void read_order(std::string_view text, orders& into) {
    std::string_view rest = text;
    order& made = into[std::string(taken(rest, '='))];
    std::string_view effect = taken(rest, '@');
    if (!rest.empty()) made.only = number_in(rest, text);
    const std::string_view word = taken(effect, ':');
    if (word == "abort")
        made.what = order::kind::abort;
    else if (word == "error")
        made.what = order::kind::error;
    else if (word == "short")
        made.what = order::kind::short_write;
    else if (word == "delay")
        made.what = order::kind::delay;
    else
        cannot_read(text);
    if (made.what == order::kind::delay) made.wait = std::chrono::milliseconds(number_in(effect, text));
}

void read_orders(orders& into) {
    const char* said = std::getenv("SCHAKEL_FAILPOINTS");
    for (std::string_view rest = said ? said : ""; !rest.empty();) read_order(taken(rest, ';'), into);
}

orders& given() {
    static orders all;
    static const bool read = (read_orders(all), true);
    static_cast<void>(read);
    return all;
}

} // namespace

failpoint_effect reach_failpoint(const char* name) {
    const auto found = given().find(std::string_view(name));
    if (found == given().end()) return failpoint_effect::none;
    order& told = found->second;
    const std::uint64_t time = ++told.reached;
    if (told.only != 0 && time != told.only) return failpoint_effect::none;
    switch (told.what) {
    case order::kind::abort: ::kill(::getpid(), SIGKILL); break;
    case order::kind::error: return failpoint_effect::error;
    case order::kind::delay: std::this_thread::sleep_for(told.wait); break;
    case order::kind::short_write: return failpoint_effect::short_write;
    }
    return failpoint_effect::none;
}

} // namespace schakel
