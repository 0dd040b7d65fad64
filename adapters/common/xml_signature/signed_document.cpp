#include "adapters/common/xml_signature/signed_document.hpp"

#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "adapters/common/xml_signature/shape.hpp"
#include "adapters/common/xml_signature/verification.hpp"
#include "adapters/common/xml_signature/xmlsec.hpp"

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

// The same element in the other tree, by the numbers of the elements on the way to it.
xmlNode* counterpart(xml::node element, xmlDoc* tree) {
    std::vector<std::size_t> way;
    for (xml::node at = element; at.parent(); at = at.parent()) {
        std::size_t number = 0;
        for (xml::node before = at.parent().first_child(); before.offset() != at.offset();
             before = before.next_sibling())
            ++number;
        way.push_back(number);
    }
    xmlNode* at = xmlDocGetRootElement(tree);
    for (auto number = way.rbegin(); at != nullptr && number != way.rend(); ++number) {
        at = xmlFirstElementChild(at);
        for (std::size_t i = 0; at != nullptr && i < *number; ++i) at = xmlNextElementSibling(at);
    }
    return at;
}

} // namespace

bool is_signed(xml::node element) {
    return static_cast<bool>(element.child(signature_namespace, "Signature"));
}

struct signed_document::second_tree {
    tree_pointer tree;
};

signed_document::signed_document(xml::document tree) : tree_(std::move(tree)) {}
signed_document::signed_document(signed_document&&) noexcept = default;
signed_document& signed_document::operator=(signed_document&&) noexcept = default;
signed_document::~signed_document() = default;

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
    if (!second_) second_ = std::make_unique<second_tree>(second_tree{read_tree(bytes())});
    if (!second_->tree) return fault_at(fault::content, element);
    const elements_to_verify both{
        .element = counterpart(element, second_->tree.get()),
        .signature = counterpart(shape->signature, second_->tree.get()),
        .id_name = id_name,
        .id = element.attribute_or_empty(id_name),
        .local = element.local()};
    verified outcome = verify_signature(both, *shape, trust.keys);
    if (outcome.broken != nullptr) return fault_at(*outcome.broken, shape->signature);
    return signed_element{std::move(outcome.canonical)};
}

} // namespace schakel::xml_signature
