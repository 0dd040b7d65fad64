#include "adapters/edu_v_results_2_1/translate.hpp"

#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"
#include "gateway/crypto/name_uuid.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace schakel::edu_v_results_2_1 {

namespace {

namespace field = model::field;

constexpr std::string_view messages_namespace = "8d0c2a44-6f43-5a1e-9d0b-7f6b1f0e3c21";

// What makes sittings one message: the standard has one assessment, one moment and one set of employees in it.
struct message_key {
    std::size_t assessment;
    instant taken_at;
    std::string processor;
    std::size_t again; // counts up where a sitting id comes back

    friend auto operator<=>(const message_key&, const message_key&) = default;
};

struct open_message {
    wire::message draft;
    std::set<std::string> ids;
};

class report_writer {
public:
    report_writer(
        const model::progress_report& report, std::size_t number, const encode_options& options,
        const result_forms& forms, encoded& out
    )
        : report_(report), number_(number), options_(options), out_(out), context_(report, options, forms) {}

    void write() {
        school_ = write_school(report_, options_, out_.fate);
        if (school_.master.empty() && school_.ids.empty()) return refuse_report();
        scales_ = write_scales(report_.scales, out_.fate);
        for (std::size_t i = 0; i < report_.sittings.size(); ++i) write_sitting(i);
        if (!order_.empty()) tell_head();
        for (const message_key& key : order_) finish(key, open_.at(key).draft);
        drop_unsent();
    }

private:
    void refuse_report() {
        refuse(fault::school_without_identifier, "", "rio.aanbieder, brin, basispoort, digidelivery, las.school");
        for (const model::sitting& one : report_.sittings)
            drop_sitting(one, "not sent: the school has no identifier", out_.fate);
    }

    void refuse(const rule& broken, const std::string& path, std::string expected) {
        finding one;
        one.broken = &broken;
        one.where.path = "/" + std::to_string(number_) + path;
        one.expected = std::move(expected);
        out_.refused.push_back(std::move(one));
    }

    void write_sitting(std::size_t index) {
        const model::sitting& sitting = report_.sittings[index];
        finding refused;
        auto written = edu_v_results_2_1::write_sitting(sitting, context_, refused);
        if (!written) {
            refuse(*refused.broken, "/sittings/" + std::to_string(index), std::move(refused.expected));
            return drop_sitting(sitting, "not sent: " + std::string(refused.broken->id), out_.fate);
        }
        out_.fate.add(written->fate);
        wire::reference employee = write_employee(sitting.processor);
        if (sitting.processor.known()) tell_processor(employee);
        message_for(sitting, employee, written->record.id).draft.pupils.push_back(std::move(written->record));
    }

    void tell_processor(const wire::reference& employee) {
        if (!employee.ids.empty())
            out_.fate.carried(field::processor);
        else
            out_.fate.dropped(field::processor, "no identifier of an employee in Edu-V");
    }

    open_message& message_for(const model::sitting& sitting, wire::reference& employee, const std::string& record_id) {
        std::string processor;
        for (const wire::identifier& id : employee.ids) processor += id.type + "\n" + id.id + "\n";
        message_key key{sitting.assessment, sitting.taken_at.at, std::move(processor), 0};
        while (true) {
            const auto [place, is_new] = open_.try_emplace(key);
            if (is_new) {
                order_.push_back(key);
                if (!employee.ids.empty()) place->second.draft.employees.push_back(std::move(employee));
            }
            if (place->second.ids.insert(record_id).second) return place->second;
            ++key.again;
        }
    }

    void drop_unsent() {
        for (std::size_t i = 0; i < report_.assessments.size(); ++i) {
            if (!assessments_.contains(i))
                drop_assessment(report_.assessments[i], "no result of this test is sent", out_.fate);
        }
        for (const model::scale& one : report_.scales) {
            if (!scales_used_.contains(one.id)) drop_scale(one, "no test that is sent refers to it", out_.fate);
        }
    }

    // What the messages of the report share, told once.
    void tell_head() {
        if (!report_.author.empty()) out_.fate.carried(field::author);
        if (!report_.comment.empty()) out_.fate.carried(field::comment);
        if (is_web_address(report_.review_url))
            out_.fate.carried(field::report_review_url);
        else if (!report_.review_url.empty())
            out_.fate.dropped(field::report_review_url, "no web address");
        out_.fate.mapped(field::report_id, "a message that is sent has an id of its own");
        out_.fate.mapped(field::assembled_at, "a message that is sent has a timestamp of its own");
        if (report_.school_period.empty())
            out_.fate.defaulted("schoolPeriod", "the school year in which the test was taken");
        else if (keeps_period())
            out_.fate.carried(field::school_period);
        else
            out_.fate.mapped(field::school_period, "the school year in which the test was taken");
    }

    bool keeps_period() const {
        const std::string& period = report_.school_period;
        return !period.empty() && (!is_school_year(period) || is_consecutive(period));
    }

    // Parts that only results name are added to the definition.
    void add_parts(wire::message& to) {
        std::set<std::string> known;
        std::int64_t index = 0;
        for (const wire::part& part : to.assessment.parts) {
            known.insert(part.id);
            index = std::max(index, part.index);
        }
        const auto add = [&](const std::string& id) {
            if (id.empty() || !known.insert(id).second) return;
            to.assessment.parts.push_back({id, id, ++index, {}});
            out_.fate.defaulted("assessmentDefinition/parts", "named by a result only");
        };
        for (const wire::pupil_record& pupil : to.pupils) {
            for (const wire::score& one : pupil.scores) add(one.part_id);
            for (const wire::result& one : pupil.results) add(one.part_id);
        }
    }

    // Each message defines the scales of its test; where a report is about one test, all scales are.
    void add_scales(const message_key& key, wire::message& to) {
        const model::assessment& test = report_.assessments[key.assessment];
        std::set<std::string_view> wanted(test.scale_ids.begin(), test.scale_ids.end());
        for (const model::assessment_part& one : test.parts) wanted.insert(one.scale_ids.begin(), one.scale_ids.end());
        for (const wire::pupil_record& pupil : to.pupils) {
            for (const wire::score& one : pupil.scores) wanted.insert(one.scale_ids.begin(), one.scale_ids.end());
        }
        for (const wire::score_scale& one : scales_) {
            if (report_.assessments.size() > 1 && !wanted.contains(one.id)) continue;
            to.scales.push_back(one);
            scales_used_.insert(one.id);
        }
    }

    std::string tool_name() const {
        const auto wished = options_.parameters.find("tool_name");
        return wished != options_.parameters.end() ? wished->second : report_.author;
    }

    const wire::assessment& definition(std::size_t assessment) {
        const auto [place, is_new] = assessments_.try_emplace(assessment);
        if (is_new) place->second = write_assessment(report_, assessment, out_.fate);
        return place->second;
    }

    void finish(const message_key& key, wire::message& to) {
        to.school = school_;
        to.school_period = keeps_period() ? report_.school_period : school_year_of(key.taken_at);
        to.assessment = definition(key.assessment);
        to.taken_at = to_utc(key.taken_at);
        if (is_web_address(report_.review_url)) to.review_url = report_.review_url;
        to.additional_info = report_.comment;
        if (const std::string goals = information_on(report_, key.assessment); !goals.empty())
            to.additional_info += (to.additional_info.empty() ? "" : "\n\n") + goals;
        to.tool_name = tool_name();
        to.timestamp = to_utc(options_.now);
        add_parts(to);
        add_scales(key, to);
        to.id = id_of(to);

        outgoing& sent = out_.messages.emplace_back();
        sent.key = to.assessment.id + "|" + to.taken_at;
        sent.path = "/results";
        sent.headers.set("Content-Type", "application/json");
        sent.records = to.pupils.size();
        sent.body = edu_v_results_2_1::write(to);
    }

    // The same content has the same id, changed content another: receivers may recognise repeats by it.
    static std::string id_of(const wire::message& message) {
        const std::string head = digest(message);
        std::string content;
        for (const wire::pupil_record& one : message.pupils) content += digest(one, head);
        return *crypto::name_uuid(messages_namespace, content);
    }

    const model::progress_report& report_;
    std::size_t number_;
    const encode_options& options_;
    encoded& out_;
    sitting_context context_;
    wire::reference school_;
    std::vector<wire::score_scale> scales_;
    std::set<std::string_view> scales_used_;
    std::map<std::size_t, wire::assessment> assessments_;
    std::map<message_key, open_message> open_;
    std::vector<message_key> order_;
};

void refuse_activities(std::size_t count, encoded& out) {
    finding one;
    one.broken = &fault::activity_without_result;
    one.got = std::to_string(count);
    out.refused.push_back(std::move(one));
}

} // namespace

encoded from_model(std::span<const model::record> records, const encode_options& options, const result_forms& forms) {
    encoded out;
    std::size_t activities = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (const auto* report = std::get_if<model::progress_report>(&records[i]))
            report_writer(*report, i, options, forms, out).write();
        else
            ++activities;
    }
    if (activities) refuse_activities(activities, out);
    drop_fields_without_place(out.fate);
    return out;
}

} // namespace schakel::edu_v_results_2_1
