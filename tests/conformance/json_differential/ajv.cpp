#include "ajv.hpp"

#include "gateway/codec/json_document.hpp"
#include "tests/support/command_output.hpp"

#include <cstdlib>
#include <fstream>

namespace schakel::json_differential {

namespace {

const std::filesystem::path suites = std::filesystem::path(SCHAKEL_SOURCE_DIR) / "tests/conformance";

std::vector<std::string> texts(json::value list) {
    std::vector<std::string> all;
    for (json::value one = list.first_child(); one; one = one.next_sibling()) all.emplace_back(one.text());
    return all;
}

ajv::answer read_answer(std::string_view line) {
    ajv::answer told;
    if (line == "ok") return told;
    findings found;
    const auto parsed = json::document::parse(line, {}, found);
    if (!parsed) {
        told.refused = true;
        told.why = line;
        return told;
    }
    told.valid = parsed->root().member("valid").boolean();
    told.alternatives = parsed->root().member("alternatives").boolean();
    told.places = texts(parsed->root().member("places"));
    told.also = texts(parsed->root().member("also"));
    return told;
}

} // namespace

bool ajv::available() {
    return std::filesystem::exists(suites / "node_modules/ajv") && std::system("node --version >/dev/null 2>&1") == 0;
}

std::size_t ajv::schema(draft version, std::string_view text) {
    asked_.append(version == draft::seven ? "S 7 " : "S 2020 ").append(text).append("\n");
    return count_++;
}

std::size_t ajv::instance(std::string_view text) {
    asked_.append("I ").append(text).append("\n");
    return count_++;
}

std::vector<ajv::answer> ajv::judge() {
    std::ofstream(cases_, std::ios::binary) << asked_;
    const std::string script = (suites / "json_differential/judge.js").string();
    const std::string output = test::output_of("node '" + script + "' '" + cases_.string() + "'");
    std::vector<answer> answers;
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        answers.push_back(read_answer(std::string_view(output).substr(at, end - at)));
        at = end + 1;
    }
    if (answers.size() != count_) answers.clear();
    return answers;
}

} // namespace schakel::json_differential
