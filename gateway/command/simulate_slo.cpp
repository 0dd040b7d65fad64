#include "gateway/command/simulate_slo.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/simulate_curriculum.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace schakel::command {

namespace {

using transport::http_response;
using entities = std::vector<const curriculum_entity*>;

constexpr std::string_view own_uri = "https://opendata.slo.nl/curriculum/uuid/";
constexpr std::size_t least_page = 10, largest_page = 1000;
constexpr std::array<std::string_view, 3> contexts{"basis", "fo", "kerndoelen"};

// fo_doelzin: "FoDoelzin".
std::string camel(std::string_view type) {
    std::string out;
    bool capital = true;
    for (const char c : type) {
        if (c != '_') out += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        capital = c == '_';
    }
    return out;
}

http_response in_json(int status, std::string body) {
    return {status, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body), {}};
}

http_response not_found(std::string_view path) {
    json::writer out;
    out.begin_object().member("error", "not found").name("details").begin_object().member("path", path).end_object();
    out.end_object();
    return in_json(404, out.finish());
}

http_response page_for_a_browser() {
    return {
        200,
        {{"Content-Type", "text/html; charset=utf-8"}},
        "<!DOCTYPE html><html><body><h1>Curriculum (proef)</h1></body></html>",
        {}};
}

http_response who_are_you() {
    return {
        401,
        {{"Content-Type", "application/json"}, {"WWW-Authenticate", "Basic realm=\"curriculum\""}},
        R"({"error":401,"message":"Unauthorized"})",
        {}};
}

bool admits_html(const exchange& asked) {
    const std::string_view accept = asked.headers.find("accept");
    return accept.empty() || accept.find("html") != std::string_view::npos ||
           accept.find("*/*") != std::string_view::npos;
}

// What is common to both forms.
void write_texts(json::writer& out, const curriculum_entity& one) {
    out.member_if_present("prefix", one.prefix).member_if_present("title", one.title);
    out.member_if_present("description", one.description);
    for (const auto& [name, value] : one.words) out.member(name, value);
    for (const auto& [name, value] : one.flags) out.member(name, value);
}

void write_links(json::writer& out, std::string_view name, const std::vector<std::string>& ends) {
    out.name(name).begin_array();
    for (const std::string& each : ends) out.text("/curriculum/uuid/" + each);
    out.end_array();
}

void write_ids(json::writer& out, const std::string& name, const std::vector<std::string>& ends) {
    if (ends.empty()) return;
    out.name(name).begin_array();
    for (const std::string& each : ends) out.text(each);
    out.end_array();
}

// As the API gives it: children one level deep, under the name of their type.
void write_item(json::writer& out, const curriculum_entity& one, const curriculum& in, const std::string& base) {
    const std::string type = camel(one.type), uri = std::string(own_uri) + one.uuid;
    out.begin_object();
    out.member("@context", "https://opendata.slo.nl/curriculum/schemas/" + one.context + ".jsonld#" + type);
    out.member("@id", uri).member("@type", type).member("uuid", one.uuid);
    write_texts(out, one);
    if (!one.replaces.empty()) write_links(out, "replaces", one.replaces);
    if (!one.replaced_by.empty()) write_links(out, "replacedBy", one.replaced_by);
    out.member("@references", base + "uuid/" + one.uuid);
    for (const auto& [to, ends] : one.references) {
        out.name(camel(to)).begin_array();
        for (const std::string& each : ends) {
            const curriculum_entity* child = in.find(each);
            out.begin_object().member("@id", std::string(own_uri) + each).member("uuid", each);
            if (child) out.member_if_present("title", child->title);
            out.end_object();
        }
        out.end_array();
    }
    out.end_object();
}

// As a released file holds it.
void write_entity(json::writer& out, const curriculum_entity& one) {
    out.begin_object().member("id", one.uuid);
    write_texts(out, one);
    for (const auto& [to, ends] : one.references) write_ids(out, to + "_id", ends);
    write_ids(out, "replaces", one.replaces);
    if (one.deprecated) {
        out.name("types").begin_array().text(one.type).end_array();
        out.name("replacedBy").begin_array();
        for (const std::string& each : one.replaced_by) out.text(each);
        out.end_array();
    }
    out.end_object();
}

std::size_t number_of(const exchange& asked, std::string_view name, std::size_t otherwise) {
    const std::string_view text = asked.query_value(name);
    std::size_t value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class slo_publication final : public publication {
public:
    explicit slo_publication(const publisher_play& how) : empty_(how.misbehaves.contains(misbehaviour::empty)) {
        for (std::size_t i = 0; i <= how.framework.changes; ++i)
            releases_.push_back(make_curriculum({how.framework.goals, how.framework.seed, i}));
        if (!how.misbehaves.contains(misbehaviour::missing_entity)) return;
        for (curriculum& one : releases_) leave_one_out(one);
    }

    std::size_t frameworks() const override { return contexts.size(); }
    bool serves(const exchange& asked) const override { return asked.method == "GET"; }

    http_response answer(const exchange& asked, const std::string& address) const override {
        std::string_view path = asked.path;
        if (const curriculum* released = take_release(path, "/releases/")) return file(*released, path, asked.path);
        const curriculum* of = release_of(path);
        if (!of) return not_found(asked.path);
        if (admits_html(asked)) return page_for_a_browser();
        if (!asked.headers.find("authorization").starts_with("Basic ")) return who_are_you();
        const std::string base = address + std::string(asked.path.substr(0, asked.path.size() - path.size()));
        constexpr std::string_view single = "uuid/";
        if (path.starts_with(single)) return item(*of, path.substr(single.size()), base, asked.path);
        if (path.ends_with('/')) path.remove_suffix(1);
        return list(*of, path, asked, base);
    }

private:
    // "/curriculum/api/v1/fo_set/" and "/curriculum/2026.1/api/fo_set/"; leaves "fo_set/".
    const curriculum* release_of(std::string_view& path) const {
        constexpr std::string_view newest = "/curriculum/api/v1/", root = "/curriculum/", api = "api/";
        if (path.starts_with(newest)) {
            path.remove_prefix(newest.size());
            return &releases_.back();
        }
        const curriculum* found = take_release(path, root);
        if (!found || !path.starts_with(api)) return nullptr;
        path.remove_prefix(api.size());
        return found;
    }

    const curriculum* take_release(std::string_view& path, std::string_view before) const {
        if (!path.starts_with(before)) return nullptr;
        const std::size_t end = path.find('/', before.size());
        if (end == std::string_view::npos) return nullptr;
        const auto label = path.substr(before.size(), end - before.size());
        const auto found = std::ranges::find(releases_, label, &curriculum::release);
        if (found == releases_.end()) return nullptr;
        path.remove_prefix(end + 1);
        return &*found;
    }

    static http_response
    item(const curriculum& of, std::string_view uuid, const std::string& base, std::string_view path) {
        const curriculum_entity* one = of.find(uuid);
        if (!one) return not_found(path);
        json::writer out;
        write_item(out, *one, of, base);
        return in_json(200, out.finish());
    }

    http_response
    list(const curriculum& of, std::string_view type, const exchange& asked, const std::string& base) const {
        entities all;
        bool known = false;
        for (const curriculum_entity& one : of.entities) {
            known = known || one.type == type;
            if (one.type == type && !one.deprecated && !empty_) all.push_back(&one);
        }
        if (!known) return not_found(asked.path);
        const bool by_code = type == "niveau";
        std::ranges::stable_sort(all, {}, [&](const auto* one) { return by_code ? one->prefix : one->title; });
        const std::size_t asked_size = number_of(asked, "perPage", number_of(asked, "pageSize", least_page));
        const std::size_t size = by_code ? all.size() : std::clamp(asked_size, least_page, largest_page);
        return page(all, number_of(asked, "page", 0), size, of, base, camel(type));
    }

    static http_response page(
        const entities& all, std::size_t number, std::size_t size, const curriculum& of, const std::string& base,
        const std::string& type
    ) {
        json::writer out;
        out.begin_object().name("data").begin_array();
        const std::size_t first = number < all.size() ? std::min(number * size, all.size()) : all.size();
        for (std::size_t i = first; i < std::min(first + size, all.size()); ++i) write_item(out, *all[i], of, base);
        out.end_array().member("page", std::uint64_t{number}).member("count", std::uint64_t{all.size()});
        out.name("root").begin_array().end_array().member("@isPartOf", base).member("type", type).end_object();
        return in_json(200, out.finish());
    }

    // "fo.json": a member for each type, and what is deprecated.
    static http_response file(const curriculum& of, std::string_view name, std::string_view path) {
        const auto context =
            std::ranges::find_if(contexts, [&](auto one) { return std::string(one) + ".json" == name; });
        if (context == contexts.end()) return not_found(path);
        std::map<std::string, entities> lists;
        for (const curriculum_entity& one : of.entities)
            if (one.context == *context) lists[one.deprecated ? "deprecated" : one.type].push_back(&one);
        json::writer out(true);
        out.begin_object();
        for (const auto& [type, all] : lists) {
            out.name(type).begin_array();
            for (const curriculum_entity* one : all) write_entity(out, *one);
            out.end_array();
        }
        out.end_object();
        return in_json(200, out.finish());
    }

    // An entity that its domain still names.
    static void leave_one_out(curriculum& of) {
        const auto one = std::ranges::find_if(of.entities, [](const curriculum_entity& each) {
            return each.type == "fo_doelzin" && !each.deprecated;
        });
        if (one != of.entities.end()) of.entities.erase(one);
    }

    std::vector<curriculum> releases_; // the newest last
    bool empty_;
};

} // namespace

result<std::shared_ptr<const publication>> publish_slo(const publisher_play& how) {
    if (!how.files.empty()) return failure{"slo publishes an invented curriculum; leave out --publish"};
    return std::shared_ptr<const publication>(std::make_shared<slo_publication>(how));
}

} // namespace schakel::command
