// Entitlements that are fetched from a supplier: when, what becomes of trouble, and after a restart.
#include "gateway/pipeline/access_imports.hpp"

#include "adapters/all_adapters.hpp"
#include "gateway/codec/json_document.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_roster_rows.hpp"
#include "tests/support/memory_store.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <deque>

using namespace schakel;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view standard = "edu-v-entitlement-1.1";
const model::identifier pupil{std::string(model::scheme::las_key), "leerling-1", {}};

std::string entitlement_text(std::string_view status = "entitled") {
    return R"([{"entitlementId":"3b951e8f-de9e-4d0a-be3e-0caea2467e30","productId":"9789000000014","startDate":"2026-08-01",)"
           R"("activationUntilDate":"2027-07-31","entitlementType":"school-student","entitlementSpecification":{"school":)"
           R"({"organisationMasterIdentifier":"104A158"},"student":{"userIds":[{"userId":"leerling-1","userIdType":"ASI"}]}},)"
           R"("entitlementStatus":")" +
           std::string(status) +
           R"(","dateCreated":"2026-05-01T08:00:00Z","dateLastModified":"2026-09-01T08:00:00Z"}])";
}

struct scripted_supplier final : pipeline::source_fetcher {
    std::deque<received_answer> answers;
    std::vector<std::string> asked;

    void fetch(
        std::shared_ptr<const pipeline::configuration>, const settings::fetched_source&, const adapter&,
        std::string_view school, outgoing request, std::function<void(received_answer)> done
    ) override {
        asked.push_back(std::string(school) + " " + request.path);
        received_answer next;
        next.status = 404;
        if (!answers.empty()) {
            next = answers.front();
            answers.pop_front();
        }
        done(std::move(next));
    }
    void will_answer(int status, std::string body = {}) {
        received_answer one;
        one.status = status;
        one.body = std::move(body);
        one.headers.set("content-type", "application/json");
        answers.push_back(std::move(one));
    }
    void will_be_silent() {
        received_answer one;
        one.how = received_answer::transport::not_sent;
        one.error = "no connection";
        answers.push_back(std::move(one));
    }
};

struct supplied {
    test::fake_clock time;
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, time, log_level::error};
    test::memory_store store{time};
    test::memory_roster_rows rows;
    entitlement::holding_store holdings{rows, time};
    adapter_registry adapters;
    scripted_supplier supplier;
    std::shared_ptr<const pipeline::configuration> in_force;
    std::unique_ptr<pipeline::access_imports> imports;

    supplied() {
        adapters.add(make_edu_v_entitlement_1_1(schemas::bundled));
        settings::settings all;
        settings::school& school = all.schools.emplace_back();
        school.id = "de-akker";
        school.identifiers = {{std::string(model::scheme::rio), "104A158", {}}};
        settings::system& shop = all.systems.emplace_back();
        shop.id = "boekhandel";
        settings::access_source& from = shop.access.emplace_back();
        from.standard = standard;
        from.url = "https://shop.example";
        in_force = *pipeline::configuration::create(std::move(all), adapters, time);
        open();
    }
    ~supplied() { std::fclose(nowhere); }

    // As after a restart.
    void open() {
        imports = std::make_unique<pipeline::access_imports>(pipeline::access_imports::parts{
            .holdings = holdings,
            .store = store,
            .adapters = adapters,
            .time = time,
            .log = log,
            .in_force = [this] { return in_force; },
            .out = &supplier});
    }
    std::size_t run() {
        imports->plan();
        std::size_t done = 0;
        while (imports->run_one()) ++done;
        return done;
    }
    std::string outcome() const {
        findings ignored;
        return std::string(
            json::document::parse(imports->tell().front(), {}, ignored)->root().find("/outcome/what").text()
        );
    }
    bool may_open() const {
        return holdings.may_open({"de-akker", {pupil}, false, {}, "9789000000014", time.now()}).what ==
               entitlement::verdict::allowed;
    }
};

} // namespace

TEST_CASE("Entitlements are fetched at once when they never were, and then once a day, also over a restart") {
    supplied it;
    it.supplier.will_answer(200, entitlement_text());
    CHECK(it.run() == 1);
    CHECK(it.outcome() == "published");
    CHECK(it.may_open());
    CHECK(it.supplier.asked == std::vector<std::string>{"de-akker /entitlements/school?orgMasterId=104A158"});
    it.open();
    it.time.advance(23h);
    CHECK(it.run() == 0);
    it.time.advance(1h);
    it.supplier.will_answer(200, entitlement_text());
    CHECK(it.run() == 1);
    CHECK(it.outcome() == "unchanged");
}

TEST_CASE("A supplier that does not answer is asked again soon, one that answers rubbish the next day") {
    supplied it;
    it.supplier.will_be_silent();
    CHECK(it.run() == 1);
    CHECK(it.outcome() == "interrupted");
    CHECK(it.run() == 0);
    it.time.advance(1min);
    it.supplier.will_answer(200, R"([{"entitlementId":7}])");
    CHECK(it.run() == 1);
    CHECK(it.outcome() == "failed");
    it.time.advance(1h);
    CHECK(it.run() == 0);
    it.time.advance(23h);
    it.supplier.will_answer(200, entitlement_text());
    CHECK(it.run() == 1);
    CHECK(it.may_open());
}

TEST_CASE("A supplier that suddenly has nothing changes nothing until somebody says so") {
    supplied it;
    it.supplier.will_answer(200, entitlement_text());
    it.run();
    it.supplier.will_answer(200, "[]");
    const auto ids = it.imports->fetch("boekhandel", {}, "operator");
    REQUIRE(ids);
    REQUIRE(ids->size() == 1);
    CHECK_FALSE(it.imports->fetch("boekhandel", {}, "operator")); // it waits already
    CHECK(it.imports->run_one());
    CHECK(it.outcome() == "held");
    CHECK(it.may_open());
    REQUIRE(it.holdings.release(it.holdings.holds().front().number, "operator"));
    CHECK_FALSE(it.may_open());
    CHECK(it.imports->tell_one(ids->front()));
    CHECK_FALSE(it.imports->fetch("niemand", {}, "operator"));
}
