#include "tests/bench/validate/peers.hpp"

#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include <memory>
#include <stdexcept>

namespace schakel::bench {

verdict rapidjson_validator(const std::string& schema) {
    rapidjson::Document text;
    if (text.Parse(schema.c_str()).HasParseError()) throw std::runtime_error("RapidJSON cannot read the schema");
    const auto compiled = std::make_shared<const rapidjson::SchemaDocument>(text);
    return [compiled](std::string_view bytes) {
        rapidjson::Document document;
        document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
            bytes.data(), bytes.size()
        );
        if (document.HasParseError()) return false;
        rapidjson::SchemaValidator check(*compiled);
        return document.Accept(check) && check.IsValid();
    };
}

} // namespace schakel::bench
