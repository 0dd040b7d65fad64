#include "adapters/common/oneroster_csv/rules.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace schakel::oneroster_csv {

namespace {

using enum severity;

struct entry {
    schakel::rule rule;
    schakel::layer layer;
    std::optional<quirk> permitted_by;
};

const std::array catalogue{
    entry{
        {"oneroster.csv.manifest-missing", error, "OneRoster CSV binding 2.2", "Het pakket heeft geen manifest.csv.",
         "The package has no manifest.csv.",
         "Voeg manifest.csv toe; zonder manifest is niet te zien welke bestanden volledig zijn. Anders: spreek met de "
         "verzender de afwijking no-manifest af.",
         "Add manifest.csv; without it nobody can see which files are complete. Otherwise: agree on the quirk "
         "no-manifest with the sender."},
        layer::schema,
        quirk::no_manifest},
    entry{
        {"oneroster.csv.folder", error, "OneRoster CSV binding 2.1",
         "De bestanden staan in een map van het zip-bestand.", "The files stand in a folder of the zip archive.",
         "Zet de bestanden direct in het zip-bestand: selecteer de bestanden, niet de map. Anders: spreek met de "
         "verzender de afwijking folder af.",
         "Put the files directly into the zip archive: select the files, not the folder. Otherwise: agree on the quirk "
         "folder with the sender."},
        layer::schema,
        quirk::folder},
    entry{
        {"oneroster.csv.system-file", error, "OneRoster CSV binding 2.1",
         "Het pakket bevat een bestand van een besturingssysteem.", "The package holds a file of an operating system.",
         "Maak het zip-bestand zonder __MACOSX, .DS_Store en Thumbs.db. Anders: spreek met de verzender de afwijking "
         "system-files af.",
         "Make the zip archive without __MACOSX, .DS_Store and Thumbs.db. Otherwise: agree on the quirk system-files "
         "with the sender."},
        layer::schema,
        quirk::system_files},
    entry{
        {"oneroster.csv.unknown-file", error, "OneRoster CSV binding 2.1",
         "Het pakket bevat een bestand dat deze versie van OneRoster niet kent.",
         "The package holds a file that this version of OneRoster does not know.",
         "Haal het bestand uit het pakket. Anders: spreek met de verzender de afwijking unknown-files af.",
         "Remove the file from the package. Otherwise: agree on the quirk unknown-files with the sender."},
        layer::schema,
        quirk::unknown_files},
    entry{
        {"oneroster.csv.file-name", error, "OneRoster CSV binding 2.1",
         "Een bestandsnaam is anders geschreven dan {expected}.", "A file name is written differently from {expected}.",
         "Gebruik precies de namen van de standaard, ook in hoofdletters. Anders: spreek met de verzender de afwijking "
         "file-names af.",
         "Use exactly the names of the standard, capitals included. Otherwise: agree on the quirk file-names with the "
         "sender."},
        layer::schema,
        quirk::file_names},
    entry{
        {"oneroster.csv.manifest-header", error, "OneRoster CSV binding 2.2",
         "De eerste rij van manifest.csv is niet propertyName,value.",
         "The first row of manifest.csv is not propertyName,value.",
         "Begin manifest.csv met de rij propertyName,value.", "Begin manifest.csv with the row propertyName,value."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.manifest-version", error, "OneRoster CSV binding 2.2", "manifest.version is niet {expected}.",
         "manifest.version is not {expected}.", "Schrijf de rij manifest.version,1.0.",
         "Write the row manifest.version,1.0."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.manifest-oneroster-version", error, "OneRoster CSV binding 2.2",
         "Het pakket is volgens het manifest niet van OneRoster {expected}.",
         "The package is not of OneRoster {expected} according to its manifest.",
         "Schrijf de rij oneroster.version met de versie van de bestanden, of kies de adapter van de andere versie.",
         "Write the row oneroster.version with the version of the files, or choose the adapter of the other version."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.manifest-property", error, "OneRoster CSV binding 2.2",
         "Het manifest noemt een eigenschap die niet bestaat.", "The manifest names a property that does not exist.",
         "Gebruik alleen de eigenschappen van de standaard.", "Use only the properties of the standard."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.manifest-duplicate", error, "OneRoster CSV binding 2.2", "Het manifest noemt {got} twee keer.",
         "The manifest names {got} twice.", "Noem elke eigenschap één keer.", "Name each property once."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.manifest-value", error, "OneRoster CSV binding 2.2", "De waarde van {got} is niet {expected}.",
         "The value of {got} is not {expected}.", "Schrijf absent, bulk of delta.", "Write absent, bulk or delta."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.manifest-star", warning, "OneRoster CSV binding 2.2",
         "Het manifest schrijft een sterretje achter de naam {got}; dat is een voetnoot van de standaard.",
         "The manifest writes a star behind the name {got}; that is a footnote of the standard.",
         "Schrijf de naam zonder sterretje.", "Write the name without the star."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.manifest-gap", error, "OneRoster CSV binding 2.2", "Het manifest noemt {expected} niet.",
         "The manifest does not name {expected}.",
         "Noem elk bestand van de versie, met de waarde absent als het er niet is. Anders: spreek met de verzender de "
         "afwijking manifest-gaps af.",
         "Name every file of the version, with the value absent when it is not there. Otherwise: agree on the quirk "
         "manifest-gaps with the sender."},
        layer::schema,
        quirk::manifest_gaps},
    entry{
        {"oneroster.csv.file-missing", error, "OneRoster CSV binding 2.2",
         "Het manifest noemt {expected}, maar het bestand zit niet in het pakket.",
         "The manifest names {expected}, but the file is not in the package.",
         "Lever het bestand, of zet het in het manifest op absent.",
         "Deliver the file, or set it to absent in the manifest."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.file-not-announced", error, "OneRoster CSV binding 2.2",
         "{got} zit in het pakket, maar is volgens het manifest afwezig.",
         "{got} is in the package, but absent according to the manifest.",
         "Zet het bestand in het manifest op bulk of delta, of haal het uit het pakket.",
         "Set the file to bulk or delta in the manifest, or remove it from the package."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.demographics", warning, "OneRoster CSV binding 4.7",
         "Het pakket bevat demographics.csv; dat wordt geweigerd en niet gelezen.",
         "The package holds demographics.csv; it is refused and not read.",
         "Lever geen demografische gegevens: de leermiddelenketen heeft er geen doel voor.",
         "Deliver no demographics: the learning-materials chain has no purpose for them."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.separator", error, "OneRoster CSV binding 2.1",
         "De cellen worden gescheiden door {got} in plaats van komma's.",
         "The cells are separated by {got} instead of commas.",
         "Exporteer met komma's; een spreadsheet met Nederlandse of Belgische instellingen schrijft puntkomma's. "
         "Anders: spreek met de verzender de afwijking semicolons af.",
         "Export with commas; a spreadsheet with Dutch or Belgian settings writes semicolons. Otherwise: agree on the "
         "quirk semicolons with the sender."},
        layer::well_formed,
        quirk::semicolons},
    entry{
        {"oneroster.csv.encoding", error, "OneRoster CSV binding 2.1", "De tekst is geen UTF-8 (gevonden: {got}).",
         "The text is not UTF-8 (found: {got}).",
         "Bewaar het bestand als \"CSV UTF-8\"; een spreadsheet bewaart het anders vaak als Windows-1252. Anders: "
         "spreek met de verzender de afwijking windows-1252 af.",
         "Save the file as \"CSV UTF-8\"; a spreadsheet otherwise often saves it as Windows-1252. Otherwise: agree on "
         "the quirk windows-1252 with the sender."},
        layer::well_formed,
        quirk::windows_1252},
    entry{
        {"oneroster.csv.line-break", error, "OneRoster CSV binding 2.1",
         "In een cel van deze rij staat een regeleinde.", "A cell of this row holds a line break.",
         "Vervang het regeleinde door een spatie. Anders: spreek met de verzender de afwijking line-breaks af.",
         "Replace the line break by a space. Otherwise: agree on the quirk line-breaks with the sender."},
        layer::well_formed,
        quirk::line_breaks},
    entry{
        {"oneroster.csv.line-ends", error, "OneRoster CSV binding 2.1",
         "Deze regel eindigt op {got}, de eerste op {expected}.",
         "This line ends in {got}, the first one in {expected}.",
         "Schrijf alle regels met hetzelfde regeleinde. Anders: spreek met de verzender de afwijking mixed-line-ends "
         "af.",
         "Write all lines with the same line end. Otherwise: agree on the quirk mixed-line-ends with the sender."},
        layer::well_formed,
        quirk::mixed_line_ends},
    entry{
        {"oneroster.csv.header-missing", error, "OneRoster CSV binding 2.1",
         "Het bestand is leeg; ook zonder gegevens staat er een rij met kolomnamen.",
         "The file is empty; even without data there is a row of column names.", "Schrijf de rij met kolomnamen.",
         "Write the row of column names."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.header-misspelt", error, "OneRoster CSV binding 2.1", "De kolomnaam moet {expected} zijn.",
         "The column name must be {expected}.",
         "Schrijf kolomnamen precies zoals in de standaard. Anders: spreek met de verzender de afwijking "
         "misspelt-headers af.",
         "Write column names exactly as in the standard. Otherwise: agree on the quirk misspelt-headers with the "
         "sender."},
        layer::schema,
        quirk::misspelt_headers},
    entry{
        {"oneroster.csv.header-order", error, "OneRoster CSV binding 2.1",
         "De kolom {got} staat op een andere plaats dan in de standaard.",
         "The column {got} stands at another place than in the standard.",
         "Zet de kolommen in de volgorde van de standaard; metadata-kolommen komen als laatste. Anders: spreek met de "
         "verzender de afwijking reordered-columns af.",
         "Put the columns in the order of the standard; metadata columns come last. Otherwise: agree on the quirk "
         "reordered-columns with the sender."},
        layer::schema,
        quirk::reordered_columns},
    entry{
        {"oneroster.csv.header-column-missing", error, "OneRoster CSV binding 2.1", "De kolom {expected} ontbreekt.",
         "The column {expected} is missing.",
         "Lever alle kolommen van de versie, ook als ze leeg zijn. Anders: spreek met de verzender de afwijking "
         "missing-columns af.",
         "Deliver all columns of the version, even if they are empty. Otherwise: agree on the quirk missing-columns "
         "with the sender."},
        layer::schema,
        quirk::missing_columns},
    entry{
        {"oneroster.csv.header-column-unknown", error, "OneRoster CSV binding 2.1",
         "Deze kolom kent de standaard niet.", "The standard does not know this column.",
         "Haal de kolom weg, of noem haar metadata.<naam> achter de laatste kolom. Anders: spreek met de verzender de "
         "afwijking unknown-columns af.",
         "Remove the column, or name it metadata.<name> behind the last column. Otherwise: agree on the quirk "
         "unknown-columns with the sender."},
        layer::schema,
        quirk::unknown_columns},
    entry{
        {"oneroster.csv.header-duplicate", error, "OneRoster CSV binding 2.1", "De kolom {got} staat er twee keer.",
         "The column {got} is there twice.", "Lever elke kolom één keer.", "Deliver each column once."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.row-length", error, "OneRoster CSV binding 2.1",
         "De rij heeft {got} cellen, de kolomrij {expected}.", "The row has {got} cells, the header {expected}.",
         "Schrijf in elke rij evenveel cellen als in de eerste. Anders: spreek met de verzender de afwijking "
         "short-rows af.",
         "Write as many cells in each row as in the first. Otherwise: agree on the quirk short-rows with the sender."},
        layer::schema,
        quirk::short_rows},
    entry{
        {"oneroster.csv.required", error, "OneRoster CSV binding 4",
         "De cel {expected} is leeg en moet een waarde hebben.", "The cell {expected} is empty and must have a value.",
         "Vul de cel. Anders: spreek met de verzender de afwijking missing-required af.",
         "Fill in the cell. Otherwise: agree on the quirk missing-required with the sender."},
        layer::schema,
        quirk::missing_required},
    entry{
        {"oneroster.csv.id", error, "OneRoster CSV binding 3", "Dit is geen sourcedId: {got}.",
         "This is not a sourcedId: {got}.",
         "Gebruik 1 tot 255 van de tekens 0-9 A-Z a-z . - _ / @. Anders: spreek met de verzender de afwijking "
         "id-characters af.",
         "Use 1 to 255 of the characters 0-9 A-Z a-z . - _ / @. Otherwise: agree on the quirk id-characters with the "
         "sender."},
        layer::schema,
        quirk::id_characters},
    entry{
        {"oneroster.csv.boolean", error, "OneRoster CSV binding 3", "Hier staat {got} in plaats van true of false.",
         "Found {got} instead of true or false.",
         "Schrijf true of false, in kleine letters. Anders: spreek met de verzender de afwijking boolean-form af.",
         "Write true or false, in lower case. Otherwise: agree on the quirk boolean-form with the sender."},
        layer::schema,
        quirk::boolean_form},
    entry{
        {"oneroster.csv.date", error, "OneRoster CSV binding 3", "Dit is geen datum JJJJ-MM-DD: {got}.",
         "This is not a date YYYY-MM-DD: {got}.",
         "Schrijf datums als 2026-08-01. Anders: spreek met de verzender de afwijking date-form af.",
         "Write dates as 2026-08-01. Otherwise: agree on the quirk date-form with the sender."},
        layer::schema,
        quirk::date_form},
    entry{
        {"oneroster.csv.moment", error, "OneRoster CSV binding 3",
         "Dit is geen tijdstip JJJJ-MM-DDTUU:MM:SS.sssZ: {got}.",
         "This is not a moment YYYY-MM-DDTHH:MM:SS.sssZ: {got}.",
         "Schrijf tijdstippen in UTC als 2026-08-01T12:00:00.000Z. Anders: spreek met de verzender de afwijking "
         "date-form af.",
         "Write moments in UTC as 2026-08-01T12:00:00.000Z. Otherwise: agree on the quirk date-form with the sender."},
        layer::schema,
        quirk::date_form},
    entry{
        {"oneroster.csv.year", error, "OneRoster CSV binding 3", "Dit is geen jaartal van vier cijfers: {got}.",
         "This is not a year of four digits: {got}.",
         "Schrijf het jaar waarin het schooljaar eindigt: 2027 voor 2026-2027.",
         "Write the year in which the school year ends: 2027 for 2026-2027."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.integer", error, "OneRoster CSV binding 3", "Dit is geen geheel getal: {got}.",
         "This is not a whole number: {got}.", "Schrijf alleen cijfers, eventueel met een minteken ervoor.",
         "Write digits only, perhaps with a minus sign before them."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.number", error, "OneRoster CSV binding 3", "Dit is geen getal: {got}.",
         "This is not a number: {got}.", "Schrijf een getal met een punt: 7.5.", "Write a number with a point: 7.5."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.word-case", error, "OneRoster CSV binding 3", "Dit woord wordt anders geschreven: {expected}.",
         "This word is written differently: {expected}.",
         "Schrijf het woord precies zoals in de standaard, ook in hoofdletters. Anders: spreek met de verzender de "
         "afwijking word-case af.",
         "Write the word exactly as in the standard, capitals included. Otherwise: agree on the quirk word-case with "
         "the sender."},
        layer::schema,
        quirk::word_case},
    entry{
        {"oneroster.csv.word", error, "OneRoster CSV binding 3",
         "Dit woord kent de standaard hier niet ({got}); verwacht: {expected}.",
         "The standard does not know this word here ({got}); expected: {expected}.",
         "Kies een woord uit de lijst. Anders: spreek met de verzender de afwijking unknown-word af.",
         "Choose a word from the list. Otherwise: agree on the quirk unknown-word with the sender."},
        layer::schema,
        quirk::unknown_word},
    entry{
        {"oneroster.csv.list", error, "OneRoster CSV binding 2.1", "De lijst heeft een leeg onderdeel.",
         "The list has an empty item.",
         "Scheid onderdelen met één komma, zonder komma aan het begin of eind. Anders: spreek met de verzender de "
         "afwijking list-form af.",
         "Separate items by one comma, without a comma at the beginning or end. Otherwise: agree on the quirk "
         "list-form with the sender."},
        layer::schema,
        quirk::list_form},
    entry{
        {"oneroster.csv.subject-codes", warning, "OneRoster CSV binding 4",
         "subjects en subjectCodes zijn niet even lang.", "subjects and subjectCodes are not of equal length.",
         "Geef bij elk vak één code, in dezelfde volgorde.", "Give one code for each subject, in the same order."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.user-ids", error, "OneRoster CSV binding 4", "userIds is geen lijst van {type:id}: {got}.",
         "userIds is not a list of {type:id}: {got}.",
         "Schrijf bijvoorbeeld {LDAP:jansen},{FED:12}. Anders: spreek met de verzender de afwijking user-ids-form af.",
         "Write for instance {LDAP:jansen},{FED:12}. Otherwise: agree on the quirk user-ids-form with the sender."},
        layer::schema,
        quirk::user_ids_form},
    entry{
        {"oneroster.csv.scale", error, "OneRoster CSV binding 4",
         "scoreScaleValue is geen lijst van {links:rechts}: {got}.",
         "scoreScaleValue is not a list of {left:right}: {got}.", "Schrijf bijvoorbeeld {A:94},{B:84}.",
         "Write for instance {A:94},{B:84}."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.objective", error, "OneRoster CSV binding 4",
         "Bij source case hoort een leerdoel-id als urn:uuid:…: {got}.",
         "Source case needs an objective id such as urn:uuid:…: {got}.",
         "Schrijf de uuid van het leerdoel met urn:uuid: ervoor.",
         "Write the uuid of the objective with urn:uuid: before it."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.lifecycle-missing", error, "OneRoster CSV binding 2.3",
         "In een delta hoort {expected} gevuld te zijn.", "In a delta {expected} must be filled in.",
         "Vul status en dateLastModified in elke rij van een delta. Anders: spreek met de verzender de afwijking "
         "missing-base af.",
         "Fill in status and dateLastModified in every row of a delta. Otherwise: agree on the quirk missing-base with "
         "the sender."},
        layer::schema,
        quirk::missing_base},
    entry{
        {"oneroster.csv.lifecycle-in-bulk", warning, "OneRoster CSV binding 2.3", "In bulk hoort {got} leeg te zijn.",
         "In bulk {got} must be empty.", "Laat status en dateLastModified in een volledig bestand leeg.",
         "Leave status and dateLastModified empty in a complete file."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.status-inactive", error, "OneRoster CSV binding 3",
         "De status inactive bestaat sinds versie 1.1 niet meer.",
         "The status inactive does not exist since version 1.1.",
         "Schrijf tobedeleted. Anders: spreek met de verzender de afwijking status-inactive af.",
         "Write tobedeleted. Otherwise: agree on the quirk status-inactive with the sender."},
        layer::schema,
        quirk::status_inactive},
    entry{
        {"oneroster.csv.duplicate", error, "OneRoster CSV binding 7",
         "Dit sourcedId staat al eerder in hetzelfde bestand.", "This sourcedId is in the same file before.",
         "Geef elke rij een eigen sourcedId.", "Give each row a sourcedId of its own."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.reference", warning, "OneRoster CSV binding 7",
         "Dit sourcedId staat niet in {expected}; de verwijzing wordt overgeslagen.",
         "This sourcedId is not in {expected}; the reference is passed over.",
         "Lever de rij waarnaar verwezen wordt mee, of laat de verwijzing weg.",
         "Deliver the row that is referred to, or leave the reference out."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.reference-file", error, "OneRoster CSV binding 7",
         "Er wordt verwezen naar {expected}, dat niet in het pakket zit.",
         "There is a reference to {expected}, which is not in the package.",
         "Lever het bestand mee. Anders: spreek met de verzender de afwijking absent-target af.",
         "Deliver the file too. Otherwise: agree on the quirk absent-target with the sender."},
        layer::rules,
        quirk::absent_target},
    entry{
        {"oneroster.csv.reference-type", warning, "OneRoster CSV binding 7",
         "Hiernaar mag niet worden verwezen; verwacht: {expected}.",
         "This must not be referred to; expected: {expected}.", "Verwijs naar een rij van de juiste soort.",
         "Refer to a row of the right type."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.cycle", error, "OneRoster CSV binding 7", "De rij is via parentSourcedId haar eigen voorouder.",
         "The row is its own ancestor by parentSourcedId.", "Verbreek de kring.", "Break the circle."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.primary-role", warning, "OneRoster CSV binding 7",
         "De gebruiker heeft in deze organisatie {got} primaire rollen in plaats van één.",
         "The user has {got} primary roles in this organisation instead of one.",
         "Geef per gebruiker en organisatie precies één rol met roleType primary.",
         "Give exactly one role with roleType primary for each user and organisation."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.primary-org", warning, "OneRoster CSV binding 7",
         "De gebruiker heeft geen rol in zijn primaire organisatie.",
         "The user has no role in the primary organisation.",
         "Voeg een rol toe in roles.csv, of laat primaryOrgSourcedId leeg.",
         "Add a role to roles.csv, or leave primaryOrgSourcedId empty."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.no-role", warning, "OneRoster CSV binding 7", "De gebruiker heeft geen rol.",
         "The user has no role.", "Voeg een rij toe in roles.csv.", "Add a row to roles.csv."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.own-agent", warning, "OneRoster CSV binding 7", "De gebruiker is als eigen verzorger genoemd.",
         "The user is named as its own agent.", "Noem ouders en verzorgers, niet de gebruiker zelf.",
         "Name parents and guardians, not the user."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.profile-of-other", warning, "OneRoster CSV binding 7",
         "Het profiel hoort bij een andere gebruiker.", "The profile belongs to another user.",
         "Verwijs naar een profiel van dezelfde gebruiker.", "Refer to a profile of the same user."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.primary-teacher", warning, "OneRoster CSV binding 7",
         "De klas heeft meer dan één primaire leraar.", "The class has more than one primary teacher.",
         "Zet primary bij één leraar op true.", "Set primary to true for one teacher."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.result-class", warning, "OneRoster CSV binding 7",
         "De klas van het resultaat is niet die van het onderdeel (lineItem).",
         "The class of the result is not that of its line item.",
         "Noem de klas van het onderdeel, of laat classSourcedId leeg.",
         "Name the class of the line item, or leave classSourcedId empty."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.result-student", warning, "OneRoster CSV binding 7",
         "De leerling zit niet in de klas van het onderdeel (lineItem).",
         "The student is not in the class of the line item.",
         "Lever de inschrijving van de leerling in enrollments.csv mee.",
         "Deliver the student's enrolment in enrollments.csv too."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.result-range", warning, "OneRoster CSV binding 7",
         "De score ligt niet tussen resultValueMin en resultValueMax.",
         "The score is not between resultValueMin and resultValueMax.",
         "Controleer de score; zij wordt niet aangepast.", "Check the score; it is not changed."},
        layer::rules,
        std::nullopt},
    entry{
        {"oneroster.csv.tolerated", warning, "OneRoster CSV binding 3",
         "Dit wijkt af van de standaard ({got}) en is volgens afspraak toch gelezen; verwacht: {expected}.",
         "This deviates from the standard ({got}) and was read as agreed; expected: {expected}.",
         "Laat de leverancier het herstellen; daarna kan de afspraak vervallen.",
         "Have the vendor mend it; the agreement can go then."},
        layer::schema,
        std::nullopt},
    entry{
        {"oneroster.csv.more-findings", info, "OneRoster CSV binding 2",
         "Er zijn nog {got} bevindingen van deze soort, die niet worden genoemd.",
         "There are {got} more findings of this kind, which are not told.", "Verhelp eerst de genoemde bevindingen.",
         "Repair the findings that are told first."},
        layer::rules,
        std::nullopt},
};

const entry& entry_of(const rule& broken) {
    const auto at =
        std::find_if(catalogue.begin(), catalogue.end(), [&](const entry& one) { return one.rule.id == broken.id; });
    if (at == catalogue.end()) throw std::logic_error("no rule " + std::string(broken.id));
    return *at;
}

} // namespace

std::span<const rule> rule_catalogue() {
    static const auto rules = [] {
        std::array<rule, catalogue.size()> list;
        std::transform(catalogue.begin(), catalogue.end(), list.begin(), [](const entry& one) { return one.rule; });
        return list;
    }();
    return rules;
}

const rule& rule_named(std::string_view id) {
    constexpr std::string_view prefix = "oneroster.csv.";
    for (const rule& one : rule_catalogue())
        if (one.id.substr(prefix.size()) == id) return one;
    throw std::logic_error("no rule " + std::string(id));
}

layer layer_of(const rule& broken) {
    return entry_of(broken).layer;
}

std::optional<quirk> permitted_by(const rule& broken) {
    return entry_of(broken).permitted_by;
}

} // namespace schakel::oneroster_csv
