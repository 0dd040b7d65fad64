// The words of a translation, for a teacher, in Dutch and English.
#include "tests/unit/mapping_goals/small_world.hpp"

#include <doctest/doctest.h>

using namespace small_world;
using m::relation;

namespace {

world lessons() {
    world of;
    of.framework("S").title = "SLO basis";
    of.framework("U").title = "Uitgeverij";
    of.release("U#1", "2019-07-01");
    of.release("S#1", "2019-07-01");
    of.release("S#2", "2026-07-01");
    of.goal("U#1", "u1", "De leerling telt tot twintig.").code = "R4";
    of.goal("S#1", "s1", "De leerling telt tot 20.").code = "1.2";
    m::goal& now = of.goal("S#2", "s2", "De leerling telt tot 20");
    now.code = "1.2";
    of.edge("S#2", "s1", relation::replaced_by, "s2");
    m::association& mapping = of.edge("koppeling#3", "u1", relation::broader, "s1");
    mapping.confidence = decimal::parse("0.875");
    mapping.author = "Werkgroep rekenen";
    of.set("koppeling#3").title = "Methode naar SLO";
    return of;
}

std::vector<g::translated_record> records(const world& of, bool threshold) {
    const auto graph = of.graph();
    g::goal_translator translator(graph, {}, {});
    g::goal_record record;
    record.statement = "https://lrs.example/statements/1";
    record.goal = "u1";
    record.on = date("2026-11-20");
    record.threshold_means_all = threshold;
    return g::translated_records(translator, record, translator.translate(record, graph->find_framework("S")));
}

} // namespace

TEST_CASE("an explanation tells what was recorded, what follows, along which way and what was lost") {
    const auto list = records(lessons(), false);
    REQUIRE(list.size() == 1);
    CHECK(
        g::explain(list[0], language::nl) ==
        "Behaald op 2026-11-20: \xe2\x80\x9eR4 De leerling telt tot twintig.\xe2\x80\x9d (Uitgeverij, 1).\n"
        "Doel: \xe2\x80\x9e"
        "1.2 De leerling telt tot 20\xe2\x80\x9d (SLO basis, 2).\n"
        "Dit doel is waarschijnlijk behaald. Het telt niet als behaald: het is niet bekend of het oorspronkelijke doel "
        "helemaal beheerst wordt.\n"
        "De weg:\n"
        "1. \xe2\x80\x9eR4 De leerling telt tot twintig.\xe2\x80\x9d (Uitgeverij, 1) omvat \xe2\x80\x9e"
        "1.2 De leerling telt "
        "tot 20.\xe2\x80\x9d (SLO basis, 1). Bron: Methode naar SLO 3, Werkgroep rekenen, zekerheid 87,50 %.\n"
        "2. \xe2\x80\x9e"
        "1.2 De leerling telt tot 20.\xe2\x80\x9d (SLO basis, 1) is vervangen door \xe2\x80\x9e"
        "1.2 De leerling "
        "telt tot 20\xe2\x80\x9d (SLO basis, 2), met een redactionele wijziging.\n"
        "Zekerheid van deze weg: 87,50 %.\n"
        "Verloren bij het vertalen: over dit doel wordt minder gezegd dan over het oorspronkelijke; het is niet bekend "
        "of "
        "behaald betekent dat alles beheerst wordt; de tekst van het doel is veranderd.\n"
    );
    const std::string english = g::explain(list[0], language::en);
    CHECK(english.starts_with("Attained on 2026-11-20: \xe2\x80\x9cR4 "));
    CHECK(english.find("includes") != std::string::npos);
    CHECK(english.find("confidence 87.50%") != std::string::npos);
    CHECK(english.find("was replaced by") != std::string::npos);
}

TEST_CASE("a translated record carries what it rests on") {
    const auto list = records(lessons(), true);
    REQUIRE(list.size() == 1);
    const g::translated_record& one = list[0];
    CHECK(one.statement == "https://lrs.example/statements/1");
    CHECK(one.goal.id == "u1");
    CHECK(one.goal.release == "1");
    CHECK(one.target.id == "s2");
    CHECK(one.target.release == "2");
    CHECK(one.what == g::outcome::implied);
    CHECK(one.permitted == g::claim::attained);
    CHECK(one.sources == std::vector<std::string>{"koppeling#3"});
    REQUIRE(one.path.size() == 2);
    CHECK(one.path[0].version == "3");
    CHECK(one.path[0].author == "Werkgroep rekenen");
    CHECK(one.path[0].confidence == 8750);
    CHECK(one.path[1].how == g::revision::editorial);
    CHECK(one.policy == "standard");
    const std::string json = g::to_json(one);
    CHECK(
        json.find(R"("outcome":"implied","reason":"none","permitted":"attained","relation":"SUP","confidence":0.875)"
        ) != std::string::npos
    );
    CHECK(json.find(R"("sources":["koppeling#3"],"policy":"standard")") != std::string::npos);
    CHECK(json == g::to_json(records(lessons(), true)[0]));
}

TEST_CASE("where nothing follows the explanation says why") {
    world of = lessons();
    const auto graph = of.graph();
    g::goal_translator translator(graph, {}, {});
    g::goal_record record;
    record.goal = "nobody";
    const auto unknown = g::translated_records(translator, record, translator.translate(record, 0));
    REQUIRE(unknown.size() == 1);
    CHECK(unknown[0].target.id.empty());
    CHECK(g::explain(unknown[0], language::nl).find("Dit doel is niet bekend") != std::string::npos);
    of.edge("koppeling#3", "u1", relation::narrower, "s1");
    const auto conflict = records(of, true);
    CHECK(g::explain(conflict[0], language::nl).find("Tegenspraak") != std::string::npos);
    CHECK(g::explain(conflict[0], language::nl).find("De weg die dat tegenspreekt:\n1. ") != std::string::npos);
    CHECK(g::explain(conflict[0], language::en).find("Contradiction") != std::string::npos);
}
