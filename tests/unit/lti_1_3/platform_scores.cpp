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
