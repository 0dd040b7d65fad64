#include "tests/bench/validation/engines.hpp"

#include <pugixml.hpp>

namespace schakel::bench {

engine pugixml() {
    return [](std::string_view bytes) {
        pugi::xml_document document;
        return static_cast<bool>(document.load_buffer(bytes.data(), bytes.size()));
    };
}

} // namespace schakel::bench
