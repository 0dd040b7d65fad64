// The rules of reading what other OneRoster systems send, and of fetching it.
#include "adapters/common/oneroster/quirks.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace schakel::oneroster {

namespace {

using enum severity;

constexpr std::array catalogue{
    rule{
        "oneroster.deviation", error, "OneRoster 1.1 en 1.2",
        "Dit wijkt af van de standaard ({got}); verwacht wordt {expected}.",
        "This deviates from the standard ({got}); expected is {expected}.",
        "Laat de leverancier het herstellen, of spreek de afwijking met deze bron af met quirks = [\"…\"].",
        "Have the supplier repair it, or agree on the deviation with this source by quirks = [\"…\"]."},
    rule{
        "oneroster.quirk", warning, "OneRoster 1.1 en 1.2",
        "Dit wijkt af van de standaard ({got}) en is toch gelezen; verwacht wordt {expected}.",
        "This deviates from the standard ({got}) and was read all the same; expected is {expected}.",
        "Vraag de leverancier om de vorm van de standaard.", "Ask the supplier for the form of the standard."},
    rule{
        "oneroster.unreadable", error, "OneRoster 1.1 en 1.2",
        "Deze waarde is niet te lezen; verwacht wordt {expected}.",
        "This value cannot be read; expected is {expected}.", "Laat de leverancier de waarde herstellen.",
        "Have the supplier repair the value."},
    rule{
        "oneroster.pull-no-collection", error, "OneRoster 1.2 REST Binding, collecties",
        "Het antwoord heeft geen verzameling {expected}.", "The answer holds no collection {expected}.",
        "Controleer het adres van de bron, of spreek any-wrapper af als de verzameling anders heet.",
        "Check the address of the source, or agree on any-wrapper when the collection has another name."},
    rule{
        "oneroster.pull-foreign-link", warning, "RFC 8288",
        "De link naar de volgende bladzijde wijst buiten het adres van de bron en wordt niet gevolgd.",
        "The link to the next page leads outside the address of the source and is not followed.",
        "Laat de leverancier in Link het adres noemen waarop de bron wordt bevraagd.",
        "Have the supplier name in Link the address at which the source is asked."},
    rule{
        "oneroster.pull-endless", error, "OneRoster 1.2 REST Binding, pagination",
        "De bladzijden van {expected} houden niet op: {got}.", "The pages of {expected} do not end: {got}.",
        "Laat de leverancier nagaan of offset wordt toegepast en of Link naar de volgende bladzijde wijst.",
        "Have the supplier check that offset is obeyed and that Link points to the next page."},
    rule{
        "oneroster.pull-offset-ignored", warning, "OneRoster 1.2 REST Binding, pagination",
        "De bron past offset niet toe voor {expected}; alles kwam op de eerste bladzijde.",
        "The source does not obey offset for {expected}; everything came on the first page.",
        "Laat de leverancier offset toepassen.", "Have the supplier obey offset."},
    rule{
        "oneroster.pull-limit-capped", info, "OneRoster 1.2 REST Binding, pagination",
        "De bron geeft voor {expected} hooguit {got} objecten per bladzijde.",
        "The source gives at most {got} objects of {expected} per page.",
        "Geen herstel nodig; page_size kan kleiner worden ingesteld.",
        "Nothing to repair; page_size can be set smaller."},
    rule{
        "oneroster.pull-incomplete", error, "OneRoster 1.2 REST Binding, pagination",
        "Van {expected} kwamen er minder dan de bron telt: {got}.",
        "Fewer {expected} came than the source counts: {got}.",
        "Probeer later opnieuw; blijft het zo, laat de leverancier X-Total-Count en de bladzijden nagaan.",
        "Try again later; if it stays, have the supplier check X-Total-Count and the pages."},
    rule{
        "oneroster.pull-duplicate", warning, "OneRoster 1.2 REST Binding, pagination",
        "Van {expected} kwamen objecten meer dan eens: {got} keer; de eerste telt.",
        "Objects of {expected} came more than once: {got} times; the first counts.",
        "Laat de leverancier op sourcedId sorteren, zodat bladzijden niet verschuiven.",
        "Have the supplier sort by sourcedId, so that pages do not shift."},
    rule{
        "oneroster.pull-filter-ignored", warning, "OneRoster 1.2 REST Binding, filtering",
        "De bron past het filter niet toe voor {expected}: {got} objecten zijn overgeslagen.",
        "The source does not obey the filter for {expected}: {got} objects were passed over.",
        "Laat de leverancier filter op dateLastModified toepassen, of spreek no-filter af.",
        "Have the supplier obey filter on dateLastModified, or agree on no-filter."},
    rule{
        "oneroster.pull-sort-refused", warning, "OneRoster 1.2 REST Binding, sorting",
        "De bron weigert te sorteren; bladzijden kunnen verschuiven terwijl ze worden gelezen.",
        "The source refuses to sort; pages may shift while they are read.",
        "Laat de leverancier sort=sourcedId aanvaarden, of spreek no-sort af.",
        "Have the supplier accept sort=sourcedId, or agree on no-sort."},
    rule{
        "oneroster.pull-filter-refused", warning, "OneRoster 1.2 REST Binding, filtering",
        "De bron kan niet zeggen wat er sinds de vorige keer is gewijzigd; alles wordt opgehaald.",
        "The source cannot say what was modified since the last time; everything is fetched.",
        "Laat de leverancier filter op dateLastModified ondersteunen, of spreek no-filter af.",
        "Have the supplier support filter on dateLastModified, or agree on no-filter."},
    rule{
        "oneroster.pull-refused", error, "OneRoster 1.2 REST Binding, status", "De bron weigert {expected}: {got}.",
        "The source refuses {expected}: {got}.", "Controleer adres, gegevens en scopes van de bron.",
        "Check the address, credentials and scopes of the source."},
    rule{
        "oneroster.pull-failure-in-success", error, "OneRoster 1.1 statusInfoSet",
        "De bron antwoordt met status 200, maar meldt een fout: {got}.",
        "The source answers with status 200 but tells of a failure: {got}.",
        "Laat de leverancier de fout in de HTTP-status melden.",
        "Have the supplier tell the failure by its HTTP status."},
    rule{
        "oneroster.pull-not-json", error, "OneRoster 1.2 REST Binding, 3.1", "Het antwoord is geen JSON, maar {got}.",
        "The answer is no JSON but {got}.",
        "Controleer of het adres van de bron klopt en of er een inlogpagina of proxy tussen zit.",
        "Check that the address of the source is right and that no login page or proxy is in between."}};

} // namespace

std::span<const rule> pull_rules() {
    return catalogue;
}

const rule& pull_rule(std::string_view id) {
    const auto found = std::ranges::find(catalogue, id, &rule::id);
    if (found == catalogue.end()) throw std::logic_error("no rule " + std::string(id));
    return *found;
}

} // namespace schakel::oneroster
