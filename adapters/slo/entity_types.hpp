// The data sets ("contexts") of SLO, the types of entities in them, and how one entity refers to another.
//
// Source: standards/slo-obk.md 1 to 3. A context that is not in the list, or a type that its data set got later, is
// told as a finding: which names mean what cannot be guessed.
#pragma once

#include "gateway/model/goal.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace schakel::slo {

struct context {
    std::string_view name;  // as the repository is called: "fo", "examenprogramma-bg"
    std::string_view title; // Dutch
};
std::span<const context> contexts();
const context* find_context(std::string_view name);

inline constexpr std::string_view uuid_prefix = "https://opendata.slo.nl/curriculum/uuid/";
std::string framework_id(std::string_view context); // "slo:fo"

// What an entity is to somebody who attains goals.
enum class role : std::uint8_t {
    goal,
    heading, // groups goals; nobody attains it
    level,
    subject,
    alias, // a row without an id: another wording of a goal under another parent
    tag,   // "these belong together", without a claim
    pupil_text
};

struct entity_type {
    std::string_view name;    // as `types` and the properties that end in _id write it
    std::string_view context; // that defines it
    std::string_view file;    // data/<file>.json
    role what = role::heading;
};
std::span<const entity_type> entity_types();
const entity_type* find_type(std::string_view name);
// The type whose entities the file of that name holds; also "fo_doelzin.json" and "doelzinnen.part.json".
// None for deprecated.json.
const entity_type* type_in_file(std::string_view context, std::string_view file);

inline constexpr std::string_view deprecated_list = "deprecated"; // entities of all types of a context

// How an entity refers to those of another type, with the property that is named after it ("fo_domein_id").
enum class link : std::uint8_t {
    level,    // goal::levels
    subject,  // goal::subjects
    contains, // what is referred to is a child of this one
    under,    // this one is a child of what is referred to (a goal at a level, under the goal)
    part_of,  // the statutory anchor: this one is narrower
    related,
    tagged,
    about // a text for pupils
};
link link_of(const entity_type& owner, std::string_view target);

// How sure the member names in the beginning of a document are that it is SLO's, 0 to 100.
int named_in(std::string_view start);

} // namespace schakel::slo
