// The objects of CASE in the standard's own words: what a CFPackage holds, read as it stands. An empty text, list or
// link means that the member is absent. Fact sheet section 3.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::cf {

enum class version : std::uint8_t { v1_0, v1_1 };
std::string_view to_string(version which); // "1.0", "1.1"

// LinkURI, and LinkGenURI of the ends of associations, whose identifier may be any text.
struct link {
    std::string title, identifier, uri;
    std::string target_type; // ends in 1.1: "CASE", "ext:…"

    bool empty() const { return identifier.empty() && uri.empty(); }
    friend bool operator==(const link&, const link&) = default;
};
using links = std::vector<link>;
using texts = std::vector<std::string>;

namespace wire {

struct base {
    std::string identifier, uri;
    std::string changed;    // lastChangeDateTime
    std::string extensions; // JSON as it stood

    friend bool operator==(const base&, const base&) = default;
};

struct document : base {
    std::string framework_type, case_version; // 1.1
    std::string creator, title, official_source, publisher, description;
    texts subjects;
    links subject_links;
    std::string language, version, status, begin, end;
    link licence;
    std::string notes;
    link package; // outside a package

    friend bool operator==(const document&, const document&) = default;
};

struct item : base {
    std::string statement, label, type;
    link type_link;
    std::string code, enumeration, abbreviated;
    texts keywords;
    link keyword_link;
    std::string notes;
    texts subjects;      // 1.1
    links subject_links; // 1.1
    std::string language;
    texts levels;
    link licence;
    std::string begin, end;
    link document; // outside a package

    friend bool operator==(const item&, const item&) = default;
};

struct association : base {
    std::string type;
    std::string sequence; // digits
    link origin, destination, grouping;
    std::string notes; // 1.1
    link document;     // outside a package

    friend bool operator==(const association&, const association&) = default;
};

enum class definition_kind : std::uint8_t { concept_, subject, licence, item_type, grouping };

struct definition : base {
    definition_kind kind = definition_kind::concept_;
    std::string title, code, description;
    std::string keywords;     // CFConcept: one text
    std::string type_code;    // CFItemType
    std::string licence_text; // CFLicense

    friend bool operator==(const definition&, const definition&) = default;
};

struct level : base {
    std::string description, quality, score, feedback, position, criterion;

    friend bool operator==(const level&, const level&) = default;
};

struct criterion : base {
    std::string category, description;
    link item;
    std::string weight, position, rubric;
    std::vector<level> levels;

    friend bool operator==(const criterion&, const criterion&) = default;
};

struct rubric : base {
    std::string title, description;
    std::vector<criterion> criteria;

    friend bool operator==(const rubric&, const rubric&) = default;
};

struct package {
    wire::document about;
    std::vector<item> items;
    std::vector<association> associations;
    std::vector<definition> definitions;
    std::vector<rubric> rubrics;
    std::string extensions, definition_extensions; // JSON
};

} // namespace wire

} // namespace schakel::cf
