// Our schemas of the administration and access services of Edu-V beside the published files: the same verdict on
// samples that were changed at random. Where a published file refuses messages that are right, judge.py patches it as
// the README of our schemas tells. Skipped, with a message, where the published files or Python's jsonschema and yaml
// are absent.
//
// SCHAKEL_DIFFERENTIAL_SEED (1) and SCHAKEL_DIFFERENTIAL_MESSAGES choose another run; SCHAKEL_NIGHTLY makes it larger.
#include "gateway/validation/json_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/conformance/json_differential/mutation.hpp"
#include "tests/support/command_output.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace schakel;
using namespace schakel::json_differential;
namespace fs = std::filesystem;

namespace {

const fs::path here = fs::path(SCHAKEL_SOURCE_DIR) / "tests/conformance/edu_v_differential";

fs::path published() {
    return test::shared_folder() / "corpus/edu-v/no-licence-found/openapi/main-2026-04-02";
}

struct subject {
    const char* ours;
    const char* sample;
    const char* service;
    const char* place; // of the schema in the published file of the service
};

constexpr const char* student_body = "/paths/~1students/post/requestBody/content/application~1json/schema";
constexpr const char* employee_body = "/paths/~1employees/post/requestBody/content/application~1json/schema";
constexpr const char* enrolled_body =
    "/paths/~1enrollments~1school~1student/post/requestBody/content/application~1json/schema";
constexpr const char* assigned_body =
    "/paths/~1assignments~1school~1employee/post/requestBody/content/application~1json/schema";

constexpr const char* used_by_body = "/paths/~1usage~1school~1user/post/requestBody/content/application~1json/schema";

constexpr subject subjects[] = {
    {"catalogue-2.0.0/product", "product", "catalogue", "/components/schemas/Product"},
    {"catalogue-2.0.0/product_info", "product_info", "catalogue", "/components/schemas/ProductInfo"},
    {"delivery-2.0.0/delivery_order", "delivery_order", "delivery", "/components/schemas/DeliveryOrder"},
    {"delivery-2.0.0/delivery_order_request", "delivery_order_request", "delivery",
     "/components/schemas/DeliveryOrderRequest"},
    {"delivery-2.0.0/delivery_order_confirmation", "delivery_order_confirmation", "delivery",
     "/components/schemas/DeliveryOrderConfirmation"},
    {"entitlement-1.1.0/entitlement", "entitlement", "entitlement", "/components/schemas/Entitlement"},
    {"entitlement-1.1.0/entitlement_request", "entitlement_request", "entitlement",
     "/components/schemas/EntitlementRequest"},
    {"entitlement-1.1.0/entitlement_confirmation", "entitlement_confirmation", "entitlement",
     "/components/schemas/EntitlementConfirmation"},
    {"entitlement-1.1.0/delivery_order_entitlements", "delivery_order_entitlements", "entitlement",
     "/components/schemas/DeliveryOrderEntitlements"},
    {"entitlement-1.1.0/entitlement_product", "entitlement_product", "entitlement",
     "/components/schemas/EntitlementProduct"},
    {"usage-1.0.0/initial_activation", "initial_activation", "usage", "/components/schemas/InitialActivation"},
    {"usage-1.0.0/entitlement_usage", "entitlement_usage", "usage", "/components/schemas/EntitlementUsage"},
    {"usage-1.0.0/delivery_order_usage", "delivery_order_usage", "usage", "/components/schemas/DeliveryOrderUsage"},
    {"usage-1.0.0/school_user_usage", "school_user_usage", "usage", "/components/schemas/SchoolUserUsage"},
    {"access-common/school_user", "school_user", "usage", used_by_body},
    {"students-1.1.0/student", "student", "students", "/components/schemas/Student"},
    {"students-1.1.0/search_student", "search_student", "students", student_body},
    {"students-1.1.0/search_student", "search_student", "association", enrolled_body},
    {"employees-1.1.0/employee", "employee", "employees", "/components/schemas/Employee"},
    {"employees-1.1.0/search_employee", "search_employee", "employees", employee_body},
    {"education-1.1.1/organisation", "organisation", "education", "/components/schemas/Organisation"},
    {"education-1.1.1/study_offering", "study_offering", "education", "/components/schemas/StudyOffering"},
    {"education-1.1.1/subject_offering", "subject_offering", "education", "/components/schemas/SubjectOffering"},
    {"association-1.1.0/school_period", "school_period", "association", "/components/schemas/SchoolPeriod"},
    {"association-1.1.0/enrollment", "enrollment", "association", "/components/schemas/Enrollment"},
    {"association-1.1.0/assignment", "assignment", "association", "/components/schemas/Assignment"},
    {"association-1.1.0/group", "group", "association", "/components/schemas/Group"},
    {"association-1.1.0/assignments_of_employee", "assignments_of_employee", "association", assigned_body},
    {"administration-1.1/status_response", "status_response", "students", "/components/schemas/StatusResponse"},
};

bool skipped() {
    if (!fs::exists(published())) {
        MESSAGE("skipped: the published files are not in ", published().string());
        return true;
    }
    if (std::system("python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0) {
        MESSAGE("skipped: python3-jsonschema or python3-yaml is not here");
        return true;
    }
    return false;
}

std::string file_of(const std::string& schema) {
    return "edu_v/" + schema + ".schema.json";
}

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<tree> samples_of(const subject& one) {
    findings found;
    const auto document =
        json::document::parse(contents(here / "samples" / (one.sample + std::string(".json"))), {}, found);
    REQUIRE_MESSAGE(document, one.sample);
    std::vector<tree> list;
    for (json::value item = document->root().first_child(); item; item = item.next_sibling())
        list.push_back(copied(item));
    return list;
}

vocabulary words_of(const subject& one) {
    vocabulary words;
    for (const std::string& name :
         {std::string(one.ours), std::string("administration-1.1/common"), std::string("access-common/common")}) {
        findings found;
        const auto schema = json::document::parse(*schemas::bundled(file_of(name)), {}, found);
        words.learn(schema->root());
    }
    return words;
}

std::vector<tree> pieces(const std::vector<tree>& samples) {
    std::vector<tree> all;
    for (tree sample : samples)
        for (const tree* one : all_within(sample))
            if (one->is_container()) all.push_back(*one);
    return all;
}

struct tally {
    std::size_t valid = 0, invalid = 0;
};

// The samples and what becomes of them, one text each.
std::vector<std::string> texts_of(const subject& one, std::size_t count, test::chance& random) {
    const std::vector<tree> samples = samples_of(one);
    const vocabulary words = words_of(one);
    const std::vector<tree> others = pieces(samples);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        tree message = i < samples.size() ? samples[i] : random.pick(samples);
        if (i >= samples.size()) mutate(message, words, others, random);
        texts.push_back(written(message));
    }
    return texts;
}

bool we_accept(const validation::json_schema& schema, const std::string& text) {
    findings found;
    const auto document = json::document::parse(text, {}, found);
    REQUIRE(document);
    return !has_error(schema.validate(*document, {}));
}

} // namespace

TEST_CASE("changed objects of the services get the verdict of the published files, as they are meant") {
    if (skipped()) return;
    const std::size_t usual = test::nightly() ? 5'000 : 600;
    const std::size_t count = test::number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", usual);
    test::chance random(test::number_from("SCHAKEL_DIFFERENTIAL_SEED", 1) * 1'000'003);
    const test::temporary_folder folder;
    std::vector<std::string> texts;
    std::ofstream cases(folder.file("cases"), std::ios::binary);
    for (const subject& one : subjects) {
        for (std::string& text : texts_of(one, count, random)) {
            cases << one.service << ' ' << one.place << ' ' << text << '\n';
            texts.push_back(std::move(text));
        }
    }
    cases.close();
    const auto verdicts = test::lines_of(
        "python3 '" + (here / "judge.py").string() + "' '" + published().string() + "' '" + folder.file("cases") + "'"
    );
    REQUIRE(verdicts.size() == texts.size());
    std::size_t at = 0;
    tally all;
    for (const subject& one : subjects) {
        const auto schema = validation::json_schema::compile(file_of(one.ours), schemas::bundled);
        REQUIRE(schema);
        const std::size_t unchanged = at + samples_of(one).size();
        for (const std::size_t end = at + count; at < end; ++at) {
            const bool ours = we_accept(*schema, texts[at]);
            ++(ours ? all.valid : all.invalid);
            CHECK_MESSAGE(ours == (verdicts[at] == "valid"), one.place, ": ", texts[at]);
            if (at < unchanged) CHECK_MESSAGE(ours, one.sample);
        }
    }
    CHECK(all.valid * 10 > texts.size());
    CHECK(all.invalid * 4 > texts.size());
    MESSAGE(texts.size(), " texts, ", all.valid, " valid");
}
