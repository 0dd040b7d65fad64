// RDF 1.1: statements about things that are named by an IRI. Two spellings are read here, Turtle and JSON-LD, and
// Turtle is written. https://www.w3.org/TR/rdf11-concepts/
#pragma once

#include "gateway/core/finding.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::rdf {

enum class node_kind : std::uint8_t { iri, blank, literal };

struct node {
    node_kind kind = node_kind::iri;
    std::string text;     // the IRI, absolute; a blank node's label; a literal's value
    std::string language; // of a literal, as written
    std::string datatype; // of a literal, "" for plain text

    friend auto operator<=>(const node&, const node&) = default;
};

struct triple {
    node subject;
    std::string predicate;
    node object;
    location where; // of the statement: line (and column where the spelling knows it)
};

using triple_sink = std::function<void(triple&&)>;

// The text of a thing's own namespace: what stands before the last '/' or '#', that included.
std::string_view namespace_of(std::string_view iri);
bool is_absolute_iri(std::string_view text); // has a scheme, and no character that an IRI cannot hold

// All rules that reading can break: ids "rdf.…".
std::span<const rule> rules_of_reading();

inline constexpr std::string_view type_iri = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

} // namespace schakel::rdf
