#include "adapters/slo/entity_types.hpp"

#include <algorithm>
#include <array>

namespace schakel::slo {

namespace {

constexpr std::array<context, 14> all_contexts{{
    {"basis", "SLO: doelen, niveaus en vakleergebieden"},
    {"doelgroepteksten", "SLO: doelgroepteksten"},
    {"erk", "SLO: Europees Referentiekader talen"},
    {"examenprogramma", "SLO: examenprogramma's"},
    {"examenprogramma-bg", "SLO: beroepsgerichte examenprogramma's"},
    {"fo", "SLO: kerndoelen en examenprogramma's in ontwikkeling"},
    {"inhoudslijnen", "SLO: inhoudslijnen"},
    {"kerndoelen", "SLO: kerndoelen 2006 en 2007"},
    {"leerdoelenkaarten", "SLO: leerdoelenkaarten"},
    {"lpib", "SLO: leerplan in beeld"},
    {"niveauhierarchie", "SLO: niveauhiërarchie"},
    {"referentiekader", "SLO: referentiekader taal en rekenen"},
    {"samenhang", "SLO: samenhang"},
    {"syllabus", "SLO: syllabi"},
}};

// A name may stand in several contexts: tags moved from one to another, and the oldest releases of "leerplan in beeld"
// had no prefix.
constexpr std::array<entity_type, 88> all_types{{
    {"alias", "basis", "alias", role::alias},
    {"doel", "basis", "doelen", role::goal},
    {"doelniveau", "basis", "doelniveaus", role::goal},
    {"erk_candobeschrijving", "erk", "erk.candobeschrijvingen", role::goal},
    {"erk_categorie", "erk", "erk.categorieen"},
    {"erk_gebied", "erk", "erk.gebieden"},
    {"erk_lesidee", "erk", "erk.lesideeen"},
    {"erk_schaal", "erk", "erk.schalen"},
    {"erk_taalactiviteit", "erk", "erk.taalactiviteiten"},
    {"erk_taalprofiel", "erk", "erk.taalprofielen"},
    {"erk_taalprofieltekst", "erk", "erk.taalprofielteksten"},
    {"erk_vakleergebied", "erk", "erk.vakleergebieden"},
    {"erk_voorbeeld", "erk", "erk.voorbeelden"},
    {"examenprogramma", "examenprogramma", "examenprogramma"},
    {"examenprogramma_bg_deeltaak", "examenprogramma-bg", "deeltaken", role::goal},
    {"examenprogramma_bg_globale_eindterm", "examenprogramma-bg", "globale_eindtermen", role::goal},
    {"examenprogramma_bg_kern", "examenprogramma-bg", "kernen"},
    {"examenprogramma_bg_kerndeel", "examenprogramma-bg", "kerndelen"},
    {"examenprogramma_bg_keuzevak", "examenprogramma-bg", "keuzevakken"},
    {"examenprogramma_bg_keuzevaktaak", "examenprogramma-bg", "keuzevaktaken", role::goal},
    {"examenprogramma_bg_module", "examenprogramma-bg", "modules"},
    {"examenprogramma_bg_moduletaak", "examenprogramma-bg", "moduletaken", role::goal},
    {"examenprogramma_bg_profiel", "examenprogramma-bg", "profielen"},
    {"examenprogramma_body", "examenprogramma", "body"},
    {"examenprogramma_domein", "examenprogramma", "domeinen"},
    {"examenprogramma_eindterm", "examenprogramma", "eindtermen", role::goal},
    {"examenprogramma_kop1", "examenprogramma", "kop1"},
    {"examenprogramma_kop2", "examenprogramma", "kop2"},
    {"examenprogramma_kop3", "examenprogramma", "kop3"},
    {"examenprogramma_kop4", "examenprogramma", "kop4"},
    {"examenprogramma_subdomein", "examenprogramma", "subdomeinen"},
    {"examenprogramma_vakleergebied", "examenprogramma", "vakleergebieden"},
    {"fo_doelzin", "fo", "doelzinnen", role::goal},
    {"fo_domein", "fo", "domeinen"},
    {"fo_illustratie", "fo", "illustraties"},
    {"fo_kernzin", "fo", "kernzinnen"},
    {"fo_set", "fo", "sets"},
    {"fo_subdomein", "fo", "subdomeinen"},
    {"fo_toelichting", "fo", "toelichtingen"},
    {"fo_uitwerking", "fo", "uitwerkingen", role::goal},
    {"inh_cluster", "inhoudslijnen", "inh.clusters"},
    {"inh_inhoudslijn", "inhoudslijnen", "inh.inhoudslijnen"},
    {"inh_subcluster", "inhoudslijnen", "inh.subclusters"},
    {"inh_vakleergebied", "inhoudslijnen", "inh.vakleergebieden"},
    {"kerndoel", "kerndoelen", "kerndoelen", role::goal},
    {"kerndoel_domein", "kerndoelen", "domeinen"},
    {"kerndoel_uitstroomprofiel", "kerndoelen", "uitstroomprofielen"},
    {"kerndoel_vakleergebied", "kerndoelen", "vakleergebieden"},
    {"ldk_vakbegrip", "leerdoelenkaarten", "ldk.vakbegrippen"},
    {"ldk_vakinhoud", "leerdoelenkaarten", "ldk.vakinhouden"},
    {"ldk_vakkern", "leerdoelenkaarten", "ldk.vakkernen"},
    {"ldk_vakleergebied", "leerdoelenkaarten", "ldk.vakleergebieden"},
    {"ldk_vaksubkern", "leerdoelenkaarten", "ldk.vaksubkernen"},
    {"leerlingtekst", "doelgroepteksten", "leerlingteksten", role::pupil_text},
    {"lpib_leerlijn", "lpib", "leerlijnen"},
    {"lpib_vak", "lpib", "vakken"},
    {"lpib_vakinhoud", "lpib", "vakinhouden"},
    {"lpib_vakkern", "lpib", "vakkernen"},
    {"lpib_vakkencluster", "lpib", "vakkenclusters"},
    {"lpib_vakleergebied", "lpib", "vakleergebieden"},
    {"lpib_vaksubkern", "lpib", "vaksubkernen"},
    {"nh_bouw", "niveauhierarchie", "nh.bouwen", role::level},
    {"nh_categorie", "niveauhierarchie", "nh.categorieen", role::level},
    {"nh_leerweg", "niveauhierarchie", "nh.leerwegen", role::level},
    {"nh_niveau", "niveauhierarchie", "nh.niveaus", role::level},
    {"nh_schoolsoort", "niveauhierarchie", "nh.schoolsoorten", role::level},
    {"nh_sector", "niveauhierarchie", "nh.sectoren", role::level},
    {"niveau", "basis", "niveaus", role::level},
    {"ref_deelonderwerp", "referentiekader", "ref.deelonderwerpen"},
    {"ref_domein", "referentiekader", "ref.domeinen"},
    {"ref_onderwerp", "referentiekader", "ref.onderwerpen"},
    {"ref_subdomein", "referentiekader", "ref.subdomeinen"},
    {"ref_tekstkenmerk", "referentiekader", "ref.tekstkenmerken"},
    {"ref_vakleergebied", "referentiekader", "ref.vakleergebieden"},
    {"relatie", "samenhang", "relaties", role::tag},
    {"syllabus", "syllabus", "syllabus"},
    {"syllabus_specifieke_eindterm", "syllabus", "specifieke_eindtermen", role::goal},
    {"syllabus_toelichting", "syllabus", "toelichtingen"},
    {"syllabus_vakbegrip", "syllabus", "vakbegrippen"},
    {"syllabus_vakleergebied", "syllabus", "vakleergebieden"},
    {"tag", "samenhang", "tags", role::tag},
    {"tag", "basis", "tags", role::tag},
    {"inhoud", "basis", "inhouden"},
    {"vak", "lpib", "vakken"},
    {"vakinhoud", "lpib", "vakinhouden"},
    {"vakkern", "lpib", "vakkernen"},
    {"vaksubkern", "lpib", "vaksubkernen"},
    {"vakleergebied", "basis", "vakleergebieden", role::subject},
}};

// Their places in the list in order of name; of those with one name the first of the list first.
constexpr auto by_name = [] {
    std::array<std::uint8_t, all_types.size()> places{};
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<std::uint8_t>(i);
    std::ranges::sort(places, [](std::uint8_t a, std::uint8_t b) {
        return all_types[a].name != all_types[b].name ? all_types[a].name < all_types[b].name : a < b;
    });
    return places;
}();

auto named(std::string_view name) {
    return std::ranges::equal_range(by_name, name, {}, [](std::uint8_t place) { return all_types[place].name; });
}

bool is_same_context(const entity_type& owner, std::string_view target) {
    return std::ranges::any_of(named(target), [&](std::uint8_t place) {
        return all_types[place].context == owner.context;
    });
}

// How sure a member's name makes it, read from behind its opening quote. Types with a prefix are SLO's alone; the
// others have Dutch names that somebody else might give to a member.
int told_by(std::string_view from) {
    constexpr std::array<std::string_view, 5> common{"doel", "vak", "tag", "alias", "syllabus"};
    const std::size_t end = from.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_");
    if (end == std::string_view::npos || from[end] != '"') return 0;
    const std::string_view name = from.substr(0, end);
    const entity_type* type = find_type(name);
    if (type && type->name.find('_') != std::string_view::npos) return 80;
    const bool is_reference = name.ends_with("_id");
    if (is_reference) type = find_type(name.substr(0, name.size() - 3));
    if (!type || std::ranges::find(common, type->name) != common.end()) return 0;
    return is_reference || from.substr(end + 1).starts_with(':') ? 60 : 0;
}

} // namespace

std::span<const context> contexts() {
    return all_contexts;
}

const context* find_context(std::string_view name) {
    const auto found = std::ranges::find(all_contexts, name, &context::name);
    return found == all_contexts.end() ? nullptr : &*found;
}

std::string framework_id(std::string_view context) {
    return "slo:" + std::string(context);
}

std::span<const entity_type> entity_types() {
    return all_types;
}

const entity_type* find_type(std::string_view name) {
    const auto found = named(name);
    return found.empty() ? nullptr : &all_types[found.front()];
}

const entity_type* type_in_file(std::string_view context, std::string_view file) {
    constexpr std::string_view suffix = ".json";
    const std::string_view stem = file.ends_with(suffix) ? file.substr(0, file.size() - suffix.size()) : file;
    const auto found = std::ranges::find_if(all_types, [&](const entity_type& one) {
        const bool named = stem.starts_with(one.file) && (stem == one.file || stem[one.file.size()] == '.');
        return one.context == context && (named || one.name == stem);
    });
    return found == all_types.end() ? nullptr : &*found;
}

link link_of(const entity_type& owner, std::string_view target) {
    if (target == "niveau") return link::level;
    if (target == "vakleergebied") return link::subject;
    if (owner.what == role::tag) return link::tagged;
    if (owner.what == role::pupil_text) return link::about;
    if (owner.name == "doelniveau") return target == "doel" ? link::under : link::part_of;
    if (target == "doelniveau" || is_same_context(owner, target)) return link::contains;
    return link::related;
}

int named_in(std::string_view start) {
    int sure = 0;
    for (std::size_t at = start.find('"'); at != std::string_view::npos && sure < 80; at = start.find('"', at + 1))
        sure = std::max(sure, told_by(start.substr(at + 1)));
    return sure;
}

} // namespace schakel::slo
