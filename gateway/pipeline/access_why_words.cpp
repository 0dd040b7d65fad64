#include "gateway/pipeline/access_why_words.hpp"

#include <array>
#include <utility>

namespace schakel::pipeline::words {

namespace {

using entitlement::access_reason;
using entitlement::verdict;
using enum why_verdict;

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const std::string_view part : parts) out += part;
    return out;
}

why_hop
hop_of(std::string_view name, why_verdict what, std::string code, both_languages found, both_languages next = {}) {
    return {name, what, std::move(code), std::move(found), std::move(next)};
}

// How far a launch came, as part of a sentence.
struct hop_words {
    std::string_view nl, en;
};
constexpr std::array<hop_words, 9> reached{{
    {"de browser kwam binnen", "the browser came in"},
    {"de aanmelding was gecontroleerd", "the login was verified"},
    {"de school was bekend", "the school was found"},
    {"de persoon was bekend", "the person was found"},
    {"er was een route", "a route was found"},
    {"het recht op het product was vastgesteld", "the entitlement was confirmed"},
    {"de gegevens voor de uitgever waren gekozen", "the data for the publisher were chosen"},
    {"de browser was doorgestuurd naar de uitgever", "the browser was sent on to the publisher"},
    {"het materiaal was geopend", "the material was opened"},
}};
const hop_words& words_of(launch::hop which) {
    return reached[static_cast<std::size_t>(which)];
}

std::string when(instant moment) {
    return to_rfc3339(moment);
}

// What each reason of the entitlement check means.
struct reason_words {
    access_reason reason;
    std::string_view nl, en;
};
constexpr std::array<reason_words, 11> reasons{{
    {access_reason::entitled, "Er is een recht op dit product dat geactiveerd kan worden.",
     "There is an entitlement to this product that can be activated."},
    {access_reason::licensed, "Er is een geactiveerd recht dat nu geldt.",
     "There is an activated licence that is valid now."},
    {access_reason::open_order, "Een bestelling voor de school of een groep geeft toegang.",
     "An order for the school or a group gives access."},
    {access_reason::not_entitled, "De school heeft dit product, maar deze persoon heeft er geen recht op.",
     "The school has this product, but this person is not entitled to it."},
    {access_reason::not_confirmed, "Het recht is besteld, maar de uitgever heeft het nog niet bevestigd.",
     "The entitlement was ordered, but the publisher has not confirmed it yet."},
    {access_reason::not_begun, "Het recht gaat later in.", "The entitlement begins later."},
    {access_reason::activation_over, "Het recht is niet op tijd geactiveerd.",
     "The entitlement was not activated in time."},
    {access_reason::expired, "Het recht is verlopen.", "The entitlement has expired."},
    {access_reason::cancelled, "Het recht is ingetrokken.", "The entitlement was cancelled."},
    {access_reason::blocked, "Het recht is geblokkeerd.", "The entitlement is blocked."},
    {access_reason::nothing_known, "Van deze school en dit product is geen enkel recht bekend.",
     "Nothing is known about entitlements of this school to this product."},
}};

} // namespace

// ---------------------------------------------------------------- identity

why_hop identity_known(std::string_view school) {
    return hop_of(
        "identity", good, "identity.known",
        {joined({"Het pseudoniem is bekend bij school ", school, "."}),
         joined({"The pseudonym is known at school ", school, "."})}
    );
}

why_hop identity_by_launches(std::string_view school) {
    if (school.empty())
        return hop_of(
            "identity", unknown, "identity.by-launches",
            {"Het pseudoniem komt alleen voor in pogingen om materiaal te openen, zonder school.",
             "The pseudonym occurs in launches only, without a school."}
        );
    return hop_of(
        "identity", good, "identity.by-launches",
        {joined({"Het pseudoniem is bekend van eerdere pogingen om materiaal te openen, bij school ", school, "."}),
         joined({"The pseudonym is known from earlier launches, at school ", school, "."})}
    );
}

why_hop identity_unknown() {
    return hop_of(
        "identity", failed, "identity.unknown",
        {"Dit pseudoniem is hier onbekend: niet in leerlinggegevens, niet in berichten en niet in pogingen.",
         "This pseudonym is unknown here: in no roster, in no message and in no launch."},
        {"Controleer het pseudoniem, en of de leerling al bij de school is ingeschreven. Pogingen die werden geweigerd "
         "voordat de persoon bekend was, staan in: schakel access attempts.",
         "Check the pseudonym, and whether the pupil is enrolled at the school. Launches that were refused before the "
         "person was known are listed by: schakel access attempts."}
    );
}

// ---------------------------------------------------------------- roster

why_hop no_roster(bool demanded) {
    return hop_of(
        "roster", demanded ? failed : unknown, "roster.none",
        {"Van deze school zijn hier geen leerlinggegevens.", "This gateway has no roster of this school."},
        {demanded ? "De route laat alleen personen door die in de leerlinggegevens staan; haal die op (schakel roster)."
                  : "",
         demanded ? "The route lets only persons of the roster through; fetch one (schakel roster)." : ""}
    );
}

why_hop several_in_roster() {
    return hop_of(
        "roster", failed, "roster.ambiguous",
        {"De namen van deze persoon horen in de leerlinggegevens bij meer dan één persoon.",
         "In the roster the names of this person belong to more than one person."},
        {"Laat de administratie van de school de dubbele inschrijving herstellen.",
         "Have the school's administration repair the double enrolment."}
    );
}

why_hop not_in_roster(std::string_view version, bool demanded) {
    return hop_of(
        "roster", demanded ? failed : unknown, "roster.missing",
        {joined({"Deze persoon staat niet in de leerlinggegevens van de school (versie ", version, ")."}),
         joined({"This person is not in the school's roster (version ", version, ")."})},
        {"Ga na of de leerling in de administratie staat en of die na de inschrijving is opgehaald (schakel roster "
         "show).",
         "See whether the pupil is in the administration, and whether it was fetched since (schakel roster show)."}
    );
}

why_hop left_the_roster(std::string_view version) {
    return hop_of(
        "roster", failed, "roster.left",
        {joined({"Deze persoon staat in de leerlinggegevens als vertrokken (versie ", version, ")."}),
         joined({"In the school's roster this person has left (version ", version, ")."})},
        {"Klopt dat niet, laat de administratie van de school het dan herstellen.",
         "If that is wrong, have the school's administration repair it."}
    );
}

why_hop in_roster(std::string_view version, bool without_groups) {
    return hop_of(
        "roster", good, without_groups ? "roster.without-groups" : "roster.known",
        {joined(
             {"Deze persoon staat in de leerlinggegevens van de school (versie ", version, ")",
              without_groups ? ", zonder groep." : "."}
         ),
         joined(
             {"This person is in the school's roster (version ", version, ")",
              without_groups ? ", without a group." : "."}
         )}
    );
}

// ---------------------------------------------------------------- route

why_hop no_route(const std::vector<std::string>& why) {
    std::string listed;
    for (const std::string& one : why) listed += (listed.empty() ? "" : "; ") + one;
    if (listed.empty()) listed = "-";
    return hop_of(
        "route", failed, "route.none",
        {joined({"Geen enkele [[launch]] laat deze persoon dit product openen (", listed, ")."}),
         joined({"No [[launch]] lets this person open this product (", listed, ")."})},
        {"De beheerder van dit koppelpunt kan een [[launch]] voor deze school en dit product toevoegen.",
         "The operator of this gateway can add a [[launch]] for this school and product."}
    );
}

why_hop routed(std::string_view route, std::string_view publisher) {
    return hop_of(
        "route", good, "route.found",
        {joined({"Route \"", route, "\" leidt naar ", publisher, "."}),
         joined({"Route \"", route, "\" leads to ", publisher, "."})}
    );
}

// ---------------------------------------------------------------- entitlement

why_hop not_checked() {
    return hop_of(
        "entitlement", good, "entitlement.not-checked",
        {"Op deze route wordt het recht op het product niet nagekeken.", "This route does not check entitlements."}
    );
}

why_hop entitlement(const entitlement::access_answer& answer) {
    both_languages found;
    for (const reason_words& one : reasons)
        if (one.reason == answer.why) found = {std::string(one.nl), std::string(one.en)};
    if (!answer.by.id.empty()) {
        const std::string record = joined({" (", answer.by.id, ", ", answer.by.source, ")"});
        found.nl += record;
        found.en += record;
    }
    why_hop out = hop_of(
        "entitlement", answer.what == verdict::allowed ? good : failed, joined({"entitlement.", to_string(answer.why)}),
        std::move(found)
    );
    if (out.what == failed)
        out.next = {
            "Ga bij de school of de distributeur na of het product voor deze persoon is besteld en toegekend.",
            "Ask the school or the distributor whether the product was ordered and assigned for this person."};
    return out;
}

// ---------------------------------------------------------------- launches

why_hop never_launched() {
    return hop_of(
        "launch", unknown, "launch.none",
        {"Er is geen poging van deze persoon om dit product te openen bewaard.",
         "No launch of this product by this person is kept."},
        {"Vraag de leerling het materiaal opnieuw te openen, en stel deze vraag daarna nog eens.",
         "Ask the pupil to open the material again, and ask this again afterwards."}
    );
}

why_hop opened(const launch::attempt& last) {
    return hop_of(
        "launch", good, "launch.opened",
        {joined({"De laatste poging (", when(last.changed), ") opende het materiaal."}),
         joined({"The last launch (", when(last.changed), ") opened the material."})}
    );
}

why_hop refused(const launch::attempt& last) {
    const hop_words& far = words_of(last.reached);
    const std::string reason = last.reason.empty() ? std::string() : ": " + last.reason;
    return hop_of(
        "launch", failed, last.outcome,
        {joined(
             {"De laatste poging (", when(last.changed), ", ", last.trace, ") werd geweigerd nadat ", far.nl, " [",
              last.outcome, "]", reason}
         ),
         joined(
             {"The last launch (", when(last.changed), ", ", last.trace, ") was refused after ", far.en, " [",
              last.outcome, "]", reason}
         )},
        {"De code zegt wat er mis was; de tekst daarachter is van degene die weigerde.",
         "The code says what was wrong; the text behind it is of who refused."}
    );
}

why_hop under_way(const launch::attempt& last) {
    const hop_words& far = words_of(last.reached);
    return hop_of(
        "launch", unknown, "launch.under-way",
        {joined({"Een poging is nog bezig; zover: ", far.nl, "."}),
         joined({"A launch is under way; so far: ", far.en, "."})}
    );
}

why_hop stopped(const launch::attempt& last) {
    const hop_words& far = words_of(last.reached);
    return hop_of(
        "launch", failed, "launch.stopped",
        {joined(
             {"De laatste poging (", when(last.changed), ", ", last.trace, ") bleef steken nadat ", far.nl,
              ": de browser kwam niet terug."}
         ),
         joined(
             {"The last launch (", when(last.changed), ", ", last.trace, ") stopped after ", far.en,
              ": the browser did not come back."}
         )},
        {"Vaak houdt de browser cookies tegen of is het venster gesloten; anders antwoordt het andere systeem niet.",
         "Often the browser blocks cookies or the window was closed; otherwise the other system does not answer."}
    );
}

} // namespace schakel::pipeline::words
