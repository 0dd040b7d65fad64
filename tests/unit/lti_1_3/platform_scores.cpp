// A score that a tool posts becomes a progress record.
#include "tests/unit/lti_1_3/publisher.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

struct scoring {
    launch_world world;

    scoring() {
        world.known = {publisher()};
        launch_class of;
        of.handle = "class-1";
        of.target = "uitgever";
        of.school = "de-akker";
        of.scopes = publisher().scopes;
        world.ledger.classes = {of};
        line_item item;
        item.id = "item-1";
        item.class_handle = "class-1";
        item.label = "Toets 1";
        item.resource_id = "r1";
        item.score_maximum = 10;
        world.ledger.items["item-1"] = item;
    }

    exchange message(std::string body, std::string item = "item-1") const {
        exchange out;
        out.method = "POST";
        out.path = "/classes/class-1/line_items/" + item + "/scores";
        out.headers = {{"Content-Type", "application/vnd.ims.lis.v1.score+json; charset=utf-8"}};
        out.body = std::move(body);
        return out;
    }
    decoded read(std::string body) const {
        decode_options options;
        options.launches = &world.ledger;
        return lti_adapter().decode(message(std::move(body)), options);
    }
};

std::string score(
    std::string_view more = R"("scoreGiven":8,"scoreMaximum":10,)", std::string_view grading = "FullyGraded",
    std::string_view timestamp = "2026-11-21T21:43:27.074Z"
) {
    return R"({"userId":"pseudo-1",)" + std::string(more) + R"("activityProgress":"Completed","gradingProgress":")" +
           std::string(grading) + R"(","timestamp":")" + std::string(timestamp) + R"(","comment":"goed"})";
}

const model::progress_report& report_of(const decoded& of) {
    REQUIRE_FALSE(of.report.rejects());
    return std::get<model::progress_report>(of.records.front());
}

} // namespace

TEST_CASE("a settled score is a sitting of the line item, in the words of the ledger too") {
    scoring at;
    const decoded read = at.read(score());
    const model::progress_report& report = report_of(read);
    CHECK(report.assessments.front().id == "r1");
    CHECK(report.assessments.front().name == "Toets 1");
    const model::sitting& sitting = report.sittings.front();
    CHECK(sitting.pupil.ids == model::identifiers{{"lti.user", "pseudo-1", "uitgever"}});
    CHECK(sitting.status == model::sitting_status::final);
    CHECK(sitting.results.front().scores.front().value == decimal(8));
    CHECK(sitting.results.front().scores.front().maximum == decimal(10));
    CHECK(sitting.results.front().completed == true);
    CHECK(sitting.remark == "goed");
    CHECK(value_of(sitting.extra, "lti", "scoreOf") == "item-1");
    CHECK(value_of(sitting.extra, "lti", "gradingProgress") == "FullyGraded");
    REQUIRE(read.scores.size() == 1);
    CHECK(read.scores.front().line_item == "item-1");
    CHECK(read.scores.front().what.person == "pseudo-1");
    CHECK(to_rfc3339_milliseconds(read.scores.front().what.when) == "2026-11-21T21:43:27.074Z");
}

TEST_CASE("a later score of the same person changes the same sitting; another person has another") {
    scoring at;
    const decoded first = at.read(score());
    const decoded later =
        at.read(score(R"("scoreGiven":9,"scoreMaximum":10,)", "FullyGraded", "2026-11-21T21:44:00.000Z"));
    std::string other = score();
    other.replace(other.find("pseudo-1"), 8, "pseudo-2");
    CHECK(first.keys.front().key == later.keys.front().key);
    CHECK(first.keys.front().digest != later.keys.front().digest);
    CHECK(first.keys.front().key != at.read(other).keys.front().key);
}

TEST_CASE("a score that is not settled is under way, a grade that is withdrawn is cancelled") {
    scoring at;
    CHECK(
        report_of(at.read(score(R"("scoreGiven":8,"scoreMaximum":10,)", "Pending"))).sittings.front().status ==
        model::sitting_status::in_progress
    );
    CHECK(report_of(at.read(score(""))).sittings.front().status == model::sitting_status::cancelled);
    CHECK(report_of(at.read(score("", "NotReady"))).sittings.front().status == model::sitting_status::in_progress);
}

TEST_CASE("a number as userId is understood, extra credit is remarked on and carried") {
    scoring at;
    std::string numeric = score(R"("scoreGiven":12,"scoreMaximum":10,)");
    numeric.replace(numeric.find("\"pseudo-1\""), 10, "42");
    const decoded read = at.read(numeric);
    CHECK(report_of(read).sittings.front().pupil.ids.front().value == "42");
    CHECK(read.report.at(layer::rules).findings.front().broken->id == "lti.score-above-maximum");
}

TEST_CASE("what is no score is refused with rule and place, and answered 400, 404, 409 or 415") {
    scoring at;
    CHECK(at.read(score(R"("scoreGiven":8,)")).report.rejects()); // without scoreMaximum
    CHECK(at.read(score(R"("scoreGiven":-1,"scoreMaximum":10,)")).report.rejects());
    CHECK(at.read(score("", "Graded")).report.rejects());
    CHECK(at.read(score("", "FullyGraded", "2026-11-21 21:43")).report.rejects());
    const exchange message = at.message("{}");
    const auto status = [](const exchange& of, disposition::outcome what, const report* checked = nullptr) {
        disposition decided;
        decided.what = what;
        decided.report = checked;
        return lti_adapter().acknowledge(of, decided).status;
    };
    const decoded bad = at.read("{}");
    CHECK(status(message, disposition::outcome::invalid, &bad.report) == 400);
    CHECK(status(message, disposition::outcome::conflict) == 409);
    CHECK(status(message, disposition::outcome::not_found) == 404);
    CHECK(status(message, disposition::outcome::accepted) == 200);
    exchange plain = message;
    plain.headers = {{"Content-Type", "text/plain"}};
    const decoded wrong = lti_adapter().decode(plain, {});
    CHECK(status(plain, disposition::outcome::invalid, &wrong.report) == 415);
}

TEST_CASE("the sender of a score is who holds the token, for the school of the class") {
    scoring at;
    exchange message = at.message(score());
    const auto sender = [&](const std::string& token) {
        message.headers.set("Authorization", "Bearer " + token);
        return lti_adapter().sender_of(message, at.world.with());
    };
    const auto good = sender(access_token(at.world, ags("score")));
    CHECK(std::get<launch_sender>(good.what).system == "uitgever");
    CHECK(std::get<launch_sender>(good.what).school == "de-akker");
    CHECK(
        std::get<disposition::outcome>(sender(access_token(at.world, ags("lineitem"))).what) ==
        disposition::outcome::insufficient_scope
    );
    CHECK(std::get<disposition::outcome>(sender("made-up").what) == disposition::outcome::unauthenticated);
    message.path = "/classes/class-1/line_items/unknown/scores";
    CHECK(
        std::get<disposition::outcome>(sender(access_token(at.world, ags("score"))).what) ==
        disposition::outcome::not_found
    );
}

namespace {

// A learning environment that gave its class a place for line items and none for this one.
struct at_source : scoring {
    std::string token;

    at_source() {
        launch_party lms;
        lms.side = launch_side::source;
        lms.system = "lms";
        lms.client_id = "schakel-1";
        lms.token_url = "https://lms.example/token";
        lms.scopes = {ags("lineitem"), ags("score")};
        world.known.push_back(lms);
        launch_class& of = world.ledger.classes.front();
        of.source = "lms";
        of.services.line_items = {{ags("lineitem"), ags("score")}, "https://lms.example/items?type=3", {}};
        token = access_token(world, ags("score"));
    }

    launch_sender_step go() {
        exchange posted = message(score());
        posted.headers.add("Authorization", "Bearer " + token);
        return lti_adapter().sender_of(posted, world.with());
    }
    launch_question asked() {
        const launch_sender_step step = go();
        REQUIRE(std::holds_alternative<ask_first>(step.what));
        return std::get<ask_first>(step.what).questions.front();
    }
    void answers(const std::string& url, int status, std::string body) {
        world.answers[url].status = status;
        world.answers[url].body = std::move(body);
    }
    void gives_a_token() { answers("https://lms.example/token", 200, R"({"access_token":"t-1"})"); }
    const std::string& address() { return world.ledger.items.at("item-1").source_url; }
};

constexpr const char* items = "https://lms.example/items?type=3";
constexpr const char* looking = "https://lms.example/items?type=3&resource_id=item-1";

} // namespace

TEST_CASE("a line item that the learning environment lacks is made there with its first score") {
    at_source at;
    const launch_question token = at.asked();
    CHECK(token.url == "https://lms.example/token");
    CHECK(
        token.message.body.find("scope=https%3A%2F%2Fpurl.imsglobal.org%2Fspec%2Flti-ags%2Fscope%2Flineitem") !=
        std::string::npos
    );
    at.gives_a_token();
    const launch_question look = at.asked();
    CHECK(look.message.method == "GET");
    CHECK(look.url == looking);
    CHECK(look.message.headers.find("authorization") == "Bearer t-1");
    at.answers(looking, 200, R"([{"id":"https://lms.example/items/7","resourceId":"of-another"}])");
    const launch_question make = at.asked();
    CHECK(make.message.method == "POST");
    CHECK(make.url == items);
    findings none;
    const auto told = json::document::parse(make.message.body, {}, none);
    CHECK(told->root().member("resourceId").text() == "item-1");
    CHECK(told->root().member("label").text() == "Toets 1");
    at.answers(items, 201, R"({"id":"https://lms.example/items/8/item?type=3"})");
    CHECK(std::get<launch_sender>(at.go().what).system == "uitgever");
    CHECK(at.address() == "https://lms.example/items/8/item?type=3");
}

TEST_CASE("what is there already is not made twice") {
    at_source at;
    at.gives_a_token();
    at.answers(looking, 200, R"([{"id":"https://lms.example/items/9","resourceId":"item-1"}])");
    CHECK(std::holds_alternative<launch_sender>(at.go().what));
    CHECK(at.address() == "https://lms.example/items/9");
}

TEST_CASE("a learning environment that is down is waited for, one that refuses gets no score") {
    at_source at;
    at.answers("https://lms.example/token", 503, {});
    CHECK(std::get<disposition::outcome>(at.go().what) == disposition::outcome::unavailable);
    at.answers("https://lms.example/token", 401, R"({"error":"invalid_client"})");
    CHECK(std::holds_alternative<launch_sender>(at.go().what));
    at.gives_a_token();
    at.answers(looking, 200, "[]");
    at.answers(items, 403, {});
    CHECK(std::holds_alternative<launch_sender>(at.go().what));
    CHECK(at.address().empty());
}

TEST_CASE("no line item is made where launch or settings do not let us") {
    at_source by_settings;
    by_settings.world.known.back().scopes.erase(ags("lineitem"));
    CHECK(std::holds_alternative<launch_sender>(by_settings.go().what));
    at_source by_launch;
    by_launch.world.ledger.classes.front().services.line_items->scopes = {ags("score")};
    CHECK(std::holds_alternative<launch_sender>(by_launch.go().what));
}

TEST_CASE("of two first scores at one moment, one makes the line item and the other waits for it") {
    at_source at;
    at.gives_a_token();
    exchange first = at.message(score()), second = first;
    first.id = "first";
    second.id = "second";
    const auto go = [&](exchange& posted) {
        posted.headers.set("Authorization", "Bearer " + at.token);
        return lti_adapter().sender_of(posted, at.world.with());
    };
    const auto asks = [&](exchange& posted) {
        const launch_sender_step step = go(posted);
        REQUIRE(std::holds_alternative<ask_first>(step.what));
        return std::get<ask_first>(step.what).questions.front();
    };
    CHECK(asks(first).url == looking);
    CHECK(asks(second).kind == launch_question::what::moment);
    at.answers(looking, 200, "[]");
    CHECK(asks(first).url == items);
    CHECK(asks(second).kind == launch_question::what::moment);
    at.answers(items, 201, R"({"id":"https://lms.example/items/8"})");
    CHECK(std::holds_alternative<launch_sender>(go(first).what));
    CHECK(std::holds_alternative<launch_sender>(go(second).what));
    CHECK(at.address() == "https://lms.example/items/8");
    CHECK(at.world.ledger.claims.empty());
}

TEST_CASE("who could not make the line item lets another one try") {
    at_source at;
    at.answers("https://lms.example/token", 503, {});
    CHECK(std::get<disposition::outcome>(at.go().what) == disposition::outcome::unavailable);
    CHECK(at.world.ledger.claims.empty());
}
