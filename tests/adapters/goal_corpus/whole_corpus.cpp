// All published goals that are at hand, in one graph: SLO of seven years, the crosswalks from VDEX to it, CASE, and the
// Flemish goals. What each file must hold is tested with its adapter; here what they come to together.
//
// The figures are those of standards/slo-obk.md 2 to 4 and standards/goal-mapping-practice.md A2 and B9, as far as the
// files at hand can show them. Of the 76,297 live and 7,525 deprecated entities of SLO they hold 44,119 and 1,605: the
// data sets syllabus, erk, examenprogramma-bg and doelgroepteksten are not there, nor are the doelniveaus, illustraties
// and most deprecated lists of those that are (PROVENANCE.md of the corpus).
#include "gateway/mapping/goals/graph_builder.hpp"
#include "gateway/mapping/goals/supersession.hpp"
#include "tests/adapters/goal_files.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace schakel;
using namespace schakel::mapping::goals;
namespace model_goals = schakel::model::goals;
namespace fs = std::filesystem;

namespace {

struct source {
    std::string standard;
    fs::path file;
    goal_reading_options how;
};

fs::path corpus() {
    return test::shared_folder() / "corpus" / "goals";
}

// When each release of SLO was published; the folders are called after them.
const std::map<std::string, std::string, std::less<>> days_of_releases{
    {"v1.0", "2019-07-17"},
    {"basis-2020.1", "2020-05-11"},
    {"lpib-2020.2", "2020-09-01"},
    {"fo-2025.1", "2025-04-10"},
    {"fo-2026.1", "2026-01-07"}};

void add_slo(std::vector<source>& into) {
    for (const auto& entry : fs::recursive_directory_iterator(corpus() / "slo")) {
        if (entry.path().parent_path().filename() != "data") continue;
        source one{"slo", entry.path(), {}};
        const std::string text = entry.path().string();
        const bool current = text.find("/current/") != std::string::npos;
        if (current) one.how.release = "current";
        if (current) one.how.published = parse_date("2026-06-26");
        for (const auto& [folder, day] : days_of_releases)
            if (text.find("/" + folder + "/") != std::string::npos) one.how.published = parse_date(day);
        into.push_back(std::move(one));
    }
}

void add_files(std::vector<source>& into, const std::string& standard, const fs::path& folder, const char* ending) {
    for (const auto& entry : fs::recursive_directory_iterator(corpus() / folder))
        if (entry.path().string().ends_with(ending)) into.push_back({standard, entry.path(), {}});
}

// In order of name. Empty, with a message, where the corpus is not at hand.
std::vector<source> sources() {
    std::vector<source> all;
    if (!fs::exists(corpus())) {
        MESSAGE("skipped: the corpus of goals is not at hand");
        return all;
    }
    add_slo(all);
    add_files(all, "obk", "vdex-obk-crosswalk", ".csv");
    add_files(all, "case-1.0", "case", ".package.json");
    add_files(all, "case-1.0", "case/opensalt", ".json");
    add_files(all, "skos", "flanders/skos", ".ttl");
    add_files(all, "vdex", "vdex", ".vdex");
    std::ranges::sort(all, {}, &source::file);
    return all;
}

// Records of one file, and what owns those that follow a release or a mapping set is kept by their order.
std::vector<model_goals::record> read(const source& one) {
    const auto bytes = mapped_file::open(one.file.string());
    REQUIRE(bytes);
    test::collected_goals into;
    goal_reading_options how = one.how;
    how.document.limits = file_limits();
    test::goal_adapter_named(one.standard).goals()->read({bytes->bytes(), &*bytes, {}, one.file.string()}, how, into);
    return std::move(into.records);
}

using file_records = std::vector<std::vector<model_goals::record>>;

file_records read_all() {
    file_records all;
    for (const source& one : sources()) all.push_back(read(one));
    return all;
}

std::shared_ptr<const goal_graph> graph_of(const file_records& files, const std::vector<std::size_t>& order) {
    graph_builder builder;
    graph_sink sink(builder);
    for (const std::size_t at : order)
        for (const model_goals::record& one : files[at]) sink.add(model_goals::record(one));
    auto made = builder.finish();
    REQUIRE(made);
    return *made;
}

std::vector<std::size_t> in_order(const file_records& files) {
    std::vector<std::size_t> order(files.size());
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

std::size_t kinds_of(const goal_graph& graph, std::string_view framework, model_goals::goal_state state) {
    std::size_t count = 0;
    const framework_part& of = graph.frameworks()[graph.find_framework(framework)];
    for (node at = of.first_goal; at < of.last_goal; ++at) {
        const goal_part* newest = graph.part_at(at, static_cast<ordinal>(of.releases - 1));
        count += newest && newest->state == state;
    }
    return count;
}

std::set<node> ends_of(const std::vector<settled>& list) {
    std::set<node> ends;
    for (const settled& one : list) ends.insert(one.end);
    return ends;
}

} // namespace

TEST_CASE("the whole corpus makes one graph, whose goals are those that a release defines and no others") {
    const file_records files = read_all();
    if (files.empty()) return;
    const auto graph = graph_of(files, in_order(files));
    std::set<std::pair<std::string, std::string>> defined;
    for (const auto& file : files)
        for (const model_goals::record& one : file)
            if (const auto* goal = std::get_if<model_goals::goal>(&one)) defined.emplace(goal->framework, goal->id);
    CHECK(graph->goal_count() == defined.size());
    for (const dangling_end& one : graph->dangling()) {
        const node known = graph->find(graph->text(one.missing));
        REQUIRE((known == no_node || !graph->is_goal(known)));
    }
    for (const edge& one : graph->edges()) {
        if (one.what == model_goals::relation::replaced_by || one.what == model_goals::relation::inherits) continue;
        REQUIRE(graph->is_goal(one.subject));
        REQUIRE(graph->is_goal(one.object));
    }
    using enum model_goals::goal_state;
    std::size_t living = 0;
    for (const char* context :
         {"slo:basis", "slo:examenprogramma", "slo:fo", "slo:inhoudslijnen", "slo:kerndoelen", "slo:leerdoelenkaarten",
          "slo:niveauhierarchie", "slo:referentiekader", "slo:samenhang"})
        living += kinds_of(*graph, context, live);
    CHECK(living == 44'119 + 59); // the 59 tags stand in two contexts
    MESSAGE(
        graph->goal_count(), " goals, ", graph->edge_count(), " edges, ", graph->dangling().size(), " dangling ends, ",
        graph->memory() / (graph->goal_count() + graph->edge_count()), " bytes for each"
    );
}

TEST_CASE("files of the corpus in any order make the same graph") {
    const file_records files = read_all();
    if (files.empty()) return;
    std::vector<std::size_t> order = in_order(files);
    const std::string hash = graph_of(files, order)->hash();
    std::ranges::reverse(order);
    CHECK(graph_of(files, order)->hash() == hash);
    std::mt19937 chance(5);
    for (int i = 0; i < 3; ++i) {
        std::ranges::shuffle(order, chance);
        CHECK(graph_of(files, order)->hash() == hash);
    }
}

TEST_CASE("every succession of the corpus ends, and walking and jumping agree where both lead somewhere") {
    const file_records files = read_all();
    if (files.empty()) return;
    const auto graph = graph_of(files, in_order(files));
    const reading_date date(*graph);
    supersession lineage(*graph, date);
    std::vector<settled> both, walked, jumped;
    std::map<fate, std::size_t> fates;
    std::size_t agree = 0, jumps_further = 0, differ = 0;
    for (node at = 0; at < graph->node_count(); ++at) {
        if (graph->lineage(at).empty()) continue;
        const fate became = lineage.settle(at, both);
        ++fates[became];
        REQUIRE(became != fate::circular);
        for (const settled& one : both) REQUIRE(date.living(*graph, one.end));
        if (became == fate::living) continue;
        const fate by_walk = lineage.walk(at, walked), by_jump = lineage.jump(at, jumped);
        if (by_walk == by_jump && ends_of(walked) == ends_of(jumped))
            ++agree;
        else if (by_walk != fate::replaced || by_jump != fate::replaced)
            ++jumps_further; // one way breaks off at what no file at hand tells
        else
            ++differ;
    }
    CHECK(differ == 0);
    MESSAGE(
        fates[fate::living], " live, ", fates[fate::replaced], " replaced, ", fates[fate::withdrawn], " withdrawn, ",
        fates[fate::not_yet], " to come; ", agree, " times both ways agree, ", jumps_further, " times one breaks off"
    );
}

TEST_CASE("a term of the old lists leads by OBK and succession to the core objective of today") {
    const file_records files = read_all();
    if (files.empty()) return;
    const auto graph = graph_of(files, in_order(files));
    const reading_date date(*graph);
    supersession lineage(*graph, date);
    std::vector<settled> ends;
    struct known {
        const char* table;
        std::size_t rows, living, replaced;
    };
    // As resolved for the description of the crosswalk (slo-obk.md 8.1).
    for (const known& table :
         {known{"kerndoelen_po_04_2006", 58, 55, 3}, known{"kerndoelen_onderbouw_vo_20071115", 59, 0, 59}}) {
        CAPTURE(table.table);
        std::size_t rows = 0, living = 0, replaced = 0;
        for (const source& one : sources()) {
            if (one.file.string().find(table.table) == std::string::npos) continue;
            for (const model_goals::record& each : read(one)) {
                const auto* row = std::get_if<model_goals::association>(&each);
                if (!row) continue;
                ++rows;
                const node concept_of = graph->find(row->object);
                if (concept_of == no_node) continue;
                const fate became = lineage.settle(concept_of, ends);
                living += became == fate::living;
                replaced += became == fate::replaced && ends.size() == 1;
            }
        }
        CHECK(rows == table.rows);
        CHECK(living == table.living);
        CHECK(replaced == table.replaced);
    }
}
