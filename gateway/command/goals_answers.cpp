#include "gateway/command/goals_answers.hpp"

#include "gateway/goals/asked_translation.hpp"
#include "gateway/goals/goal_card.hpp"
#include "gateway/goals/graph_reports.hpp"
#include "gateway/goals/known_owners.hpp"

#include <cstdio>

namespace schakel::command {

namespace {

using namespace mapping::goals;
using model::goals::record_kind;

std::string words(std::string_view text) {
    return std::string(text);
}

std::string_view signature_word(const model::goals::mapping_set& set) {
    using enum model::goals::mapping_set::signature_of;
    switch (set.signature) {
    case valid: return "valid";
    case invalid: return "invalid";
    case unknown_signer: return "unknown-signer";
    case none: break;
    }
    return "unsigned";
}

std::string signature_words(const model::goals::mapping_set& set) {
    const std::string word(signature_word(set));
    return set.signer.empty() ? word : word + " (" + set.signer + ")";
}

void print_owner(const goals::owner_head& head) {
    const auto goals = static_cast<unsigned long long>(count_of(head, record_kind::goal));
    const auto edges = static_cast<unsigned long long>(count_of(head, record_kind::association));
    if (const auto* release = std::get_if<model::goals::release>(&head.what))
        std::printf(
            "  %-20s %10s %8llu goals %8llu associations\n", release->label.c_str(),
            release->published ? to_string(*release->published).c_str() : "", goals, edges
        );
    else if (const auto* set = std::get_if<model::goals::mapping_set>(&head.what))
        std::printf(
            "%s %s  %s -> %s %8llu associations  %s\n", set->name.c_str(), set->version.c_str(),
            set->subject_framework.c_str(), set->object_framework.c_str(), edges, signature_words(*set).c_str()
        );
}

void print_owners(const goals::known_owners& all) {
    for (const goals::known_owners::framework& framework : all.frameworks()) {
        std::printf("%s  %s\n", framework.id.c_str(), framework.title.c_str());
        for (const goals::stored_owner* one : framework.releases) print_owner(one->head);
    }
    for (const goals::stored_owner* one : all.mapping_sets()) print_owner(one->head);
}

int print(json::writer& out) {
    std::printf("%s\n", out.finish().c_str());
    return exit_code::fine;
}

} // namespace

int list_frameworks(const goals::goal_store& store, const goals_question& asked) {
    const goals::known_owners all(store);
    if (!asked.json) {
        print_owners(all);
        return exit_code::fine;
    }
    json::writer out(true);
    out.begin_object();
    goals::write_members(out, all);
    out.end_object();
    return print(out);
}

namespace {

void print_field(const char* name, const std::string& value) {
    if (!value.empty()) std::printf("%-12s %s\n", name, value.c_str());
}

void print_goal(const goal_graph& graph, node which) {
    const framework_index framework = graph.framework_of(which);
    print_field("id", words(graph.id(which)));
    print_field("framework", words(goals::framework_of(graph, which)));
    for (const goal_part& part : graph.parts(which)) {
        const std::string first = words(goals::label_at(graph, framework, part.first));
        const std::string last = words(goals::label_at(graph, framework, part.last));
        print_field("releases", first == last ? first : first + " – " + last);
        print_field("  state", words(goals::word_of(part.state)));
        print_field("  kind", words(graph.text(part.kind)));
        print_field("  code", words(graph.text(part.code)));
        print_field("  title", words(graph.text(part.title)));
        print_field("  statement", words(graph.text(part.statement)));
    }
    for (const goals::relative& one : goals::relatives_of(graph, which))
        std::printf(
            "%-12s %s  %s  (%s)\n", words(one.relation).c_str(), words(graph.id(one.other)).c_str(),
            words(goals::name_of(graph, one.other)).c_str(), words(goals::owner_name(graph, one.owner)).c_str()
        );
}

} // namespace

int show_goal(const goal_graph_pointer& graph, const goals_question& asked) {
    const node which = goals::find_goal(*graph, asked.goal, asked.framework);
    if (which == no_node) {
        std::fprintf(stderr, "schakel: no release that was imported has %s\n", asked.goal.c_str());
        return exit_code::findings;
    }
    if (!asked.json) {
        print_goal(*graph, which);
        return exit_code::fine;
    }
    json::writer out(true);
    goals::write_goal(out, *graph, which);
    return print(out);
}

int translate_record(const goal_graph_pointer& graph, const goals_question& asked, const common_options& common) {
    goals::translation_question question;
    if (!read_day(asked.as_of, question.as_of)) return exit_code::usage;
    question.statement = "command-line";
    question.goal = asked.goal;
    question.framework = asked.framework;
    question.to = asked.to;
    question.to_release = asked.to_release;
    question.record = asked.record;
    question.value = asked.value;
    question.scale = asked.scale;
    question.whole = asked.whole;
    const auto records = goals::translate(graph, question);
    if (!records) return usage_error(records.error().part + ": expected " + records.error().expected);
    if (asked.json) std::printf("[");
    for (std::size_t i = 0; i < records->size(); ++i) {
        if (asked.json)
            std::printf("%s%s", i > 0 ? ",\n" : "", to_json((*records)[i]).c_str());
        else
            std::printf("%s\n", explain((*records)[i], common.lang).c_str());
    }
    if (asked.json) std::printf("]\n");
    return exit_code::fine;
}

int list_defects(const goal_graph_pointer& graph, const goals_question& asked, const common_options& common) {
    const reading_date date(*graph);
    const enabled_owners owners(*graph, date, {});
    const auto defects = find_defects(*graph, date, owners);
    if (asked.json) {
        json::writer out(true);
        goals::write_defects(out, *graph, defects, {}, common.lang);
        print(out);
    } else {
        for (const goal_defect& one : defects)
            std::printf("%s: %s\n", words(to_string(one.kind)).c_str(), describe(*graph, one, common.lang).c_str());
    }
    return defects.empty() ? exit_code::fine : exit_code::findings;
}

} // namespace schakel::command
