#include "adapters/common/xml_signature/signed_document.hpp"

#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "adapters/common/xml_signature/shape.hpp"
#include "adapters/common/xml_signature/verification.hpp"

#include <optional>
#include <set>

namespace schakel::xml_signature {

namespace {

bool is_id(const xml::name& name) {
    const std::string_view local = name.local;
    return local.size() == 2 && (local[0] == 'I' || local[0] == 'i') && (local[1] == 'D' || local[1] == 'd');
}

// Whoever looks an element up by its ID, under whichever spelling, must find one element only.
class id_collector : public xml::scan_handler {
public:
    void start_element(const xml::name&, std::span<const xml::attribute> attributes, std::size_t) override {
        for (const xml::attribute& one : attributes)
            if (is_id(one.id) && !seen_.emplace(one.value).second && !repeated_at) repeated_at = one.offset;
    }
    void text(std::string_view, std::size_t) override {}
    void end_element(const xml::name&, std::size_t) override {}

    std::optional<std::size_t> repeated_at;

private:
    std::set<std::string, std::less<>> seen_;
};

// Both are taken from the bytes that our own scan accepted. The signature stands as far from the end of the element
// alone as it does in the message.
text_to_verify text_of(xml::node element, xml::node signature) {
    const std::string_view whole = element.written(), inner = signature.written();
    text_to_verify out{
        element.outer_xml(xml::node::declarations::all), signature.outer_xml(xml::node::declarations::all)};
    const auto from_end = static_cast<std::size_t>(whole.data() + whole.size() - inner.data());
    out.element.erase(out.element.size() - from_end, inner.size());
    return out;
}

} // namespace

bool is_signed(xml::node element) {
    return static_cast<bool>(element.child(signature_namespace, "Signature"));
}

signed_document::signed_document(xml::document tree) : tree_(std::move(tree)) {}

result<signed_document, finding> signed_document::read(std::string_view bytes, const document_limits& limits) {
    findings found;
    id_collector ids;
    if (!xml::scan(bytes, limits, ids, found)) return std::move(found.front());
    if (ids.repeated_at) {
        found.push_back(finding{.broken = &fault::repeated_id, .where = {}, .expected = {}, .got = {}, .clause = {}});
        found.back().where.offset = *ids.repeated_at;
        xml::locate(bytes, found);
        return std::move(found.front());
    }
    return signed_document(xml::document::parse_scanned(bytes));
}

result<signed_element, finding>
signed_document::verify(xml::node element, const signer_trust& trust, std::string_view id_name) const {
    const auto shape = judge_shape(element, *trust.algorithms, id_name);
    if (!shape) return shape.error();
    verified outcome = verify_signature(text_of(element, shape->signature), *shape, trust.keys);
    if (outcome.broken != nullptr) return fault_at(*outcome.broken, shape->signature);
    return signed_element{std::move(outcome.canonical)};
}

} // namespace schakel::xml_signature
