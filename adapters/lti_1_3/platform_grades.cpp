// Line items and results of Assignment and Grade Services 2.0. Scores are messages: platform_scores.cpp.
#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/grade_objects.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/common/one_edtech/links.hpp"
#include "adapters/common/one_edtech/path.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_claims.hpp"
#include "adapters/lti_1_3/platform_services.hpp"
#include "adapters/lti_1_3/platform_side.hpp"
#include "gateway/codec/json_writer.hpp"

#include <array>

namespace schakel::lti_1_3 {

namespace {

constexpr std::size_t most_on_a_page = 200;
constexpr std::array reads_items{lti::scope::line_item, lti::scope::line_item_readonly};
constexpr std::array writes_items{lti::scope::line_item};
constexpr std::array reads_results{lti::scope::result_readonly};

// Which class and line item an address names, and what is demanded of the token for what is done there.
struct addressed {
    std::string class_handle, item; // item "": all of the class
    bool results = false;
    std::span<const std::string_view> demanded;
};

std::optional<addressed> addressed_by(const exchange& asked) {
    const std::string& raw = asked.raw_path.empty() ? asked.path : asked.raw_path;
    const bool reads = asked.method == "GET" || asked.method == "HEAD";
    const std::span<const std::string_view> items =
        reads ? std::span<const std::string_view>(reads_items) : std::span<const std::string_view>(writes_items);
    if (auto ids = one_edtech::match_path(path::line_items, raw)) return addressed{ids->at(0), {}, false, items};
    if (auto ids = one_edtech::match_path(path::line_item, raw)) return addressed{ids->at(0), ids->at(1), false, items};
    if (auto ids = one_edtech::match_path(path::results, raw))
        return addressed{ids->at(0), ids->at(1), true, reads_results};
    return std::nullopt;
}

reply json_answer(int status, std::string_view media_type, std::string body) {
    return {status, {{"Content-Type", std::string(media_type)}, {"Cache-Control", "no-store"}}, std::move(body)};
}

void link_next(reply& to, const exchange& asked, const launching& with, std::string_view after) {
    to.headers.add("Link", "<" + own_url(asked, with, {{"after", std::string(after)}}) + ">; rel=\"next\"");
}

std::string written(const line_item& one, const launching& with) {
    json::writer to;
    lti::write(to, one, line_item_url(with, one.class_handle, one.id));
    return to.finish();
}

reply list_items(const exchange& asked, const launching& with, const launch_class& of) {
    const line_item_filter which{
        std::string(asked.query_value("resource_link_id")), std::string(asked.query_value("resource_id")),
        std::string(asked.query_value("tag"))};
    const std::size_t limit = limit_of(asked, most_on_a_page);
    auto items = with.ledger->line_items(of.handle, which, asked.query_value("after"), limit + 1);
    const bool more = items.size() > limit;
    if (more) items.resize(limit);
    json::writer to;
    to.begin_array();
    for (const line_item& one : items) lti::write(to, one, line_item_url(with, of.handle, one.id));
    to.end_array();
    reply out = json_answer(200, lti::media_type::line_items, to.finish());
    if (more) link_next(out, asked, with, items.back().id);
    return out;
}

// A platform shows results on the scale of the line item (AGS 2.0, 3.4.6), to four decimals.
std::optional<decimal> rescaled(const given_score& of, double item_maximum) {
    if (!of.score || of.grading != lti::grading_progress::fully_graded) return std::nullopt;
    const double factor = of.maximum && *of.maximum > 0 ? item_maximum / *of.maximum : 1;
    return lti::as_decimal(*of.score * factor);
}

reply list_results(const exchange& asked, const launching& with, const line_item& item) {
    const std::size_t limit = limit_of(asked, most_on_a_page);
    auto scores = with.ledger->results(item.id, asked.query_value("user_id"), asked.query_value("after"), limit + 1);
    const bool more = scores.size() > limit;
    if (more) scores.resize(limit);
    const std::string of = line_item_url(with, item.class_handle, item.id);
    json::writer to;
    to.begin_array();
    for (const given_score& one : scores) {
        lti::result row{of + "/results/" + one_edtech::encoded(one.person),
                        one.person,
                        of,
                        {},
                        {},
                        one.comment,
                        one.scoring_person};
        row.score = rescaled(one, item.score_maximum);
        if (row.score) row.maximum = lti::as_decimal(item.score_maximum);
        lti::write(to, row);
    }
    to.end_array();
    reply out = json_answer(200, lti::media_type::results, to.finish());
    if (more) link_next(out, asked, with, scores.back().person);
    return out;
}

reply remove_item(const launching& with, const line_item& item) {
    if (item.ours) {
        reply out = service_refusal(405, "not_allowed", "the platform made this line item for its resource");
        out.headers.set("Allow", "GET, PUT");
        return out;
    }
    if (const auto gone = with.ledger->remove_line_item(item.id); !gone)
        return service_refusal(503, "temporarily_unavailable", gone.error().message);
    return {204, {}, {}};
}

} // namespace

service_step platform_side::serve_grades(const exchange& asked, const launching& with) const {
    const auto where = addressed_by(asked);
    if (!where) return {access_refused(disposition::outcome::not_found)};
    const access may = access_to(asked, where->class_handle, where->demanded, with);
    if (const auto* why = std::get_if<disposition::outcome>(&may)) return {access_refused(*why)};
    const launch_class& of = std::get<granted_class>(may).of;
    const bool writes = asked.method == "POST" || asked.method == "PUT";
    if (where->item.empty())
        return writes ? write_line_item(asked, with, of, nullptr) : service_step{list_items(asked, with, of)};

    auto item = with.ledger->find_line_item(where->item);
    if (!item || item->class_handle != of.handle) return {access_refused(disposition::outcome::not_found)};
    if (where->results) return {list_results(asked, with, *item)};
    if (writes) return write_line_item(asked, with, of, &*item);
    if (asked.method == "DELETE") return {remove_item(with, *item)};
    return {json_answer(200, lti::media_type::line_item, written(*item, with))};
}

// `was`: the one that a PUT replaces as a whole; what a tool cannot say (id, to whom it belongs) stays.
service_step platform_side::write_line_item(
    const exchange& asked, const launching& with, const launch_class& of, line_item* was
) const {
    findings found;
    const auto document = json::document::parse(asked.body, {.bytes = 64 << 10}, found);
    if (document) found = line_item_.schema.validate(*document);
    if (!document || has_error(found))
        return {service_refusal(400, "invalid_request", "the line item is not as it should be", found)};
    line_item made = lti::read_line_item(document->root());
    made.class_handle = of.handle;
    made.source_url = was ? was->source_url : std::string();
    if (!was) {
        const auto added = with.ledger->add_line_item(std::move(made));
        if (!added) return {service_refusal(503, "temporarily_unavailable", added.error().message)};
        reply out = json_answer(201, lti::media_type::line_item, written(*added, with));
        out.headers.add("Location", line_item_url(with, of.handle, added->id));
        return {std::move(out)};
    }
    made.id = was->id;
    made.ours = was->ours;
    made.resource_link = was->resource_link;
    if (const auto done = with.ledger->replace_line_item(made); !done)
        return {service_refusal(503, "temporarily_unavailable", done.error().message)};
    return {json_answer(200, lti::media_type::line_item, written(made, with))};
}

} // namespace schakel::lti_1_3
