#include "adapters/common/uwlr/pupil_data/object_quirks.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace schakel::uwlr::pupil_data {

namespace {

using std::string_view;

bool about_order(const finding& one) {
    constexpr std::array ids{"xsd.unexpected-element", "xsd.misspelled-element", "xsd.missing-element"};
    return std::ranges::find(ids, one.broken->id) != ids.end();
}

// The last step of "/lg:leerlingen[1]/lg:leerling[2]": local name and number.
std::pair<string_view, string_view> last_step(string_view path) {
    path = path.substr(path.rfind('/') + 1);
    path = path.substr(path.find(':') + 1); // npos + 1 is 0
    const std::size_t bracket = std::min(path.find('['), path.size());
    return {path.substr(0, bracket), path.substr(bracket)};
}

// Children of the objects that may stand there more than once.
bool may_repeat(string_view local) {
    constexpr std::array names{"rol", "rolomschrijving", "groep", "samengestelde_groep", "blok"};
    return std::ranges::find(names, local) != names.end();
}

bool has_name(const edex::wire::names& person) {
    return person.achternaam || person.roepnaam;
}

} // namespace

object_places::object_places(const quirk_names& agreed)
    : order_(agreed.contains(quirk::child_order)), prefix_(agreed.contains(quirk::empty_prefix)) {}

void object_places::school(const edex::wire::school& one) {
    note(one.at, static_cast<bool>(one.schooljaar));
}

void object_places::vestiging(const edex::wire::vestiging& one) {
    note(one.at, static_cast<bool>(one.naam));
}

void object_places::groep(const edex::wire::groep& one) {
    note(one.at, one.naam && (one.samengesteld || one.jaargroep));
}

void object_places::leerling(const edex::wire::leerling& one) {
    note(one.at, has_name(one), one.voorvoegsel);
}

void object_places::leerkracht(const edex::wire::leerkracht& one) {
    note(one.at, has_name(one), one.voorvoegsel);
}

void object_places::note(std::size_t at, bool complete, const edex::wire::value& voorvoegsel) {
    const bool empty = voorvoegsel && voorvoegsel.text.empty();
    if (wanted()) places_.push_back({at, empty ? voorvoegsel.at : location::nowhere, complete});
}

const object_places::place* object_places::holding(std::size_t offset) const {
    const auto after = std::ranges::upper_bound(places_, offset, {}, &place::at);
    return after == places_.begin() ? nullptr : &*std::prev(after);
}

string_view object_places::explained_by(const finding& one, const place& object) const {
    if (prefix_ && one.broken->id == "xsd.min-length" && one.where.offset == object.empty_prefix)
        return "uwlr.quirk-empty-prefix";
    if (!order_ || !object.complete || !about_order(one)) return {};
    const auto [local, number] = last_step(one.where.path);
    const bool repeated = number != "[1]" && one.where.offset != object.at && !may_repeat(local);
    return repeated ? string_view{} : "uwlr.quirk-child-order";
}

void object_places::apply(findings& schema_findings) const {
    if (!wanted()) return;
    std::set<std::pair<std::size_t, string_view>> told;
    findings kept;
    for (finding& one : schema_findings) {
        const place* object = holding(one.where.offset);
        const string_view rule = object ? explained_by(one, *object) : string_view{};
        if (rule.empty()) {
            kept.push_back(std::move(one));
        } else if (told.emplace(object->at, rule).second) {
            one.broken = &rule_named(rule);
            one.expected.clear();
            one.got.clear();
            one.clause.clear();
            kept.push_back(std::move(one));
        }
    }
    schema_findings = std::move(kept);
}

} // namespace schakel::uwlr::pupil_data
