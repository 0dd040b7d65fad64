#include "gateway/pipeline/launch_onward.hpp"

#include "gateway/codec/form_fields.hpp"
#include "gateway/pages/render.hpp"
#include "gateway/pipeline/catalogue_address.hpp"
#include "gateway/pipeline/launch_choice.hpp"
#include "gateway/pipeline/launch_grants.hpp"
#include "gateway/pipeline/launch_person.hpp"
#include "gateway/pipeline/launch_release.hpp"
#include "gateway/pipeline/launch_routes.hpp"
#include "gateway/pipeline/launch_sessions.hpp"

namespace schakel::pipeline {

namespace {

using passage_in_hand = std::shared_ptr<passage>;

constexpr auto return_lifetime = std::chrono::hours(8); // a lesson day: until then the way back is known

// Whether the address that is asked for names material of ours: "?item=" that a teacher chose, or "?product=".
struct asked_material {
    std::string item, product;
};

asked_material material_of(const model::launch_resource& opens) {
    asked_material out;
    const std::size_t question = opens.target.find('?');
    if (question != std::string::npos) {
        std::string_view query = std::string_view(opens.target).substr(question + 1);
        query = query.substr(0, query.find('#'));
        if (const auto fields = forms::read(query)) {
            out.item = forms::value_of(*fields, "item");
            out.product = forms::value_of(*fields, "product");
        }
    }
    for (const auto& [name, value] : opens.custom) {
        if (name == "product" && out.product.empty()) out.product = value;
    }
    if (out.product.empty()) out.product = opens.product;
    return out;
}

// A link to chosen material leads to what the publisher gave then, whatever the source made of it. Empty: refused.
std::optional<launch_facts> facts_of(const passage_in_hand& it, model::launch& what) {
    launch_facts out;
    out.source = it->of.source;
    out.school = it->of.school;
    out.kind = what.kind;
    out.roles = what.person.roles;
    out.target = what.resource.target;
    asked_material asked = material_of(what.resource);
    out.product = std::move(asked.product);
    if (!asked.item.empty()) {
        const auto kept = it->with.store.content_items.find(asked.item);
        const auto item = kept ? decode_content_item(kept->document) : std::nullopt;
        if (!item || kept->source != out.source || kept->school != out.school) {
            it->refuse(refusal(
                launch_code::item_unknown, refusal_advice::ask_school,
                "the link names an item that was not chosen for this school and system"
            ));
            return std::nullopt;
        }
        out.publisher = kept->publisher;
        if (!kept->product.empty()) out.product = kept->product;
        what.resource.target = item->url;
        what.resource.custom = item->custom.value_or(model::parameters{});
        it->publishers_parameters = true;
        it->publishers_line = item->line_item;
        if (what.resource.title.empty()) what.resource.title = item->title;
    }
    // An address of ours says no more than that: the target's own address serves.
    if (what.resource.target.starts_with(it->around->where().gateway_url)) what.resource.target.clear();
    if (out.product.empty() && !what.resource.target.empty())
        out.product = it->with.entitlements.product_at(what.resource.target);
    what.resource.product = out.product;
    it->of.product = out.product;
    return out;
}

refused no_route(const std::vector<settings::launch_route>& all, const launch_facts& of) {
    std::string reason = "no [[launch]] holds";
    for (const settings::launch_route& one : all) {
        reason += "; \"" + one.name + "\" fails on " + std::string(failed_condition(one, of));
        if (reason.size() > 400) break;
    }
    return refusal(launch_code::no_route, refusal_advice::ask_school, std::move(reason));
}

// Who the person is at the school, with what is needed to name them elsewhere.
struct person_there {
    stored_keys keys;
    mapping::identity_map people;
    found_person who;

    person_there(const passage_in_hand& it, const model::launch& what)
        : keys(it->with.messages), people(it->of.school, &keys, it->around->in_force().identities_of(it->of.school)) {
        const auto& from = *it->around->in_force().settings().find_system(it->of.source)->launch_from;
        const auto roster = it->with.roster(it->of.school);
        who = find_person(what.person, what.resource, from, people, roster.get());
        it->note_persons(who.ids);
    }
};

// What a person is called elsewhere is kept, so that scores about them are recognised.
void keep_names(const mapping::identity_map& people, const launch_services& with) {
    if (people.added().empty()) return;
    std::vector<outbox::key_row> rows;
    for (const mapping::new_key& one : people.added()) rows.push_back({one.school, one.table, one.key, one.value});
    if (const auto kept = with.keep_names(rows); !kept) {
        with.log.log_event(log_level::warning, "launch.names_not_kept", {{"reason", kept.error().message}});
    }
}

std::optional<refused> check_person(const found_person& who, const settings::launch_route& route) {
    if (who.ambiguous) {
        return refusal(
            launch_code::person_ambiguous, refusal_advice::ask_school,
            "the names of this person belong to several persons of the school's roster"
        );
    }
    if (route.who == settings::launch_route::person::known && !who.known) {
        return refusal(
            launch_code::person_unknown, refusal_advice::ask_school,
            "nobody in the school's roster has a name that the launch tells, and the route wants known persons"
        );
    }
    return std::nullopt;
}

std::optional<refused>
check_entitlement(const passage_in_hand& it, const found_person& who, const settings::launch_route& route) {
    using wanted = settings::launch_route::entitlement;
    if (route.entitled == wanted::not_checked || it->kind == model::launch_kind::deep_linking) return std::nullopt;
    if (it->of.product.empty()) {
        return refusal(
            launch_code::product_unknown, refusal_advice::ask_school,
            "neither the link nor its parameters name a product, and the route wants an entitlement"
        );
    }
    const auto answer = it->with.entitlements.may_open(
        {it->of.school, who.ids, who.employee, who.groups, it->of.product, it->with.time.now()}
    );
    if (answer.what == entitlement::verdict::allowed) return std::nullopt;
    return refusal_of(answer);
}

// Where the source wants people back is not told to the target: our address leads there.
void keep_way_back(const passage_in_hand& it, const model::launch& from, model::launch& to) {
    const std::string& address = from.presentation.return_url;
    if (!address.starts_with("https://") && !address.starts_with("http://")) return;
    const std::string key = launch::states::new_key(it->with.time.now());
    remembered_step step;
    step.kind = remembered_step::what::return_address;
    step.system = it->of.source;
    step.bytes = address;
    it->keep_state(key, step, return_lifetime);
    to.presentation.return_url = it->around->where().gateway_url + "/launch/return?to=" + key;
}

void start(const passage_in_hand& it, const settings::system& target, model::launch what, granted_services services) {
    const settings::launch_target& to = *target.launch_to;
    const adapter* by = it->with.adapters.find(to.standard);
    const launch_party* party = it->around->world().of(to.standard).find(launch_side::target, target.id);
    if (!by || !by->launch() || !party) {
        return it->refuse(
            refusal(launch_code::party_unknown, refusal_advice::ask_school, "no adapter for the standard of the target")
        );
    }
    if (party->unregistered) {
        return it->refuse(refusal(
            launch_code::party_waits, refusal_advice::ask_school,
            "the target has not registered itself, or no administrator has let it in yet"
        ));
    }
    auto shared = std::make_shared<const model::launch>(std::move(what));
    it->step(
        *by,
        [by, shared, party, services = std::move(services)](const launching& with) {
            return by->launch()->start(*shared, *party, services, with);
        },
        [it, by, shared](launch_step made) {
            auto* shown = std::get_if<show>(&made.what);
            if (!shown) return go_on(it, *by, std::move(made));
            it->reach(shown->remember.empty() ? launch::hop::opened : launch::hop::sent);
            if (shown->remember.empty()) it->audit_sent();
            it->tell(std::move(*shown), *by, shared);
        }
    );
}

// A link that names only a product leads to where a catalogue says that it opens.
void find_address(const passage_in_hand& it, const settings::system& target, model::launch& what) {
    if (!what.resource.target.empty() || what.resource.product.empty()) return;
    if (what.kind == model::launch_kind::deep_linking) return;
    const launch_party* party = it->around->world().of(target.launch_to->standard).find(launch_side::target, target.id);
    std::string address = party ? it->with.entitlements.told_of(what.resource.product).address : std::string();
    if (!address.empty() && is_of_target(address, *party)) what.resource.target = std::move(address);
}

// From the moment that both the person and the route are known.
void pass_as(const passage_in_hand& it, const settings::launch_route& route, model::launch what, person_there& person) {
    const configuration& in_force = it->around->in_force();
    const settings::system& target = *in_force.settings().find_system(route.to);
    const settings::school& school = *in_force.settings().find_school(it->of.school);
    it->of.route = route.name;
    it->of.target = target.id;
    if (it->of.product.empty() && !route.opens.empty()) it->of.product = what.resource.product = route.opens;
    find_address(it, target, what);

    const found_person& who = person.who;
    const mapping::destination_profile profile = profile_of(target);
    const launch_names names(profile, it->of.source, person.people);
    if (!who.named_by.empty()) {
        const model::identifier named = names.person(who.named_by);
        it->of.person = named.value;
        it->note_persons({named});
    }
    if (auto why = check_person(who, route)) return it->refuse(std::move(*why));
    it->reach(launch::hop::routed);
    if (auto why = check_entitlement(it, who, route)) return it->refuse(std::move(*why));
    it->reach(launch::hop::entitled);

    const model::launch asked = what;
    what.person.ids = who.ids;
    released_launch free = released(what, who.named_by, route, names, school.identifiers_at(it->with.time.now()));
    if (it->publishers_parameters) free.what.resource.custom = asked.resource.custom;
    it->of.released = std::move(free.fields);
    keep_names(person.people, it->with);
    it->reach(launch::hop::released);

    auto services = grant(it->of, {asked, free.what, it->publishers_line}, route, target, it->with);
    if (!services) {
        return it->refuse(refusal(launch_code::store_unavailable, refusal_advice::again, services.error().message));
    }
    keep_way_back(it, asked, free.what);
    start(it, target, std::move(free.what), std::move(*services));
}

// The administrator can say which school they belong to before anybody comes from there.
result<done> see_deployments(const launch::kept_registration& of, const launch_services& with) {
    if (of.party.side != launch_side::source) return done{};
    for (const std::string& id : of.party.deployments) {
        const auto seen = with.store.registrations.see(
            {of.party.issuer, of.party.client_id, id, of.system, {}, of.title, with.time.now(), {}}
        );
        if (!seen) return seen.error();
    }
    return done{};
}

} // namespace

void pass_on(const passage_in_hand& it, const adapter&, arrived came) {
    ++it->with.counts.arrived;
    it->reach(launch::hop::verified);
    it->of.source = came.system;
    it->of.answer_bytes = std::move(came.answer_bytes);
    it->kind = came.what.kind;
    it->way_back = came.what.presentation.return_url;
    it->around->lang =
        pages::preferred_language(came.what.presentation.locale, it->request.http.headers.find("accept-language"));
    it->note_persons(came.what.person.ids);

    const settings::system* source = it->around->in_force().settings().find_system(it->of.source);
    if (!source || !source->launch_from)
        return it->refuse(refusal(launch_code::party_unknown, refusal_advice::ask_school, "no such source"));
    const settings::school* school = school_of(came.what, *source, it->around->world(), it->with.time.now());
    if (!school) {
        return it->refuse(refusal(
            launch_code::school_unknown, refusal_advice::ask_school,
            "neither deployment nor launch name a school of the settings for which this system may launch"
        ));
    }
    it->of.school = school->id;
    it->reach(launch::hop::school);
    keep_session(it, came.what);

    person_there person(it, came.what);
    const auto facts = facts_of(it, came.what);
    if (!facts) return;
    const auto& all = it->around->in_force().settings().launches;
    const auto routes = matching_launches(all, *facts);
    if (routes.empty()) {
        if (!person.who.ambiguous) it->reach(launch::hop::person);
        return it->refuse(no_route(all, *facts));
    }
    if (came.what.choosing) it->of.asked = std::make_shared<const model::launch>(came.what);
    if (came.what.choosing && needs_choice(*it, routes)) return offer_choice(it, routes, came.what);
    pass_as(it, *routes.front(), std::move(came.what), person);
}

void pass_under(const passage_in_hand& it, const settings::launch_route& route, model::launch what) {
    person_there person(it, what);
    pass_as(it, route, std::move(what), person);
}

result<std::string> store_registration(const registration& what, const launch_services& with) {
    auto invitation = with.store.states.take(what.token_used);
    if (!invitation) return invitation.error();
    if (!*invitation) return failure{"the invitation was used before, is over, or is not ours"};
    launch::kept_registration kept;
    kept.system = **invitation;
    kept.title = what.title;
    kept.party = what.party;
    kept.party.system = kept.system;
    kept.made = with.time.now();
    if (const auto stored = with.store.registrations.add(kept); !stored) return stored.error();
    if (const auto seen = see_deployments(kept, with); !seen) return seen.error();
    with.log.log_event(log_level::info, "launch.registration", {{"system", kept.system}});
    return kept.system;
}

} // namespace schakel::pipeline
