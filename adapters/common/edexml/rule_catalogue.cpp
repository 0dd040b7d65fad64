#include "adapters/common/edexml/rule_catalogue.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::edexml {

namespace {

using enum severity;

constexpr std::array catalogue{
    // The file as a whole.
    rule{
        "edexml.version", warning, "EDEXML 2.1 Handleiding, school/xsdversie",
        "xsdversie is {got}; dit bestand is gelezen als versie {expected}.",
        "xsdversie is {got}; this file was read as version {expected}.",
        "Lees het bestand als de versie die het noemt (--as), of schrijf de juiste xsdversie.",
        "Read the file as the version that it names (--as), or write the right xsdversie."},
    rule{
        "edexml.more-findings", info, "Schakel, grens aan bevindingen",
        "Er zijn nog {got} bevindingen, die niet worden genoemd.", "There are {got} more findings, which are not told.",
        "Verhelp eerst de genoemde bevindingen.", "Repair the findings that are told first."},
    rule{
        "edexml.other-blocks", warning, "EDEXML 2.1 Handleiding, toevoegingen",
        "Het blok volgt geen schema dat hier bekend is; het is bewaard zoals het er staat.",
        "The block follows no schema that is known here; it was kept as it stands.",
        "Voeg het schema van de partner toe aan de instellingen; dan wordt het blok gecontroleerd.",
        "Add the partner's schema to the settings; the block is checked then."},

    // School.
    rule{
        "edexml.school-unidentified", warning, "EDEXML 2.1 Handleiding, school",
        "Het bestand noemt geen brincode, instellingsnummer of schoolkey.",
        "The file names no brincode, instellingsnummer or schoolkey.",
        "Vul brincode (met dependancecode) of schoolkey in als het bestand de school verlaat.",
        "Fill in brincode (with dependancecode) or schoolkey when the file leaves the school."},
    rule{
        "edexml.school-number", warning, "EDEXML 2.1 Handleiding, school/instellingsnummer",
        "Het instellingsnummer {got} begint met een nul.", "The instellingsnummer {got} begins with a zero.",
        "Schrijf het instellingsnummer zonder voorloopnullen.", "Write the instellingsnummer without leading zeros."},
    rule{
        "edexml.state-date", info, "EDEXML 2.1 Handleiding, school/peildatum",
        "De peildatum {got} valt niet in het schooljaar {expected}.",
        "The peildatum {got} does not fall in the school year {expected}.",
        "Controleer of schooljaar en peildatum bij elkaar horen.",
        "Check that schooljaar and peildatum belong together."},

    // Keys.
    rule{
        "edexml.duplicate-key", error, "EDEXML 2.1 Handleiding, sleutels",
        "Deze sleutel komt twee keer voor, op spaties na gelijk.", "This key occurs twice, the same but for blanks.",
        "Geef elk object een eigen sleutel; spaties aan begin en eind tellen niet mee.",
        "Give every object a key of its own; blanks at the ends do not count."},
    rule{
        "edexml.key-blanks", warning, "EDEXML 2.1 Handleiding, sleutels",
        "De sleutel {got} heeft spaties aan het begin of het eind; ze zijn weggelaten.",
        "The key {got} has blanks at its beginning or end; they were left out.",
        "Schrijf sleutels zonder spaties eromheen.", "Write keys without blanks around them."},
    rule{
        "edexml.dummy-key", warning, "EDEXML 2.1 Handleiding, sleutels",
        "{got} sleutels beginnen met #: ze gelden alleen in dit bestand, dus een volgende levering herkent deze "
        "objecten "
        "niet.",
        "{got} keys begin with #: they hold in this file only, so that a next delivery does not recognise these "
        "objects.",
        "Exporteer met sleutels die gelijk blijven zolang het object bestaat.",
        "Export with keys that stay the same as long as the object exists."},
    rule{
        "edexml.eckid-shared", warning, "UWLR 2.2 Leerlinggegevens, eckid",
        "Deze ECK iD van een leerkracht heeft ook een leerling.", "This ECK iD of a teacher also belongs to a pupil.",
        "Controleer in de administratie wie deze ECK iD heeft.", "Check in the administration whose ECK iD this is."},
    rule{
        "edexml.eckid-form", info, "Edu-V, Identiteiten",
        "{got} waarden van eckid hebben niet de vorm {expected}; ze zijn overgenomen zoals ze zijn.",
        "{got} values of eckid do not have the form {expected}; they were taken as they are.",
        "Controleer of dit ECK iD's van Nummervoorziening zijn.",
        "Check that these are ECK iDs of the Nummervoorziening."},
    rule{
        "edexml.group-twice", warning, "EDEXML 2.1 Handleiding, leerling/samengestelde_groepen",
        "De groep {got} is bij deze leerling twee keer genoemd; één keer telt.",
        "The group {got} is named twice for this pupil; it counts once.", "Noem elke groep één keer per leerling.",
        "Name each group once for a pupil."},

    // People.
    rule{
        "edexml.name-blanks", warning, "EDEXML 2.1 Handleiding, achternaam en voorvoegsel",
        "{expected} heeft een spatie aan het begin of eind, of twee spaties naast elkaar: {got}.",
        "{expected} has a blank at its beginning or end, or two beside each other: {got}.",
        "Schrijf namen zonder overbodige spaties.", "Write names without superfluous blanks."},
    rule{
        "edexml.name-hyphen", info, "EDEXML 2.1 Handleiding, achternaam en roepnaam",
        "{expected} heeft spaties rond het koppelteken: {got}.", "{expected} has blanks around its hyphen: {got}.",
        "Verbind dubbele namen met een koppelteken zonder spaties.", "Join double names with a hyphen without blanks."},
    rule{
        "edexml.initials", info, "EDEXML 2.1 Handleiding, voorletters-1",
        "De voorletters {got} zijn niet alleen hoofdletters zonder punten.",
        "The initials {got} are not only capitals without dots.",
        "Schrijf voorletters als hoofdletters, zonder punten.", "Write initials as capitals, without dots."},
    rule{
        "edexml.year-missing", warning, "EDEXML 2.1 Handleiding, leerling/jaargroep",
        "De leerling heeft geen jaargroep.", "The pupil has no jaargroep.",
        "Vul bij elke leerling de jaargroep in, ook in een combinatiegroep.",
        "Fill in the jaargroep of every pupil, in a group of several years too."},
    rule{
        "edexml.year-combined", warning, "EDEXML 2.1 Handleiding, jaargroep C",
        "De leerling heeft jaargroep C; dat is een code voor groepen.",
        "The pupil has jaargroep C, which is a code for groups.",
        "Vul bij de leerling het eigen leerjaar in; C hoort bij de groep.",
        "Fill in the pupil's own year; C belongs to the group."},
    rule{
        "edexml.left-before-entered", warning, "EDEXML 2.1 Handleiding, uitstroomdatum",
        "De uitstroomdatum ligt voor de instroomdatum.", "The uitstroomdatum lies before the instroomdatum.",
        "Verbeter een van de twee datums.", "Correct one of the two dates."},
    rule{
        "edexml.birth-date", warning, "EDEXML 2.1 Handleiding, geboortedatum",
        "De geboortedatum ligt na de dag waarover het bestand gaat ({expected}).",
        "The date of birth lies after the day that the file is about ({expected}).", "Verbeter de geboortedatum.",
        "Correct the date of birth."},
    rule{
        "edexml.email-form", warning, "EDEXML 2.1 Handleiding, emailadres",
        "{got} is geen e-mailadres (naam@domein, de naam ten hoogste 65 tekens).",
        "{got} is no e-mail address (name@domain, the name at most 65 characters).",
        "Verbeter het adres of laat het weg.", "Correct the address or leave it out."},
    rule{
        "edexml.national-number", info, "EDEXML 2.1 Handleiding, identificerende nummers",
        "Het bestand bevat {got} volledige persoonsnummers ({expected}); de gateway bewaart ze niet.",
        "The file holds {got} complete personal numbers ({expected}); the gateway keeps none of them.",
        "Laat nummers weg, of gebruik bsn_ondwnr-4 waar de ontvanger die nodig heeft.",
        "Leave numbers out, or use bsn_ondwnr-4 where the receiver needs it."},

    // On sending.
    rule{
        "edexml.nobody", error, "EDEXML 2.1 Structuur, leerlingen",
        "Het rooster heeft geen leerlingen; een EDEXML-bestand heeft er ten minste één.",
        "The roster has no pupils; an EDEXML file has at least one.", "Controleer of de bron compleet is.",
        "Check that the source is complete."},
    rule{
        "edexml.unnameable", error, "EDEXML 2.1 Elementen, LeerlingType en LeerkrachtType",
        "Een persoon ({got}) heeft geen achternaam en geen roepnaam, dus EDEXML kan hem of haar niet noemen.",
        "A person ({got}) has no surname and no first name, so EDEXML cannot name them.",
        "Vul een achternaam of roepnaam in in de bron.", "Fill in a surname or a first name in the source."},
};

} // namespace

std::span<const rule> rule_catalogue() {
    return catalogue;
}

const rule& rule_named(std::string_view id) {
    const auto found = std::ranges::find(catalogue, id, &rule::id);
    if (found == catalogue.end()) throw std::logic_error("no rule " + std::string(id));
    return *found;
}

} // namespace schakel::edexml
