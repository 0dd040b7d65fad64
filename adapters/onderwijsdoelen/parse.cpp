#include "adapters/onderwijsdoelen/translate.hpp"

#include "adapters/common/goals/keys.hpp"

#include <algorithm>

namespace schakel::onderwijsdoelen {

namespace {

std::string text(json::value object, std::string_view name) {
    const json::value one = object.member(name);
    return std::string(one.is(json::kind::number) ? one.number_text() : one.text());
}

std::string set_number(std::string_view id) {
    return std::string(id.starts_with("ODS_") ? id.substr(4) : id);
}

bool is_set(json::value flag) {
    return flag.boolean() || flag.integer() == 1;
}

// Numbered headings, {"1": {"titel", "nr"}} in the order of their levels.
std::vector<std::string> titles_of(json::value titles) {
    std::vector<std::string> list;
    for (json::value one = titles.first_child(); one; one = one.next_sibling()) {
        const std::string title = one.is(json::kind::string) ? std::string(one.text()) : text(one, "titel");
        if (!title.empty()) list.push_back(title);
    }
    return list;
}

std::string competence_of(json::value from) {
    const std::string number = text(from, "nr"), name = text(from, "naam");
    return number.empty() || name.empty() ? name : number + ". " + name;
}

void read_marks(json::value from, goal& into) {
    into.attitude = is_set(from.member("attitude"));
    into.optional = is_set(from.member("optioneel"));
    into.footnote = text(from, "voetnoot");
    into.memo = text(from, "memorie");
    into.titles = titles_of(from.member("titels"));
    const json::value validity = from.member("geldigheid");
    into.validity = text(validity, "type");
    into.valid_from = text(validity, "geldig_van_dt");
    into.valid_to = text(validity, "geldig_tot_dt");
    into.published = text(validity, "publicatie_dt");
}

void add_if(std::vector<std::string>& into, std::string value) {
    if (!value.empty()) into.push_back(std::move(value));
}

// An answer of the API: each goal names its set.
void read_members(json::value members, document& into) {
    std::map<std::string, std::size_t> known;
    for (json::value from = members.first_child(); from; from = from.next_sibling()) {
        const json::value of = from.member("onderwijsdoelenset");
        const std::string id = set_number(text(of, "onderwijsdoelenset_id"));
        const auto [place, fresh] = known.emplace(id, into.sets.size());
        if (fresh) {
            goal_set& set = into.sets.emplace_back();
            set.id = id;
            set.name = text(of, "naam");
            set.version = text(of, "versie");
            const json::value structure = of.member("onderwijsstructuur");
            for (const char* level : {"niveau", "soort", "graad", "stroom", "leerjaar"})
                add_if(set.levels, text(structure, level));
            set.where = of.where();
        }
        goal& one = into.sets[place->second].goals.emplace_back();
        one.id = text(from, "@id");
        one.code = text(from, "code");
        one.text = text(from, "omschrijving");
        one.type = text(from, "onderwijsdoel_type");
        one.competence = competence_of(of.member("vlaamse_sleutelcompetentie"));
        read_marks(from, one);
        one.where.offset = from.offset();
    }
}

void read_harvest(json::value root, document& into) {
    const json::value of = root.member("set");
    goal_set& set = into.sets.emplace_back();
    set.id = set_number(text(of, "id"));
    set.name = text(of, "naam");
    set.version = text(of, "versie");
    set.licence = text(of, "licentie");
    set.source = text(of, "naamsvermelding");
    add_if(set.levels, text(of, "graad"));
    add_if(set.levels, text(of, "stroom"));
    set.where = of.where();
    for (json::value from = root.member("doelen").first_child(); from; from = from.next_sibling()) {
        goal& one = set.goals.emplace_back();
        one.id = text(from, "id");
        one.code = text(from, "code");
        one.text = text(from, "tekst");
        one.type = text(from, "type");
        one.competence = competence_of(from.member("sleutelcompetentie"));
        read_marks(from.member("extra"), one);
        one.where.offset = from.offset();
    }
}

void read_programme(json::value root, document& into) {
    programme& one = into.programmes.emplace_back();
    one.number = text(root, "groep");
    one.title = text(root, "titel");
    for (json::value from = root.member("sets").first_child(); from; from = from.next_sibling()) {
        programme_part& part = one.parts.emplace_back();
        part.set = set_number(text(from, "set"));
        part.whole = static_cast<std::size_t>(from.member("setAantal").integer().value_or(0));
        for (json::value id = from.member("ids").first_child(); id; id = id.next_sibling())
            part.goals.emplace_back(id.is(json::kind::number) ? id.number_text() : id.text());
        part.where.offset = from.offset();
    }
}

void drop_pointers(document& from) {
    for (goal_set& set : from.sets) from.pointers += std::erase_if(set.goals, is_pointer);
}

// ---------------------------------------------------------------- exports in CSV

struct column {
    enum name : std::size_t {
        statement,
        code,
        type,
        id,
        attitude,
        valid_from,
        valid_to,
        title_1,
        title_2,
        title_3,
        part,
        competence,
        area,
        level,
        structure,
        grade,
        stream,
        count
    };
};

constexpr std::array<goal_files::column, column::count> columns{
    {{"Onderwijsdoel", true},
     {"Nummer / Code", true},
     {"Type onderwijsdoel", true},
     {"Id"},
     {"Attitudinaal"},
     {"Geldig vanaf"},
     {"Geldig tot"},
     {"Titel 1"},
     {"Titel 2"},
     {"Titel 3"},
     {"Onderdeel"},
     {"Sleutelcompetentie"},
     {"Indeling"},
     {"Niveau"},
     {"Onderwijsstructuur"},
     {"Graad"},
     {"Stroom"}}};

goal goal_of_row(const goal_files::table& row) {
    const auto cell = [&](column::name which) { return std::string(goal_files::trimmed(row.cell(which))); };
    goal one;
    one.id = cell(column::id);
    one.code = cell(column::code);
    one.text = cell(column::statement);
    one.type = cell(column::type);
    one.attitude = cell(column::attitude) == "Ja";
    one.valid_from = cell(column::valid_from);
    one.valid_to = cell(column::valid_to);
    for (const auto title : {column::title_1, column::title_2, column::title_3, column::part})
        add_if(one.titles, cell(title));
    one.competence = cell(column::competence).empty() ? cell(column::area) : cell(column::competence);
    for (const auto level : {column::level, column::structure, column::grade, column::stream})
        add_if(one.levels, cell(level));
    one.where = row.where();
    return one;
}

// An export repeats a goal for each stream and grade that has it.
void merge_levels(goal& from, goal& into) {
    for (std::string& level : from.levels)
        if (std::ranges::find(into.levels, level) == into.levels.end()) into.levels.push_back(std::move(level));
}

} // namespace

document parse(json::value root) {
    document out;
    if (const json::value all = root.member("gegevens")) read_members(all.member("member"), out);
    if (root.member("set") && root.member("doelen")) read_harvest(root, out);
    if (root.member("groep")) read_programme(root, out);
    drop_pointers(out);
    return out;
}

document parse_table(std::string_view bytes, goal_files::notes& told) {
    goal_files::table_form form{columns};
    form.allowed.line_breaks = form.allowed.mixed_line_ends = true;
    const goal_files::table_rules rules{
        &rule_named("onderwijsdoelen.missing-column"), &rule_named("onderwijsdoelen.other-column"),
        &rule_named("onderwijsdoelen.doubled-column"), &rule_named("onderwijsdoelen.cells"), nullptr};
    goal_files::table table(bytes, form, rules, told);
    document out;
    goal_set& set = out.sets.emplace_back();
    std::map<std::string, std::size_t> known;
    while (table.next()) {
        goal one = goal_of_row(table);
        const auto [place, fresh] = known.emplace(one.id, set.goals.size());
        if (fresh || one.id.empty()) {
            set.goals.push_back(std::move(one));
            continue;
        }
        ++out.repeated;
        merge_levels(one, set.goals[place->second]);
    }
    drop_pointers(out);
    return out;
}

} // namespace schakel::onderwijsdoelen
