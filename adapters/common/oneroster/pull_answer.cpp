#include "adapters/common/oneroster/pull_answer.hpp"

#include "adapters/common/one_edtech/links.hpp"
#include "gateway/adapter/adapter.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::oneroster {

namespace {

using meaning = page_answer::meaning;

// Codes of the standard; any other text of the peer is not repeated.
constexpr std::array<std::string_view, 20> minor_codes{
    "fullsuccess",          "invalid_filter_field", "invalid_selection_field",
    "invalid_sort_field",   "invaliddata",          "unauthorisedrequest",
    "unauthorizedrequest",  "unauthorized",         "forbidden",
    "server_busy",          "unknownobject",        "internal_server_error",
    "deletefailure",        "linkfailure",          "unsupported",
    "unsupportedoperation", "targetreadfailure",    "invalid_blank_selection_field",
    "invalid_scope",        "invalid_token"};

struct status_info {
    bool told = false, failure = false, warning = false;
    std::string minor;
};

std::string code_in(json::value at) {
    const auto known = std::ranges::find(minor_codes, at.text());
    return known == minor_codes.end() ? std::string{} : std::string(*known);
}

// One status object, in any of the forms that occur.
status_info status_of(json::value at) {
    status_info out;
    const json::value major = at.member("imsx_codeMajor");
    if (!major) return out;
    out.told = true;
    out.failure = major.text() == "failure" || major.text() == "unsupported";
    out.warning = at.member("imsx_severity").text() == "warning";
    for (const std::string_view name : {"imsx_CodeMinor", "imsx_codeMinor"}) {
        const json::value minor = at.member(name);
        if (out.minor.empty()) out.minor = code_in(minor);
        for (json::value field = minor.member("imsx_codeMinorField").first_child(); field; field = field.next_sibling())
            if (out.minor.empty()) out.minor = code_in(field.member("imsx_codeMinorFieldValue"));
    }
    return out;
}

// Also below the wrappers that occur, and of OAuth2 error objects.
status_info find_status(json::value root) {
    status_info out = status_of(root);
    for (const std::string_view name : {"imsx_StatusInfo", "imsx_statusInfo", "statusInfo", "imsx_error_details"})
        if (!out.told) out = status_of(root.member(name));
    for (const std::string_view name : {"statusInfoSet", "imsx_StatusInfoSet", "imsx_error_details"}) {
        for (json::value one = root.member(name).first_child(); one && !out.failure; one = one.next_sibling()) {
            const status_info told = status_of(one);
            if (told.told && (!out.told || told.failure || told.warning)) out = told;
        }
    }
    if (!out.told && root.member("error").is(json::kind::string)) {
        out.told = out.failure = true;
        out.minor = code_in(root.member("error"));
    }
    return out;
}

bool looks_like_json(std::string_view body) {
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (body[first] == '{' || body[first] == '[');
}

std::string kind_of_text(std::string_view body) {
    const std::size_t first = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos) return "an empty body";
    return body[first] == '<' ? "HTML or XML" : "plain text";
}

void tell(findings& found, std::string_view id, std::string expected, std::string got) {
    found.push_back({&pull_rule(id), {}, std::move(expected), std::move(got), {}});
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return out;
}

// "HTTP 403, forbidden"
std::string reason_of(const received_answer& answer, const document_limits& limits) {
    std::string out = "HTTP " + std::to_string(answer.status);
    findings ignored;
    if (!looks_like_json(answer.body)) return out;
    const auto document = json::document::parse(answer.body, limits, ignored);
    const std::string minor = document ? find_status(document->root()).minor : std::string{};
    return minor.empty() ? out : out + ", " + minor;
}

// What a status other than 200 says.
page_answer read_failure(const received_answer& answer, const document_limits& limits) {
    page_answer out;
    if (answer.how != received_answer::transport::answered) {
        out.what = meaning::again;
        out.reason = answer.error;
        return out;
    }
    out.reason = reason_of(answer, limits);
    if (answer.status == 401)
        out.what = meaning::login;
    else if (answer.status == 404)
        out.what = meaning::absent;
    else if (answer.status == 400 || answer.status == 422)
        out.what = meaning::query_refused;
    else if (const auto common = interpret_common(answer); common && common->what == receipt::outcome::retry) {
        out.what = meaning::again;
        out.retry_after = common->retry_after;
    }
    return out;
}

// The array of the collection, or the single object as one.
bool find_objects(
    json::value root, std::string_view collection, std::string_view single, bends& noted, page_answer& out
) {
    json::value list = root.member(collection);
    if (!list && root.member(single).is(json::kind::object)) {
        out.objects.push_back(root.member(single));
        out.total = 1;
        return true;
    }
    if (!list.is(json::kind::array)) {
        json::value other = root.is(json::kind::array) ? root : json::value{};
        std::size_t arrays = 0;
        for (json::value one = root.first_child(); one && !other && root.is(json::kind::object);
             one = one.next_sibling()) {
            if (!one.is(json::kind::array) || one.name() == "statusInfoSet") continue;
            ++arrays;
            list = one;
        }
        if (arrays == 1) other = list;
        if (!other || !noted.allow(quirk::any_wrapper, root, collection)) return false;
        list = other;
    }
    for (json::value one = list.first_child(); one; one = one.next_sibling()) out.objects.push_back(one);
    return true;
}

void read_headers(const received_answer& answer, bends& noted, page_answer& out) {
    out.link = one_edtech::next_link(answer.headers);
    if (!out.total) out.total = number_in(answer.headers.find("x-total-count"));
    if (!out.total && noted.has(quirk::x_count)) out.total = number_in(answer.headers.find("x-count"));
    const std::string_view type = answer.headers.find("content-type");
    if (type.find("json") == std::string_view::npos) noted.allow(quirk::content_type, "", "application/json");
}

} // namespace

page_answer read_page(
    const received_answer& answer, std::string_view collection, std::string_view single, const document_limits& limits,
    bends& noted
) {
    if (answer.how != received_answer::transport::answered || answer.status != 200) return read_failure(answer, limits);
    page_answer out;
    out.what = meaning::garbled;
    out.reason = "unreadable answer";
    if (!looks_like_json(answer.body)) {
        tell(out.found, "oneroster.pull-not-json", {}, kind_of_text(answer.body));
        return out;
    }
    out.document = json::document::parse(answer.body, limits, out.found);
    if (!out.document) return out;
    const json::value root = out.document->root();
    const status_info status = find_status(root);
    const bool has_data = find_objects(root, collection, single, noted, out);
    if (status.failure || !has_data) {
        out.what = meaning::refused;
        out.reason = status.failure ? "failure within HTTP 200" : "no collection " + std::string(collection);
        if (status.failure)
            tell(out.found, "oneroster.pull-failure-in-success", {}, status.minor.empty() ? "failure" : status.minor);
        else
            tell(out.found, "oneroster.pull-no-collection", std::string(collection), {});
        return out;
    }
    out.what = meaning::page;
    out.reason.clear();
    out.sort_refused = status.minor == "invalid_sort_field";
    read_headers(answer, noted, out);
    return out;
}

} // namespace schakel::oneroster
