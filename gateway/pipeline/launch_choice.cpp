#include "gateway/pipeline/launch_choice.hpp"

#include "gateway/adapter/launch_quirks.hpp"
#include "gateway/pipeline/catalogue_address.hpp"
#include "gateway/pipeline/launch_onward.hpp"
#include "gateway/pipeline/launch_routes.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::pipeline {

namespace {

using passage_in_hand = std::shared_ptr<passage>;

constexpr auto choice_lifetime = std::chrono::hours(1);
constexpr std::size_t on_a_page = 20;
constexpr std::string_view link_type = "ltiResourceLink";
constexpr std::string_view choice_path = "/launch/choice";

bool can_choose(const passage& it, const settings::system& target) {
    const adapter* by = it.with.adapters.find(target.launch_to->standard);
    const bool able = by && by->launch() && by->launch()->abilities().deep_linking;
    return able && !target.launch_to->quirks.contains(launch_quirk::no_choice);
}

// As people know the product; its code where no catalogue tells.
std::string title_of(const passage& it, const std::string& product) {
    std::string told = it.with.entitlements.told_of(product).title;
    return told.empty() ? product : told;
}

// Of a publisher that offers no choice of its own, each product of the route and its launch address is one.
std::vector<chooser_page::item> choices_of(const passage& it, const settings::launch_route& route) {
    const settings::system& target = *it.around->in_force().settings().find_system(route.to);
    if (can_choose(it, target)) return {{route.name, target.name, {}, false}};
    std::vector<chooser_page::item> out;
    for (const std::string& product : route.products)
        out.push_back({route.name + '\n' + product, target.name + ", " + title_of(it, product), {}, false});
    if (out.empty()) out.push_back({route.name + '\n', target.name, {}, false});
    return out;
}

const settings::launch_route* route_named(const passage& it, std::string_view name) {
    const auto& all = it.around->in_force().settings().launches;
    const auto found = std::ranges::find(all, name, &settings::launch_route::name);
    return found == all.end() ? nullptr : &*found;
}

// A link that leads to the publisher's own address, made without asking the publisher.
model::content_item link_to(const passage& it, const settings::launch_route& route, const std::string& product) {
    const settings::system& target = *it.around->in_force().settings().find_system(route.to);
    model::content_item out;
    out.type = link_type;
    const launch_party* party = it.around->world().of(target.launch_to->standard).find(launch_side::target, target.id);
    const std::string told = product.empty() ? std::string() : it.with.entitlements.told_of(product).address;
    out.url = party && is_of_target(told, *party) ? told : target.launch_to->address("launch_url");
    out.title = product.empty() ? target.name : target.name + ", " + title_of(it, product);
    return out;
}

// The publisher's address and parameters stay here, under an id of ours that the source's link names.
void take_in(const passage_in_hand& it, model::content_item& item, std::string_view product, const adapter& source) {
    if (item.type != link_type) return;
    const std::string id = launch::states::new_key(it->with.time.now());
    it->keep_item({id, it->of.school, it->of.source, it->of.target, std::string(product), encode(item)});
    item.url = it->around->base_url(source) + std::string(source.launch()->abilities().launch_path) + "?item=" + id;
    item.custom.reset();
}

void give(const passage_in_hand& it, model::content_return choice, std::string_view product) {
    const settings::system* source = it->around->in_force().settings().find_system(it->of.source);
    const adapter* by = source && source->launch_from ? it->with.adapters.find(source->launch_from->standard) : nullptr;
    const launch_party* party =
        by ? it->around->world().of(by->info().standard).find(launch_side::source, it->of.source) : nullptr;
    if (!party || !by->launch() || !it->of.asked) {
        return it->refuse(
            refusal(launch_code::party_unknown, refusal_advice::ask_school, "the source is no longer there")
        );
    }
    for (model::content_item& one : choice.items) take_in(it, one, product, *by);
    auto items = std::make_shared<const model::content_return>(std::move(choice));
    it->back.reset(); // of the target's conversation
    it->step(
        *by,
        [it, by, party, items](const launching& with) {
            return by->launch()->answer(*items, *party, *it->of.asked, it->of.answer_bytes, with);
        },
        [it, by](launch_step made) {
            auto* shown = std::get_if<show>(&made.what);
            if (!shown) return go_on(it, *by, std::move(made));
            it->reach(launch::hop::opened);
            it->audit_sent();
            it->tell(std::move(*shown), *by);
        }
    );
}

// As choices_of() offered it: nobody makes up a product of a route.
bool is_offered(const settings::launch_route& route, const std::string& product) {
    return route.products.empty() ? product.empty() : route.products.contains(product);
}

std::string lower_case(std::string_view text) { // letters without accents
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

// What somebody looks for among what is offered, and where they are in it.
struct looking {
    std::string words, chosen;
    std::size_t page = 1;
    bool undecided = false; // "add" was pressed, and nothing is chosen
};

looking looked_for(const passage& it) {
    looking out{std::string(it.request.value("search")), std::string(it.request.value("item"))};
    const std::string_view page = it.request.value("page");
    if (std::from_chars(page.data(), page.data() + page.size(), out.page).ec != std::errc()) out.page = 1;
    out.undecided = it.request.value("do") == "choose";
    return out;
}

std::vector<const settings::launch_route*> routes_for(const passage& it, const model::launch& what) {
    launch_facts facts;
    facts.source = it.of.source;
    facts.school = it.of.school;
    facts.kind = what.kind;
    facts.roles = what.person.roles;
    return matching_launches(it.around->in_force().settings().launches, facts);
}

std::vector<chooser_page::item>
found_among(const passage& it, const std::vector<const settings::launch_route*>& routes, std::string_view words) {
    const std::string wanted = lower_case(words);
    std::vector<chooser_page::item> out;
    for (const settings::launch_route* one : routes) {
        for (chooser_page::item& item : choices_of(it, *one)) {
            if (lower_case(item.title).find(wanted) != std::string::npos) out.push_back(std::move(item));
        }
    }
    return out;
}

void show_choice(
    const passage_in_hand& it, const std::vector<const settings::launch_route*>& routes,
    std::shared_ptr<const model::launch> what, const looking& how
) {
    auto found = found_among(*it, routes, how.words);
    chooser_page page;
    page.found = found.size();
    page.pages = std::max<std::size_t>(1, (found.size() + on_a_page - 1) / on_a_page);
    page.page = std::clamp<std::size_t>(how.page, 1, page.pages);
    page.search = how.words;
    page.undecided = how.undecided;
    for (std::size_t at = (page.page - 1) * on_a_page; at < std::min(found.size(), page.page * on_a_page); ++at) {
        found[at].chosen = found[at].id == how.chosen;
        page.items.push_back(std::move(found[at]));
    }
    const instant now = it->with.time.now();
    const std::string key = launch::states::new_key(now), binding = launch::states::new_key(now);
    page.form = {"POST", it->around->where().gateway_url + std::string(choice_path), {{"step", key}}};
    if (what->choosing) page.title = what->choosing->title;
    it->ask_choice(key, binding, std::move(page), std::move(what), choice_lifetime);
}

} // namespace

bool needs_choice(const passage& it, const std::vector<const settings::launch_route*>& routes) {
    const auto& all = it.around->in_force().settings();
    return routes.size() > 1 || !can_choose(it, *all.find_system(routes.front()->to));
}

void offer_choice(
    const passage_in_hand& it, const std::vector<const settings::launch_route*>& routes, const model::launch& what
) {
    show_choice(it, routes, std::make_shared<const model::launch>(what), {});
}

void take_choice(const passage_in_hand& it) {
    const auto launch = it->back->launch;
    const std::string_view wish = it->request.value("do"), chosen = it->request.value("item");
    if (wish == "cancel") return give(it, {}, {});
    if (!launch) return it->refuse(refusal(launch_code::no_choice, refusal_advice::again, "nothing was offered"));
    if (wish != "choose" || chosen.empty()) return show_choice(it, routes_for(*it, *launch), launch, looked_for(*it));
    const std::size_t line = chosen.find('\n');
    const settings::launch_route* route = route_named(*it, chosen.substr(0, line));
    const settings::system* target = route ? it->around->in_force().settings().find_system(route->to) : nullptr;
    if (!target) {
        return it->refuse(refusal(launch_code::no_choice, refusal_advice::again, "the chosen route is not there"));
    }
    it->kind = launch->kind;
    it->reach(launch::hop::school);
    if (line == std::string_view::npos) return pass_under(it, *route, *launch);
    const std::string product(chosen.substr(line + 1));
    if (!is_offered(*route, product))
        return it->refuse(refusal(launch_code::no_choice, refusal_advice::again, "the route offers no such product"));
    it->of.target = target->id;
    it->of.route = route->name;
    model::content_return choice;
    choice.items.push_back(link_to(*it, *route, product));
    give(it, std::move(choice), product);
}

void give_back(const passage_in_hand& it, model::content_return choice) {
    const settings::launch_route* route = route_named(*it, it->of.route);
    const bool one = route && route->products.size() == 1;
    it->kind = model::launch_kind::deep_linking;
    give(it, std::move(choice), one ? std::string_view(*route->products.begin()) : std::string_view{});
}

} // namespace schakel::pipeline
