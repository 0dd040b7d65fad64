// Packages there and back: what comes out keeps to the strict schema and says the same, and every loss is declared.
#include "adapters/common/case/keys.hpp"
#include "adapters/common/case/rules.hpp"
#include "gateway/adapter/loss.hpp"
#include "tests/unit/case/case_test.hpp"

using namespace schakel;
using namespace schakel::test;

namespace {

// Every record of a view, to be compared.
struct contents {
    std::vector<model::goals::framework> frameworks;
    std::vector<model::goals::release> releases;
    std::vector<model::goals::goal> goals;
    std::vector<model::goals::association> associations;
    std::vector<model::goals::definition> definitions;
};

template <class Record>
void take_all(const goal_view& view, std::string_view owner, std::vector<Record>& into) {
    each<Record>(view, {owner, {}, 3}, [&](const Record& one) {
        into.push_back(one);
        return true;
    });
}

contents contents_of(const goal_view& view) {
    contents all;
    all.frameworks = view.frameworks();
    for (const auto& framework : all.frameworks) {
        for (const auto& release : view.releases(framework.id)) {
            all.releases.push_back(release);
            take_all(view, release.id, all.goals);
            take_all(view, release.id, all.associations);
        }
        take_all(view, framework.id, all.definitions);
    }
    return all;
}

void check_same(const goal_view& a, const goal_view& b) {
    const contents left = contents_of(a), right = contents_of(b);
    CHECK(left.frameworks == right.frameworks);
    CHECK(left.releases == right.releases);
    CHECK(left.goals == right.goals);
    CHECK(left.associations == right.associations);
    CHECK(left.definitions == right.definitions);
}

bool keeps_identifiers(version which, const goal_view& view) {
    const contents all = contents_of(view);
    const auto kept = [&](const auto& records) {
        return std::ranges::all_of(records, [&](const auto& one) {
            return cf::identifier_for(which, one.id) == cf::identifier_of(one.id);
        });
    };
    return kept(all.frameworks) && kept(all.goals) && kept(all.associations) && kept(all.definitions);
}

std::size_t count_of(const loss_report& of, field_outcome outcome) {
    std::size_t total = 0;
    for (const field_loss& one : of.fields) total += one.outcome == outcome ? one.count : 0;
    return total;
}

} // namespace

TEST_CASE("a package that fills every member is read without a remark and comes back whole") {
    const std::string text = full_package();
    CHECK(faults_of(version::v1_1, text).empty());
    const auto seen = read(version::v1_1, text, cf::strict_profile);
    CHECK(!seen.reading.report.rejects());
    CHECK(seen.reading.report.at(layer::schema).outcome == verdict::valid);
    CHECK(ids_of(seen.reading.report.at(layer::rules).findings) == std::vector<std::string>{"case.dangling"});

    const auto out = write(version::v1_1, seen.goals);
    CHECK(faults_of(version::v1_1, out.text).empty());
    CHECK(out.refused.empty());
    const auto again = read(version::v1_1, out.text, cf::strict_profile);
    check_same(seen.goals, again.goals);
    CHECK(write(version::v1_1, again.goals).text == out.text);

    const loss_report loss = join("case-1.1", "case-1.1", seen.reading.trace, out.fate);
    for (const field_loss& one : loss.fields) {
        INFO(one.path, " ", one.reason);
        CHECK(one.outcome == field_outcome::carried);
    }
}

TEST_CASE("what means something is in the canonical record") {
    const auto seen = read(version::v1_1, full_package());
    const auto goal = seen.goals.find_goal("urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000001");
    REQUIRE(goal);
    CHECK(goal->statement == "De leerling telt\ntot **twintig**.");
    CHECK(goal->code == "R.1");
    CHECK(goal->kind.value == "Doel");
    CHECK(goal->levels == std::vector<std::string>{"3", "4"});
    CHECK(goal->valid_to == model::goals::day{std::chrono::year{2030}, std::chrono::July, std::chrono::day{31}});
    CHECK(goal->framework == "urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000000");
    const auto releases = seen.goals.releases(goal->framework);
    REQUIRE(releases.size() == 1);
    CHECK(releases.front().label == "2026");
    CHECK(
        seen.goals.frameworks().front().uri_prefixes ==
        std::vector<std::string>{"https://doelen.example/ims/case/v1p1/CFItems/"}
    );

    const auto translated = seen.goals.find_association("urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000004");
    REQUIRE(translated);
    CHECK(translated->what == model::goals::relation::exact);
    CHECK(translated->object == "urn:fdc:elders:77");
    CHECK(translated->object_title == "Elders");
    const auto unknown = seen.goals.find_association("urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000005");
    REQUIRE(unknown);
    CHECK(unknown->what == model::goals::relation::related); // what is not known claims nothing
    CHECK(unknown->predicate.value == "ext:oefentVoor");
}

TEST_CASE("1.1 becomes 1.0 with its losses declared, each of them") {
    const auto seen = read(version::v1_1, full_package());
    const auto out = write(version::v1_0, seen.goals);
    CHECK(faults_of(version::v1_0, out.text).empty());
    const loss_report loss = join("case-1.1", "case-1.0", seen.reading.trace, out.fate);
    const auto outcome_of = [&](std::string_view path) {
        std::string all;
        for (const field_loss& one : loss.fields) {
            if (one.path == path) all += std::string(to_string(one.outcome)) + " ";
        }
        return all;
    };
    CHECK(outcome_of("CFDocument/frameworkType") == "dropped ");
    CHECK(outcome_of("CFDocument/caseVersion") == "dropped ");
    CHECK(outcome_of("CFDocument/extensions") == "dropped ");
    CHECK(outcome_of("CFItem/subject") == "dropped ");
    CHECK(outcome_of("CFItem/subjectURI") == "dropped ");
    CHECK(outcome_of("CFItem/extensions") == "dropped ");
    CHECK(outcome_of("CFAssociation/notes") == "dropped ");
    CHECK(outcome_of("CFAssociation/extensions") == "dropped ");
    CHECK(outcome_of("CFAssociation/associationType") == "carried mapped ");
    CHECK(outcome_of("LinkGenURI/targetType") == "dropped ");
    CHECK(outcome_of("CFItemType/extensions") == "dropped ");
    CHECK(outcome_of("CFRubricCriterionLevel/extensions") == "dropped ");
    CHECK(outcome_of("CFPackage/extensions") == "dropped ");
    CHECK(outcome_of("CFDefinitions/extensions") == "dropped ");
    CHECK(outcome_of("CFItem/fullStatement") == "carried ");
    CHECK(count_of(loss, field_outcome::dropped) == 13);
    CHECK(count_of(loss, field_outcome::mapped) == 2); // isTranslationOf and ext:
    CHECK(out.text.find("extensions") == std::string::npos);

    // What 1.0 carries comes back, and up again nothing is lost.
    const auto again = read(version::v1_0, out.text, cf::strict_profile);
    CHECK(!again.reading.report.rejects());
    const auto up = write(version::v1_1, again.goals);
    CHECK(faults_of(version::v1_1, up.text).empty());
    CHECK(count_of(join("case-1.0", "case-1.1", again.reading.trace, up.fate), field_outcome::dropped) == 0);
}

TEST_CASE("1.1 carries in extensions what CASE has no field for") {
    auto seen = read(version::v1_1, full_package());
    auto goal = seen.goals.find_goal("urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000001");
    REQUIRE(goal);
    goal->central_exam = true;
    goal->weight = decimal::parse("0.25");
    seen.goals.add(*goal);
    model::goals::association made;
    made.id = "https://doelen.example/koppeling/1";
    made.subject = goal->id;
    made.object = "urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000002";
    made.what = model::goals::relation::overlap;
    made.predicate.value = "skos:closeMatch";
    made.confidence = decimal::parse("0.8");
    made.coverage_of_object = decimal::parse("0.5");
    made.why = model::goals::justification::manual;
    made.author = "Vakgroep";
    made.review = model::goals::review_state::reviewed;
    seen.goals.add(made);

    const auto out = write(version::v1_1, seen.goals);
    CHECK(faults_of(version::v1_1, out.text).empty());
    const auto again = read(version::v1_1, out.text, cf::strict_profile);
    const auto goal_again = again.goals.find_goal(goal->id);
    REQUIRE(goal_again);
    CHECK(goal_again->central_exam);
    CHECK(goal_again->weight == goal->weight);
    CHECK(goal_again->extra.size() == goal->extra.size()); // the extensions of others stay
    bool met = false;
    for (const auto& one : again.goals.associations_of(goal->id)) {
        if (one.confidence != made.confidence) continue;
        met = true;
        CHECK(one.what == made.what);
        CHECK(one.predicate.value == made.predicate.value);
        CHECK(one.coverage_of_object == made.coverage_of_object);
        CHECK(one.why == made.why);
        CHECK(one.author == made.author);
        CHECK(one.review == made.review);
    }
    CHECK(met);
    CHECK(faults_of(version::v1_0, write(version::v1_0, seen.goals).text).empty());
}

TEST_CASE("a mapping set goes out as a package of 1.1 and comes back whole") {
    goals::memory_goals view(instant(1h), "set");
    model::goals::mapping_set set;
    set.name = "https://doelen.example/koppeling";
    set.version = "3";
    set.id = set.name + "#" + set.version;
    set.title = "SLO naar Leerlijn";
    set.author = "Vakgroep";
    set.subject_framework = "urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000000";
    set.object_release = "2026";
    set.confidence = decimal::parse("0.9");
    set.made_on = parse_date("2026-09-01");
    set.valid_to = parse_date("2027-08-01");
    set.review = model::goals::review_state::reviewed;
    set.note = "Proef";
    view.add(set);
    model::goals::group group;
    group.id = "groep 1";
    group.owner = set.id;
    group.objects = model::goals::group::completeness::complete;
    view.add(group);
    for (int i = 1; i <= 2; ++i) {
        model::goals::association one;
        one.id = "urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-00000000001" + std::to_string(i);
        one.subject = "urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000001";
        one.object = "urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-00000000002" + std::to_string(i);
        one.what = model::goals::relation::broader;
        one.group = group.id;
        one.modified = instant(1h);
        view.add(one);
    }
    const auto out = write(version::v1_1, view);
    const std::string faults = faults_of(version::v1_1, out.text);
    CHECK_MESSAGE(faults.empty(), faults);
    const auto again = read(version::v1_1, out.text, cf::strict_profile);
    CHECK(again.goals.frameworks().empty());
    const auto sets = again.goals.mapping_sets();
    REQUIRE(sets.size() == 1);
    CHECK(sets[0].id == set.id);
    CHECK(sets[0].title == set.title);
    CHECK(sets[0].author == set.author);
    CHECK(sets[0].subject_framework == set.subject_framework);
    CHECK(sets[0].object_release == set.object_release);
    CHECK(sets[0].confidence == set.confidence);
    CHECK(sets[0].made_on == set.made_on);
    CHECK(sets[0].valid_to == set.valid_to);
    CHECK(sets[0].review == set.review);
    CHECK(sets[0].note == set.note);
    std::vector<model::goals::group> groups;
    take_all(again.goals, set.id, groups);
    CHECK(groups == std::vector<model::goals::group>{group});
    std::vector<model::goals::association> edges;
    take_all(again.goals, set.id, edges);
    REQUIRE(edges.size() == 2);
    for (const auto& one : edges) {
        CHECK(one.group == group.id);
        // What A includes of B is that B is part of A.
        CHECK(one.what == model::goals::relation::narrower);
        CHECK(one.object == "urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000001");
    }
    const auto older = write(version::v1_0, view);
    CHECK(faults_of(version::v1_0, older.text).empty());
    CHECK(older.text.find("schakel.") == std::string::npos);
}

TEST_CASE("the packages of the corpus are read and come back as strict packages that say the same") {
    const auto all = corpus_packages();
    if (all.empty()) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    for (const auto& file : all) {
        CAPTURE(file.filename().string());
        const std::string text = content_of(file);
        const auto seen = read(version::v1_0, text);
        CHECK(!seen.reading.report.rejects());
        for (const version which : {version::v1_0, version::v1_1}) {
            const auto out = write(which, seen.goals);
            const std::string faults = faults_of(which, out.text);
            CHECK_MESSAGE(faults.empty(), faults.substr(0, 600));
            const auto again = read(which, out.text, cf::strict_profile);
            CHECK(!again.reading.report.rejects());
            if (!keeps_identifiers(which, seen.goals)) continue; // 1.0 takes UUIDs of versions 1 to 5 only
            CHECK(write(which, again.goals).text == out.text);
            check_same(seen.goals, again.goals);
        }
    }
}

TEST_CASE("the mathematics framework of the corpus has the figures that are published of it") {
    const auto file = shared_folder() / "corpus/goals/case/smarter-balanced/math-content-specification.package.json";
    if (!std::filesystem::exists(file)) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    const auto seen = read(version::v1_0, content_of(file));
    const contents all = contents_of(seen.goals);
    CHECK(all.goals.size() == 585);
    CHECK(all.associations.size() == 3367); // 3,368, of which one stands there twice
    const auto& told = seen.reading.report.at(layer::rules).findings;
    CHECK(std::ranges::count_if(told, [](const finding& one) { return one.broken->id == "case.duplicate"; }) == 1);
    CHECK(std::ranges::count(all.associations, model::goals::relation::exact, &model::goals::association::what) == 914);
    CHECK(seen.reading.report.count(severity::error) == 0);
}
