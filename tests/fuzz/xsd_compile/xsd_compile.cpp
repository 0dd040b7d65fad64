// Any bytes as a schema document; what it includes, imports or redefines is the text behind its first NUL, or the
// document itself. A refusal says where; a schema that compiles judges a few documents, itself among them.
#include "gateway/validation/xsd_schema.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace {

using namespace schakel;
using fuzz::require;

void judge(const validation::xsd_schema& schema, std::string_view bytes) {
    document_limits limits;
    limits.findings = 20;
    const auto outcome = schema.validate(bytes, limits);
    for (const finding& one : outcome.schema_findings) fuzz::require_sound(bytes, one);
    require(outcome.schema_findings.size() <= limits.findings + 1);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 1 << 14) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(input.find('\0'), size);
    const std::string first(input.substr(0, end));
    const std::string second(end == size ? input : input.substr(end + 1));
    const std::vector<std::string> names{"main.xsd"};
    const auto made = validation::xsd_schema::compile(names, [&](std::string_view name) -> std::optional<std::string> {
        if (name == "main.xsd") return first;
        if (name.size() > 12) return std::nullopt;
        return second;
    });
    if (!made) {
        require(!made.error().message.empty() && !made.error().file.empty());
        require(made.error().where.offset == location::nowhere || made.error().where.line > 0);
        return 0;
    }
    judge(*made, first);
    judge(*made, "<r xmlns='urn:t' a='1'><x key='1'>text</x><y/></r>");
    judge(*made, "<r a='1' xml:lang='nl'> <a>1</a><b/>2026-01-01<a>x y</a></r>");
    return 0;
}
