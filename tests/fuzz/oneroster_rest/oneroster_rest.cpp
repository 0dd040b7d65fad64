// The first byte chooses the version, and between a document to read and a question to answer. A question is a path and
// behind it lines "name=value" of its query.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
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

std::string written(const roster_adapter& by, const roster_view& view) {
    std::string bytes;
    const auto writer = by.write(view, {});
    while (writer->next(bytes)) {
    }
    return bytes;
}

// What is accepted can be written, and what was written is accepted.
void read(const roster_adapter& by, std::string_view bytes, bool lenient) {
    decode_options options;
    if (lenient) options.quirks = {"lenient", "thin-objects"};
    roster::memory_roster view;
    const roster_reading seen = by.read({bytes, nullptr, {}, {}}, options, view);
    check_texts(seen.report);
    if (seen.report.rejects()) return;
    findings found;
    require(json::document::parse(written(by, view), {}, found).has_value());
}

std::shared_ptr<const roster_view> small_school() {
    auto made = std::make_shared<roster::memory_roster>();
    roster::school_options options;
    options.pupils = 12;
    roster::generated_school(options).write(*made);
    return made;
}

void ask(const roster_adapter& by, std::string_view text) {
    static const auto school = small_school();
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
    const roster_question question = by.question(asked, {});
    roster_answer answer = by.answer(asked, question, school, options);
    std::string body = answer.head.body;
    while (answer.stream && answer.stream->next(body)) {
    }
    require(!answer.stream || !answer.stream->failed());
    findings found;
    require(json::document::parse(body, {}, found).has_value());
    for (const auto& [name, value] : answer.head.headers) {
        for (const char c : value) require(c != '\n' && c != '\r');
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto older = make_oneroster_1_1(schemas::bundled);
    static const auto newer = make_oneroster_1_2(schemas::bundled);
    if (size == 0) return 0;
    const unsigned choice = data[0];
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const roster_adapter& by = *((choice & 1) != 0 ? older : newer)->roster();
    if ((choice & 2) != 0)
        ask(by, text);
    else
        read(by, text, (choice & 4) != 0);
    return 0;
}
