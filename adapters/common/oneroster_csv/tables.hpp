// The data files of one version of the CSV binding and their columns, read from schemas/oneroster/<version>/csv.
// Everything that reads or writes goes by these tables; what differs between the versions stands there.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/validation/schema_catalogue.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster_csv {

using oneroster::version;

// In the order of reading: what others refer to comes before them, as far as that goes.
enum class file_id : std::uint8_t {
    orgs,
    academic_sessions,
    courses,
    classes,
    user_profiles,
    roles,
    users,
    enrollments,
    demographics,
    categories,
    line_items,
    results,
    score_scales,
    line_item_objectives,
    line_item_scales,
    result_objectives,
    result_scales,
    resources,
    class_resources,
    course_resources,
    user_resources
};
inline constexpr std::size_t file_count = 21;
std::string_view name_of(file_id which); // "academicSessions", without ".csv"
std::optional<file_id> parse_file(std::string_view name);
constexpr std::size_t index_of(file_id which) {
    return static_cast<std::size_t>(which);
}

enum class form : std::uint8_t {
    id,        // sourcedId of the row
    lifecycle, // status and dateLastModified: both in a delta, neither in bulk
    text,
    boolean,
    date,
    year,
    integer,
    number,
    word,       // of `words`
    words,      // list of them
    source,     // of a learning objective: of `words`, or a bare word of lower-case letters and digits
    objective,  // id of a learning objective; of source "case": urn:uuid:…
    texts,      // list
    reference,  // sourcedId of a row of `target`
    references, // list of them
    user_ids,   // list of {type:id}
    scale,      // list of {lhs:rhs}
    secret      // a password: never looked at
};

struct vocabulary {
    std::vector<std::string> words;
    bool closed = false; // otherwise "ext:…" is a word too

    bool knows(std::string_view word) const;
    std::string_view in_other_case(std::string_view word) const; // "" for none
};

struct column {
    std::string name;
    oneroster_csv::form form = form::text;
    bool required = false;
    const vocabulary* words = nullptr;
    file_id target = file_id::orgs; // of references
};

// What becomes of a file: rostering is read to records, the other parts are checked and left behind.
enum class part : std::uint8_t { rostering, accounts, demographics, gradebook, resources };

struct file_table {
    file_id id = file_id::orgs;
    oneroster_csv::part part = part::rostering;
    std::vector<column> columns;

    std::size_t at(std::string_view name) const; // must exist (std::logic_error otherwise)
    std::optional<std::size_t> find(std::string_view name) const;
};

class binding {
public:
    // Throws std::runtime_error when the table is missing or makes no sense: the program must not start.
    binding(version which, const validation::schema_catalogue& schemas);
    static std::string schema_file(version which); // "oneroster/1.2/csv/files.toml"

    version of() const { return version_; }
    const std::vector<file_table>& files() const { return files_; } // in the order of the manifest
    const file_table* find(file_id which) const;
    std::size_t
    place_of(file_id which, std::string_view name) const; // where it stands; npos when this version has none

private:
    version version_;
    std::vector<std::pair<std::string, vocabulary>> words_;
    std::vector<file_table> files_;
};

} // namespace schakel::oneroster_csv
