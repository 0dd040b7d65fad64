#include "adapters/common/lti/content_items.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/json_members.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti {

namespace {

// ---------------------------------------------------------------- reading

std::optional<model::picture_of> read_picture(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    return model::picture_of{text_of(at.member("url")), pixels(at.member("width")), pixels(at.member("height"))};
}

std::optional<model::item_window> read_window(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    model::item_window out;
    out.target_name = at.member("targetName").text();
    out.features = at.member("windowFeatures").text();
    out.src = at.member("src").text();
    out.width = pixels(at.member("width"));
    out.height = pixels(at.member("height"));
    return out;
}

std::optional<model::period> read_period(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    return model::period{moment(at.member("startDateTime")), moment(at.member("endDateTime"))};
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
    out.score_maximum = at.member("scoreMaximum").approximate();
    out.label = at.member("label").text();
    out.resource_id = at.member("resourceId").text();
    out.tag = at.member("tag").text();
    out.grades_released = flag(at.member("gradesReleased"));
    if (const json::value review = at.member("submissionReview"); review.is(json::kind::object))
        out.submission_review = review.raw();
    return out;
}

constexpr std::array known_members{"available", "custom", "embed",    "expiresAt", "height",     "html",
                                   "icon",      "iframe", "lineItem", "mediaType", "submission", "text",
                                   "thumbnail", "title",  "type",     "url",       "width",      "window"};

void keep_others(json::value at, model::extensions& to) {
    for (json::value one = at.first_child(); one; one = one.next_sibling()) {
        if (std::ranges::find(known_members, one.name()) == known_members.end())
            to.push_back({"lti", std::string(one.name()), std::string(one.raw())});
    }
}

// ---------------------------------------------------------------- writing

void number(json::writer& to, std::string_view name, const std::optional<int>& value) {
    if (value) to.member(name, *value);
}

void write(json::writer& to, std::string_view name, const std::optional<model::picture_of>& one) {
    if (!one) return;
    to.name(name).begin_object().member("url", one->url);
    number(to, "width", one->width);
    number(to, "height", one->height);
    to.end_object();
}

void write(json::writer& to, std::string_view name, const std::optional<model::item_window>& one) {
    if (!one) return;
    to.name(name).begin_object();
    to.member_if_present("targetName", one->target_name);
    to.member_if_present("src", one->src);
    number(to, "width", one->width);
    number(to, "height", one->height);
    to.member_if_present("windowFeatures", one->features);
    to.end_object();
}

void write(json::writer& to, std::string_view name, const std::optional<model::period>& one) {
    if (!one) return;
    to.name(name).begin_object();
    if (one->from) to.member("startDateTime", to_rfc3339(*one->from));
    if (one->until) to.member("endDateTime", to_rfc3339(*one->until));
    to.end_object();
}

void write(json::writer& to, const model::item_line& one) {
    to.name("lineItem").begin_object().member("scoreMaximum", one.score_maximum);
    to.member_if_present("label", one.label);
    to.member_if_present("resourceId", one.resource_id);
    to.member_if_present("tag", one.tag);
    if (one.grades_released) to.member("gradesReleased", *one.grades_released);
    if (!one.submission_review.empty()) to.name("submissionReview").raw(one.submission_review);
    to.end_object();
}

void write_html(json::writer& to, const model::content_item& one) {
    if (one.html.empty()) return;
    if (one.type == "html")
        to.member("html", one.html);
    else
        to.name("embed").begin_object().member("html", one.html).end_object();
}

} // namespace

model::content_item read_content_item(json::value at) {
    model::content_item out;
    out.type = at.member("type").text();
    out.url = at.member("url").text();
    out.title = at.member("title").text();
    out.text = at.member("text").text();
    out.html = out.type == "html" ? at.member("html").text() : at.member("embed").member("html").text();
    out.media_type = at.member("mediaType").text();
    out.expires = moment(at.member("expiresAt"));
    out.icon = read_picture(at.member("icon"));
    out.thumbnail = read_picture(at.member("thumbnail"));
    out.width = pixels(at.member("width"));
    out.height = pixels(at.member("height"));
    out.window = read_window(at.member("window"));
    out.iframe = read_window(at.member("iframe"));
    out.custom = read_custom(at.member("custom"));
    out.line_item = read_line(at.member("lineItem"));
    out.available = read_period(at.member("available"));
    out.submission = read_period(at.member("submission"));
    keep_others(at, out.extra);
    return out;
}

void write(json::writer& to, const model::content_item& one) {
    to.begin_object().member("type", one.type);
    to.member_if_present("url", one.url);
    to.member_if_present("title", one.title);
    to.member_if_present("text", one.text);
    write_html(to, one);
    to.member_if_present("mediaType", one.media_type);
    if (one.expires) to.member("expiresAt", to_rfc3339(*one.expires));
    write(to, "icon", one.icon);
    write(to, "thumbnail", one.thumbnail);
    number(to, "width", one.width);
    number(to, "height", one.height);
    write(to, "window", one.window);
    write(to, "iframe", one.iframe);
    if (one.custom) {
        to.name("custom").begin_object();
        for (const auto& [name, value] : *one.custom) to.member(name, value);
        to.end_object();
    }
    if (one.line_item) write(to, *one.line_item);
    write(to, "available", one.available);
    write(to, "submission", one.submission);
    for (const model::extension& other : one.extra) {
        if (other.standard == "lti") to.name(other.name).raw(other.value);
    }
    to.end_object();
}

model::content_return read_content_return(json::value claims) {
    model::content_return out;
    const json::value items = claims.member(deep_linking::content_items);
    if (items.is(json::kind::array)) {
        for (json::value one = items.first_child(); one; one = one.next_sibling())
            out.items.push_back(read_content_item(one));
    }
    out.message = claims.member(deep_linking::message).text();
    out.log = claims.member(deep_linking::log).text();
    out.error_message = claims.member(deep_linking::error_message).text();
    out.error_log = claims.member(deep_linking::error_log).text();
    return out;
}

void write_claims(json::writer& to, const model::content_return& chosen) {
    to.name(deep_linking::content_items).begin_array();
    for (const model::content_item& one : chosen.items) write(to, one);
    to.end_array();
    to.member_if_present(deep_linking::message, chosen.message);
    to.member_if_present(deep_linking::log, chosen.log);
    to.member_if_present(deep_linking::error_message, chosen.error_message);
    to.member_if_present(deep_linking::error_log, chosen.error_log);
}

} // namespace schakel::lti
