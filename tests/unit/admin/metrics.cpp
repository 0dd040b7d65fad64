// /metrics is read line by line, as a scraper would.
#include "tests/support/admin_bench.hpp"

#include "gateway/admin/prometheus.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <sstream>

using namespace schakel;
using test::admin_bench;

namespace {

// Every sample by its name and labels. Checks the form of each line, that HELP and TYPE come once and before their
// samples, and that no sample comes twice.
std::map<std::string, double> samples_of(const std::string& text) {
    static const std::regex sample(R"re(^([a-z_]+)(\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)+\})? (-?[0-9.e+-]+|NaN)$)re");
    std::map<std::string, double> samples;
    std::set<std::string> helped, typed;
    std::istringstream lines(text);
    CHECK(text.back() == '\n');
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        std::istringstream words(line);
        std::string mark, what, name;
        words >> mark >> what >> name;
        if (mark == "#") {
            CHECK((what == "HELP" ? helped : typed).insert(name).second);
            continue;
        }
        std::smatch parts;
        REQUIRE(std::regex_match(line, parts, sample));
        const std::string full = parts[1];
        const std::string base = std::regex_replace(full, std::regex("_(bucket|sum|count)$"), "");
        CHECK((typed.contains(full) || typed.contains(base)));
        CHECK((helped.contains(full) || helped.contains(base)));
        const std::string key = line.substr(0, line.rfind(' '));
        CHECK(samples.emplace(key, std::stod(parts[5])).second);
    }
    CHECK(helped == typed);
    return samples;
}

} // namespace

TEST_CASE("every metric that alerts rely on is there, with what was counted") {
    admin_bench on;
    on.counts.add(disposition::outcome::accepted);
    on.counts.add(disposition::outcome::accepted);
    on.counts.add(disposition::outcome::invalid);
    on.deliveries.delivered = 3;
    on.deliveries.rejected = 1;
    on.deliveries.in_flight = 2;
    const auto answer = on.get("/metrics");
    CHECK(answer.headers.get("Content-Type").starts_with("text/plain; version=0.0.4"));
    auto all = samples_of(answer.body);
    CHECK(all.at("schakel_accepted_total") == 2);
    CHECK(all.at(R"(schakel_rejected_total{by="gateway",outcome="invalid"})") == 1);
    CHECK(all.at(R"(schakel_rejected_total{by="receiver",outcome="rejected"})") == 1);
    CHECK(all.at(R"(schakel_delivered_total{outcome="delivered"})") == 3);
    CHECK(all.at("schakel_quarantined_total") == 0);
    CHECK(all.at("schakel_in_flight") == 2);
    CHECK(all.at("schakel_oldest_undelivered_seconds") == 0);
    CHECK(all.at("schakel_dead_letters") == 0);
    CHECK(all.at("schakel_queue_bytes") > 0);
    CHECK(all.at(R"(schakel_sync_seconds_bucket{le="+Inf"})") == all.at("schakel_sync_seconds_count"));
    CHECK(all.at(R"(schakel_config_info{hash=")" + on.configuration->settings().hash + R"(",version="0.0.0"})") == 1);
    CHECK(all.at("schakel_last_reload_ok") == 1);

    CHECK(all.at(R"(schakel_party_delivered_total{party="las"})") == 0);
    CHECK(all.at(R"(schakel_party_oldest_undelivered_seconds{party="las"})") == 0);
    CHECK(all.at(R"(schakel_party_accepted_total{party="toets"})") == 0);
    CHECK(all.at("schakel_config_file_differs") == 0);

    on.last_reload = admin::last_reload{on.time.now(), false, "not valid"};
    CHECK(samples_of(on.get("/metrics").body).at("schakel_last_reload_ok") == 0);
}

TEST_CASE("label values and help texts are escaped") {
    admin::prometheus_text out;
    out.metric("m", "gauge", "a\\b\nc").sample({{"l", "q\"s\\n\n"}}, std::uint64_t{1});
    CHECK(out.finish() == "# HELP m a\\\\b\\nc\n# TYPE m gauge\nm{l=\"q\\\"s\\\\n\\n\"} 1\n");
    CHECK(admin::prometheus_text::number(0.00005) == "5e-05");
    CHECK(admin::prometheus_text::number(2.5) == "2.5");
}
