// Outcomes: scores of a publisher that belong to a launch, and scores for the LMS that the launch came from.
#include "gateway/codec/xml_document.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/launch/ledger.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "tests/adapters/lti_1_1/world.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

struct bench {
    fake_clock time;
    memory_launch_rows rows;
    launch::ledger book{rows, time, "sixteen bytes of chance"};
    launch_result place;

    explicit bench(double maximum = 1) {
        launch_class of;
        of.target = "uitgever";
        of.source = "elo";
        of.school = "school-1";
        const auto made = book.make_class(of, "klas-3b");
        line_item item;
        item.class_handle = made->handle;
        item.score_maximum = maximum;
        item.label = "Toets 3";
        item.resource_link = "les-12";
        const auto line = book.make_line_item(item);
        launch_result result;
        result.class_handle = made->handle;
        result.target = "uitgever";
        result.source = "elo";
        result.school = "school-1";
        result.person = "pseudoniem-1";
        result.own_person = "leerling-7";
        result.resource = "les-12";
        result.line_item = line->id;
        result.services.outcomes = model::outcome_service{"https://elo.example/cijfers?c=1", "a&b:\"7\"", {"text"}};
        place = *book.make_result(result, "les-12");
    }

    decode_options decoding() const {
        decode_options out;
        out.launches = &book;
        return out;
    }
    encode_options encoding() const {
        encode_options out;
        out.launches = &book;
        out.now = noon;
        return out;
    }
};

exchange outcome_message(std::string_view operation, std::string_view handle, std::string_view result = {}) {
    exchange out;
    out.method = "POST";
    out.path = "/outcomes";
    out.sender = "uitgever";
    out.headers = {{"Content-Type", "application/xml"}};
    out.received_at = noon;
    const std::string name(operation);
    out.body = "<imsx_POXEnvelopeRequest xmlns=\"http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0\">"
               "<imsx_POXHeader><imsx_POXRequestHeaderInfo><imsx_version>V1.0</imsx_version>"
               "<imsx_messageIdentifier>m-1</imsx_messageIdentifier></imsx_POXRequestHeaderInfo></imsx_POXHeader>"
               "<imsx_POXBody><" +
               name + "Request><resultRecord><sourcedGUID><sourcedId>" + std::string(handle) +
               "</sourcedId></sourcedGUID>" + std::string(result) + "</resultRecord></" + name +
               "Request></imsx_POXBody></imsx_POXEnvelopeRequest>";
    return out;
}

std::string score(std::string_view value) {
    return "<result><resultScore><language>en</language><textString>" + std::string(value) +
           "</textString></resultScore></result>";
}

// A final grade of somebody who came through this launch.
model::progress_report graded(const bench& on, model::score with) {
    model::progress_report out;
    out.assessments.emplace_back().id = "les-12";
    model::sitting& one = out.sittings.emplace_back();
    one.id = "afname-1";
    one.pupil.ids = {{"las.key", "leerling-7", {}}};
    one.remark = "Goed zo";
    one.review_url = "https://uitgever.example/werk";
    one.extra = {{"lti", "result", on.place.handle}};
    one.results.emplace_back().scores = {std::move(with)};
    return out;
}

model::score points(std::string_view value, std::string_view maximum) {
    model::score out;
    out.value = *decimal::parse(value);
    out.maximum = decimal::parse(maximum);
    return out;
}

std::string text_string(const outgoing& message) {
    const std::size_t begin = message.body.find("<textString>");
    if (begin == std::string::npos) return {};
    return message.body.substr(begin + 12, message.body.find("</", begin) - begin - 12);
}

bool accepted_by_our_schema(const std::string& body) {
    static const auto schema =
        validation::xsd_schema::compile(std::vector{std::string("lti/1.1/outcomes.xsd")}, schemas::bundled);
    const auto checked = schema->validate(body, {});
    return checked.well_formed && checked.schema_findings.empty();
}

receipt::outcome outcome_of(int status, std::string_view body) {
    received_answer answer;
    answer.status = status;
    answer.body = body;
    return lti().interpret({}, answer).what;
}

std::string answered(std::string_view major, std::string_view minor) {
    return "<imsx_POXEnvelopeResponse><imsx_POXHeader><imsx_POXResponseHeaderInfo><imsx_statusInfo><imsx_codeMajor>" +
           std::string(major) + "</imsx_codeMajor><imsx_codeMinor><imsx_codeMinorField><imsx_codeMinorFieldValue>" +
           std::string(minor) +
           "</imsx_codeMinorFieldValue></imsx_codeMinorField></imsx_codeMinor></imsx_statusInfo>"
           "</imsx_POXResponseHeaderInfo></imsx_POXHeader></imsx_POXEnvelopeResponse>";
}

} // namespace

TEST_CASE("a score belongs to the pupil and the material of its launch") {
    const bench on;
    const decoded read = lti().decode(outcome_message("replaceResult", on.place.handle, score("0.85")), on.decoding());
    REQUIRE(!read.report.rejects());
    const auto& report = std::get<model::progress_report>(read.records.at(0));
    const model::sitting& one = report.sittings.at(0);
    CHECK(one.pupil.ids == model::identifiers{{"lti.user", "pseudoniem-1", "uitgever"}});
    CHECK(report.assessments.at(0).id == "les-12");
    CHECK(report.assessments.at(0).name == "Toets 3");
    CHECK(one.results.at(0).scores.at(0).value.text() == "0.85");
    CHECK(one.results.at(0).scores.at(0).maximum->text() == "1");
    CHECK(value_of(one.extra, "lti", "result") == on.place.handle);
    REQUIRE(read.scores.size() == 1);
    CHECK(read.scores[0].line_item == on.place.line_item);
    const decoded later = lti().decode(outcome_message("replaceResult", on.place.handle, score("0.9")), on.decoding());
    CHECK(std::get<model::progress_report>(later.records.at(0)).sittings.at(0).id == one.id);
    CHECK(later.keys.at(0).key == read.keys.at(0).key);
    CHECK(later.keys.at(0).digest != read.keys.at(0).digest);
}

TEST_CASE("a score is told as points of the maximum of its line item, for who knows no parts of one") {
    const auto points_of = [](double maximum) {
        const bench on(maximum);
        const decoded read =
            lti().decode(outcome_message("replaceResult", on.place.handle, score("0.85")), on.decoding());
        const auto& report = std::get<model::progress_report>(read.records.at(0));
        const model::score& told = report.sittings.at(0).results.at(0).scores.at(0);
        return told.value.text() + " of " + told.maximum->text();
    };
    CHECK(points_of(100) == "85 of 100");
    CHECK(points_of(10) == "8.5 of 10");
    CHECK(points_of(0.5) == "0.85 of 1"); // no scale of whole points
    CHECK(points_of(0) == "0.85 of 1");
}

TEST_CASE("a result of another publisher is as unknown as one that never was") {
    const bench on;
    exchange message = outcome_message("replaceResult", on.place.handle, score("0.85"));
    message.sender = "andere-uitgever";
    for (const exchange& one : {message, outcome_message("replaceResult", "verzonnen", score("1"))}) {
        const decoded read = lti().decode(one, on.decoding());
        REQUIRE(read.report.rejects());
        CHECK(read.report.first_error()->broken->id == "lti11.sourcedid");
        disposition told;
        told.what = disposition::outcome::invalid;
        told.report = &read.report;
        const reply answer = lti().acknowledge(one, told);
        CHECK(answer.status == 200);
        CHECK(answer.body.find("unknownobject") != std::string::npos);
        CHECK(accepted_by_our_schema(answer.body));
    }
}

TEST_CASE("who asks for a score gets the last one, and an empty one before there is any") {
    bench on;
    const exchange question = outcome_message("readResult", on.place.handle);
    const decoded before = lti().decode(question, on.decoding());
    REQUIRE(before.answer);
    CHECK(before.records.empty());
    CHECK(accepted_by_our_schema(before.answer->body));
    CHECK(before.answer->body.find("<textString/>") != std::string::npos);

    const decoded read = lti().decode(outcome_message("replaceResult", on.place.handle, score("0.85")), on.decoding());
    REQUIRE(on.book.put_score(read.scores.at(0).line_item, read.scores.at(0).what));
    const decoded after = lti().decode(question, on.decoding());
    REQUIRE(after.answer);
    CHECK(after.answer->body.find("<textString>0.85</textString>") != std::string::npos);
    CHECK(after.answer->body.find("<imsx_messageRefIdentifier>m-1<") != std::string::npos);
}

TEST_CASE("every answer is one of the standard") {
    const exchange message = outcome_message("replaceResult", "r", score("1"));
    using enum disposition::outcome;
    for (const auto what :
         {accepted, repeated, invalid, conflict, unauthenticated, unknown_client, forbidden, insufficient_scope,
          unknown_school, unroutable, unsupported_media, too_large, not_found, method_not_allowed, overloaded,
          unavailable, internal}) {
        disposition told;
        told.what = what;
        const reply answer = lti().acknowledge(message, told);
        CHECK_MESSAGE(accepted_by_our_schema(answer.body), answer.body);
        CHECK(
            (answer.body.find("<imsx_codeMajor>success<") != std::string::npos) ==
            (what == accepted || what == repeated)
        );
        CHECK(answer.body.find(">replaceResult</imsx_operationRefIdentifier>") != std::string::npos);
    }
}

TEST_CASE("a grade goes to the LMS that the pupil came from, as a part of one") {
    const bench on;
    const auto sent = [&](model::score one) {
        const model::record record = graded(on, std::move(one));
        const encoded out = lti().encode({&record, 1}, on.encoding());
        return out.messages.size() == 1 ? text_string(out.messages[0]) : std::string("nothing");
    };
    CHECK(sent(points("17", "20")) == "0.85");
    CHECK(sent(points("1", "3")) == "0.333333");
    CHECK(sent(points("25", "20")) == "1.0"); // extra credit has no place
    CHECK(sent(points("-2", "20")) == "0.0");
    CHECK(sent(points("5", "0")) == "nothing");
    model::score scaled;
    scaled.kind = model::score_kind::scaled;
    scaled.value = *decimal::parse("-0.4");
    CHECK(sent(scaled) == "0.0");
    model::score percentage;
    percentage.kind = model::score_kind::percentage_correct;
    percentage.value = decimal(85);
    CHECK(sent(percentage) == "0.85");
    model::score no_maximum;
    no_maximum.value = decimal(7);
    CHECK(sent(no_maximum) == "nothing");
}

TEST_CASE("the message names the place with the LMS's own words, and texts only where it takes them") {
    const bench on;
    const model::record record = graded(on, points("17", "20"));
    const encoded out = lti().encode({&record, 1}, on.encoding());
    REQUIRE(out.messages.size() == 1);
    const outgoing& message = out.messages[0];
    CHECK(message.path == "https://elo.example/cijfers?c=1");
    CHECK(message.headers.find("content-type") == "application/xml");
    CHECK(accepted_by_our_schema(message.body));
    CHECK(message.body.find("<sourcedId>a&amp;b:\"7\"</sourcedId>") != std::string::npos);
    CHECK(message.body.find("<text>Goed zo</text>") != std::string::npos);
    CHECK(message.body.find("<url>") == std::string::npos);
    CHECK(lti().encode({&record, 1}, on.encoding()).messages[0].body == message.body);
}

TEST_CASE("a withdrawn grade is removed, one that is not final is not sent") {
    const bench on;
    model::progress_report report = graded(on, points("17", "20"));
    report.sittings[0].status = model::sitting_status::cancelled;
    const model::record removed = report;
    const encoded out = lti().encode({&removed, 1}, on.encoding());
    REQUIRE(out.messages.size() == 1);
    CHECK(out.messages[0].body.find("<deleteResultRequest>") != std::string::npos);
    CHECK(accepted_by_our_schema(out.messages[0].body));
    report.sittings[0].status = model::sitting_status::in_progress;
    const model::record running = report;
    const encoded none = lti().encode({&running, 1}, on.encoding());
    CHECK(none.messages.empty());
    CHECK(none.refused.empty());
}

TEST_CASE("a result without a launch behind it has no place at an LMS; an activity has no score") {
    const bench on;
    model::progress_report report = graded(on, points("17", "20"));
    report.sittings[0].extra.clear();
    const model::record record = report;
    const encoded out = lti().encode({&record, 1}, on.encoding());
    REQUIRE(out.refused.size() == 1);
    CHECK(out.refused[0].broken->id == "lti11.no-place");
    const model::record activity = model::activity{};
    CHECK(lti().encode({&activity, 1}, on.encoding()).refused.at(0).broken->id == "lti11.no-score");
}

TEST_CASE("what an LMS answers is judged by its codes, whatever the status") {
    using enum receipt::outcome;
    CHECK(outcome_of(200, answered("success", "fullsuccess")) == delivered);
    CHECK(outcome_of(200, answered("processing", "")) == delivered);
    CHECK(outcome_of(200, answered("failure", "targetisbusy")) == retry);
    CHECK(outcome_of(200, answered("failure", "unauthorizedrequest")) == hold);
    CHECK(outcome_of(200, answered("failure", "unknownobject")) == rejected);
    CHECK(outcome_of(200, answered("failure", "Jan Jansen")) == rejected);
    CHECK(outcome_of(200, answered("unsupported", "")) == rejected);
    CHECK(outcome_of(200, "<html>Inloggen</html>") == hold);
    CHECK(outcome_of(200, "") == hold);
    CHECK(outcome_of(401, "") == hold);
    CHECK(outcome_of(422, "") == rejected);
    CHECK(outcome_of(503, answered("failure", "")) == retry);
    received_answer answer;
    answer.status = 200;
    answer.body = answered("failure", "Jan Jansen");
    CHECK(lti().interpret({}, answer).reason == "failure");
}

TEST_CASE("a message of a server is its publisher's only with a signature over its bytes") {
    launch_world world;
    exchange message = outcome_message("replaceResult", "r", score("1"));
    message.sender.clear();
    const auto signed_with = [&](std::string_view secret, const std::string& body) {
        forms::field_list fields{
            {"oauth_consumer_key", "schakel"},
            {"oauth_signature_method", "HMAC-SHA1"},
            {"oauth_timestamp",
             std::to_string(std::chrono::floor<std::chrono::seconds>(noon).time_since_epoch().count())},
            {"oauth_nonce", "n1"},
            {"oauth_version", "1.0"},
            {"oauth_body_hash", crypto::to_base64(crypto::sha1(body))}};
        const std::string base = crypto::oauth1::signature_base("POST", "https://gw.example/lti/1.1/outcomes", fields);
        fields.emplace_back("oauth_signature", crypto::oauth1::sign("HMAC-SHA1", secret, base));
        exchange out = message;
        out.headers.set("Authorization", crypto::oauth1::authorization_header(fields));
        return lti().launch()->sender_of(out, world.with);
    };
    const launch_sender_step good = signed_with(publisher_secret, message.body);
    REQUIRE(std::get_if<launch_sender>(&good.what));
    CHECK(std::get<launch_sender>(good.what).system == "uitgever");
    CHECK(std::get<launch_sender>(good.what).school.empty()); // of no launch that is known
    CHECK(good.once.size() == 1);
    for (const launch_sender_step& bad :
         {signed_with("geraden", message.body), signed_with(publisher_secret, message.body + " "),
          lti().launch()->sender_of(message, world.with)}) {
        REQUIRE(std::get_if<disposition::outcome>(&bad.what));
        CHECK(std::get<disposition::outcome>(bad.what) == disposition::outcome::unauthenticated);
        CHECK(bad.once.empty());
    }
}
