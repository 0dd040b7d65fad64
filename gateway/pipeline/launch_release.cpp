#include "gateway/pipeline/launch_release.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using model::launch;
using model::launch_person;

// Takes over what the route names, and remembers that it did.
class chooser {
public:
    chooser(const settings::launch_route& under, std::vector<std::string>& fields) : under_(under), fields_(fields) {}

    bool takes(std::string_view field) const { return under_.release.contains(field); }

    template <class Value>
    void take(std::string_view field, const Value& from, Value& to) {
        if (!takes(field) || from == Value{}) return;
        to = from;
        note(field);
    }

    void note(std::string_view field) {
        if (std::ranges::find(fields_, field) == fields_.end()) fields_.emplace_back(field);
    }

private:
    const settings::launch_route& under_;
    std::vector<std::string>& fields_;
};

void release_names(const launch_person& from, launch_person& to, chooser& by) {
    by.take("name", from.name, to.name);
    by.take("given_name", from.given_name, to.given_name);
    by.take("middle_name", from.middle_name, to.middle_name);
    by.take("family_name", from.family_name, to.family_name);
    by.take("email", from.email, to.email);
    by.take("picture", from.picture, to.picture);
}

model::launch_context release_context(const model::launch_context& from, const launch_names& names, chooser& by) {
    model::launch_context to;
    if (from.empty()) return to;
    to.id = names.context(from.id);
    to.types = from.types;
    by.take("context_title", from.title, to.title);
    by.take("context_title", from.label, to.label);
    by.take("course_ids", from.course_offering, to.course_offering);
    by.take("course_ids", from.course_section, to.course_section);
    return to;
}

model::launch_resource release_resource(
    const model::launch_resource& from, const settings::launch_route& under, const launch_names& names, chooser& by
) {
    model::launch_resource to;
    if (!from.id.empty()) to.id = by.takes("resource_ids") ? from.id : names.resource(from.id);
    to.title = from.title;
    to.description = from.description;
    to.target = from.target;
    to.product = from.product;
    for (const auto& [name, value] : from.custom) {
        if (!by.takes("custom") && !under.custom.contains(name)) continue;
        to.custom.emplace_back(name, value);
        by.note("custom." + name);
    }
    return to;
}

} // namespace

launch_person released_person(
    const launch_person& from, const model::identifiers& named_by, const settings::launch_route& under,
    const launch_names& names, std::vector<std::string>& fields
) {
    chooser by(under, fields);
    launch_person to;
    if (!named_by.empty()) to.ids.push_back(names.person(named_by));
    for (const std::string& scheme : under.identifiers) {
        const model::identifier* one = model::find(from.ids, scheme);
        if (!one || one->value.empty()) continue;
        to.ids.push_back(*one);
        by.note(scheme);
    }
    const model::identifier* sourced = model::find(from.ids, model::scheme::lis_person);
    if (sourced && by.takes("person_sourced_id")) {
        to.ids.push_back(*sourced);
        by.note("person_sourced_id");
    }
    to.locale = from.locale;
    to.roles = from.roles;
    release_names(from, to, by);
    if (by.takes("mentors") && !from.ids.empty()) {
        for (const std::string& one : from.mentors_of) {
            const model::identifier learner{from.ids.front().scheme, one, from.ids.front().authority};
            to.mentors_of.push_back(names.person({learner}).value);
        }
        if (!to.mentors_of.empty()) by.note("mentors");
    }
    return to;
}

model::identifier launch_names::person(const model::identifiers& of) const {
    return mapping::pseudonym_for(of, target_, people_);
}

std::string launch_names::made(std::string_view kind, std::string_view id) const {
    std::string text(kind);
    text.append(1, '\0').append(source_).append(1, '\0').append(id);
    return mapping::under_pseudonym_key(target_, text);
}

released_launch released(
    const launch& from, const model::identifiers& named_by, const settings::launch_route& under,
    const launch_names& names, const model::identifiers& school
) {
    released_launch out;
    chooser by(under, out.fields);
    launch& to = out.what;
    to.kind = from.kind;
    to.message_type = from.message_type;
    to.person = released_person(from.person, named_by, under, names, out.fields);
    if (from.for_user) to.for_user = released_person(*from.for_user, from.for_user->ids, under, names, out.fields);
    to.context = release_context(from.context, names, by);
    to.resource = release_resource(from.resource, under, names, by);
    to.presentation = from.presentation;
    to.presentation.css_url.clear();
    to.presentation.return_url.clear();
    by.take("platform", from.platform, to.platform);
    by.take("school", school, to.school);
    if (from.choosing) {
        to.choosing = from.choosing;
        to.choosing->return_url.clear();
        to.choosing->data.reset();
    }
    return out;
}

} // namespace schakel::pipeline
