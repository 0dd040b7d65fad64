// One fault each, with what an administrator sees of it. B8 names the rows of promises-and-tests.md.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace schakel;
using test::configuration_folder;

namespace {

// The faults of the small configuration with `more` behind it; line 19 is its first.
std::vector<std::string> faults_with(std::string_view more) {
    configuration_folder at;
    at.write("schakel.toml", std::string(test::small_configuration) + std::string(more));
    return test::lines_of(at.load());
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("the small configuration is valid") {
    CHECK(faults_with("") == list{});
}

TEST_CASE("B8.2 an unknown key is an error that names the nearest") {
    CHECK(faults_with("[admin]\nadress = \"127.0.0.1:1\"\n") == list{"config.unknown-key 20:1 admin.adress [address]"});
    CHECK(faults_with("[gatway]\n") == list{"config.unknown-key 19:2 gatway [gateway]"});
    CHECK(
        faults_with("[[route]]\nname = \"a\"\nto = \"las\"\nproirity = 3\n") ==
        list{"config.unknown-key 22:1 route[0].proirity [priority]"}
    );
    CHECK(faults_with("[admin]\nzzzzzz = 1\n") == list{"config.unknown-key 20:1 admin.zzzzzz"});
}

TEST_CASE("schemas of a partner need a standard that takes them") {
    const auto with = [](std::string_view standard) {
        return faults_with(
            "[[system]]\nid = \"partner\"\n[system.receive]\nstandards = \"" + std::string(standard) +
            "\"\nschemas = [\"partner.xsd\"]\n[system.receive.basic]\nuser = \"u\"\npassword = \"p\"\n"
        );
    };
    CHECK(with("toy-1.0") == list{});
    CHECK(with("toy-2.0") == list{"config.value 23:1 system.receive.schemas"});
}

TEST_CASE("B8.3 a key or name given twice is an error") {
    const auto key = faults_with("[admin]\naddress = \"127.0.0.1:1\"\naddress = \"127.0.0.1:2\"\n");
    REQUIRE(key.size() == 1);
    CHECK(key[0].starts_with("config.syntax 21:"));
    CHECK(faults_with("[[school]]\nid = \"de-akker\"\nbrin = \"88YY\"\n") == list{"config.duplicate 19:1 school"});
    CHECK(
        faults_with("[[route]]\nname = \"a\"\nto = \"las\"\nfrom = [\"toets\", \"toets\"]\n") ==
        list{"config.duplicate 22:1 route[0].from"}
    );
}

TEST_CASE("B8.4 a route that can never win is named with the one that takes everything") {
    CHECK(
        faults_with("[[route]]\nname = \"wide\"\npriority = 2\nto = \"las\"\n"
                    "[[route]]\nname = \"narrow\"\npriority = 1\nfrom = \"toets\"\nto = \"las\"\n"
        ) == list{"config.unreachable-route 23:1 route"}
    );
}

TEST_CASE("B8.5 a system that is our own listener would be a loop") {
    const auto loop = [](std::string_view url) {
        return faults_with(
            "[[system]]\nid = \"loop\"\n[system.send]\nstandard = \"toy-1.0\"\nurl = \"" + std::string(url) + "\"\n"
        );
    };
    CHECK(loop("http://127.0.0.1:8080/soap") == list{"config.loop 19:1 system.send.url"});
    CHECK(loop("http://127.0.0.1:8080") == list{"config.loop 19:1 system.send.url"});
    CHECK(loop("http://127.0.0.1:80801/") == list{});
}

TEST_CASE("B8.8 a variable that is not set") {
    CHECK(
        faults_with("[[system]]\nid = \"x\"\n[system.receive.basic]\nuser = \"x\"\n"
                    "password_env = \"SCHAKEL_TEST_NO_SUCH_VARIABLE\"\n") ==
        list{
            "config.missing 21:1 system[2].receive.basic.password",
            "config.secret 23:1 system[2].receive.basic.password_env"}
    );
}

TEST_CASE("B8.9 a secret file that others can read is refused") {
    configuration_folder at;
    at.write("secret", "geheim\n");
    at.write(
        "schakel.toml", std::string(test::small_configuration) +
                            "[[system]]\nid = \"x\"\n[system.receive.basic]\nuser = \"x\"\npassword_file = \"secret\"\n"
    );
    at.keep_private("secret");
    const auto good = at.load();
    CHECK(test::lines_of(good) == list{});
    CHECK(good.settings.systems.at(2).receive->basic->password == "geheim");
    at.allow_others("secret");
    const auto faults = test::lines_of(at.load());
    CHECK(std::ranges::count(faults, "config.secret 23:1 system[2].receive.basic.password_file") == 1);
}

TEST_CASE("B8.11 a certificate without its key") {
    CHECK(
        faults_with("[[listener]]\nname = \"tls\"\naddress = \"127.0.0.1:1\"\n[listener.tls]\n"
                    "certificate_file = \"a.pem\"\n") == list{"config.missing 22:1 listener[1].tls.key_file"}
    );
}

TEST_CASE("names that refer to nothing come with the nearest that exists") {
    CHECK(
        faults_with("[[route]]\nname = \"a\"\nfrom = \"toest\"\nschool = \"de-aker\"\nfamily = \"progres\"\n"
                    "standard = \"toy-1.1\"\nto = \"lass\"\n") ==
        list{
            "config.reference 19:1 route.from [toets]", "config.reference 19:1 route.school [de-akker]",
            "config.reference 19:1 route.standard [toy-1.0]", "config.reference 19:1 route.family [progress]",
            "config.reference 19:1 route.to [las]"}
    );
    CHECK(faults_with("[[route]]\nname = \"a\"\nto = \"toets\"\n") == list{"config.reference 19:1 route.to"});
}

TEST_CASE("values outside their range or list") {
    CHECK(
        faults_with("[admin]\naddress = \"nowhere\"\n") ==
        list{"config.value 19:1 admin.address", "config.insecure 19:1 admin.address"}
    );
    CHECK(
        faults_with("[[listener]]\nname = \"b\"\naddress = \"127.0.0.1:1\"\nbody_limit = 1\nunrouted = \"hald\"\n") ==
        list{"config.value 22:1 listener[1].body_limit", "config.value 23:1 listener[1].unrouted [hold]"}
    );
    CHECK(faults_with("[tokens]\nissuer = \"x\"\nlifetime = \"5 min\"\n") == list{"config.value 21:1 tokens.lifetime"});
    CHECK(
        faults_with("[[route]]\nname = \"a\"\nto = \"las\"\nsince = \"2026-02-30\"\n") ==
        list{"config.value 22:1 route[0].since"}
    );
    CHECK(
        faults_with("[[route]]\nname = \"a\"\nto = \"las\"\nsince = 2026-02-02\nuntil = 2026-02-01\n") ==
        list{"config.value 19:1 route.until"}
    );
}

TEST_CASE("clear text beyond this machine is refused unless it is asked for") {
    CHECK(
        faults_with("[[listener]]\nname = \"open\"\naddress = \"0.0.0.0:80\"\n") ==
        list{"config.insecure 19:1 listener.tls"}
    );
    CHECK(faults_with("[admin]\naddress = \"10.0.0.1:81\"\n") == list{"config.insecure 19:1 admin.address"});
}

TEST_CASE("two token clients with one client_id cannot be told apart") {
    configuration_folder at;
    at.write("key.pem", "a public key");
    std::string text(test::small_configuration);
    text += "[tokens]\nissuer = \"x\"\n";
    for (const char* id : {"a", "b"})
        text += "[[system]]\nid = \"" + std::string(id) +
                "\"\n[system.receive.token]\nclient_id = \"same\"\npublic_keys_file = \"key.pem\"\n"
                "scopes = \"results\"\n";
    at.write("schakel.toml", text);
    CHECK(test::lines_of(at.load()) == list{"config.duplicate 27:1 token.client_id"});
}

TEST_CASE("a token is proved with one kind of key") {
    configuration_folder at;
    at.write("key.pem", "a private key");
    const auto faults_of = [&](const char* proof) {
        at.write(
            "schakel.toml", std::string(test::small_configuration) +
                                "[[system]]\nid = \"lms\"\n[system.send]\nstandard = \"toy-1.0\"\n"
                                "url = \"https://lms.example\"\n[system.send.token]\nurl = \"https://lms.example/t\"\n"
                                "client_id = \"c\"\n" +
                                proof
        );
        return test::lines_of(at.load());
    };
    CHECK(faults_of("key = \"launches\"\n") == list{});
    CHECK(faults_of("key_file = \"key.pem\"\n") == list{});
    CHECK(faults_of("") == list{"config.missing 24:1 system[2].send.token.key_file"});
    CHECK(
        faults_of("key = \"launches\"\nkey_file = \"key.pem\"\n") ==
        list{"config.duplicate 27:1 system[2].send.token.key"}
    );
}

TEST_CASE("all faults of a file are told at once, in order of place") {
    const auto faults = faults_with("[admin]\nadress = 1\n[tokens]\nissuer = 3\nlifetime = \"x\"\n");
    CHECK(
        faults ==
        list{
            "config.unknown-key 20:1 admin.adress [address]", "config.type 22:1 tokens.issuer",
            "config.value 23:1 tokens.lifetime"}
    );
}

TEST_CASE("what is not there at all is told at the top of the file") {
    configuration_folder at;
    at.write("schakel.toml", "");
    CHECK(
        test::lines_of(at.load()) == list{"config.missing 1:1 gateway.data_directory", "config.missing 1:1 listener"}
    );
}

TEST_CASE("goals of a destination or route name a framework, and a policy that exists") {
    const auto route = [](std::string_view goals) {
        return faults_with("[[route]]\nname = \"a\"\nto = \"las\"\ngoals = " + std::string(goals) + "\n");
    };
    CHECK(
        route("{ framework = \"slo:fo\", explain = \"en\", as_of = \"today\", attained_means_all = true }") == list{}
    );
    CHECK(route("{ explain = \"nl\" }") == list{"config.missing 22:9 route[0].goals.framework"});
    CHECK(
        route("{ framework = \"slo:fo\", explian = \"nl\" }") ==
        list{"config.unknown-key 22:33 route[0].goals.explian [explain]"}
    );
    CHECK(
        route("{ framework = \"slo:fo\", explain = \"fr\" }") == list{"config.value 22:33 route[0].goals.explain [nl]"}
    );
    CHECK(route("{ framework = \"slo:fo\", as_of = \"now\" }") == list{"config.value 22:33 route[0].goals.as_of"});
    CHECK(route("{ framework = \"slo:fo\", policy = \"streng\" }") == list{"config.reference 22:1 route.goals.policy"});
}

TEST_CASE("a policy for goals has a name of its own and values within their limits") {
    const auto policy = [](std::string_view rest) {
        return faults_with("[[goal_policy]]\nname = \"streng\"\n" + std::string(rest));
    };
    CHECK(
        policy("hop_limit = 2\nmapping_sets = [\"a\"]\nreviewed_only = true\nleast_confidence = \"0.85\"\n") == list{}
    );
    CHECK(policy("hop_limit = 15\n") == list{"config.value 21:1 goal_policy[0].hop_limit"});
    CHECK(policy("least_confidence = \"1.5\"\n") == list{"config.value 21:1 goal_policy[0].least_confidence"});
    CHECK(policy("least_confidence = \"0.00001\"\n") == list{"config.value 21:1 goal_policy[0].least_confidence"});
    CHECK(policy("signed = true\n") == list{"config.unknown-key 21:1 goal_policy[0].signed"});
    CHECK(policy("[[goal_policy]]\nname = \"streng\"\n") == list{"config.duplicate 21:1 goal_policy"});
}
