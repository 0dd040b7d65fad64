// The implementations under test.
#pragma once

#include "gateway/outbox/launch_rows.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <string>

namespace schakel::outbox {

inline std::unique_ptr<launch_rows> opened(const launch_settings& settings) {
    auto made = open_launch_rows(settings);
    REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
    return std::move(*made);
}

struct stored_launches {
    test::temporary_folder folder;
    test::fake_clock time;
    std::unique_ptr<launch_rows> kept = opened({.path = folder.file("launches")});

    launch_rows& rows() { return *kept; }
};

struct launches_in_memory {
    test::fake_clock time;
    test::memory_launch_rows kept;

    launch_rows& rows() { return kept; }
};

#define SCHAKEL_LAUNCH_ROWS schakel::outbox::stored_launches, schakel::outbox::launches_in_memory

inline launch_writes one_state(std::string key, std::string bytes, instant until, bool lasting = false) {
    launch_writes out;
    out.states.push_back({std::move(key), std::move(bytes), until, lasting});
    return out;
}

// The bytes; "-" when there are none.
inline std::string taken(launch_rows& from, std::string_view key, instant now) {
    const auto got = from.take(key, now);
    REQUIRE_MESSAGE(got.has_value(), (got ? std::string() : got.error().message));
    return got->value_or("-");
}

inline bool is_fresh(launch_rows& in, std::string what, instant until) {
    const std::array all{used_value{std::move(what), until}};
    const auto used = in.use(all);
    REQUIRE(used);
    return !*used;
}

inline launch_record some_record(std::uint8_t kind, std::string id, std::string bytes) {
    launch_record out;
    out.kind = kind;
    out.id = std::move(id);
    out.bytes = std::move(bytes);
    return out;
}

} // namespace schakel::outbox
