// Reads one TOML table key by key and remembers what was asked for, so that what is left over can be named. Private to
// settings.
#pragma once

#include "gateway/settings/settings.hpp"

#include <chrono>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace toml {
inline namespace v3 {
class table;
class node;
} // namespace v3
} // namespace toml

namespace schakel::settings {

// Collects faults of one file.
struct fault_list {
    std::vector<fault>& all;
    std::string file;
    std::filesystem::path folder; // relative paths in the file start here
};

class section {
public:
    section(const toml::table& table, std::string path, fault_list& faults);

    bool has(std::string_view key) const;
    place where() const;
    place where(std::string_view key) const;
    const std::string& path() const { return path_; }

    std::string text(std::string_view key, std::string otherwise = {});
    std::string required_text(std::string_view key);
    std::string one_of(std::string_view key, std::vector<std::string_view> allowed, std::string_view otherwise);
    std::int64_t integer(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most);
    bool boolean(std::string_view key, bool otherwise);
    std::vector<std::string> texts(std::string_view key); // one text or an array of texts
    std::set<std::string, std::less<>> text_set(std::string_view key);
    std::map<std::string, std::string, std::less<>> text_map(std::string_view key);
    std::chrono::milliseconds
    duration(std::string_view key, std::chrono::milliseconds otherwise); // "250ms", "30s", "5m", "2h", "7d"
    std::vector<std::chrono::seconds> durations(std::string_view key);
    std::optional<instant> date(std::string_view key); // a day in Europe/Amsterdam, or a date-time with zone
    std::optional<instant> required_date(std::string_view key);
    std::string file(std::string_view key); // a path, made absolute
    std::string required_file(std::string_view key);
    std::string resolve(std::string_view path) const; // against the folder of the file
    // `key` in clear, or `key`_file (must be readable by its owner alone), or `key`_env. At most one of the three.
    std::string secret(std::string_view key);
    std::string required_secret(std::string_view key);

    std::optional<section> table(std::string_view key);
    std::vector<section> tables(std::string_view key);

    // Every key that nobody asked for is an error with the nearest one that exists.
    void finish();

    void complain(
        std::string id, std::string_view key, std::string message, std::string expected = {}, std::string nearest = {}
    );

private:
    const toml::node* take(std::string_view key);
    std::string full(std::string_view key) const;

    const toml::table* table_;
    std::string path_;
    fault_list* faults_;
    std::set<std::string, std::less<>> asked_;
};

} // namespace schakel::settings
