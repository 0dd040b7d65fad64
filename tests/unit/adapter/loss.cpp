// The loss report joins what a decoder read with what mapper and encoder did; these tables say how.
#include "gateway/adapter/loss.hpp"

#include "gateway/model/field.hpp"

#include <doctest/doctest.h>

using namespace schakel;
namespace field = schakel::model::field;

namespace {

using rows = std::vector<field_loss>;

rows joined(const field_trace& trace, const field_fate& fate, std::string_view untold = {}) {
    return join("here-1", "there-1", trace, fate, untold).fields;
}

field_trace read(std::string_view path, std::string_view name, std::size_t count) {
    field_trace trace;
    trace.saw(path, name, count);
    return trace;
}

} // namespace

TEST_CASE("What was read and written is carried, without a reason") {
    field_fate fate;
    fate.carried(field::score_points, 3);
    CHECK(joined(read("a/score", field::score_points, 3), fate) == rows{{"a/score", field_outcome::carried, 3, ""}});
}

TEST_CASE("What nobody wrote has no place in the target: a forgotten field is never silent") {
    CHECK(
        joined(read("a/score", field::score_points, 3), {}) ==
        rows{{"a/score", field_outcome::dropped, 3, "no place in there-1"}}
    );
    CHECK(
        joined(read("a/score", field::score_points, 3), {}, "went elsewhere") ==
        rows{{"a/score", field_outcome::dropped, 3, "went elsewhere"}}
    );
}

TEST_CASE("Part of the values may have another fate than the rest") {
    field_fate fate;
    fate.carried(field::score_points, 2);
    fate.mapped(field::score_points, "rounded", 3);
    fate.dropped(field::score_points, "negative", 1);
    CHECK(
        joined(read("a/score", field::score_points, 7), fate) ==
        rows{
            {"a/score", field_outcome::carried, 2, ""},
            {"a/score", field_outcome::mapped, 3, "rounded"},
            {"a/score", field_outcome::dropped, 1, "negative"},
            {"a/score", field_outcome::dropped, 1, "no place in there-1"}}
    );
}

TEST_CASE("A target that writes a value in each of its messages does not carry it more often than it was read") {
    field_fate fate;
    fate.carried(field::school, 5);
    CHECK(joined(read("school", field::school, 1), fate) == rows{{"school", field_outcome::carried, 1, ""}});
    fate.dropped(field::school, "not in the last message");
    CHECK(
        joined(read("school", field::school, 1), fate) ==
        rows{{"school", field_outcome::dropped, 1, "not in the last message"}}
    );
}

TEST_CASE("Two paths of one field share what became of it, in order of the paths") {
    field_trace trace = read("a", field::comment, 2);
    trace.saw("b", field::comment, 2);
    field_fate fate;
    fate.carried(field::comment, 3);
    CHECK(
        joined(trace, fate) ==
        rows{
            {"a", field_outcome::carried, 2, ""},
            {"b", field_outcome::carried, 1, ""},
            {"b", field_outcome::dropped, 1, "no place in there-1"}}
    );
}

TEST_CASE("What the target adds is told under its own path, whatever was read") {
    field_fate fate;
    fate.defaulted("group", "the standard demands one", 4);
    CHECK(joined({}, fate) == rows{{"group", field_outcome::defaulted, 4, "the standard demands one"}});
}

TEST_CASE("What a decoder leaves behind keeps its own reason") {
    field_trace trace;
    trace.left("x", "not known to the standard", 2);
    CHECK(joined(trace, {}) == rows{{"x", field_outcome::dropped, 2, "not known to the standard"}});
}

TEST_CASE("Fields that steer the exchange count as mapped: every standard has its own") {
    for (const field::name name : field::of_the_exchange) {
        const rows told = joined(read("head", name, 1), {});
        REQUIRE(told.size() == 1);
        CHECK(told[0].outcome == field_outcome::mapped);
        CHECK_FALSE(told[0].reason.empty());
    }
}

TEST_CASE("A renamed field is accounted for under its new name") {
    field_trace trace = read("actor", field::pupil_account, 2);
    trace.saw("other", field::pupil_las_key, 1);
    trace.rename(field::pupil_account, field::pupil_las_key);
    field_fate fate;
    fate.carried(field::pupil_las_key, 3);
    CHECK(
        joined(trace, fate) == rows{{"actor", field_outcome::carried, 2, ""}, {"other", field_outcome::carried, 1, ""}}
    );
    CHECK(trace.total() == 3);
}

TEST_CASE("Counts add up, and nothing counts for nothing") {
    field_trace trace = read("a", field::comment, 2), more = read("a", field::comment, 3);
    trace.add(more);
    trace.saw("b", field::comment, 0);
    CHECK(trace.total() == 5);
    field_fate fate, other;
    fate.carried(field::comment, 1);
    other.carried(field::comment, 4);
    fate.add(other);
    fate.carried(field::comment, 0);
    const loss_report report = join("here-1", "there-1", trace, fate);
    CHECK(report.totals().carried == 5);
    CHECK(report.totals().dropped == 0);
    CHECK(report.fields.size() == 1);
}

TEST_CASE("As JSON it has the form that the command line and the store keep") {
    field_fate fate;
    fate.mapped(field::comment, "cut to 10 \"characters\"");
    CHECK(
        join("here-1", "there-1", read("a", field::comment, 1), fate).to_json() ==
        R"({"from":"here-1","to":"there-1","fields":[{"path":"a","outcome":"mapped","count":1,"reason":"cut to 10 \"characters\""}]})"
    );
}

TEST_CASE("A second meaning has a row of its own and counts in no total") {
    field_trace trace = read("vakgebied", field::assessment_subject, 2);
    trace.also_saw("vakgebied", field::assessment_goal);
    field_fate fate;
    fate.carried(field::assessment_subject, 2);
    fate.mapped(field::assessment_goal, "exact");
    CHECK(trace.total() == 2);
    CHECK(
        joined(trace, fate) ==
        rows{{"vakgebied", field_outcome::carried, 2, ""}, {"vakgebied", field_outcome::mapped, 1, "exact"}}
    );
}

TEST_CASE("What goals were translated to stands in the report as it was written, and nowhere else") {
    loss_report report{"here-1", "there-1", {}, {}};
    CHECK(report.to_json() == "{\"from\":\"here-1\",\"to\":\"there-1\",\"fields\":[]}");
    report.goals = "[{\"reference\":\"A1\"}]";
    CHECK(report.to_json().ends_with(",\"goals\":[{\"reference\":\"A1\"}]}"));
}
