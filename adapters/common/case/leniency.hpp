// How CASE packages deviate from the standard and are read all the same. Every deviation is a warning with its own rule
// at its place; with the profile "strict" the schema of the standard refuses them instead.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace schakel::cf {

enum class leniency : std::uint8_t {
    payload_member,   // CFDocumentURI or CFPackageURI within a package
    newer_member,     // a member of 1.1 in 1.0
    unknown_member,   // left behind
    missing_member,   // one that is required
    null_member,      // null where a member is to be left out
    identifier_form,  // no UUID in the form of the version
    uri_form,         // no absolute URI
    moment_form,      // no date-time with zone
    day_form,         // no date
    number_form,      // a number written as text, or not whole
    text_form,        // another value where a text stands
    object_form,      // another value where an object or array stands; left behind
    bare_end,         // an end of an association as plain text
    single_for_list,  // one value where a list stands
    list_for_single,  // a list where one value stands; the first is taken
    association_type, // a word that the version does not have; it relates, and claims nothing
    case_version,     // another version than 1.1
    left_behind,      // an object without what it cannot do without
    duplicate         // an identifier that another object of its class has; the first counts
};
inline constexpr std::size_t leniency_count = static_cast<std::size_t>(leniency::duplicate) + 1;

// The rule of each: "case.payload-member" …
const rule& rule_of(leniency which);

// Collects deviations. Of each kind the first ten places are told, and how many there were beyond.
class leniencies {
public:
    // `object` is the class that it is about, or the class and member: "CFItem", "CFItem.uri".
    void note(leniency which, json::value at, std::string_view object, std::string_view member = {});
    void note_name(leniency which, json::value member, std::string_view object); // at the member's name

    bool any() const { return any_; }
    std::size_t count(leniency which) const { return seen_[static_cast<std::size_t>(which)]; }
    findings take(std::string_view bytes) &&;

private:
    void note(leniency which, std::size_t offset, std::string_view object, std::string_view member);

    std::array<std::size_t, leniency_count> seen_{};
    findings found_;
    bool any_ = false;
};

} // namespace schakel::cf
