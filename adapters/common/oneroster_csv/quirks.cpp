#include "adapters/common/oneroster_csv/quirks.hpp"

#include <array>

namespace schakel::oneroster_csv {

namespace {

struct entry {
    quirk which;
    std::string_view name, what;
};

constexpr std::array<entry, quirk_count> all{{
    {quirk::folder, "folder", "the files stand in one folder of the archive"},
    {quirk::system_files, "system-files",
     "files of an operating system in the archive: __MACOSX, .DS_Store, Thumbs.db"},
    {quirk::unknown_files, "unknown-files", "files that the binding does not know; they are passed over"},
    {quirk::file_names, "file-names", "file names in other letter case: userprofiles.csv"},
    {quirk::no_manifest, "no-manifest", "no manifest.csv; every file that is there counts as bulk"},
    {quirk::manifest_gaps, "manifest-gaps", "files that the manifest does not name count as absent"},
    {quirk::semicolons, "semicolons", "semicolons or tabs between cells"},
    {quirk::windows_1252, "windows-1252", "text in Windows-1252"},
    {quirk::line_breaks, "line-breaks", "line breaks within cells"},
    {quirk::mixed_line_ends, "mixed-line-ends", "CRLF and LF in one file"},
    {quirk::misspelt_headers, "misspelt-headers", "column names with a spelling mistake or in other letter case"},
    {quirk::reordered_columns, "reordered-columns", "columns in another order"},
    {quirk::missing_columns, "missing-columns", "columns left out"},
    {quirk::unknown_columns, "unknown-columns", "columns that the binding does not know; they are passed over"},
    {quirk::short_rows, "short-rows", "rows that are shorter than the header, or longer by empty cells"},
    {quirk::boolean_form, "boolean-form", "booleans as TRUE, True, 1, yes"},
    {quirk::date_form, "date-form", "dates and moments in other forms"},
    {quirk::word_case, "word-case", "words in other letter case: Scheduled"},
    {quirk::unknown_word, "unknown-word", "words outside the vocabulary; the value is left behind"},
    {quirk::status_inactive, "status-inactive", "status inactive of 1.0, read as tobedeleted"},
    {quirk::missing_base, "missing-base", "rows of a delta without status or dateLastModified"},
    {quirk::missing_required, "missing-required", "empty cells that must hold a value"},
    {quirk::id_characters, "id-characters", "sourcedIds with other characters, such as spaces and braces"},
    {quirk::list_form, "list-form", "empty items in lists"},
    {quirk::user_ids_form, "user-ids-form", "userIds that are not {type:id}; they are left behind"},
    {quirk::absent_target, "absent-target", "references into a file that is not delivered"},
    {quirk::demographics, "demographics", "demographics.csv is checked too; it becomes no record"},
}};

} // namespace

std::string_view to_string(quirk which) {
    return all[static_cast<std::size_t>(which)].name;
}

std::string_view what_it_is(quirk which) {
    return all[static_cast<std::size_t>(which)].what;
}

std::vector<std::string_view> quirk_names() {
    std::vector<std::string_view> names;
    for (const entry& one : all) names.push_back(one.name);
    names.push_back(lenient);
    return names;
}

agreed_quirks::agreed_quirks(const std::set<std::string, std::less<>>& names, std::string_view profile) {
    const bool most = profile == lenient || names.contains(lenient);
    for (const entry& one : all) {
        const bool apart = one.which == quirk::no_manifest || one.which == quirk::demographics;
        if (names.contains(one.name) || (most && !apart)) agreed_.set(static_cast<std::size_t>(one.which));
    }
}

} // namespace schakel::oneroster_csv
