#include "tests/bench/validation/engines.hpp"

#include <memory>
#include <simdjson.h>

namespace schakel::bench {

engine simdjson_parse() {
    const auto parser = std::make_shared<simdjson::dom::parser>();
    return [parser](std::string_view bytes) {
        simdjson::dom::element root;
        return parser->parse(bytes.data(), bytes.size()).get(root) == simdjson::SUCCESS;
    };
}

} // namespace schakel::bench
