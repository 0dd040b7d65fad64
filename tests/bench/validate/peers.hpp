// The engines that ours are compared with, each behind two calls: compile once, then is this document valid?
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace schakel::bench {

using verdict = std::function<bool(std::string_view bytes)>;

// xmlSchemaValidateStream: parses and validates in one pass, as our engine does. `schema_file` is an XSD on disk.
verdict libxml2_stream(const std::string& schema_file);

// Document::Parse with encodings validated, then SchemaValidator on the tree. `schema` is JSON Schema.
verdict rapidjson_validator(const std::string& schema);

} // namespace schakel::bench
