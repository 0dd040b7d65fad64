// Signature wrapping: the signed assertion is kept somewhere, and another one stands where it is looked for (Somorovsky
// and others, "On Breaking SAML", 2012; the numbers are those of the SAML Raider catalogue). Whatever the arrangement,
// the forged person must not come in.
#include "tests/adapters/saml_entree/login_desk.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr const char* forged_person = "administrator@petteflat";

struct wrapped_parts {
    std::string head, tail;    // of the response, around its assertions
    std::string good;          // the signed assertion
    std::string signature;     // of it
    std::string good_unsigned; // it without the signature
    std::string evil;          // a forged assertion, unsigned, with an ID of its own
    std::string evil_twin;     // the same with the ID of the good one
};

std::string evil_of(const told_answer& what, const identity_provider& idp, const std::string& id) {
    told_answer forged = what;
    forged.name = forged_person;
    forged.attributes.at(0).second = {forged_person};
    forged.assertion_id = id;
    return idp.assertion(forged);
}

wrapped_parts parts_of(const told_answer& what, const identity_provider& idp) {
    wrapped_parts parts;
    const std::string empty = idp.response(what, "");
    const std::size_t end = empty.rfind("</samlp:Response>");
    parts.head = empty.substr(0, end);
    parts.tail = empty.substr(end);
    parts.good = idp.signed_assertion(what);
    const std::size_t from = parts.good.find("<ds:Signature "), to = parts.good.find("</ds:Signature>") + 15;
    parts.signature = parts.good.substr(from, to - from);
    parts.good_unsigned = without(parts.good, parts.signature);
    parts.evil = evil_of(what, idp, "_evil");
    parts.evil_twin = evil_of(what, idp, what.assertion_id);
    return parts;
}

// With something put behind the issuer, where a signature is looked for.
std::string behind_issuer(const std::string& element, const std::string& what) {
    return with(element, "</saml:Issuer>", "</saml:Issuer>" + what);
}

std::string before_end(const std::string& element, const std::string& what) {
    return element.substr(0, element.rfind("</")) + what + element.substr(element.rfind("</"));
}

std::string with_object(const std::string& signature, const std::string& what) {
    return with(signature, "</ds:Signature>", "<ds:Object>" + what + "</ds:Object></ds:Signature>");
}

void check_nobody_forged(const std::string& name, const std::string& answer, login_desk& desk) {
    CAPTURE(name);
    const launch_step step = desk.post(answer);
    CHECK(outcome(step) != "arrived");
    CHECK(std::holds_alternative<refused>(step.what));
    if (const auto* in = std::get_if<arrived>(&step.what)) CHECK(in->what.person.ids.at(0).value != forged_person);
}

} // namespace

TEST_CASE("no arrangement of a signed and a forged assertion lets the forged one in") {
    using arrangement = std::string (*)(const wrapped_parts&);
    const std::pair<const char*, arrangement> arrangements[] = {
        {"XSW3: forged before the signed one", [](const wrapped_parts& p) { return p.evil + p.good; }},
        {"forged behind the signed one", [](const wrapped_parts& p) { return p.good + p.evil; }},
        {"XSW4: the signed one inside the forged one",
         [](const wrapped_parts& p) { return before_end(p.evil, p.good); }},
        {"XSW5: signature in the forged one, signed one behind it",
         [](const wrapped_parts& p) { return behind_issuer(p.evil, p.signature) + p.good_unsigned; }},
        {"XSW5 with one ID twice",
         [](const wrapped_parts& p) { return behind_issuer(p.evil_twin, p.signature) + p.good_unsigned; }},
        {"XSW6: the signed one within the signature of the forged one",
         [](const wrapped_parts& p) {
             return behind_issuer(
                 p.evil, with(p.signature, "</ds:SignatureValue>", "</ds:SignatureValue>" + p.good_unsigned)
             );
         }},
        {"XSW6 with one ID twice",
         [](const wrapped_parts& p) {
             return behind_issuer(
                 p.evil_twin, with(p.signature, "</ds:SignatureValue>", "</ds:SignatureValue>" + p.good_unsigned)
             );
         }},
        {"XSW7: the signed one within Extensions before the forged one",
         [](const wrapped_parts& p) { return "<samlp:Extensions>" + p.good + "</samlp:Extensions>" + p.evil; }},
        {"XSW8: the signed one within an Object of the signature",
         [](const wrapped_parts& p) { return behind_issuer(p.evil, with_object(p.signature, p.good_unsigned)); }},
        {"XSW8 with one ID twice",
         [](const wrapped_parts& p) { return behind_issuer(p.evil_twin, with_object(p.signature, p.good_unsigned)); }},
        {"the signed one within Advice of the forged one",
         [](const wrapped_parts& p) { return before_end(p.evil, "<saml:Advice>" + p.good + "</saml:Advice>"); }},
        {"the signed one within an attribute of the forged one",
         [](const wrapped_parts& p) {
             return with(p.evil, "<saml:AttributeValue>", "<saml:AttributeValue>" + p.good);
         }},
        {"the forged one within the signed one", [](const wrapped_parts& p) { return before_end(p.good, p.evil); }},
        {"the forged one within the subject of the signed one",
         [](const wrapped_parts& p) { return with(p.good, "<saml:Subject>", "<saml:Subject>" + p.evil); }},
        {"the signature of the good one in the forged one",
         [](const wrapped_parts& p) { return behind_issuer(p.evil_twin, p.signature); }},
        {"both in an element of another namespace",
         [](const wrapped_parts& p) { return "<x:Box xmlns:x=\"urn:x\">" + p.good + "</x:Box>" + p.evil; }},
        {"a second issuer, subject and statement in front of the signed ones",
         [](const wrapped_parts& p) {
             return with(
                 p.good, "<saml:Subject>",
                 "<saml:Subject><saml:NameID>administrator@petteflat</saml:NameID></saml:Subject><saml:Subject>"
             );
         }},
    };
    for (const auto& [name, arrange] : arrangements) {
        login_desk desk;
        told_answer what;
        what.in_response_to = desk.begin();
        const wrapped_parts parts = parts_of(what, desk.provider());
        check_nobody_forged(name, parts.head + arrange(parts) + parts.tail, desk);
    }
}

TEST_CASE("XSW1 and XSW2: a forged response around or beside the signed one") {
    for (const bool twin : {false, true}) {
        login_desk desk;
        told_answer what;
        what.in_response_to = desk.begin();
        const identity_provider& idp = desk.provider();
        const std::string good = idp.signed_response(what, idp.assertion(what));
        const std::size_t from = good.find("<ds:Signature "), to = good.find("</ds:Signature>") + 15;
        const std::string signature = good.substr(from, to - from);
        const std::string unsigned_good = without(good, signature);
        told_answer forged = what;
        if (!twin) forged.response_id = "_evil-response";
        const std::string evil = idp.response(forged, evil_of(what, idp, "_evil"));
        const std::string moved = with(signature, "</ds:SignatureValue>", "</ds:SignatureValue>" + unsigned_good);
        check_nobody_forged("XSW1", behind_issuer(evil, moved), desk);

        (void)desk.begin();
        check_nobody_forged("XSW2", behind_issuer(evil, unsigned_good + signature), desk);
        check_nobody_forged("XSW2, signature first", behind_issuer(evil, signature + unsigned_good), desk);
        check_nobody_forged("the signed response inside", before_end(evil, good), desk);
        check_nobody_forged("a root of another name", "<x>" + evil + good + "</x>", desk);
        check_nobody_forged(
            "signed one within an Object", behind_issuer(evil, with_object(signature, unsigned_good)), desk
        );
    }
}

TEST_CASE("a comment or an instruction in a name does not shorten it") {
    for (const char* trick : {"<!---->", "<!-- x -->", "<?x y?>", "<![CDATA[]]>"}) {
        login_desk desk;
        told_answer what;
        what.name = "administrator@petteflat.attacker";
        what.attributes.at(0).second = {what.name};
        what.in_response_to = desk.begin();
        const std::string good = desk.provider().signed_assertion(what);
        std::string split =
            with(good, ">administrator@petteflat.", std::string(">administrator@petteflat") + trick + ".");
        const std::size_t uid = split.rfind(">administrator@petteflat.");
        split.replace(uid, 25, std::string(">administrator@petteflat") + trick + ".");
        const launch_step step = desk.post(desk.provider().response(what, split));
        if (const auto* in = std::get_if<arrived>(&step.what))
            CHECK(in->what.person.ids.at(0).value == "administrator@petteflat.attacker");
        else
            CHECK(outcome(step) == "signature.content");
    }
}

TEST_CASE("a comment that was there when it was signed does not shorten a name either") {
    login_desk desk;
    told_answer what;
    what.in_response_to = desk.begin();
    what.name = "administrator@petteflat<!-- -->.attacker";
    what.attributes.at(0).second = {what.name};
    const launch_step step = desk.post(desk.provider().response(what, desk.provider().signed_assertion(what)));
    REQUIRE(outcome(step) == "arrived");
    CHECK(std::get<arrived>(step.what).what.person.ids.at(0).value == "administrator@petteflat.attacker");
}

TEST_CASE("a key or a certificate in the message is not believed") {
    login_desk desk;
    told_answer what;
    what.in_response_to = desk.begin();
    const identity_provider attacker;
    const std::string assertion = attacker.signed_assertion(what);
    const std::string with_key = with(
        assertion, "</ds:SignatureValue>",
        "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" +
            value_between(attacker.metadata(), "<ds:X509Certificate>", "<") +
            "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
    );
    CHECK(outcome(desk.post(desk.provider().response(what, with_key))) == "signature.value");
}

TEST_CASE("a signature taken away, or a part that no signature covers, is not used") {
    login_desk desk;
    told_answer what;
    what.in_response_to = desk.begin();
    const identity_provider& idp = desk.provider();
    CHECK(outcome(desk.post(idp.response(what, idp.assertion(what)))) == "signature.missing");
    what.in_response_to = desk.begin();
    CHECK(outcome(desk.post(idp.response(what, ""))) == "saml.assertion-count");
    what.in_response_to = desk.begin();
    CHECK(
        outcome(desk.post(idp.response(what, idp.signed_assertion(what) + idp.signed_assertion(what)))) ==
        "signature.repeated-id"
    );
    what.in_response_to = desk.begin();
    told_answer second = what;
    second.assertion_id = "_assertion-2";
    CHECK(
        outcome(desk.post(idp.response(what, idp.signed_assertion(what) + idp.signed_assertion(second)))) ==
        "saml.assertion-count"
    );
}

TEST_CASE("what decides stands in an assertion once, also when the provider itself signed more") {
    const std::pair<const char*, const char*> twice[] = {
        {"<saml:Subject>", "<saml:Subject><saml:NameID>administrator@petteflat</saml:NameID></saml:Subject>"},
        {"<saml:NameID Format", "<saml:NameID>administrator@petteflat</saml:NameID>"},
        {"<saml:Issuer>", "<saml:Issuer>https://idp.school.example/metadata</saml:Issuer>"},
        {"<saml:Conditions ", "<saml:Conditions/>"},
        {"<saml:SubjectConfirmationData ", "<saml:SubjectConfirmationData/>"}};
    for (const auto& [before, more] : twice) {
        CAPTURE(before);
        login_desk desk;
        told_answer what;
        what.in_response_to = desk.begin();
        const std::string plain = with(desk.provider().assertion(what), before, std::string(more) + before);
        CHECK(outcome(desk.post(desk.provider().response(what, desk.provider().sign(plain)))) == "saml.form");
    }
}
