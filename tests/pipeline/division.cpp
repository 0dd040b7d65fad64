// A message is divided over routes by subject and level, and each loss report says what went elsewhere.
#include "tests/pipeline/world.hpp"

using namespace schakel;
using namespace schakel::test;

namespace {

const std::string two_subjects = "assessment id=t1 subject=rekenen level=5\n"
                                 "assessment id=t2 subject=taal level=5\n"
                                 "assessment id=t3 subject=rekenen level=6\n"
                                 "sitting key=r1 test=t1 day=2026-11-20 points=1 las.key=1001\n"
                                 "sitting key=r2 test=t2 day=2026-11-20 points=2 las.key=1001\n"
                                 "sitting key=r3 test=t3 day=2026-11-20 points=3 las.key=1002\n";

std::vector<std::string> points_to(const world& of, std::string_view destination) {
    std::vector<std::string> points;
    for (const auto& one : of.sender.to(destination)) {
        const std::size_t at = one.message.body.find("points=") + 7;
        points.push_back(one.message.body.substr(at, one.message.body.find(' ', at) - at));
    }
    std::ranges::sort(points);
    return points;
}

using list = std::vector<std::string>;

} // namespace

TEST_CASE("Two routes share a message by subject; what goes elsewhere is told as such") {
    settings::settings all = usual_settings();
    add_route(all, "arithmetic", {"las"}, 20).subjects = {"rekenen"};
    add_route(all, "rest", {"dashboard"}, 10);
    world of(all);
    CHECK(of.word_for(two_subjects) == "accepted r1 r2 r3");
    of.run();
    CHECK(points_to(of, "las") == list{"1", "3"});
    CHECK(points_to(of, "dashboard") == list{"2"});

    const std::string loss = of.delivery_to("las").loss;
    CHECK(loss.find(R"({"path":"sitting/points","outcome":"carried","count":2,"reason":""})") != std::string::npos);
    CHECK(
        loss.find(
            R"({"path":"sitting/points","outcome":"dropped","count":1,"reason":"no place in the receiver's standard,)"
        ) != std::string::npos
    );
}

TEST_CASE("Levels divide too, and a test without subject goes by the route that does not look") {
    settings::settings all = usual_settings();
    add_route(all, "level six", {"las"}, 20).levels = {"6"};
    add_route(all, "rest", {"dashboard"}, 10);
    world of(all);
    of.receive_lines(two_subjects + "sitting key=r4 test=t4 day=2026-11-20 points=4 las.key=1003\n");
    of.run();
    CHECK(points_to(of, "las") == list{"3"});
    CHECK(points_to(of, "dashboard") == list{"1", "2", "4"});
}

TEST_CASE("The part that no route wants is a warning on the message, never silence") {
    settings::settings all = usual_settings();
    add_route(all, "arithmetic", {"las"}).subjects = {"rekenen"};
    world of(all);
    CHECK(of.word_for(two_subjects) == "accepted r1 r2 r3");
    of.run();
    CHECK(points_to(of, "las") == list{"1", "3"});
    CHECK(of.store.messages().at(0).report.find("routing.unrouted-part") != std::string::npos);
    CHECK(
        of.word_for("assessment id=t2 subject=taal level=5\n"
                    "sitting key=r9 test=t2 day=2026-11-20 points=2 las.key=1001\n") == "unroutable"
    );
}

TEST_CASE("Without a route that looks at assessments a message goes as a whole, and nothing is lost") {
    settings::settings all = usual_settings();
    add_route(all, "all", {"las"});
    world of(all);
    of.receive_lines(two_subjects);
    of.run();
    CHECK(points_to(of, "las") == list{"1", "2", "3"});
    CHECK(of.delivery_to("las").loss.find("dropped") == std::string::npos);
}
