// xmlsec1 and libxml2, made safe to call: the one header of this folder that knows them. Internal to xml_signature.
#pragma once

#include <libxml/tree.h>
#include <xmlsec/xmlsec.h>
// xmlsec's headers stand in this order.
#include <xmlsec/keys.h>
#include <xmlsec/xmldsig.h>

#include <memory>
#include <string_view>

namespace schakel::xml_signature {

template <auto Free>
struct freed_by {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};

using tree_pointer = std::unique_ptr<xmlDoc, freed_by<xmlFreeDoc>>;
using key_pointer = std::unique_ptr<xmlSecKey, freed_by<xmlSecKeyDestroy>>;

struct prepared_key {
    key_pointer handle;
};

// Starts both libraries once in the life of the process: no output, no external entities, no network, no key or
// transform that asks for either. Throws when they cannot start.
void start_xmlsec();

// Null when libxml2 does not read what our own scanner accepted; then nothing can be verified.
tree_pointer read_tree(std::string_view scanned);

inline const xmlChar* as_xml(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}
inline std::string_view from_xml(const xmlChar* text) {
    return text == nullptr ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(text));
}

} // namespace schakel::xml_signature
