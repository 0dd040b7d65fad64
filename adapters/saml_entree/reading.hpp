// Small steps of reading XML that remember the first fault. Internal to saml_entree.
#pragma once

#include "gateway/codec/xml_document.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/finding.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::saml_entree {

finding fault_at(const rule& broken, xml::node where, std::string_view expected = {}, std::string_view got = {});
finding
fault_of(const rule& broken, std::string_view expected = {}, std::string_view got = {}); // no place in a document

struct element_name {
    std::string_view space, local;
};

class reading {
public:
    // All direct text without white space at both ends.
    std::string text(xml::node element);
    std::string needed_attribute(xml::node element, std::string_view name);
    std::string needed_text(xml::node element, xml::node parent, std::string_view name); // element may be falsy
    std::optional<instant> moment(xml::node element, std::string_view attribute);

    // Every child is one of these, and in this order.
    void only_children(xml::node parent, std::initializer_list<element_name> names);

    void fail(const rule& broken, xml::node where, std::string_view expected = {}, std::string_view got = {});

    bool failed() const { return fault_.has_value(); }
    const finding& fault() const { return *fault_; }

private:
    std::optional<finding> fault_;
};

} // namespace schakel::saml_entree
