// Metadata of the other side and of our own.
#include "tests/adapters/saml_entree/login_desk.hpp"

#include "adapters/common/xml_signature/signed_document.hpp"
#include "adapters/saml_entree/metadata.hpp"
#include "tests/support/self_signed.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr const char* address = "https://federation.example/metadata";

const crypto::key& federation() {
    static const crypto::key key = crypto::key::generate(crypto::key_kind::ec_p256);
    return key;
}

received_answer fetched(std::string body, int status = 200) {
    received_answer answer;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

std::string begun_with(const std::string& metadata) {
    login_desk desk;
    desk.party.metadata = metadata;
    return outcome(desk.begin_step());
}

} // namespace

TEST_CASE("metadata are fetched when they have an address, and count when the pinned key signed them") {
    login_desk desk;
    desk.party.metadata.clear();
    desk.party.metadata_url = address;
    desk.party.public_keys = federation().public_pem();
    const launch_step step = desk.begin_step();
    REQUIRE(outcome(step) == "ask-first");
    CHECK(std::get<ask_first>(step.what).questions.at(0).url == address);
    CHECK(std::get<ask_first>(step.what).questions.at(0).kind == launch_question::what::document);

    desk.documents[address] = fetched(desk.provider().signed_metadata(federation()));
    CHECK(outcome(desk.begin_step()) == "show");
    desk.documents[address] = fetched(desk.provider().metadata());
    CHECK(outcome(desk.begin_step()) == "signature.missing");
    desk.documents[address] =
        fetched(desk.provider().signed_metadata(crypto::key::generate(crypto::key_kind::ec_p256)));
    CHECK(outcome(desk.begin_step()) == "signature.value");
    desk.documents[address] =
        fetched(with(desk.provider().signed_metadata(federation()), "idp.school.example/sso", "idp.evil.example/sso"));
    CHECK(outcome(desk.begin_step()) == "signature.content");
    desk.documents[address] = fetched("", 503);
    CHECK(outcome(desk.begin_step()) == "saml.metadata-unreachable");
    desk.party.public_keys.clear();
    desk.documents[address] = fetched(desk.provider().signed_metadata(federation()));
    CHECK(outcome(desk.begin_step()) == "saml.metadata-unpinned");
}

TEST_CASE("a certificate can be the pinned key as well") {
    login_desk desk;
    desk.party.public_keys = self_signed(federation(), "federation.example");
    desk.party.metadata = desk.provider().signed_metadata(federation());
    CHECK(outcome(desk.begin_step()) == "show");
}

TEST_CASE("two signing keys at once: the old and the new one both count, one that was withdrawn does not") {
    login_desk desk;
    const crypto::key next = crypto::key::generate(crypto::key_kind::rsa);
    const std::string next_certificate = self_signed(next, "idp.school.example");
    const auto answered = [&] {
        told_answer what;
        what.in_response_to = desk.begin();
        return outcome(desk.post(desk.provider().response(what, desk.provider().signed_assertion(what))));
    };
    desk.party.metadata = desk.provider().metadata({desk.provider().certificate(), next_certificate});
    CHECK(answered() == "arrived");
    desk.party.metadata = desk.provider().metadata({next_certificate, desk.provider().certificate()});
    CHECK(answered() == "arrived");
    desk.party.metadata = desk.provider().metadata({next_certificate});
    CHECK(answered() == "signature.value");
}

TEST_CASE("metadata that have run out are not used") {
    login_desk desk;
    desk.party.metadata =
        with(desk.provider().metadata(), " entityID", " validUntil=\"2026-11-21T09:30:01Z\" entityID");
    CHECK(outcome(desk.begin_step()) == "show");
    desk.now += 1s;
    CHECK(outcome(desk.begin_step()) == "saml.metadata-expired");
}

TEST_CASE("one party is found among many, and another is not taken for it") {
    login_desk desk;
    const std::string mine = desk.provider().metadata();
    const std::string group = "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
                              "<md:EntityDescriptor entityID=\"https://a.example\"/><md:EntitiesDescriptor"
                              " validUntil=\"2026-11-21T09:30:00Z\">";
    CHECK(
        begun_with(
            without(group, " validUntil=\"2026-11-21T09:30:00Z\"") + mine +
            "</md:EntitiesDescriptor></md:EntitiesDescriptor>"
        ) == "show"
    );
    CHECK(begun_with(group + mine + "</md:EntitiesDescriptor></md:EntitiesDescriptor>") == "saml.metadata-expired");
    CHECK(
        begun_with(with(mine, "entityID=\"https://idp.school.example/metadata\"", "entityID=\"https://a.example\"")) ==
        "saml.metadata-entity"
    );
}

TEST_CASE("metadata without what is needed are refused") {
    login_desk desk;
    const std::string mine = desk.provider().metadata();
    CHECK(begun_with(with(mine, "SAML:2.0:protocol", "SAML:1.1:protocol")) == "saml.metadata-form");
    CHECK(begun_with(with(mine, "use=\"signing\"", "use=\"encryption\"")) == "saml.metadata-form");
    CHECK(begun_with("<x/>") == "saml.metadata-entity");
    CHECK(begun_with("no xml").starts_with("xml."));
    const std::string no_redirect = with(mine, "https://idp.school.example/sso\"", "javascript:alert(1)\"");
    CHECK(begun_with(with(no_redirect, "https://idp.school.example/sso-post", "ftp://idp")) == "saml.metadata-form");
}

TEST_CASE("SHA-1 counts only when it is named and until the agreed day") {
    // The signature is over other bytes then, so it is refused in any case: what matters is how far it comes.
    const auto with_parameters = [&](std::set<std::string, std::less<>> algorithms, const char* until) {
        login_desk other;
        other.party.algorithms = std::move(algorithms);
        if (until != nullptr) other.party.parameters["sha1_until"] = until;
        told_answer again;
        again.in_response_to = other.begin();
        return outcome(other.post(with(
            other.provider().response(again, other.provider().signed_assertion(again)),
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
        )));
    };
    CHECK(with_parameters({}, nullptr) == "signature.method");
    CHECK(with_parameters({}, "2026-12-31") == "signature.method");
    CHECK(with_parameters({"rsa-sha256", "rsa-sha1"}, nullptr) == "signature.method");
    CHECK(with_parameters({"rsa-sha256", "rsa-sha1"}, "2026-11-20") == "signature.method");
    CHECK(with_parameters({"rsa-sha256", "rsa-sha1"}, "2026-11-21") == "signature.value");
    CHECK(with_parameters({"ecdsa-sha256"}, nullptr) == "signature.method");
}

TEST_CASE("our own metadata are signed and say how we are reached") {
    login_desk desk;
    desk.party.parameters = {
        {"organisation", "Scholengroep"}, {"url", "https://school.example"}, {"contact", "mailto:ict@school.example"}};
    const reply answer = desk.metadata();
    CHECK(answer.status == 200);
    CHECK(answer.headers.find("content-type") == "application/samlmetadata+xml");
    CHECK(value_between(answer.body, "entityID=\"", "\"") == "https://gw.example/saml/entree/metadata");
    CHECK(answer.body.find("AuthnRequestsSigned=\"true\" WantAssertionsSigned=\"true\"") != std::string::npos);
    CHECK(answer.body.find("Location=\"https://gw.example/saml/entree/acs\" index=\"0\"") != std::string::npos);
    const auto read = xml_signature::signed_document::read(answer.body, {});
    REQUIRE(read);
    const xml_signature::allowed_algorithms allowed;
    const std::vector<xml_signature::trusted_key> keys{xml_signature::trusted_key(desk.own_key())};
    CHECK(read->verify(read->root(), {keys, &allowed}));

    desk.party.client_id = "urn:scholengroep:gateway";
    const std::string named = desk.metadata("petteflat").body;
    CHECK(value_between(named, "entityID=\"", "\"") == "urn:scholengroep:gateway");
    CHECK(named.find("<md:EmailAddress>mailto:ict@school.example<") != std::string::npos);
    desk.has_signing_key = false;
    CHECK(desk.metadata().status == 404);
}

TEST_CASE("the hub's metadata of 2017 are read, and known to be unsigned") {
    const char* shared = std::getenv("SCHAKEL_SHARED");
    const std::filesystem::path file = std::filesystem::path(shared ? shared : SCHAKEL_SOURCE_DIR "/../shared") /
                                       "corpus/access-nl/no-licence-found/entree/entree-hub-metadata-2017.xml";
    if (!std::filesystem::exists(file)) {
        MESSAGE("skipped: the corpus with the hub's metadata is not here");
        return;
    }
    std::stringstream bytes;
    bytes << std::ifstream(file).rdbuf();
    const auto read = saml_entree::read_metadata(bytes.str(), "http://aselect.entree.kennisnet.nl", {}, {});
    REQUIRE(read);
    CHECK_FALSE(read->was_signed);
    CHECK(read->keys.size() == 1);
    CHECK(read->wants_signed_requests);
    CHECK(read->sign_on.by_redirect == "https://aselect.entree.kennisnet.nl/openaselect/profiles/saml2/sso/web");
    CHECK(read->logout.none());
    const std::vector<xml_signature::trusted_key> pinned{xml_signature::trusted_key(federation())};
    const auto demanded = saml_entree::read_metadata(bytes.str(), "http://aselect.entree.kennisnet.nl", pinned, {});
    CHECK(demanded.error().broken->id == "signature.missing");
}
