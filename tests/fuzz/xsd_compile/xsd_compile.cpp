// A schema document; what it includes or imports is the document itself. A schema that compiles validates a small
// document.
#include "gateway/validation/xsd_schema.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::vector<std::string> names{"main.xsd"};
    const auto made =
        schakel::validation::xsd_schema::compile(names, [&](std::string_view name) -> std::optional<std::string> {
            if (name.size() > 10) return std::nullopt;
            return bytes;
        });
    if (made) made->validate("<r xmlns='urn:t' a='1'><x key='1'>text</x><y/></r>", {});
    return 0;
}
