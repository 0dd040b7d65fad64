#include "tests/adapters/goal_files.hpp"

#include "adapters/all_adapters.hpp"
#include "gateway/codec/turtle_reader.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace schakel::test {

namespace {

const adapter_registry& built_in() {
    static const adapter_registry list = all_adapters(schemas::bundled);
    return list;
}

} // namespace

const adapter& goal_adapter_named(std::string_view standard) {
    return *built_in().find(standard);
}

void check_goal_cases(std::string_view standard, std::initializer_list<std::string_view> rules_shown_elsewhere) {
    const adapter& subject = goal_adapter_named(standard);
    for (const golden_case& one : golden_cases(subject)) check_golden_case(one, subject, built_in());
    const auto met = rules_met(subject, built_in());
    for (const rule& one : subject.rules()) {
        const bool elsewhere = std::ranges::find(rules_shown_elsewhere, one.id) != rules_shown_elsewhere.end();
        CHECK_MESSAGE((elsewhere || met.contains(one.id)), one.id, " has no case");
    }
}

collected_goals read_goals(std::string_view standard, std::string_view text, const goal_reading_options& options) {
    collected_goals into;
    const goal_reading seen = goal_adapter_named(standard).goals()->read({text, nullptr, {}, {}}, options, into);
    const finding* fault = seen.report.first_error();
    REQUIRE_MESSAGE(
        !fault, standard, ": ", fault ? fault->text(language::en) : "", " line ", fault ? fault->where.line : 0
    );
    return into;
}

goal_text
write_goals(std::string_view standard, std::vector<model::goals::record> records, const goal_writing_options& options) {
    goals::memory_goals view;
    for (model::goals::record& one : records) view.add(std::move(one));
    const auto writer = goal_adapter_named(standard).goals()->write(view, options);
    goal_text out;
    while (writer->next(out.bytes)) {
    }
    out.fate = writer->fate();
    out.refused = writer->refused();
    return out;
}

std::string sorted_json(const collected_goals& read) {
    std::vector<std::string> texts;
    for (const model::goals::record& one : read.records) texts.push_back(to_json({one}));
    std::ranges::sort(texts);
    const auto [from, to] = std::ranges::unique(texts);
    texts.erase(from, to);
    std::string all;
    for (const std::string& one : texts) all += one;
    return all;
}

std::size_t statements_in(std::string_view turtle) {
    std::size_t count = 0;
    findings found;
    CHECK(rdf::read_turtle(
        turtle, {}, {}, [&](rdf::triple&&) { ++count; }, found
    ));
    return count;
}

std::string test_file(const std::string& path) {
    std::ifstream in(std::string(SCHAKEL_SOURCE_DIR "/tests/adapters/") + path, std::ios::binary);
    REQUIRE_MESSAGE(in.good(), path);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<std::string> corpus_file(const std::string& path) {
    const char* named = std::getenv("SCHAKEL_SHARED");
    const std::string folder = named ? named : SCHAKEL_SOURCE_DIR "/../shared";
    std::ifstream in(folder + "/corpus/goals/" + path, std::ios::binary);
    if (!in) {
        MESSAGE(path, " is not beside the repository: not read");
        return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

} // namespace schakel::test
