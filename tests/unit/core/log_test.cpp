#include "gateway/core/log.hpp"

#include "tests/support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>
#include <thread>
#include <vector>

using namespace schakel;

namespace {

// A FILE in memory.
class captured {
public:
    captured() : file_(open_memstream(&text_, &size_)) {}
    captured(const captured&) = delete;
    captured& operator=(const captured&) = delete;
    ~captured() {
        std::fclose(file_);
        std::free(text_);
    }
    std::FILE* file() { return file_; }
    std::string text() const { return {text_, size_}; }

private:
    char* text_ = nullptr;
    std::size_t size_ = 0;
    std::FILE* file_;
};

std::string after_event(const std::string& line) {
    return line.substr(line.find("\"event\""));
}

} // namespace

TEST_CASE("one event is one line with its time, level, id, name and fields") {
    captured out;
    const test::fake_clock time;
    logger log(out.file(), time);
    log.log_event(log_level::warning, "delivery.retry", {{"route", "scores-to-lms"}, {"attempt", 4}, {"seconds", 0.5}});
    const std::string line = out.text();
    CHECK(line.starts_with(R"({"time":"2026-11-21T09:30:00.000Z","level":"warning","id":")"));
    CHECK(
        after_event(line) == R"("event":"delivery.retry","route":"scores-to-lms","attempt":4,"seconds":0.5})"
                             "\n"
    );
}

TEST_CASE("field names come from the allow-list") {
    CHECK(is_allowed_log_field("route"));
    CHECK_FALSE(is_allowed_log_field("body"));
    CHECK_FALSE(is_allowed_log_field("name"));
    CHECK(std::ranges::is_sorted(allowed_log_fields));
}

TEST_CASE("a text cannot break out of its line or its quotes") {
    captured out;
    const test::fake_clock time;
    logger log(out.file(), time);
    log.log_event(
        log_level::error, "test.text", {{"reason", "a\"b\\c\nd\x1b\x7f"}, {"cause", "\xC0\xAFé\xED\xA0\x80"}}
    );
    const std::string line = out.text();
    CHECK(std::ranges::count(line, '\n') == 1);
    CHECK(
        after_event(line) == "\"event\":\"test.text\",\"reason\":\"a\\\"b\\\\c\\u000ad\\u001b\\u007f\","
                             "\"cause\":\"\uFFFD\uFFFDé\uFFFD\uFFFD\uFFFD\"}\n"
    );
}

TEST_CASE("a long text is cut, and between code points") {
    captured out;
    const test::fake_clock time;
    logger log(out.file(), time);
    std::string reason = "a";
    for (int i = 0; i < 300; ++i) reason += "é";
    log.log_event(log_level::error, "test.text", {{"reason", reason}});
    CHECK(out.text().size() < 400);
    CHECK(out.text().find("é…\"}") != std::string::npos);
}

TEST_CASE("a number that JSON cannot say becomes null") {
    captured out;
    const test::fake_clock time;
    logger log(out.file(), time);
    log.log_event(log_level::error, "test.number", {{"seconds", std::numeric_limits<double>::infinity()}});
    CHECK(after_event(out.text()) == "\"event\":\"test.number\",\"seconds\":null}\n");
}

TEST_CASE("the level can be turned while running") {
    captured out;
    const test::fake_clock time;
    logger log(out.file(), time);
    log.log_event(log_level::debug, "test.quiet");
    CHECK(out.text().empty());
    log.set_level(log_level::debug);
    log.log_event(log_level::debug, "test.heard");
    CHECK(out.text().find("test.heard") != std::string::npos);
    CHECK(parse_log_level("warning") == log_level::warning);
    CHECK_FALSE(parse_log_level("loud"));
}

TEST_CASE("lines of many threads stay whole") {
    captured out;
    const test::fake_clock time;
    logger log(out.file(), time);
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i) log.log_event(log_level::info, "test.many", {{"count", i}});
            });
        }
    }
    const std::string text = out.text();
    CHECK(std::ranges::count(text, '\n') == 2000);
    CHECK(std::ranges::count(text, '{') == 2000);
    CHECK(text.find("}{") == std::string::npos);
}
