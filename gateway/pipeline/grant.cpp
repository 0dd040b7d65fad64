#include "gateway/pipeline/grant.hpp"

#include "gateway/adapter/minted_id.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/pipeline/acceptance.hpp"
#include "gateway/pipeline/stored_exchange.hpp"

#include <utility>
#include <vector>

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;
constexpr std::string_view confirmation_route = "confirmation";

// A telling on its way.
class granting {
public:
    granting(
        exchange message, const adapter& by, arrival where, std::shared_ptr<const configuration> in_force,
        const grant_services& services, std::function<void(reply)> respond
    )
        : it_(std::make_shared<judged>()), where_(std::move(where)), in_force_(std::move(in_force)), with_(services),
          respond_(std::move(respond)) {
        it_->message = std::move(message);
        it_->by = &by;
    }

    void run() {
        identify();
        if (good()) read();
        if (good()) check_scope();
        if (good()) find_school();
        if (good())
            if (auto told = answer_to_named(*it_, with_.flow, in_force_->lang())) return respond_(*std::move(told));
        plan planned;
        planned.routed = true;
        if (good() && !is_known()) {
            load();
            if (good()) planned.deliveries = confirmations();
        }
        if (!good()) return refuse_judged(*it_, {}, where_.listener, with_.flow, in_force_->lang(), respond_);
        accept_judged(it_, std::move(planned), where_.listener, with_.flow, in_force_, respond_);
    }

private:
    bool good() const { return it_->decided == outcome::accepted; }

    void identify() {
        auto who = in_force_->access().identify(it_->by->credentials(it_->message), it_->by->info().standard);
        if (!who) {
            it_->decided = outcome_of(who.error());
            return;
        }
        it_->who = *std::move(who);
        it_->message.sender = it_->who.system->id;
    }

    void read() {
        decode_options options;
        options.limits = where_.limits;
        options.quirks = it_->agreed().quirks;
        options.profile = it_->agreed().profile;
        reading_ = it_->by->entitlements()->take(it_->message, options, records_);
        decoded& content = it_->content;
        content.report = std::move(reading_.report);
        content.kind = reading_.kind;
        content.version = reading_.version;
        content.school = reading_.school;
        content.trace = reading_.trace;
        // Who has no reference for it says the same in the same bytes.
        const std::string digest = crypto::sha256_hex(it_->message.body);
        key_ = content.kind + ":" + (reading_.reference.empty() ? digest : reading_.reference);
        content.keys = {{key_, digest}};
        content.repeats_may_differ = false;
        if (content.report.rejects()) it_->decided = outcome::invalid;
    }

    void check_scope() {
        if (!it_->who.granted_one_of(reading_.scopes)) it_->decided = outcome::insufficient_scope;
    }

    // What customers of no school bought names none.
    void find_school() {
        if (reading_.school.empty()) return;
        auto school = in_force_->access().school_for(it_->who, reading_.school, it_->message.received_at);
        if (!school) {
            it_->decided = outcome_of(school.error());
            return;
        }
        it_->school = *school;
        it_->message.school = it_->school->id;
    }

    // A request that was accepted before brings nothing new, however much happened since. The store tells whether it is
    // the same.
    bool is_known() const {
        const std::string scope = it_->message.sender + "|" + it_->message.school + "|" + it_->message.standard;
        return with_.flow.store.find_by_record(scope, key_).has_value();
    }

    void load() {
        const auto& allowed = it_->who.system->receive->schools;
        entitlement::load_request what;
        what.source = it_->message.sender;
        what.actor = "system:" + it_->message.sender;
        what.school = [this](const model::identifiers& named) -> std::optional<std::string> {
            auto school = in_force_->access().school_for(it_->who, named, it_->message.received_at);
            return school ? std::optional((*school)->id) : std::nullopt;
        };
        if (!allowed.empty()) what.may_change = allowed;
        const auto loaded = with_.holdings.load(what, [this](entitlement_sink& into) {
            for (const model::access::record& one : records_.records) into.add(model::access::record(one));
            return true;
        });
        if (!loaded)
            it_->decided = outcome::unavailable;
        else if (loaded->of_unknown_schools > 0)
            it_->decided = outcome::unknown_school;
        else if (loaded->displaced && with_.fetch_again)
            with_.fetch_again(what.source);
    }

    // The system that told it, or another one that stands for it there: who is spoken to in the same standard.
    const destination* confirmed_to() const {
        const settings::system& sender = *it_->who.system;
        const auto speaks = [&](const std::string& id) -> const destination* {
            const destination* to = in_force_->find_destination(id);
            return to && to->by->info().standard == it_->message.standard ? to : nullptr;
        };
        for (const std::string& id : sender.receive->confirm_to)
            if (const destination* to = speaks(id)) return to;
        return speaks(sender.id);
    }

    std::vector<outbox::delivery> confirmations() const {
        std::vector<outbox::delivery> list;
        const destination* to = confirmed_to();
        if (!to) return list;
        encode_options options{to->system->send->parameters, to->system->send->quirks, {}, it_->message.received_at};
        if (it_->school) options.school = it_->school->identifiers_at(it_->message.received_at);
        const std::string space = minting_space({{"system", it_->message.sender, {}}});
        const std::string receipt = minted_id(space, "receipt", key_);
        for (const model::access::record& one : records_.records) {
            for (outgoing& each : to->by->entitlements()->confirm(reading_, one, receipt, options)) {
                outbox::delivery made = stored_delivery(std::move(each), it_->message, with_.flow.time);
                made.route = confirmation_route;
                made.destination = to->system->id;
                made.standard = to->by->info().standard;
                list.push_back(std::move(made));
            }
        }
        return list;
    }

    std::shared_ptr<judged> it_;
    arrival where_;
    std::shared_ptr<const configuration> in_force_;
    grant_services with_;
    std::function<void(reply)> respond_;
    entitlement_reading reading_;
    collected_entitlements records_;
    std::string key_; // by which the store knows it again
};

} // namespace

void take_grant(
    exchange message, const adapter& by, const arrival& where, std::shared_ptr<const configuration> in_force,
    const grant_services& services, std::function<void(reply)> respond
) {
    auto it =
        std::make_shared<granting>(std::move(message), by, where, std::move(in_force), services, std::move(respond));
    services.work([it] { it->run(); });
}

} // namespace schakel::pipeline
