#include "adapters/edu_v_results_2_1/translate.hpp"

#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"
#include "gateway/crypto/name_uuid.hpp"

#include <algorithm>

namespace schakel::edu_v_results_2_1 {

namespace {

namespace field = model::field;
namespace scheme = model::scheme;

constexpr std::string_view sittings_namespace = "c1f2a3d8-2f0a-5a0f-8d52-8f1c5a7b9e04";

std::string_view parameter(const encode_options& options, std::string_view key) {
    const auto found = options.parameters.find(key);
    return found == options.parameters.end() ? std::string_view{} : std::string_view(found->second);
}

class sitting_writer {
public:
    sitting_writer(const model::sitting& from, const sitting_context& in)
        : from_(from), in_(in), test_(in.report.assessments[from.assessment]) {}

    std::optional<written_sitting> write(finding& refused) {
        if (test_.id.empty()) return refuse(refused, fault::empty_id);
        if (!is_plausible(from_.taken_at.at)) return refuse(refused, fault::implausible_year, "1990-2100");
        if (!write_pupil())
            return refuse(refused, fault::pupil_without_identifier, "eckid, las.key, nepri, neppi, basispoort, eduid");
        for (const model::result& one : from_.results) write_result(one);
        if (from_.results.empty()) tell_reference(1);
        if (says_nothing()) return refuse(refused, fault::nothing_reported);
        write_id();
        write_moments();
        write_state();
        write_texts();
        return std::move(out_);
    }

private:
    static std::optional<written_sitting> refuse(finding& refused, const rule& broken, std::string expected = {}) {
        refused.broken = &broken;
        refused.expected = std::move(expected);
        return std::nullopt;
    }

    field_fate& fate() { return out_.fate; }
    wire::pupil_record& record() { return out_.record; }
    std::size_t times() const { return std::max<std::size_t>(1, from_.results.size()); }

    bool says_nothing() const {
        return out_.record.scores.empty() && out_.record.results.empty() && !from_.missing &&
               from_.status == model::sitting_status::final;
    }

    // ------------------------------------------------------------ who

    bool write_pupil() {
        wire::reference& to = record().student;
        for (const model::identifier& id : from_.pupil.ids) {
            const std::string_view type = edu_v::type_of(id.scheme, edu_v::place::student);
            if (id.scheme == scheme::eckid && to.master.empty())
                to.master = id.value;
            else if (!type.empty() && !id.value.empty())
                to.ids.push_back({id.value, std::string(type), {}});
            else {
                fate().dropped(model::field_of_person(id.scheme), "no identifier of a pupil in Edu-V: " + id.scheme);
                continue;
            }
            fate().carried(model::field_of_person(id.scheme));
        }
        return !to.master.empty() || !to.ids.empty();
    }

    void write_id() {
        record().id = from_.id;
        if (!from_.id.empty()) return fate().carried(field::sitting_id);
        std::string name =
            test_.id + "\n" + test_.version + "\n" + to_utc(from_.taken_at.at) + "\n" + record().student.master;
        for (const wire::identifier& id : record().student.ids) name += "\n" + id.type + "\n" + id.id;
        record().id = *crypto::name_uuid(sittings_namespace, name);
        fate().defaulted("studentScoresAndResults/id", "made from pupil, test and moment");
    }

    // ------------------------------------------------------------ when and how

    instant made_at() const {
        const instant made = in_.report.assembled_at.value_or(in_.options.now);
        return is_plausible(made) ? made : in_.options.now;
    }

    void write_moments() {
        if (from_.taken_at.date_only)
            fate().mapped(field::taken_at, "the start of the day in Europe/Amsterdam, in UTC", times());
        else
            fate().carried(field::taken_at, times());
        const bool knows_created = from_.created && is_plausible(*from_.created);
        const bool knows_modified = from_.modified && is_plausible(*from_.modified);
        const instant modified = knows_modified ? *from_.modified : knows_created ? *from_.created : made_at();
        const instant created = std::min(knows_created ? *from_.created : modified, modified);
        record().created = to_utc(created);
        record().modified = to_utc(modified);
        tell_moment(
            knows_created && created == *from_.created, from_.created.has_value(), field::sitting_created, "dateCreated"
        );
        tell_moment(knows_modified, from_.modified.has_value(), field::sitting_modified, "dateLastModified");
    }

    void tell_moment(bool kept, bool known, field::name of, std::string_view member) {
        if (kept) return fate().carried(of);
        if (known) fate().dropped(of, "an impossible moment");
        fate().defaulted(
            "studentScoresAndResults/" + std::string(member), "the moment the results were assembled or received"
        );
    }

    void write_state() {
        switch (from_.status) {
        case model::sitting_status::in_progress: record().status = "InProgress"; break;
        case model::sitting_status::final: record().status = "Final"; break;
        case model::sitting_status::cancelled: record().status = "Canceled"; break;
        }
        const bool told = from_.created || from_.modified;
        if (told || from_.status != model::sitting_status::final)
            fate().carried(field::status, times());
        else
            fate().defaulted("studentScoresAndResults/status", "results are final unless they say otherwise");
        if (from_.missing) record().missing = true;
        fate().carried(field::missing);
    }

    // ------------------------------------------------------------ scores and results

    void write_result(const model::result& from) {
        const std::size_t before = record().scores.size() + record().results.size();
        for (const model::score& one : from.scores) write_score(one, from.part_id);
        for (const model::qualification& one : from.qualifications) write_qualification(one, from.part_id);
        const std::size_t written = record().scores.size() + record().results.size() - before;
        const std::string_view reason = "the result holds nothing that Edu-V can say";
        if (written) {
            tell_reference(written);
            if (!from.part_id.empty()) fate().carried(field::result_part, written);
        } else {
            fate().dropped(field::result_assessment, reason);
            fate().dropped(field::result_version, reason);
            if (!from.part_id.empty()) fate().dropped(field::result_part, reason);
        }
    }

    // The message names the test once, for all that is in it.
    void tell_reference(std::size_t count) {
        fate().carried(field::result_assessment, count);
        fate().carried(field::result_version, count);
    }

    void write_score(const model::score& from, const std::string& part) {
        wire::score to;
        to.type = score_type_of(from.kind);
        to.value = from.value.text();
        const bool as_percentage =
            from.kind == model::score_kind::scaled && parameter(in_.options, "scaled") == "percentage";
        if (as_percentage) {
            to.type = score_type_of(model::score_kind::percentage_correct);
            to.value = from.value.times(decimal(100)).text();
        }
        if (to.type.empty()) {
            const bool scaled = from.kind == model::score_kind::scaled;
            return fate().dropped(
                field_of(from.kind),
                scaled ? "Edu-V has no scaled score (parameter scaled)" : "Edu-V has no score type for it"
            );
        }
        if (const rule* broken = fault_of_score(to.type, to.value))
            return fate().dropped(
                field_of(from.kind), "the value is not one that " + to.type + " can have: " + std::string(broken->id)
            );
        if (as_percentage)
            fate().mapped(field_of(from.kind), "times 100, as PercentageCorrect");
        else
            fate().carried(field_of(from.kind));
        write_maximum(from, to, as_percentage);
        write_scale_ids(from, part, to);
        to.assessment_id = test_.id;
        to.part_id = part;
        record().scores.push_back(std::move(to));
    }

    void write_maximum(const model::score& from, wire::score& to, bool as_percentage) {
        if (!from.maximum) return;
        if (as_percentage) return fate().dropped(field::score_maximum, "a percentage has the maximum 100");
        if (from.value > *from.maximum) return fate().dropped(field::score_maximum, "the score lies above it");
        to.maximum = from.maximum->text();
        fate().carried(field::score_maximum);
    }

    // A standard whose norms belong to tests and parts means the raw score with them.
    void write_scale_ids(const model::score& from, const std::string& part, wire::score& to) {
        std::vector<std::string> wanted = from.scale_ids;
        if (!in_.scores_name_scales && from.kind == model::score_kind::points) {
            const auto owner = in_.parts.find({from_.assessment, part});
            if (part.empty())
                wanted = test_.scale_ids;
            else if (owner != in_.parts.end())
                wanted = owner->second->scale_ids;
        }
        for (std::string& id : wanted) {
            if (in_.scales.contains(id)) to.scale_ids.push_back(std::move(id));
        }
        fate().carried(field::score_scale, to.scale_ids.size());
    }

    void write_qualification(const model::qualification& from, const std::string& part) {
        std::string type = from.type;
        std::string reason;
        if (type == "ERK") {
            type = "RnERK";
            reason = "ERK is RnERK in Edu-V";
        } else if (is_vague_percentile(type)) {
            type = parameter(in_.options, "percentile");
            reason = "parameter percentile";
            if (type.empty())
                return drop(from, "the source does not say whether the percentile is corrected (parameter percentile)");
        }
        if (!in_.forms.knows(type)) return drop(from, "Edu-V has no result type for it");
        if (from.value.empty()) return drop(from, "a result without a value");
        if (!in_.forms.fits(type, from.value)) return drop(from, "the value does not have the form of " + type);
        record().results.push_back({type, from.value, test_.id, part, {}});
        if (reason.empty())
            fate().carried(field::qualification_type);
        else
            fate().mapped(field::qualification_type, reason);
        fate().carried(field::qualification_value);
        if (!from.remark.empty()) add_remark(from.remark, field::qualification_remark);
    }

    static bool is_vague_percentile(std::string_view type) {
        return type == "percentile" || type == "percentiel" || type == "Percentile" || type == "PC";
    }

    void drop(const model::qualification& from, std::string_view reason) {
        fate().dropped(field::qualification_type, reason);
        if (!from.value.empty()) fate().dropped(field::qualification_value, reason);
        if (!from.remark.empty()) fate().dropped(field::qualification_remark, reason);
    }

    // ------------------------------------------------------------ texts

    void add_remark(const std::string& text, field::name of) {
        std::string& to = record().additional_info;
        if (!to.empty()) to += "; ";
        to += text;
        if (of == field::sitting_remark)
            fate().carried(of);
        else
            fate().mapped(of, "into additionalInfo");
    }

    void write_texts() {
        if (!from_.remark.empty()) add_remark(from_.remark, field::sitting_remark);
        add_address(from_.review_url, field::sitting_review_url);
        for (const model::result& one : from_.results) add_address(one.review_url, field::result_review_url);
    }

    void add_address(const std::string& address, field::name of) {
        std::string& to = record().review_url;
        if (address.empty()) return;
        if (!is_web_address(address)) return fate().dropped(of, "no web address");
        if (!to.empty() && to != address) return fate().dropped(of, "a pupil's record has one reviewUrl");
        to = address;
        if (of == field::sitting_review_url)
            fate().carried(of);
        else
            fate().mapped(of, "into reviewUrl of the pupil's record");
    }

    const model::sitting& from_;
    const sitting_context& in_;
    const model::assessment& test_;
    written_sitting out_;
};

bool any_score_names_scales(const model::progress_report& report) {
    return std::ranges::any_of(report.sittings, [](const model::sitting& sitting) {
        return std::ranges::any_of(sitting.results, [](const model::result& result) {
            return std::ranges::any_of(result.scores, [](const model::score& one) { return !one.scale_ids.empty(); });
        });
    });
}

} // namespace

sitting_context::sitting_context(
    const model::progress_report& of, const encode_options& with, const result_forms& known_forms
)
    : report(of), options(with), forms(known_forms), scores_name_scales(any_score_names_scales(of)) {
    for (const model::scale& one : of.scales) scales.insert(one.id);
    for (std::size_t i = 0; i < of.assessments.size(); ++i) {
        for (const model::assessment_part& part : of.assessments[i].parts)
            parts.emplace(std::pair(i, std::string_view(part.id)), &part);
    }
}

std::optional<written_sitting>
write_sitting(const model::sitting& sitting, const sitting_context& context, finding& refused) {
    return sitting_writer(sitting, context).write(refused);
}

} // namespace schakel::edu_v_results_2_1
