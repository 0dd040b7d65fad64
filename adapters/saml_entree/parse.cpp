#include "adapters/saml_entree/parse.hpp"

#include "adapters/saml_entree/names.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"

namespace schakel::saml_entree {

namespace {

using names::assertion;
using names::protocol;

template <class T>
result<T, finding> outcome(const reading& read, T&& value) {
    if (read.failed()) return read.fault();
    return std::forward<T>(value);
}

void expect_root(reading& read, xml::node root, std::string_view space, std::string_view local) {
    if (!root.is(space, local)) read.fail(fault::form, root, local, root.local());
}

// What decides stands there once: of two, somebody else may take the other.
void expect_once(reading& read, xml::node parent, std::initializer_list<element_name> names) {
    for (const element_name& one : names) {
        const xml::node second = parent.child(one.space, one.local).next(one.space, one.local);
        if (second) read.fail(fault::form, second, "1 x " + std::string(one.local), "2 x");
    }
}

wire::message parse_head(reading& read, xml::node root) {
    expect_once(read, root, {{assertion, "Issuer"}});
    wire::message head;
    head.id = read.needed_attribute(root, "ID");
    head.version = read.needed_attribute(root, "Version");
    if (head.version != "2.0") read.fail(fault::version, root, "2.0", masked(head.version));
    const auto issued = read.moment(root, "IssueInstant");
    if (!issued) read.needed_attribute(root, "IssueInstant");
    head.issued = issued.value_or(instant{});
    head.destination = root.attribute_or_empty("Destination");
    head.in_response_to = root.attribute_or_empty("InResponseTo");
    const xml::node issuer = root.child(assertion, "Issuer");
    if (issuer) head.issuer = read.needed_text(issuer, root, "Issuer");
    const std::string_view format = issuer.attribute("Format").value_or(names::entity_format);
    if (format != names::entity_format && format != names::unspecified_format)
        read.fail(fault::form, issuer, names::entity_format, "Format");
    return head;
}

wire::status parse_status(reading& read, xml::node status, xml::node root) {
    expect_once(read, root, {{protocol, "Status"}});
    expect_once(read, status, {{protocol, "StatusCode"}});
    const xml::node code = status.child(protocol, "StatusCode");
    if (!code) read.fail(fault::form, status ? status : root, "StatusCode", "");
    return {
        std::string(code.attribute_or_empty("Value")),
        std::string(code.child(protocol, "StatusCode").attribute_or_empty("Value"))};
}

wire::name_id parse_name_id(reading& read, xml::node element) {
    wire::name_id name;
    name.value = read.needed_text(element, element, "NameID");
    name.format = element.attribute_or_empty("Format");
    name.name_qualifier = element.attribute_or_empty("NameQualifier");
    name.sp_name_qualifier = element.attribute_or_empty("SPNameQualifier");
    return name;
}

wire::subject_confirmation parse_confirmation(reading& read, xml::node element) {
    expect_once(read, element, {{assertion, "SubjectConfirmationData"}});
    const xml::node data = element.child(assertion, "SubjectConfirmationData");
    wire::subject_confirmation made;
    made.method = read.needed_attribute(element, "Method");
    made.recipient = data.attribute_or_empty("Recipient");
    made.in_response_to = data.attribute_or_empty("InResponseTo");
    made.not_before = read.moment(data, "NotBefore");
    made.not_on_or_after = read.moment(data, "NotOnOrAfter");
    return made;
}

void parse_subject(reading& read, xml::node subject, wire::assertion& into) {
    expect_once(read, subject, {{assertion, "NameID"}});
    if (const xml::node name = subject.child(assertion, "NameID")) into.name = parse_name_id(read, name);
    if (const xml::node other = subject.child(assertion, "BaseID")) read.fail(fault::form, other, "NameID", "BaseID");
    for (xml::node one = subject.child(assertion, "SubjectConfirmation"); one;
         one = one.next(assertion, "SubjectConfirmation"))
        into.confirmations.push_back(parse_confirmation(read, one));
}

std::vector<std::string> parse_audiences(reading& read, xml::node restriction) {
    std::vector<std::string> audiences;
    for (xml::node one = restriction.child(assertion, "Audience"); one; one = one.next(assertion, "Audience"))
        audiences.push_back(read.text(one));
    return audiences;
}

// OneTimeUse is kept by everybody who uses an assertion once, ProxyRestriction by everybody who passes none on.
wire::conditions parse_conditions(reading& read, xml::node element) {
    wire::conditions made;
    if (!element) return made;
    made.present = true;
    made.not_before = read.moment(element, "NotBefore");
    made.not_on_or_after = read.moment(element, "NotOnOrAfter");
    for (xml::node one = element.first_child(); one; one = one.next_sibling()) {
        if (one.is(assertion, "AudienceRestriction")) {
            made.audiences.push_back(parse_audiences(read, one));
        } else if (!one.is(assertion, "OneTimeUse") && !one.is(assertion, "ProxyRestriction")) {
            made.unknown = one.local();
        }
    }
    return made;
}

wire::attribute parse_attribute(reading& read, xml::node element) {
    wire::attribute made{read.needed_attribute(element, "Name"), {}};
    for (xml::node value = element.child(assertion, "AttributeValue"); value;
         value = value.next(assertion, "AttributeValue"))
        if (std::string text = value.first_child() ? std::string() : read.text(value); !text.empty())
            made.values.push_back(std::move(text));
    return made;
}

void parse_attributes(reading& read, xml::node statement, wire::assertion& into) {
    if (const xml::node sealed = statement.child(assertion, "EncryptedAttribute"))
        read.fail(fault::form, sealed, "Attribute", "EncryptedAttribute");
    for (xml::node one = statement.child(assertion, "Attribute"); one; one = one.next(assertion, "Attribute"))
        into.attributes.push_back(parse_attribute(read, one));
}

void parse_statements(reading& read, xml::node element, wire::assertion& into) {
    for (xml::node one = element.first_child(); one; one = one.next_sibling()) {
        if (one.is(assertion, "AuthnStatement"))
            into.authentications.push_back(
                {std::string(one.attribute_or_empty("SessionIndex")), read.moment(one, "SessionNotOnOrAfter")}
            );
        if (one.is(assertion, "AttributeStatement")) parse_attributes(read, one, into);
    }
}

} // namespace

document_limits message_limits() {
    document_limits limits;
    limits.bytes = 256u << 10;
    limits.depth = 40;
    limits.nodes = 10'000;
    limits.attributes = 40;
    limits.namespaces = 40;
    limits.findings = 10;
    return limits;
}

document_limits metadata_limits() {
    document_limits limits;
    limits.bytes = 8u << 20;
    limits.depth = 40;
    limits.nodes = 500'000;
    limits.attributes = 40;
    limits.namespaces = 60;
    limits.findings = 10;
    return limits;
}

result<wire::response, finding> parse_response(xml::node root) {
    reading read;
    expect_root(read, root, protocol, "Response");
    read.only_children(
        root, {{assertion, "Issuer"},
               {names::signature, "Signature"},
               {protocol, "Extensions"},
               {protocol, "Status"},
               {assertion, "Assertion"},
               {assertion, "EncryptedAssertion"}}
    );
    wire::response made{parse_head(read, root), parse_status(read, root.child(protocol, "Status"), root)};
    return outcome(read, std::move(made));
}

result<wire::assertion, finding> parse_assertion(xml::node element) {
    reading read;
    expect_root(read, element, assertion, "Assertion");
    for (xml::node one = element.first_child(); one; one = one.next_sibling())
        if (one.space() != assertion && !one.is(names::signature, "Signature"))
            read.fail(fault::form, one, "</Assertion>", one.local());
    wire::assertion made;
    made.head = parse_head(read, element);
    if (made.head.issuer.empty()) read.fail(fault::form, element, "Issuer", "");
    expect_once(read, element, {{assertion, "Subject"}, {assertion, "Conditions"}});
    parse_subject(read, element.child(assertion, "Subject"), made);
    made.conditions = parse_conditions(read, element.child(assertion, "Conditions"));
    parse_statements(read, element, made);
    return outcome(read, std::move(made));
}

result<wire::logout_request, finding> parse_logout_request(xml::node root) {
    reading read;
    expect_root(read, root, protocol, "LogoutRequest");
    read.only_children(
        root, {{assertion, "Issuer"},
               {names::signature, "Signature"},
               {protocol, "Extensions"},
               {assertion, "NameID"},
               {protocol, "SessionIndex"}}
    );
    wire::logout_request made;
    made.head = parse_head(read, root);
    made.not_on_or_after = read.moment(root, "NotOnOrAfter");
    expect_once(read, root, {{assertion, "NameID"}});
    if (const xml::node name = root.child(assertion, "NameID")) made.name = parse_name_id(read, name);
    for (xml::node one = root.child(protocol, "SessionIndex"); one; one = one.next(protocol, "SessionIndex"))
        made.session_indexes.push_back(read.text(one));
    return outcome(read, std::move(made));
}

result<wire::response, finding> parse_logout_response(xml::node root) {
    reading read;
    expect_root(read, root, protocol, "LogoutResponse");
    read.only_children(
        root, {{assertion, "Issuer"}, {names::signature, "Signature"}, {protocol, "Extensions"}, {protocol, "Status"}}
    );
    wire::response made{parse_head(read, root), parse_status(read, root.child(protocol, "Status"), root)};
    return outcome(read, std::move(made));
}

} // namespace schakel::saml_entree
