// How many answers of an identity provider are judged per second of processor time, beside a bare loop around xmlsec1
// that reads the same bytes, verifies the one signature and looks no further: medians of interleaved rounds, one
// thread.
#include "adapters/saml_entree/acceptance.hpp"
#include "tests/adapters/saml_entree/identity_provider.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace schakel;

constexpr int answers_per_round = 200;

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double seconds_of(const std::function<bool()>& judge) {
    const double start = processor_seconds();
    for (int i = 0; i < answers_per_round; ++i)
        if (!judge()) std::abort();
    return processor_seconds() - start;
}

const xmlChar* as_xml(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

void know_ids(xmlDoc* tree, xmlNode* at) {
    for (; at != nullptr; at = at->next) {
        if (at->type != XML_ELEMENT_NODE) continue;
        if (xmlAttr* id = xmlHasProp(at, as_xml("ID"))) {
            xmlChar* value = xmlNodeListGetString(tree, id->children, 1);
            xmlAddID(nullptr, tree, value, id);
            xmlFree(value);
        }
        know_ids(tree, at->children);
    }
}

bool bare_loop(const std::string& answer, xmlSecKey* key) {
    xmlDoc* tree = xmlReadMemory(answer.data(), static_cast<int>(answer.size()), nullptr, nullptr, XML_PARSE_NONET);
    know_ids(tree, xmlDocGetRootElement(tree));
    xmlNode* signature = xmlSecFindNode(xmlDocGetRootElement(tree), xmlSecNodeSignature, xmlSecDSigNs);
    xmlSecDSigCtx* context = xmlSecDSigCtxCreate(nullptr);
    context->signKey = xmlSecKeyDuplicate(key);
    const bool good = xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded;
    xmlSecDSigCtxDestroy(context);
    xmlFreeDoc(tree);
    return good;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int count, char** words) {
    const int rounds = count > 1 ? std::atoi(words[1]) : 15;
    const test::identity_provider provider;
    test::told_answer what;
    what.in_response_to = "_question";
    for (const char* name : {"sn", "eckId", "mail", "nlEduPersonUnit", "nlEduPersonRealId", "nlEduPersonProfileId"})
        what.attributes.push_back({name, {std::string(40, 'x')}});
    const std::string answer = provider.response(what, provider.signed_assertion(what));

    const std::vector<xml_signature::trusted_key> keys{xml_signature::trusted_key(provider.key())}; // starts xmlsec1
    const xml_signature::allowed_algorithms allowed;
    saml_entree::expectation expected;
    expected.consumer = what.destination;
    expected.own_entity = what.audience;
    expected.identity_provider = what.entity;
    expected.in_response_to = what.in_response_to;
    expected.now = test::school_morning();
    const std::string pem = provider.key().public_pem();
    xmlSecKey* key = xmlSecCryptoAppKeyLoadMemory(
        reinterpret_cast<const xmlSecByte*>(pem.data()), static_cast<xmlSecSize>(pem.size()), xmlSecKeyDataFormatPem,
        nullptr, nullptr, nullptr
    );

    std::vector<double> ours, bare;
    for (int i = 0; i < rounds; ++i) {
        bare.push_back(seconds_of([&] { return bare_loop(answer, key); }));
        ours.push_back(seconds_of([&] {
            return saml_entree::accept_response(answer, {keys, &allowed}, {}, expected).has_value();
        }));
    }
    xmlSecKeyDestroy(key);
    std::printf("answer of %zu bytes, RSA-2048, SHA-256, %d rounds of %d\n", answer.size(), rounds, answers_per_round);
    std::printf("bare xmlsec1     %8.0f per processor second\n", answers_per_round / median(bare));
    std::printf("judged in full   %8.0f per processor second\n", answers_per_round / median(ours));
    std::printf("ratio            %8.2f (to reach: 0.80)\n", median(bare) / median(ours));
}
