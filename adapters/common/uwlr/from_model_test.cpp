#include "adapters/common/uwlr/from_model_test.hpp"

#include "adapters/common/uwlr/extensions.hpp"
#include "adapters/common/uwlr/from_model_goals.hpp"
#include "adapters/common/uwlr/text_limits.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <span>

namespace schakel::uwlr {

namespace {

namespace field = model::field;

constexpr std::string_view one_norm = "UWLR has one norm per test or part";
constexpr std::string_view whole_limits = "limits of a UWLR norm are whole numbers from 0, and both are needed";

wire::value cut_to(const std::string& text, std::size_t limit, std::string_view named, field_fate& fate) {
    if (text.empty()) return {};
    if (fits(text, limit)) {
        fate.carried(named);
        return {text};
    }
    fate.mapped(named, "cut to " + std::to_string(limit) + " characters");
    return {std::string(cut(text, limit))};
}

bool is_uri(std::string_view text) {
    return text.find(':') != std::string_view::npos &&
           text.find_first_of(" \t\r\n<>\"{}|\\^`") == std::string_view::npos;
}

// A term of the model with its binding; a vocabulary that is no URI cannot be named in UWLR.
wire::term
bound_term(const model::term& term, std::string_view named, std::string_view named_vocabulary, field_fate& fate) {
    wire::term out;
    if (term.empty()) return out;
    static_cast<wire::value&>(out) = cut_to(term.value, key_limit, named, fate);
    for (const auto& [from, to] :
         {std::pair{&term.vocabulary, &out.bound.vocabulaire},
          std::pair{&term.vocabulary_location, &out.bound.vocabulairelocatie}}) {
        if (from->empty()) continue;
        if (is_uri(*from)) {
            *to = *from;
            fate.carried(named_vocabulary);
        } else {
            fate.dropped(named_vocabulary, "UWLR names a vocabulary by a URI");
        }
    }
    return out;
}

// A term that only UWLR knows, kept as an extension.
wire::term extra_term(const model::extensions& list, std::string_view name, std::string_view named, field_fate& fate) {
    wire::term out;
    out.text = extra::get(list, name);
    if (out.text.empty()) return out;
    fate.carried(named);
    out.bound = read_binding(list, name, fate);
    return out;
}

wire::value
extra_value(const model::extensions& list, std::string_view name, std::string_view named, field_fate& fate) {
    wire::value out{std::string(extra::get(list, name))};
    if (out) fate.carried(named);
    return out;
}

std::optional<std::int64_t> limit_of(const std::optional<decimal>& value) {
    if (!value || value->is_negative()) return std::nullopt;
    return value->as_integer();
}

void drop_range(const model::scale_range& range, std::string_view reason, field_fate& fate) {
    if (!range.label.empty()) fate.dropped(field::scale_label, reason);
    if (!range.description.empty()) fate.dropped(field::scale_description, reason);
    if (range.low) fate.dropped(field::scale_low, reason);
    if (range.high) fate.dropped(field::scale_high, reason);
    for (const model::extension& one : range.extra)
        fate.dropped(one.name.starts_with("normkleur") ? field::scale_colour : field::scale_grade_range, reason);
}

// Why UWLR cannot have this range beside those of `before`, or "".
std::string_view no_norm(const model::scale_range& range, std::span<const model::scale_range* const> before) {
    const auto low = limit_of(range.low);
    const auto high = limit_of(range.high);
    if (range.label.empty()) return "a UWLR norm needs a term";
    if (!low || !high) return whole_limits;
    if (*low > *high) return "the limits of this norm are reversed";
    const auto meets = [&](const model::scale_range* one) { return one->low <= range.high && range.low <= one->high; };
    return std::ranges::any_of(before, meets) ? "UWLR norms do not overlap" : std::string_view{};
}

wire::norm write_norm(const model::scale_range& range, field_fate& fate) {
    wire::norm norm;
    norm.term = cut_to(range.label, term_limit, field::scale_label, fate);
    norm.omschrijving = cut_to(range.description, name_limit, field::scale_description, fate);
    norm.beginnormwaarde.text = range.low->text();
    norm.eindnormwaarde.text = range.high->text();
    fate.carried(field::scale_low);
    fate.carried(field::scale_high);
    if (!extra::get(range.extra, extra::red).empty()) {
        norm.normkleur = wire::normkleur{
            extra_value(range.extra, extra::red, field::scale_colour, fate),
            extra_value(range.extra, extra::green, field::scale_colour, fate),
            extra_value(range.extra, extra::blue, field::scale_colour, fate),
            extra_value(range.extra, extra::opacity, field::scale_colour, fate)};
    }
    norm.schoolcijfer_vanaf = extra_value(range.extra, extra::grade_from, field::scale_grade_range, fate);
    norm.schoolcijfer_totenmet = extra_value(range.extra, extra::grade_until, field::scale_grade_range, fate);
    return norm;
}

std::optional<wire::normering> write_norms(const model::scale& scale, field_fate& fate) {
    wire::normering norms;
    std::vector<const model::scale_range*> sent;
    for (const model::scale_range& range : scale.ranges) {
        if (const std::string_view why_not = no_norm(range, sent); !why_not.empty()) {
            drop_range(range, why_not, fate);
            continue;
        }
        norms.normen.push_back(write_norm(range, fate));
        sent.push_back(&range);
    }
    if (norms.normen.empty()) return std::nullopt;
    norms.bound = read_binding(scale.extra, {}, fate);
    norms.toetscategorie = extra_term(scale.extra, extra::category, field::scale_category, fate);
    norms.toetsniveau = extra_term(scale.extra, extra::level, field::scale_level, fate);
    norms.wegingsfactor = extra_value(scale.extra, extra::weight, field::scale_weight, fate);
    if (!scale.name.empty()) fate.dropped(field::scale_name, "a UWLR norm has no name");
    fate.mapped(field::scale_id, "a UWLR norm belongs to its test and needs no name");
    return norms;
}

// The scales a test or part is measured on: its own, else those that its scores name.
std::vector<std::string> scale_ids(
    const model::progress_report& report, std::size_t test, std::string_view part, const std::vector<std::string>& own
) {
    if (!own.empty()) return own;
    for (const model::sitting& sitting : report.sittings) {
        if (sitting.assessment != test) continue;
        for (const model::result& result : sitting.results) {
            if (result.part_id != part) continue;
            for (const model::score& score : result.scores) {
                if (score.kind == model::score_kind::points && !score.scale_ids.empty()) return score.scale_ids;
            }
        }
    }
    return {};
}

std::optional<wire::normering> norms_of(
    const model::progress_report& report, const std::vector<std::string>& ids, field_fate& fate,
    std::set<std::string>& written
) {
    std::optional<wire::normering> norms;
    for (const std::string& id : ids) {
        const auto scale = std::ranges::find(report.scales, id, &model::scale::id);
        if (scale == report.scales.end()) continue;
        if (norms)
            drop_scale(*scale, one_norm, fate);
        else
            norms = write_norms(*scale, fate);
        written.insert(id);
    }
    return norms;
}

std::vector<wire::ingang> read_hierarchy(const model::extensions& list, field_fate& fate) {
    std::vector<wire::ingang> entries;
    for (const model::extension& one : list) {
        if (one.standard != extra::family || !one.name.starts_with(extra::hierarchy_entry)) continue;
        const std::string_view attribute = std::string_view(one.name).substr(extra::hierarchy_entry.size());
        if (attribute.empty())
            entries.push_back({{{one.value}, {}}, {}});
        else if (entries.empty())
            continue;
        else if (attribute == "@niveau")
            entries.back().niveau = one.value;
        else if (attribute == "@vocabulaire")
            entries.back().bound.vocabulaire = one.value;
        else
            entries.back().bound.vocabulairelocatie = one.value;
        fate.carried(attribute.starts_with("@voc") ? field::vocabulary : field::assessment_hierarchy);
    }
    return entries;
}

std::string next_number(const wire::toets& test) {
    std::int64_t highest = 0;
    for (const wire::toetsonderdeel& part : test.toetsonderdelen)
        highest = std::max<std::int64_t>(highest, std::stoll(part.toetsonderdeelvolgnummer.text));
    return std::to_string(highest + 1);
}

void write_part(
    const model::progress_report& report, std::size_t index, const model::assessment_part& from, wire::toets& test,
    field_fate& fate, std::set<std::string>& written
) {
    const auto same_code = [&](const wire::toetsonderdeel& one) { return one.toetsonderdeelcode.text == from.id; };
    if (!fits(from.id, key_limit) || std::ranges::any_of(test.toetsonderdelen, same_code)) {
        fate.dropped(field::part_id, "a part needs a code of its own of 1 to 256 characters");
        return;
    }
    wire::toetsonderdeel part;
    const std::string wished =
        from.index && *from.index > 0 && *from.index < 1'000'000'000 ? std::to_string(*from.index) : "";
    const auto same_number = [&](const wire::toetsonderdeel& one) {
        return one.toetsonderdeelvolgnummer.text == wished;
    };
    const bool taken = wished.empty() || std::ranges::any_of(test.toetsonderdelen, same_number);
    part.toetsonderdeelvolgnummer.text = taken ? next_number(test) : wished;
    if (!taken)
        fate.carried(field::part_index);
    else if (from.index)
        fate.mapped(field::part_index, "numbers of parts start at 1 and differ");
    else
        fate.defaulted("toets/toetsonderdelen/toetsonderdeel/toetsonderdeelvolgnummer", "numbered in order");
    part.toetsonderdeelcode.text = from.id;
    part.toetsonderdeelcode.bound = read_binding(from.extra, "toetsonderdeelcode", fate);
    fate.carried(field::part_id);
    tell_goals_of_part(from, fate);
    part.toetsonderdeelnaam = cut_to(from.name, name_limit, field::part_name, fate);
    const auto ids = scale_ids(report, index, from.id, from.scale_ids);
    part.toetsonderdeelnormering = norms_of(report, ids, fate, written);
    test.toetsonderdelen.push_back(std::move(part));
}

} // namespace

wire::toets
write_test(const model::progress_report& report, std::size_t index, field_fate& fate, std::set<std::string>& written) {
    const model::assessment& from = report.assessments[index];
    wire::toets test;
    test.toetscode.text = from.id;
    test.toetscode.bound = read_binding(from.extra, "toetscode", fate);
    fate.carried(field::assessment_id);
    static_cast<wire::value&>(test.versie) = cut_to(from.version, key_limit, field::assessment_version, fate);
    if (test.versie) test.versie.bound = read_binding(from.extra, "versie", fate);
    test.toetsnaam = cut_to(from.name, name_limit, field::assessment_name, fate);
    test.leerjaar = bound_term(from.year_level, field::assessment_year_level, field::vocabulary, fate);
    for (const model::term& subject : from.subjects) {
        if (!test.vakgebied) {
            test.vakgebied = bound_term(subject, field::assessment_subject, field::assessment_subject_vocabulary, fate);
        } else {
            fate.dropped(field::assessment_subject, "UWLR has one vakgebied per test");
        }
    }
    if (!from.study_level.empty()) fate.dropped(field::assessment_study_level, "UWLR has no study level");
    test.toetsnormering = norms_of(report, scale_ids(report, index, {}, from.scale_ids), fate, written);
    test.toetshierarchie = read_hierarchy(from.extra, fate);
    write_goals(report, index, test, fate);
    for (const model::assessment_part& part : from.parts) write_part(report, index, part, test, fate, written);
    return test;
}

void ensure_part(wire::toets& test, const std::string& code, field_fate& fate) {
    for (const wire::toetsonderdeel& part : test.toetsonderdelen) {
        if (part.toetsonderdeelcode.text == code) return;
    }
    wire::toetsonderdeel part;
    part.toetsonderdeelvolgnummer.text = next_number(test);
    part.toetsonderdeelcode.text = code;
    test.toetsonderdelen.push_back(std::move(part));
    fate.defaulted("toets/toetsonderdelen/toetsonderdeel", "a part that results name and no definition lists");
}

wire::vocabulary_binding read_binding(const model::extensions& list, std::string_view name, field_fate& fate) {
    wire::vocabulary_binding bound;
    bound.vocabulaire = extra::get(list, std::string(name) + "@vocabulaire");
    bound.vocabulairelocatie = extra::get(list, std::string(name) + "@vocabulairelocatie");
    fate.carried(
        field::vocabulary, std::size_t{!bound.vocabulaire.empty()} + std::size_t{!bound.vocabulairelocatie.empty()}
    );
    return bound;
}

void drop_scale(const model::scale& scale, std::string_view reason, field_fate& fate) {
    fate.dropped(field::scale_id, reason);
    if (!scale.name.empty()) fate.dropped(field::scale_name, reason);
    for (const model::scale_range& range : scale.ranges) drop_range(range, reason, fate);
    if (!extra::get(scale.extra, extra::category).empty()) fate.dropped(field::scale_category, reason);
    if (!extra::get(scale.extra, extra::level).empty()) fate.dropped(field::scale_level, reason);
    if (!extra::get(scale.extra, extra::weight).empty()) fate.dropped(field::scale_weight, reason);
}

} // namespace schakel::uwlr
