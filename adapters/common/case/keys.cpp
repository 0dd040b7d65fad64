#include "adapters/common/case/keys.hpp"

#include "adapters/common/case/fields.hpp"
#include "adapters/common/one_edtech/links.hpp"
#include "gateway/crypto/name_uuid.hpp"
#include "gateway/model/goal.hpp"
#include "gateway/validation/json_schema_formats.hpp"

namespace schakel::cf {

namespace {

constexpr std::string_view urn = "urn:uuid:";

} // namespace

std::string key_of(std::string_view identifier, std::string_view uri) {
    using model::goals::uuid_key;
    if (std::string key = uuid_key(identifier); !key.empty()) return key;
    if (identifier.empty()) {
        if (std::string key = uuid_key(uri); !key.empty()) return key;
    }
    return std::string(uri.find(':') != std::string_view::npos || identifier.empty() ? uri : identifier);
}

std::string identifier_of(std::string_view key) {
    return std::string(key.starts_with(urn) ? key.substr(urn.size()) : key);
}

std::string identifier_for(version which, std::string_view key) {
    std::string own = identifier_of(key);
    if (is_identifier(which, own)) return own;
    return crypto::name_uuid(crypto::url_namespace, key).value_or(std::move(own));
}

std::string uri_for(std::string_view text, std::string_view identifier) {
    using validation::format, validation::has_format;
    if (has_format(format::uri, text)) return std::string(text);
    if (text.empty())
        return uri_for(
            identifier.size() == 36 ? std::string(urn) + std::string(identifier)
                                    : "urn:case:" + std::string(identifier),
            "x"
        );
    constexpr std::string_view kept = "-._~:/?#[]@!$&'()*+,;=";
    std::string made;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        made += plain || kept.find(c) != std::string_view::npos ? std::string(1, c) : one_edtech::encoded({&c, 1});
    }
    return has_format(format::uri, made) ? made : "urn:case:" + one_edtech::encoded(text);
}

link item_type_link(const model::term& kind) {
    const std::string key = model::goals::uuid_key(kind.vocabulary);
    return key.empty() ? link{} : link{kind.value, identifier_of(key), kind.vocabulary, {}};
}

} // namespace schakel::cf
