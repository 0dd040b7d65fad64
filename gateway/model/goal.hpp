// Canonical learning goals: what two or more of CASE, SLO, NL-LOM, VDEX, SKOS, the Flemish onderwijsdoelen and mapping
// files share. Frameworks and their releases, goals, the relations between goals, mapping sets, and material that is
// tagged with goals.
//
// Every record has an `id`, a key that is the same for the same thing wherever it is met:
//   a UUID, whichever URI it came in (SLO, OBK and CASE)  "urn:uuid:" and the UUID in lower case (uuid_key)
//   anything else                                         its absolute URI, or the key that its adapter's README names
// Releases of one framework repeat the goals that did not change; the key is then the same. A goal is known only when a
// release defines it: being the end of an association makes nobody a goal (B9.9).
//
// Source: standards/goal-mapping-practice.md part B; the clause letters below are of that page.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/model/term.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel::model::goals {

using day = std::chrono::year_month_day;

// "urn:uuid:…" for a bare UUID of any letter case, for urn:uuid: itself, and for a text that ends in "/" and a UUID;
// empty for anything else.
std::string uuid_key(std::string_view text);

struct record_tail {
    std::string id;
    identifiers ids; // {"uri", …}: addresses beyond the key by which it is named
    std::optional<instant> modified;
    extensions extra; // what only the same standard reads back

    friend bool operator==(const record_tail&, const record_tail&) = default;
};

// A curriculum or list of goals that is published as a whole and in releases: a context of SLO, a CFDocument, a VDEX
// vocabulary, a SKOS concept scheme, an onderwijsdoelenset.
struct framework : record_tail {
    std::string title;
    std::string description;
    std::string publisher; // CASE creator
    std::string language;
    std::string status; // the standard's own word: Draft, Implemented …
    std::string licence;
    std::vector<std::string> subjects;
    // Texts before a UUID in addresses of its goals: "https://opendata.slo.nl/curriculum/uuid/".
    std::vector<std::string> uri_prefixes;
    // Whether what is attained below a goal may be summed into it. A policy of the framework, not a fact of the data
    // (B6).
    enum class roll_up_of : std::uint8_t { share, none } roll_up = roll_up_of::share;

    friend bool operator==(const framework&, const framework&) = default;
};

// One publication of a framework. What is read after it, up to the next release or mapping set, belongs to it.
struct release : record_tail { // id: framework and label, "…#2026.52"
    std::string framework;     // framework id
    std::string
        label; // "2026.52", CASE version or lastChangeDateTime; as told by whoever imports it when the source has none
    std::optional<day> published;
    std::optional<day> valid_from; // first day
    std::optional<day> valid_to;   // first day on which it is no longer valid
    bool draft = false;

    friend bool operator==(const release&, const release&) = default;
};

enum class goal_state : std::uint8_t {
    live,
    deprecated, // listed as superseded or withdrawn; its replaced_by associations tell by what
    deleted     // the source says that it never was meant (SLO `deleted`)
};

struct goal : record_tail {
    std::string framework; // framework id
    term kind;             // the standard's own word: fo_doelzin, kerndoel, CFItemType
    std::string statement; // the goal's sentence; the title where there is no other text
    std::string title;     // label, when it is not the sentence
    std::string note;
    std::string code; // as printed; not unique
    std::string language;
    std::vector<std::string> levels;   // goal ids of levels, or words (CASE educationLevel)
    std::vector<std::string> subjects; // goal ids of subjects, or words
    std::vector<std::string> keywords;
    bool central_exam = false; // SLO ce
    bool school_exam = false;  // SLO se
    bool grouping = false;     // a heading: nobody attains it (VDEX validIndex false, SKOS collection)
    bool optional = false;     // counts in no share (B6)
    bool attitude = false;     // is pursued, not attained; counts in no share
    goal_state state = goal_state::live;
    std::optional<day> valid_from, valid_to; // valid_to: first day on which it is no longer valid
    std::optional<decimal> weight;           // of this part in its parent

    friend bool operator==(const goal&, const goal&) = default;
};

// Read as "subject relation object". The set relations of B1, then what structures a framework, then supersession.
enum class relation : std::uint8_t {
    exact,       // EQ
    narrower,    // SUB: the object includes the subject
    broader,     // SUP: the subject includes the object
    overlap,     // OVL: something in common, no inclusion known
    related,     // REL
    precedes,    // PRE: subject before object
    none,        // NON: stated to have no counterpart; the object may be empty
    child_of,    // in the same framework: object is the parent; between frameworks it counts as SUB, structural
    at_level,    // the object is the level of the subject
    in_subject,  // the object is the subject area of the subject
    replaced_by, // direct successor (B5)
    inherits,    // closed lineage: the subject stands where the object stood, perhaps several steps ago (SLO replaces)
    other        // exemplar, skill level, tag: claims nothing about content
};
inline constexpr std::size_t relation_count = 13;
std::string_view to_string(relation which); // "exact", "child-of" …
std::optional<relation> parse_relation(std::string_view text);

enum class review_state : std::uint8_t { unreviewed, reviewed, rejected };

enum class justification : std::uint8_t {
    unstated,
    manual,
    lexical,
    semantic,
    component_overlap,
    supersession,
    chained
};
std::string_view to_string(justification which); // "component-overlap" …
std::optional<justification> parse_justification(std::string_view text);

// An edge. Those of a framework belong to its release, those of a crosswalk to a mapping set. Fields of B8.
struct association : record_tail {
    std::string subject; // goal id
    relation what = relation::related;
    std::string object;                      // goal id; its framework need not be known
    term predicate;                          // the standard's own word: exactMatchOf, skos:closeMatch
    std::string subject_title, object_title; // as the source shows them, for ends that are not known
    std::string owner;                       // release id or mapping_set id
    std::string group;                       // group id
    std::optional<std::int64_t> sequence;    // order among the children of a parent
    std::optional<decimal> coverage_of_subject, coverage_of_object; // 0 to 1
    std::optional<decimal> confidence;                              // 0 to 1; absent: the mapping set's
    justification why = justification::unstated;
    std::string author;
    std::string note;
    std::optional<day> made_on, valid_from, valid_to;
    review_state review = review_state::unreviewed;

    friend bool operator==(const association&, const association&) = default;
};

// The id of an association whose source gives it none: what it says, "urn:uuid:… child-of urn:uuid:…".
std::string derived_id(const association& one);

// A hyper-edge: the associations that name it hold together (B6).
struct group : record_tail {
    std::string owner; // release id or mapping_set id
    enum class completeness : std::uint8_t { unknown, incomplete, complete };
    completeness subjects = completeness::unknown; // whether the subjects are all parts of the object
    completeness objects = completeness::unknown;  // whether the objects are all parts of the subject
    bool alternatives = false;                     // the objects are candidates: one is meant, and nobody said which
    std::string title;

    friend bool operator==(const group&, const group&) = default;
};

// A crosswalk as its owner publishes it. What is read after it belongs to it.
struct mapping_set : record_tail { // id: its name and version, "…#3"
    std::string name;              // the same in every version: a URI
    std::string version;
    std::string title;
    std::string author;
    std::string licence;
    std::string subject_framework, subject_release; // framework id, label; empty: not stated
    std::string object_framework, object_release;
    std::optional<day> made_on, valid_from, valid_to;
    std::optional<decimal> confidence; // of associations that state none
    review_state review = review_state::unreviewed;
    std::string note;
    enum class signature_of : std::uint8_t { none, valid, invalid, unknown_signer } signature = signature_of::none;
    std::string signer; // name of the key, when the signature is valid

    friend bool operator==(const mapping_set&, const mapping_set&) = default;
};

// Concepts, subjects, item types, licences, groupings and rubrics that goals refer to and that are served beside them.
struct definition : record_tail {
    std::string framework;
    std::string kind; // the standard's own word: CFConcept, CFLicense …
    std::string title;
    std::string code; // hierarchyCode, typeCode
    std::string text;

    friend bool operator==(const definition&, const definition&) = default;
};

// What material has to do with a goal. LOM knows purposes only; `requires_it` is a prerequisite, the opposite
// direction.
struct goal_tag {
    enum class role : std::uint8_t { about, requires_it, discipline, level } what = role::about;
    term purpose;          // "educational objective" with its vocabulary
    std::string framework; // as the source names it
    std::string goal;      // goal id, or what the source says when it gives no usable id
    std::string entry;     // text of the taxon
    std::size_t path = 0;  // tags of one taxon path have the same number and come in its order

    friend bool operator==(const goal_tag&, const goal_tag&) = default;
};

// Learning material as an index describes it.
struct material : record_tail {
    std::string title;
    std::string description;
    std::string language;
    std::string location;  // address
    bool assesses = false; // resource type evaluatie- en toetsmateriaal
    std::vector<term> contexts;
    std::vector<goal_tag> tags;

    friend bool operator==(const material&, const material&) = default;
};

enum class record_kind : std::uint8_t {
    framework,
    release,
    goal,
    association,
    group,
    mapping_set,
    definition,
    material
};
inline constexpr std::size_t record_kind_count = 8;
std::string_view to_string(record_kind which); // "mapping-set" …

using record = std::variant<framework, release, goal, association, group, mapping_set, definition, material>;

inline record_kind kind_of(const record& one) {
    return static_cast<record_kind>(one.index());
}
const record_tail& tail_of(const record& one);

} // namespace schakel::model::goals
