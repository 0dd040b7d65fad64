#include "adapters/common/uwlr/from_model.hpp"

#include "adapters/common/uwlr/from_model_result.hpp"
#include "adapters/common/uwlr/from_model_school.hpp"
#include "adapters/common/uwlr/from_model_test.hpp"
#include "adapters/common/uwlr/identity.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "adapters/common/uwlr/text_limits.hpp"
#include "adapters/common/uwlr/unsent.hpp"
#include "adapters/common/uwlr/values.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace schakel::uwlr {

namespace {

namespace field = model::field;

constexpr std::string_view nothing_sent = "nothing was sent";

// A message in the making.
struct open_message {
    drafted_message draft;
    std::map<std::size_t, std::size_t> tests;  // index in the report -> index in toetsen
    std::map<std::string, std::size_t> pupils; // identity and processor -> index in toetsafnames
    std::set<std::string> keys;
};

class report_writer {
public:
    report_writer(
        const model::progress_report& report, std::size_t record, const encode_options& options,
        const target_version& version, draft& out
    )
        : report_(report), record_(record), options_(options), version_(version), out_(out) {}

    void write() {
        if (report_.sittings.empty()) return refuse_all("uwlr.no-results", {}, "toetsdefinities");
        if (!write_school(report_, options_, school_, out_.fate))
            return refuse_all("uwlr.school-without-id", "brincode, schoolkey");
        for (std::size_t i = 0; i < report_.sittings.size(); ++i) write_sitting(i);
        finish();
    }

private:
    void refuse(
        std::size_t sitting, std::string_view rule, std::string_view reason, std::string expected = {},
        std::string got = {}
    ) {
        refuse_quietly(sitting, rule, std::move(expected), std::move(got));
        const model::sitting& dropped = report_.sittings[sitting];
        drop_sitting(dropped, report_.assessments[dropped.assessment], reason, out_.fate);
    }

    // Without the fields, whose fate is known already.
    void refuse_quietly(std::size_t sitting, std::string_view rule, std::string expected = {}, std::string got = {}) {
        finding one = found(rule, location::nowhere, std::move(expected), std::move(got));
        one.where.path = "/" + std::to_string(record_) + "/sittings/" + std::to_string(sitting);
        out_.refused.push_back(std::move(one));
    }

    void refuse_all(std::string_view rule, std::string expected, std::string got = {}) {
        finding one = found(rule, location::nowhere, std::move(expected), std::move(got));
        one.where.path = "/" + std::to_string(record_);
        out_.refused.push_back(std::move(one));
        for (const model::sitting& sitting : report_.sittings)
            drop_sitting(sitting, report_.assessments[sitting.assessment], nothing_sent, out_.fate);
        drop_tests();
        for (const model::scale& scale : report_.scales) drop_scale(scale, nothing_sent, out_.fate);
    }

    void drop_tests() {
        for (const model::assessment& test : report_.assessments) drop_assessment(test, nothing_sent, out_.fate);
    }

    // Whether the sitting can be expressed at all; refuses it otherwise.
    bool sendable(std::size_t index) {
        const model::sitting& sitting = report_.sittings[index];
        if (sitting.status != model::sitting_status::final) {
            refuse(
                index, "uwlr.sitting-not-final", "not sent: UWLR knows final results only", {},
                std::string(to_string(sitting.status))
            );
            return false;
        }
        if (sitting.missing && sitting.results.empty()) {
            refuse(index, "uwlr.pupil-absent", "not sent: UWLR has no form for absence");
            return false;
        }
        if (!fits(report_.assessments[sitting.assessment].id, key_limit)) {
            refuse(index, "uwlr.test-code-unusable", "not sent: the test has no usable toetscode", "1-256");
            return false;
        }
        return true;
    }

    void write_sitting(std::size_t index) {
        if (!sendable(index)) return;
        const model::sitting& sitting = report_.sittings[index];
        wire::toetsafname pupil;
        field_fate pupil_fate;
        if (!version_.name_pupil(sitting.pupil, options_, pupil, pupil_fate))
            return refuse(
                index, "uwlr.pupil-without-key", "not sent: the pupil has no identifier for UWLR",
                std::string(version_.pupil_needs)
            );

        const model::assessment& test = report_.assessments[sitting.assessment];
        const auto date = date_in_amsterdam(sitting.taken_at.at);
        open_message& message = message_for(sitting.assessment, date);
        const std::string pupil_id =
            pupil.leerlingid ? "las.key:" + pupil.leerlingid.text : "eckid:" + pupil.eckid.text;
        const std::string day = to_string(date);
        const std::string id =
            sitting.id.empty() ? mint("sitting", {school_name_of(report_.school), pupil_id, test.id, test.version, day})
                               : sitting.id;

        std::vector<wire::resultaat> results;
        for (const model::result& result : sitting.results) {
            const result_place place{options_, test, id, day, sitting.review_url, message.keys};
            for (wire::resultaat& one : write_result(result, place, out_.fate)) results.push_back(std::move(one));
        }
        if (results.empty()) {
            refuse_quietly(index, "uwlr.nothing-to-express");
            return drop_sitting_frame(sitting, test, "not sent: nothing in the sitting fits UWLR", out_.fate);
        }
        out_.fate.add(pupil_fate);
        write_sitting_fields(sitting, results.size(), pupil);
        write_parts(message, sitting.assessment, results);
        add_results(message, std::move(pupil), pupil_id, std::move(results));
        ++message.draft.sittings;
    }

    void write_sitting_fields(const model::sitting& sitting, std::size_t results, wire::toetsafname& pupil) {
        if (sitting.taken_at.date_only)
            out_.fate.carried(field::taken_at, results);
        else
            out_.fate.mapped(field::taken_at, "the day in Europe/Amsterdam; UWLR has no time of day", results);
        out_.fate.mapped(field::status, "results in UWLR are final");
        out_.fate.mapped(field::sitting_id, "UWLR names results, not sittings");
        if (sitting.missing)
            out_.fate.dropped(field::missing, "UWLR has no form for absence");
        else
            out_.fate.mapped(field::missing, "a result says that the pupil was present");
        if (sitting.created) out_.fate.dropped(field::sitting_created, "UWLR has no such moment");
        if (sitting.modified) out_.fate.dropped(field::sitting_modified, "UWLR has no such moment");
        if (!sitting.remark.empty()) out_.fate.dropped(field::sitting_remark, "UWLR has no remark with a result");
        const std::string_view processor = model::value_of(sitting.processor.ids, model::scheme::las_key);
        if (fits(processor, key_limit)) {
            pupil.resultaatverwerkerid.text = processor;
            out_.fate.carried(field::processor);
        } else if (sitting.processor.known()) {
            out_.fate.dropped(field::processor, "UWLR names who processed a result by the key of the administration");
        }
    }

    void write_parts(open_message& message, std::size_t test, const std::vector<wire::resultaat>& results) {
        wire::toets& definition = message.draft.message.toetsen[test_in(message, test)];
        for (const wire::resultaat& result : results) {
            if (result.toetsonderdeelcode) ensure_part(definition, result.toetsonderdeelcode.text, out_.fate);
        }
    }

    void add_results(
        open_message& message, wire::toetsafname pupil, const std::string& pupil_id,
        std::vector<wire::resultaat> results
    ) {
        auto& list = message.draft.message.toetsafnames;
        const std::string identity = pupil_id + "\n" + pupil.eckid.text + "\n" + pupil.resultaatverwerkerid.text;
        const auto [place, is_new] = message.pupils.emplace(identity, list.size());
        if (is_new) list.push_back(std::move(pupil));
        auto& all = list[place->second].resultaten;
        std::ranges::move(results, std::back_inserter(all));
    }

    std::size_t test_in(open_message& message, std::size_t test) {
        const auto [place, is_new] = message.tests.emplace(test, message.draft.message.toetsen.size());
        if (is_new) message.draft.message.toetsen.push_back(write_test(report_, test, out_.fate, scales_written_));
        return place->second;
    }

    // How many earlier tests of the report have the same code.
    std::size_t slot_of(std::size_t test) const {
        std::size_t slot = 0;
        for (std::size_t i = 0; i < test; ++i) slot += report_.assessments[i].id == report_.assessments[test].id;
        return slot;
    }

    open_message& message_for(std::size_t test, std::chrono::year_month_day date) {
        const std::string period =
            usable_school_year(report_.school_period) ? report_.school_period : school_year_of(date);
        return open_[{period, slot_of(test)}];
    }

    // Tests that no sitting of the report names travel with the first message.
    void write_unused_tests() {
        std::set<std::size_t> named;
        for (const model::sitting& sitting : report_.sittings) named.insert(sitting.assessment);
        open_message& first = open_.begin()->second;
        for (std::size_t i = 0; i < report_.assessments.size(); ++i) {
            if (named.contains(i)) continue;
            const bool free = slot_of(i) == 0 && fits(report_.assessments[i].id, key_limit);
            if (free)
                test_in(first, i);
            else
                drop_assessment(report_.assessments[i], "its toetscode is taken or unusable", out_.fate);
        }
    }

    void finish() {
        std::erase_if(open_, [](const auto& entry) { return entry.second.draft.sittings == 0; });
        if (open_.empty())
            drop_tests();
        else
            write_unused_tests();
        for (auto& [place, message] : open_) {
            message.draft.message.school = school_;
            message.draft.message.school.schooljaar.text = place.first;
            message.draft.message.school.xsdversie.text = version_.xsdversie;
            note_period(place.first);
            const auto& pupils = message.draft.message.toetsafnames;
            const std::string school = school_name_of(report_.school);
            message.draft.order_key =
                pupils.size() == 1 ? mint("pupil", {school, message.pupils.begin()->first}) : mint("school", {school});
            out_.messages.push_back(std::move(message.draft));
        }
        for (const model::scale& scale : report_.scales) {
            if (!scales_written_.contains(scale.id))
                drop_scale(scale, "no score of this message is measured on it", out_.fate);
        }
    }

    void note_period(const std::string& written) {
        if (written == report_.school_period)
            out_.fate.carried(field::school_period);
        else if (!report_.school_period.empty())
            out_.fate.mapped(field::school_period, "the school year that the day of the test lies in");
        else
            out_.fate.defaulted("school/schooljaar", "the school year that the day of the test lies in");
    }

    const model::progress_report& report_;
    std::size_t record_;
    const encode_options& options_;
    const target_version& version_;
    draft& out_;
    wire::school school_;
    std::map<std::pair<std::string, std::size_t>, open_message> open_; // school year and slot
    std::set<std::string> scales_written_;
};

} // namespace

draft from_model(std::span<const model::record> records, const encode_options& options, const target_version& version) {
    draft out;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (const auto* report = std::get_if<model::progress_report>(&records[i])) {
            report_writer(*report, i, options, version, out).write();
            continue;
        }
        finding one = found("uwlr.no-results", location::nowhere, {}, "activity");
        one.where.path = "/" + std::to_string(i);
        out.refused.push_back(std::move(one));
    }
    return out;
}

} // namespace schakel::uwlr
