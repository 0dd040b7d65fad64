// The list of messages, one message, and replay.
#include "tests/support/admin_bench.hpp"
#include "tests/unit/admin/json_body.hpp"

#include "gateway/core/id.hpp"
#include "gateway/crypto/base64.hpp"

using namespace schakel;
using test::admin_bench;
using test::json_body;

namespace {

constexpr std::string_view toy_body =
    "school brin=99XX\nsitting key=r1 test=taal day=2026-11-20 points=17 las.key=1001\n";

outbox::acceptance toy_message(admin_bench& on, std::string body = std::string(toy_body)) {
    outbox::acceptance out;
    out.message.id = new_id(on.time);
    out.message.standard = "toy-1.0";
    out.message.kind = "results";
    out.message.sender = "toets";
    out.message.school = "de-akker";
    out.message.listener = "in";
    out.message.method = "POST";
    out.message.body = std::move(body);
    out.message.received_at = on.time.now();
    out.message.report = R"([{"layer":"rules","verdict":"valid","findings":[]}])";
    out.audit = {on.time.now(), "system:toets", "message.accepted", out.message.id, {}};
    outbox::delivery& to = out.deliveries.emplace_back();
    to.id = new_id(on.time);
    to.message_id = out.message.id;
    to.route = "scores";
    to.destination = "las";
    to.school = "de-akker";
    to.standard = "toy-1.0";
    to.order_key = "1001";
    to.body = "x";
    to.records = 1;
    to.loss = R"({"from":"toy-1.0","to":"toy-1.0","fields":[]})";
    to.created_at = to.next_attempt = on.time.now();
    return out;
}

std::string stored(admin_bench& on, outbox::acceptance what) {
    const std::string id = what.message.id;
    std::promise<outbox::commit_outcome> done;
    on.store->commit(std::move(what), [&](outbox::commit_outcome told) { done.set_value(std::move(told)); });
    REQUIRE(done.get_future().get().what == outbox::commit_outcome::kind::stored);
    on.time.advance(1s);
    return id;
}

std::size_t listed(admin_bench& on, const std::string& query) {
    const auto answer = on.get("/admin/v1/messages" + query);
    CAPTURE(query);
    REQUIRE(answer.status == 200);
    return json_body(answer).root().member("messages").size();
}

} // namespace

TEST_CASE("messages are listed newest first, in pages, with filters") {
    admin_bench on;
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) ids.push_back(stored(on, toy_message(on)));
    const auto first = json_body(on.get("/admin/v1/messages?limit=3"));
    CHECK(first.root().member("messages").at(0).member("id").text() == ids[4]);
    CHECK(first.root().member("messages").size() == 3);
    CHECK(first.root().member("messages").at(0).member("status").text() == "waiting");
    const auto next = std::string(first.root().member("next").text());
    const auto second = json_body(on.get("/admin/v1/messages?limit=3&after=" + next));
    CHECK(second.root().member("messages").size() == 2);
    CHECK(second.root().member("messages").at(1).member("id").text() == ids[0]);
    CHECK_FALSE(second.root().member("next"));

    CHECK(
        listed(on, "?sender=toets&school=de-akker&standard=toy-1.0&status=waiting&destination=las&route=scores") == 5
    );
    CHECK(listed(on, "?sender=other") == 0);
    CHECK(listed(on, "?status=already+there") == 0);
    CHECK(listed(on, "?since=2s") == 2);
    CHECK(listed(on, "?since=2026-11-21&until=2026-11-21T09:30:01Z") == 1);
}

TEST_CASE("a filter that is not understood names the parameter and what was expected") {
    admin_bench on;
    const auto fault = [&](const std::string& query) {
        const auto answer = on.get("/admin/v1/messages?" + query);
        test::is_problem(answer, 400, "bad-value");
        const auto body = json_body(answer);
        return std::string(body.root().member("parameter").text()) + "|" +
               std::string(body.root().member("nearest").text());
    };
    CHECK(fault("stauts=waiting") == "stauts|status");
    CHECK(fault("status=deliverd") == "status|delivered");
    CHECK(fault("limit=0") == "limit|");
    CHECK(fault("limit=1001") == "limit|");
    CHECK(fault("limit=many") == "limit|");
    CHECK(fault("since=yesterday") == "since|");
    CHECK(fault("until=2026-02-30") == "until|");
    CHECK(fault("after=1") == "after|");
    CHECK(fault("sender=a&sender=b") == "sender|");
    test::is_problem(on.get("/admin/v1/status?x=1"), 400, "bad-value");
}

TEST_CASE("a message is shown with what happened to it, its body only on request and never unnoticed") {
    admin_bench on;
    const std::string id = stored(on, toy_message(on));
    const auto plain = on.get("/admin/v1/messages/" + id);
    REQUIRE(plain.status == 200);
    const auto body = json_body(plain);
    CHECK(body.root().find("/message/id").text() == id);
    CHECK(body.root().find("/message/report/0/verdict").text() == "valid");
    CHECK(body.root().find("/message/sha256").text().size() == 64);
    CHECK_FALSE(body.root().find("/message/body"));
    CHECK(body.root().find("/deliveries/0/destination").text() == "las");
    CHECK(body.root().find("/deliveries/0/loss/from").text() == "toy-1.0");
    CHECK(body.root().find("/deliveries/0/next_attempt").text() == "2026-11-21T09:30:00.000Z");
    CHECK(plain.body.find("1001") == std::string::npos); // the key of a pupil
    CHECK(body.root().member("audit").size() == 1);

    const auto with_body = json_body(on.get("/admin/v1/messages/" + id + "?body=true"));
    CHECK(with_body.root().find("/message/body").text() == toy_body);
    CHECK(with_body.root().find("/message/body_encoding").text() == "text");
    const auto again = json_body(on.get("/admin/v1/messages/" + id));
    CHECK(again.root().find("/audit/1/action").text() == "message.body-shown");

    const std::string bytes = stored(on, toy_message(on, "\xff\xfe"));
    const auto binary = json_body(on.get("/admin/v1/messages/" + bytes + "?body=true"));
    CHECK(binary.root().find("/message/body_encoding").text() == "base64");
    CHECK(crypto::from_base64(binary.root().find("/message/body").text()) == "\xff\xfe");
    test::is_problem(on.get("/admin/v1/messages/" + id + "?body=yes"), 400, "bad-value");
    test::is_problem(on.get("/admin/v1/messages/" + new_id(on.time)), 404, "no-such-message");
}

TEST_CASE("a body is not shown when the audit entry cannot be stored") {
    admin_bench on;
    const std::string id = stored(on, toy_message(on));
    on.store->close();
    test::is_problem(on.get("/admin/v1/messages/" + id + "?body=true"), 503, "unavailable");
}

TEST_CASE("a replay is a linked copy, and a second one warns") {
    admin_bench on;
    const std::string id = stored(on, toy_message(on));
    const auto first = on.post("/admin/v1/messages/" + id + "/replay", "{}");
    REQUIRE(first.status == 201);
    const auto told = json_body(first);
    const std::string copy(told.root().member("id").text());
    CHECK(first.headers.get("Location") == "/admin/v1/messages/" + copy);
    CHECK(told.root().member("deliveries").integer() == 1);
    CHECK_FALSE(told.root().member("warning"));
    CHECK(json_body(on.get("/admin/v1/messages/" + copy)).root().find("/message/replay_of").text() == id);

    const auto second = json_body(on.post("/admin/v1/messages/" + id + "/replay"));
    CHECK(second.root().member("warning").text().find(copy) != std::string_view::npos);

    const std::string broken = stored(on, toy_message(on, "nonsense\n"));
    test::is_problem(on.post("/admin/v1/messages/" + broken + "/replay"), 409, "not-replayed");
    test::is_problem(on.post("/admin/v1/messages/" + new_id(on.time) + "/replay"), 404, "no-such-message");
}
