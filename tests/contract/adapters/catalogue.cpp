// All rules of all layers: ids that never meet, texts in both languages, a clause and a repair.
#include "tests/contract/adapters/subjects.hpp"

#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "gateway/codec/csv_reader.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/rdf.hpp"
#include "gateway/codec/xml_scanner.hpp"
#include "gateway/codec/zip_reader.hpp"
#include "gateway/mapping/identity_map.hpp"
#include "gateway/pipeline/plan.hpp"
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <algorithm>

using namespace schakel;
using namespace schakel::test;

namespace {

std::vector<std::span<const rule>> shared_layers() {
    return {xml::scan_rules(),
            json::parse_rules(),
            csv::rules_of_reading(),
            zip::rules_of_reading(),
            rdf::rules_of_reading(),
            validation::xsd_rules(),
            validation::json_schema_rules(),
            mapping::identity_map::rules(),
            pipeline::plan_rules(),
            xml_signature::fault::all};
}

bool well_formed_id(std::string_view id) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    };
    return std::ranges::all_of(id, allowed) && id.find('.') != std::string_view::npos && !id.starts_with('.') &&
           !id.ends_with('.');
}

void check_texts(const rule& one) {
    CAPTURE(one.id);
    CHECK(well_formed_id(one.id));
    for (const std::string_view text : {one.clause, one.text_nl, one.text_en, one.repair_nl, one.repair_en})
        CHECK_FALSE(text.empty());
    CHECK(one.text_nl != one.text_en);
    CHECK(one.repair_nl != one.repair_en);
    for (const char* gap : {"{got}", "{expected}"})
        CHECK((one.text_nl.find(gap) == std::string_view::npos) == (one.text_en.find(gap) == std::string_view::npos));
}

// "lti11.version" is of the family lti: a version whose rules are all its own says so.
std::string_view family_of(std::string_view rule) {
    std::string_view family = rule.substr(0, rule.find('.'));
    while (!family.empty() && family.back() >= '0' && family.back() <= '9') family.remove_suffix(1);
    return family;
}

} // namespace

TEST_CASE("Every rule has a clause, a text and a repair, in Dutch and in English") {
    for (const auto layer_rules : shared_layers()) {
        CHECK_FALSE(layer_rules.empty());
        for (const rule& one : layer_rules) check_texts(one);
    }
    for (const auto& by : registry()) {
        CAPTURE(by->info().standard);
        CHECK_FALSE(by->rules().empty());
        for (const rule& one : by->rules()) check_texts(one);
    }
}

// Versions of one standard share the rules that they share; everybody else has ids of their own.
TEST_CASE("No two layers or families use the same id, and nobody uses one twice") {
    std::map<std::string_view, std::string_view> owner;
    const auto claim = [&](const rule& one, std::string_view by) {
        const auto [known, fresh] = owner.emplace(one.id, by);
        CHECK_MESSAGE((fresh || known->second == by), one.id);
    };
    int number = 0;
    const std::array<std::string_view, 10> layers{"xml", "json",   "csv",     "zip",     "rdf",
                                                  "xsd", "schema", "mapping", "routing", "signature"};
    for (const auto layer_rules : shared_layers()) {
        for (const rule& one : layer_rules) claim(one, layers[static_cast<std::size_t>(number)]);
        ++number;
    }
    for (const auto& by : registry()) {
        std::set<std::string_view> own;
        for (const rule& one : by->rules()) {
            CHECK_MESSAGE(own.insert(one.id).second, one.id);
            claim(one, by->info().family_name);
            CHECK_MESSAGE(family_of(one.id) == by->info().family_name, one.id);
        }
    }
}

TEST_CASE("What adapters report is in a catalogue") {
    std::set<std::string_view> shared;
    for (const auto layer_rules : shared_layers())
        for (const rule& one : layer_rules) shared.insert(one.id);
    for (const auto& by : registry()) {
        CAPTURE(by->info().standard);
        std::set<std::string_view> known = shared;
        for (const rule& one : by->rules()) known.insert(one.id);
        for (const std::string& met : rules_met(*by, registry())) {
            // A refusal on sending belongs to the target's catalogue.
            bool found = known.contains(met);
            for (const auto& other : registry())
                for (const rule& one : other->rules()) found = found || one.id == met;
            CHECK_MESSAGE(found, met);
        }
    }
}
