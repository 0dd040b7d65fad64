#include "adapters/common/goals/edge_id.hpp"
#include "adapters/common/goals/keys.hpp"
#include "adapters/onderwijsdoelen/translate.hpp"
#include "gateway/crypto/name_uuid.hpp"
#include "gateway/model/goal_field.hpp"

namespace schakel::onderwijsdoelen {

namespace {

namespace goals = model::goals;
namespace field = model::goal_field;

constexpr std::string_view publisher = "Vlaamse overheid, Departement Onderwijs en Vorming";

std::string framework_key(const goal_set& set) {
    return set.id.empty() ? std::string(export_vocabulary) : std::string(key_prefix) + set.id;
}

// Exports that carry no id at all name a goal by where it stands and what it says.
std::string goal_key(const std::string& framework, const goal& one) {
    if (!one.id.empty()) return framework + "/" + goal_files::percent_encoded(one.id);
    std::string name = framework + "\n" + one.code + "\n" + plain(one.text) + "\n" + one.competence;
    for (const std::string& title : one.titles) name += "\n" + title;
    return "urn:uuid:" + *crypto::name_uuid(crypto::url_namespace, name);
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string out;
    for (const std::string& one : texts) out.append(out.empty() ? "" : between).append(one);
    return out;
}

// The last day of validity, as the source has it, is not yet the first day on which it ended.
std::optional<goals::day> day_after(std::string_view text) {
    const auto last = parse_day(text);
    if (!last) return std::nullopt;
    return goals::day(std::chrono::sys_days(*last) + std::chrono::days(1));
}

goals::goal to_goal(const goal& from, const goal_set& set, const std::string& framework) {
    goals::goal one;
    one.id = goal_key(framework, from);
    if (!set.id.empty())
        one.ids.push_back({"onderwijsdoelen.id", from.id, {}}); // the same in every set that has the goal
    one.framework = framework;
    one.kind.value = from.type;
    one.statement = plain(from.text);
    one.title = joined(from.titles, " > ");
    one.note = plain(from.footnote + (from.footnote.empty() || from.memo.empty() ? "" : " ") + from.memo);
    one.code = from.code;
    one.language = "nl";
    one.levels = set.levels;
    one.levels.insert(one.levels.end(), from.levels.begin(), from.levels.end());
    if (!from.competence.empty()) one.subjects.push_back(from.competence);
    one.attitude = from.attitude;
    one.optional = from.optional;
    one.state = from.validity.empty() || from.validity == "Geldig" || from.validity == "Onbekend"
                    ? goals::goal_state::live
                    : goals::goal_state::deprecated;
    one.valid_from = parse_day(from.valid_from);
    one.valid_to = day_after(from.valid_to);
    const auto keep = [&](std::string name, const std::string& value, bool needed) {
        if (needed && !value.empty()) one.extra.push_back({"onderwijsdoelen", std::move(name), value});
    };
    keep("omschrijving", from.text, from.text != one.statement);
    keep("voetnoot", from.footnote, true);
    keep("memorie", from.memo, true);
    keep("geldigheid", from.validity, from.validity != "Geldig");
    keep("publicatie_dt", from.published, true);
    return one;
}

void add_set(const goal_set& set, const goal_reading_options& options, goal_sink& into) {
    goals::framework framework;
    framework.id = framework_key(set);
    framework.title = set.name;
    framework.publisher = set.source.empty() ? publisher : set.source;
    framework.language = "nl";
    framework.licence = set.licence;
    framework.subjects = {};
    into.add(framework);
    into.add(goal_files::told_release(framework.id, set.version, options));
    for (const goal& one : set.goals) into.add(to_goal(one, set, framework.id));
}

// A study programme is no goal; it stands as a heading, with the goals that are asked for in it.
void add_programme(const programme& from, const goal_reading_options& options, goal_sink& into) {
    goals::framework framework;
    framework.id = std::string(key_prefix) + "richtingen";
    framework.title = "Studierichtingen en hun onderwijsdoelen";
    framework.publisher = publisher;
    framework.language = "nl";
    into.add(framework);
    const goals::release release = goal_files::told_release(framework.id, {}, options);
    into.add(release);
    goals::goal heading;
    heading.id = std::string(key_prefix) + "groep/" + from.number;
    heading.framework = framework.id;
    heading.kind.value = "structuuronderdeelgroep";
    heading.statement = from.title;
    heading.code = from.number;
    heading.language = "nl";
    heading.grouping = true;
    into.add(heading);
    for (const programme_part& part : from.parts) {
        for (const std::string& id : part.goals) {
            goals::association edge;
            edge.subject = heading.id;
            edge.what = goals::relation::other;
            edge.object = std::string(key_prefix) + part.set + "/" + id;
            edge.predicate.value = "richtingdoel";
            edge.owner = release.id;
            edge.id = goal_files::edge_id(framework.id, edge);
            into.add(std::move(edge));
        }
    }
}

} // namespace

void to_model(const document& whole, const goal_reading_options& options, goal_sink& into) {
    for (const goal_set& set : whole.sets) add_set(set, options, into);
    for (const programme& one : whole.programmes) add_programme(one, options, into);
}

field_trace trace_of(const document& whole) {
    field_trace trace;
    const auto saw = [&](std::string_view path, std::string_view name, const auto& value) {
        if (!value.empty()) trace.saw(path, name);
    };
    for (const goal_set& set : whole.sets) {
        saw("set/id", field::framework_id, set.id);
        saw("set/naam", field::framework_title, set.name);
        saw("set/versie", field::release_label, set.version);
        saw("set/licentie", field::framework_licence, set.licence);
        saw("set/naamsvermelding", field::framework_publisher, set.source);
        for (const goal& one : set.goals) {
            saw("doel/@id", field::goal_id, one.id);
            saw("doel/code", field::goal_code, one.code);
            saw("doel/omschrijving", field::goal_statement, one.text);
            saw("doel/onderwijsdoel_type", field::goal_kind, one.type);
            saw("doel/voetnoot", field::goal_note, one.footnote);
            saw("doel/memorie", field::goal_note, one.memo);
            saw("doel/titels", field::goal_title, one.titles);
            saw("doel/sleutelcompetentie", field::goal_subject, one.competence);
            saw("doel/geldigheid/geldig_van_dt", field::goal_validity, one.valid_from);
            saw("doel/geldigheid/geldig_tot_dt", field::goal_validity, one.valid_to);
            if (const std::size_t levels = set.levels.size() + one.levels.size(); levels > 0)
                trace.saw("doel/onderwijsstructuur", field::goal_level, levels);
            if (one.attitude) trace.saw("doel/attitude", field::goal_attitude);
            if (one.optional) trace.saw("doel/optioneel", field::goal_optional);
        }
    }
    for (const programme& one : whole.programmes)
        for (const programme_part& part : one.parts) trace.saw("sets/ids", field::association_id, part.goals.size());
    if (whole.pointers > 0) trace.left("doel", "a row that only points at another goal is no goal", whole.pointers);
    if (whole.repeated > 0) trace.left("doel", "a row that names a goal again adds its levels only", whole.repeated);
    return trace;
}

} // namespace schakel::onderwijsdoelen
