#include "gateway/mapping/identity_map.hpp"

#include <array>
#include <fstream>
#include <span>

namespace schakel::mapping {

namespace {

constexpr rule conflict{
    "mapping.identifier-conflict",
    severity::warning,
    "identifier map: an identifier names one person for ever",
    "De identificatoren van één persoon in dit bericht ({got}) horen volgens eerdere berichten of de lijst van de "
    "school "
    "bij verschillende personen.",
    "The identifiers of one person in this message ({got}) belong to different persons according to earlier messages "
    "or "
    "the school's list.",
    "Controleer bij de school welke sleutel bij welk ECK iD hoort; er is niets samengevoegd.",
    "Ask the school which key belongs to which ECK iD; nothing was merged."};

constexpr std::array rule_list{conflict};

std::string joined(std::string_view first, char mark, std::string_view second) {
    std::string both;
    both.reserve(first.size() + 1 + second.size());
    return both.append(first).append(1, mark).append(second);
}

std::string table_of(std::string_view from, std::string_view to) {
    return joined(from, '>', to);
}

std::string link_key(std::string_view table, std::string_view value) {
    return joined(table, '\0', value);
}

// What a link leads to: a scheme, and the issuer where values mean something only there. A person has one account at
// each.
std::string target_of(std::string_view scheme, std::string_view authority) {
    return authority.empty() ? std::string(scheme) : joined(scheme, '@', authority);
}

std::string table_of(const model::identifier& from, const model::identifier& to) {
    return table_of(from.scheme, target_of(to.scheme, to.authority));
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// One line of CSV (RFC 4180, without line breaks inside fields).
std::vector<std::string> split_line(std::string_view line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else if (c != '\r') {
            fields.back() += c;
        }
    }
    return fields;
}

} // namespace

std::string as_key(const model::identifier& id) {
    return id.authority.empty() ? id.value : id.authority + "|" + id.value;
}

result<identity_list> identity_list::read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure{file + ": cannot be read"};
    identity_list list;
    std::vector<std::string> schemes;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (number == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
        if (line.empty() || line == "\r") continue;
        const auto fields = split_line(line);
        const std::string place = file + ":" + std::to_string(number) + ": ";
        if (schemes.empty()) {
            if (fields.size() < 2) return failure{place + "expected at least two schemes, separated by commas"};
            schemes = fields;
            continue;
        }
        if (fields.size() != schemes.size()) {
            return failure{
                place + "expected " + std::to_string(schemes.size()) + " fields, found " +
                std::to_string(fields.size())};
        }
        for (std::size_t from = 0; from < fields.size(); ++from) {
            for (std::size_t to = 0; to < fields.size(); ++to) {
                if (from == to || fields[from].empty() || fields[to].empty()) continue;
                const auto [known, fresh] =
                    list.links_.emplace(link_key(table_of(schemes[from], schemes[to]), fields[from]), fields[to]);
                if (!fresh && known->second != fields[to])
                    return failure{place + "the same " + schemes[from] + " stands for two persons"};
            }
        }
        ++list.persons_;
    }
    return list;
}

std::optional<std::string_view>
identity_list::find(std::string_view from, std::string_view value, std::string_view to) const {
    const auto found = links_.find(link_key(table_of(from, to), value));
    if (found == links_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::string> identity_map::link(std::string_view table, std::string_view key) const {
    std::string name = link_key(table, key);
    if (const auto found = fresh_.find(name); found != fresh_.end()) return found->second;
    if (!stored_) return std::nullopt;
    const auto [asked, first] = asked_.try_emplace(std::move(name));
    if (first) asked->second = stored_->find(school_, table, key);
    return asked->second;
}

void identity_map::add(std::string table, std::string key, std::string value) {
    if (!fresh_.emplace(link_key(table, key), value).second) return;
    added_.push_back({school_, std::move(table), std::move(key), std::move(value)});
}

std::optional<std::string> identity_map::known(const model::identifier& from, const model::identifier& to) const {
    if (auto linked = link(table_of(from, to), as_key(from))) return linked;
    if (!list_ || !to.authority.empty()) return std::nullopt;
    const auto listed = list_->find(from.scheme, as_key(from), to.scheme);
    return listed ? std::optional(std::string(*listed)) : std::nullopt;
}

void identity_map::learn(const model::identifiers& of, findings& found) {
    for (const model::identifier& from : of) {
        for (const model::identifier& to : of) {
            if (from.scheme == to.scheme) continue;
            const auto told = known(from, to);
            if (told && *told != to.value) {
                found.push_back({&conflict, {}, {}, from.scheme + ", " + to.scheme, {}});
                return;
            }
        }
    }
    for (const model::identifier& from : of) {
        for (const model::identifier& to : of) {
            if (from.scheme == to.scheme) continue;
            const std::string table = table_of(from, to);
            if (!link(table, as_key(from))) add(table, as_key(from), to.value);
        }
    }
}

std::optional<std::string>
identity_map::find(const model::identifiers& of, std::string_view scheme, std::string_view authority) const {
    for (const model::identifier& one : of) {
        if (one.scheme == scheme && (authority.empty() || one.authority == authority)) return one.value;
    }
    const model::identifier wanted{std::string(scheme), {}, std::string(authority)};
    for (const model::identifier& one : of) {
        if (list_) {
            if (const auto listed = list_->find(one.scheme, as_key(one), scheme)) return std::string(*listed);
        }
        if (auto linked = link(table_of(one, wanted), as_key(one))) return linked;
    }
    return std::nullopt;
}

std::optional<std::string> identity_map::find_made(const model::identifiers& of, std::string_view purpose) const {
    for (const model::identifier& one : of) {
        if (auto made = link(table_of(one.scheme, purpose), as_key(one))) return made;
    }
    return std::nullopt;
}

void identity_map::remember(const model::identifier& made, const model::identifiers& of, std::string_view purpose) {
    const std::string made_key = as_key(made);
    for (const model::identifier& one : of) {
        std::string known_under = table_of(one.scheme, purpose), key = as_key(one);
        if (!link(known_under, key)) add(std::move(known_under), std::move(key), made.value);
        if (one.scheme == made.scheme) continue;
        std::string table = table_of(made, one);
        if (!link(table, made_key)) add(std::move(table), made_key, one.value);
    }
}

std::span<const rule> identity_map::rules() {
    return rule_list;
}

} // namespace schakel::mapping
