#include "tests/bench/validation/engines.hpp"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <stdexcept>

namespace schakel::bench {

namespace {

void silent(void*, const char*, ...) {}

// libxml2 wants one schema document: several are imported by one that is made for them.
std::string one_document(const schema_set& schemas) {
    std::string text = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">)";
    const std::string place = "schemaLocation=\"" SCHAKEL_SOURCE_DIR "/schemas/";
    for (const auto& [file, name_space] : schemas) {
        if (name_space.empty())
            text += "<xs:include " + place + file + "\"/>";
        else
            text += "<xs:import namespace=\"" + name_space + "\" " + place + file + "\"/>";
    }
    return text + "</xs:schema>";
}

std::shared_ptr<xmlSchema> compile(const schema_set& schemas) {
    const std::string text = one_document(schemas);
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewMemParserCtxt(text.data(), static_cast<int>(text.size()));
    std::shared_ptr<xmlSchema> schema(xmlSchemaParse(parser), xmlSchemaFree);
    xmlSchemaFreeParserCtxt(parser);
    if (!schema) throw std::runtime_error("libxml2 refuses " + schemas.front().file);
    return schema;
}

using valid_context = std::unique_ptr<xmlSchemaValidCtxt, void (*)(xmlSchemaValidCtxtPtr)>;

valid_context context_of(xmlSchema& schema) {
    valid_context run(xmlSchemaNewValidCtxt(&schema), xmlSchemaFreeValidCtxt);
    xmlSchemaSetValidErrors(run.get(), silent, silent, nullptr);
    return run;
}

} // namespace

engine libxml2_stream(const schema_set& schemas) {
    return [schema = compile(schemas)](std::string_view bytes) {
        const valid_context run = context_of(*schema);
        xmlParserInputBufferPtr input =
            xmlParserInputBufferCreateMem(bytes.data(), static_cast<int>(bytes.size()), XML_CHAR_ENCODING_UTF8);
        xmlSAXHandler handler{};
        handler.initialized = XML_SAX2_MAGIC;
        return xmlSchemaValidateStream(run.get(), input, XML_CHAR_ENCODING_UTF8, &handler, nullptr) == 0;
    };
}

engine libxml2_tree(const schema_set& schemas) {
    return [schema = compile(schemas)](std::string_view bytes) {
        const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
            xmlReadMemory(
                bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
            ),
            xmlFreeDoc
        );
        return document && xmlSchemaValidateDoc(context_of(*schema).get(), document.get()) == 0;
    };
}

engine libxml2_sax() {
    return [](std::string_view bytes) {
        xmlSAXHandler handler{};
        handler.initialized = XML_SAX2_MAGIC;
        handler.startElementNs = [](void*, const xmlChar*, const xmlChar*, const xmlChar*, int, const xmlChar**, int,
                                    int, const xmlChar**) {};
        handler.endElementNs = [](void*, const xmlChar*, const xmlChar*, const xmlChar*) {};
        handler.characters = [](void*, const xmlChar*, int) {};
        return xmlSAXUserParseMemory(&handler, nullptr, bytes.data(), static_cast<int>(bytes.size())) == 0;
    };
}

} // namespace schakel::bench
