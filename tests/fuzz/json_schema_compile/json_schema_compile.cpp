// Any bytes as a JSON Schema; what it refers to elsewhere is the text behind its first NUL, or itself. A refusal says
// where; what compiles can judge a few documents, itself among them.
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace {

using namespace schakel;
using fuzz::require;

constexpr document_limits limits{.bytes = 1 << 14, .depth = 24, .nodes = 2'000, .findings = 50};

void judge(const validation::json_schema& schema, std::string_view bytes) {
    findings ignored;
    const auto document = json::document::parse(bytes, limits, ignored);
    if (!document) return;
    const findings found = schema.validate(*document, limits);
    for (const finding& one : found) fuzz::require_sound(bytes, one);
    require(found.size() <= limits.findings + 3);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (size > limits.bytes) return 0;
    const std::size_t end = std::min(input.find('\0'), size);
    const std::string first(input.substr(0, end));
    const std::string second(end == size ? input : input.substr(end + 1));
    const auto compiled =
        validation::json_schema::compile("main", [&](std::string_view name) -> std::optional<std::string> {
            if (name == "main") return first;
            if (name.size() > 24) return std::nullopt;
            return second;
        });
    if (!compiled) {
        const auto& refusal = compiled.error();
        require(!refusal.message.empty() && !refusal.file.empty());
        require(refusal.where.offset == location::nowhere || refusal.where.line > 0);
        return 0;
    }
    judge(*compiled, first);
    judge(*compiled, R"({"a":1,"b":[1,"x",{"a":null}],"kind":"group","c":{"d":-2.5}})");
    judge(*compiled, R"([1,1.0,"",{"a":[]},[[]],true])");
    judge(*compiled, R"("text 1")");
    judge(*compiled, "-12.5");
    return 0;
}
