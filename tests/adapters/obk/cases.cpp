#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

TEST_CASE("golden cases of the OBK tables") {
    check_goal_cases("obk", {"obk.none", "obk.not-a-concept"});
}

TEST_CASE("A relation that says other than equal has no place in the table, and that is told") {
    CHECK(write_goals("obk", {}).refused.at(0).broken->id == "obk.none");
    mapping_set set;
    set.id = "https://e.example/a#1";
    association edge;
    edge.subject = "https://e.example/doel/1";
    edge.what = relation::narrower;
    edge.object = "urn:uuid:00000001-1111-4222-8333-444455556666";
    edge.owner = set.id;
    CHECK(write_goals("obk", {set, edge}).refused.at(0).broken->id == "obk.not-a-concept");
}

TEST_CASE("The published tables have the rows and the terms with several concepts that are known of them") {
    struct known {
        const char* file;
        std::size_t rows, changed_purpose;
    };
    constexpr known files[] = {
        {"discipline_czp_20060628", 48, 0},
        {"educationallevel_czp_20071115", 63, 4},
        {"kerndoelen_onderbouw_vo_20071115", 59, 59},
        {"kerndoelen_po_04_2006", 58, 58},
        {"referentiekader_taal_en_rekenen_czp_2009", 8, 0},
        {"vakaanduidingen_po_2009", 31, 0},
        {"vakaanduidingen_vo_20071115", 76, 0}};
    for (const known& one : files) {
        const auto text =
            corpus_file(std::string("vdex-obk-crosswalk/mapping_vdex_classification_") + one.file + ".xml.csv");
        if (!text) return;
        CAPTURE(one.file);
        const collected_goals read = read_goals("obk", *text);
        const auto edges = read.all<association>();
        CHECK(edges.size() == one.rows);
        std::size_t changed = 0;
        for (const association& edge : edges)
            changed +=
                model::value_of(edge.extra, "obk", "purpose") != model::value_of(edge.extra, "obk", "concept-purpose");
        CHECK(changed == one.changed_purpose);
        const collected_goals again = read_goals("obk", write_goals("obk", read.records).bytes);
        CHECK(to_json(again.records).size() == to_json(read.records).size());
    }
}
