#include "adapters/common/lti/json_members.hpp"
#include "adapters/lti_1_1/content_items.hpp"
#include "adapters/lti_1_1/lists.hpp"
#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/rule_catalogue.hpp"
#include "gateway/codec/json_document.hpp"

namespace schakel::lti_1_1 {

namespace {

using lti::pixels;
using lti::text_of;
using lti::text_or_number;

// "http://…/ContentItem#LtiLinkItem", "lti:LtiLinkItem" or "LtiLinkItem".
std::string_view short_type(json::value at) {
    std::string_view type = at.is(json::kind::array) ? at.first_child().text() : at.text();
    if (const std::size_t cut = type.find_last_of("#:/"); cut != std::string_view::npos) type.remove_prefix(cut + 1);
    return type;
}

bool is_embedded(json::value placement) {
    return text_of(placement.member("presentationDocumentTarget")).find("embed") != std::string::npos;
}

std::string type_of(json::value item) {
    const std::string_view type = short_type(item.member("@type"));
    const std::string media = text_of(item.member("mediaType"));
    if (type == "LtiLinkItem" || type == "LtiLink" || media == link_media_type) return "ltiResourceLink";
    if (media.starts_with("image/")) return "image";
    if (type == "FileItem") return "file";
    const bool html = media.empty() || media.starts_with("text/html");
    if (html && !item.member("url") && is_embedded(item.member("placementAdvice"))) return "html";
    return "link";
}

std::optional<model::picture_of> read_picture(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    json::value url = at.member("@id");
    if (!url) url = at.member("url");
    return model::picture_of{text_of(url), pixels(at.member("width")), pixels(at.member("height"))};
}

std::optional<model::period> read_period(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    return model::period{lti::moment(at.member("startDatetime")), lti::moment(at.member("endDatetime"))};
}

std::optional<model::parameters> read_custom(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    model::parameters out;
    for (json::value one = at.first_child(); one; one = one.next_sibling())
        out.emplace_back(std::string(one.name()), text_or_number(one));
    return out;
}

std::optional<model::item_line> read_line(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    model::item_line out;
    const json::value limits = at.member("scoreConstraints");
    json::value maximum = limits.member("totalMaximum");
    if (!maximum) maximum = limits.member("normalMaximum");
    out.score_maximum = maximum ? maximum.approximate() : 1; // an outcome of LTI 1.1 is a part of one
    out.label = text_of(at.member("label"));
    out.resource_id = text_or_number(at.member("assignedActivity").member("activityId"));
    return out;
}

void read_placement(json::value at, model::content_item& to) {
    if (!at.is(json::kind::object)) return;
    model::item_window how;
    how.width = pixels(at.member("displayWidth"));
    how.height = pixels(at.member("displayHeight"));
    how.target_name = text_of(at.member("windowTarget"));
    for (const std::string& target : listed(at.member("presentationDocumentTarget").text())) {
        if (target == "window" || target == "popup") to.window = how;
        if (target == "iframe" || target == "frame") to.iframe = how;
    }
    if (to.type == "image") {
        to.width = how.width;
        to.height = how.height;
    }
}

model::content_item read_item(json::value at) {
    model::content_item out;
    out.type = type_of(at);
    out.url = text_of(at.member("url"));
    if (out.url.empty() && out.type != "html") out.url = text_of(at.member("@id"));
    out.title = text_of(at.member("title"));
    out.text = text_of(at.member("text"));
    if (out.type == "html") out.html = std::exchange(out.text, {});
    out.media_type = out.type == "ltiResourceLink" ? std::string() : text_of(at.member("mediaType"));
    out.expires = lti::moment(at.member("expiresAt"));
    out.icon = read_picture(at.member("icon"));
    out.thumbnail = read_picture(at.member("thumbnail"));
    out.custom = read_custom(at.member("custom"));
    out.line_item = read_line(at.member("lineItem"));
    out.available = read_period(at.member("available"));
    out.submission = read_period(at.member("submission"));
    read_placement(at.member("placementAdvice"), out);
    return out;
}

} // namespace

result<std::vector<model::content_item>, findings>
read_content_items(std::string_view text, const document_limits& limits) {
    std::vector<model::content_item> out;
    if (text.empty()) return out;
    findings list;
    const auto document = json::document::parse(text, limits, list);
    if (!document) return list;
    const json::value graph = document->root().member("@graph");
    if (!graph.is(json::kind::array)) return findings{found(fault::content_items, {}, masked(text.substr(0, 40)))};
    for (json::value one = graph.first_child(); one; one = one.next_sibling()) {
        if (one.is(json::kind::object)) out.push_back(read_item(one));
    }
    return out;
}

} // namespace schakel::lti_1_1
