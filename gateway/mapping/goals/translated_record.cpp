#include "gateway/mapping/goals/translated_record.hpp"

#include "gateway/codec/json_writer.hpp"

#include <array>

namespace schakel::mapping::goals {

namespace {

std::string text_of(const goal_graph& graph, text_ref which) {
    return std::string(graph.text(which));
}

goal_label label_of(const goal_translator& by, node which) {
    const goal_graph& graph = by.graph();
    goal_label label;
    label.id = graph.id(which);
    if (!graph.is_goal(which)) return label;
    const framework_part& framework = graph.frameworks()[graph.framework_of(which)];
    const goal_part* part = by.date().living(graph, which);
    if (!part) part = &graph.newest_part(which);
    const ordinal meant = by.date().release_of(graph.framework_of(which));
    const bool has_it = part->first <= meant && meant <= part->last;
    label.framework = text_of(graph, framework.id);
    label.framework_title = text_of(graph, framework.title != 0 ? framework.title : framework.id);
    label.release = text_of(graph, graph.owners()[framework.first_release + (has_it ? meant : part->last)].version);
    label.code = text_of(graph, part->code);
    label.statement = text_of(graph, part->statement != 0 ? part->statement : part->title);
    return label;
}

translated_hop words_of(const goal_translator& by, const hop& step) {
    const goal_graph& graph = by.graph();
    translated_hop words;
    words.from = label_of(by, step.from);
    words.to = label_of(by, step.to);
    words.relation = step.relation;
    words.how = step.how;
    words.backward = step.backward;
    if (step.via == no_edge) return words;
    const edge& stated = graph.edges()[step.via];
    words.association = text_of(graph, stated.id);
    words.structural = stated.what == model::goals::relation::child_of;
    words.same_id = stated.owner == no_owner;
    words.author = text_of(graph, stated.author);
    words.confidence = stated.confidence == no_share ? whole_share : stated.confidence;
    if (words.same_id) return words;
    const owner_part& owner = graph.owners()[stated.owner];
    words.owner = text_of(graph, owner.id);
    words.owner_title = text_of(graph, owner.title != 0 ? owner.title : owner.name);
    words.version = text_of(graph, owner.version);
    if (words.author.empty()) words.author = text_of(graph, owner.author);
    if (stated.confidence == no_share && owner.confidence != no_share) words.confidence = owner.confidence;
    return words;
}

} // namespace

std::vector<translated_record>
translated_records(const goal_translator& by, const goal_record& record, const translation& made) {
    const goal_graph& graph = by.graph();
    translated_record common;
    common.statement = record.statement;
    common.kind = record.kind;
    common.value = record.value;
    common.scale = record.scale;
    common.on = record.on;
    common.what = made.what;
    common.why = made.why;
    common.policy = by.policy().id;
    if (made.source != no_node)
        common.goal = label_of(by, made.source);
    else
        common.goal.id = record.goal;
    if (made.target < graph.frameworks().size()) {
        const framework_part& framework = graph.frameworks()[made.target];
        const ordinal meant = by.date().release_of(made.target);
        common.target.framework = text_of(graph, framework.id);
        common.target.framework_title = text_of(graph, framework.title != 0 ? framework.title : framework.id);
        if (meant != no_release)
            common.target.release = text_of(graph, graph.owners()[framework.first_release + meant].version);
    }
    if (made.targets.empty()) return {common};
    std::vector<translated_record> records;
    for (const translated_target& one : made.targets) {
        translated_record& words = records.emplace_back(common);
        words.target = label_of(by, one.goal);
        words.what = one.what;
        words.why = one.why;
        words.permitted = one.permitted;
        words.relation = one.relation;
        words.confidence = one.confidence;
        words.other_paths = one.other_paths;
        words.losses = one.losses;
        for (const hop& step : made.path(one)) words.path.push_back(words_of(by, step));
        for (const hop& step : made.contradicting_path(one)) words.against.push_back(words_of(by, step));
        for (const owner_index owner : sources_of(graph, made, one))
            words.sources.push_back(text_of(graph, graph.owners()[owner].id));
    }
    return records;
}

std::vector<std::string_view> loss_words(std::uint8_t losses) {
    constexpr std::array<std::string_view, 7> words{"scale-dropped",          "level-dropped",    "partial",
                                                    "direction-weakened",     "threshold-unsure", "wording-changed",
                                                    "reference-group-dropped"};
    std::vector<std::string_view> list;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if ((losses & (1U << i)) != 0) list.push_back(words[i]);
    }
    return list;
}

// ---------------------------------------------------------------- JSON

namespace {

decimal decimal_of(share part) {
    return decimal(part).divided_by(decimal(whole_share), 4).value_or(decimal(1));
}

void write(json::writer& into, const goal_label& label) {
    into.begin_object();
    into.member_if_present("id", label.id);
    into.member_if_present("framework", label.framework);
    into.member_if_present("framework_title", label.framework_title);
    into.member_if_present("release", label.release);
    into.member_if_present("code", label.code);
    into.member_if_present("statement", label.statement);
    into.end_object();
}

void write(json::writer& into, std::string_view name, const std::vector<translated_hop>& path) {
    into.name(name).begin_array();
    for (const translated_hop& one : path) {
        into.begin_object();
        write(into.name("from"), one.from);
        write(into.name("to"), one.to);
        into.member("relation", code(one.relation));
        if (one.how != revision::none) into.member("supersession", to_string(one.how));
        if (one.same_id) into.member("same_id", true);
        if (one.backward) into.member("backward", true);
        if (one.structural) into.member("structural", true);
        into.member_if_present("association", one.association);
        into.member_if_present("source", one.owner);
        into.member_if_present("version", one.version);
        into.member_if_present("author", one.author);
        into.member("confidence", decimal_of(one.confidence));
        into.end_object();
    }
    into.end_array();
}

} // namespace

std::string to_json(const translated_record& record) {
    json::writer into;
    into.begin_object();
    into.member("statement", record.statement);
    into.member("record", to_string(record.kind));
    into.member_if_present("value", record.value);
    into.member_if_present("scale", record.scale);
    if (record.on) into.member("on", schakel::to_string(*record.on));
    write(into.name("goal"), record.goal);
    write(into.name("target"), record.target);
    into.member("outcome", to_string(record.what));
    into.member("reason", to_string(record.why));
    into.member("permitted", to_string(record.permitted));
    into.member("relation", code(record.relation));
    into.member("confidence", decimal_of(record.confidence));
    into.member("other_paths", static_cast<std::int64_t>(record.other_paths));
    write(into, "path", record.path);
    if (!record.against.empty()) write(into, "contradicting_path", record.against);
    into.name("losses").begin_array();
    for (const std::string_view one : loss_words(record.losses)) into.text(one);
    into.end_array();
    into.name("sources").begin_array();
    for (const std::string& one : record.sources) into.text(one);
    into.end_array();
    into.member("policy", record.policy);
    into.name("explanation").begin_object();
    into.member("nl", explain(record, language::nl));
    into.member("en", explain(record, language::en));
    into.end_object();
    into.end_object();
    return into.finish();
}

} // namespace schakel::mapping::goals
