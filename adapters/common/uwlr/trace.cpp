#include "adapters/common/uwlr/trace.hpp"

#include "adapters/common/goals/goal_address.hpp"
#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/values.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace schakel::uwlr {

namespace {

namespace field = model::field;

struct row {
    std::string_view path;
    std::string_view field;
};

// Below school, toetsafname and toets; full paths are put together from these.
constexpr row school_rows[]{
    {"schooljaar", field::school_period},       {"brincode", field::school},
    {"dependancecode", field::school_location}, {"schoolkey", field::school},
    {"aanmaakdatum", field::assembled_at},      {"auteur", field::author},
    {"xsdversie", field::schema_version},       {"commentaar", field::comment},
};

constexpr row pupil_rows[]{
    {"leerlingid", field::pupil_las_key},
    {"eckid", field::pupil_eckid},
    {"resultaatverwerkerid", field::processor},
    {"resultaten/resultaat/@key", field::result_key},
    {"resultaten/resultaat/afnamedatum", field::taken_at},
    {"resultaten/resultaat/toetscode", field::result_assessment},
    {"resultaten/resultaat/versie", field::result_version},
    {"resultaten/resultaat/toetsonderdeelcode", field::result_part},
    {"resultaten/resultaat/score", field::score_points},
    {"resultaten/resultaat/infourl", field::result_review_url},
    {"resultaten/resultaat/osoresultaat/toetsscore/aantalopgaven", field::score_number_of_items},
    {"resultaten/resultaat/osoresultaat/toetsscore/aantalgoed", field::score_number_correct},
    {"resultaten/resultaat/osoresultaat/toetsscore/aantalfout", field::score_number_incorrect},
    {"resultaten/resultaat/osoresultaat/toetsscore/aantalgelezen", field::score_number_read},
    {"resultaten/resultaat/osoresultaat/toetsscore/tijd", field::score_duration},
    {"resultaten/resultaat/osoresultaat/toetsscore/vaardigheidsscore", field::score_skill},
    {"resultaten/resultaat/osoresultaat/toetsscore/codevaardigheidsschaal", field::score_skill_scale},
    {"resultaten/resultaat/osoresultaat/toetsscore/betrouwbaarheidsinterval/bivlaag", field::score_confidence},
    {"resultaten/resultaat/osoresultaat/toetsscore/betrouwbaarheidsinterval/bivhoog", field::score_confidence},
    {"resultaten/resultaat/osoresultaat/referentiescore/codereferentiescore", field::qualification_type},
    {"resultaten/resultaat/osoresultaat/referentiescore/codevergelijkingsgroep", field::qualification_group},
    {"resultaten/resultaat/osoresultaat/referentiescore/waarde", field::qualification_value},
    {"resultaten/resultaat/osoresultaat/referentiescore/kwalificatie", field::qualification_remark},
};

constexpr row test_rows[]{
    {"toetscode", field::assessment_id},
    {"versie", field::assessment_version},
    {"toetsnaam", field::assessment_name},
    {"leerjaar", field::assessment_year_level},
    {"vakgebied", field::assessment_subject},
    {"toetshierarchie/ingang", field::assessment_hierarchy},
    {"toetshierarchie/ingang/@niveau", field::assessment_hierarchy},
    {"toetsonderdelen/toetsonderdeel/toetsonderdeelvolgnummer", field::part_index},
    {"toetsonderdelen/toetsonderdeel/toetsonderdeelcode", field::part_id},
    {"toetsonderdelen/toetsonderdeel/toetsonderdeelnaam", field::part_name},
};

constexpr row norm_rows[]{
    {"@vocabulaire", field::vocabulary},
    {"@vocabulairelocatie", field::vocabulary},
    {"toetscategorie", field::scale_category},
    {"toetsniveau", field::scale_level},
    {"wegingsfactor", field::scale_weight},
    {"norm/term", field::scale_label},
    {"norm/omschrijving", field::scale_description},
    {"norm/beginnormwaarde", field::scale_low},
    {"norm/eindnormwaarde", field::scale_high},
    {"norm/normkleur/rood_code", field::scale_colour},
    {"norm/normkleur/groen_code", field::scale_colour},
    {"norm/normkleur/blauw_code", field::scale_colour},
    {"norm/normkleur/transparantie", field::scale_colour},
    {"norm/schoolcijfer_vanaf", field::scale_grade_range},
    {"norm/schoolcijfer_totenmet", field::scale_grade_range},
};

constexpr std::string_view bound_to_vocabulary[]{
    "leerresultaten_verzoek/toetsafnames/toetsafname/resultaten/resultaat/versie",
    "toetsen/toets/toetscode",
    "toetsen/toets/versie",
    "toetsen/toets/leerjaar",
    "toetsen/toets/toetshierarchie/ingang",
    "toetsen/toets/toetsnormering/toetscategorie",
    "toetsen/toets/toetsnormering/toetsniveau",
    "toetsen/toets/toetsonderdelen/toetsonderdeel/toetsonderdeelcode",
    "toetsen/toets/toetsonderdelen/toetsonderdeel/toetsonderdeelnormering/toetscategorie",
    "toetsen/toets/toetsonderdelen/toetsonderdeel/toetsonderdeelnormering/toetsniveau",
};

// The paths as a tree, so that a walk over a document needs no texts: it counts places by their number, and these are
// told as paths at the end.
struct branch {
    struct attribute {
        std::string_view name, field;
        std::size_t number = 0;
    };
    std::string_view name;
    std::string_view field;
    std::vector<attribute> attributes;
    std::vector<branch> children;
    std::string path;
    std::size_t number = 0;

    branch& child(std::string_view wanted) {
        for (branch& one : children) {
            if (one.name == wanted) return one;
        }
        branch& fresh = children.emplace_back();
        fresh.name = wanted;
        return fresh;
    }
    const branch* find(std::string_view wanted) const {
        for (const branch& one : children) {
            if (one.name == wanted) return &one;
        }
        return nullptr;
    }
};

branch& at(branch& top, std::string_view path) {
    branch* here = &top;
    while (!path.empty()) {
        const std::string_view step = path.substr(0, path.find('/'));
        here = &here->child(step);
        path.remove_prefix(std::min(path.size(), step.size() + 1));
    }
    return *here;
}

void enter(branch& top, std::string_view path, std::string_view field) {
    const std::size_t mark = path.find('@');
    if (mark == std::string_view::npos)
        at(top, path).field = field;
    else
        at(top, path.substr(0, mark ? mark - 1 : 0)).attributes.push_back({path.substr(mark + 1), field});
}

void enter_all(branch& top, std::string_view path, std::span<const row> rows) {
    branch& below = at(top, path);
    for (const row& one : rows) enter(below, one.path, one.field);
}

void bind_to_vocabulary(branch& place, std::string_view field) {
    place.attributes.push_back({"vocabulaire", field});
    place.attributes.push_back({"vocabulairelocatie", field});
}

void enter_definitions(branch& top) {
    enter_all(top, "toetsen/toets", test_rows);
    enter_all(top, "toetsen/toets/toetsnormering", norm_rows);
    enter_all(top, "toetsen/toets/toetsonderdelen/toetsonderdeel/toetsonderdeelnormering", norm_rows);
    bind_to_vocabulary(at(top, "toetsen/toets/vakgebied"), field::assessment_subject_vocabulary);
    for (const std::string_view path : bound_to_vocabulary) {
        if (path.starts_with("toetsen")) bind_to_vocabulary(at(top, path), field::vocabulary);
    }
}

// Every place and every attribute gets a number, and every place its whole path. Returns how many numbers were given.
std::size_t number(branch& place, std::size_t next) {
    place.number = next++;
    for (branch::attribute& one : place.attributes) one.number = next++;
    for (branch& one : place.children) {
        one.path = place.path.empty() ? std::string(one.name) : place.path + "/" + std::string(one.name);
        next = number(one, next);
    }
    return next;
}

struct path_table {
    branch top;
    std::size_t numbers = 0;
};

path_table make_table() {
    path_table made;
    branch& top = made.top;
    enter_all(top, "leerresultaten_verzoek/school", school_rows);
    enter_all(top, "leerresultaten_verzoek/toetsafnames/toetsafname", pupil_rows);
    bind_to_vocabulary(at(top, bound_to_vocabulary[0]), field::vocabulary);
    enter_definitions(top.child("leerresultaten_verzoek"));
    enter_definitions(top.child("Toetsdefinities"));
    for (const std::string_view element : {"autorisatiesleutel", "klantcode", "klantnaam"})
        top.child("autorisatie").child(element).field = field::credentials;
    made.numbers = number(top, 0);
    return made;
}

const path_table& table() {
    static const path_table made = make_table();
    return made;
}

constexpr std::string_view not_taken = "X"; // a score of the quirk score-x
constexpr std::string_view instance_attributes[]{"type", "nil", "schemaLocation", "noNamespaceSchemaLocation"};

// What was counted at a place and below it.
void tell(const branch& place, std::span<const std::size_t> seen, field_trace& trace) {
    if (!place.field.empty()) trace.saw(place.path, place.field, seen[place.number]);
    for (const branch::attribute& one : place.attributes)
        if (const std::size_t count = seen[one.number])
            trace.saw(place.path + "/@" + std::string(one.name), one.field, count);
    for (const branch& one : place.children) tell(one, seen, trace);
}

const branch& known_place(std::string_view path) {
    const branch* here = &table().top;
    while (here && !path.empty()) {
        const std::string_view step = path.substr(0, path.find('/'));
        here = here->find(step);
        path.remove_prefix(std::min(path.size(), step.size() + 1));
    }
    if (!here) throw std::logic_error("the trace of UWLR knows no such place");
    return *here;
}

class walk {
public:
    explicit walk(field_trace& trace) : trace_(trace), seen_(table().numbers) {}

    void over(const xml::node& element, const branch& known) {
        note_attributes(element, known);
        const xml::node first = element.first_child();
        if (!first) note_value(element, known);
        over_siblings(first, known);
    }

    void over_root(const xml::node& root) {
        if (const branch* known = table().top.find(root.local()))
            over(root, *known);
        else
            over_unknown(root, {}, false);
    }

    // An element and all that follow it within the same place.
    void over_siblings(const xml::node& first, const branch& within) {
        for (xml::node child = first; child; child = child.next_sibling()) {
            if (const branch* known = within.find(child.local()))
                over(child, *known);
            else
                over_unknown(child, within.path, false);
        }
    }

    void finish() const { tell(table().top, seen_, trace_); }

private:
    // In partners' own elements, and in those that are none of UWLR's.
    void over_unknown(const xml::node& element, const std::string& above, bool of_partner) {
        const std::string path = (above.empty() ? above : above + "/") + std::string(element.local());
        const bool partner = of_partner || element.local() == "anderresultaat";
        note_instance_attributes(element, path);
        const xml::node first = element.first_child();
        if (!first && partner) trace_.saw(path, field::other_result);
        if (!first && !partner && !element.text().empty()) trace_.left(path, stranger);
        for (xml::node child = first; child; child = child.next_sibling()) over_unknown(child, path, partner);
    }

    void note_value(const xml::node& element, const branch& known) {
        if (known.field == field::score_points && element.text() == not_taken)
            trace_.saw(known.path, field::missing);
        else if (!known.field.empty())
            note_known(element, known);
        else if (!trimmed(element.text()).empty())
            trace_.left(known.path, stranger);
    }

    // What may be a learning goal besides what it is.
    static field::name goal_in(field::name meaning) {
        if (meaning == field::part_id) return field::part_goal;
        const bool of_test = meaning == field::assessment_subject || meaning == field::assessment_hierarchy ||
                             meaning == field::assessment_id;
        return of_test ? field::assessment_goal : field::name{};
    }

    void note_known(const xml::node& element, const branch& known) {
        ++seen_[known.number];
        const field::name goal = goal_in(known.field);
        if (goal.empty()) return;
        const model::term term{std::string(element.text()), std::string(element.attribute_or_empty("vocabulaire")), {}};
        if (goal_files::goal_of(term)) trace_.also_saw(known.path, goal);
    }

    void note_attributes(const xml::node& element, const branch& known) {
        note_instance_attributes(element, known.path);
        for (const branch::attribute& one : known.attributes)
            if (element.attribute(one.name)) ++seen_[one.number];
    }

    void note_instance_attributes(const xml::node& element, const std::string& path) {
        for (const std::string_view name : instance_attributes) {
            if (element.attribute(name, space::instance))
                trace_.saw(path + "/@xsi:" + std::string(name), field::schema_version);
        }
    }

    static constexpr std::string_view stranger = "not an element of UWLR";
    field_trace& trace_;
    std::vector<std::size_t> seen_; // by number of the table
};

} // namespace

void trace_values(const xml::node& root, field_trace& trace) {
    walk along(trace);
    along.over_root(root);
    along.finish();
}

void trace_pupils(const xml::node& first, field_trace& trace) {
    walk along(trace);
    along.over_siblings(first, *table().top.find("leerresultaten_verzoek")->find("toetsafnames"));
    along.finish();
}

void trace_counts(std::span<const std::size_t> by_number, field_trace& trace) {
    tell(table().top, by_number, trace);
}

std::size_t trace_numbers() {
    return table().numbers;
}

std::size_t trace_number(std::string_view path) {
    const std::size_t mark = path.find("/@");
    const branch& place = known_place(path.substr(0, mark));
    if (mark == path.npos) return place.number;
    const auto found = std::ranges::find(place.attributes, path.substr(mark + 2), &branch::attribute::name);
    if (found == place.attributes.end()) throw std::logic_error("the trace of UWLR knows no such attribute");
    return found->number;
}

} // namespace schakel::uwlr
