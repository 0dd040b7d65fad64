#include "adapters/eck_id/rules.hpp"

#include "adapters/eck_id/forms.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace schakel::eck_id {

namespace {

constexpr std::string_view contract = "ECK iD service contract 0.7";
constexpr std::string_view transport = "Digikoppeling WUS 3.0, 2W-be";
constexpr std::string_view own_list = "Schakel, list of persons";

constexpr std::array rules_of_eck_id{
    rule{
        "eck-id.envelope", severity::error, "SOAP 1.1 4",
        "Dit is geen SOAP-bericht van de ECK iD-dienst (gevonden: {got}).",
        "This is no SOAP message of the ECK iD service (found: {got}).",
        "Stuur één vraag of antwoord van http://ketenid.nl/eck/schemas/v1_0 in de Body van een SOAP 1.1-envelop.",
        "Send one question or answer of http://ketenid.nl/eck/schemas/v1_0 in the Body of a SOAP 1.1 envelope."},
    rule{
        "eck-id.superseded", severity::error, contract,
        "Het bericht is van het contract uit 2016 (id.school), dat vervallen is.",
        "The message is of the contract of 2016 (id.school), which was withdrawn.",
        "Werk de software bij naar het contract met http://ketenid.nl/eck/schemas/v1_0.",
        "Update the software to the contract with http://ketenid.nl/eck/schemas/v1_0."},
    rule{
        "eck-id.addressing", severity::error, transport, "In de Header ontbreekt wsa:{expected}.",
        "wsa:{expected} is missing in the Header.",
        "Zet To, Action, MessageID en From in de Header van elke vraag, en Action, MessageID en RelatesTo in elk "
        "antwoord.",
        "Put To, Action, MessageID and From in the Header of each question, and Action, MessageID and RelatesTo in "
        "each "
        "answer."},
    rule{
        "eck-id.action", severity::error, transport, "wsa:Action hoort bij een andere vraag dan die in de Body staat.",
        "wsa:Action belongs to another question than the one in the Body.",
        "Gebruik als Action de namespace, een schuine streep en de naam van de operatie: {expected}.",
        "Use as Action the namespace, a slash and the name of the operation: {expected}."},
    rule{
        "eck-id.school-oin", severity::error, "Edukoppeling 1.2",
        "In wsa:From staat geen OIN van een school ({expected} verwacht).",
        "wsa:From holds no OIN of a school ({expected} expected).",
        "Zet achter het adres in From ?oin= en de twintig tekens van het OIN van de school.",
        "Put ?oin= and the twenty characters of the school's OIN behind the address in From."},
    rule{
        "eck-id.hash-form", severity::error, "ECK iD technical prescription 2",
        "Dit is geen hPGN: verwacht worden 64 hexadecimale cijfers in kleine letters.",
        "This is no hPGN: 64 hexadecimal digits in lower case are expected.",
        "Bereken de hash met scrypt (N 131072, r 8, p 4, 32 bytes); stuur nooit het nummer zelf.",
        "Compute the hash with scrypt (N 131072, r 8, p 4, 32 bytes); never send the number itself."},
    rule{
        "eck-id.root-form", severity::error, contract,
        "Dit is geen stampseudoniem: het is leeg, te lang, bevat spaties of is een ECK iD.",
        "This is no stampseudoniem: it is empty, too long, holds blanks or is an ECK iD.",
        "Gebruik het stampseudoniem dat retrieveStampseudonym gaf, ongewijzigd.",
        "Use the stampseudoniem that retrieveStampseudonym gave, unchanged."},
    rule{
        "eck-id.id-form", severity::error, contract, "Dit is geen ECK iD.", "This is no ECK iD.",
        "Een ECK iD is https://ketenid.nl/, een woord zoals 201703, een schuine streep en 128 hexadecimale cijfers in "
        "kleine "
        "letters.",
        "An ECK iD is https://ketenid.nl/, a word such as 201703, a slash and 128 hexadecimal digits in lower case."},
    rule{
        "eck-id.root-as-id", severity::error, "ECK iD, rules of use",
        "Op de plaats van een ECK iD staat een stampseudoniem. Dat mag de school nooit verlaten.",
        "A stampseudoniem stands where an ECK iD belongs. It may never leave the school.",
        "Behandel dit als een datalek en vraag de dienst wat er gebeurd is; het ECK iD vraagt u op met retrieveEckId.",
        "Treat this as a data leak and ask the service what happened; an ECK iD is asked for with retrieveEckId."},
    rule{
        "eck-id.environment", severity::error, "Schakel, ECK iD settings",
        "Dit ECK iD is van een andere omgeving dan die is ingesteld ({expected}).",
        "This ECK iD is of another environment than the settings name ({expected}).",
        "Kijk of `url` en `environment` onder [eckid] bij elkaar horen.",
        "See whether `url` and `environment` below [eckid] belong together."},
    rule{
        "eck-id.index-repeated", severity::error, contract, "Volgnummer {got} komt twee keer voor.",
        "Index {got} occurs twice.", "Geef elke persoon in een batch een eigen volgnummer.",
        "Give each person of a batch an index of its own."},
    rule{
        "eck-id.id-repeated", severity::error, "ECK iD, rules of use",
        "Twee personen kregen hetzelfde ECK iD (volgnummer {got}).", "Two persons got one ECK iD (index {got}).",
        "Meld dit bij de dienst; van dit antwoord is niets overgenomen.",
        "Tell the service; nothing of this answer was taken over."},
    rule{
        "eck-id.index-unknown", severity::error, contract, "Het antwoord noemt volgnummer {got}, dat niet gevraagd is.",
        "The answer names index {got}, which was not asked about.",
        "Meld dit bij de dienst; van dit antwoord is niets overgenomen.",
        "Tell the service; nothing of this answer was taken over."},
    rule{
        "eck-id.other-answer", severity::error, "WS-Addressing 1.0 Core 3.4",
        "Dit is het antwoord op een andere vraag.", "This is the answer to another question.",
        "Meld dit bij de dienst; van dit antwoord is niets overgenomen.",
        "Tell the service; nothing of this answer was taken over."},
    rule{
        "eck-id.empty", severity::error, contract, "{got} is leeg.", "{got} is empty.",
        "Vul de waarde in; de geldige ketens en sectoren geven retrieveChains en retrieveSectors.",
        "Fill the value in; retrieveChains and retrieveSectors give the chains and sectors that are valid."},
    rule{
        "eck-id.same-number", severity::error, contract, "Het oude en het nieuwe nummer zijn hetzelfde.",
        "The former and the new number are the same.",
        "Vervangen heeft alleen zin als het nummer van de persoon veranderd is.",
        "A replacement makes sense only where the person's number changed."},
    rule{
        "eck-id.list-columns", severity::error, own_list,
        "De kolommen van de lijst zijn niet wat verwacht wordt: {expected}.",
        "The columns of the list are not what is expected: {expected}.",
        "Zet op de eerste regel de namen van de kolommen, gescheiden door komma's.",
        "Put the names of the columns on the first line, separated by commas."},
    rule{
        "eck-id.list-row", severity::error, own_list, "Deze regel heeft {got} cellen; verwacht: {expected}.",
        "This line has {got} cells; expected: {expected}.", "Geef elke regel evenveel cellen als er kolommen zijn.",
        "Give each line as many cells as there are columns."},
    rule{
        "eck-id.key-missing", severity::error, own_list, "De sleutel van deze persoon ontbreekt.",
        "The key of this person is missing.", "Vul de sleutel in waaronder de administratie deze persoon kent.",
        "Fill in the key under which the administration knows this person."},
    rule{
        "eck-id.key-repeated", severity::error, own_list, "Deze sleutel staat ook op regel {got}.",
        "This key also stands in line {got}.", "Neem elke persoon één keer op.", "List each person once."},
    rule{
        "eck-id.number-form", severity::error, "ECK iD technical prescription 1",
        "Dit is geen nummer waarvan een ECK iD gemaakt wordt.", "This is no number that an ECK iD is made of.",
        "Van een leerling: het BSN of onderwijsnummer, negen cijfers met voorloopnullen (een spreadsheet laat die "
        "weg). Van een "
        "leraar: de BRIN, een spatie en het e-mailadres.",
        "Of a pupil: the BSN or onderwijsnummer, nine digits with leading zeros (a spreadsheet drops them). Of a "
        "teacher: the "
        "BRIN, a space and the e-mail address."},
    rule{
        "eck-id.number-repeated", severity::error, own_list, "Dit nummer staat ook op regel {got}.",
        "This number also stands in line {got}.",
        "Twee personen kunnen niet hetzelfde nummer hebben; kijk welke van beide klopt.",
        "Two persons cannot have one number; see which of them is right."},
    rule{
        "eck-id.from-form", severity::error, own_list, "De ingangsdatum is geen dag en geen tijdstip met zone.",
        "The starting date is no day and no moment with a zone.",
        "Schrijf 2026-09-01 of 2026-09-01T00:00:00+02:00, of laat de cel leeg.",
        "Write 2026-09-01 or 2026-09-01T00:00:00+02:00, or leave the cell empty."}};

class checking {
public:
    findings take() {
        std::ranges::stable_sort(list_, {}, [](const finding& one) { return one.where.offset; });
        return std::move(list_);
    }

    void add(std::string_view id, const xml::node& at, std::string expected = {}, std::string got = {}) {
        list_.push_back(found(id, at.offset(), std::move(expected), std::move(got)));
    }

    void needs(const xml::node& header, const xml::node& body, std::string_view name) {
        const xml::node one = header.child(space::addressing, name);
        if (!one || (name != "From" && one.text().empty()))
            add("eck-id.addressing", header ? header : body, std::string(name));
    }

    void hash(const xml::node& at) {
        if (!is_hash(at.text())) add("eck-id.hash-form", at);
    }

    void root(const xml::node& at) {
        if (!may_be_root(at.text())) add("eck-id.root-form", at);
    }

    void chain_id(const xml::node& at) {
        if (is_root(at.text()))
            add("eck-id.root-as-id", at);
        else if (!is_chain_id(at.text()))
            add("eck-id.id-form", at);
    }

    void filled(const xml::node& in, std::initializer_list<std::string_view> names) {
        for (const std::string_view name : names)
            if (const xml::node one = in.child(space::service, name); one.text().empty())
                add("eck-id.empty", one, {}, std::string(name));
    }

    void index(const xml::node& item) {
        const xml::node at = item.child(space::service, "index");
        std::string number(at.text());
        if (!indexes_.insert(number).second) add("eck-id.index-repeated", at, {}, std::move(number));
    }

private:
    findings list_;
    std::set<std::string, std::less<>> indexes_;
};

void check_values(const xml::node& body, operation what, checking& found) {
    switch (what) {
    case operation::root: return found.hash(body.child(space::service, "hpgn"));
    case operation::id:
        found.root(body.child(space::service, "stampseudonym"));
        return found.filled(body, {"chainId", "sectorId"});
    case operation::root_batch:
        for (xml::node one = body.first_child(); one; one = one.next_sibling()) {
            found.index(one);
            found.hash(one.child(space::service, "hPgn"));
        }
        return;
    case operation::id_batch:
        for (xml::node one = body.child(space::service, "stampseudonymList"); one;
             one = one.next(space::service, "stampseudonymList")) {
            found.index(one);
            found.root(one.child(space::service, "stampseudonym"));
        }
        return found.filled(body, {"chainId", "sectorId"});
    case operation::fetch: return found.filled(body, {"batchIdentifier"});
    case operation::replace: {
        const xml::node former = body.child(space::service, "hpgnOld"), present = body.child(space::service, "hpgnNew");
        found.hash(former);
        found.hash(present);
        if (former.text() == present.text()) found.add("eck-id.same-number", present);
        return;
    }
    case operation::ping:
    case operation::chains:
    case operation::sectors: return;
    }
}

} // namespace

std::span<const rule> rule_catalogue() {
    return rules_of_eck_id;
}

const rule& rule_named(std::string_view id) {
    const auto known = std::ranges::find(rules_of_eck_id, id, &rule::id);
    if (known == rules_of_eck_id.end()) throw std::logic_error("no rule " + std::string(id));
    return *known;
}

finding found(std::string_view id, std::size_t offset, std::string expected, std::string got) {
    finding one{&rule_named(id), {}, std::move(expected), std::move(got), {}};
    one.where.offset = offset;
    return one;
}

finding
found_in_line(std::string_view id, std::uint32_t line, std::uint32_t column, std::string expected, std::string got) {
    finding one{&rule_named(id), {}, std::move(expected), std::move(got), {}};
    one.where.line = line;
    one.where.column = column;
    return one;
}

findings check_request(const xml::node& header, const xml::node& body, operation what) {
    checking found;
    for (const std::string_view name : {"To", "Action", "MessageID", "From"}) found.needs(header, body, name);
    const xml::node action = header.child(space::addressing, "Action"), from = header.child(space::addressing, "From");
    if (action && action.text() != action_of(what)) found.add("eck-id.action", action, action_of(what));
    if (from && !is_oin(oin_in(from.child(space::addressing, "Address").text())))
        found.add("eck-id.school-oin", from, "?oin=00000007…");
    check_values(body, what, found);
    return found.take();
}

findings check_response(const xml::node& header, const xml::node& body) {
    checking found;
    if (header) found.needs(header, body, "RelatesTo");
    if (const xml::node one = body.child(space::service, "stampseudonym")) found.root(one);
    if (const xml::node one = body.child(space::service, "eckId")) found.chain_id(one);
    if (body.is(space::service, "submitBatchResponse")) found.filled(body, {"batchIdentifier"});
    if (body.is(space::service, "retrieveBatchResponse"))
        for (xml::node one = body.first_child(); one; one = one.next_sibling()) found.index(one);
    return found.take();
}

} // namespace schakel::eck_id
