#include "gateway/settings/section.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/crypto/secret_file.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace schakel::settings {

namespace {

place place_of(const toml::node& node, const std::string& file) {
    const toml::source_position at = node.source().begin;
    return {file, at.line, at.column};
}

std::string_view kind_of(const toml::node& node) {
    switch (node.type()) {
    case toml::node_type::string: return "a text";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::floating_point: return "a number";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::array: return "an array";
    case toml::node_type::table: return "a table";
    default: return "a date or time";
    }
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    std::int64_t count = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count < 0 || count > 1'000'000'000) return std::nullopt;
    const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    if (unit == "ms") return std::chrono::milliseconds(count);
    if (unit == "s") return std::chrono::seconds(count);
    if (unit == "m") return std::chrono::minutes(count);
    if (unit == "h") return std::chrono::hours(count);
    if (unit == "d") return std::chrono::hours(24 * count);
    return std::nullopt;
}

std::chrono::year_month_day calendar_day(const toml::date& of) {
    return std::chrono::year(of.year) / std::chrono::month(of.month) / std::chrono::day(of.day);
}

instant instant_of(const toml::date_time& of) {
    const auto clock_time = std::chrono::hours(of.time.hour) + std::chrono::minutes(of.time.minute) +
                            std::chrono::seconds(of.time.second) + std::chrono::microseconds(of.time.nanosecond / 1000);
    return std::chrono::sys_days(calendar_day(of.date)) + clock_time - std::chrono::minutes(of.offset->minutes);
}

constexpr std::string_view duration_form = "a duration such as \"30s\", \"5m\" or \"2h\"";

} // namespace

section::section(const toml::table& table, std::string path, fault_list& faults)
    : table_(&table), path_(std::move(path)), faults_(&faults) {}

std::string section::full(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

place section::where() const {
    return place_of(*table_, faults_->file);
}

place section::where(std::string_view key) const {
    for (const auto& [name, node] : *table_) {
        if (name.str() == key) return {faults_->file, name.source().begin.line, name.source().begin.column};
    }
    return where();
}

bool section::has(std::string_view key) const {
    return table_->contains(key);
}

void section::complain(
    std::string id, std::string_view key, std::string message, std::string expected, std::string nearest_name
) {
    faults_->all.push_back(
        {std::move(id), where(key), full(key), std::move(message), std::move(expected), std::move(nearest_name), false}
    );
}

const toml::node* section::take(std::string_view key) {
    asked_.emplace(key);
    return table_->get(key);
}

std::string section::text(std::string_view key, std::string otherwise) {
    const toml::node* node = take(key);
    if (!node) return otherwise;
    if (const auto* value = node->as_string()) return value->get();
    complain("config.type", key, "is " + std::string(kind_of(*node)), "a text");
    return otherwise;
}

std::string section::required_text(std::string_view key) {
    if (!has(key)) {
        asked_.emplace(key);
        complain("config.missing", key, "is missing", "a text");
        return {};
    }
    std::string value = text(key);
    if (value.empty() && table_->get(key)->is_string()) complain("config.value", key, "is empty", "a text");
    return value;
}

std::string section::one_of(std::string_view key, std::vector<std::string_view> allowed, std::string_view otherwise) {
    std::string value = text(key, std::string(otherwise));
    if (std::ranges::find(allowed, value) != allowed.end()) return value;
    std::string list;
    for (const std::string_view one : allowed) list += (list.empty() ? "" : " | ") + std::string(one);
    complain("config.value", key, "is \"" + value + "\"", list, std::string(nearest(value, allowed)));
    return std::string(otherwise);
}

std::int64_t section::integer(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
    const toml::node* node = take(key);
    if (!node) return otherwise;
    const std::string form = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    const auto* value = node->as_integer();
    if (!value) {
        complain("config.type", key, "is " + std::string(kind_of(*node)), form);
        return otherwise;
    }
    if (value->get() < least || value->get() > most) {
        complain("config.value", key, "is " + std::to_string(value->get()), form);
        return otherwise;
    }
    return value->get();
}

bool section::boolean(std::string_view key, bool otherwise) {
    const toml::node* node = take(key);
    if (!node) return otherwise;
    if (const auto* value = node->as_boolean()) return value->get();
    complain("config.type", key, "is " + std::string(kind_of(*node)), "true or false");
    return otherwise;
}

std::vector<std::string> section::texts(std::string_view key) {
    const toml::node* node = take(key);
    if (!node) return {};
    if (const auto* value = node->as_string()) return {value->get()};
    std::vector<std::string> list;
    const toml::array* array = node->as_array();
    bool good = array != nullptr;
    if (array) {
        for (const toml::node& one : *array) {
            if (const auto* value = one.as_string())
                list.push_back(value->get());
            else
                good = false;
        }
    }
    if (!good) complain("config.type", key, "is not a list of texts", "a text or an array of texts");
    return list;
}

std::set<std::string, std::less<>> section::text_set(std::string_view key) {
    std::set<std::string, std::less<>> set;
    for (std::string& one : texts(key)) {
        if (!set.insert(one).second) complain("config.duplicate", key, "names \"" + one + "\" twice", "each name once");
    }
    return set;
}

std::map<std::string, std::string, std::less<>> section::text_map(std::string_view key) {
    const toml::node* node = take(key);
    if (!node) return {};
    std::map<std::string, std::string, std::less<>> map;
    const toml::table* inner = node->as_table();
    if (!inner) complain("config.type", key, "is " + std::string(kind_of(*node)), "a table of texts");
    if (!inner) return map;
    for (const auto& [name, value] : *inner) {
        const auto* content = value.as_string();
        if (content) {
            map.emplace(name.str(), content->get());
            continue;
        }
        faults_->all.push_back(
            {"config.type",
             place_of(value, faults_->file),
             full(key) + "." + std::string(name.str()),
             "is " + std::string(kind_of(value)),
             "a text",
             {},
             false}
        );
    }
    return map;
}

std::chrono::milliseconds section::duration(std::string_view key, std::chrono::milliseconds otherwise) {
    if (!has(key)) {
        asked_.emplace(key);
        return otherwise;
    }
    const toml::node* node = take(key);
    const auto* content = node->as_string();
    if (!content) {
        complain("config.type", key, "is " + std::string(kind_of(*node)), std::string(duration_form));
        return otherwise;
    }
    const auto parsed = parse_duration(content->get());
    if (!parsed) complain("config.value", key, "is \"" + content->get() + "\"", std::string(duration_form));
    return parsed.value_or(otherwise);
}

std::vector<std::chrono::seconds> section::durations(std::string_view key) {
    std::vector<std::chrono::seconds> list;
    for (const std::string& one : texts(key)) {
        if (const auto parsed = parse_duration(one))
            list.push_back(std::chrono::ceil<std::chrono::seconds>(*parsed));
        else
            complain("config.value", key, "holds \"" + one + "\"", std::string(duration_form));
    }
    return list;
}

std::optional<instant> section::date(std::string_view key) {
    const toml::node* node = take(key);
    if (!node) return std::nullopt;
    constexpr std::string_view form = "a date (2026-08-01) or a date-time with zone";
    if (const auto* day = node->as_date()) return start_of_day_in_amsterdam(calendar_day(day->get()));
    if (const auto* moment = node->as_date_time(); moment && moment->get().offset) return instant_of(moment->get());
    const auto* content = node->as_string();
    if (!content) {
        complain("config.type", key, "is " + std::string(kind_of(*node)), std::string(form));
        return std::nullopt;
    }
    const std::string& value = content->get();
    if (const auto day = parse_date(value)) return start_of_day_in_amsterdam(*day);
    if (const auto moment = parse_rfc3339(value)) return moment;
    complain("config.value", key, "is \"" + value + "\"", std::string(form));
    return std::nullopt;
}

std::optional<instant> section::required_date(std::string_view key) {
    if (has(key)) return date(key);
    asked_.emplace(key);
    complain("config.missing", key, "is missing", "a date (2026-08-01) or a date-time with zone");
    return std::nullopt;
}

std::string section::file(std::string_view key) {
    const std::string value = text(key);
    return value.empty() ? std::string() : resolve(value);
}

std::string section::required_file(std::string_view key) {
    const std::string value = required_text(key);
    return value.empty() ? std::string() : resolve(value);
}

std::string section::resolve(std::string_view path) const {
    return (faults_->folder / path).lexically_normal().string();
}

std::string section::secret(std::string_view key) {
    const std::string file_key = std::string(key) + "_file", environment_key = std::string(key) + "_env";
    const int given = int{has(key)} + int{has(file_key)} + int{has(environment_key)};
    const std::string in_clear = text(key), path = file(file_key), variable = text(environment_key);
    if (given > 1) {
        complain(
            "config.duplicate", key, "is given in more than one way",
            "one of " + std::string(key) + ", " + file_key + ", " + environment_key
        );
    }
    if (!path.empty()) {
        auto content = crypto::read_secret_file(path);
        if (content) return *content;
        complain("config.secret", file_key, content.error().message, "a file that only its owner can read");
    }
    if (!variable.empty()) {
        if (const char* content = std::getenv(variable.c_str())) return content;
        complain("config.secret", environment_key, "names a variable that is not set", "a variable of the environment");
    }
    return in_clear;
}

std::string section::required_secret(std::string_view key) {
    std::string value = secret(key);
    const std::string name(key);
    if (value.empty()) complain("config.missing", key, "is missing", name + ", " + name + "_file or " + name + "_env");
    return value;
}

std::optional<section> section::table(std::string_view key) {
    const toml::node* node = take(key);
    if (!node) return std::nullopt;
    if (const toml::table* inner = node->as_table()) return section(*inner, full(key), *faults_);
    complain("config.type", key, "is " + std::string(kind_of(*node)), "a table: [" + full(key) + "]");
    return std::nullopt;
}

std::vector<section> section::tables(std::string_view key) {
    const toml::node* node = take(key);
    std::vector<section> list;
    if (!node) return list;
    const toml::array* array = node->as_array();
    if (!array) {
        complain("config.type", key, "is " + std::string(kind_of(*node)), "an array of tables: [[" + full(key) + "]]");
        return list;
    }
    for (const toml::node& one : *array) {
        const std::string path = full(key) + "[" + std::to_string(list.size()) + "]";
        if (const toml::table* inner = one.as_table())
            list.emplace_back(*inner, path, *faults_);
        else
            complain("config.type", key, "holds something that is not a table", "[[" + full(key) + "]]");
    }
    return list;
}

void section::finish() {
    const std::vector<std::string_view> known(asked_.begin(), asked_.end());
    for (const auto& [name, node] : *table_) {
        if (asked_.contains(name.str())) continue;
        complain(
            "config.unknown-key", name.str(), "is not a key of " + (path_.empty() ? "the file" : "[" + path_ + "]"),
            "a documented key", std::string(nearest(name.str(), known))
        );
    }
}

} // namespace schakel::settings
