// Names of persons that an operator brings: which are known, and learning them.
#include "gateway/admin/roster_call.hpp"
#include "gateway/pipeline/person_names.hpp"

#include <memory>

namespace schakel::admin {

namespace {

// The rest of a call, on a thread that may wait for the disk.
using on_thread = std::function<void(pipeline::stored_names&)>;

std::optional<transport::http_response> no_work(const call& asked) {
    if (auto refused = no_rosters(asked)) return refused;
    if (auto refused = no_school(asked, asked.id)) return refused;
    if (asked.with->goals) return std::nullopt;
    return problem_of(asked, 503, "unavailable", "nothing is stored here");
}

void work_on_names(const call& asked, on_thread then) {
    const auto with = asked.with;
    const auto in_force = with->in_force();
    with->goals->work([with, in_force, school = asked.id, then = std::move(then)] {
        pipeline::stored_names names(with->store, with->time, school, in_force->identities_of(school));
        then(names);
    });
}

model::identifiers names_in(json::value person) {
    model::identifiers out;
    for (json::value one = person.first_child(); one; one = one.next_sibling())
        out.push_back({std::string(one.name()), std::string(one.text()), {}});
    return out;
}

} // namespace

// {"persons": [{"las.key": "…", "eckid": "…"}, …]}
void learn_identities(const call& asked, transport::responder respond) {
    if (auto refused = no_work(asked)) return respond(std::move(*refused));
    findings faults;
    const auto body = json::document::parse(asked.request.body, {}, faults);
    if (!body) return respond(problem_of(asked, 400, "bad-json", "the body is no JSON"));
    std::vector<model::identifiers> persons;
    for (json::value one = body->root().member("persons").first_child(); one; one = one.next_sibling())
        persons.push_back(names_in(one));
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    work_on_names(
        asked,
        [answer, refuse = problem_later(asked), persons = std::move(persons)](pipeline::stored_names& names) {
            const auto learned = names.learn(persons);
            if (!learned) return (*answer)(refuse(503, "unavailable", learned.error().message));
            json::writer out;
            out.begin_object().member("links", learned->links).name("conflicts").begin_array();
            for (const std::size_t one : learned->conflicts) out.number(static_cast<std::int64_t>(one));
            out.end_array().end_object();
            (*answer)(json_answer(200, out.finish()));
        }
    );
}

// {"scheme": "las.key", "wanted": "eckid", "keys": […]}
void look_up_identities(const call& asked, transport::responder respond) {
    if (auto refused = no_work(asked)) return respond(std::move(*refused));
    findings faults;
    const auto body = json::document::parse(asked.request.body, {}, faults);
    if (!body) return respond(problem_of(asked, 400, "bad-json", "the body is no JSON"));
    const std::string scheme(body->root().member("scheme").text()), wanted(body->root().member("wanted").text());
    std::vector<std::string> keys;
    for (json::value one = body->root().member("keys").first_child(); one; one = one.next_sibling())
        keys.emplace_back(one.text());
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    work_on_names(
        asked,
        [answer, scheme, wanted, keys = std::move(keys), refuse = problem_later(asked)](pipeline::stored_names& names) {
            const auto known = names.known(scheme, keys, wanted);
            if (!known) return (*answer)(refuse(503, "unavailable", known.error().message));
            json::writer out;
            out.begin_object().name("known").begin_array();
            for (const bool one : *known) out.boolean(one);
            out.end_array().end_object();
            (*answer)(json_answer(200, out.finish()));
        }
    );
}

} // namespace schakel::admin
