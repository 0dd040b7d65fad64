// The strongest statement about findings: as many faults as are planted in a valid document, so many findings, each at
// the place of its fault.
//
// Faults lie in different elements or concern different aspects of one element (its start tag or value, its text, the
// list of its children). What has a consequence by itself is not planted: no element goes whose key or ID something
// else refers to, since the reference then dangles.
//
// SCHAKEL_RECOVERY_DOCUMENTS and SCHAKEL_RECOVERY_SEED choose another run.
#include "tests/unit/validation/recovery/faults.hpp"
#include "tests/unit/validation/recovery/school.hpp"

#include "gateway/validation/xsd_schema.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace recovery;
using schakel::test::chance;

namespace {

schakel::validation::xsd_schema school_schema() {
    std::ostringstream text;
    text << std::ifstream(SCHAKEL_SOURCE_DIR "/tests/unit/validation/recovery/school.xsd").rdbuf();
    auto made = schakel::validation::xsd_schema::compile(std::vector<std::string>{"school.xsd"}, [&](std::string_view) {
        return std::optional(text.str());
    });
    REQUIRE_MESSAGE(made, (made ? "" : made.error().message));
    return std::move(*made);
}

void collect(node& n, std::vector<node*>& out) {
    if (n.lost) return;
    out.push_back(&n);
    for (node& child : n.children) collect(child, out);
}

// Plants one fault of some kind somewhere; null when no place was found for the kinds tried.
const fault_kind* plant_one(node& root, mark number, chance& by) {
    for (int tries = 0; tries < 40; ++tries) {
        std::vector<node*> elements;
        collect(root, elements);
        node& at = *by.pick(elements);
        const fault_kind& kind = by.pick(fault_kinds());
        if (kind.plant(at, number, by)) return &kind;
    }
    return nullptr;
}

// What is wrong with the findings, or nothing.
std::string
judge(const written& document, const std::vector<const fault_kind*>& planted, const schakel::findings& found) {
    std::string faults;
    std::vector<bool> told(planted.size());
    for (const auto& f : found) {
        const std::string place = std::to_string(f.where.line) + ":" + std::to_string(f.where.column);
        bool expected = false;
        for (std::size_t i = 0; i < planted.size() && !expected; ++i) {
            const auto places = document.places.find(static_cast<mark>(i) + 1);
            expected = !told[i] && places != document.places.end() && places->second.contains(place) &&
                       planted[i]->rules.find(f.broken->id) != std::string_view::npos;
            if (expected) told[i] = true;
        }
        if (!expected)
            faults += "  not planted: " + place + " " + std::string(f.broken->id) + " " +
                      f.text(schakel::language::en) + "\n";
    }
    for (std::size_t i = 0; i < planted.size(); ++i)
        if (!told[i]) faults += "  not found: " + std::string(planted[i]->name) + "\n";
    return faults;
}

} // namespace

TEST_CASE("k planted faults give k findings, each at its place") {
    const auto by_schema = school_schema();
    const std::size_t documents = schakel::test::number_from("SCHAKEL_RECOVERY_DOCUMENTS", 3'000);
    const std::size_t seed = schakel::test::number_from("SCHAKEL_RECOVERY_SEED", 1);
    std::size_t failures = 0, total = 0;
    std::map<std::string_view, std::size_t> kinds;
    for (std::size_t i = 0; i < documents && failures < 20; ++i) {
        chance by(seed * 1'000'003 + i);
        node root = valid_school(by);
        const auto clean = by_schema.validate(write(root).text, {});
        REQUIRE_MESSAGE((clean.well_formed && clean.schema_findings.empty()), write(root).text);
        std::vector<const fault_kind*> planted;
        for (std::size_t k = 1 + i % 6; k > 0; --k)
            if (const auto* kind = plant_one(root, static_cast<mark>(planted.size()) + 1, by)) planted.push_back(kind);
        const written document = write(root);
        const auto outcome = by_schema.validate(document.text, {});
        REQUIRE_MESSAGE(outcome.well_formed, document.text);
        const std::string faults = judge(document, planted, outcome.schema_findings);
        total += planted.size();
        for (const auto* kind : planted) ++kinds[kind->name];
        if (faults.empty()) continue;
        ++failures;
        std::string names;
        for (const auto* kind : planted) names += "  planted: " + std::string(kind->name) + "\n";
        FAIL_CHECK("document ", i, "\n", names, faults, document.text);
    }
    for (const auto& kind : fault_kinds()) CHECK_MESSAGE(kinds[kind.name] > 0, kind.name);
    MESSAGE(documents, " documents, ", total, " faults planted");
}
