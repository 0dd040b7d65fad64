// Learning goals that were imported: frameworks, mapping sets, one goal, what a code means, what a record comes to,
// what is wrong in them and what a new release does to a mapping set.
#include "gateway/admin/goals_call.hpp"

#include "gateway/admin/query.hpp"
#include "gateway/goals/asked_translation.hpp"
#include "gateway/goals/goal_card.hpp"
#include "gateway/goals/goal_lookup.hpp"
#include "gateway/goals/graph_reports.hpp"
#include "gateway/goals/known_owners.hpp"
#include "gateway/pipeline/named_policy.hpp"

#include <limits>

namespace schakel::admin {

namespace {

using namespace schakel::mapping::goals;

// An id is one segment of the path; a slash within it is written %2F.
std::string id_of(const call& asked) {
    std::string id;
    for (std::string_view rest = asked.id; !rest.empty();) {
        const bool slash = rest.starts_with("%2F");
        id += slash ? '/' : rest.front();
        rest.remove_prefix(slash ? 3 : 1);
    }
    return id;
}

goals::page page_of(query& given) {
    goals::page which;
    which.after = given.number("after", 0, 0, std::numeric_limits<std::int32_t>::max());
    which.limit = given.number("limit", 100, 1, 1000);
    return which;
}

// What takes longer than a socket thread may wait.
void later(const call& asked, transport::responder respond, std::function<transport::http_response()> answer) {
    auto kept = std::make_shared<transport::responder>(std::move(respond));
    asked.with->goals->work([kept, answer = std::move(answer)] { (*kept)(answer()); });
}

template <class Write>
transport::http_response written(Write write) {
    json::writer out;
    write(out);
    return json_answer(200, out.finish());
}

} // namespace

void list_goal_frameworks(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    const goals::known_owners all(*asked.with->goals->store);
    respond(written([&](json::writer& out) {
        out.begin_object();
        goals::write_members(out, all);
        out.end_object();
    }));
}

void show_goal_framework(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    const goals::known_owners all(*asked.with->goals->store);
    const auto* found = all.find(id_of(asked));
    if (!found) return respond(problem_of(asked, 404, "no-such-framework", "no framework with this id was imported"));
    respond(written([&](json::writer& out) { goals::write(out, *found); }));
}

void list_mapping_sets(const call& asked, transport::responder respond) {
    if (auto refused = no_goals(asked)) return respond(std::move(*refused));
    const goals::known_owners all(*asked.with->goals->store);
    respond(written([&](json::writer& out) {
        out.begin_object().name("mapping_sets").begin_array();
        for (const goals::stored_owner* one : all.mapping_sets()) goals::write(out, *one);
        out.end_array().end_object();
    }));
}

void show_goal(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    goals::graph_pointer graph;
    if (auto refused = no_graph(asked, graph)) return respond(std::move(*refused));
    const node found = goals::find_goal(*graph, id_of(asked), given.text("framework"));
    if (found == no_node) return respond(problem_of(asked, 404, "no-such-goal", "no release that was imported has it"));
    respond(written([&](json::writer& out) { goals::write_goal(out, *graph, found); }));
}

void resolve_goal(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    goals::lookup_question question{given.text("goal"),    given.text("framework"), given.text("kind"),
                                    given.text("subject"), given.text("level"),     given.day("as_of")};
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    goals::graph_pointer graph;
    if (auto refused = no_graph(asked, graph)) return respond(std::move(*refused));
    if (question.goal.empty())
        return respond(
            bad_value_problem(asked.with->time, asked.request, {"goal", "an id, an address or a printed code", {}})
        );
    respond(written([&](json::writer& out) { goals::write(out, *graph, goals::look_up(*graph, question)); }));
}

// {"goal", "framework", "to", "to_release", "as_of", "record", "value", "scale", "whole", "policy", "statement"}
void translate_goal(const call& asked, transport::responder respond) {
    goals::graph_pointer graph;
    if (auto refused = no_graph(asked, graph)) return respond(std::move(*refused));
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    goals::translation_question question;
    question.statement = body.text("statement");
    question.goal = body.text("goal");
    question.framework = body.text("framework");
    question.to = body.text("to");
    question.to_release = body.text("to_release");
    question.value = body.text("value");
    question.scale = body.text("scale");
    question.whole = body.flag("whole");
    if (const std::string kind = body.text("record"); !kind.empty()) question.record = kind;
    const std::string day = body.text("as_of");
    question.as_of = parse_date(day);
    const auto bad = [&](std::string part, std::string expected) {
        return bad_value_problem(asked.with->time, asked.request, {std::move(part), std::move(expected), {}});
    };
    if (!day.empty() && !question.as_of) return respond(bad("as_of", "a day, YYYY-MM-DD"));
    if (question.goal.empty()) return respond(bad("goal", "an id or an address"));
    if (const std::string name = body.text("policy"); !name.empty()) {
        const auto policy = pipeline::named_policy(asked.with->in_force()->settings(), name);
        if (!policy) return respond(bad("policy", "the name of a [[goal_policy]] of the configuration"));
        question.policy = *policy;
    }
    const auto records = goals::translate(graph, question);
    if (!records) return respond(bad(records.error().part, records.error().expected));
    respond(written([&](json::writer& out) {
        out.begin_object().name("records").begin_array();
        for (const translated_record& one : *records) out.raw(to_json(one));
        out.end_array().end_object();
    }));
}

void list_goal_defects(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const goals::page which = page_of(given);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    goals::graph_pointer graph;
    if (auto refused = no_graph(asked, graph)) return respond(std::move(*refused));
    later(asked, std::move(respond), [graph, which, lang = asked.with->in_force()->lang()] {
        const reading_date date(*graph);
        const enabled_owners owners(*graph, date, {});
        const auto found = find_defects(*graph, date, owners);
        return written([&](json::writer& out) { goals::write_defects(out, *graph, found, which, lang); });
    });
}

void diff_goal_releases(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const goals::page which = page_of(given);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    goals::graph_pointer graph;
    if (auto refused = no_graph(asked, graph)) return respond(std::move(*refused));
    later(
        asked, std::move(respond),
        [graph, which, refuse = problem_later(asked), framework = given.text("framework"), older = given.text("from"),
         newer = given.text("to"), set = given.text("mapping_set")] {
            const auto made = diff_release(*graph, framework, older, newer, set);
            if (!made)
                return refuse(
                    404, "no-such-release", "the framework, one of the two releases or the mapping set was not imported"
                );
            return written([&](json::writer& out) { goals::write_diff(out, *graph, *made, which); });
        }
    );
}

} // namespace schakel::admin
