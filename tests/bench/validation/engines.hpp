// The engines that are compared: ours, its stages, and its peers. Each is made once, with its schema compiled, and then
// judges documents.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::bench {

// Is this document well-formed and, where the engine validates, valid?
using engine = std::function<bool(std::string_view bytes)>;

// The same, for an engine that validates what it parsed before: `parse` is not measured.
struct parsed_engine {
    std::function<bool(std::string_view bytes)> parse;
    std::function<bool()> validate;
};

// One set of schema documents: paths below schemas/ with the namespace of each, empty for none.
struct schema_document {
    std::string file, name_space;
};
using schema_set = std::vector<schema_document>;

// Ours: scan and XSD engine in one pass.
engine schakel_xsd(const schema_set& schemas);
// Its stages: the scan alone; with events that go nowhere; with the structure checked and every value any text; with
// values and without keys.
engine schakel_scan();
engine schakel_events();
engine schakel_structure(const schema_set& schemas);
engine schakel_values(const schema_set& schemas);

engine libxml2_stream(const schema_set& schemas); // xmlSchemaValidateStream over SAX
engine libxml2_tree(const schema_set& schemas);   // xmlReadMemory, then xmlSchemaValidateDoc
engine libxml2_sax();                             // SAX2 with handlers that do nothing
engine xerces_sax(const schema_set& schemas);     // SAX2 with a locked pool of grammars
engine expat();                                   // with namespaces, and handlers that do nothing
engine pugixml();                                 // a tree, without any check of names

// `schema` is the text of a JSON Schema.
engine schakel_json(const std::string& schema);
engine schakel_json_parse();
parsed_engine schakel_json_tree(const std::string& schema);

engine rapidjson_reader(const std::string& schema);      // SchemaValidatingReader fills a document
engine rapidjson_parse();                                // Document::Parse, encodings validated
parsed_engine rapidjson_tree(const std::string& schema); // SchemaValidator on a document
engine simdjson_parse();                                 // dom::parser, kept for all documents

} // namespace schakel::bench
