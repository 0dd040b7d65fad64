// What each standard calls the same again: its own ids name the records, and the content tells a repeat from a change.
#include "tests/contract/adapters/subjects.hpp"

#include <algorithm>
#include <set>

using namespace schakel;
using namespace schakel::test;

namespace {

enum class change { update, conflict };

// One message of each standard, and the same with another content under the same ids.
struct changed_case {
    std::string_view standard, name;
    std::string_view was, becomes;
    change means;
};
constexpr std::array changed_cases{
    changed_case{"uwlr-2.2", "good-score", "<score>17</score>", "<score>16</score>", change::update},
    changed_case{"uwlr-2.3", "good-score", "<score>17</score>", "<score>16</score>", change::update},
    changed_case{"edu-v-results-2.1", "good-one-pupil", "\"17\"", "\"16\"", change::update},
    changed_case{"xapi-1.0.3", "result_batch", "\"scaled\": 0.8,", "\"scaled\": 0.7,", change::conflict},
    changed_case{"xapi-1.0.3", "put", "/toets-3", "/toets-4", change::conflict},
    changed_case{"oneroster-1.1-gradebook", "good-result", "\"score\": 17", "\"score\": 16", change::update},
    changed_case{"oneroster-1.2-gradebook", "good-result", "\"score\": 17", "\"score\": 16", change::update},
    changed_case{"oneroster-1.2-gradebook", "good-line-item", "Rekenen blok 3", "Rekenen blok 4", change::update},
    changed_case{"lti-1.1", "replace", ">0.85<", ">0.80<", change::update},
    changed_case{"lti-1.3", "score-settled", "\"scoreGiven\": 8", "\"scoreGiven\": 7", change::update},
};

using named = std::pair<std::string, std::string>;
std::vector<named> keys_of(const decoded& read) {
    std::vector<named> list;
    for (const record_key& one : read.keys) list.emplace_back(one.key, one.digest);
    return list;
}

const tried_case& case_named(const adapter& of, std::string_view name) {
    const auto& all = cases_of(of);
    const auto found = std::ranges::find(all, name, [](const tried_case& one) { return one.what.name; });
    if (found == all.end()) throw std::runtime_error("no case " + std::string(name));
    return *found;
}

exchange with_body(const exchange& of, std::string body) {
    exchange other = of;
    other.body = std::move(body);
    return other;
}

bool brings_records(const tried_case& one) {
    return one.good() && !one.read.answer && !one.read.records.empty();
}

// More white space where it says nothing; "" where this does not know such a place.
std::string spread_out(const exchange& of) {
    std::string body = of.body;
    const auto media = of.content_type();
    if (media.find("multipart") != std::string_view::npos) return {};
    const std::size_t end = body.find_last_of(body.find_first_of("{[") == 0 ? "}]" : "<");
    if (end == std::string::npos) return {};
    return body.insert(end, " \n ");
}

} // namespace

TEST_CASE("Every record of an accepted message has an id of its standard, and the same message the same ids") {
    for (const auto& by : registry()) {
        CAPTURE(by->info().standard);
        for (const tried_case& one : cases_of(*by)) {
            if (!brings_records(one) || by->entitlements()) continue;
            CAPTURE(one.what.name);
            const decoded again = by->decode(one.what.received, one.what.decoding);
            CHECK(keys_of(again) == keys_of(one.read));
            std::set<std::string> ids;
            for (const record_key& each : one.read.keys) {
                CHECK_FALSE(each.key.empty());
                CHECK_FALSE(each.digest.empty());
                CHECK(ids.insert(each.key).second);
            }
        }
    }
}

TEST_CASE("Other content under the same ids is an update or a conflict, as the standard wishes") {
    std::set<std::string_view> seen;
    for (const changed_case& one : changed_cases) {
        const adapter& by = *registry().find(one.standard);
        const tried_case& first = case_named(by, one.name);
        CAPTURE(std::string(one.standard));
        CAPTURE(std::string(one.name));
        seen.insert(one.standard);
        REQUIRE(first.good());
        std::string body = first.what.received.body;
        const std::size_t at = body.find(one.was);
        REQUIRE(at != std::string::npos);
        body.replace(at, one.was.size(), one.becomes);
        const decoded changed = by.decode(with_body(first.what.received, body), first.what.decoding);
        REQUIRE_MESSAGE(!changed.report.rejects(), all_findings(changed.report));
        const auto before = keys_of(first.read), after = keys_of(changed);
        REQUIRE(before.size() == after.size());
        CHECK(before != after);
        for (std::size_t i = 0; i < before.size(); ++i) CHECK(before[i].first == after[i].first);
        CHECK(changed.repeats_may_differ == (one.means == change::update));
    }
    for (const auto& by : registry()) {
        const bool takes = std::ranges::any_of(by->info().endpoints, [](const endpoint& one) {
            return one.use == endpoint::purpose::message;
        });
        CAPTURE(by->info().standard);
        if (takes) CHECK(seen.contains(by->info().standard));
    }
}

TEST_CASE("White space is no change") {
    for (const changed_case& which : changed_cases) {
        const adapter& by = *registry().find(which.standard);
        for (const tried_case& one : cases_of(by)) {
            if (!brings_records(one)) continue;
            const std::string body = spread_out(one.what.received);
            if (body.empty()) continue;
            CAPTURE(std::string(which.standard));
            CAPTURE(one.what.name);
            const decoded again = by.decode(with_body(one.what.received, body), one.what.decoding);
            if (!again.report.rejects()) CHECK(keys_of(again) == keys_of(one.read));
        }
    }
}

TEST_CASE("A repeat is answered as the first time") {
    for (const auto& by : registry()) {
        CAPTURE(by->info().standard);
        for (const tried_case& one : cases_of(*by)) {
            if (!brings_records(one)) continue;
            CAPTURE(one.what.name);
            disposition first, repeat;
            repeat.what = disposition::outcome::repeated;
            for (const record_key& each : one.read.keys) {
                first.record_ids.push_back(each.key);
                repeat.record_ids.push_back(each.key);
            }
            const reply told = by->acknowledge(one.what.received, first);
            const reply again = by->acknowledge(one.what.received, repeat);
            CHECK(told.status == again.status);
            CHECK(told.body == again.body);
            CHECK(std::ranges::equal(told.headers, again.headers));
        }
    }
}
