#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/outcomes.hpp"
#include "adapters/lti_1_1/rule_catalogue.hpp"
#include "gateway/crypto/name_uuid.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>

namespace schakel::lti_1_1 {

namespace {

namespace field = model::field;
using model::score_kind;

constexpr unsigned digits = 6; // behind the point

decimal between_0_and_1(const decimal& value) {
    return std::clamp(value, decimal(0), decimal(1));
}

// A score as a part of one, when it can be one.
std::optional<decimal> part_of_one(const model::score& from) {
    switch (from.kind) {
    case score_kind::points: {
        if (!from.maximum || *from.maximum <= decimal(0)) return std::nullopt;
        const auto part = from.value.divided_by(*from.maximum, digits);
        return part ? std::optional(between_0_and_1(*part)) : std::nullopt;
    }
    case score_kind::percentage_correct: {
        const auto part = from.value.divided_by(decimal(100), digits);
        return part ? std::optional(between_0_and_1(*part)) : std::nullopt;
    }
    case score_kind::scaled: return between_0_and_1(from.value);
    default: return std::nullopt;
    }
}

// With a point always: "0.8", "1.0".
std::string written(const decimal& part) {
    return part.is_integer() ? part.text() + ".0" : part.text();
}

const model::result* whole_result(const model::sitting& from) {
    const auto at = std::ranges::find_if(from.results, [](const model::result& one) { return one.part_id.empty(); });
    return at == from.results.end() ? nullptr : &*at;
}

class sitting_writer {
public:
    sitting_writer(const encode_options& options, encoded& out) : options_(options), out_(out) {}

    void write(const model::sitting& from) {
        if (from.status == model::sitting_status::in_progress)
            return out_.fate.dropped(field::status, "only a final grade is an outcome");
        const auto place = place_of(from);
        if (!place) return out_.refused.push_back(found(fault::no_place));
        wire::request message;
        message.sourced_id = place->sourced_id;
        if (from.status == model::sitting_status::cancelled) {
            message.what = wire::operation::remove;
        } else {
            const std::optional<decimal> part = score_of(from);
            if (!part) return out_.refused.push_back(found(fault::no_score, "maximum"));
            message.score = written(*part);
            write_data(from, *place, message);
        }
        tell(from, message);
        send(from, *place, message);
    }

private:
    // Where the learner's result lives at the LMS that they came from.
    std::optional<model::outcome_service> place_of(const model::sitting& from) const {
        const std::string_view handle = value_of(from.extra, family_name, "result");
        const auto known = options_.launches && !handle.empty() ? options_.launches->find_result(handle) : std::nullopt;
        if (!known || !known->services.outcomes) return std::nullopt;
        const model::outcome_service& service = *known->services.outcomes;
        return service.url.empty() || service.sourced_id.empty() ? std::nullopt : std::optional(service);
    }

    std::optional<decimal> score_of(const model::sitting& from) {
        const model::result* whole = whole_result(from);
        if (!whole) return std::nullopt;
        std::optional<decimal> chosen;
        for (const model::score& one : whole->scores) {
            const auto part = part_of_one(one);
            if (!part || chosen) {
                out_.fate.dropped(
                    model::field_of(one.kind), part ? "an outcome has one score" : "no part of a maximum"
                );
                continue;
            }
            chosen = part;
            tell_score(one, *part);
        }
        return chosen;
    }

    void tell_score(const model::score& from, const decimal& part) {
        if (from.kind == score_kind::scaled && from.value == part)
            out_.fate.carried(model::field_of(from.kind));
        else
            out_.fate.mapped(model::field_of(from.kind), "as a part of one");
        if (from.maximum) out_.fate.mapped(field::score_maximum, "as a part of one");
        if (from.minimum) out_.fate.mapped(field::score_minimum, "as a part of one");
    }

    void write_data(const model::sitting& from, const model::outcome_service& place, wire::request& to) {
        const auto takes = [&](std::string_view what) {
            return std::ranges::find(place.accepted, what) != place.accepted.end();
        };
        if (takes("text")) to.text = from.remark;
        if (takes("url")) to.url = from.review_url;
        if (takes("lti_launch_url")) to.launch_url = value_of(from.extra, own_extension, "ltiLaunchUrl");
    }

    void tell(const model::sitting& from, const wire::request& message) {
        field_fate& fate = out_.fate;
        if (!from.remark.empty()) {
            message.text.empty() ? fate.dropped(field::sitting_remark, "the LMS takes no text with an outcome")
                                 : fate.carried(field::sitting_remark);
        }
        if (!from.review_url.empty()) {
            message.url.empty() ? fate.dropped(field::sitting_review_url, "the LMS takes no address with an outcome")
                                : fate.carried(field::sitting_review_url);
        }
        for (const model::identifier& one : from.pupil.ids)
            fate.mapped(model::field_of_person(one.scheme), "in the sourcedId that the LMS gave");
        fate.mapped(field::result_assessment, "in the sourcedId that the LMS gave");
        fate.mapped(field::status, "by the operation");
    }

    void send(const model::sitting& from, const model::outcome_service& place, wire::request& message) {
        const std::string content = from.id + "\n" + std::string(wire::word_of(message.what)) + "\n" +
                                    message.score.value_or("") + "\n" +
                                    (from.modified ? to_rfc3339_milliseconds(*from.modified) : std::string());
        message.message_id = crypto::name_uuid(crypto::url_namespace, content).value_or("");
        outgoing one;
        one.key = place.sourced_id;
        one.path = place.url;
        one.headers = {{"Content-Type", "application/xml"}};
        one.body = lti_1_1::write(message);
        one.records = 1;
        out_.messages.push_back(std::move(one));
    }

    const encode_options& options_;
    encoded& out_;
};

} // namespace

encoded from_model(std::span<const model::record> records, const encode_options& options) {
    encoded out;
    for (const model::record& one : records) {
        const auto* report = std::get_if<model::progress_report>(&one);
        if (!report) {
            out.refused.push_back(found(fault::no_score, "a score"));
            continue;
        }
        sitting_writer each(options, out);
        for (const model::sitting& sitting : report->sittings) each.write(sitting);
    }
    return out;
}

} // namespace schakel::lti_1_1
