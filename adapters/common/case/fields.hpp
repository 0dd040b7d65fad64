// The members of the objects of CASE as tables: what reading, writing, sorting and filtering go by.
#pragma once

#include "adapters/common/case/wire.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel::cf {

// How a value stands in JSON.
enum class form : std::uint8_t {
    text,
    uuid,
    uri,
    moment,
    day,
    association_type,
    case_version,
    integer,
    number,
    texts,
    link,       // LinkURI
    end,        // LinkGenURI
    links,      // array of LinkURI
    extensions, // object
    extension_list,
    children // array of objects
};

// In which payloads a member stands: an object alone has a link to what it belongs to, an object in a package has not.
enum class place : std::uint8_t { everywhere, alone };

template <class Object>
struct field {
    std::string_view name;
    cf::form form = form::text;
    std::variant<
        std::string Object::*, texts Object::*, cf::link Object::*, links Object::*,
        std::vector<wire::criterion> Object::*, std::vector<wire::level> Object::*>
        at;
    bool required = false;
    version since = version::v1_0;
    cf::place place = place::everywhere;
    std::string_view meaning = {}; // field of the canonical model; "" when only CASE knows it
};

enum class object_class : std::uint8_t {
    concept_, // as wire::definition_kind
    subject,
    licence,
    item_type,
    grouping,
    document,
    item,
    association,
    rubric,
    criterion,
    level
};
inline constexpr std::size_t object_class_count = 11;
inline constexpr std::size_t most_fields = 24; // of one class

// The name of a class ("CFLicense"), and of the array that holds its objects in a package or an answer ("CFLicenses").
std::string_view name_of(object_class which);
std::string_view collection_of(object_class which);
constexpr object_class class_of(wire::definition_kind kind) {
    return static_cast<object_class>(kind);
}
// By its name.
std::optional<wire::definition_kind> definition_of(std::string_view class_name);
inline constexpr std::size_t definition_kind_count = 5;

template <class Object>
struct shape {
    object_class which;
    std::span<const field<Object>> fields; // in the order in which they are written

    const field<Object>* find(std::string_view name) const {
        for (const field<Object>& one : fields) {
            if (one.name == name) return &one;
        }
        return nullptr;
    }
};

shape<wire::document> document_shape();
shape<wire::item> item_shape();
shape<wire::association> association_shape();
shape<wire::definition> definition_shape(wire::definition_kind kind);
shape<wire::rubric> rubric_shape();
shape<wire::criterion> criterion_shape();
shape<wire::level> level_shape();

// The field of the canonical model that a member is: its meaning, or "case.CFItem.listEnumeration" for what only CASE
// knows.
std::string canonical_name(object_class which, std::string_view member, std::string_view meaning);

// What the canonical model calls targetType of an end.
inline constexpr std::string_view target_type_name = "case.LinkGenURI.targetType";

bool is_association_type(version which, std::string_view word);
// What the standard's own pattern for identifiers takes: 1.0 knows UUIDs of versions 1 to 5 only.
bool is_identifier(version which, std::string_view text);

} // namespace schakel::cf
