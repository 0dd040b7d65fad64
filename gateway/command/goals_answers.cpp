#include "gateway/command/goals_answers.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/mapping/goals/goal_defects.hpp"
#include "gateway/mapping/goals/translated_record.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace schakel::command {

namespace {

using namespace mapping::goals;
using model::goals::record_kind;

std::uint64_t count_of(const goals::owner_head& head, record_kind kind) {
    return head.counts[static_cast<std::size_t>(kind)];
}

std::string day_text(const std::optional<model::goals::day>& day) {
    return day ? to_string(*day) : std::string{};
}

void print_owner(const goals::owner_head& head) {
    const auto goals = static_cast<unsigned long long>(count_of(head, record_kind::goal));
    const auto edges = static_cast<unsigned long long>(count_of(head, record_kind::association));
    if (const auto* release = std::get_if<model::goals::release>(&head.what))
        std::printf(
            "  %-20s %10s %8llu goals %8llu associations\n", release->label.c_str(),
            day_text(release->published).c_str(), goals, edges
        );
    else if (const auto* set = std::get_if<model::goals::mapping_set>(&head.what))
        std::printf(
            "%s %s  %s -> %s %8llu associations\n", set->name.c_str(), set->version.c_str(),
            set->subject_framework.c_str(), set->object_framework.c_str(), edges
        );
}

void write_owner(json::writer& out, const goals::owner_head& head) {
    out.begin_object();
    if (const auto* release = std::get_if<model::goals::release>(&head.what)) {
        out.member("release", release->label).member("id", release->id);
        out.member_if_present("published", day_text(release->published));
        out.member_if_present("valid_from", day_text(release->valid_from));
        out.member_if_present("valid_to", day_text(release->valid_to));
    } else if (const auto* set = std::get_if<model::goals::mapping_set>(&head.what)) {
        out.member("mapping_set", set->name).member("version", set->version).member("id", set->id);
        out.member("subject_framework", set->subject_framework).member("object_framework", set->object_framework);
    }
    out.member("goals", count_of(head, record_kind::goal));
    out.member("associations", count_of(head, record_kind::association)).end_object();
}

using releases_by_framework = std::map<std::string, std::vector<const goals::owner_head*>>;

void print_frameworks(const releases_by_framework& frameworks, const std::vector<goals::stored_owner>& all) {
    for (const auto& [id, heads] : frameworks) {
        const auto& known = heads.back()->framework;
        std::printf("%s  %s\n", id.c_str(), known ? known->title.c_str() : "");
        for (const goals::owner_head* one : heads) print_owner(*one);
    }
    for (const goals::stored_owner& one : all)
        if (std::holds_alternative<model::goals::mapping_set>(one.head.what)) print_owner(one.head);
}

void write_frameworks(const releases_by_framework& frameworks, const std::vector<goals::stored_owner>& all) {
    json::writer out(true);
    out.begin_object().name("frameworks").begin_array();
    for (const auto& [id, heads] : frameworks) {
        const auto& known = heads.back()->framework;
        out.begin_object().member("id", id).member("title", known ? known->title : std::string{});
        out.name("releases").begin_array();
        for (const goals::owner_head* one : heads) write_owner(out, *one);
        out.end_array().end_object();
    }
    out.end_array().name("mapping_sets").begin_array();
    for (const goals::stored_owner& one : all)
        if (std::holds_alternative<model::goals::mapping_set>(one.head.what)) write_owner(out, one.head);
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

int not_known(const std::string& goal) {
    std::fprintf(stderr, "schakel: no release that was imported has %s\n", goal.c_str());
    return exit_code::findings;
}

framework_index asked_framework(const goal_graph& graph, const std::string& id) {
    return id.empty() ? no_framework : graph.find_framework(id);
}

bool knows_framework(const goal_graph& graph, const std::string& id) {
    if (graph.find_framework(id) != no_framework) return true;
    std::string known;
    for (const framework_part& one : graph.frameworks())
        known.append(known.empty() ? "" : ", ").append(graph.text(one.id));
    usage_error("no framework \"" + id + "\" was imported; known are: " + known);
    return false;
}

} // namespace

int list_frameworks(const goals::goal_store& store, const goals_question& asked) {
    const auto all = store.owners();
    releases_by_framework frameworks;
    for (const goals::stored_owner& one : all)
        if (const auto* release = std::get_if<model::goals::release>(&one.head.what))
            frameworks[release->framework].push_back(&one.head);
    asked.json ? write_frameworks(frameworks, all) : print_frameworks(frameworks, all);
    return exit_code::fine;
}

namespace {

// ---------------------------------------------------------------- one goal

std::string_view title_or_statement(const goal_graph& graph, const goal_part& part) {
    const std::string_view title = graph.text(part.title);
    return title.empty() ? graph.text(part.statement) : title;
}

std::string_view label_at(const goal_graph& graph, framework_index framework, ordinal at) {
    return graph.text(graph.owners()[graph.frameworks()[framework].first_release + at].version);
}

std::string_view state_word(model::goals::goal_state state) {
    switch (state) {
    case model::goals::goal_state::live: return "live";
    case model::goals::goal_state::deprecated: return "deprecated";
    case model::goals::goal_state::deleted: break;
    }
    return "deleted";
}

// What is related to a goal, in words: the relation as the goal sees it, and the other one.
struct relative {
    std::string relation;
    node other;
    owner_index owner;
};

std::vector<relative> relatives_of(const goal_graph& graph, node which) {
    std::vector<relative> all;
    for (const structure_arc& one : graph.structure(which))
        all.push_back({one.up ? "child-of" : "parent-of", one.to, graph.edges()[one.via].owner});
    for (const lineage_arc& one : graph.lineage(which)) {
        constexpr std::string_view words[]{"replaced-by", "replaces", "inherited-by", "inherits"};
        all.push_back({std::string(words[static_cast<std::size_t>(one.step)]), one.to, graph.edges()[one.via].owner});
    }
    for (const arc& one : graph.arcs(which)) all.push_back({std::string(code(one.relation)), one.to, one.owner});
    return all;
}

std::string_view name_of(const goal_graph& graph, node which) {
    return graph.is_goal(which) ? title_or_statement(graph, graph.newest_part(which)) : std::string_view{};
}

std::string_view owner_id(const goal_graph& graph, owner_index owner) {
    return owner == no_owner ? std::string_view("the same id") : graph.text(graph.owners()[owner].id);
}

void print_goal(const goal_graph& graph, node which) {
    const auto text = [](std::string_view what) { return std::string(what); };
    const framework_index framework = graph.framework_of(which);
    const auto line = [&](const char* name, const std::string& value) {
        if (!value.empty()) std::printf("%-12s %s\n", name, value.c_str());
    };
    line("id", text(graph.id(which)));
    line("framework", text(graph.text(graph.frameworks()[framework].id)));
    for (const goal_part& part : graph.parts(which)) {
        line(
            "releases", text(label_at(graph, framework, part.first)) +
                            (part.first == part.last ? "" : " – " + text(label_at(graph, framework, part.last)))
        );
        line("  state", text(state_word(part.state)));
        line("  kind", text(graph.text(part.kind)));
        line("  code", text(graph.text(part.code)));
        line("  title", text(graph.text(part.title)));
        line("  statement", text(graph.text(part.statement)));
    }
    for (const relative& one : relatives_of(graph, which))
        std::printf(
            "%-12s %s  %s  (%s)\n", one.relation.c_str(), text(graph.id(one.other)).c_str(),
            text(name_of(graph, one.other)).c_str(), text(owner_id(graph, one.owner)).c_str()
        );
}

void write_goal(const goal_graph& graph, node which) {
    const framework_index framework = graph.framework_of(which);
    json::writer out(true);
    out.begin_object().member("id", graph.id(which));
    out.member("framework", graph.text(graph.frameworks()[framework].id)).name("releases").begin_array();
    for (const goal_part& part : graph.parts(which)) {
        out.begin_object().member("first", label_at(graph, framework, part.first));
        out.member("last", label_at(graph, framework, part.last)).member("state", state_word(part.state));
        out.member_if_present("kind", graph.text(part.kind)).member_if_present("code", graph.text(part.code));
        out.member_if_present("title", graph.text(part.title));
        out.member_if_present("statement", graph.text(part.statement));
        out.end_object();
    }
    out.end_array().name("related").begin_array();
    for (const relative& one : relatives_of(graph, which)) {
        out.begin_object().member("relation", one.relation).member("goal", graph.id(one.other));
        out.member_if_present("title", name_of(graph, one.other)).member("by", owner_id(graph, one.owner)).end_object();
    }
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

} // namespace

int show_goal(const goal_graph_pointer& graph, const goals_question& asked) {
    const node which = graph->find(asked.goal, asked_framework(*graph, asked.framework));
    if (which == no_node || !graph->is_goal(which)) return not_known(asked.goal);
    asked.json ? write_goal(*graph, which) : print_goal(*graph, which);
    return exit_code::fine;
}

int translate_record(const goal_graph_pointer& graph, const goals_question& asked, const common_options& common) {
    std::optional<model::goals::day> day;
    if (!read_day(asked.as_of, day)) return exit_code::usage;
    if (!knows_framework(*graph, asked.to)) return exit_code::usage;
    goal_record record;
    record.statement = "command-line";
    record.goal = asked.goal;
    record.framework = asked.framework;
    const auto kind = std::ranges::find(record_kinds, asked.record, [](auto one) { return to_string(one); });
    if (kind == record_kinds.end()) return usage_error("unknown kind of record \"" + asked.record + "\"");
    record.kind = *kind;
    record.value = asked.value;
    record.scale = asked.scale;
    record.threshold_means_all = asked.whole;
    goal_translator by(graph, {}, day);
    const framework_index target = graph->find_framework(asked.to);
    if (!asked.to_release.empty() && !by.pin(target, asked.to_release))
        return usage_error(asked.to + " has no release \"" + asked.to_release + "\"");
    const translation made = by.translate(record, target);
    const auto records = translated_records(by, record, made);
    if (asked.json) std::printf("[");
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (asked.json)
            std::printf("%s%s", i > 0 ? ",\n" : "", to_json(records[i]).c_str());
        else
            std::printf("%s\n", explain(records[i], common.lang).c_str());
    }
    if (asked.json) std::printf("]\n");
    return exit_code::fine;
}

int list_defects(const goal_graph_pointer& graph, const goals_question& asked, const common_options& common) {
    const reading_date date(*graph);
    const enabled_owners owners(*graph, date, {});
    const auto defects = find_defects(*graph, date, owners);
    json::writer out(true);
    if (asked.json) out.begin_object().name("defects").begin_array();
    for (const goal_defect& one : defects) {
        if (!asked.json) {
            std::printf(
                "%s: %s\n", std::string(to_string(one.kind)).c_str(), describe(*graph, one, common.lang).c_str()
            );
            continue;
        }
        out.begin_object().member("kind", to_string(one.kind)).name("owners").begin_array();
        for (const owner_index owner : one.owners) out.text(owner_id(*graph, owner));
        out.end_array().name("goals").begin_array();
        for (const node goal : one.goals) out.text(graph->id(goal));
        out.end_array().member_if_present("missing", one.missing);
        out.member("text", describe(*graph, one, common.lang)).end_object();
    }
    if (asked.json) {
        out.end_array().end_object();
        std::printf("%s\n", out.finish().c_str());
    }
    return defects.empty() ? exit_code::fine : exit_code::findings;
}

} // namespace schakel::command
