#include "adapters/common/uwlr/from_model_result.hpp"

#include "adapters/common/uwlr/extensions.hpp"
#include "adapters/common/uwlr/from_model_test.hpp"
#include "adapters/common/uwlr/identity.hpp"
#include "adapters/common/uwlr/text_limits.hpp"
#include "adapters/common/uwlr/unsent.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace schakel::uwlr {

namespace {

namespace field = model::field;
using model::score_kind;

constexpr std::string_view one_of_a_kind = "UWLR has one value of a kind per result";

void drop_limits(const model::score& score, field_fate& fate) {
    if (score.minimum) fate.dropped(field::score_minimum, "a UWLR score has no minimum");
    if (score.maximum) fate.dropped(field::score_maximum, "a UWLR score has no maximum");
}

// The scale of a score is the norm of its test or part; a scale besides that cannot be named.
void note_scales(const model::score& score, const model::assessment& test, const std::string& part, field_fate& fate) {
    std::vector<std::string> norms = test.scale_ids;
    for (const model::assessment_part& one : test.parts) {
        if (one.id == part) norms = one.scale_ids;
    }
    for (const std::string& id : score.scale_ids) {
        const bool is_norm = norms.empty() ? id == score.scale_ids.front() : id == norms.front();
        if (is_norm)
            fate.mapped(field::score_scale, "it is the norm of the test or part");
        else
            fate.dropped(field::score_scale, "UWLR has one norm per test or part");
    }
}

void write_points(const model::score& score, const encode_options& options, wire::value& out, field_fate& fate) {
    const auto rounding = options.parameters.find("round_scores");
    const bool may_round = rounding != options.parameters.end() && rounding->second == "half-up";
    if (out) return fate.dropped(field::score_points, one_of_a_kind);
    if (score.value.is_negative()) return fate.dropped(field::score_points, "a UWLR score is not negative");
    if (score.value.is_integer()) {
        out.text = score.value.text();
        fate.carried(field::score_points);
    } else if (may_round) {
        out.text = score.value.rounded(0);
        fate.mapped(field::score_points, "rounded half up to a whole number (round_scores)");
    } else {
        fate.dropped(field::score_points, "a UWLR score is a whole number");
    }
}

bool is_count(const decimal& value) {
    const auto whole = value.as_integer();
    return whole && *whole >= 0 && *whole <= std::numeric_limits<std::int32_t>::max();
}

void write_count(const model::score& score, wire::value& out, field_fate& fate) {
    if (out) return fate.dropped(field_of(score.kind), one_of_a_kind);
    if (!is_count(score.value)) return fate.dropped(field_of(score.kind), "a UWLR count is a whole number from 0");
    out.text = score.value.text();
    fate.carried(field_of(score.kind));
}

void write_decimal(const model::score& score, wire::value& out, field_fate& fate) {
    if (out) return fate.dropped(field_of(score.kind), one_of_a_kind);
    if (score.kind == score_kind::duration && score.value.is_negative())
        return fate.dropped(field_of(score.kind), "a UWLR duration is not negative");
    out.text = score.value.text();
    fate.carried(field_of(score.kind));
}

void write_skill_scale(const model::extensions& extra, wire::toetsscore& counts, field_fate& fate) {
    if (const auto scale = extra::get(extra, extra::skill_scale); !scale.empty()) {
        counts.codevaardigheidsschaal.text = scale;
        fate.carried(field::score_skill_scale);
    }
    const auto low = extra::get(extra, extra::interval_low);
    const auto high = extra::get(extra, extra::interval_high);
    if (low.empty() || high.empty()) return;
    counts.bivlaag.text = low;
    counts.bivhoog.text = high;
    fate.carried(field::score_confidence, 2);
}

bool holds_value(const wire::toetsscore& counts) {
    return counts.aantalopgaven || counts.aantalgoed || counts.aantalfout || counts.aantalgelezen || counts.tijd ||
           counts.vaardigheidsscore || counts.codevaardigheidsschaal || counts.bivlaag;
}

decimal value_of(const model::result& result, score_kind kind) {
    const auto found = std::ranges::find(result.scores, kind, &model::score::kind);
    return found == result.scores.end() ? decimal(0) : found->value;
}

// UWLR refuses a test of which more items were answered or read than it has; nobody can say which number is wrong.
bool more_than_items(const model::result& result) {
    const decimal items = value_of(result, score_kind::number_of_items);
    const decimal incorrect = value_of(result, score_kind::number_incorrect);
    const decimal left = items.minus(value_of(result, score_kind::number_correct)).minus(incorrect);
    return left.is_negative() || items < value_of(result, score_kind::number_read);
}

std::optional<wire::toetsscore> write_counts(const model::result& result, field_fate& fate) {
    wire::toetsscore counts;
    for (const model::score& score : result.scores) {
        switch (score.kind) {
        case score_kind::number_of_items:
            if (more_than_items(result))
                fate.dropped(field_of(score.kind), "smaller than the number of items answered or read");
            else
                write_count(score, counts.aantalopgaven, fate);
            break;
        case score_kind::number_correct: write_count(score, counts.aantalgoed, fate); break;
        case score_kind::number_incorrect: write_count(score, counts.aantalfout, fate); break;
        case score_kind::number_read: write_count(score, counts.aantalgelezen, fate); break;
        case score_kind::duration: write_decimal(score, counts.tijd, fate); break;
        case score_kind::skill:
            write_decimal(score, counts.vaardigheidsscore, fate);
            write_skill_scale(score.extra, counts, fate);
            break;
        case score_kind::percentage_correct:
        case score_kind::scaled: fate.dropped(field_of(score.kind), "UWLR has no such score"); break;
        case score_kind::points: continue; // has its own form
        }
        drop_limits(score, fate);
    }
    write_skill_scale(result.extra, counts, fate);
    if (!holds_value(counts)) return std::nullopt;
    return counts;
}

constexpr std::array known_codes{"AE", "CAE", "IV", "CIV", "DLE", "DQ", "ERK"};

// The OSO code of a qualification, "" for none.
std::string reference_code(const model::qualification& from, field_fate& fate) {
    if (const auto own = extra::get(from.extra, extra::reference_code); !own.empty()) {
        fate.carried(field::qualification_type);
        return std::string(own);
    }
    if (std::ranges::find(known_codes, from.type) != known_codes.end()) {
        fate.carried(field::qualification_type);
        return from.type;
    }
    if (from.type == "RnERK") {
        fate.mapped(field::qualification_type, "RnERK is ERK in OSO");
        return "ERK";
    }
    return {};
}

std::optional<wire::referentiescore>
write_reference(const model::qualification& from, const encode_options& options, field_fate& fate) {
    wire::referentiescore out;
    if (from.value.empty()) {
        drop_qualification(from, "a UWLR reference score needs a value", fate);
        return std::nullopt;
    }
    out.codereferentiescore.text = reference_code(from, fate);
    if (!out.codereferentiescore) {
        drop_qualification(from, "OSO code list 11 has no code for this type", fate);
        return std::nullopt;
    }
    out.waarde.text = from.value;
    fate.carried(field::qualification_value);
    out.codevergelijkingsgroep.text = from.comparison_group;
    if (!from.comparison_group.empty()) {
        fate.carried(field::qualification_group);
    } else {
        const auto wished = options.parameters.find("comparison_group");
        const bool set = wished != options.parameters.end() && !wished->second.empty();
        out.codevergelijkingsgroep.text = set ? wished->second : "Landelijk";
        fate.defaulted(
            "resultaat/osoresultaat/referentiescore/codevergelijkingsgroep",
            set ? "parameter comparison_group" : "Landelijk, because UWLR demands a group and none was given"
        );
    }
    out.kwalificatie.text = from.remark;
    if (!from.remark.empty()) fate.carried(field::qualification_remark);
    return out;
}

std::optional<wire::osoresultaat>
write_oso(const model::result& result, const encode_options& options, field_fate& fate) {
    wire::osoresultaat oso;
    oso.toetsscore = write_counts(result, fate);
    for (const model::qualification& one : result.qualifications) {
        if (auto reference = write_reference(one, options, fate)) oso.referentiescores.push_back(std::move(*reference));
    }
    const bool was_empty = !extra::get(result.extra, extra::empty_oso).empty();
    if (!oso.toetsscore && oso.referentiescores.empty() && !was_empty) return std::nullopt;
    return oso;
}

// The sender's key for the first form of a result; everything else gets a minted one.
std::string
key_for(const model::result& result, std::string_view form, bool first, const result_place& place, field_fate& fate) {
    if (first && fits(result.key, key_limit) && place.keys.insert(result.key).second) {
        fate.carried(field::result_key);
        return result.key;
    }
    std::string key = mint("resultaat", {place.sitting_id, result.part_id, form});
    for (int again = 2; !place.keys.insert(key).second; ++again)
        key = mint("resultaat", {place.sitting_id, result.part_id, form, std::to_string(again)});
    if (first && !result.key.empty())
        fate.mapped(field::result_key, "keys in a message differ and have at most 256 characters");
    else
        fate.defaulted("toetsafnames/toetsafname/resultaten/resultaat/@key", "made from the identity of the sitting");
    return key;
}

// What both forms of a result share.
wire::resultaat frame(const model::result& result, const result_place& place, field_fate& fate) {
    wire::resultaat out;
    out.afnamedatum.text = place.day;
    out.toetscode.text = place.test.id;
    fate.carried(field::result_assessment);
    if (!place.test.version.empty()) {
        out.versie.text = cut(place.test.version, key_limit);
        out.versie.bound = read_binding(result.extra, extra::result_version, fate);
        fate.carried(field::result_version);
    }
    out.toetsonderdeelcode.text = result.part_id;
    if (!result.part_id.empty()) fate.carried(field::result_part);
    const std::string& url = result.review_url.empty() ? place.review_url : result.review_url;
    const std::string_view named = result.review_url.empty() ? field::sitting_review_url : field::result_review_url;
    if (fits(url, key_limit)) {
        out.infourl.text = url;
        fate.carried(named);
    } else if (!url.empty()) {
        fate.dropped(named, "infourl has at most 256 characters");
    }
    return out;
}

void drop_what_has_no_place(const model::result& result, field_fate& fate) {
    if (result.success) fate.dropped(field::success, "UWLR has no passed or failed");
    if (result.completed) fate.dropped(field::completed, "UWLR has no completion");
    if (!extra::get(result.extra, extra::other_result).empty())
        fate.dropped(field::other_result, "anderresultaat needs a schema that both sides agreed on");
}

} // namespace

std::vector<wire::resultaat> write_result(const model::result& result, const result_place& place, field_fate& fate) {
    if (!result.part_id.empty() && !fits(result.part_id, key_limit)) {
        fate.dropped(field::result_part, "a toetsonderdeelcode has at most 256 characters; its result was not sent");
        return {};
    }
    drop_what_has_no_place(result, fate);
    wire::value points;
    for (const model::score& score : result.scores) {
        if (score.kind != score_kind::points) continue;
        write_points(score, place.options, points, fate);
        note_scales(score, place.test, result.part_id, fate);
        drop_limits(score, fate);
    }
    std::vector<wire::resultaat> forms;
    if (points) {
        forms.push_back(frame(result, place, fate));
        forms.back().score = points;
        forms.back().key = key_for(result, "score", true, place, fate);
    }
    if (auto oso = write_oso(result, place.options, fate)) {
        const bool first = forms.empty();
        forms.push_back(frame(result, place, fate));
        forms.back().osoresultaat = std::move(oso);
        forms.back().key = key_for(result, "oso", first, place, fate);
    }
    return forms;
}

} // namespace schakel::uwlr
