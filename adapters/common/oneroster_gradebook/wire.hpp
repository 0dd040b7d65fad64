// The objects of OneRoster's gradebook as they stand in a message: line items, results, and what stands beside them;
// reading and writing them. One struct serves both versions and also the assessment line items and results of 1.2.
//
// An empty text means that the member is absent. `at` is where an object stands in the received text, so that rules can
// point at it; it refers to nothing in an object that is made.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/core/decimal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster_gradebook {

using oneroster::version;

enum class object_kind : std::uint8_t {
    category,
    line_item,
    result,
    score_scale,          // this and the next two: 1.2
    assessment_line_item, // assessment-results profile
    assessment_result
};
inline constexpr std::array all_kinds{
    object_kind::category,
    object_kind::line_item,
    object_kind::result,
    object_kind::score_scale,
    object_kind::assessment_line_item,
    object_kind::assessment_result};
std::string_view word_of(object_kind kind);       // "lineItem": the envelope of one, and the type of a reference
std::string_view collection_of(object_kind kind); // "lineItems": the envelope of several, and the path
constexpr bool is_item(object_kind kind) {
    return kind == object_kind::line_item || kind == object_kind::assessment_line_item;
}
constexpr bool is_result(object_kind kind) {
    return kind == object_kind::result || kind == object_kind::assessment_result;
}

namespace wire {

// Metadata that somebody else put there, or that we put there for ourselves: any JSON value.
struct metadata_entry {
    std::string name;
    std::string json;
};

struct base {
    std::string id;       // sourcedId
    std::string status;   // "active", "tobedeleted"
    std::string modified; // dateLastModified
    std::vector<metadata_entry> metadata;
    json::value at;
};

// One learning objective: of an item without score, of a result perhaps with one.
struct objective {
    std::string source; // "case", "unknown", or another word
    std::string id;
    std::optional<decimal> score;
    std::string text_score;
    json::value at; // the id
};

struct item : base {
    std::string title, description, assign_date, due_date;
    std::string class_id, school, category, grading_period, academic_session, score_scale, parent; // sourcedIds
    std::optional<decimal> minimum, maximum;
    std::vector<objective> objectives;
};

struct result : base {
    std::string item, student, class_id, score_scale; // sourcedIds
    std::string score_status, score_date, text_score, comment;
    std::optional<decimal> score, percentile;
    std::optional<bool> in_progress, incomplete, late, missing;
    std::vector<objective> objectives;
};

// A category or a score scale, which no other standard has: the members that the version knows go on as they stand.
struct other : base {
    std::string json;
};

// One envelope.
struct message {
    object_kind kind = object_kind::line_item;
    bool collection = false;
    std::vector<wire::item> items;
    std::vector<wire::result> results;
    std::vector<wire::other> others;
    json::value at;

    std::size_t size() const { return items.size() + results.size() + others.size(); }
};

} // namespace wire

// None when the root is no object with one envelope of the gradebook. Members of another kind than the schema says are
// passed over, and so are members that the version does not have.
std::optional<wire::message> parse(json::value root, version which);

// The base of an object, whichever kind it is.
std::vector<const wire::base*> bases_of(const wire::message& message);

// How references are written.
struct wire_style {
    version in_version = version::v1_2;
    std::string base_url; // of the rostering service, without slash at the end
    std::string own_url;  // of the gradebook service
};

// "<base>/lineItems/<id>", the id percent-encoded as one segment.
std::string address_of(std::string_view base_url, object_kind kind, std::string_view id);

// With the envelope of one object.
std::string write(const wire::item& from, object_kind kind, const wire_style& style);
std::string write(const wire::result& from, object_kind kind, const wire_style& style);
std::string write(const wire::other& from, object_kind kind);

// Of the content as received, without dateLastModified: the same digest, the same object.
std::string digest(json::value object);

} // namespace schakel::oneroster_gradebook
