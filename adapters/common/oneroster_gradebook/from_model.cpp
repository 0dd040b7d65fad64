#include "adapters/common/oneroster_gradebook/from_model.hpp"

#include "adapters/common/oneroster_gradebook/names.hpp"
#include "adapters/common/oneroster_gradebook/rule_catalogue.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/model/field.hpp"

#include <set>

namespace schakel::oneroster_gradebook {

namespace {

namespace field = model::field;

// A name that can never be a host: whoever reads it goes by the sourcedIds.
constexpr std::string_view no_host = "https://oneroster.invalid";

class report_writer {
public:
    report_writer(const model::progress_report& report, std::size_t number, const sending& with, encoded& out)
        : report_(report), number_(number), with_(with), out_(out), sittings_(report.assessments.size()) {
        for (const model::sitting& one : report.sittings) {
            if (one.assessment >= sittings_.size()) continue;
            (is_plausible(one.taken_at.at) ? sittings_[one.assessment] : impossible_).push_back(&one);
        }
    }

    void write() {
        pass_on_others();
        for (const model::sitting* one : impossible_) leave_out(*one, fault::implausible_year, "1990-2100");
        if (report_.sittings.empty()) with_.fate.dropped(field::taken_at, "nobody took the test");
        for (std::size_t i = 0; i < sittings_.size(); ++i) write_test(report_.assessments[i], sittings_[i]);
    }

private:
    using sitting_list = std::vector<const model::sitting*>;

    // ------------------------------------------------------------ messages

    void add(object_kind kind, std::string_view id, std::string body) {
        outgoing& one = out_.messages.emplace_back();
        one.key = key_;
        one.method = "PUT";
        one.path = address_of({}, kind, id);
        one.headers.set("Content-Type", "application/json");
        one.body = std::move(body);
        one.records = 1;
    }

    void refuse(const rule& broken, std::string expected = {}) {
        finding one{&broken, {}, std::move(expected), {}, {}};
        one.where.path = "/" + std::to_string(number_);
        out_.refused.push_back(std::move(one));
    }

    // Categories and score scales of the same standard.
    void pass_on_others() {
        for (const object_kind kind : {object_kind::category, object_kind::score_scale}) {
            for (const model::extension& one : report_.extra) {
                if (one.standard != family_name || one.name != word_of(kind)) continue;
                if (with_.in_1_1() && kind == object_kind::score_scale) continue;
                pass_on(kind, one.value);
            }
        }
    }

    void pass_on(object_kind kind, const std::string& json) {
        findings unread;
        const auto document = json::document::parse(json, {}, unread);
        if (!document) return; // decode made it, so it can be read
        wire::other object;
        object.json = json;
        key_ = std::string(document->root().member("sourcedId").text());
        add(kind, key_, oneroster_gradebook::write(object, kind));
        with_.fate.carried(field::extension, 1 + json.size()); // at most one value to a character
    }

    // ------------------------------------------------------------ one assessment

    void write_test(const model::assessment& test, const sitting_list& sittings) {
        std::string_view missing;
        auto plan = plan_item(test, with_, missing);
        if (!plan) return refuse_test(test, sittings, missing);
        key_ = plan->id;
        ids_.clear();
        find_bounds(sittings, {}, *plan);
        if (plan->defined) define(test, nullptr, *plan, *plan, sittings);
        std::set<std::string> parts;
        for (const model::sitting* one : sittings) {
            for (const model::result& result : one->results) {
                if (!item_part_of(result).empty() && parts.insert(result.part_id).second)
                    define_part(test, result.part_id, *plan, sittings);
            }
        }
        drop_unused_parts(test, parts);
        for (const model::sitting* one : sittings) write_sitting(*one, test, *plan);
    }

    void refuse_test(const model::assessment& test, const sitting_list& sittings, std::string_view missing) {
        refuse(fault::reference_unknown, std::string(missing));
        const std::string reason = "not sent: no " + std::string(missing) + " is known";
        drop_assessment(test, reason, with_.fate);
        for (const model::sitting* one : sittings) drop_sitting(*one, reason, with_.fate);
    }

    void define(
        const model::assessment& test, const model::assessment_part* part, const item_plan& plan,
        const item_plan& whole, const sitting_list& sittings
    ) {
        if (plan.mints_category) add(object_kind::category, plan.category, write_category(plan, with_));
        add(plan.kind, plan.id, write_item(test, part, plan, whole, sittings, with_));
    }

    void define_part(
        const model::assessment& test, const std::string& id, const item_plan& whole, const sitting_list& sittings
    ) {
        item_plan plan = plan_part(whole, test, id, with_);
        find_bounds(sittings, id, plan);
        const model::assessment_part unnamed{id, {}, {}, {}, {}, {}};
        const auto known = std::ranges::find(test.parts, id, &model::assessment_part::id);
        define(test, known == test.parts.end() ? &unnamed : &*known, plan, whole, sittings);
    }

    void drop_unused_parts(const model::assessment& test, const std::set<std::string>& used) {
        for (const model::assessment_part& one : test.parts) {
            if (used.contains(one.id) || !kept(one.extra, extra::objective).empty()) continue;
            const std::string_view reason = "no result of this part is sent";
            with_.fate.dropped(field::part_id, reason);
            if (!one.name.empty()) with_.fate.dropped(field::part_name, reason);
            if (!one.goals.empty()) with_.fate.dropped(field::part_goal, reason, one.goals.size());
        }
    }

    // ------------------------------------------------------------ one sitting

    void write_sitting(const model::sitting& sitting, const model::assessment& test, const item_plan& whole) {
        const std::string student = student_of(sitting.pupil, with_);
        if (student.empty()) return leave_out(sitting, fault::pupil_without_id, "oneroster.sourcedid, las.key");
        const std::size_t before = out_.messages.size();
        std::vector<const model::result*> unsaid;
        for (const result_group& group : groups_of(sitting)) {
            const bool of_whole = group.part.empty();
            item_plan plan = of_whole ? whole : plan_part(whole, test, group.part, with_);
            find_bounds(sittings_[sitting.assessment], group.part, plan);
            const std::string id = result_id(sitting, group, test);
            if (auto body = write_result(sitting, group, test, plan, student, id, with_))
                add(plan.result_kind(), id, *std::move(body));
            else if (group.main)
                unsaid.push_back(group.main);
        }
        if (out_.messages.size() == before) return leave_out(sitting, fault::score_demanded, {});
        for (const model::result* one : unsaid) drop_result(*one, "a result in OneRoster 1.1 has a score", with_.fate);
    }

    void leave_out(const model::sitting& sitting, const rule& why, std::string expected) {
        refuse(why, std::move(expected));
        drop_sitting(sitting, "not sent: " + std::string(why.id), with_.fate);
    }

    // What came as a result of OneRoster keeps its sourcedId.
    std::string result_id(const model::sitting& sitting, const result_group& group, const model::assessment& test) {
        const bool own = !kept(test.extra, extra::object).empty() && group.part.empty() && group.number == 1;
        if (own) return sitting.id;
        std::string key = sitting.id + "\n" + group.part;
        if (group.number > 1) key += "\n" + std::to_string(group.number);
        std::string id = with_.mint("result", key);
        for (int again = 2; !ids_.insert(id).second; ++again)
            id = with_.mint("result", key + "\n" + std::to_string(again));
        return id;
    }

    const model::progress_report& report_;
    std::size_t number_;
    const sending& with_;
    encoded& out_;
    std::vector<sitting_list> sittings_; // by assessment
    sitting_list impossible_;
    std::string key_;
    std::set<std::string> ids_;
};

std::string url_of(std::string_view base, std::string_view path) {
    while (base.ends_with('/')) base.remove_suffix(1);
    return std::string(base.empty() ? no_host : base) + std::string(path);
}

const model::identifiers& naming(const model::progress_report& report, const encode_options& options) {
    return options.school.empty() ? report.school : options.school;
}

void refuse_activities(std::size_t count, encoded& out) {
    finding one;
    one.broken = &fault::activity_without_result;
    one.got = std::to_string(count);
    out.refused.push_back(std::move(one));
}

} // namespace

sending::sending(version which, const model::progress_report& of, const encode_options& with, field_fate& told)
    : in_version(which), report(of), options(with), fate(told), space(minting_space(naming(of, with))),
      changed(written(of.assembled_at && is_plausible(*of.assembled_at) ? *of.assembled_at : with.now)) {
    style = {
        which, url_of(parameter("base_url"), rostering_path(which)), url_of(parameter("base_url"), base_path(which))};
    school = parameter("school");
    if (school.empty()) school = model::value_of(report.school, model::scheme::oneroster_id);
    if (school.empty()) school = model::value_of(with.school, model::scheme::oneroster_id);
    if (school.empty()) school = mint("org", {}); // as our rosters name a school of which they know no more
}

std::string_view sending::parameter(std::string_view name) const {
    const auto given = options.parameters.find(name);
    return given == options.parameters.end() ? std::string_view{} : std::string_view(given->second);
}

std::string sending::mint(std::string_view kind, std::string_view key) const {
    return minted_id(space, kind, key);
}

std::string_view kept(const model::extensions& list, std::string_view name) {
    return model::value_of(list, family_name, name);
}

void add_metadata(wire::base& to, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    json::writer out;
    to.metadata.push_back({std::string(name), out.text(text).finish()});
}

std::size_t restore_base(const model::extensions& list, wire::base& to) {
    std::size_t count = 0;
    if (kept(list, extra::status) == "tobedeleted") to.status = "tobedeleted";
    for (const model::extension& one : list) {
        if (one.standard != family_name || !one.name.starts_with(extra::metadata_prefix)) continue;
        to.metadata.push_back({one.name.substr(extra::metadata_prefix.size()), one.value});
        ++count;
    }
    return count;
}

bool is_plausible(instant when) {
    const int year = static_cast<int>(date_in_amsterdam(when).year());
    return year >= 1990 && year <= 2100;
}

std::string written(instant when) {
    return to_rfc3339_milliseconds(when);
}

encoded from_model(version which, std::span<const model::record> records, const encode_options& options) {
    encoded out;
    std::size_t activities = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto* report = std::get_if<model::progress_report>(&records[i]);
        if (!report) {
            ++activities;
            continue;
        }
        const sending with(which, *report, options, out.fate);
        report_writer(*report, i, with, out).write();
    }
    if (activities) refuse_activities(activities, out);
    drop_fields_without_place(which, out.fate);
    return out;
}

} // namespace schakel::oneroster_gradebook
