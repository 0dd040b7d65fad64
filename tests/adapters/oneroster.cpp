#include "tests/adapters/oneroster.hpp"

#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

namespace schakel::test {

namespace {

const adapter_registry& built_in() {
    static const adapter_registry list = all_adapters(schemas::bundled);
    return list;
}

void check_own_output(const roster_view& view, std::string_view name) {
    for (const std::string_view standard : {"oneroster-1.1", "oneroster-1.2"}) {
        const roster_adapter& target = *built_in().find(standard)->roster();
        std::string bytes;
        const auto writer = target.write(view, {});
        while (writer->next(bytes)) {
        }
        discarding_sink nobody;
        const roster_reading again = target.read({bytes, nullptr, {}, {}}, {}, nobody);
        const finding* fault = again.report.first_error();
        CHECK_MESSAGE(!fault, name, " as ", standard, ": ", fault ? fault->text(language::en) : "");
        CHECK(again.report.count(severity::warning) == 0);
    }
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

} // namespace

void check_oneroster_cases(std::string_view standard) {
    const adapter& subject = *built_in().find(standard);
    for (const golden_case& one : golden_cases(subject)) check_golden_case(one, subject, built_in());

    for (const auto what : {roster::school_options::detail::full, roster::school_options::detail::edex}) {
        roster::memory_roster school;
        roster::school_options options;
        options.pupils = 40;
        options.what = what;
        roster::generated_school(options).write(school);
        check_own_output(school, "an invented school");
    }
}

void check_oneroster_rules_are_met() {
    std::set<std::string, std::less<>> met;
    for (const std::string_view standard : {"oneroster-1.1", "oneroster-1.2"})
        met.merge(rules_met(*built_in().find(standard), built_in()));
    for (const rule& one : built_in().find("oneroster-1.2")->rules()) {
        const bool of_fetching = one.id.starts_with("oneroster.pull-");
        CHECK_MESSAGE((of_fetching || met.contains(one.id)), one.id, " has no case");
    }
}

void check_oneroster_corpus(std::string_view standard) {
    const bool newer = standard == "oneroster-1.2";
    const std::filesystem::path folder =
        shared_folder() / "corpus/oneroster" / (newer ? "json-1p2" : "json-1p1-vendor-quirks");
    if (!std::filesystem::exists(folder)) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    const roster_adapter& subject = *built_in().find(standard)->roster();
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const std::string name = file.path().filename().string();
        if (newer && !name.starts_with("rostering-")) continue; // gradebook, resources, discovery
        CAPTURE(name);
        ++files;
        const std::string bytes = content_of(file.path());
        roster::memory_roster strictly, as_agreed;
        CHECK(subject.read({bytes, nullptr, {}, {}}, {}, strictly).report.rejects() == !newer);
        decode_options agreed;
        agreed.quirks = {"lenient", "thin-objects"};
        const roster_reading seen = subject.read({bytes, nullptr, {}, {}}, agreed, as_agreed);
        const finding* fault = seen.report.first_error();
        CHECK_MESSAGE(!fault, (fault ? fault->text(language::en) : std::string{}));
    }
    CHECK(files == (newer ? 9 : 3));
}

} // namespace schakel::test
