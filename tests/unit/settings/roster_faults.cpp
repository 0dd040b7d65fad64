// Faults in what a configuration says of rosters. B8 names the rows of promises-and-tests.md.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using test::configuration_folder;

namespace {

using list = std::vector<std::string>;

// The faults of the small configuration with `more` behind it; line 19 is its first.
list faults_with(std::string_view more) {
    configuration_folder at;
    at.write("schakel.toml", std::string(test::small_configuration) + std::string(more));
    return test::lines_of(at.load());
}

// Behind the school that the small configuration has, an owner of rosters needs a school with a term of its own.
constexpr std::string_view kept_school =
    "[[school]]\nid = \"kept\"\nbrin = \"99YY\"\n[school.retention]\nrosters = \"90d\"\n";

list with_owner(std::string_view lines) {
    return faults_with(
        std::string(kept_school) + "[[system]]\nid = \"owner\"\n[system.roster]\nschools = \"kept\"\n" +
        std::string(lines)
    );
}

list with_asker(std::string_view lines) {
    return faults_with(
        "[[system]]\nid = \"lms\"\n[system.query]\n" + std::string(lines) +
        "[system.query.basic]\nuser = \"lms\"\npassword = \"geheim\"\n"
    );
}

} // namespace

TEST_CASE("the school register") {
    const auto line = [](std::string_view scheme, std::string_view value, std::string_view more = {}) {
        return faults_with(
            "[[school]]\nid = \"s\"\n[[school.identifier]]\nscheme = \"" + std::string(scheme) + "\"\nvalue = \"" +
            std::string(value) + "\"\n" + std::string(more)
        );
    };
    CHECK(line("brin", "99ZZ") == list{});
    CHECK(line("oin", "00000001234567890000") == list{});
    CHECK(line("rio.locatie", "100X001", "from = 2026-08-01\nuntil = 2027-08-01\n") == list{});
    CHECK(line("brinn", "99ZZ") == list{"config.value 22:1 school[1].identifier[0].scheme [brin]"});
    CHECK(line("eckid", "x") == list{"config.value 22:1 school[1].identifier[0].scheme"});
    CHECK(line("brin.vestiging", "99ZZ") == list{"config.value 23:1 school[1].identifier[0].value"});
    CHECK(line("instellingsnummer", "1") == list{"config.value 23:1 school[1].identifier[0].value"});
    CHECK(
        line("brin", "99ZZ", "from = 2026-08-01\nuntil = 2026-08-01\n") ==
        list{"config.value 25:1 school[1].identifier[0].until"}
    );
}

TEST_CASE("a name of one school cannot be another's in the same time") {
    const auto two = [](std::string_view first, std::string_view second) {
        const std::string name = "[[school.identifier]]\nscheme = \"brin.vestiging\"\nvalue = \"99ZZ01\"\n";
        return faults_with(
            "[[school]]\nid = \"a\"\n" + name + std::string(first) + "[[school]]\nid = \"b\"\n" + name +
            std::string(second)
        );
    };
    CHECK(two("until = 2026-08-01\n", "from = 2026-08-01\n") == list{});
    CHECK(two("until = 2026-08-02\n", "from = 2026-08-01\n") == list{"config.duplicate 27:1 school.identifier"});
}

TEST_CASE("who owns rosters") {
    CHECK(with_owner("standard = \"toy-1.0\"\nurl = \"https://las.example\"\n") == list{});
    CHECK(with_owner("standard = \"toy-1.0\"\nfolder = \"in\"\n") == list{});
    CHECK(with_owner("standard = \"toy-1.0\"\n") == list{"config.missing 26:1 system[2].roster.url"});
    CHECK(
        with_owner("standard = \"toy-1.0\"\nurl = \"https://las.example\"\nfolder = \"in\"\n") ==
        list{"config.duplicate 29:1 system[2].roster.url"}
    );
    CHECK(
        with_owner("standard = \"toy-2.0\"\nurl = \"https://las.example\"\n") ==
        list{"config.value 26:1 system.roster.standard"}
    );
    CHECK(with_owner("standard = \"toy-2.0\"\nfolder = \"in\"\n") == list{"config.value 26:1 system.roster.standard"});
    CHECK(
        with_owner("standard = \"toy-1.0\"\nurl = \"ftp://las.example\"\nquirks = \"leniemt\"\n") ==
        list{"config.reference 26:1 system.roster.quirks [lenient]", "config.value 26:1 system.roster.url"}
    );
    CHECK(
        with_owner("standard = \"toy-1.0\"\nurl = \"http://127.0.0.1:8080/x\"\n") ==
        list{"config.loop 26:1 system.roster.url"}
    );
    CHECK(
        with_owner("standard = \"toy-1.0\"\nurl = \"https://las.example\"\nat = \"3:30\"\nevery = \"0s\"\n") ==
        list{"config.value 30:1 system[2].roster.at", "config.value 31:1 system[2].roster.every"}
    );
    CHECK(
        with_owner("standard = \"toy-1.0\"\nurl = \"https://las.example\"\n"
                   "[system.roster.token]\nurl = \"https://las.example/token\"\nclient_id = \"us\"\n"
        ) == list{"config.missing 30:1 system[2].roster.token.key_file"}
    );
}

TEST_CASE("a school has one owner of its roster, and a term for what is kept of it") {
    const std::string owner = "[system.roster]\nstandard = \"toy-1.0\"\nfolder = \"in\"\n";
    CHECK(faults_with("[[system]]\nid = \"a\"\n" + owner) == list{"config.missing 6:1 school.retention.rosters"});
    CHECK(
        with_owner(
            "standard = \"toy-1.0\"\nfolder = \"in\"\n[[system]]\nid = \"b\"\n" + owner + "schools = [\"kept\"]\n"
        ) == list{"config.duplicate 32:1 system.roster.schools"}
    );
    CHECK(
        faults_with("[[school]]\nid = \"k\"\nbrin = \"99YY\"\n[school.retention]\n") ==
        list{"config.missing 22:1 school[1].retention.rosters"}
    );
}

TEST_CASE("who asks for rosters") {
    CHECK(with_asker("standards = \"toy-1.0\"\n") == list{});
    CHECK(with_asker("standards = \"toy-2.0\"\n") == list{"config.value 21:1 system.query.standards"});
    CHECK(
        with_asker("schools = \"de-aker\"\ndefault_school = \"de-acker\"\nrelease = \"learning-environ\"\n") ==
        list{
            "config.reference 21:1 system.query.schools [de-akker]",
            "config.reference 21:1 system.query.default_school [de-akker]",
            "config.reference 21:1 system.query.release [learning-environment]"}
    );
    CHECK(
        with_asker("release_of = { de-aker = \"learning-material\" }\n") ==
        list{"config.reference 21:1 system.query.release_of [de-akker]"}
    );
    CHECK(with_asker("from = \"stor\"\n") == list{"config.value 22:1 system[2].query.from [store]"});
    CHECK(faults_with("[[system]]\nid = \"lms\"\n[system.query]\n") == list{"config.missing 21:1 system.query"});
    CHECK(
        faults_with("[[system]]\nid = \"lms\"\n[system.query]\n[system.query.token]\nclient_id = \"lms\"\n"
                    "client_secret = \"geheim\"\nscopes = \"rooster\"\n") ==
        list{
            "config.missing 21:1 tokens.issuer", "config.reference 21:1 system.query.token.scopes [roster]",
            "config.scope 21:1 system.query.token.scopes"}
    );
}

TEST_CASE("a token client without a scope that its standard wants is warned of, and the configuration holds") {
    const std::string issuer = "[tokens]\nissuer = \"https://schakel.example\"\n";
    const auto client = [&](std::string_view table, std::string_view standards, std::string_view scopes) {
        const std::string name = "system." + std::string(table);
        return "[[system]]\nid = \"lms\"\n[" + name + "]\n" + std::string(standards) + "[" + name +
               ".token]\nclient_id = \"lms\"\nclient_secret = \"geheim\"\n" + std::string(scopes) + issuer;
    };
    const std::string asks = "system.query.token.scopes", sends = "system.receive.token.scopes";
    CHECK(faults_with(client("query", "standards = \"toy-1.0\"\n", "scopes = \"roster\"\n")) == list{});
    CHECK(faults_with(client("query", "standards = \"toy-1.0\"\n", {})) == list{"config.scope 21:1 " + asks});
    CHECK(faults_with(client("query", {}, {})) == list{"config.scope 21:1 " + asks});
    CHECK(faults_with(client("receive", "standards = \"toy-2.0\"\n", "scopes = \"results\"\n")) == list{});
    CHECK(
        faults_with(client("receive", "standards = \"toy-2.0\"\n", "scopes = \"roster\"\n")) ==
        list{"config.scope 19:1 " + sends}
    );
    CHECK(faults_with(client("receive", {}, {})) == list{"config.scope 19:1 " + sends});
    CHECK(faults_with(client("receive", "standards = \"toy-1.0\"\n", {})) == list{});

    configuration_folder at;
    at.write("schakel.toml", std::string(test::small_configuration) + client("query", "standards = \"toy-1.0\"\n", {}));
    const settings::loaded read = at.load();
    CHECK(read.good());
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults.front().warning);
    CHECK(read.faults.front().message == "gives \"lms\" no scope of \"toy-1.0\", which refuses it everything");
    CHECK(read.faults.front().expected == "at least one of roster");
}

TEST_CASE("who asks may show what it sends with") {
    CHECK(
        faults_with("[[system]]\nid = \"lms\"\n[system.query]\n[system.receive.basic]\nuser = \"u\"\npassword = \"p\"\n"
        ) == list{}
    );
}

TEST_CASE("holds and planned times") {
    const auto with = [](std::string_view lines) {
        return faults_with("[[school]]\nid = \"s\"\nbrin = \"99ZZ\"\n[school.hold]\n" + std::string(lines));
    };
    CHECK(with("removed = 101\n") == list{"config.value 23:1 school[1].hold.removed"});
    CHECK(
        with("[[school.hold.period]]\nfrom = 2026-08-01\n") ==
        list{"config.missing 23:1 school[1].hold.period[0].until"}
    );
    CHECK(
        with("[[school.hold.period]]\nfrom = 2026-08-01\nuntil = 2026-07-01\n") ==
        list{"config.value 25:1 school[1].hold.period[0].until"}
    );
    CHECK(
        with("[[school.hold.period]]\nfrom = 2026-08-01\nuntil = 2026-09-01\n"
             "[[school.hold.period]]\nfrom = 2026-08-31\nuntil = 2026-09-10\nwhat = \"year-change\"\n"
        ) == list{"config.value 26:1 school.hold.period"}
    );
}

TEST_CASE("a release names fields of a roster") {
    CHECK(faults_with("[[release]]\nname = \"x\"\nfields = [\"person.email\", \"pupil.email\"]\n") == list{});
    CHECK(
        faults_with("[[release]]\nname = \"x\"\nfields = [\"person.emial\"]\n") ==
        list{"config.value 21:1 release[0].fields [person.email]"}
    );
    CHECK(
        faults_with("[[release]]\nname = \"x\"\nlike = \"learning-materials\"\n") ==
        list{"config.value 21:1 release[0].like [learning-material]"}
    );
    CHECK(faults_with("[[release]]\nname = \"learning-material\"\n") == list{"config.duplicate 19:1 release"});
}

TEST_CASE("what is released when nothing is said") {
    const auto releases = settings::built_in_releases();
    const settings::release_profile& school = releases.at(0);
    const settings::release_profile& publisher = releases.at(1);
    CHECK(school.pupil.contains("person.family-name"));
    CHECK_FALSE(school.pupil.contains("person.birth-date"));
    CHECK(publisher.identifiers == std::vector<std::string>{"eckid"});
    CHECK(publisher.pupil == std::set<std::string, std::less<>>{"person.enabled", "person.kind", "person.role"});
    CHECK_FALSE(publisher.fields.contains("group.id"));
}
