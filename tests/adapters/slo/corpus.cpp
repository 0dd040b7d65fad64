// The released data of SLO, as far as it is at hand: what is read must have the sizes that its description tells.
// Source of the figures: standards/slo-obk.md 2 to 4 and standards/goal-mapping-practice.md A2.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/goals.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace schakel;
namespace goals = schakel::model::goals;

namespace {

std::filesystem::path corpus() {
    return test::shared_folder() / "corpus" / "goals" / "slo";
}

bool there() {
    if (std::filesystem::exists(corpus())) return true;
    MESSAGE("skipped: the corpus of SLO is not at hand");
    return false;
}

struct reference {
    std::string from, property, to; // from: kind of the goal that holds it
    bool held_by_deprecated = false;
};

// Everything that was read, and counts of it.
struct taken : goal_sink {
    std::map<std::string, std::size_t, std::less<>> live, deprecated; // by kind
    std::set<std::string, std::less<>> live_ids, deprecated_ids, frameworks, releases;
    std::vector<goals::association> associations;
    std::map<std::string, goals::goal, std::less<>> by_id;
    std::size_t levels = 0, subjects = 0;
    report told;

    void add(goals::record&& what) override {
        if (auto* one = std::get_if<goals::framework>(&what)) frameworks.insert(one->id);
        if (auto* one = std::get_if<goals::release>(&what)) releases.insert(one->id);
        if (auto* one = std::get_if<goals::association>(&what)) associations.push_back(std::move(*one));
        if (auto* one = std::get_if<goals::goal>(&what)) add_goal(std::move(*one));
    }
    void add_goal(goals::goal&& one) {
        const bool is_live = one.state == goals::goal_state::live;
        one.kind.value.resize(std::min(one.kind.value.find('/'), one.kind.value.size())); // fo_doelzin/kerndoel
        ++(is_live ? live : deprecated)[one.kind.value];
        (is_live ? live_ids : deprecated_ids).insert(one.id);
        levels += one.levels.size();
        subjects += one.subjects.size();
        by_id.insert_or_assign(one.id, std::move(one));
    }

    std::size_t count(goals::relation what) const {
        return static_cast<std::size_t>(std::ranges::count(associations, what, &goals::association::what));
    }
    bool knows(const std::string& id) const { return live_ids.contains(id) || deprecated_ids.contains(id); }
    // Ends of references by this property that nothing defines; `property` is SLO's own.
    std::size_t dangling(std::string_view context, std::string_view property) const {
        std::size_t count = 0;
        for (const auto& [id, one] : by_id) {
            if (one.framework != context) continue;
            const auto& ends = property == "niveau_id" ? one.levels : one.subjects;
            if (property != "niveau_id" && property != "vakleergebied_id") continue;
            count += static_cast<std::size_t>(std::ranges::count_if(ends, [&](const auto& to) { return !knows(to); }));
        }
        for (const goals::association& one : associations) {
            if (one.predicate.value != property) continue;
            const bool reversed = one.what == goals::relation::child_of && !one.predicate.value.starts_with("doel_");
            const std::string& holder = reversed ? one.object : one.subject;
            const std::string& end = reversed ? one.subject : one.object;
            const auto known = by_id.find(holder);
            if (known != by_id.end() && known->second.framework == context && !knows(end)) ++count;
        }
        return count;
    }
};

void read_into(taken& into, const std::filesystem::path& file) {
    static const auto slo = make_slo(schemas::bundled);
    const auto bytes = mapped_file::open(file);
    REQUIRE(bytes);
    goal_reading_options options;
    options.document.limits = file_limits();
    const goal_reading seen = slo->goals()->read({bytes->bytes(), &*bytes, {}, file.string()}, options, into);
    const finding* fault = seen.report.first_error();
    CHECK_MESSAGE(
        !fault, file.string(), " ", fault ? fault->where.path : "", ": ", fault ? fault->text(language::en) : ""
    );
    for (const layer each : all_layers) into.told.add(each, seen.report.at(each).findings);
}

taken read_all(const std::filesystem::path& folder) {
    taken all;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().parent_path().filename() == "data") files.push_back(entry.path());
    std::ranges::sort(files);
    for (const std::filesystem::path& each : files) read_into(all, each);
    return all;
}

} // namespace

TEST_CASE("the current releases have the sizes that are published, type by type") {
    if (!there()) return;
    const taken all = read_all(corpus() / "current");
    const std::map<std::string, std::size_t, std::less<>> published{
        {"niveau", 105},
        {"vakleergebied", 95},
        {"doel", 17'113},
        {"tag", 2 * 59}, // the same tags in two contexts
        {"kerndoel", 405},
        {"kerndoel_domein", 29},
        {"kerndoel_uitstroomprofiel", 3},
        {"kerndoel_vakleergebied", 26},
        {"examenprogramma", 107},
        {"examenprogramma_domein", 763},
        {"examenprogramma_subdomein", 1'000},
        {"examenprogramma_eindterm", 2'784},
        {"examenprogramma_body", 812},
        {"examenprogramma_kop1", 222},
        {"examenprogramma_kop2", 72},
        {"examenprogramma_vakleergebied", 54},
        {"fo_set", 129},
        {"fo_domein", 468},
        {"fo_subdomein", 893},
        {"fo_kernzin", 171},
        {"fo_doelzin", 2'860},
        {"fo_uitwerking", 11'042},
        {"ldk_vakleergebied", 21},
        {"ldk_vakkern", 141},
        {"ldk_vaksubkern", 624},
        {"ldk_vakinhoud", 444},
        {"ldk_vakbegrip", 3'310},
        {"inh_vakleergebied", 6},
        {"inh_inhoudslijn", 26},
        {"inh_cluster", 154},
        {"inh_subcluster", 58},
        {"ref_vakleergebied", 2},
        {"ref_domein", 7},
        {"ref_subdomein", 21},
        {"ref_onderwerp", 52},
        {"ref_deelonderwerp", 23},
        {"nh_bouw", 3},
        {"nh_categorie", 4},
        {"nh_leerweg", 4},
        {"nh_niveau", 5},
        {"nh_schoolsoort", 1},
        {"nh_sector", 1},
    };
    for (const auto& [kind, count] : all.live) {
        CAPTURE(kind);
        CHECK(published.contains(kind));
    }
    for (const auto& [kind, count] : published) {
        CAPTURE(kind);
        CHECK((all.live.contains(kind) ? all.live.at(kind) : 0) == count);
    }
    // Of the 76,297 live and 7,525 deprecated entities these contexts hold so many; the files that are missing are told
    // in the corpus's provenance.
    CHECK(all.live_ids.size() == 44'119);
    CHECK(all.deprecated_ids.size() == 1'605);
    CHECK(all.frameworks.size() == 9);
    CHECK(std::ranges::none_of(all.live_ids, [&](const std::string& id) { return all.deprecated_ids.contains(id); }));
    for (const std::string& id : all.live_ids) REQUIRE(id.starts_with("urn:uuid:"));
}

TEST_CASE("every reference of the current releases is carried, and those that dangle are the published ones") {
    if (!there()) return;
    const taken all = read_all(corpus() / "current");
    const std::size_t succession = all.count(goals::relation::replaced_by) + all.count(goals::relation::inherits);
    CHECK(all.associations.size() - succession + all.levels + all.subjects == 85'576);
    CHECK(all.dangling("slo:fo", "vakleergebied_id") == 36);
    CHECK(all.dangling("slo:examenprogramma", "examenprogramma_eindterm_id") == 12);
    CHECK(all.dangling("slo:examenprogramma", "vakleergebied_id") == 20);
    CHECK(all.dangling("slo:kerndoelen", "vakleergebied_id") == 12);
    CHECK(all.dangling("slo:inhoudslijnen", "vakleergebied_id") == 6);
    // Whose file is not there.
    CHECK(all.dangling("slo:leerdoelenkaarten", "doelniveau_id") == 23'900);
    CHECK(all.dangling("slo:inhoudslijnen", "doelniveau_id") == 2'424);
    CHECK(all.dangling("slo:referentiekader", "doelniveau_id") == 733);
    CHECK(all.dangling("slo:fo", "fo_illustratie_id") == 10'089);
    CHECK(all.dangling("slo:fo", "niveau_id") == 0);
    CHECK(all.dangling("slo:fo", "fo_uitwerking_id") == 0);
    // Nobody became a goal by being referred to.
    for (const goals::association& one : all.associations)
        if (!all.knows(one.object)) REQUIRE(!all.by_id.contains(one.object));
}

TEST_CASE("supersession of the current contexts is linear, and a replaced goal leads to one that is known") {
    if (!there()) return;
    const taken all = read_all(corpus() / "current");
    std::map<std::string, std::size_t> successors;
    for (const std::string& id : all.deprecated_ids) successors[id] = 0;
    for (const goals::association& one : all.associations)
        if (one.what == goals::relation::replaced_by) ++successors[one.subject];
    for (const auto& [id, count] : successors) REQUIRE(count <= 1);
    CHECK(all.deprecated.at("kerndoel") == 73);
    CHECK(all.deprecated.at("kerndoel_vakleergebied") > 0);
}

TEST_CASE("the release of 2019 is closed: anchors of goals at a level resolve, and so do aliases") {
    if (!there()) return;
    const taken all = read_all(corpus() / "history" / "v1.0");
    CHECK(all.releases.contains("slo:basis#v1.0"));
    CHECK(all.releases.contains("slo:kerndoelen#v1.0"));
    CHECK(all.releases.contains("slo:lpib#v1.0"));
    CHECK(all.live.at("doelniveau") == 5'382);
    std::map<std::string, std::size_t> targets, hits;
    std::set<std::string> aliased;
    std::size_t aliases = 0;
    for (const goals::association& one : all.associations) {
        if (one.predicate.value == "alias") {
            ++aliases;
            aliased.insert(one.subject);
            CHECK(all.knows(one.subject));
            CHECK(all.knows(one.object));
        }
        if (one.what != goals::relation::narrower) continue;
        ++targets[one.subject];
        ++hits[one.object];
        REQUIRE(all.knows(one.subject));
        REQUIRE(all.knows(one.object));
    }
    CHECK(all.count(goals::relation::narrower) == 13'256);
    CHECK(5'382 - targets.size() == 1'190);
    CHECK(std::ranges::count(targets, 1u, [](const auto& one) { return one.second; }) == 630);
    CHECK(std::ranges::count_if(targets, [](const auto& one) { return one.second >= 2 && one.second <= 9; }) == 3'562);
    CHECK(hits.size() == 73);
    CHECK(std::ranges::max_element(hits, {}, [](const auto& one) { return one.second; })->second == 1'256);
    CHECK(aliases == 1'307);
    CHECK(aliased.size() == 268);
}

TEST_CASE("goals of 2025 are found among the ancestors of today's") {
    if (!there()) return;
    const taken today = read_all(corpus() / "current" / "fo"), then = read_all(corpus() / "history" / "fo-2025.1");
    CHECK(then.releases == std::set<std::string, std::less<>>{"slo:fo#2025.1"});
    CHECK(then.live.at("fo_doelzin") == 2'586);
    CHECK(read_all(corpus() / "history" / "fo-2026.1").live.at("fo_doelzin") == 2'654);
    std::set<std::string> ancestors;
    for (const goals::association& one : today.associations)
        if (one.what == goals::relation::inherits) ancestors.insert(one.object);
    std::size_t same = 0, succeeded = 0;
    for (const auto& [id, one] : then.by_id) {
        if (one.kind.value != "fo_doelzin" || one.state != goals::goal_state::live) continue;
        if (today.live_ids.contains(id))
            ++same;
        else if (ancestors.contains(id))
            ++succeeded;
    }
    CHECK(same == 92);
    CHECK(succeeded == 2'230);
}

TEST_CASE("splits and merges of 2020 keep all their ends") {
    if (!there()) return;
    const taken basis = read_all(corpus() / "history" / "basis-2020.1");
    const taken lpib = read_all(corpus() / "history" / "lpib-2020.2");
    const auto split_into = [](const taken& all) {
        std::map<std::string, std::size_t> parts;
        for (const goals::association& one : all.associations)
            if (one.what == goals::relation::replaced_by) ++parts[one.subject];
        std::map<std::size_t, std::size_t> of_size;
        for (const auto& [id, count] : parts) ++of_size[count];
        return of_size;
    };
    const auto basis_splits = split_into(basis);
    CHECK(basis_splits.at(2) == 116);
    CHECK(basis_splits.at(3) == 16);
    CHECK(basis_splits.at(4) == 3);
    CHECK(basis_splits.at(5) == 2);
    CHECK(basis_splits.at(6) == 1);
    const auto lpib_splits = split_into(lpib);
    CHECK(lpib.deprecated_ids.size() == 2'557);
    CHECK(lpib_splits.at(2) == 81);
    CHECK(lpib_splits.at(3) == 65);
    CHECK(lpib_splits.at(4) == 18);
    CHECK(lpib_splits.at(5) == 5);
    CHECK(lpib_splits.at(72) == 3);
}
