#include "adapters/uwlr_2_3/wire.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"

#include <vector>

namespace schakel::uwlr_2_3 {

namespace {

constexpr rule eckid_expected{
    "uwlr.eckid-expected",
    severity::warning,
    "UWLR 2.3, identificatie van leerlingen",
    "De leerling wordt alleen met leerlingid genoemd; in 2.3 hoort het ECK iD erbij zodra de leerling dat heeft.",
    "The pupil is named by leerlingid only; 2.3 wants the ECK iD as soon as the pupil has one.",
    "Stuur eckid mee, tenzij de leerling geen ECK iD heeft.",
    "Send eckid too, unless the pupil has no ECK iD."};

constexpr rule roster_pupil_without_id{
    "uwlr.roster-pupil-without-id",
    severity::error,
    "UWLR 2.3, identificatie van leerlingen",
    "De leerling heeft geen eckid en geen key.",
    "The pupil has neither an eckid nor a key.",
    "Geef de leerling het ECK iD, of de key van de administratie als er geen ECK iD is.",
    "Give the pupil the ECK iD, or the key of the administration where there is no ECK iD."};

constexpr rule roster_eckid_expected{
    "uwlr.roster-eckid-expected",
    severity::warning,
    "UWLR 2.3, identificatie van leerlingen",
    "{got} leerlingen staan hier alleen met hun key; in 2.3 hoort het ECK iD erbij zodra de leerling dat heeft.",
    "{got} pupils are here with their key only; 2.3 wants the ECK iD as soon as the pupil has one.",
    "Stuur eckid mee, tenzij de leerling geen ECK iD heeft.",
    "Send eckid too, unless the pupil has no ECK iD."};

} // namespace

std::span<const rule> rules() {
    static const std::vector<rule> all =
        uwlr::rule_catalogue_with({eckid_expected, roster_pupil_without_id, roster_eckid_expected});
    return all;
}

// A sender of 2.2 chose its version for its keys; it is not guessed what 2.3 would make of them.
uwlr::spoken_versions spoken() {
    return {version};
}

uwlr::pupil_data::roster_edition pupils() {
    return {spoken(), {&roster_pupil_without_id, &roster_eckid_expected}, {version, {}, false}};
}

void check(const wire::message& message, findings& list) {
    for (const wire::toetsafname& pupil : message.toetsafnames) {
        if (pupil.eckid) continue;
        finding one;
        one.broken = &eckid_expected;
        one.where.offset = pupil.leerlingid.at;
        list.push_back(one);
    }
}

} // namespace schakel::uwlr_2_3
