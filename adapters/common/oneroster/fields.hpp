// The fields of every object, once: name, versions, form, and the member that holds it. Reading, writing, `filter`,
// `sort` and `fields` all go by these tables.
#pragma once

#include "adapters/common/oneroster/vocabulary.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace schakel::oneroster {

enum class form : std::uint8_t {
    text,
    word, // of `words`
    year,
    boolean,
    date,
    moment,
    reference,
    references,
    texts,
    user_ids,
    roles,
    profiles,
    metadata,
    never // known and never taken or sent: password
};

template <class Object>
using member_of = std::variant<
    std::monostate, std::string Object::*, std::optional<bool> Object::*, reference Object::*, reference_list Object::*,
    text_list Object::*, user_id_list Object::*, role_list Object::*, profile_list Object::*, metadata_list Object::*>;

template <class Object>
struct field {
    std::string_view name;
    oneroster::form form = form::text;
    member_of<Object> at{};
    in versions = in::both;
    in required = in::none;
    const vocabulary* words = nullptr;
    object_kind target = object_kind::org; // of references
};

// In the order of writing.
template <class Object>
std::span<const field<Object>> fields_of();

// The field of that name which the version has; null for none.
template <class Object>
const field<Object>* find_field(version which, std::string_view name) {
    for (const field<Object>& one : fields_of<Object>()) {
        if (one.name == name && holds(one.versions, which)) return &one;
    }
    return nullptr;
}

// Among fields_of<Object>(), of which it is one.
template <class Object>
std::size_t place_of(const field<Object>& one) {
    return static_cast<std::size_t>(&one - fields_of<Object>().data());
}

} // namespace schakel::oneroster
