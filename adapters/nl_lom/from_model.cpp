#include "adapters/common/goals/keys.hpp"
#include "adapters/nl_lom/translate.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/model/goal_field.hpp"

namespace schakel::nl_lom {

namespace {

using namespace model::goals;
namespace field = model::goal_field;

constexpr std::string_view uuid_urn = "urn:uuid:";

std::string_view usual_purpose(goal_tag::role what) {
    switch (what) {
    case goal_tag::role::discipline: return "discipline";
    case goal_tag::role::level: return "educational level";
    case goal_tag::role::requires_it: return "prerequisite";
    case goal_tag::role::about: break;
    }
    return "educational objective";
}

taxon taxon_of(const goal_tag& from, const std::string& source) {
    if (from.goal.starts_with(uuid_urn)) return {from.goal.substr(uuid_urn.size()), from.entry};
    return {goal_files::term_of(goal_files::vocabulary_key(source), from.goal), from.entry};
}

// Tags of one purpose stand in one classification, those of one path in one taxonPath.
void add_tag(const goal_tag& from, std::size_t& last_path, std::vector<classification>& into) {
    const std::string purpose = from.purpose.value.empty() ? std::string(usual_purpose(from.what)) : from.purpose.value;
    if (into.empty() || into.back().purpose.value != purpose || into.back().purpose.source != from.purpose.vocabulary) {
        into.push_back({{from.purpose.vocabulary, purpose}, {}, {}});
        last_path = 0;
    }
    const std::string source = from.framework.empty() && from.goal.starts_with(uuid_urn)
                                   ? std::string(goal_files::begrippenkader)
                                   : from.framework;
    std::vector<taxon_path>& paths = into.back().paths;
    if (paths.empty() || from.path != last_path) paths.push_back({source, {}});
    last_path = from.path;
    paths.back().taxa.push_back(taxon_of(from, source));
}

std::optional<classification> kept(const model::extension& from) {
    if (from.standard != "nl-lom" || from.name != "classification") return std::nullopt;
    findings faults;
    const auto text = json::document::parse(from.value, {}, faults);
    if (!text) return std::nullopt;
    classification one;
    one.purpose = {
        std::string(text->root().member("source").text()), std::string(text->root().member("purpose").text())};
    for (json::value path = text->root().member("paths").first_child(); path; path = path.next_sibling()) {
        taxon_path& made = one.paths.emplace_back();
        made.source = path.member("source").text();
        for (json::value each = path.member("taxa").first_child(); each; each = each.next_sibling())
            made.taxa.push_back({std::string(each.member("id").text()), std::string(each.member("entry").text())});
    }
    return one;
}

void tell(const material& from, const lom& to, field_fate& fate) {
    const auto told = [&](field::name which, std::size_t count) {
        if (count > 0) fate.carried(which, count);
    };
    told(field::material_id, to.identifiers.size());
    told(field::material_title, !from.title.empty());
    told(field::material_description, !from.description.empty());
    told(field::material_language, !from.language.empty());
    told(field::material_location, !from.location.empty());
    told(field::material_assesses, from.assesses);
    told(field::material_context, from.contexts.size());
    told(field::material_tag, from.tags.size());
    told(field::material_purpose, to.classifications.size());
    told(model::field::extension, from.extra.size());
}

lom to_lom(const material& from) {
    lom one;
    one.record = model::value_of(from.ids, "oai");
    if (from.modified) one.datestamp = to_rfc3339(*from.modified);
    if (from.id != one.record) one.identifiers.push_back(from.id);
    for (const model::identifier& each : from.ids)
        if (each.scheme == "uri") one.identifiers.push_back(each.value);
    one.title = from.title;
    one.title_language = one.description.empty() ? from.language : std::string();
    one.description = from.description;
    if (!from.language.empty()) one.languages.push_back(from.language);
    if (!from.location.empty()) one.locations.push_back(from.location);
    one.aggregation = model::value_of(from.extra, "nl-lom", "aggregationLevel");
    if (from.assesses)
        one.resource_types.push_back(
            {"http://purl.edustandaard.nl/vdex_learningresourcetype_czp_20060628.xml", "evaluatie- en toetsmateriaal"}
        );
    for (const model::term& each : from.contexts) one.contexts.push_back({each.vocabulary, each.value});
    std::size_t path = 0;
    for (const goal_tag& each : from.tags) add_tag(each, path, one.classifications);
    for (const model::extension& each : from.extra)
        if (auto whole = kept(each)) one.classifications.push_back(std::move(*whole));
    return one;
}

} // namespace

document from_model(const goal_view& view, field_fate& fate) {
    document out;
    each<material>(view, {.owner = {}}, [&](const material& from) {
        out.records.push_back(to_lom(from));
        tell(from, out.records.back(), fate);
        return true;
    });
    return out;
}

} // namespace schakel::nl_lom
