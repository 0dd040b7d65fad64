#include "gateway/pipeline/launch_grants.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

constexpr std::string_view names_scope = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
constexpr std::string_view grades_scopes = "https://purl.imsglobal.org/spec/lti-ags/scope/";
constexpr std::string_view outcomes_scope = "https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome";
constexpr double usual_maximum = 100;

bool has_grades(const std::set<std::string, std::less<>>& scopes) {
    return std::ranges::any_of(scopes, [](const std::string& one) {
        return one.starts_with(grades_scopes) || one == outcomes_scope;
    });
}

launch_class class_of(
    const journey& of, const model::launch& asked, const model::launch& free, const settings::launch_route& route,
    const granted_services& granted
) {
    launch_class out;
    out.target = of.target;
    out.source = of.source;
    out.school = of.school;
    out.context = free.context;
    out.scopes = granted.scopes;
    out.services = asked.services;
    out.services.outcomes.reset();               // of one person, not of the class
    if (granted.members) out.route = route.name; // another route to the same class takes no members away
    out.own_context = asked.context;
    return out;
}

// The one line item of a resource: what AGS announces in the launch, and where a result of LTI 1.1 is written.
line_item item_of(const launch_to_serve& what, const granted_services& granted) {
    const auto& [asked, free, chosen] = what;
    line_item out;
    out.class_handle = granted.class_handle;
    out.resource_link = free.resource.id;
    out.label = free.resource.title.empty() ? free.resource.id : free.resource.title;
    out.score_maximum = usual_maximum;
    out.ours = true;
    if (chosen) {
        if (chosen->score_maximum > 0) out.score_maximum = chosen->score_maximum;
        if (!chosen->label.empty()) out.label = chosen->label;
        out.resource_id = chosen->resource_id;
        out.tag = chosen->tag;
        out.grades_released = chosen->grades_released;
        out.submission_review = chosen->submission_review;
    }
    if (asked.services.line_items) out.source_url = asked.services.line_items->item_url;
    return out;
}

} // namespace

mapping::destination_profile profile_of(const settings::system& target) {
    const settings::launch_target& to = *target.launch_to;
    mapping::destination_profile out;
    out.destination = target.id;
    out.pseudonym_key = to.pseudonym_key;
    out.account_home_page = !to.account_home_page.empty() ? to.account_home_page
                            : !to.issuer.empty()          ? to.issuer
                                                          : "urn:schakel:" + target.id;
    return out;
}

result<granted_services> grant(
    const journey& of, const launch_to_serve& what, const settings::launch_route& route, const settings::system& target,
    const launch_services& with
) {
    const auto& [asked, free, chosen] = what;
    granted_services out;
    out.scopes = target.launch_to->scopes;
    out.members = out.scopes.contains(names_scope) && route.release.contains("members");
    if (!out.members) out.scopes.erase(std::string(names_scope));
    // Without a class of the source, the link stands for one.
    const std::string& own_class = asked.context.id.empty() ? asked.resource.id : asked.context.id;
    if (out.scopes.empty() || own_class.empty() || free.kind == model::launch_kind::deep_linking) return out;

    const auto of_class = with.store.ledger.make_class(class_of(of, asked, free, route, out), own_class);
    if (!of_class) return of_class.error();
    out.class_handle = of_class->handle;
    const bool graded = has_grades(out.scopes) && !free.resource.id.empty();
    if (!graded) return out;
    const auto item = with.store.ledger.make_line_item(item_of(what, out));
    if (!item) return item.error();
    out.line_item = item->id;
    if (of.person.empty() || !model::is_learner(asked.person)) return out;

    launch_result result;
    result.class_handle = out.class_handle;
    result.target = of.target;
    result.source = of.source;
    result.school = of.school;
    result.person = of.person;
    result.resource = free.resource.id;
    result.line_item = out.line_item;
    result.own_person = asked.person.ids.front().value;
    result.services = asked.services;
    const auto kept = with.store.ledger.make_result(std::move(result), asked.resource.id);
    if (!kept) return kept.error();
    out.result_handle = kept->handle;
    return out;
}

} // namespace schakel::pipeline
