// What the differential test has to know of a standard: its schemas, how its messages look, and what to change in them.
#pragma once

#include "markup.hpp"
#include "tests/support/chance.hpp"
#include "value_type.hpp"

#include "gateway/validation/xsd_schema.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::differential {

using test::chance;

struct standard;

// Makes a small change, which may or may not break the message. The result stays well-formed XML.
using change = void (*)(node& root, const standard& of, chance& random);

struct message_kind {
    std::string name;
    std::size_t share; // of a hundred messages
    // A valid message: what is optional comes and goes, every choice is taken, references and keys hold.
    std::function<node(const standard& of, chance& random)> make;
};

// A name in a namespace, of an attribute or a type.
struct qualified_name {
    space in = space::none;
    std::string name;
};

struct schema_document {
    std::string space; // its namespace
    std::string file;
};

// What an adapter's reader says of a message, where it is to be judged instead of the bare engine.
using message_reader = std::function<validation::xsd_schema::outcome(std::string_view)>;

struct standard {
    std::string name;
    vocabulary spaces;
    std::vector<message_kind> kinds;

    std::vector<schema_document> published; // below the shared corpus
    std::vector<schema_document> bundled;   // below schemas/

    // The types of the values of elements and attributes, by name; a text for names that are not there.
    std::map<std::string, value_type, std::less<>> values;

    std::vector<std::string> other_names;         // that an element may be renamed to
    std::vector<qualified_name> other_attributes; // that an element may get
    std::vector<qualified_name> types;            // that xsi:type may name
    std::multimap<std::string, qualified_name, std::less<>>
        fitting_types;           // by element: its own, or one derived from it
    std::vector<change> changes; // beside the general ones

    message_reader read{};

    std::uint64_t fingerprint = 0; // of its first thousand messages with seed 1: the same on every machine

    const value_type& type_of(std::string_view value_name) const;
    // The type of any value, for values in the wrong place.
    const value_type& any_type(chance& random) const;
};

} // namespace schakel::differential
