#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/rule_catalogue.hpp"
#include "adapters/xapi_1_0_3/statement_batches.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "adapters/xapi_1_0_3/values.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace schakel::xapi_1_0_3 {

namespace {

namespace field = model::field;

constexpr std::string_view in_extension = "as an extension of the context";
constexpr std::size_t usual_batch = 50;
constexpr std::size_t largest_batch = 1'000;

std::size_t batch_size(const encode_options& options) {
    const std::string_view text = parameter(options, "batch_size", {});
    std::size_t size = usual_batch;
    std::from_chars(text.data(), text.data() + text.size(), size);
    return std::clamp(size, std::size_t{1}, largest_batch);
}

std::string_view display_of(std::string_view of_verb, std::string_view language) {
    const bool dutch = language.starts_with("nl");
    if (of_verb == verb::passed) return dutch ? "slaagde voor" : "passed";
    if (of_verb == verb::failed) return dutch ? "slaagde niet voor" : "failed";
    if (of_verb == verb::scored) return dutch ? "behaalde een score voor" : "scored";
    if (of_verb == verb::completed) return dutch ? "voltooide" : "completed";
    return {};
}

std::string name_of(const wire::agent& who) {
    std::string name;
    name.reserve(who.identifier.size() + who.home_page.size() + who.value.size() + 2);
    return name.append(who.identifier).append("|").append(who.home_page).append("|").append(who.value);
}

std::string school_text(const model::identifiers& school) {
    json::writer out;
    out.begin_object();
    std::set<std::string_view> seen;
    for (const model::identifier& one : school) {
        if (seen.insert(one.scheme).second) out.member(one.scheme, one.value);
    }
    return out.end_object().finish();
}

// What the statements about a test or a part of it share, as JSON.
struct subject {
    std::string object;
    std::vector<wire::activity> parents;
    std::string activities; // of the context
};

// What those of one sitting share.
struct occasion {
    std::string actor, context, extensions, timestamp;
};

class sending {
public:
    explicit sending(const encode_options& options)
        : options_(options), language_(parameter(options, "language", "nl")), batches_(batch_size(options)) {}

    void add_report(const model::progress_report& report) {
        tell_report(report);
        told_.clear();
        registrations_.clear();
        subjects_.clear();
        of_report_ = write_report(report);
        for (const model::sitting& sitting : report.sittings) add_sitting(report, sitting);
    }

    void add_activity(const model::activity& activity) {
        findings ignored;
        const auto document = json::document::parse(activity.original.value, {}, ignored);
        if (!document) return; // decode made it, so it can be read
        const wire::statement statement = parse_statement(document->root());
        if (!is_of_one_person(statement)) return refuse(fault::several_persons);
        const auto actor = write_actor(activity.actor, options_, out_.fate);
        if (!actor) return refuse(fault::pupil_without_identifier);
        actors_.insert(name_of(actor->agent));
        pass_on(statement, {*actor, {}}, activity.at.at, {});
        if (statement.timestamp.empty()) out_.fate.defaulted("timestamp", "the moment of receipt");
    }

    encoded finish() {
        out_.messages = batches_.finish(order_key());
        return std::move(out_);
    }

private:
    // What is about one pupil keeps its order and waits for nobody else.
    std::string order_key() const { return actors_.size() == 1 ? mint("pupil", {*actors_.begin()}) : "statements"; }

    void tell_report(const model::progress_report& report) {
        for (const model::identifier& one : report.school) {
            const bool location = one.scheme == model::scheme::dependance;
            out_.fate.mapped(location ? field::school_location : field::school, in_extension);
        }
        const auto tell = [&](bool present, field::name which) {
            if (present) out_.fate.mapped(which, in_extension);
        };
        tell(!report.school_period.empty(), field::school_period);
        tell(!report.author.empty(), field::author);
        tell(!report.comment.empty(), field::comment);
        tell(report.assembled_at.has_value(), field::assembled_at);
    }

    // False when no statement is made of it; the reason is told.
    bool can_be_told(const model::sitting& sitting) {
        const bool cancelled = sitting.status == model::sitting_status::cancelled;
        if (!cancelled && !sitting.results.empty()) return true;
        const std::string_view reason = cancelled         ? "a cancelled sitting is not sent"
                                        : sitting.missing ? "no statement is made of a test that was not taken"
                                                          : "a sitting without results is not sent";
        drop_person(sitting.pupil, reason, out_.fate);
        out_.fate.dropped(field::taken_at, reason);
        if (sitting.missing) out_.fate.dropped(field::missing, reason);
        if (cancelled) out_.fate.dropped(field::status, reason);
        return false;
    }

    void add_sitting(const model::progress_report& report, const model::sitting& sitting) {
        if (sitting.assessment >= report.assessments.size() || !can_be_told(sitting)) return;
        const auto actor = write_actor(sitting.pupil, options_, out_.fate);
        if (!actor) return refuse(fault::pupil_without_identifier);
        actors_.insert(name_of(actor->agent));
        const released who{*actor, instructor_of(sitting)};
        std::optional<occasion> shared;
        for (const model::result& result : sitting.results) {
            const model::assessment& test = report.assessments[sitting.assessment];
            if (pass_result(result, test, who, sitting.taken_at.at)) continue;
            if (!shared) shared = occasion_of(test, sitting, who);
            add_result({report, test}, *shared, result, sitting.taken_at.date_only);
        }
    }

    // What was a statement goes on as that statement.
    bool pass_result(const model::result& result, const model::assessment& test, const released& who, instant at) {
        const std::string_view text = model::value_of(result.extra, family_name, kept_statement);
        if (text.empty()) return false;
        findings ignored;
        const auto document = json::document::parse(text, {}, ignored);
        if (!document) return false;
        const wire::statement statement = parse_statement(document->root());
        pass_on(statement, who, at, goals_to_add(result, test, statement));
        if (statement.timestamp.empty()) out_.fate.defaulted("timestamp", "the moment of receipt");
        return true;
    }

    added_goals
    goals_to_add(const model::result& result, const model::assessment& test, const wire::statement& statement) const {
        added_goals out{translated_goals(result, test), {}};
        if (out.told.empty()) return out;
        for (wire::activity& one : goal_activities(result, test, options_)) {
            const bool there = std::ranges::find(statement.goals, one.id, &wire::activity::id) != statement.goals.end();
            if (!there && one.id != statement.object.id) out.activities.push_back(std::move(one));
        }
        return out;
    }

    void pass_on(const wire::statement& statement, const released& who, instant at, const added_goals& goals) {
        tell_original(statement, who, options_, out_.fate);
        keep(statement.id, {write_original(statement, who, at, options_, goals)});
    }

    void refuse(const rule& why) { out_.refused.push_back({&why, {}, {}, {}, {}}); }

    std::optional<written_actor> instructor_of(const model::sitting& sitting) const {
        field_fate of_ids; // fields of pupils; the processor has one of its own
        return write_actor(sitting.processor, options_, of_ids);
    }

    occasion occasion_of(const model::assessment& test, const model::sitting& sitting, const released& who) {
        occasion out;
        out.actor = write(who.actor.agent);
        out.timestamp = write_timestamp(sitting.taken_at.at);
        json::writer context;
        context.begin_object().member("registration", registration_of(test, name_of(who.actor.agent), out.timestamp));
        out_.fate.mapped(field::sitting_id, "as the registration");
        if (who.instructor) {
            context.name("instructor").raw(write(who.instructor->agent));
            out_.fate.mapped(field::processor, "as the instructor");
        }
        out.context = context.end_object().finish();
        out.extensions = write_extensions(sitting, who.actor.scheme);
        return out;
    }

    std::string registration_of(const model::assessment& test, const std::string& pupil, const std::string& timestamp) {
        std::string id = mint("registration", {pupil, test.id, test.version, timestamp});
        for (int again = 2; !registrations_.insert(id).second; ++again)
            id = mint("registration", {pupil, test.id, test.version, timestamp, std::to_string(again)});
        return id;
    }

    // The extensions of the context that all statements of a report have.
    std::string write_report(const model::progress_report& report) const {
        json::writer out;
        out.begin_object();
        if (!report.school.empty()) out.name(own::school).raw(school_text(report.school));
        out.member_if_present(own::school_period, report.school_period);
        out.member_if_present(own::author, report.author).member_if_present(own::comment, report.comment);
        if (report.assembled_at) out.member(own::assembled_at, write_timestamp(*report.assembled_at));
        return out.end_object().finish();
    }

    std::string write_extensions(const model::sitting& sitting, std::string_view pupil_scheme) {
        json::writer out;
        write_members(out.begin_object(), of_report_);
        out.member_if_present(own::pupil_scheme, pupil_scheme);
        if (sitting.taken_at.date_only) out.member(own::date_only, true);
        if (sitting.status != model::sitting_status::final) out.member(own::status, to_string(sitting.status));
        out_.fate.mapped(field::status, "as an extension of the context, absent when final");
        write_moment(own::created, field::sitting_created, sitting.created, out);
        write_moment(own::modified, field::sitting_modified, sitting.modified, out);
        write_text(own::remark, field::sitting_remark, sitting.remark, out);
        write_text(own::sitting_review_url, field::sitting_review_url, sitting.review_url, out);
        return out.end_object().finish();
    }

    void write_text(std::string_view iri, field::name which, const std::string& text, json::writer& out) {
        if (text.empty()) return;
        out.member(iri, text);
        out_.fate.mapped(which, in_extension);
    }

    void write_moment(std::string_view iri, field::name which, std::optional<instant> when, json::writer& out) {
        if (when) write_text(iri, which, write_timestamp(*when), out);
    }

    void add_result(const result_scope& within, const occasion& shared, const model::result& from, bool date_only) {
        made_result result;
        if (!write_result(from, within, result, out_.fate)) {
            if (!from.key.empty())
                out_.fate.dropped(field::result_key, "a result without score, level or outcome is not sent");
            return;
        }
        write_key(from, result);
        tell_references(within, from.part_id, date_only);
        const subject& about = subject_of(within.test, from.part_id);
        made_statement out{shared.actor,     verb_text(verb_of(from)), about.object,    shared.context,
                           about.activities, shared.extensions,        shared.timestamp};
        std::string activities, extensions;
        if (!from.goals.empty()) {
            out.activities = activities =
                write_context_activities(about.parents, goal_activities(from, within.test, options_));
            out.extensions = extensions = with_goals(shared.extensions, from.goals);
        }
        text_.clear();
        write(text_, out, std::move(result));
        keep_under_its_content(text_);
    }

    // What every statement repeats.
    void tell_references(const result_scope& within, std::string_view part_id, bool date_only) {
        if (!part_id.empty()) out_.fate.carried(field::result_part);
        out_.fate.carried(field::result_assessment);
        if (!within.test.version.empty())
            out_.fate.mapped(field::result_version, "as an extension of the activity's definition");
        if (date_only)
            out_.fate.mapped(field::taken_at, "the day as its first moment in Europe/Amsterdam");
        else
            out_.fate.carried(field::taken_at);
    }

    void write_key(const model::result& from, made_result& out) {
        if (from.key.empty()) return;
        out.extensions.member(own::result_key, from.key);
        out_.fate.mapped(field::result_key, "as an extension of the result");
    }

    std::string with_goals(const std::string& extensions, const model::goal_references& goals) {
        out_.fate.carried(field::result_goal, goals.size());
        json::writer out;
        write_members(out.begin_object(), extensions);
        return out.name(own::goals).raw(goals_text(goals)).end_object().finish();
    }

    const std::string& verb_text(std::string_view of) {
        std::string& text = verbs_[of];
        if (!text.empty()) return text;
        json::writer out;
        out.begin_object().member("id", of).name("display").begin_object();
        out.member(language_, display_of(of, language_)).end_object().end_object();
        return text = out.finish();
    }

    // A changed result is another statement, because a stored one never changes: its id follows from its content, and
    // goes in front of it.
    void keep_under_its_content(std::string_view content) {
        const std::string id = mint("statement", {crypto::sha256_hex(content)});
        keep(id, {"{\"id\":\"", id, "\",", content.substr(1)});
    }

    const subject& subject_of(const model::assessment& test, const std::string& part_id) {
        const auto [place, fresh] = subjects_.try_emplace({&test, part_id});
        if (fresh) place->second = write_subject(test, part_id);
        return place->second;
    }

    subject write_subject(const model::assessment& test, const std::string& part_id) {
        subject out;
        wire::activity whole = write_assessment(test, options_, first_mention(test.id + '\n' + test.version));
        model::result of_part;
        of_part.part_id = part_id;
        if (part_id.empty()) {
            out.object = write(whole);
        } else {
            const auto part = std::ranges::find(test.parts, part_id, &model::assessment_part::id);
            const model::assessment_part unknown{part_id, {}, {}, {}, {}};
            field_fate* fate = first_mention(test.id + '\n' + test.version + '\n' + part_id);
            out.object = write(write_part(test, part == test.parts.end() ? unknown : *part, options_, fate));
            out.parents.push_back(std::move(whole));
        }
        out.activities = write_context_activities(out.parents, goal_activities(of_part, test, options_));
        return out;
    }

    // What a test is, is told once per report.
    field_fate* first_mention(std::string name) { return told_.insert(std::move(name)).second ? &out_.fate : nullptr; }

    void keep(std::string_view id, std::initializer_list<std::string_view> text) {
        if (!batches_.add(id, text)) out_.fate.dropped(field::result_key, "the same statement is sent already");
    }

    const encode_options& options_;
    std::string_view language_;
    statement_batches batches_;
    encoded out_;
    std::set<std::string> actors_;
    std::set<std::string> told_, registrations_;
    std::string of_report_;                                                             // extensions of the context
    std::map<std::pair<const model::assessment*, std::string_view>, subject> subjects_; // of this report, by part
    std::map<std::string_view, std::string> verbs_;
    std::string text_; // of the statement that is being made
};

} // namespace

std::string_view parameter(const encode_options& options, std::string_view name, std::string_view otherwise) {
    const auto given = options.parameters.find(name);
    return given == options.parameters.end() || given->second.empty() ? otherwise : std::string_view(given->second);
}

encoded from_model(std::span<const model::record> records, const encode_options& options) {
    sending out(options);
    for (const model::record& one : records) {
        if (const auto* report = std::get_if<model::progress_report>(&one))
            out.add_report(*report);
        else
            out.add_activity(std::get<model::activity>(one));
    }
    return out.finish();
}

} // namespace schakel::xapi_1_0_3
