#include "adapters/common/uwlr/from_model_school.hpp"

#include "adapters/common/uwlr/from_model_goals.hpp"
#include "adapters/common/uwlr/text_limits.hpp"
#include "adapters/common/uwlr/values.hpp"
#include "gateway/model/field.hpp"

namespace schakel::uwlr {

namespace {

namespace field = model::field;

bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_brin(std::string_view text) {
    return text.size() == 4 && digit(text[0]) && digit(text[1]) && capital(text[2]) && capital(text[3]);
}

bool is_dependance(std::string_view text) {
    return text.size() == 2 && digit(text[0]) && digit(text[1]);
}

// Identifiers of the report that the message does not hold.
void drop_other_ids(const model::identifiers& ids, const wire::school& school, field_fate& fate) {
    for (const model::identifier& id : ids) {
        const bool written = id.value == school.brincode.text || id.value == school.schoolkey.text ||
                             id.scheme == model::scheme::dependance;
        if (!written) fate.dropped(field::school, "UWLR names a school by brincode or schoolkey");
    }
}

// Fills in the school from one list of identifiers; false when that list has none for UWLR.
bool identify(const model::identifiers& ids, wire::school& school) {
    if (const std::string_view brin = model::value_of(ids, model::scheme::brin); is_brin(brin)) {
        school.brincode.text = brin;
        const std::string_view dependance = model::value_of(ids, model::scheme::dependance);
        if (is_dependance(dependance) && dependance != "00") school.dependancecode.text = dependance;
        return true;
    }
    const std::string_view key = model::value_of(ids, model::scheme::school_key);
    if (!fits(key, key_limit)) return false;
    school.schoolkey.text = key;
    return true;
}

wire::value short_text(const std::string& text, std::string_view named, field_fate& fate) {
    if (text.empty()) return {};
    if (fits(text, name_limit))
        fate.carried(named);
    else
        fate.mapped(named, "cut to 128 characters");
    return {std::string(cut(text, name_limit))};
}

wire::value author_of(const model::progress_report& report, const encode_options& options, field_fate& fate) {
    const auto wished = options.parameters.find("author");
    if (wished == options.parameters.end() || wished->second.empty())
        return short_text(report.author, field::author, fate);
    if (report.author.empty())
        fate.defaulted("school/auteur", "parameter author");
    else
        fate.mapped(field::author, "parameter author");
    return {std::string(cut(wished->second, name_limit))};
}

wire::value commentary_of(const model::progress_report& report, field_fate& fate) {
    short_text(report.comment, field::comment, fate);
    return {std::string(cut(commentary(report, fate), name_limit))};
}

} // namespace

bool write_school(
    const model::progress_report& report, const encode_options& options, wire::school& school, field_fate& fate
) {
    if (identify(report.school, school)) {
        fate.carried(field::school);
        if (school.dependancecode)
            fate.carried(field::school_location);
        else
            fate.mapped(field::school_location, "00 is the same as absent");
    } else if (identify(options.school, school)) {
        fate.mapped(field::school, "the identifier that is configured for the school");
    } else {
        return false;
    }
    drop_other_ids(report.school, school, fate);
    school.aanmaakdatum.text = to_rfc3339(report.assembled_at.value_or(options.now));
    if (report.assembled_at)
        fate.carried(field::assembled_at);
    else
        fate.defaulted("school/aanmaakdatum", "the moment of writing the message");
    school.auteur = author_of(report, options, fate);
    school.commentaar = commentary_of(report, fate);
    if (!report.id.empty()) fate.dropped(field::report_id, "a UWLR message has no identifier");
    if (!report.review_url.empty())
        fate.dropped(field::report_review_url, "a UWLR message has no address for all results");
    return true;
}

bool usable_school_year(std::string_view period) {
    const auto first = first_year_of(period);
    return first && *first >= 1000 && *first < 2999 &&
           period == std::to_string(*first) + "-" + std::to_string(*first + 1);
}

} // namespace schakel::uwlr
