// The first line is an expression, what follows its subject; both dialects.
#include "gateway/validation/regex.hpp"

#include <algorithm>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace schakel::validation;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t line = std::min(input.find('\n'), size);
    const std::string_view subject = input.substr(std::min(line + 1, size));
    for (const auto dialect : {regex_dialect::xsd, regex_dialect::ecma})
        if (const auto compiled = regex::compile(input.substr(0, line), dialect)) compiled->matches(subject);
    return 0;
}
