#include "adapters/lti_1_1/content_items.hpp"
#include "adapters/lti_1_1/lists.hpp"
#include "adapters/lti_1_1/names.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::lti_1_1 {

namespace {

std::string_view word_of(const model::content_item& one) {
    if (one.type == "ltiResourceLink") return "LtiLinkItem";
    return one.type == "file" || one.type == "image" ? "FileItem" : "ContentItem";
}

std::string media_type_of(const model::content_item& one) {
    if (one.type == "ltiResourceLink") return std::string(link_media_type);
    if (!one.media_type.empty()) return one.media_type;
    if (one.type == "image") return "image/*";
    return one.type == "file" ? "application/octet-stream" : "text/html";
}

void write(json::writer& to, std::string_view name, const std::optional<model::picture_of>& one) {
    if (!one) return;
    to.name(name).begin_object().member("@id", one->url);
    if (one->width) to.member("width", *one->width);
    if (one->height) to.member("height", *one->height);
    to.end_object();
}

void write(json::writer& to, std::string_view name, const std::optional<model::period>& one) {
    if (!one) return;
    to.name(name).begin_object();
    if (one->from) to.member("startDatetime", to_rfc3339(*one->from));
    if (one->until) to.member("endDatetime", to_rfc3339(*one->until));
    to.end_object();
}

void write_line(json::writer& to, const model::item_line& one) {
    to.name("lineItem").begin_object().member("@type", "LineItem");
    to.member_if_present("label", one.label);
    to.member("reportingMethod", "http://purl.imsglobal.org/ctx/lis/v2p1/Result#totalScore");
    if (!one.resource_id.empty())
        to.name("assignedActivity").begin_object().member("activityId", one.resource_id).end_object();
    to.name("scoreConstraints").begin_object().member("@type", "NumericLimits");
    to.member("normalMaximum", one.score_maximum).member("totalMaximum", one.score_maximum);
    to.end_object().end_object();
}

void write_placement(json::writer& to, const model::content_item& one) {
    std::vector<std::string> targets;
    if (one.type == "html" || one.type == "image") targets.emplace_back("embed");
    if (one.iframe) targets.emplace_back("iframe");
    if (one.window) targets.emplace_back("window");
    if (targets.empty()) return;
    const model::item_window how = one.iframe ? *one.iframe : one.window.value_or(model::item_window{});
    const std::optional<int> width = one.width ? one.width : how.width, height = one.height ? one.height : how.height;
    to.name("placementAdvice").begin_object().member("presentationDocumentTarget", joined(targets));
    if (width) to.member("displayWidth", *width);
    if (height) to.member("displayHeight", *height);
    if (one.window) to.member_if_present("windowTarget", one.window->target_name);
    to.end_object();
}

void write_item(json::writer& to, const model::content_item& one) {
    to.begin_object().member("@type", word_of(one)).member("mediaType", media_type_of(one));
    to.member_if_present("url", one.url);
    to.member_if_present("title", one.title);
    to.member_if_present("text", one.type == "html" ? one.html : one.text);
    if (one.expires) to.member("expiresAt", to_rfc3339(*one.expires));
    write(to, "icon", one.icon);
    write(to, "thumbnail", one.thumbnail);
    write_placement(to, one);
    if (one.custom) {
        to.name("custom").begin_object();
        for (const auto& [name, value] : *one.custom) to.member(name, value);
        to.end_object();
    }
    if (one.line_item) write_line(to, *one.line_item);
    write(to, "available", one.available);
    write(to, "submission", one.submission);
    to.end_object();
}

} // namespace

std::string write_content_items(const std::vector<model::content_item>& items) {
    json::writer out;
    out.begin_object().member("@context", content_item_context).name("@graph").begin_array();
    for (const model::content_item& one : items) write_item(out, one);
    out.end_array().end_object();
    return out.finish();
}

} // namespace schakel::lti_1_1
