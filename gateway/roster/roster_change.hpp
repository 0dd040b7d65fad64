// What a load changes in a school's roster, in numbers; and how that is kept with the version it makes.
#pragma once

#include "gateway/model/roster.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::roster {

struct change_count {
    std::uint64_t before = 0; // in the roster that is published
    std::uint64_t added = 0, changed = 0, ended = 0;

    std::uint64_t after() const { return before + added - ended; }
    bool none() const { return added + changed + ended == 0; }
    friend bool operator==(const change_count&, const change_count&) = default;
};

// Something that looks wrong with who is who; never a reason to join or to rename anybody.
struct identity_count {
    std::string rule; // id of one of identity_rules()
    std::uint64_t count = 0;

    friend bool operator==(const identity_count&, const identity_count&) = default;
};

struct roster_change {
    std::array<change_count, model::roster::record_kind_count> kinds{}; // by record_kind
    change_count pupils, employees;                                     // among the persons
    bool head_changed = false;
    std::vector<identity_count> identities;

    change_count& of(model::roster::record_kind which) { return kinds[static_cast<std::size_t>(which)]; }
    const change_count& of(model::roster::record_kind which) const { return kinds[static_cast<std::size_t>(which)]; }
    bool none() const;
    friend bool operator==(const roster_change&, const roster_change&) = default;
};

// What is kept with a version.
struct version_notes {
    roster_change change;
    std::string standard;  // in which it was read
    std::string watermark; // of a pull, for the next one
    std::string way;       // "pull", "file", "upload"
    bool whole = false;    // nothing that it told was a delta

    friend bool operator==(const version_notes&, const version_notes&) = default;
};

std::string to_json(const roster_change& of);
std::string to_json(const version_notes& of);
version_notes read_notes(std::string_view json); // what cannot be read is left as it begins

} // namespace schakel::roster
