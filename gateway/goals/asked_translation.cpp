#include "gateway/goals/asked_translation.hpp"

#include "gateway/mapping/goals/permission.hpp"
#include "gateway/mapping/goals/translator.hpp"

#include <algorithm>

namespace schakel::goals {

using namespace mapping::goals;

namespace {

void append(std::string& list, std::string_view one) {
    list.append(list.empty() ? "" : ", ").append(one);
}

std::string framework_ids(const goal_graph& graph) {
    std::string ids;
    for (const framework_part& one : graph.frameworks()) append(ids, graph.text(one.id));
    return ids;
}

std::string release_labels(const goal_graph& graph, framework_index of) {
    const framework_part& framework = graph.frameworks()[of];
    std::string labels;
    for (std::size_t i = 0; i < framework.releases; ++i)
        append(labels, graph.text(graph.owners()[framework.first_release + i].version));
    return labels;
}

} // namespace

std::string kinds_of_records() {
    std::string words;
    for (const record_kind one : record_kinds) append(words, to_string(one));
    return words;
}

result<std::vector<translated_record>, unanswerable>
translate(std::shared_ptr<const goal_graph> graph, const translation_question& asked) {
    const framework_index target = graph->find_framework(asked.to);
    if (target == no_framework) return unanswerable{"to", "a framework that was imported: " + framework_ids(*graph)};
    const auto kind = std::ranges::find(record_kinds, asked.record, [](auto one) { return to_string(one); });
    if (kind == record_kinds.end()) return unanswerable{"record", "one of " + kinds_of_records()};
    goal_record record;
    record.statement = asked.statement;
    record.goal = asked.goal;
    record.framework = asked.framework;
    record.kind = *kind;
    record.value = asked.value;
    record.scale = asked.scale;
    record.threshold_means_all = asked.whole;
    goal_translator by(graph, asked.policy, asked.as_of);
    if (!asked.to_release.empty() && !by.pin(target, asked.to_release))
        return unanswerable{"to_release", "a release of it: " + release_labels(*graph, target)};
    return translated_records(by, record, by.translate(record, target));
}

} // namespace schakel::goals
