#include "adapters/saml_entree/rules.hpp"

#include "adapters/saml_entree/names.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"

#include <algorithm>

namespace schakel::saml_entree {

namespace {

using outcome = std::optional<finding>;

bool is_over(std::optional<instant> end, const expectation& expected) {
    return end && expected.now >= *end + expected.leeway;
}

bool is_ahead(std::optional<instant> begin, const expectation& expected) {
    return begin && expected.now < *begin - expected.leeway;
}

outcome judge_issuer(const wire::message& head, const expectation& expected) {
    if (head.issuer == expected.identity_provider) return std::nullopt;
    return fault_of(fault::issuer, expected.identity_provider);
}

outcome judge_time(const wire::message& head, const expectation& expected) {
    const bool fits = !is_ahead(head.issued, expected) && !is_over(head.issued + expected.longest, expected);
    return fits ? std::nullopt : outcome(fault_of(fault::issued));
}

outcome judge_request_id(const std::string& in_response_to, const expectation& expected) {
    if (in_response_to == expected.in_response_to) return std::nullopt;
    return fault_of(fault::in_response_to);
}

std::string last_part(const std::string& urn) {
    return urn.substr(urn.rfind(':') + 1);
}

// Codes of the standard are told; what else a party writes there is not.
outcome judge_status(const wire::status& status) {
    if (status.code == names::success) return std::nullopt;
    const auto told = [](const std::string& code) {
        return code.starts_with("urn:oasis:names:tc:SAML:2.0:status:") ? last_part(code) : masked(code);
    };
    return fault_of(
        fault::status, "Success", told(status.code) + (status.finer.empty() ? "" : ", " + told(status.finer))
    );
}

// What speaks against this confirmation; "" for nothing.
std::string_view against(const wire::subject_confirmation& one, const expectation& expected) {
    if (one.method != names::bearer) return "Method";
    if (one.recipient != expected.consumer) return "Recipient";
    if (!one.not_on_or_after || is_over(one.not_on_or_after, expected)) return "NotOnOrAfter";
    if (one.not_before) return "NotBefore";
    if (one.in_response_to != expected.in_response_to) return "InResponseTo";
    return {};
}

outcome judge_confirmations(const wire::assertion& what, const expectation& expected) {
    std::string_view wrong = "SubjectConfirmation";
    for (const wire::subject_confirmation& one : what.confirmations) {
        wrong = against(one, expected);
        if (wrong.empty()) return std::nullopt;
    }
    return fault_of(fault::confirmation, "bearer", wrong);
}

outcome judge_conditions(const wire::conditions& given, const expectation& expected) {
    if (!given.present) return fault_of(fault::conditions);
    if (!given.unknown.empty()) return fault_of(fault::unknown_condition, {}, given.unknown);
    if (is_ahead(given.not_before, expected)) return fault_of(fault::not_yet);
    if (is_over(given.not_on_or_after, expected)) return fault_of(fault::expired);
    const auto names_us = [&](const std::vector<std::string>& one) {
        return std::ranges::find(one, expected.own_entity) != one.end();
    };
    const bool for_us = !given.audiences.empty() && std::ranges::all_of(given.audiences, names_us);
    return for_us ? std::nullopt : outcome(fault_of(fault::audience, expected.own_entity));
}

outcome judge_authentication(const wire::assertion& what, const expectation& expected) {
    const auto goes_on = [&](const wire::authentication& one) { return !is_over(one.session_until, expected); };
    const bool fine = !what.authentications.empty() && std::ranges::all_of(what.authentications, goes_on);
    return fine ? std::nullopt : outcome(fault_of(fault::authentication));
}

outcome judge_destination(const wire::message& head, const expectation& expected) {
    if (head.destination == expected.consumer) return std::nullopt;
    return fault_of(fault::destination, expected.consumer);
}

} // namespace

std::optional<finding> judge_envelope(const wire::response& answer, const expectation& expected) {
    if (outcome wrong = judge_destination(answer.head, expected)) return wrong;
    if (outcome wrong = judge_request_id(answer.head.in_response_to, expected)) return wrong;
    if (outcome wrong = judge_issuer(answer.head, expected)) return wrong;
    if (outcome wrong = judge_status(answer.status)) return wrong;
    return judge_time(answer.head, expected);
}

std::optional<finding> judge_assertion(const wire::assertion& what, const expectation& expected) {
    if (outcome wrong = judge_issuer(what.head, expected)) return wrong;
    if (outcome wrong = judge_conditions(what.conditions, expected)) return wrong;
    if (outcome wrong = judge_confirmations(what, expected)) return wrong;
    if (outcome wrong = judge_authentication(what, expected)) return wrong;
    return judge_time(what.head, expected);
}

std::optional<finding> judge_logout_head(const wire::message& head, const expectation& expected) {
    if (outcome wrong = judge_destination(head, expected)) return wrong;
    if (outcome wrong = judge_request_id(head.in_response_to, expected)) return wrong;
    if (outcome wrong = judge_issuer(head, expected)) return wrong;
    return judge_time(head, expected);
}

std::optional<finding> judge_logout_request(const wire::logout_request& asked, const expectation& expected) {
    if (outcome wrong = judge_logout_head(asked.head, expected)) return wrong;
    if (!asked.name || is_over(asked.not_on_or_after, expected)) return fault_of(fault::logout);
    return std::nullopt;
}

instant end_of(const wire::assertion& what, const expectation& expected) {
    instant end = what.head.issued + expected.longest;
    for (const wire::subject_confirmation& one : what.confirmations)
        if (one.not_on_or_after) end = std::max(end, *one.not_on_or_after);
    if (what.conditions.not_on_or_after) end = std::max(end, *what.conditions.not_on_or_after);
    return end + expected.leeway;
}

} // namespace schakel::saml_entree
