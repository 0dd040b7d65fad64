#include "adapters/common/case/watermark.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::cf {

known_packages parse_watermark(std::string_view text) {
    known_packages all;
    findings ignored;
    const auto document = text.empty() ? std::nullopt : json::document::parse(text, {}, ignored);
    for (json::value one = document ? document->root().first_child() : json::value{}; one; one = one.next_sibling())
        all[std::string(one.name())] = {
            std::string(one.member("tag").text()), std::string(one.member("changed").text())};
    return all;
}

std::string to_watermark(const known_packages& all) {
    json::writer out;
    out.begin_object();
    for (const auto& [id, one] : all) {
        out.name(id).begin_object().member_if_present("tag", one.tag);
        out.member_if_present("changed", one.changed).end_object();
    }
    return out.end_object().finish();
}

} // namespace schakel::cf
