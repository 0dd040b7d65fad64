#include "tests/bench/validation/engines.hpp"

#include <rapidjson/document.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/schema.h>

#include <memory>
#include <stdexcept>

namespace schakel::bench {

namespace {

constexpr unsigned strict = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;

std::shared_ptr<const rapidjson::SchemaDocument> compile(const std::string& schema) {
    rapidjson::Document text;
    if (text.Parse(schema.c_str()).HasParseError()) throw std::runtime_error("RapidJSON cannot read the schema");
    return std::make_shared<const rapidjson::SchemaDocument>(text);
}

} // namespace

engine rapidjson_reader(const std::string& schema) {
    return [compiled = compile(schema)](std::string_view bytes) {
        rapidjson::MemoryStream stream(bytes.data(), bytes.size());
        rapidjson::SchemaValidatingReader<strict, rapidjson::MemoryStream, rapidjson::UTF8<>> reader(stream, *compiled);
        rapidjson::Document document;
        document.Populate(reader);
        return static_cast<bool>(reader.GetParseResult()) && reader.IsValid();
    };
}

engine rapidjson_parse() {
    return [](std::string_view bytes) {
        rapidjson::Document document;
        document.Parse<strict>(bytes.data(), bytes.size());
        return !document.HasParseError();
    };
}

parsed_engine rapidjson_tree(const std::string& schema) {
    const auto document = std::make_shared<rapidjson::Document>();
    return {
        [document](std::string_view bytes) {
            *document = rapidjson::Document();
            document->Parse<strict>(bytes.data(), bytes.size());
            return !document->HasParseError();
        },
        [document, compiled = compile(schema)] {
            rapidjson::SchemaValidator check(*compiled);
            return document->Accept(check) && check.IsValid();
        }};
}

} // namespace schakel::bench
