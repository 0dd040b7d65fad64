#include "adapters/common/oneroster_csv/tables.hpp"

#include "gateway/codec/data_file.hpp"

#include <algorithm>
#include <stdexcept>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

constexpr std::array<string_view, file_count> names{
    "orgs",
    "academicSessions",
    "courses",
    "classes",
    "userProfiles",
    "roles",
    "users",
    "enrollments",
    "demographics",
    "categories",
    "lineItems",
    "results",
    "scoreScales",
    "lineItemLearningObjectiveIds",
    "lineItemScoreScales",
    "resultLearningObjectiveIds",
    "resultScoreScales",
    "resources",
    "classResources",
    "courseResources",
    "userResources"};

constexpr std::array<string_view, 18> form_names{
    "id",    "lifecycle", "text",      "boolean", "date",      "year",       "integer",  "number", "word",
    "words", "source",    "objective", "texts",   "reference", "references", "user-ids", "scale",  "secret"};

constexpr std::array<string_view, 5> part_names{"rostering", "accounts", "demographics", "gradebook", "resources"};

template <class List>
std::optional<std::size_t> place_in(const List& list, string_view name) {
    const auto at = std::find(list.begin(), list.end(), name);
    if (at == list.end()) return std::nullopt;
    return static_cast<std::size_t>(at - list.begin());
}

std::vector<std::string> divided(string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

[[noreturn]] void senseless(string_view what) {
    throw std::runtime_error("table of OneRoster CSV files: " + std::string(what));
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

} // namespace

string_view name_of(file_id which) {
    return names[index_of(which)];
}

std::optional<file_id> parse_file(string_view name) {
    const auto at = place_in(names, name);
    if (!at) return std::nullopt;
    return static_cast<file_id>(*at);
}

bool vocabulary::knows(string_view word) const {
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    constexpr string_view prefix = "ext:";
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    };
    return !closed && word.size() > prefix.size() && word.starts_with(prefix) &&
           std::all_of(word.begin() + prefix.size(), word.end(), allowed);
}

string_view vocabulary::in_other_case(string_view word) const {
    for (const std::string& one : words)
        if (std::equal(one.begin(), one.end(), word.begin(), word.end(), [](char a, char b) {
                return lower(a) == lower(b);
            }))
            return one;
    return {};
}

std::optional<std::size_t> file_table::find(string_view name) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == name) return i;
    return std::nullopt;
}

std::size_t file_table::at(string_view name) const {
    if (const auto found = find(name)) return *found;
    throw std::logic_error("no column " + std::string(name) + " in " + std::string(name_of(id)));
}

std::string binding::schema_file(version which) {
    return "oneroster/" + std::string(to_string(which)) + "/csv/files.toml";
}

binding::binding(version which, const validation::schema_catalogue& schemas) : version_(which) {
    const std::string name = schema_file(which);
    const std::optional<std::string> bytes = schemas(name);
    if (!bytes) senseless(name + " is missing");
    const result<data_file> file = parse_data(*bytes, name, "file");
    if (!file) senseless(file.error().message);

    const std::vector<std::string> closed = divided(file->text("closed"), '|');
    constexpr string_view prefix = "words_";
    for (const auto& [key, value] : file->head) {
        if (!key.starts_with(prefix)) continue;
        std::string list = key.substr(prefix.size());
        const bool is_closed = place_in(closed, list).has_value();
        words_.emplace_back(std::move(list), vocabulary{divided(value, '|'), is_closed});
    }
    const auto words_named = [&](string_view list) -> const vocabulary* {
        for (const auto& [key, words] : words_)
            if (key == list) return &words;
        senseless("no words " + std::string(list));
    };
    for (const data_file::row& row : file->rows) {
        const auto text = [&](string_view key) {
            const auto found = row.find(key);
            return found == row.end() ? std::string() : found->second;
        };
        const std::optional<file_id> id = parse_file(text("name"));
        const std::optional<std::size_t> kind = place_in(part_names, text("part"));
        if (!id || !kind) senseless("file " + text("name"));
        file_table& table = files_.emplace_back();
        table.id = *id;
        table.part = static_cast<oneroster_csv::part>(*kind);
        for (const std::string& line : divided(text("columns"), '\n')) {
            const std::vector<std::string> words = divided(line, ' ');
            column& one = table.columns.emplace_back();
            one.required = words.at(0).ends_with('*');
            one.name = words[0].substr(0, words[0].size() - (one.required ? 1 : 0));
            const std::optional<std::size_t> shape = words.size() > 1 ? place_in(form_names, words[1]) : std::nullopt;
            if (!shape) senseless(line);
            one.form = static_cast<oneroster_csv::form>(*shape);
            if (words.size() < 3) continue;
            if (one.form == form::reference || one.form == form::references) {
                const std::optional<file_id> target = parse_file(words[2]);
                if (!target) senseless(line);
                one.target = *target;
            } else
                one.words = words_named(words[2]);
        }
    }
}

const file_table* binding::find(file_id which) const {
    const auto at = std::find_if(files_.begin(), files_.end(), [&](const file_table& one) { return one.id == which; });
    return at == files_.end() ? nullptr : &*at;
}

std::size_t binding::place_of(file_id which, string_view name) const {
    const file_table* table = find(which);
    return table == nullptr ? string_view::npos : table->find(name).value_or(string_view::npos);
}

} // namespace schakel::oneroster_csv
