#include "gateway/pipeline/question.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;
using form = presented_credentials::form;

// A signature stands in the headers as well, in a form of its own.
bool is_signed(const exchange& asked) {
    constexpr std::string_view scheme = "oauth ";
    const std::string_view header = asked.headers.find("authorization");
    return header.size() > scheme.size() &&
           std::ranges::equal(header.substr(0, scheme.size()), scheme, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
           });
}

void take_caller(question_in_hand& it, result<access::caller, access::refusal> who) {
    if (!who) {
        it.decided = outcome_of(who.error());
        return;
    }
    it.who = std::move(*who);
    it.asked.sender = it.who.system->id;
}

// Whether the headers say who asks.
bool identify_by_headers(question_in_hand& it) {
    const access::access_control& access = it.in_force->access();
    const std::string_view standard = it.by->info().standard;
    if (is_signed(it.asked)) {
        const access::oauth1::signed_request request{
            it.asked.method, it.where.base, it.where.raw_path, it.where.raw_query,
            it.asked.headers.find("authorization")};
        take_caller(it, access.identify_signed(request, standard, it.asked.received_at));
        return true;
    }
    const presented_credentials shown = it.by->credentials(it.asked);
    if (shown.kind == form::none) return false;
    take_caller(it, access.identify(shown, standard, access::purpose::asks));
    return true;
}

void read(question_in_hand& it) {
    decode_options options;
    options.limits = it.where.limits;
    if (it.who.system) {
        options.quirks = it.who.system->query->quirks;
        options.profile = it.who.system->query->profile;
    }
    it.content = it.by->roster()->question(it.asked, options);
}

// A question inside which the asker names itself is read twice only when leniencies or a profile are agreed with it.
void identify_by_content(question_in_hand& it) {
    if (it.content.credentials.kind == form::none) {
        it.decided = outcome::unauthenticated;
        return;
    }
    const auto standard = it.by->info().standard;
    take_caller(it, it.in_force->access().identify(it.content.credentials, standard, access::purpose::asks));
    if (!it.who.system) return;
    const settings::querying& agreed = *it.who.system->query;
    if (!agreed.quirks.empty() || !agreed.profile.empty()) read(it);
}

void check_scope(question_in_hand& it) {
    if (!it.who.granted_one_of(it.content.scopes)) it.decided = outcome::insufficient_scope;
}

void find_school(question_in_hand& it) {
    auto school =
        it.in_force->access().school_for(it.who, it.content.school, it.asked.received_at, access::purpose::asks);
    if (!school) {
        it.decided = outcome_of(school.error());
        return;
    }
    it.school = *school;
    it.asked.school = it.school->id;
    it.released_as = it.in_force->release_for(it.who.system->id, it.school->id);
    if (!it.released_as) it.decided = outcome::forbidden;
}

} // namespace

question_in_hand
read_question(exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force) {
    question_in_hand it;
    it.asked = std::move(asked);
    it.by = &by;
    it.where = std::move(where);
    it.in_force = std::move(in_force);
    const bool by_headers = identify_by_headers(it);
    if (it.decided != outcome::accepted && !it.asked.body.empty()) return it;

    read(it);
    if (it.content.open) {
        it.decided = it.content.report.rejects() ? outcome::invalid : outcome::accepted;
        return it;
    }
    if (!by_headers) identify_by_content(it);
    if (it.decided != outcome::accepted) return it;
    if (it.content.report.rejects()) it.decided = outcome::invalid;
    if (it.decided == outcome::accepted) check_scope(it);
    if (it.decided == outcome::accepted) find_school(it);
    return it;
}

answering options_for(const question_in_hand& of, answer_memo& notes, instant now) {
    answering out;
    out.base_url = of.where.base + std::string(of.by->info().base_path);
    out.now = now;
    out.lang = of.in_force->lang();
    out.memo = &notes;
    if (!of.who.system) return out;
    const settings::querying& agreed = *of.who.system->query;
    if (of.who.scopes) {
        out.scopes = *of.who.scopes;
    } else {
        const auto& all = of.by->roster()->abilities().scopes;
        out.scopes.insert(all.begin(), all.end());
    }
    out.profile = agreed.profile;
    out.quirks = agreed.quirks;
    out.parameters = agreed.parameters;
    out.school = of.school->identifiers_at(of.asked.received_at);
    out.school.push_back({std::string(model::scheme::own_school), of.school->id, {}});
    return out;
}

} // namespace schakel::pipeline
