#include "adapters/lti_1_3/tool_scores.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/grade_objects.hpp"
#include "adapters/common/lti/json_members.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/lti_1_3/tool_rules.hpp"
#include "gateway/adapter/html_page.hpp"
#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/model/field.hpp"

#include <array>

namespace schakel::lti_1_3 {

namespace {

namespace field = model::field;

constexpr std::string_view family = "lti";

// Where a sitting belongs at the platform, and what the platform calls the person.
struct place {
    std::string line_item, user;
};

// The line item that the score was given for, else the one of the resource.
std::string line_item_of(const model::sitting& one, const launch_result& at, const launch_ledger& ledger) {
    std::string_view id = model::value_of(one.extra, family, "scoreOf");
    if (id.empty()) id = at.line_item;
    const auto item = ledger.find_line_item(id);
    if (item && !item->source_url.empty()) return item->source_url;
    if (item && !item->ours) return {}; // made by the publisher, and never at the platform
    return at.services.line_items ? at.services.line_items->item_url : std::string{};
}

std::optional<place> place_of(const model::sitting& one, const encode_options& options) {
    if (options.launches == nullptr) return std::nullopt;
    if (const std::string_view handle = model::value_of(one.extra, family, "result"); !handle.empty()) {
        const auto at = options.launches->find_result(handle);
        if (!at) return std::nullopt;
        return place{line_item_of(one, *at, *options.launches), at->own_person};
    }
    // Of another launch of this person: the line item must have a place of its own.
    const auto at = options.launches->find_result(model::value_of(one.extra, family, "member"));
    const auto item = options.launches->find_line_item(model::value_of(one.extra, family, "scoreOf"));
    if (!at || !item) return std::nullopt;
    return place{item->source_url, at->own_person};
}

const model::result* whole_of(const model::sitting& one) {
    for (const model::result& result : one.results) {
        if (result.part_id.empty()) return &result;
    }
    return nullptr;
}

struct grade {
    decimal given, maximum;
};

// Points out of a maximum, else a scaled score or a percentage.
std::optional<grade> grade_of(const model::result& result, const model::score*& used) {
    for (const model::score& score : result.scores) {
        used = &score;
        if (score.kind == model::score_kind::points && score.maximum) return grade{score.value, *score.maximum};
        if (score.kind == model::score_kind::percentage_correct) return grade{score.value, decimal(100)};
        if (score.kind == model::score_kind::scaled && !score.value.is_negative())
            return grade{score.value, decimal(1)};
    }
    used = nullptr;
    return std::nullopt;
}

std::string_view progress_of(const model::sitting& one, const model::result* result) {
    if (one.status == model::sitting_status::cancelled) return lti::activity_progress::initialized;
    const bool completed = result == nullptr || !result->completed || *result->completed;
    const bool final = one.status == model::sitting_status::final;
    return final && completed ? lti::activity_progress::completed : lti::activity_progress::in_progress;
}

std::string_view grading_of(const model::sitting& one, bool graded) {
    if (one.status == model::sitting_status::final && graded) return lti::grading_progress::fully_graded;
    return graded ? lti::grading_progress::pending : lti::grading_progress::not_ready;
}

// The words of the standard itself come back where they were kept.
std::string kept_or(const model::sitting& one, std::string_view name, std::string_view otherwise) {
    const std::string_view kept = model::value_of(one.extra, family, name);
    return std::string(kept.empty() ? otherwise : kept);
}

void restore_submission(const model::sitting& one, lti::score& into) {
    const std::string_view kept = model::value_of(one.extra, family, "submission");
    findings found;
    const auto document = kept.empty() ? std::nullopt : json::document::parse(kept, {}, found);
    if (!document) return;
    into.started = lti::moment(document->root().member("startedAt"));
    into.submitted = lti::moment(document->root().member("submittedAt"));
}

class score_writer {
public:
    score_writer(const encode_options& options, encoded& out) : options_(options), out_(out) {}

    void write(const model::sitting& one, std::size_t record) {
        const auto where = place_of(one, options_);
        if (!where || where->line_item.empty()) return leave_out(one, record, fault::no_line_item);
        if (where->user.empty()) return leave_out(one, record, fault::no_user);
        add(where->user, where->line_item, score_of(one, where->user));
        tell_common(one);
    }

    void refuse(std::size_t record, const rule& why) {
        finding one{&why, {}, {}, {}, {}};
        one.where.path = "/" + std::to_string(record);
        out_.refused.push_back(std::move(one));
    }

private:
    lti::score score_of(const model::sitting& one, const std::string& user) {
        lti::score out;
        out.user_id = user;
        out.timestamp = one.modified.value_or(one.taken_at.at);
        out.comment = one.remark;
        restore_submission(one, out);
        const model::result* whole = whole_of(one);
        const model::score* used = nullptr;
        const auto grade = whole ? grade_of(*whole, used) : std::nullopt;
        if (grade && one.status != model::sitting_status::cancelled) {
            out.given = grade->given;
            out.maximum = grade->maximum;
        }
        out.activity_progress = kept_or(one, "activityProgress", progress_of(one, whole));
        out.grading_progress = kept_or(one, "gradingProgress", grading_of(one, out.given.has_value()));
        tell_results(one, whole, used, out);
        return out;
    }

    void add(const std::string& user, const std::string& line_item, const lti::score& score) {
        outgoing& message = out_.messages.emplace_back();
        message.key = user;
        message.path = lti::below(line_item, "scores");
        message.headers.add("Content-Type", std::string(lti::media_type::score));
        message.body = lti::write_score(score);
        message.records = 1;
    }

    void leave_out(const model::sitting& one, std::size_t record, const rule& why) {
        refuse(record, why);
        const std::string reason = "not sent: " + std::string(why.id);
        for (const model::result& result : one.results) {
            for (const model::score& score : result.scores) out_.fate.dropped(model::field_of(score.kind), reason);
        }
        for (const model::identifier& id : one.pupil.ids) out_.fate.dropped(model::field_of_person(id.scheme), reason);
    }

    void tell_common(const model::sitting& one) {
        field_fate& fate = out_.fate;
        for (const model::identifier& id : one.pupil.ids) {
            fate.mapped(model::field_of_person(id.scheme), "what the platform called the person at the launch");
        }
        fate.carried(field::status, 2);
        if (one.modified) {
            fate.carried(field::sitting_modified);
            fate.mapped(field::taken_at, "the score bears the moment of its last change");
        } else {
            fate.carried(field::taken_at);
        }
        if (!one.remark.empty()) fate.carried(field::sitting_remark);
        if (one.extra.size() > 2) fate.carried(field::extension, one.extra.size());
    }

    void tell_results(
        const model::sitting& one, const model::result* whole, const model::score* used, const lti::score& out
    ) {
        field_fate& fate = out_.fate;
        for (const model::result& result : one.results) {
            for (const model::score& score : result.scores) {
                const field::name of = model::field_of(score.kind);
                if (&score != used || !out.given) {
                    fate.dropped(of, &result == whole ? "a score holds one number" : "a score is about the whole");
                } else if (score.kind == model::score_kind::points) {
                    fate.carried(of);
                    fate.carried(field::score_maximum);
                } else {
                    fate.mapped(of, "as points out of the maximum of its scale");
                }
            }
            if (!result.part_id.empty()) fate.dropped(field::result_part, "a score is about the whole");
        }
        if (one.processor.known()) fate.dropped(field::processor, "the platform knows the teacher under another name");
    }

    const encode_options& options_;
    encoded& out_;
};

} // namespace

encoded write_scores(std::span<const model::record> records, const encode_options& options) {
    encoded out;
    score_writer writer(options, out);
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto* report = std::get_if<model::progress_report>(&records[i]);
        if (report == nullptr) {
            writer.refuse(i, fault::no_result);
            continue;
        }
        for (const model::sitting& one : report->sittings) writer.write(one, i);
    }
    return out;
}

receipt interpret_score(const received_answer& answer) {
    using enum receipt::outcome;
    const std::string code = "status " + std::to_string(answer.status);
    if (answer.how == received_answer::transport::answered && answer.status >= 200 && answer.status < 300) {
        if (is_html(answer)) return {hold, code + " with an HTML page; check the platform's address", {}, {}};
        return {delivered, {}, {}, {}};
    }
    if (answer.status == 409) return {already_there, "the platform has a later score (409)", {}, {}};
    if (auto known = interpret_common(answer)) return *known;
    return {rejected, code, {}, {}};
}

std::span<const outcome_row> score_outcomes() {
    using enum receipt::outcome;
    static constexpr std::array rows{
        outcome_row{"2xx with an HTML page", hold},
        outcome_row{"any other 2xx", delivered},
        outcome_row{"409, a later score is known", already_there},
        outcome_row{"400, 404, 422", rejected},
        outcome_row{"401, 403", hold},
        outcome_row{"408, 425, 429, 5xx, no answer", retry}};
    return rows;
}

} // namespace schakel::lti_1_3
