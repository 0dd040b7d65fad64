#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "adapters/xapi_1_0_3/values.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <bitset>

namespace schakel::xapi_1_0_3 {

namespace {

namespace field = model::field;
using model::score_kind;

constexpr std::string_view in_extension = "as an extension of the result";
constexpr std::string_view one_each = "a statement has one score of a kind";
constexpr unsigned scaled_digits = 7;

// min and max only say something when raw lies between them.
void write_limits(const model::score& from, wire::score& out, field_fate& fate) {
    const bool in_order = !from.minimum || !from.maximum || *from.minimum < *from.maximum;
    const bool above = !from.minimum || from.value >= *from.minimum;
    const bool fits = in_order && above && (!from.maximum || from.value <= *from.maximum);
    if (fits) {
        out.minimum = from.minimum;
        out.maximum = from.maximum;
    }
    for (const auto& [limit, which] :
         {std::pair{from.minimum, field::score_minimum}, std::pair{from.maximum, field::score_maximum}}) {
        if (limit && fits) fate.carried(which);
        if (limit && !fits) fate.dropped(which, "the score lies outside it");
    }
}

void write_points(const model::score& from, made_result& out, field_fate& fate) {
    if (out.score && out.score->raw) return fate.dropped(field::score_points, one_each);
    if (!out.score) out.score.emplace();
    out.score->raw = from.value;
    fate.carried(field::score_points);
    write_limits(from, *out.score, fate);
}

void write_scaled(const model::score& from, made_result& out, field_fate& fate) {
    if (out.score && out.score->scaled) return fate.dropped(field::score_scaled, one_each);
    if (from.value < decimal(-1) || from.value > decimal(1))
        return fate.dropped(field::score_scaled, "a scaled score lies between -1 and 1");
    if (!out.score) out.score.emplace();
    out.score->scaled = from.value;
    fate.carried(field::score_scaled);
}

void write_duration_of(const model::score& from, made_result& out, field_fate& fate) {
    if (!out.duration.empty()) return fate.dropped(field::score_duration, one_each);
    if (from.value.is_negative()) return fate.dropped(field::score_duration, "a duration is not negative");
    out.duration = write_duration(from.value);
    fate.carried(field::score_duration);
}

// The share of the points that was reached, which is what most receivers show.
void derive_scaled(made_result& out, field_fate& fate) {
    if (!out.score || out.score->scaled || !out.score->raw || !out.score->maximum) return;
    if (out.score->raw->is_negative() || *out.score->maximum <= decimal(0)) return;
    out.score->scaled = out.score->raw->divided_by(*out.score->maximum, scaled_digits);
    fate.defaulted("result/score/scaled", "raw divided by max");
}

void write_scores(const model::result& from, made_result& out, field_fate& fate) {
    std::bitset<32> seen; // kinds that have no property of their own
    for (const model::score& one : from.scores) {
        if (one.kind == score_kind::points) {
            write_points(one, out, fate);
        } else if (one.kind == score_kind::scaled) {
            write_scaled(one, out, fate);
        } else if (one.kind == score_kind::duration) {
            write_duration_of(one, out, fate);
        } else if (const auto kind = static_cast<std::size_t>(one.kind); !seen.test(kind)) {
            if (seen.none()) out.extensions.name(own::scores).begin_object();
            seen.set(kind);
            out.extensions.member(to_string(one.kind), one.value);
            fate.mapped(field_of(one.kind), in_extension);
        } else {
            fate.dropped(field_of(one.kind), one_each);
        }
    }
    derive_scaled(out, fate);
    if (seen.any()) out.extensions.end_object();
}

void write_qualifications(const model::result& from, made_result& out, field_fate& fate) {
    if (from.qualifications.empty()) return;
    json::writer& list = out.extensions.name(own::qualifications).begin_array();
    for (const model::qualification& one : from.qualifications) {
        list.begin_object().member("type", one.type).member_if_present("value", one.value);
        list.member_if_present("comparisonGroup", one.comparison_group).member_if_present("remark", one.remark);
        list.end_object();
        fate.mapped(field::qualification_type, in_extension);
        if (!one.value.empty()) fate.mapped(field::qualification_value, in_extension);
        if (!one.comparison_group.empty()) fate.mapped(field::qualification_group, in_extension);
        if (!one.remark.empty()) fate.mapped(field::qualification_remark, in_extension);
    }
    list.end_array();
}

bool holds(const model::scale_range& range, const decimal& value) {
    if (!range.low && !range.high) return false;
    return (!range.low || *range.low <= value) && (!range.high || value <= *range.high);
}

// The label of the range that the points fall in, of the first scale that has one.
std::string_view
label_of(const model::score& points, const std::vector<std::string>& scales, const result_scope& within) {
    for (const std::string& id : scales) {
        const auto scale = std::ranges::find(within.report.scales, id, &model::scale::id);
        if (scale == within.report.scales.end()) continue;
        for (const model::scale_range& range : scale->ranges) {
            if (holds(range, points.value)) return range.label;
        }
    }
    return {};
}

void write_label(const model::result& from, const result_scope& within, made_result& out, field_fate& fate) {
    const auto points = std::ranges::find(from.scores, score_kind::points, &model::score::kind);
    if (points == from.scores.end()) return;
    const std::string_view label = label_of(*points, points->scale_ids, within);
    if (label.empty()) return;
    out.extensions.member(own::scale_label, label);
    fate.mapped(field::scale_label, "the label that belongs to the score, as an extension of the result");
}

} // namespace

bool write_result(const model::result& from, const result_scope& within, made_result& out, field_fate& fate) {
    if (from.scores.empty() && from.qualifications.empty() && !from.success && !from.completed) return false;
    out.extensions.begin_object();
    write_scores(from, out, fate);
    write_qualifications(from, out, fate);
    write_label(from, within, out, fate);
    out.success = from.success;
    out.completion = from.completed;
    if (from.success) fate.carried(field::success);
    if (from.completed) fate.carried(field::completed);
    if (!from.review_url.empty()) {
        out.extensions.member(own::review_url, from.review_url);
        fate.mapped(field::result_review_url, in_extension);
    }
    return true;
}

std::string_view verb_of(const model::result& from) {
    if (from.success) return *from.success ? verb::passed : verb::failed;
    const bool only_completed = from.scores.empty() && from.qualifications.empty() && from.completed;
    return only_completed ? verb::completed : verb::scored;
}

} // namespace schakel::xapi_1_0_3
