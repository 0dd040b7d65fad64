// How OneRoster CSV packages deviate from the binding, by name. Without an agreement a deviation is an error that names
// its quirk; with one it is a warning at its place.
#pragma once

#include <bitset>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster_csv {

enum class quirk : std::uint8_t {
    // The archive and the manifest.
    folder,        // the files stand in one folder of the archive
    system_files,  // __MACOSX, .DS_Store, Thumbs.db
    unknown_files, // other files; they are passed over
    file_names,    // names in other letter case: userprofiles.csv
    no_manifest,   // every file that is there counts as bulk
    manifest_gaps, // files that the manifest does not name count as absent
    // Text.
    semicolons,
    windows_1252,
    line_breaks,
    mixed_line_ends,
    // Header and rows.
    misspelt_headers,
    reordered_columns,
    missing_columns,
    unknown_columns,
    short_rows, // empty cells left out at the end, or too many of them
    // Values. Names as for REST where the deviation is the same.
    boolean_form,
    date_form,
    word_case,
    unknown_word,
    status_inactive,
    missing_base,     // a delta row without status or dateLastModified
    missing_required, // an empty cell that must not be
    id_characters,
    list_form,
    user_ids_form,
    absent_target, // references into a file that is not delivered
    // Not a leniency: the file is checked as well. It becomes no record either way.
    demographics
};
inline constexpr std::size_t quirk_count = static_cast<std::size_t>(quirk::demographics) + 1;

std::string_view to_string(quirk which); // "windows-1252"
// Names that settings may hold: every quirk, and "lenient" for all but no-manifest and demographics.
std::vector<std::string_view> quirk_names();
std::string_view what_it_is(quirk which); // English

inline constexpr std::string_view lenient = "lenient"; // also the name of the profile

class agreed_quirks {
public:
    agreed_quirks(const std::set<std::string, std::less<>>& names, std::string_view profile);
    bool has(quirk which) const { return agreed_.test(static_cast<std::size_t>(which)); }

private:
    std::bitset<quirk_count> agreed_;
};

} // namespace schakel::oneroster_csv
