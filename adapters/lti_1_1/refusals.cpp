#include "adapters/lti_1_1/refusals.hpp"

namespace schakel::lti_1_1 {

namespace {

refusal_advice advice_for(const rule& broken) {
    if (&broken == &fault::stale) return refusal_advice::again;
    if (&broken == &fault::unknown_key || &broken == &fault::wrong_signature) return refusal_advice::ask_school;
    return refusal_advice::other_party;
}

} // namespace

refused refuse(findings broken, const std::string& system) {
    const finding& first = broken.front();
    refused out{std::string(first.broken->id), advice_for(*first.broken), first.text(language::en), system};
    out.found = std::move(broken);
    return out;
}

refused refuse(const bad_signature& why) {
    return refuse({found(*why.broken, why.expected, why.got)}, why.party ? why.party->system : std::string());
}

} // namespace schakel::lti_1_1
