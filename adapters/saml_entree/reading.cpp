#include "adapters/saml_entree/reading.hpp"

#include "adapters/saml_entree/rule_catalogue.hpp"

#include <algorithm>

namespace schakel::saml_entree {

finding fault_at(const rule& broken, xml::node where, std::string_view expected, std::string_view got) {
    return {
        .broken = &broken,
        .where = where.where(),
        .expected = std::string(expected),
        .got = std::string(got),
        .clause = {}};
}

finding fault_of(const rule& broken, std::string_view expected, std::string_view got) {
    return {.broken = &broken, .where = {}, .expected = std::string(expected), .got = std::string(got), .clause = {}};
}

std::string reading::text(xml::node element) {
    if (element.first_child()) fail(fault::form, element.first_child(), "text", element.first_child().local());
    constexpr std::string_view blanks = " \t\r\n";
    const std::string_view all = element.text();
    const std::size_t begin = all.find_first_not_of(blanks);
    if (begin == all.npos) return {};
    return std::string(all.substr(begin, all.find_last_not_of(blanks) - begin + 1));
}

std::string reading::needed_attribute(xml::node element, std::string_view name) {
    const std::string_view value = element.attribute_or_empty(name);
    if (value.empty()) fail(fault::form, element, "@" + std::string(name), "");
    return std::string(value);
}

std::string reading::needed_text(xml::node element, xml::node parent, std::string_view name) {
    std::string value = text(element);
    if (value.empty()) fail(fault::form, element ? element : parent, name, "");
    return value;
}

std::optional<instant> reading::moment(xml::node element, std::string_view attribute) {
    const auto written = element.attribute(attribute);
    if (!written) return std::nullopt;
    const auto when = parse_rfc3339(*written);
    if (!when) fail(fault::form, element, "@" + std::string(attribute) + ": xs:dateTime, UTC", masked(*written));
    return when;
}

void reading::only_children(xml::node parent, std::initializer_list<element_name> names) {
    const auto* at = names.begin();
    for (xml::node child = parent.first_child(); child; child = child.next_sibling()) {
        const auto fits = [&](const element_name& one) { return child.is(one.space, one.local); };
        at = std::find_if(at, names.end(), fits);
        if (at == names.end()) {
            fail(fault::form, child, "</" + std::string(parent.local()) + ">", child.local());
            return;
        }
    }
}

void reading::fail(const rule& broken, xml::node where, std::string_view expected, std::string_view got) {
    if (!fault_) fault_ = fault_at(broken, where, expected, got);
}

} // namespace schakel::saml_entree
