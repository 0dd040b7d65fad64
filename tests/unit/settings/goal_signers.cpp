// Whose signatures under crosswalks are trusted.
#include "gateway/crypto/ed25519.hpp"
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("a signer is a name with a file that holds a public key") {
    const crypto::ed25519_key key = crypto::ed25519_key::generate();
    test::configuration_folder at;
    at.write(
        "schakel.toml",
        std::string(test::small_configuration) + "[goals]\nsigners = {Uitgever = \"keys/uitgever.pem\"}\n"
    );
    at.write("keys/uitgever.pem", key.public_pem());
    const auto read = at.load();
    CHECK(test::lines_of(read) == std::vector<std::string>{});
    CHECK(read.settings.goals.signers.at("Uitgever") == key.public_pem());

    at.write("keys/uitgever.pem", "no key");
    const auto wrong = at.load();
    REQUIRE(wrong.faults.size() == 1);
    CHECK(wrong.faults[0].id == "config.file");
    CHECK(wrong.faults[0].key == "goals.signers.Uitgever");
}
