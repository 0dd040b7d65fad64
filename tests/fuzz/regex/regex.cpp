// The first line is an expression, what follows its subject; both dialects. An expression in a group, repeated or
// beside another one says of the subject what its own answer promises.
#include "gateway/validation/regex.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace {

using namespace schakel::validation;
using schakel::fuzz::require;

// None when it is refused, for instance because the longer expression is too large.
std::optional<bool> matches(const std::string& pattern, regex_dialect dialect, std::string_view subject) {
    const auto compiled = regex::compile(pattern, dialect);
    if (!compiled) return std::nullopt;
    return compiled->matches(subject);
}

void require_if_known(std::optional<bool> got, bool expected) {
    require(!got || *got == expected);
}

void check(const std::string& pattern, regex_dialect dialect, std::string_view subject) {
    const auto compiled = regex::compile(pattern, dialect);
    if (!compiled) {
        require(!compiled.error().message.empty());
        return;
    }
    require(compiled->pattern() == pattern);
    const bool found = compiled->matches(subject);
    require(compiled->matches(subject) == found);
    if (pattern.size() > 200) return;
    require_if_known(matches("(" + pattern + ")", dialect, subject), found);
    require_if_known(matches("(" + pattern + "){1}", dialect, subject), found);
    require_if_known(matches("(" + pattern + ")|(" + pattern + ")", dialect, subject), found);
    if (found) require_if_known(matches("(" + pattern + ")+", dialect, subject), true);
    if (dialect == regex_dialect::xsd)
        require_if_known(matches("(" + pattern + ")?", dialect, subject), found || subject.empty());
    else
        require_if_known(matches("[^]*(?:" + pattern + ")[^]*", dialect, subject), found);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), size);
    const std::string_view subject = input.substr(std::min(line + 1, size));
    for (const auto dialect : {regex_dialect::xsd, regex_dialect::ecma})
        check(std::string(input.substr(0, line)), dialect, subject);
    return 0;
}
