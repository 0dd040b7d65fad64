// A mapping set as it is written: a head and groups of named texts, and a table. README.md explains the format.
#pragma once

#include "adapters/common/goals/table.hpp"
#include "gateway/model/goal_field.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping_set_file {

inline constexpr std::string_view format_name = "schakel-mapping-set/1";
inline constexpr std::string_view fence = "+++";

namespace field = model::goal_field;

// A key of the head or of a group, and the canonical field that it fills; "" for what holds the file together.
struct named_field {
    std::string_view key;
    field::name fills;
};

inline constexpr std::array head_keys{
    named_field{"format", ""},
    named_field{"name", field::mapping_set_name},
    named_field{"version", field::mapping_set_version},
    named_field{"title", field::mapping_set_title},
    named_field{"author", field::mapping_set_author},
    named_field{"licence", field::mapping_set_licence},
    named_field{"date", field::mapping_set_date},
    named_field{"valid_from", field::mapping_set_validity},
    named_field{"valid_to", field::mapping_set_validity},
    named_field{"confidence", field::mapping_set_confidence},
    named_field{"review", field::mapping_set_review},
    named_field{"note", field::mapping_set_note},
    named_field{"subject_framework", field::mapping_set_frameworks},
    named_field{"subject_release", field::mapping_set_frameworks},
    named_field{"object_framework", field::mapping_set_frameworks},
    named_field{"object_release", field::mapping_set_frameworks},
    named_field{"rows", ""},
    named_field{"signature_key", ""},
    named_field{"signature", field::mapping_set_signature}};

inline constexpr std::array group_keys{
    named_field{"id", field::group_id}, named_field{"subjects", field::group_completeness},
    named_field{"objects", field::group_completeness}, named_field{"alternatives", field::group_alternatives},
    named_field{"title", field::group_title}};

struct column {
    enum name : std::size_t {
        subject,
        relation,
        object,
        id,
        predicate,
        subject_title,
        object_title,
        group,
        coverage_of_subject,
        coverage_of_object,
        confidence,
        justification,
        author,
        date,
        valid_from,
        valid_to,
        review,
        note,
        column_count
    };
};

inline constexpr std::size_t column_count = column::column_count;

inline constexpr std::array<goal_files::column, column_count> columns{
    {{"subject", true},
     {"relation", true},
     {"object", true},
     {"id"},
     {"predicate"},
     {"subject_title"},
     {"object_title"},
     {"group"},
     {"coverage_of_subject"},
     {"coverage_of_object"},
     {"confidence"},
     {"justification"},
     {"author"},
     {"date"},
     {"valid_from"},
     {"valid_to"},
     {"review"},
     {"note"}}};

inline constexpr std::array<field::name, column_count> column_fields{
    field::association_id,         field::association_relation,
    field::association_id,         field::association_id,
    field::association_predicate,  field::association_title,
    field::association_title,      field::group_id,
    field::association_coverage,   field::association_coverage,
    field::association_confidence, field::association_justification,
    field::association_author,     field::association_date,
    field::association_validity,   field::association_validity,
    field::association_review,     field::association_note};

struct row {
    std::array<std::string, column_count> cells;
    location where; // of the row
};

using texts = std::map<std::string, std::string, std::less<>>;

struct document {
    texts head;
    std::vector<texts> groups;
    std::vector<row> rows;
    std::map<std::string, std::size_t, std::less<>> lines; // where keys of the head stand

    std::string_view text(std::string_view key) const {
        const auto found = head.find(key);
        return found == head.end() ? std::string_view{} : std::string_view(found->second);
    }
    location where(std::string_view key) const {
        const auto found = lines.find(key);
        return goal_files::at_line(found == lines.end() ? 1 : found->second, 1, "/" + std::string(key));
    }
};

// What is signed: see README.md. The same for every order of rows and columns, separator and line end.
std::string canonical_bytes(const document& whole);

} // namespace schakel::mapping_set_file
