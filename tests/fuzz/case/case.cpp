// The first byte chooses the version, and between a document to read and a question to answer. A question is a path and
// behind it lines "name=value" of its query.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/goals/generated_framework.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace schakel;
using fuzz::require;

void check_texts(const report& of) {
    for (const layer which : all_layers) {
        for (const finding& one : of.at(which).findings) {
            for (const language lang : {language::nl, language::en}) require(!one.text(lang).empty());
            require(fuzz::is_utf8(one.where.path) && fuzz::is_utf8(one.got));
        }
    }
}

// What is read in any way is written so that the strict schema has nothing to say.
void read(const goal_adapter& by, std::string_view bytes) {
    goals::memory_goals view;
    const goal_reading seen = by.read({bytes, nullptr, {}, {}}, {}, view);
    check_texts(seen.report);
    if (seen.report.rejects() || seen.kind != "CFPackage") return;
    std::string text;
    const auto writer = by.write(view, {});
    while (writer->next(text)) {
    }
    goals::memory_goals again;
    goal_reading_options strict;
    strict.document.profile = "strict";
    require(!by.read({text, nullptr, {}, {}}, strict, again).report.rejects());
}

std::shared_ptr<const goal_view> small_framework() {
    auto made = std::make_shared<goals::memory_goals>();
    goals::framework_options options;
    options.goals = 12;
    goals::generate_framework(options, *made);
    return made;
}

void ask(const goal_adapter& by, std::string_view text) {
    static const auto view = small_framework();
    exchange asked;
    asked.method = "GET";
    const std::size_t line = std::min(text.find('\n'), text.size());
    asked.raw_path = text.substr(0, line);
    text.remove_prefix(std::min(line + 1, text.size()));
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('\n'));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        asked.query.emplace_back(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
    }
    answering options;
    options.base_url = "https://gw.example";
    const goal_question question = by.question(asked, {});
    served_answer answer = by.answer(asked, question, view, options);
    std::string body = answer.head.body;
    while (answer.stream && answer.stream->next(body)) {
    }
    findings found;
    require(json::document::parse(body, {}, found).has_value());
    for (const auto& [name, value] : answer.head.headers) {
        for (const char c : value) require(c != '\n' && c != '\r');
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto older = make_case_1_0(schemas::bundled);
    static const auto newer = make_case_1_1(schemas::bundled);
    if (size == 0) return 0;
    const unsigned choice = data[0];
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const goal_adapter& by = *((choice & 1) != 0 ? older : newer)->goals();
    if ((choice & 2) != 0)
        ask(by, text);
    else
        read(by, text);
    return 0;
}
