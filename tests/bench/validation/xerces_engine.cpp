#include "tests/bench/validation/engines.hpp"

#include <memory>
#include <stdexcept>
#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/sax2/SAX2XMLReader.hpp>
#include <xercesc/sax2/XMLReaderFactory.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLUni.hpp>

namespace schakel::bench {

namespace {

using namespace xercesc;

// Counts what is wrong and goes on, as we do.
class counting_handler : public DefaultHandler {
public:
    void error(const SAXParseException&) override { ++faults_; }
    void fatalError(const SAXParseException&) override { ++faults_; }
    void resetErrors() override { faults_ = 0; }
    std::size_t faults() const { return faults_; }

private:
    std::size_t faults_ = 0;
};

// The reader lives as long as the program does.
struct reader {
    explicit reader(const schema_set& schemas)
        : pool(XMLPlatformUtils::fgMemoryManager),
          parser(XMLReaderFactory::createXMLReader(XMLPlatformUtils::fgMemoryManager, &pool)) {
        parser->setErrorHandler(&handler);
        parser->setContentHandler(&handler);
        parser->setFeature(XMLUni::fgSAX2CoreNameSpaces, true);
        parser->setFeature(XMLUni::fgSAX2CoreValidation, true);
        parser->setFeature(XMLUni::fgXercesDynamic, false);
        parser->setFeature(XMLUni::fgXercesSchema, true);
        parser->setFeature(XMLUni::fgXercesIdentityConstraintChecking, true);
        parser->setFeature(XMLUni::fgXercesUseCachedGrammarInParse, true);
        parser->setFeature(XMLUni::fgXercesHandleMultipleImports, true);
        for (const auto& schema : schemas) {
            const std::string file = SCHAKEL_SOURCE_DIR "/schemas/" + schema.file;
            parser->loadGrammar(file.c_str(), Grammar::SchemaGrammarType, true);
        }
        if (handler.faults() != 0) throw std::runtime_error("Xerces refuses " + schemas.front().file);
        pool.lockPool();
        parser->setFeature(XMLUni::fgXercesLoadSchema, false);
    }

    bool judge(std::string_view bytes) {
        handler.resetErrors();
        const MemBufInputSource source(reinterpret_cast<const XMLByte*>(bytes.data()), bytes.size(), "document", false);
        parser->parse(source);
        return handler.faults() == 0;
    }

    XMLGrammarPoolImpl pool;
    counting_handler handler;
    SAX2XMLReader* parser;
};

} // namespace

engine xerces_sax(const schema_set& schemas) {
    XMLPlatformUtils::Initialize();
    auto* made = new reader(schemas);
    return [made](std::string_view bytes) { return made->judge(bytes); };
}

} // namespace schakel::bench
