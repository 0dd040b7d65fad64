#include "tests/bench/validation/engines.hpp"

#include <expat.h>

#include <memory>

namespace schakel::bench {

engine expat() {
    return [](std::string_view bytes) {
        const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(
            XML_ParserCreateNS("UTF-8", '|'), XML_ParserFree
        );
        XML_SetElementHandler(
            parser.get(), [](void*, const XML_Char*, const XML_Char**) {}, [](void*, const XML_Char*) {}
        );
        XML_SetCharacterDataHandler(parser.get(), [](void*, const XML_Char*, int) {});
        return XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), 1) == XML_STATUS_OK;
    };
}

} // namespace schakel::bench
