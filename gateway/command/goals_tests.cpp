#include "gateway/command/goals_tests.hpp"

#include "gateway/codec/data_file.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/mapping/goals/translator.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace schakel::command {

namespace {

using namespace mapping::goals;

constexpr std::array<std::string_view, 12> known_keys{"goal",  "to",    "as_of", "release", "framework", "record",
                                                      "value", "scale", "whole", "outcome", "target",    "claim"};

struct test_case {
    std::string file;
    std::size_t number = 0; // in the file, from 1
    data_file::row row;

    std::string text(std::string_view key) const {
        const auto found = row.find(key);
        return found == row.end() ? std::string{} : found->second;
    }
};

struct verdict {
    std::string expected, got; // equal: it holds
    std::string wrong;         // no test at all
};

std::string told(std::string_view outcome, std::string_view target, std::string_view claim) {
    std::string text(outcome);
    if (!target.empty()) text.append(" ").append(target);
    if (!claim.empty()) text.append(" (").append(claim).append(")");
    return text;
}

std::string complaint(const goal_graph& graph, const test_case& one) {
    for (const auto& [key, value] : one.row)
        if (std::ranges::find(known_keys, key) == known_keys.end()) return "unknown key \"" + key + "\"";
    for (const char* needed : {"goal", "to", "outcome"})
        if (one.text(needed).empty()) return std::string("lacks \"") + needed + "\"";
    if (graph.find_framework(one.text("to")) == no_framework) return "no framework \"" + one.text("to") + "\"";
    if (!one.text("as_of").empty() && !parse_date(one.text("as_of"))) return "as_of is no day (YYYY-MM-DD)";
    return {};
}

verdict judge(const goal_graph_pointer& graph, const test_case& one) {
    verdict out;
    out.wrong = complaint(*graph, one);
    if (!out.wrong.empty()) return out;
    const std::string goal = one.text("goal"), framework = one.text("framework"), value = one.text("value"),
                      scale = one.text("scale"), kind = one.text("record");
    goal_record record;
    record.statement = "test";
    record.goal = goal;
    record.framework = framework;
    record.value = value;
    record.scale = scale;
    record.threshold_means_all = one.text("whole") == "yes";
    for (const record_kind each : record_kinds)
        if (to_string(each) == kind) record.kind = each;
    goal_translator by(graph, {}, parse_date(one.text("as_of")));
    const framework_index target = graph->find_framework(one.text("to"));
    if (const std::string label = one.text("release"); !label.empty() && !by.pin(target, label)) {
        out.wrong = "no release \"" + label + "\"";
        return out;
    }
    const translation made = by.translate(record, target);
    const std::string wanted = one.text("target"), claim = one.text("claim");
    const node expected = wanted.empty() ? no_node : graph->find(wanted, target);
    const bool none = made.targets.empty();
    out.expected =
        told(one.text("outcome"), expected == no_node ? std::string_view(wanted) : graph->id(expected), claim);
    out.got = told(
        to_string(made.what), wanted.empty() || none ? std::string_view{} : graph->id(made.targets.front().goal),
        claim.empty() || none ? std::string_view{} : to_string(made.targets.front().permitted)
    );
    return out;
}

result<std::vector<test_case>> read(const std::vector<std::string>& files) {
    std::vector<test_case> all;
    for (const std::string& file : files) {
        auto data = read_data_file(file, "test");
        if (!data) return failure{data.error().message};
        if (data->rows.empty()) return failure{file + ": holds no [[test]]"};
        for (std::size_t i = 0; i < data->rows.size(); ++i) all.push_back({file, i + 1, std::move(data->rows[i])});
    }
    return all;
}

} // namespace

int test_goals(const goal_graph_pointer& graph, const std::vector<std::string>& files, bool json) {
    const auto tests = read(files);
    if (!tests) return usage_error(tests.error().message);
    json::writer out(true);
    out.begin_object().name("tests").begin_array();
    std::size_t failed = 0;
    bool wrong = false;
    for (const test_case& one : *tests) {
        const verdict judged = judge(graph, one);
        const bool holds = judged.wrong.empty() && judged.expected == judged.got;
        wrong = wrong || !judged.wrong.empty();
        if (!holds) ++failed;
        out.begin_object().member("file", one.file).member("test", std::uint64_t{one.number}).member("holds", holds);
        out.member("goal", one.text("goal")).member("expected", judged.expected).member("got", judged.got);
        out.member_if_present("wrong", judged.wrong).end_object();
        if (json || holds) continue;
        std::printf(
            "%s, test %zu, %s: %s\n", one.file.c_str(), one.number, one.text("goal").c_str(),
            judged.wrong.empty() ? ("expected " + judged.expected + ", got " + judged.got).c_str()
                                 : judged.wrong.c_str()
        );
    }
    out.end_array().member("failed", std::uint64_t{failed}).end_object();
    if (json)
        std::printf("%s\n", out.finish().c_str());
    else
        std::printf("%zu of %zu tests hold\n", tests->size() - failed, tests->size());
    return wrong ? exit_code::usage : failed > 0 ? exit_code::findings : exit_code::fine;
}

} // namespace schakel::command
