// What adapters say about themselves: in the registry, and in the README that a colleague reads.
#include "tests/contract/adapters/subjects.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "schemas/bundled.hpp"

#include <algorithm>

using namespace schakel;
using namespace schakel::test;

namespace {

std::string folder_of(const adapter& by) {
    std::string name(by.info().standard);
    std::ranges::replace_if(
        name, [](char c) { return c == '-' || c == '.'; }, '_'
    );
    return name;
}

bool carries_products_only(const adapter& by) {
    if (by.entitlements() == nullptr) return false;
    const auto& kinds = by.entitlements()->abilities().kinds;
    return kinds.front() && std::ranges::count(kinds, true) == 1;
}

std::string readme_of(const adapter& by) {
    return read_file(SCHAKEL_SOURCE_DIR "/adapters/" + folder_of(by) + "/README.md");
}

// "408, 425 without a fault" -> 408, 425
std::vector<std::string> statuses_in(std::string_view text) {
    std::vector<std::string> list;
    std::string digits;
    for (const char c : std::string(text) + " ") {
        if (c >= '0' && c <= '9') {
            digits += c;
            continue;
        }
        if (digits.size() == 3) list.push_back(digits);
        digits.clear();
    }
    return list;
}

} // namespace

TEST_CASE("An adapter describes itself completely") {
    std::set<std::string_view> standards, paths;
    for (const auto& by : registry()) {
        const adapter_info& info = by->info();
        CAPTURE(info.standard);
        CHECK(standards.insert(info.standard).second);
        CHECK(info.standard.starts_with(info.family_name));
        CHECK_FALSE(info.title.empty());
        CHECK_FALSE(info.specification.empty());
        CHECK_FALSE(info.families.empty());
        const bool has_facet = by->roster() != nullptr || by->goals() != nullptr || by->launch() != nullptr ||
                               by->entitlements() != nullptr || by->chain_ids() != nullptr;
        CHECK((info.receives || info.sends || has_facet));
        CHECK_FALSE(info.media_types.empty());
        CHECK_FALSE(info.hardened_against.empty());
        const bool goals_only = std::ranges::all_of(info.families, [](family one) { return one == family::goals; });
        // Goals and catalogues are nobody's.
        CHECK(info.person_schemes.empty() == (goals_only || carries_products_only(*by)));
        for (const std::string_view schema : info.schemas) CHECK_MESSAGE(schemas::bundled(schema).has_value(), schema);
        if (info.sends) CHECK_FALSE(by->outcome_table().empty());
        if (!info.receives) continue;
        CHECK(info.base_path.starts_with('/'));
        CHECK(paths.insert(info.base_path).second);
        CHECK(std::ranges::any_of(info.endpoints, [](const endpoint& one) {
            return one.use == endpoint::purpose::message;
        }));
    }
}

TEST_CASE("No adapter's path is the beginning of another's") {
    for (const auto& one : registry()) {
        for (const auto& other : registry()) {
            if (one == other || one->info().base_path.empty()) continue; // files have no path
            CHECK_FALSE(other->info().base_path.starts_with(std::string(one->info().base_path) + "/"));
        }
    }
}

TEST_CASE("Names without version find the newest") {
    CHECK(registry().resolve("uwlr") == registry().find("uwlr-2.3"));
    CHECK(registry().resolve("edu-v") == registry().find("edu-v-results-2.1"));
    CHECK(registry().resolve("xapi") == registry().find("xapi-1.0.3"));
    CHECK(registry().resolve("oneroster") == registry().find("oneroster-1.2"));
    CHECK(registry().resolve("uw") == nullptr);
    CHECK(registry().resolve("") == nullptr);
}

TEST_CASE("A message is recognised as what it is") {
    for (const auto& by : registry()) {
        CAPTURE(by->info().standard);
        std::size_t right = 0, good = 0;
        for (const tried_case& one : cases_of(*by)) {
            if (!one.good()) continue;
            ++good;
            const adapter* claimed = registry().recognise(one.what.received.body);
            right += claimed && claimed->info().family_name == by->info().family_name;
        }
        CHECK(right * 10 >= good * 8); // an empty batch looks like anything
    }
    CHECK(registry().recognise("") == nullptr);
    CHECK(registry().recognise("Beste lezer,") == nullptr);
    CHECK(registry().recognise("{}") == nullptr);
    CHECK(registry().recognise("<html/>") == nullptr);
}

TEST_CASE("Every README has the headings that the others have") {
    for (const auto& by : registry()) {
        const std::string text = readme_of(*by);
        CAPTURE(by->info().standard);
        CHECK(text.starts_with("# "));
        CHECK(text.find("pecification") != std::string::npos);
        for (const char* heading :
             {"## Messages and direction", "## What is refused, converted or lost", "## Settings",
              "## Maturity and hardening", "## Example"})
            CHECK_MESSAGE(text.find(std::string("\n") + heading) != std::string::npos, heading);
    }
}

TEST_CASE("Every README names each quirk, parameter, profile and answer of a receiver") {
    for (const auto& by : registry()) {
        const std::string text = readme_of(*by);
        // The second version of a standard may refer to the first for what is the same.
        std::string whole = text;
        for (const auto& other : registry()) {
            const bool sibling = other != by && other->info().family_name == by->info().family_name;
            if (sibling && text.find(folder_of(*other) + "/README.md") != std::string::npos) whole += readme_of(*other);
        }
        CAPTURE(by->info().standard);
        for (const auto* names : {&by->info().quirks, &by->info().parameters, &by->info().profiles})
            for (const std::string_view name : *names)
                CHECK_MESSAGE(whole.find("`" + std::string(name) + "`") != std::string::npos, name);
        for (const outcome_row& row : by->outcome_table()) {
            CHECK_FALSE(row.answer.empty());
            CHECK_MESSAGE(whole.find(to_string(row.becomes)) != std::string::npos, to_string(row.becomes));
            for (const std::string& status : statuses_in(row.answer))
                CHECK_MESSAGE(whole.find(status) != std::string::npos, status);
        }
    }
}
