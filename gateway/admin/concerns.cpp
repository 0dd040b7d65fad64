// What a person should look at, in words: a catalogue as of all findings.
#include "gateway/admin/condition.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace schakel::admin {

namespace {

constexpr std::uint64_t many_groups = 10'000; // a minute of full speed and more: the tables should be there long before
constexpr std::uint64_t least_room = 10;      // per cent of the disk
constexpr auto lately = std::chrono::minutes(1);
constexpr auto certificate_soon = std::chrono::days(30), certificate_now = std::chrono::days(3);

constexpr rule stopping{
    "status.stopping",
    severity::error,
    {},
    "de gateway wordt afgesloten en neemt niets meer aan",
    "the gateway is being shut down and accepts nothing more",
    "Start hem weer.",
    "Start it again."};
constexpr rule overloaded{
    "status.overloaded",
    severity::error,
    {},
    "er komt meer binnen dan verwerkt kan worden; tegen de afzenders van {got} berichten sinds de start is gezegd dat "
    "zij later terug moeten komen",
    "more comes in than can be done; the senders of {got} messages since the start were told to come again",
    "Afzenders komen na Retry-After terug; er gaat niets verloren. Houdt het aan, geef de gateway meer kernen of laat "
    "afzenders hun werk spreiden.",
    "Senders come again after Retry-After; nothing is lost. If it lasts, give the gateway more cores or have senders "
    "spread their work."};
constexpr rule store_refuses{
    "status.store-refuses",
    severity::error,
    {},
    "er wordt niets aangenomen: {got}",
    "nothing is accepted: {got}",
    "Maak ruimte op de schijf, of start de gateway opnieuw als het schrijven mislukte. Afzenders krijgen 503 en komen "
    "terug; er gaat niets verloren.",
    "Make room on the disk, or start the gateway again when writing failed. Senders get 503 and come again; nothing is "
    "lost."};
constexpr rule party_failing{
    "status.party-failing",
    severity::error,
    {},
    "afleveren aan {expected} lukt niet: {got}",
    "deliveries to {expected} fail: {got}",
    "De gateway blijft het proberen; er gaat niets verloren. Houdt het aan, bel dan de beheerder van dat systeem.",
    "The gateway goes on trying; nothing is lost. If it lasts, call whoever runs that system."};
constexpr rule party_retrying{
    "status.party-retrying",
    severity::warning,
    {},
    "de laatste poging bij {expected} mislukte: {got}",
    "the last try at {expected} failed: {got}",
    "Niets te doen: de gateway probeert het zo weer.",
    "Nothing to do: the gateway tries again shortly."};
constexpr rule store_damaged{
    "status.store-damaged",
    severity::warning,
    {},
    "bij het openen was beschadigd: {got}",
    "found damaged when it was opened: {got}",
    "Kijk de schijf na. Wat beschadigd was is gemeld en apart gezet; de rest ging door.",
    "Look at the disk. What was damaged is told and set aside; everything else went on."};
constexpr rule tables_behind{
    "status.tables-behind",
    severity::warning,
    {},
    "de tabellen lopen {got} groepen achter op het journaal",
    "the tables are {got} groups behind the journal",
    "Wat is aangenomen staat veilig op schijf; zoeken en tonen wachten. Kijk of de schijf vol of traag is.",
    "What was accepted is safe on disk; searching and showing wait. See whether the disk is full or slow."};
constexpr rule disk_low{
    "status.disk-low",
    severity::warning,
    {},
    "nog {got} % van de schijf is vrij",
    "{got} % of the disk is free",
    "Maak ruimte, of bewaar korter ([retention]).",
    "Make room, or keep for a shorter time ([retention])."};
constexpr rule route_paused{
    "status.route-paused",
    severity::warning,
    {},
    "route {expected} is gepauzeerd tot {got}",
    "route {expected} is paused until {got}",
    "Wat ervoor binnenkomt wordt bewaard en gaat daarna in volgorde. Eerder: schakel resume ROUTE.",
    "What comes in for it is kept, and leaves in order afterwards. Sooner: schakel resume ROUTE."};
constexpr rule party_held{
    "status.party-held",
    severity::warning,
    {},
    "{got} afleveringen aan {expected} wachten op een mens",
    "{got} deliveries to {expected} wait for a person",
    "Bekijk ze met: schakel messages --status held. Herstel de oorzaak en bied ze opnieuw aan.",
    "Look at them with: schakel messages --status held. Mend the cause and replay them."};
constexpr rule dead_letters{
    "status.dead-letters",
    severity::warning,
    {},
    "{got} afleveringen zijn geweigerd, apart gezet of verlopen",
    "{got} deliveries were rejected, quarantined or expired",
    "Bekijk ze met: schakel messages --status rejected (of quarantined, expired).",
    "Look at them with: schakel messages --status rejected (or quarantined, expired)."};
constexpr rule reload_refused{
    "status.reload-refused",
    severity::warning,
    {},
    "de laatste herlading is niet toegepast: {got}",
    "the last reload was not applied: {got}",
    "Herstel de configuratie en herlaad.",
    "Mend the configuration and reload."};
constexpr rule file_differs{
    "status.file-differs",
    severity::warning,
    {},
    "het configuratiebestand verschilt van wat is toegepast",
    "the configuration file differs from what is applied",
    "Controleer het met schakel check en herlaad.",
    "Check it with schakel check, and reload."};
constexpr rule insecure{
    "status.insecure",
    severity::warning,
    {},
    "onversleuteld verkeer buiten deze machine is toegestaan",
    "clear text beyond this machine is allowed",
    "Haal allow_insecure uit [gateway].",
    "Take allow_insecure out of [gateway]."};
constexpr rule certificate_ends{
    "status.certificate-ends",
    severity::warning,
    {},
    "het certificaat van {expected} verloopt op {got}",
    "the certificate of {expected} ends at {got}",
    "Vernieuw het en herlaad.",
    "Renew it and reload."};
constexpr rule certificate_ends_now{
    "status.certificate-ends-now",
    severity::error,
    {},
    "het certificaat van {expected} verloopt op {got}",
    "the certificate of {expected} ends at {got}",
    "Vernieuw het en herlaad.",
    "Renew it and reload."};

void look_at_gateway(findings& out, const gateway_condition& now) {
    if (now.stopping) out.push_back({&stopping, {}, {}, {}, {}});
    if (now.last_late && now.at - *now.last_late < lately)
        out.push_back({&overloaded, {}, {}, std::to_string(now.late), {}});
}

void look_at_parties(findings& out, const gateway_condition& now) {
    for (const auto& [id, party] : now.parties) {
        const std::string_view state = party.state();
        if (state == "failing") out.push_back({&party_failing, {}, id, party.out.reason, {}});
        if (state == "retrying") out.push_back({&party_retrying, {}, id, party.out.reason, {}});
        if (party.held > 0) out.push_back({&party_held, {}, id, std::to_string(party.held), {}});
    }
}

void look_at_pauses(findings& out, const gateway_condition& now) {
    for (const outbox::route_pause& one : now.pauses)
        out.push_back({&route_paused, {}, one.route, to_rfc3339(one.until), {}});
}

void look_at_store(findings& out, const gateway_condition& now) {
    if (!now.trouble.empty()) out.push_back({&store_refuses, {}, {}, now.trouble, {}});
    for (const std::string& one : now.damage) out.push_back({&store_damaged, {}, {}, one, {}});
    if (now.groups_behind > many_groups) out.push_back({&tables_behind, {}, {}, std::to_string(now.groups_behind), {}});
    if (now.counts.dead_letters > 0)
        out.push_back({&dead_letters, {}, {}, std::to_string(now.counts.dead_letters), {}});
    if (!now.disk) return;
    const std::uint64_t part = now.disk->available / std::max<std::uint64_t>(1, now.disk->total / 100);
    if (part < least_room) out.push_back({&disk_low, {}, {}, std::to_string(part), {}});
}

void look_at_configuration(findings& out, const gateway_condition& now) {
    if (now.last_reload && !now.last_reload->applied)
        out.push_back({&reload_refused, {}, {}, now.last_reload->message, {}});
    if (now.file_differs) out.push_back({&file_differs, {}, {}, {}, {}});
    if (now.in_force->settings().gateway.allow_insecure) out.push_back({&insecure, {}, {}, {}, {}});
}

void look_at_certificates(findings& out, const gateway_condition& now) {
    for (const auto& [listener, end] : now.certificate_ends) {
        if (end - now.at > certificate_soon) continue;
        const rule& which = end - now.at > certificate_now ? certificate_ends : certificate_ends_now;
        out.push_back({&which, {}, listener, to_rfc3339(end), {}});
    }
}

} // namespace

std::vector<part_concerns> concerns_by_part(const gateway_condition& now) {
    struct look {
        std::string_view part;
        void (*at)(findings& out, const gateway_condition& now);
    };
    static constexpr std::array<look, 6> looks{
        {{"gateway", look_at_gateway},
         {"store", look_at_store},
         {"parties", look_at_parties},
         {"routes", look_at_pauses},
         {"configuration", look_at_configuration},
         {"certificates", look_at_certificates}}};
    std::vector<part_concerns> out;
    for (const look& one : looks) one.at(out.emplace_back(part_concerns{one.part, {}}).concerns, now);
    return out;
}

findings concerns_of(const gateway_condition& now) {
    findings out;
    for (part_concerns& part : concerns_by_part(now)) std::ranges::move(part.concerns, std::back_inserter(out));
    std::ranges::stable_sort(out, std::greater{}, [](const finding& one) { return one.broken->level; });
    return out;
}

} // namespace schakel::admin
