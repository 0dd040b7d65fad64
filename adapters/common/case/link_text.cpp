#include "adapters/common/case/link_text.hpp"

#include "gateway/codec/json_document.hpp"

namespace schakel::cf {

namespace {

link link_of(json::value at) {
    return {
        std::string(at.member("title").text()), std::string(at.member("identifier").text()),
        std::string(at.member("uri").text()), std::string(at.member("targetType").text())};
}

} // namespace

void write_link(const link& one, json::writer& out) {
    out.begin_object().member("title", one.title).member("identifier", one.identifier).member("uri", one.uri);
    out.member_if_present("targetType", one.target_type).end_object();
}

std::string link_text(const link& one) {
    if (one.empty()) return {};
    json::writer out;
    write_link(one, out);
    return out.finish();
}

std::string links_text(const links& all) {
    if (all.empty()) return {};
    json::writer out;
    out.begin_array();
    for (const link& one : all) write_link(one, out);
    return out.end_array().finish();
}

link parse_link(std::string_view text) {
    findings ignored;
    if (text.empty()) return {};
    const auto document = json::document::parse(text, {}, ignored);
    return document ? link_of(document->root()) : link{};
}

links parse_links(std::string_view text) {
    findings ignored;
    links all;
    if (text.empty()) return all;
    const auto document = json::document::parse(text, {}, ignored);
    for (json::value one = document ? document->root().first_child() : json::value{}; one; one = one.next_sibling())
        all.push_back(link_of(one));
    return all;
}

} // namespace schakel::cf
