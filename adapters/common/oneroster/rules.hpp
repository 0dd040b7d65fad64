// What OneRoster demands of objects beyond the schema, and the list of all rules of its REST adapters.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"

#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace schakel::oneroster {

// Those of reading, of quirks and of fetching.
std::span<const rule> rest_rules();
const rule& rest_rule(std::string_view id); // must exist (std::logic_error otherwise)

// Judges the objects of one document, in the order of wire.hpp. Of each rule the first ten places are told.
class object_rules {
public:
    object_rules(version which, bool whole) : version_(which), whole_(whole) {}

    void check(const academic_session& one, json::value at);
    void check(const org& one, json::value at);
    void check(const course& one, json::value at);
    void check(const class_object& one, json::value at);
    void check(const user& one, json::value at);
    void check(const enrollment& one, json::value at);
    void demographics(json::value at);
    void no_envelope(json::value at);

    findings take(std::string_view bytes) &&;

private:
    void check_base(const object_base& one, object_kind kind, json::value at);
    void check_reference(const reference& to, object_kind kind, json::value at, std::string_view member);
    void check_dates(std::string_view begin, std::string_view end, json::value at, std::string_view member);
    void check_roles(const user& one, json::value at);
    void add(std::string_view rule, json::value at, std::string expected = {}, std::string got = {});

    version version_;
    bool whole_;
    std::array<std::set<std::string, std::less<>>, 8> known_; // sourcedIds by kind
    std::map<std::string, std::size_t, std::less<>> told_;
    findings found_;
};

} // namespace schakel::oneroster
