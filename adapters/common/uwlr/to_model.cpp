#include "adapters/common/uwlr/to_model.hpp"

#include "adapters/common/uwlr/extensions.hpp"
#include "adapters/common/uwlr/identity.hpp"
#include "adapters/common/uwlr/to_model_test.hpp"
#include "adapters/common/uwlr/values.hpp"
#include "adapters/common/uwlr/write.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>

namespace schakel::uwlr {

namespace {

void add_score(model::result& result, model::score_kind kind, const wire::value& value) {
    if (const auto number = number_of(value.text)) result.scores.push_back({kind, *number, {}, {}, {}, {}});
}

void read_counts(const wire::toetsscore& counts, model::result& result) {
    using enum model::score_kind;
    add_score(result, number_of_items, counts.aantalopgaven);
    add_score(result, number_correct, counts.aantalgoed);
    add_score(result, number_incorrect, counts.aantalfout);
    add_score(result, number_read, counts.aantalgelezen);
    add_score(result, duration, counts.tijd);
    add_score(result, skill, counts.vaardigheidsscore);
    const bool has_skill = !result.scores.empty() && result.scores.back().kind == skill;
    model::extensions& owner = has_skill ? result.scores.back().extra : result.extra;
    extra::add(owner, extra::skill_scale, counts.codevaardigheidsschaal.text);
    extra::add(owner, extra::interval_low, trimmed(counts.bivlaag.text));
    extra::add(owner, extra::interval_high, trimmed(counts.bivhoog.text));
}

// Codes of which canonical qualifications have the same meaning; others only UWLR reads back.
constexpr std::array shared_codes{"AE", "CAE", "IV", "CIV", "DLE", "DQ", "ERK"};

model::qualification read_reference(const wire::referentiescore& reference) {
    model::qualification one;
    one.type = reference.codereferentiescore.text;
    one.value = reference.waarde.text;
    one.comparison_group = reference.codevergelijkingsgroep.text;
    one.remark = reference.kwalificatie.text;
    if (std::ranges::find(shared_codes, one.type) == shared_codes.end())
        extra::add(one.extra, extra::reference_code, one.type);
    return one;
}

void read_oso(const wire::osoresultaat& oso, model::result& result) {
    if (oso.toetsscore) read_counts(*oso.toetsscore, result);
    for (const wire::referentiescore& reference : oso.referentiescores)
        result.qualifications.push_back(read_reference(reference));
    if (result.scores.empty() && result.qualifications.empty() && result.extra.empty())
        extra::add(result.extra, extra::empty_oso, "leeg");
}

bool not_taken(const wire::resultaat& result) {
    return trimmed(result.score.text) == "X";
}

model::result read_result(const wire::resultaat& from, const model::assessment& test) {
    model::result result;
    result.key = from.key;
    result.part_id = from.toetsonderdeelcode.text;
    if (from.osoresultaat) read_oso(*from.osoresultaat, result);
    if (from.score && !not_taken(from)) {
        add_score(result, model::score_kind::points, from.score);
        if (!result.scores.empty()) result.scores.back().scale_ids = scales_of(test, result.part_id);
    }
    if (from.anderresultaat) extra::add(result.extra, extra::other_result, *from.anderresultaat);
    add_binding(result.extra, extra::result_version, from.versie.bound);
    result.review_url = from.infourl.text;
    return result;
}

model::moment day_of(const wire::value& date) {
    const auto day = date_of(date.text);
    return {day ? start_of_day_in_amsterdam(*day) : instant{}, true};
}

// Puts results together that belong to one sitting.
class sittings {
public:
    sittings(model::progress_report& report, pupil_reader pupil_ids)
        : report_(report), pupil_ids_(pupil_ids), school_(school_name_of(report.school)) {
        for (std::size_t i = 0; i < report.assessments.size(); ++i) tests_.emplace(report.assessments[i].id, i);
    }

    void add(const wire::toetsafname& pupil) {
        const model::identifiers ids = pupil_ids_(pupil);
        for (const wire::resultaat& result : pupil.resultaten) {
            const auto test = tests_.find(result.toetscode.text);
            if (test == tests_.end()) continue; // refused by the schema before this
            model::sitting& sitting =
                sitting_for(ids, pupil.resultaatverwerkerid.text, test->second, result.afnamedatum);
            if (not_taken(result))
                sitting.missing = true;
            else
                sitting.results.push_back(read_result(result, report_.assessments[test->second]));
        }
    }

private:
    using occasion = std::tuple<std::string, std::size_t, std::string>; // pupil, test, day

    model::sitting& sitting_for(
        const model::identifiers& ids, const std::string& processor, std::size_t test, const wire::value& date
    ) {
        const std::string pupil = ids.empty() ? std::string() : ids.front().scheme + ":" + ids.front().value;
        const std::string day(trimmed(date.text).substr(0, 10));
        auto& same_occasion = known_[{pupil, test, day}];
        for (const auto& [who, index] : same_occasion) {
            if (who == processor) return report_.sittings[index];
        }
        const model::assessment& assessment = report_.assessments[test];
        model::sitting sitting;
        sitting.id = same_occasion.empty()
                         ? mint("sitting", {school_, pupil, assessment.id, assessment.version, day})
                         : mint("sitting", {school_, pupil, assessment.id, assessment.version, day, processor});
        sitting.pupil.ids = ids;
        if (!processor.empty()) sitting.processor.ids.push_back({std::string(model::scheme::las_key), processor, {}});
        sitting.assessment = test;
        sitting.taken_at = day_of(date);
        same_occasion.emplace_back(processor, report_.sittings.size());
        report_.sittings.push_back(std::move(sitting));
        return report_.sittings.back();
    }

    model::progress_report& report_;
    pupil_reader pupil_ids_;
    std::string school_;
    std::unordered_map<std::string_view, std::size_t> tests_;
    std::map<occasion, std::vector<std::pair<std::string, std::size_t>>> known_; // processor, index
};

} // namespace

model::identifiers school_of(const wire::school& school) {
    model::identifiers ids;
    const auto add = [&](std::string_view scheme, const std::string& value) {
        if (!value.empty()) ids.push_back({std::string(scheme), value, {}});
    };
    add(model::scheme::brin, school.brincode.text);
    if (school.dependancecode.text != "00") add(model::scheme::dependance, school.dependancecode.text);
    add(model::scheme::school_key, school.schoolkey.text);
    return ids;
}

model::progress_report to_model(const wire::message& message, pupil_reader pupil_ids) {
    model::progress_report report;
    report.school = school_of(message.school);
    report.school_period = message.school.schooljaar.text;
    report.assembled_at = instant_of(message.school.aanmaakdatum.text);
    report.author = message.school.auteur.text;
    report.comment = message.school.commentaar.text;
    for (const wire::toets& test : message.toetsen) report.assessments.push_back(read_test(test, report.scales));
    sittings grouped(report, pupil_ids);
    for (const wire::toetsafname& pupil : message.toetsafnames) grouped.add(pupil);
    return report;
}

std::vector<record_key> record_keys(const wire::message& message) {
    std::unordered_map<std::string_view, std::string> test_digests;
    for (const wire::toets& test : message.toetsen)
        test_digests.emplace(test.toetscode.text, crypto::sha256(write_test(test)));
    const std::string school = school_name_of(school_of(message.school)) + "\n" + message.school.schooljaar.text;
    std::vector<record_key> keys;
    xml::writer out;
    std::string content;
    for (const wire::toetsafname& pupil : message.toetsafnames) {
        const std::string who = school + "\n" + pupil.leerlingid.text + "\n" + pupil.eckid.text + "\n" +
                                pupil.resultaatverwerkerid.text + "\n";
        for (const wire::resultaat& result : pupil.resultaten) {
            content = who;
            write_result(out, result);
            out.drain(content);
            content += test_digests[result.toetscode.text];
            keys.push_back({result.key, crypto::sha256_hex(content)});
        }
    }
    return keys;
}

} // namespace schakel::uwlr
