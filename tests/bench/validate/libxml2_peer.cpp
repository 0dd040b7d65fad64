#include "tests/bench/validate/peers.hpp"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <memory>
#include <stdexcept>

namespace schakel::bench {

verdict libxml2_stream(const std::string& schema_file) {
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(schema_file.c_str());
    const std::shared_ptr<xmlSchema> schema(xmlSchemaParse(parser), xmlSchemaFree);
    xmlSchemaFreeParserCtxt(parser);
    if (!schema) throw std::runtime_error("libxml2 refuses " + schema_file);
    return [schema](std::string_view bytes) {
        const std::unique_ptr<xmlSchemaValidCtxt, void (*)(xmlSchemaValidCtxtPtr)> run(
            xmlSchemaNewValidCtxt(schema.get()), xmlSchemaFreeValidCtxt
        );
        xmlParserInputBufferPtr input =
            xmlParserInputBufferCreateMem(bytes.data(), static_cast<int>(bytes.size()), XML_CHAR_ENCODING_UTF8);
        xmlSAXHandler silent{};
        silent.initialized = XML_SAX2_MAGIC;
        return xmlSchemaValidateStream(run.get(), input, XML_CHAR_ENCODING_UTF8, &silent, nullptr) == 0;
    };
}

} // namespace schakel::bench
