// Xerces-C as a judge of schemas and documents, for the tests that compare our XSD engine with others. A program of its
// own, so that a crash of the library costs one verdict.
//
//   xerces_judge LIST
//
// LIST has one line for each thing to judge: "schema PATH" or "document PATH"; a document is judged by the schema
// before it. Each gets one line on standard output, as soon as it is known: "valid", or "invalid LINE MESSAGE" with the
// first error. Schemas are read with full checking; nothing is fetched from a network.
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/sax2/SAX2XMLReader.hpp>
#include <xercesc/sax2/XMLReaderFactory.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLNetAccessor.hpp>
#include <xercesc/validators/common/Grammar.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace {

std::string plain(const XMLCh* text) {
    char* bytes = xercesc::XMLString::transcode(text);
    std::string out = bytes;
    xercesc::XMLString::release(&bytes);
    for (char& c : out)
        if (c == '\n') c = ' ';
    return out;
}

class first_error final : public xercesc::DefaultHandler {
public:
    void error(const xercesc::SAXParseException& e) override { note(e); }
    void fatalError(const xercesc::SAXParseException& e) override { note(e); }
    void warning(const xercesc::SAXParseException&) override {}
    void resetErrors() override {}

    void note(std::string why) {
        if (text_.empty()) text_ = std::move(why);
    }
    std::string take() { return std::exchange(text_, {}); }

private:
    void note(const xercesc::SAXParseException& e) {
        note(std::to_string(e.getLineNumber()) + " " + plain(e.getMessage()));
    }
    std::string text_;
};

// One schema with what it takes to judge documents by it.
class schema_in_force {
public:
    schema_in_force() : reader_(xercesc::XMLReaderFactory::createXMLReader(memory(), &pool_)) {
        using xercesc::XMLUni;
        for (const XMLCh* feature :
             {XMLUni::fgSAX2CoreNameSpaces, XMLUni::fgSAX2CoreValidation, XMLUni::fgXercesSchema,
              XMLUni::fgXercesSchemaFullChecking, XMLUni::fgXercesIdentityConstraintChecking,
              XMLUni::fgXercesUseCachedGrammarInParse})
            reader_->setFeature(feature, true);
        for (const XMLCh* feature : {XMLUni::fgXercesDynamic, XMLUni::fgXercesLoadSchema})
            reader_->setFeature(feature, false);
        reader_->setErrorHandler(&errors_);
    }

    std::string load(const std::string& path) {
        return watched([&] {
            if (reader_->loadGrammar(path.c_str(), xercesc::Grammar::SchemaGrammarType, true) == nullptr)
                errors_.note("0 no grammar");
        });
    }
    std::string judge(const std::string& path) {
        return watched([&] { reader_->parse(path.c_str()); });
    }

private:
    static xercesc::MemoryManager* memory() { return xercesc::XMLPlatformUtils::fgMemoryManager; }

    template <class Work>
    std::string watched(const Work& work) {
        try {
            work();
        } catch (const xercesc::XMLException& e) {
            errors_.note("0 " + plain(e.getMessage()));
        } catch (const xercesc::SAXException& e) {
            errors_.note("0 " + plain(e.getMessage()));
        }
        return errors_.take();
    }

    xercesc::XMLGrammarPoolImpl pool_{memory()};
    first_error errors_;
    std::unique_ptr<xercesc::SAX2XMLReader> reader_;
};

void judge_all(std::istream& list) {
    std::unique_ptr<schema_in_force> schema;
    for (std::string what, path; list >> what && std::getline(list >> std::ws, path);) {
        if (what == "schema") schema = std::make_unique<schema_in_force>();
        if (!schema) schema = std::make_unique<schema_in_force>();
        const std::string why = what == "schema" ? schema->load(path) : schema->judge(path);
        std::cout << (why.empty() ? "valid" : "invalid " + why) << std::endl;
    }
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    xercesc::XMLPlatformUtils::Initialize();
    delete std::exchange(xercesc::XMLPlatformUtils::fgNetAccessor, nullptr);
    std::ifstream list(arguments[1]);
    judge_all(list);
    xercesc::XMLPlatformUtils::Terminate();
    return 0;
}
