#include "adapters/saml_entree/bindings.hpp"

#include "adapters/saml_entree/parse.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/codec/raw_deflate.hpp"
#include "gateway/crypto/base64.hpp"

#include <algorithm>

namespace schakel::saml_entree {

namespace {

constexpr std::string_view deflate_encoding = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

std::string_view parameter_of(bool is_request) {
    return is_request ? "SAMLRequest" : "SAMLResponse";
}

// Senders break base64 into lines.
std::optional<std::string> from_loose_base64(std::string_view text) {
    std::string dense(text);
    std::erase_if(dense, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    return crypto::from_base64(dense);
}

std::optional<std::string> unpack_query(const browser_request& request, std::string_view name) {
    const std::string_view encoding = request.http.query_value("SAMLEncoding");
    if (!encoding.empty() && encoding != deflate_encoding) return std::nullopt;
    const auto packed = from_loose_base64(request.http.query_value(name));
    return packed ? inflate(*packed, message_limits().bytes) : std::nullopt;
}

// "Name=value" as it stands in the query; none when it is absent or stands there twice.
std::optional<std::string_view> raw_parameter(std::string_view query, std::string_view name) {
    std::optional<std::string_view> found;
    while (!query.empty()) {
        const std::string_view piece = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(piece.size() + 1, query.size()));
        if (piece.substr(0, piece.find('=')) != name) continue;
        if (found) return std::nullopt;
        found = piece;
    }
    return found;
}

std::size_t count_of(const browser_request& request, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count(request.http.query, name, [](const auto& one) {
        return std::string_view(one.first);
    }));
}

// What is signed: the message, RelayState when there is one, and the algorithm, in this order and undecoded.
std::optional<std::string> signed_query(const browser_request& request) {
    const std::string_view query = request.raw_query;
    const bool is_request = count_of(request, "SAMLRequest") > 0;
    const auto message = raw_parameter(query, parameter_of(is_request));
    const auto algorithm = raw_parameter(query, "SigAlg");
    const auto state = raw_parameter(query, "RelayState");
    if (!message || !algorithm || count_of(request, "RelayState") != (state ? 1u : 0u)) return std::nullopt;
    std::string text(*message);
    if (state) text.append("&").append(*state);
    return text.append("&").append(*algorithm);
}

} // namespace

bool carries_message(const browser_request& request) {
    return request.has("SAMLRequest") != request.has("SAMLResponse");
}

result<received_message, finding> unpack(const browser_request& request) {
    if (!carries_message(request)) return fault_of(fault::encoding);
    received_message got;
    got.is_request = request.has("SAMLRequest");
    got.how = request.http.method == "POST" ? travelled::by_post : travelled::by_redirect;
    const std::string_view name = parameter_of(got.is_request);
    auto xml =
        got.how == travelled::by_post ? from_loose_base64(value_of(request.form, name)) : unpack_query(request, name);
    if (!xml || xml->empty()) return fault_of(fault::encoding);
    got.xml = *std::move(xml);
    return got;
}

std::optional<finding> judge_query(
    const browser_request& request, std::span<const xml_signature::trusted_key> keys,
    const xml_signature::allowed_algorithms& allowed
) {
    const auto text = signed_query(request);
    const auto how = xml_signature::method_of(request.http.query_value("SigAlg"));
    const auto signature = from_loose_base64(request.http.query_value("Signature"));
    if (!text || !how || !allowed.allows(*how) || !signature || count_of(request, "Signature") != 1)
        return fault_of(fault::query_signature);
    const auto made_it = [&](const xml_signature::trusted_key& one) {
        return xml_signature::fits(one.key(), *how) && xml_signature::verify_bytes(one.key(), *how, *text, *signature);
    };
    return std::ranges::any_of(keys, made_it) ? std::nullopt : std::optional(fault_of(fault::query_signature));
}

std::string redirect_address(
    std::string_view location, std::string_view xml, bool is_request, std::string_view relay_state,
    const crypto::key& own
) {
    std::string query(parameter_of(is_request));
    query.append("=").append(forms::percent_encode(crypto::to_base64(deflate(xml))));
    if (!relay_state.empty()) query.append("&RelayState=").append(forms::percent_encode(relay_state));
    query.append("&SigAlg=").append(forms::percent_encode(uri_of(xml_signature::usual_method(own))));
    const auto signature = own.sign(crypto::usual_algorithm(own.kind()), query);
    query.append("&Signature=").append(forms::percent_encode(crypto::to_base64(signature.value())));
    return std::string(location) + (location.find('?') == location.npos ? '?' : '&') + query;
}

page_form post_form(std::string_view location, std::string_view xml, bool is_request, std::string_view relay_state) {
    page_form form{"POST", std::string(location), {{std::string(parameter_of(is_request)), crypto::to_base64(xml)}}};
    if (!relay_state.empty()) form.fields.emplace_back("RelayState", relay_state);
    return form;
}

} // namespace schakel::saml_entree
