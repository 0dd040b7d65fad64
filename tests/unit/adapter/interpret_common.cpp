#include "gateway/adapter/adapter.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

std::optional<receipt> judged(int status, header_fields headers = {}) {
    return interpret_common({received_answer::transport::answered, {}, status, std::move(headers), "text of the peer"});
}

} // namespace

TEST_CASE("What is the same for every receiver") {
    struct row {
        int status;
        receipt::outcome becomes;
    };
    for (const row& one :
         {row{301, receipt::outcome::hold}, row{308, receipt::outcome::hold}, row{401, receipt::outcome::hold},
          row{403, receipt::outcome::hold}, row{407, receipt::outcome::hold}, row{408, receipt::outcome::retry},
          row{425, receipt::outcome::retry}, row{429, receipt::outcome::retry}, row{500, receipt::outcome::retry},
          row{503, receipt::outcome::retry}, row{599, receipt::outcome::retry}}) {
        CAPTURE(one.status);
        const auto told = judged(one.status);
        REQUIRE(told.has_value());
        CHECK(told->what == one.becomes);
        CHECK(told->reason.find(std::to_string(one.status)) != std::string::npos);
        CHECK(told->reason.find("peer") == std::string::npos);
    }
}

TEST_CASE("Everything else needs the adapter's own eyes") {
    for (const int status : {200, 204, 299, 400, 404, 409, 413, 415, 422}) {
        CAPTURE(status);
        CHECK_FALSE(judged(status).has_value());
    }
}

TEST_CASE("No answer is tried again") {
    for (const auto how : {received_answer::transport::not_sent, received_answer::transport::unknown}) {
        const auto told = interpret_common({how, "time-out", 0, {}, {}});
        REQUIRE(told.has_value());
        CHECK(told->what == receipt::outcome::retry);
        CHECK(told->reason == "time-out");
    }
}

TEST_CASE("Retry-After is read as whole seconds; a date or nonsense is left to the schedule") {
    CHECK(judged(503, {{"Retry-After", "120"}})->retry_after == std::chrono::seconds(120));
    CHECK(judged(429, {{"retry-after", "0"}})->retry_after == std::chrono::seconds(0));
    for (const char* text : {"", "soon", "-5", "1.5", "12 ", "99999999999", "Wed, 21 Oct 2026 07:28:00 GMT"}) {
        CAPTURE(text);
        CHECK_FALSE(judged(503, {{"Retry-After", text}})->retry_after.has_value());
    }
    CHECK_FALSE(judged(503)->retry_after.has_value());
}
