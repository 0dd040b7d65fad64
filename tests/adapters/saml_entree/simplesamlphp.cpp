// SimpleSAMLphp, which shares no code with us, as identity provider: a login, both signatures, encryption, a wrong
// person, and logout from both sides.
#include "tests/adapters/saml_entree/login_desk.hpp"
#include "tests/support/self_signed.hpp"
#include "tests/support/temporary_folder.hpp"

#include "gateway/crypto/base64.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>

using namespace schakel;
using namespace schakel::test;

namespace {

struct said {
    std::string text;
    int code = 0;
};

said run(const std::vector<std::string>& words) {
    std::string command = "python3 '" SCHAKEL_SOURCE_DIR "/tests/peers/simplesamlphp.py'";
    for (const std::string& word : words) command += " '" + word + "'";
    FILE* pipe = popen(command.c_str(), "r");
    said all;
    char part[4096];
    while (const std::size_t size = std::fread(part, 1, sizeof part, pipe)) all.text.append(part, size);
    const int status = pclose(pipe);
    all.code = WEXITSTATUS(status);
    return all;
}

std::string content_of(const std::filesystem::path& file) {
    std::stringstream bytes;
    bytes << std::ifstream(file).rdbuf();
    return bytes.str();
}

struct left_for {
    std::string address;
    std::map<std::string, std::string> fields;
};

class simplesamlphp {
public:
    explicit simplesamlphp(login_desk& desk) : desk_(desk), folder_(temporary_.path().string()) {
        std::ofstream(temporary_.path() / "own.xml") << desk.metadata().body;
        const said port = run({"prepare", folder_});
        there_ = port.code == 0;
        if (!there_) return;
        const std::string metadata = content_of(temporary_.path() / "provider.xml");
        desk.party.metadata = metadata;
        desk.party.issuer = value_between(metadata, "entityID=\"", "\"");
        desk.party.public_keys = content_of(temporary_.path() / "provider.pem"); // it signs its metadata too
        desk.now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    ~simplesamlphp() {
        if (there_) run({"stop", folder_});
    }
    simplesamlphp(const simplesamlphp&) = delete;
    simplesamlphp& operator=(const simplesamlphp&) = delete;

    explicit operator bool() const { return there_; }

    left_for visit(const std::string& address, const std::string& user = {}) {
        const said all = run({"visit", folder_, address, user, user + "pass"});
        std::istringstream lines(all.text);
        left_for where;
        std::getline(lines, where.address);
        for (std::string line; std::getline(lines, line);)
            where.fields[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
        return where;
    }

    // The answer that comes to us when this person signs in.
    std::string answer_for(const std::string& user) {
        const launch_step begun = desk_.begin_step();
        REQUIRE_MESSAGE(outcome(begun) == "show", outcome(begun));
        const auto& sent = std::get<reply>(std::get<show>(begun.what).what);
        const left_for where = visit(std::string(sent.headers.find("location")), user);
        CHECK(where.address == "https://gw.example/saml/entree/acs");
        REQUIRE(where.fields.count("SAMLResponse") == 1);
        desk_.relay_state = where.fields.at("RelayState");
        return *crypto::from_base64(where.fields.at("SAMLResponse"));
    }

private:
    login_desk& desk_;
    temporary_folder temporary_;
    std::string folder_;
    bool there_ = false;
};

std::string query_of(const std::string& address) {
    return address.substr(address.find('?') + 1);
}

} // namespace

TEST_CASE("SimpleSAMLphp signs a pupil and a teacher in, and out again from our side") {
    login_desk desk;
    simplesamlphp provider(desk);
    if (!provider) {
        MESSAGE("skipped: SimpleSAMLphp is not installed");
        return;
    }
    const std::string answer = provider.answer_for("student");
    const launch_step step = desk.post(answer);
    REQUIRE_MESSAGE(outcome(step) == "arrived", outcome(step));
    const model::launch& got = std::get<arrived>(step.what).what;
    CHECK(got.person.ids.at(0).value == "qj7cks8qdz9ph54@petteflat");
    CHECK(got.person.roles.at(0).what == model::launch_role::learner);
    CHECK(model::value_of(got.school, "brin.vestiging") == "11ZZ03");
    CHECK_FALSE(got.session.index.empty());
    CHECK(outcome(desk.post(answer)) == "saml.unsolicited");

    // Its answer with another name in it, and to a question that it was not asked.
    const std::string second = provider.answer_for("student");
    CHECK(
        outcome(desk.post(with(second, "qj7cks8qdz9ph54@petteflat", "administrator@petteflat"))) == "signature.content"
    );
    (void)desk.begin();
    CHECK(outcome(desk.post(second)) == "saml.in-response-to");

    const launch_step leaving = desk.sign_out(got.session);
    REQUIRE_MESSAGE(outcome(leaving) == "show", outcome(leaving));
    const auto& sent = std::get<reply>(std::get<show>(leaving.what).what);
    const left_for back = provider.visit(std::string(sent.headers.find("location")));
    CHECK(back.address.starts_with("https://gw.example/saml/entree/logout?SAMLResponse="));
    CHECK(outcome(desk.get(query_of(back.address), "/logout")) == "show");
}

TEST_CASE("SimpleSAMLphp ends a session and is told that it ended here too") {
    login_desk desk;
    simplesamlphp provider(desk);
    if (!provider) {
        MESSAGE("skipped: SimpleSAMLphp is not installed");
        return;
    }
    const launch_step step = desk.post(provider.answer_for("student"));
    REQUIRE_MESSAGE(outcome(step) == "arrived", outcome(step));
    const std::string own = with(desk.party.issuer, "metadata.php", "initSLO.php?RelayState=https://gw.example/");
    const left_for asked = provider.visit(own);
    REQUIRE(asked.address.starts_with("https://gw.example/saml/entree/logout?SAMLRequest="));
    const launch_step ended = desk.get(query_of(asked.address), "/logout");
    REQUIRE_MESSAGE(outcome(ended) == "signed-out", outcome(ended));
    CHECK(std::get<signed_out>(ended.what).session.index == std::get<arrived>(step.what).what.session.index);
    const auto& sent = std::get<reply>(std::get<signed_out>(ended.what).then.what);
    CHECK(provider.visit(std::string(sent.headers.find("location"))).address == "https://gw.example/");
}

TEST_CASE("SimpleSAMLphp encrypts for the key in our metadata") {
    login_desk desk;
    const crypto::key key = crypto::key::generate(crypto::key_kind::rsa);
    desk.decryption = {{key, self_signed(key, "gw.example")}};
    simplesamlphp provider(desk);
    if (!provider) {
        MESSAGE("skipped: SimpleSAMLphp is not installed");
        return;
    }
    const std::string answer = provider.answer_for("employee");
    CHECK(answer.find("EncryptedAssertion") != answer.npos);
    const launch_step step = desk.post(answer);
    REQUIRE_MESSAGE(outcome(step) == "arrived", outcome(step));
    CHECK(std::get<arrived>(step.what).what.person.roles.at(0).what == model::launch_role::instructor);
}
