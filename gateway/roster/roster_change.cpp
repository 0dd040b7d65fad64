#include "gateway/roster/roster_change.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>

namespace schakel::roster {

using namespace model::roster;

namespace {

void write_count(json::writer& out, std::string_view name, const change_count& of) {
    out.name(name).begin_object().member("before", of.before).member("added", of.added);
    out.member("changed", of.changed).member("ended", of.ended).end_object();
}

void write_change(json::writer& out, const roster_change& of) {
    out.begin_object();
    for (const record_kind which : record_kinds) write_count(out, to_string(which), of.of(which));
    write_count(out, "pupils", of.pupils);
    write_count(out, "employees", of.employees);
    out.member("head", of.head_changed);
    out.name("identities").begin_array();
    for (const identity_count& one : of.identities)
        out.begin_object().member("rule", one.rule).member("count", one.count).end_object();
    out.end_array().end_object();
}

std::uint64_t number(json::value of) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(of.integer().value_or(0), 0));
}

change_count read_count(json::value of) {
    return {
        number(of.member("before")), number(of.member("added")), number(of.member("changed")),
        number(of.member("ended"))};
}

roster_change read_change(json::value from) {
    roster_change out;
    for (const record_kind which : record_kinds) out.of(which) = read_count(from.member(to_string(which)));
    out.pupils = read_count(from.member("pupils"));
    out.employees = read_count(from.member("employees"));
    out.head_changed = from.member("head").boolean();
    for (json::value one = from.member("identities").first_child(); one; one = one.next_sibling())
        out.identities.push_back({std::string(one.member("rule").text()), number(one.member("count"))});
    return out;
}

} // namespace

bool roster_change::none() const {
    return !head_changed && std::ranges::all_of(kinds, &change_count::none);
}

std::string to_json(const roster_change& of) {
    json::writer out;
    write_change(out, of);
    return out.finish();
}

std::string to_json(const version_notes& of) {
    json::writer out;
    out.begin_object().name("change");
    write_change(out, of.change);
    out.member("standard", of.standard).member("watermark", of.watermark).member("way", of.way);
    out.member("whole", of.whole).end_object();
    return out.finish();
}

version_notes read_notes(std::string_view text) {
    findings ignored;
    const auto read = json::document::parse(text, {}, ignored);
    if (!read) return {};
    const json::value root = read->root();
    return {
        read_change(root.member("change")), std::string(root.member("standard").text()),
        std::string(root.member("watermark").text()), std::string(root.member("way").text()),
        root.member("whole").boolean()};
}

} // namespace schakel::roster
