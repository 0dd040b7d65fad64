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

} // namespace

std::span<const rule> rules() {
    static const std::vector<rule> all = uwlr::rule_catalogue_with(eckid_expected);
    return all;
}

// A sender of 2.2 chose its version for its keys; it is not guessed what 2.3 would make of them.
uwlr::spoken_versions spoken() {
    return {version};
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
