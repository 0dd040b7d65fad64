// What the target of a launch gets to know: other names of person, class and link, and only the fields that the route
// releases. A pure function: the same launch under the same route and keys is the same each time.
#pragma once

#include "gateway/mapping/mapper.hpp"
#include "gateway/model/launch.hpp"
#include "gateway/settings/launches.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

// Names at one target for what a source calls otherwise: stable there, useless anywhere else. Made names of persons are
// remembered in `people`.
class launch_names {
public:
    launch_names(const mapping::destination_profile& target, std::string source, mapping::identity_map& people)
        : target_(target), source_(std::move(source)), people_(people) {}

    model::identifier person(const model::identifiers& of) const; // of scheme account; empty for nobody
    std::string context(std::string_view id) const { return made("context", id); }
    std::string resource(std::string_view id) const { return made("resource", id); }

private:
    std::string made(std::string_view kind, std::string_view id) const;

    const mapping::destination_profile& target_;
    std::string source_;
    mapping::identity_map& people_;
};

struct released_launch {
    model::launch what;
    std::vector<std::string> fields; // names of what went besides the pseudonym, for the audit
};

// `named_by`: the names of the person that the pseudonym is made of; none: nobody is named. `school` are the
// identifiers of the school. Empty in the outcome, because the target gets ours instead: services, and the addresses to
// which the source wants people or choices back.
released_launch released(
    const model::launch& from, const model::identifiers& named_by, const settings::launch_route& under,
    const launch_names& names, const model::identifiers& school
);

// A person as a target may know them: pseudonym, roles, and what the route releases.
model::launch_person released_person(
    const model::launch_person& from, const model::identifiers& named_by, const settings::launch_route& under,
    const launch_names& names, std::vector<std::string>& fields
);

} // namespace schakel::pipeline
