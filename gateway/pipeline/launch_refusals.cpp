#include "gateway/pipeline/launch_refusals.hpp"

#include <array>

namespace schakel::pipeline {

namespace {

struct words {
    std::string_view code;
    std::string_view nl, en;
};

// What happened, where the code says more than the advice.
constexpr std::array what_happened{
    words{
        launch_code::step_unknown, "Deze pagina is verlopen of al een keer gebruikt.",
        "This page has expired or has been used before."},
    words{launch_code::replayed, "Deze pagina is al een keer gebruikt.", "This page has been used before."},
    words{
        launch_code::party_waits, "Dit lesmateriaal is nog niet aangesloten.",
        "This learning material has not been connected yet."},
    words{launch_code::school_unknown, "Je school is hier nog niet bekend.", "Your school is not known here yet."},
    words{
        launch_code::person_unknown, "Je staat nog niet in de gegevens van je school.",
        "You are not yet in the records of your school."},
    words{
        launch_code::person_ambiguous, "Je staat meer dan een keer in de gegevens van je school.",
        "You are in the records of your school more than once."},
    words{
        launch_code::no_route, "Dit lesmateriaal is voor jou nog niet ingesteld.",
        "This learning material has not been set up for you yet."},
    words{
        launch_code::item_unknown, "Dit lesmateriaal bestaat niet (meer).",
        "This learning material does not exist (any more)."},
    words{
        launch_code::product_unknown, "Het is niet duidelijk welk lesmateriaal je wilt openen.",
        "It is not clear which learning material you want to open."},
    words{
        launch_code::not_entitled, "Je hebt (nog) geen toegang tot dit lesmateriaal.",
        "You do not have access to this learning material (yet)."},
    words{
        launch_code::entitlement_unknown, "Het is niet bekend of je dit lesmateriaal mag openen.",
        "It is not known whether you may open this learning material."},
    words{
        launch_code::no_choice, "Er is geen lesmateriaal om uit te kiezen.",
        "There is no learning material to choose from."},
    words{
        launch_code::store_unavailable, "Het openen lukt op dit moment niet.", "Opening does not work at the moment."},
};

struct advice_words {
    std::string_view what_nl, what_en, to_do_nl, to_do_en;
};

advice_words words_of(refusal_advice which) {
    switch (which) {
    case refusal_advice::again:
        return {
            "Het lesmateriaal kon niet worden geopend.", "The learning material could not be opened.",
            "Ga terug en open het lesmateriaal opnieuw.", "Go back and open the learning material again."};
    case refusal_advice::sign_in:
        return {
            "Je bent niet (meer) ingelogd.", "You are not signed in (any more).",
            "Log opnieuw in en open daarna het lesmateriaal.", "Sign in again and then open the learning material."};
    case refusal_advice::cookies:
        return {
            "Je browser houdt iets tegen dat nodig is om je te herkennen.",
            "Your browser blocks something that is needed to recognise you.",
            "Open het lesmateriaal opnieuw, vanuit je leeromgeving. Gebeurt dit weer? Sta dan cookies toe voor deze "
            "site.",
            "Open the learning material again, from your learning environment. Does it happen again? Then allow "
            "cookies "
            "for this site."};
    case refusal_advice::other_party:
        return {
            "Een ander systeem geeft op dit moment geen goed antwoord.",
            "Another system gives no proper answer at the moment.",
            "Probeer het over een paar minuten opnieuw. Lukt het dan nog niet, vraag dan je leraar om hulp en noem de "
            "code "
            "hieronder.",
            "Try again in a few minutes. If that does not help, ask your teacher and mention the code below."};
    case refusal_advice::nothing:
    case refusal_advice::ask_school: break;
    }
    return {
        "Het lesmateriaal kon niet worden geopend.", "The learning material could not be opened.",
        "Vraag je leraar of de ICT van je school om hulp, en noem de code hieronder.",
        "Ask your teacher or your school's IT for help, and mention the code below."};
}

} // namespace

refused refusal(std::string_view code, refusal_advice advice, std::string reason) {
    refused out;
    out.code = code;
    out.advice = advice;
    out.reason = std::move(reason);
    return out;
}

refused refusal_of(const entitlement::access_answer& answer) {
    const bool unknown = answer.what == entitlement::verdict::unknown;
    std::string reason(entitlement::to_string(answer.why));
    if (!answer.by.id.empty()) reason += ", decided by record " + answer.by.id + " of " + answer.by.source;
    return refusal(
        unknown ? launch_code::entitlement_unknown : launch_code::not_entitled, refusal_advice::ask_school,
        std::move(reason)
    );
}

int status_of(const refused& why) {
    if (why.code == launch_code::internal) return 500;
    if (why.code == launch_code::store_unavailable) return 503;
    if (why.code == launch_code::item_unknown) return 404;
    if (why.advice == refusal_advice::other_party) return 502;
    return 403;
}

refusal_page page_of(const refused& why, std::string_view reference, std::string_view back) {
    const advice_words usual = words_of(why.advice);
    refusal_page out;
    out.code = why.code;
    out.what = {std::string(usual.what_nl), std::string(usual.what_en)};
    for (const words& one : what_happened) {
        if (one.code == why.code) out.what = {std::string(one.nl), std::string(one.en)};
    }
    out.to_do = {std::string(usual.to_do_nl), std::string(usual.to_do_en)};
    out.reference = reference;
    out.back = back;
    return out;
}

} // namespace schakel::pipeline
