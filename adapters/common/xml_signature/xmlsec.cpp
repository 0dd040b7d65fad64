#include "adapters/common/xml_signature/xmlsec.hpp"

#include "adapters/common/xml_signature/trusted_key.hpp"

#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <mutex>
#include <stdexcept>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/io.h>

namespace schakel::xml_signature {

namespace {

// Both libraries print to the error stream what they think of a message, with pieces of it.
void say_nothing(const char*, int, const char*, const char*, const char*, int, const char*) {}

xmlParserInputPtr refuse_entity(const char*, const char*, xmlParserCtxtPtr) {
    return nullptr;
}

void start() {
    xmlInitParser();
    xmlSetExternalEntityLoader(refuse_entity);
    xmlSecErrorsSetCallback(say_nothing);
    const bool started =
        xmlSecInit() == 0 && xmlSecCheckVersion() == 1 && xmlSecCryptoAppInit(nullptr) == 0 && xmlSecCryptoInit() == 0;
    if (!started) throw std::runtime_error("xmlsec1 does not start");
    xmlSecErrorsSetCallback(say_nothing); // starting it for OpenSSL set another
    xmlSecIOCleanupCallbacks();           // no file and no address is ever opened
}

} // namespace

void start_xmlsec() {
    static std::once_flag once;
    std::call_once(once, start);
}

tree_pointer read_tree(std::string_view scanned) {
    start_xmlsec();
    constexpr int quietly = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
    return tree_pointer(xmlReadMemory(scanned.data(), static_cast<int>(scanned.size()), nullptr, "UTF-8", quietly));
}

trusted_key::trusted_key(crypto::key peer) : key_(std::move(peer)) {
    start_xmlsec();
    const std::string pem = key_.public_pem();
    key_pointer handle(xmlSecCryptoAppKeyLoadMemory(
        reinterpret_cast<const xmlSecByte*>(pem.data()), static_cast<xmlSecSize>(pem.size()), xmlSecKeyDataFormatPem,
        nullptr, nullptr, nullptr
    ));
    if (!handle) throw std::runtime_error("xmlsec1 does not take a key that OpenSSL took");
    prepared_ = std::make_shared<const prepared_key>(prepared_key{std::move(handle)});
}

} // namespace schakel::xml_signature
