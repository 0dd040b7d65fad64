// Crosswalks at the command line: whose signature they bear, and what a new release does to one. What is printed for
// the release is held against files in goals_diff/.
#include "tests/unit/command/goals_terminal.hpp"

#include "gateway/crypto/ed25519.hpp"
#include "gateway/goals/memory_goals.hpp"

using namespace schakel;
using test::parsed;

namespace {

std::string data(const std::string& name) {
    return std::string(SCHAKEL_SOURCE_DIR) + "/tests/unit/command/goals_diff/" + name;
}

constexpr const char* the_set = "https://doelen.example/kerndoelen-naar-fo#1";

// A release of one framework is replaced by the next; a crosswalk was made for the first.
struct two_releases : test::goals_terminal {
    two_releases() {
        for (const auto& [release, day] : {std::pair("2025.1", "2025-04-10"), std::pair("2026.1", "2026-01-07")}) {
            const auto [code, printed] = goals({"import", "--as", "slo", "--published", day, data(release)});
            REQUIRE_MESSAGE(code == 0, printed);
        }
        REQUIRE(goals({"import", "--as", "mapping-set", data("crosswalk.csv")}).first == 0);
    }
    std::pair<int, std::string> diff(std::vector<std::string> options = {}) const {
        std::vector<std::string> words{"diff", "--from", "2025.1", "--to", "2026.1", "slo:kerndoelen", the_set};
        words.insert(words.end(), options.begin(), options.end());
        return goals(std::move(words));
    }
};

// A mapping set of one row, signed.
std::string signed_set(const crypto::ed25519_key& by) {
    const auto sets = make_mapping_set();
    goals::memory_goals all;
    model::goals::mapping_set head;
    head.name = "https://doelen.example/set";
    head.version = "1";
    head.id = "https://doelen.example/set#1";
    all.add(std::move(head));
    model::goals::association row;
    row.id = "row";
    row.subject = "https://doelen.example/doel/1";
    row.what = model::goals::relation::exact;
    row.object = "https://doelen.example/doel/2";
    all.add(std::move(row));
    goal_writing_options how;
    how.document.parameters["signing_key"] = by.private_pem();
    const auto writer = sets->goals()->write(all, how);
    std::string text;
    while (writer->next(text)) {
    }
    return text;
}

} // namespace

TEST_CASE("a diff of two releases is printed as a table, and says that somebody has to look") {
    const two_releases s;
    const auto [code, printed] = s.diff();
    CHECK(code == 1);
    CHECK(printed == test::content_of(data("expected.txt")));
}

TEST_CASE("a diff of two releases is JSON with every mapping") {
    const two_releases s;
    const auto [code, printed] = s.diff({"--json"});
    CHECK(code == 1);
    CHECK(printed == test::content_of(data("expected.json")));
}

TEST_CASE("the draft of the next version is a mapping set that can be imported") {
    const two_releases s;
    s.diff({"--draft", s.folder.file("next.csv")});
    CHECK(test::content_of(s.folder.file("next.csv")) == test::content_of(data("expected-draft.csv")));
    const auto again = s.goals({"import", "--json", "--as", "mapping-set", s.folder.file("next.csv")});
    CHECK_MESSAGE(again.first == 0, again.second);
    CHECK(parsed(again.second).root().find("/owners/0/id").text() == std::string(the_set) + "-draft");
}

TEST_CASE("a signed crosswalk is valid by a key that is named, and its signer unknown without") {
    const auto key = crypto::ed25519_key::generate(), other = crypto::ed25519_key::generate();
    for (const bool known : {true, false}) {
        const test::goals_terminal s;
        s.write("set.csv", signed_set(key));
        s.write("signer.pem", (known ? key : other).public_pem());
        const std::string signer = "Uitgever=" + s.folder.file("signer.pem");
        const auto made =
            s.goals({"import", "--json", "--as", "mapping-set", "--signer", signer, s.folder.file("set.csv")});
        REQUIRE_MESSAGE(made.first == 0, made.second);
        CHECK((made.second.find("mapping-set.unknown-signer") == std::string::npos) == known);
        const auto listed = parsed(s.goals({"frameworks", "--json"}).second);
        CHECK(listed.root().find("/mapping_sets/0/signature").text() == (known ? "valid" : "unknown-signer"));
        CHECK(listed.root().find("/mapping_sets/0/signer").text() == (known ? "Uitgever" : ""));
    }
}

TEST_CASE("a crosswalk that was changed after it was signed is refused, and so is a key that is none") {
    const auto key = crypto::ed25519_key::generate();
    const test::goals_terminal s;
    std::string text = signed_set(key);
    text.replace(text.find(",exact,"), 7, ",broader,");
    s.write("set.csv", text);
    s.write("signer.pem", key.public_pem());
    s.write("no-key.pem", "x");
    const auto import = [&](const std::string& pem) {
        return s.goals(
            {"import", "--json", "--as", "mapping-set", "--signer", "Uitgever=" + s.folder.file(pem),
             s.folder.file("set.csv")}
        );
    };
    const auto refused = import("signer.pem");
    CHECK(refused.first == 1);
    CHECK(refused.second.find("mapping-set.signature") != std::string::npos);
    CHECK(import("no-key.pem").first == 2);
}
