// What is refused: who is told what, what is kept of it, and that nothing of it is ever delivered.
#include "gateway/crypto/base64.hpp"
#include "tests/pipeline/world.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace schakel;
using namespace schakel::test;
using outbox::state;

namespace {

const std::string known_client = "client code=klant name=Klant key=geheim\n";
const std::string school = "school brin=99XX\n";
const std::string one_sitting = "sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n";

settings::settings to_las() {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    return all;
}

struct refusal {
    const char* what;
    std::string body;
    const char* word;
    bool kept;
};

} // namespace

// Gateway decision 0004: a refused message of a known sender is kept with its report; of strangers nothing is kept.
TEST_CASE("Each refusal has its answer; of known senders the message is kept, of strangers not") {
    const refusal table[] = {
        {"no credentials", school + one_sitting, "unauthenticated", false},
        {"unknown client", "client code=niemand name=Klant key=geheim\n" + school + one_sitting, "unknown-client",
         false},
        {"wrong name", "client code=klant name=Ander key=geheim\n" + school + one_sitting, "unknown-client", false},
        {"wrong key", "client code=klant name=Klant key=fout\n" + school + one_sitting, "unauthenticated", false},
        {"invalid, of a stranger", school + "wat\n", "invalid toy.word", false},
        {"invalid, with a wrong key", "client code=klant name=Klant key=fout\n" + school + "wat\n", "invalid toy.word",
         false},
        {"invalid", known_client + school + "wat\n", "invalid toy.word", true},
        {"unknown school", known_client + "school brin=00AA\n" + one_sitting, "unknown-school", true},
        {"no school", known_client + one_sitting, "unknown-school", true},
        {"half of a school", known_client + "school brin=99XX rio.aanbieder=100A100\n" + one_sitting, "unknown-school",
         true},
    };
    for (const refusal& one : table) {
        CAPTURE(one.what);
        world of(to_las());
        const auto told = of.receive(one.body);
        REQUIRE(told.has_value());
        CHECK(told->body == one.word);
        of.run();
        CHECK(of.sender.all.empty());
        CHECK(of.deliveries().empty());
        CHECK(of.store.keys().empty());
        REQUIRE(of.store.messages().size() == (one.kept ? 1 : 0));
        if (!one.kept) continue;
        const outbox::message kept = of.store.messages().front();
        CHECK(kept.status == state::rejected);
        CHECK(kept.sender == "uitgever");
        CHECK(kept.body == one.body);
        CHECK(of.store.audit().at(0).action == "message.refused");
        if (std::string_view(one.word).starts_with("invalid")) CHECK(kept.report.find("toy.word") != std::string::npos);
    }
}

TEST_CASE("A refused message does not count as known when it comes again, repaired") {
    world of(to_las());
    of.receive_lines(one_sitting + "wat\n");
    CHECK(of.word_for(one_sitting) == "accepted r1");
    of.run();
    CHECK(of.sender.all.size() == 1);
}

TEST_CASE("A key that opens other schools is forbidden here") {
    settings::settings all = to_las();
    all.schools.push_back({"99YY", "Other school", {{std::string(model::scheme::brin), "99YY", {}}}, {}, {}});
    system_of(all, "uitgever").receive->keys.front().schools = {"99YY"};
    world of(all);
    CHECK(of.word_for(one_sitting) == "forbidden");
    CHECK(of.store.messages().at(0).status == state::rejected);
}

TEST_CASE("A system may send for its own schools and in its own standards only") {
    settings::settings all = to_las();
    system_of(all, "uitgever").receive->schools = {"99YY"};
    world other_school(all);
    CHECK(other_school.word_for(one_sitting) == "forbidden");

    system_of(all, "uitgever").receive->schools.clear();
    system_of(all, "uitgever").receive->standards = {"toy-2.0"};
    world other_standard(all);
    CHECK(other_standard.word_for(one_sitting) == "forbidden");
    CHECK(other_standard.store.messages().empty());
}

TEST_CASE("Credentials in a header are judged before the message is read") {
    settings::settings all = to_las();
    settings::system& sender = system_of(all, "uitgever");
    sender.receive->basic = settings::basic_login{"user", "password"};
    toy_options header;
    header.credentials_in_header = true;
    world of(all, header);
    const auto stranger = of.receive(school + "wat\n", "user:fout");
    REQUIRE(stranger.has_value());
    CHECK(stranger->body == "unauthenticated"); // says nothing about the message
    CHECK(of.store.messages().empty());
    const auto known = of.receive(school + one_sitting, "user:password");
    REQUIRE(known.has_value());
    CHECK(known->body == "accepted r1");
}

TEST_CASE("A scope is demanded of a token, and of no other credentials") {
    const temporary_folder folder;
    settings::settings all = to_las();
    all.tokens.issuer = "https://gateway.example";
    all.tokens.key_file = folder.file("token.pem");
    settings::receiving& sender = *system_of(all, "uitgever").receive;
    sender.token = settings::token_client{"uitgever", {}, {"toy.results", "other"}, "secret"};
    sender.basic = settings::basic_login{"user", "password"};
    toy_options standard;
    standard.credentials_in_header = true;
    standard.demanded_scopes = {"toy.results", "toy.all"};
    world of(all, standard);
    const auto bearer = [&](const std::string& scope) {
        const reply granted = of.in_force->tokens()->issue(
            {{"grant_type", "client_credentials"}, {"scope", scope}}, "Basic " + crypto::to_base64("uitgever:secret")
        );
        const std::size_t at = granted.body.find("access_token\":\"") + 15;
        return "Bearer " + granted.body.substr(at, granted.body.find('"', at) - at);
    };
    const auto word = [&](const std::string& lines, const std::string& authorization) {
        return of.receive(school + lines, authorization).value_or(reply{}).body;
    };
    CHECK(word(one_sitting, bearer("other")) == "insufficient-scope");
    of.run();
    CHECK(of.sender.all.empty());
    REQUIRE(of.store.messages().size() == 1); // of a known sender, so it is kept
    CHECK(of.store.messages().front().status == state::rejected);
    CHECK(word(one_sitting, bearer("other toy.results")) == "accepted r1");
    CHECK(
        word("sitting key=r2 test=rekenen day=2026-11-20 points=17 las.key=1001\n", "user:password") == "accepted r2"
    );

    toy_options open = standard;
    open.demanded_scopes.clear();
    world anywhere(all, open);
    const auto told = anywhere.receive(school + one_sitting, bearer("other"));
    REQUIRE(told.has_value());
    CHECK(told->body == "accepted r1");
}

TEST_CASE("A sender's default school holds where the message names none") {
    settings::settings all = to_las();
    system_of(all, "uitgever").receive->default_school = "99XX";
    world of(all);
    const auto told = of.receive(known_client + one_sitting);
    REQUIRE(told.has_value());
    CHECK(told->body == "accepted r1");
    CHECK(of.store.messages().at(0).school == "99XX");
}

TEST_CASE("Leniencies of a sender hold although it names itself inside the message") {
    settings::settings all = to_las();
    system_of(all, "uitgever").receive->quirks = {"any-word"};
    world of(all);
    CHECK(of.word_for(one_sitting + "wat\n") == "accepted r1");
}

TEST_CASE("What no route wants is refused, or kept for a person where the listener says so") {
    world refusing(usual_settings());
    CHECK(refusing.word_for(one_sitting) == "unroutable");
    CHECK(refusing.store.messages().at(0).status == state::rejected);

    world holding(usual_settings());
    holding.where.unrouted = settings::listener::unrouted_policy::hold;
    CHECK(holding.word_for(one_sitting) == "accepted r1");
    CHECK(holding.store.messages().at(0).status == state::held);
    CHECK(holding.word_for(one_sitting) == "repeated r1");
}

TEST_CASE("A refusal that the store cannot keep is answered all the same") {
    world of(to_las());
    of.store.refuse(true);
    CHECK(of.word_for("wat\n") == "invalid toy.word");
}

TEST_CASE("What the transport refuses is told in the protocol of the path") {
    world of(to_las());
    const adapter& by = *of.adapters.find("toy-1.0");
    CHECK(pipeline::refuse({}, by, disposition::outcome::too_large, language::nl).body == "too-large");
}
