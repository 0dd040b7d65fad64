#include "gateway/pipeline/entitlement_query.hpp"

#include "gateway/entitlement/memory_holdings.hpp"
#include "gateway/pipeline/released_holdings.hpp"

#include <utility>
#include <vector>

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;
using form = presented_credentials::form;

// A question on its way to its answer, which comes from another thread.
struct asking_holdings {
    exchange asked;
    const adapter* by = nullptr;
    asked_at where;
    std::shared_ptr<const configuration> in_force;
    entitlement_query_services with;
    std::function<void(query_answer)> respond;
    entitlement_question content = {};
    access::caller who = {};
    const settings::school* school = nullptr; // of a question about one

    void tell(std::string_view how, std::uint64_t persons) const {
        answered entry;
        entry.party = asked.sender.empty() ? "anybody" : asked.sender;
        entry.school = asked.school;
        entry.standard = asked.standard;
        entry.kind = content.kind;
        entry.outcome = how;
        entry.persons = content.catalogue ? 0 : persons;
        with.questions.counts.persons += entry.persons;
        with.questions.audit.add(std::move(entry));
    }

    void refuse(outcome why) {
        with.questions.counts.add(why);
        with.questions.log.log_event(
            log_level::warning, "question.refused",
            {{"standard", asked.standard}, {"system", asked.sender}, {"outcome", to_string(why)}}
        );
        if (who.system) tell(to_string(why), 0);
        disposition told;
        told.what = why;
        told.report = &content.report;
        told.lang = in_force->lang();
        respond({by->acknowledge(asked, told), {}, {}});
    }
};

using asking_pointer = std::shared_ptr<asking_holdings>;

// Tells how many persons an answer named, once it is whole.
class told_bytes final : public byte_source {
public:
    told_bytes(std::unique_ptr<byte_source> from, std::shared_ptr<const answer_tally> tally, asking_pointer of)
        : from_(std::move(from)), tally_(std::move(tally)), of_(std::move(of)) {}
    ~told_bytes() override {
        if (!told_) tell("cut off");
    }

    bool next(std::string& into) override {
        const bool more = from_->next(into);
        if (!more && !told_) tell(from_->failed() ? "failed" : "answered");
        return more;
    }
    bool failed() const override { return from_->failed(); }

private:
    void tell(std::string_view how) {
        told_ = true;
        of_->tell(how, tally_ ? tally_->persons : 0);
    }

    std::unique_ptr<byte_source> from_;
    std::shared_ptr<const answer_tally> tally_;
    asking_pointer of_;
    bool told_ = false;
};

outcome identify(asking_holdings& it, const presented_credentials& shown) {
    if (shown.kind == form::none) return outcome::unauthenticated;
    auto who = it.in_force->access().identify(shown, it.by->info().standard, access::purpose::asks);
    if (!who) return outcome_of(who.error());
    it.who = *std::move(who);
    it.asked.sender = it.who.system->id;
    return outcome::accepted;
}

void read(asking_holdings& it) {
    decode_options options;
    options.limits = it.where.limits;
    if (it.who.system) {
        options.quirks = it.who.system->query->quirks;
        options.profile = it.who.system->query->profile;
    }
    it.content = it.by->entitlements()->question(it.asked, options);
}

outcome find_school(asking_holdings& it) {
    if (it.content.catalogue || it.content.school.empty()) return outcome::accepted;
    auto school =
        it.in_force->access().school_for(it.who, it.content.school, it.asked.received_at, access::purpose::asks);
    if (!school) return outcome_of(school.error());
    it.school = *school;
    it.asked.school = it.school->id;
    return outcome::accepted;
}

// Credentials in headers are judged before the body is read, those inside it after that.
outcome admitted(asking_holdings& it) {
    const presented_credentials shown = it.by->credentials(it.asked);
    if (shown.kind != form::none)
        if (const outcome why = identify(it, shown); why != outcome::accepted) return why;
    read(it);
    if (it.content.open) return it.content.report.rejects() ? outcome::invalid : outcome::accepted;
    if (!it.who.system) {
        if (it.content.credentials.kind == form::none && it.content.report.rejects()) return outcome::invalid;
        if (const outcome why = identify(it, it.content.credentials); why != outcome::accepted) return why;
    }
    if (it.content.report.rejects()) return outcome::invalid;
    if (!it.who.granted_one_of(it.content.scopes)) return outcome::insufficient_scope;
    return find_school(it);
}

// What the asker may see. A school of which nothing is known has nothing.
std::shared_ptr<const entitlement_view> view_for(const asking_holdings& it) {
    std::vector<std::string> schools;
    const auto& allowed = it.who.system->query->schools;
    if (it.school) {
        schools = {it.school->id};
    } else {
        for (const settings::school& one : it.in_force->settings().schools)
            if (allowed.empty() || allowed.contains(one.id)) schools.push_back(one.id);
    }
    auto all = it.with.holdings.view(it.content.catalogue, it.content.catalogue ? nullptr : &schools);
    if (it.content.catalogue) return all;
    std::vector<std::shared_ptr<const release>> under;
    for (const std::string& school : schools)
        if (auto one = it.in_force->release_for(it.who.system->id, school)) under.push_back(std::move(one));
    if (!all) all = std::make_shared<const entitlement::memory_holdings>();
    return released(std::move(all), std::move(under));
}

answering options_for(const asking_holdings& it) {
    answering out;
    out.base_url = it.where.base + std::string(it.by->info().base_path);
    out.now = it.with.questions.time.now();
    out.lang = it.in_force->lang();
    if (!it.who.system) return out;
    const settings::querying& agreed = *it.who.system->query;
    if (it.who.scopes) out.scopes = *it.who.scopes;
    out.profile = agreed.profile;
    out.quirks = agreed.quirks;
    out.parameters = agreed.parameters;
    if (!it.school) return out;
    out.school = it.school->identifiers_at(it.asked.received_at);
    out.school.push_back({std::string(model::scheme::own_school), it.school->id, {}});
    return out;
}

void answer(const asking_pointer& it) {
    auto view = it->content.open ? nullptr : view_for(*it);
    if (!view && !it->content.open) return it->refuse(outcome::unroutable);
    served_answer made = it->by->entitlements()->answer(it->asked, it->content, std::move(view), options_for(*it));
    it->with.questions.counts.add(outcome::accepted);
    if (!made.stream) {
        it->tell("answered", made.tally ? made.tally->persons : 0);
        auto body = std::make_shared<const std::string>(std::exchange(made.head.body, {}));
        return it->respond({std::move(made.head), std::move(body), {}});
    }
    auto bytes = std::make_shared<told_bytes>(std::move(made.stream), std::move(made.tally), it);
    it->respond({std::move(made.head), {}, std::move(bytes)});
}

} // namespace

void entitlement_query(
    exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force,
    const entitlement_query_services& services, std::function<void(query_answer)> respond
) {
    auto it = std::make_shared<asking_holdings>(asking_holdings{
        std::move(asked), &by, std::move(where), std::move(in_force), services, std::move(respond)});
    if (const outcome why = admitted(*it); why != outcome::accepted) return it->refuse(why);
    it->with.questions.work([it] { answer(it); });
}

} // namespace schakel::pipeline
