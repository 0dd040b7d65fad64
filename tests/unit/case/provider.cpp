// Somebody asks: every operation of both versions, pages, filters, sorting, selection, links and refusals.
#include "adapters/common/case/answer.hpp"
#include "adapters/common/case/operations.hpp"
#include "adapters/common/case/reply.hpp"
#include "tests/unit/case/case_test.hpp"

#include <map>

using namespace schakel;
using namespace schakel::test;

namespace {

const std::string id = "5d0c1f6e-3a44-4f0e-9d5b-00000000000";

struct got {
    int status = 0;
    header_fields headers;
    std::string body;
    std::uint64_t records = 0;

    std::vector<std::string> texts(std::string_view collection, std::string_view member) const {
        std::vector<std::string> all;
        const auto document = parsed(body);
        for (json::value one = document.root().member(collection).first_child(); one; one = one.next_sibling())
            all.emplace_back(one.member(member).text());
        return all;
    }
    std::string text(std::string_view pointer) const { return std::string(parsed(body).root().find(pointer).text()); }
    std::string minor() const { return text("/imsx_codeMinor/imsx_codeMinorField/0/imsx_codeMinorFieldValue"); }
};

using parameters = std::vector<std::pair<std::string, std::string>>;

got ask(
    version which, std::shared_ptr<const goal_view> view, const std::string& path, const parameters& query = {},
    const char* method = "GET"
) {
    exchange asked;
    asked.method = method;
    asked.path = path;
    asked.query = query;
    answering options;
    options.base_url = "https://gw.example" + std::string(cf::base_path(which));
    const auto question = cf::question(which, asked);
    auto answer = cf::answer(which, asked, question, question.open ? nullptr : std::move(view), options);
    got made{answer.head.status, answer.head.headers, answer.head.body, 0};
    while (answer.stream && answer.stream->next(made.body)) {
    }
    made.records = answer.tally->records;
    return made;
}

std::shared_ptr<const goal_view> full_view() {
    auto view = std::make_shared<goals::memory_goals>(instant(1h), "full");
    cf::read_document(version::v1_1, nullptr, {full_package(), nullptr, {}, {}}, {}, *view);
    return view;
}

// Frameworks numbered from 1, as another standard may have brought them.
std::shared_ptr<const goal_view> many_frameworks(int count) {
    auto view = std::make_shared<goals::memory_goals>(instant(1h), "many");
    for (int i = 1; i <= count; ++i) {
        model::goals::framework one;
        one.id = "https://doelen.example/set/" + std::to_string(i);
        one.title = "Set " + std::to_string(i);
        one.publisher = i % 2 == 0 ? "Even" : "Oneven";
        if (i == 3) one.subjects = {"Taal", "Lezen"};
        one.modified = instant(std::chrono::hours(i));
        view->add(one);
    }
    return view;
}

const validation::json_schema& status_schema(version which) {
    static const auto older = *validation::json_schema::compile("case/1.0/status.schema.json", schemas::bundled);
    static const auto newer = *validation::json_schema::compile("case/1.1/status.schema.json", schemas::bundled);
    return which == version::v1_0 ? older : newer;
}

} // namespace

TEST_CASE("every operation of both versions answers what its schema says") {
    const auto view = full_view();
    const std::map<std::string, std::string> paths{
        {"/CFDocuments", "CFDocuments"},
        {"/CFDocuments/" + id + "0", "creator"},
        {"/CFPackages/" + id + "0", "CFDocument"},
        {"/CFItems/" + id + "1", "fullStatement"},
        {"/CFItemAssociations/" + id + "1", "CFItem"},
        {"/CFAssociations/" + id + "3", "associationType"},
        {"/CFAssociationGroupings/" + id + "e", "title"},
        {"/CFConcepts/" + id + "d", "CFConcepts"},
        {"/CFSubjects/" + id + "a", "CFSubjects"},
        {"/CFItemTypes/" + id + "c", "CFItemTypes"},
        {"/CFLicenses/" + id + "b", "licenseText"},
        {"/CFRubrics/" + id + "8", "CFRubricCriteria"}};
    CHECK(cf::operations().size() == paths.size());
    for (const version which : {version::v1_0, version::v1_1}) {
        for (const auto& [path, member] : paths) {
            CAPTURE(path);
            const got answer = ask(which, view, path);
            CHECK(answer.status == 200);
            CHECK(answer.headers.find("content-type") == "application/json");
            CHECK(!answer.headers.find("etag").empty());
            CHECK(answer.records > 0);
            CHECK(parsed(answer.body).root().member(member));
            const std::string faults = faults_of(which, answer.body);
            CHECK_MESSAGE(faults.empty(), faults);
        }
    }
}

TEST_CASE("an object alone says what it belongs to, an object in a package does not") {
    const auto view = full_view();
    const got item = ask(version::v1_1, view, "/CFItems/" + id + "1");
    CHECK(item.text("/CFDocumentURI/identifier") == id + "0");
    CHECK(item.text("/CFDocumentURI/title") == "Rekenen");
    CHECK(ask(version::v1_1, view, "/CFAssociations/" + id + "3").text("/CFDocumentURI/identifier") == id + "0");
    CHECK(
        ask(version::v1_1, view, "/CFDocuments/" + id + "0").text("/CFPackageURI/uri") ==
        "https://gw.example/ims/case/v1p1/CFPackages/" + id + "0"
    );
    CHECK(ask(version::v1_1, view, "/CFPackages/" + id + "0").body.find("CFDocumentURI") == std::string::npos);
}

TEST_CASE("associations of an item are those at either end") {
    const got answer = ask(version::v1_1, full_view(), "/CFItemAssociations/" + id + "1");
    CHECK(answer.texts("CFAssociations", "identifier") == std::vector<std::string>{id + "3", id + "4", id + "5"});
}

TEST_CASE("a definition comes with what is below it by its code") {
    const got answer = ask(version::v1_1, full_view(), "/CFSubjects/" + id + "a");
    CHECK(answer.texts("CFSubjects", "title") == std::vector<std::string>{"Rekenen", "Meten"}); // not Taal: "12"
    CHECK(ask(version::v1_1, full_view(), "/CFConcepts/" + id + "a").status == 404); // a subject is no concept
}

TEST_CASE("identifiers are found in any case, and refused in the words of the version") {
    const auto view = full_view();
    CHECK(ask(version::v1_1, view, "/CFItems/5D0C1F6E-3A44-4F0E-9D5B-000000000001").status == 200);
    const got unknown = ask(version::v1_1, view, "/CFItems/99999999-3a44-4f0e-9d5b-000000000001");
    CHECK(unknown.status == 404);
    CHECK(unknown.minor() == "unknownobject");
    CHECK(ask(version::v1_1, view, "/CFItems/kerndoel-3").minor() == "invalid_uuid");
    CHECK(ask(version::v1_0, view, "/CFItems/kerndoel-3").minor() == "invaliduuid");
    CHECK(ask(version::v1_1, view, "/CFNothing").status == 404);
    CHECK(ask(version::v1_1, view, "/CFDocuments", {}, "DELETE").status == 405);
}

TEST_CASE("every refusal has the body of its version") {
    for (const version which : {version::v1_0, version::v1_1}) {
        for (int i = 0; i <= static_cast<int>(disposition::outcome::internal); ++i) {
            disposition decided;
            decided.what = static_cast<disposition::outcome>(i);
            const reply made = cf::acknowledge(which, decided);
            CHECK(made.status >= 400);
            CHECK(status_schema(which).validate(parsed(made.body)).empty());
        }
    }
    const auto code = [](version which) {
        disposition decided;
        decided.what = disposition::outcome::unauthenticated;
        return cf::acknowledge(which, decided).body;
    };
    CHECK(code(version::v1_0).find("\"unauthorisedrequest\"") != std::string::npos);
    CHECK(code(version::v1_1).find("\"unauthorised_request\"") != std::string::npos);
}

TEST_CASE("documents come in pages that lead on") {
    const auto view = many_frameworks(25);
    const got first = ask(version::v1_1, view, "/CFDocuments", {{"limit", "10"}, {"sort", "lastChangeDateTime"}});
    CHECK(first.headers.find("x-total-count") == "25");
    CHECK(first.texts("CFDocuments", "title").size() == 10);
    CHECK(first.texts("CFDocuments", "title").front() == "Set 1");
    const std::string link(first.headers.find("link"));
    CHECK(link.find("offset=10>; rel=\"next\"") != std::string::npos);
    CHECK(link.find("offset=20>; rel=\"last\"") != std::string::npos);
    CHECK(link.find("<https://gw.example/ims/case/v1p1/CFDocuments?sort=lastChangeDateTime&limit=10") == 0);
    const got last = ask(version::v1_1, view, "/CFDocuments", {{"limit", "10"}, {"offset", "20"}});
    CHECK(last.texts("CFDocuments", "title").size() == 5);
    CHECK(last.headers.find("link").find("rel=\"next\"") == std::string::npos);
    CHECK(ask(version::v1_1, view, "/CFDocuments", {{"offset", "99"}}).texts("CFDocuments", "title").empty());
    CHECK(ask(version::v1_1, view, "/CFDocuments", {{"limit", "0"}}).status == 400);
    CHECK(ask(version::v1_1, view, "/CFDocuments", {{"offset", "-1"}}).status == 400);
    const got down = ask(version::v1_1, view, "/CFDocuments", {{"sort", "lastChangeDateTime"}, {"orderBy", "desc"}});
    CHECK(down.texts("CFDocuments", "title").front() == "Set 25");
    CHECK(ask(version::v1_1, view, "/CFDocuments", {{"sort", "kleur"}}).status == 200); // in the usual order
}

TEST_CASE("documents are filtered as the standard says") {
    const auto view = many_frameworks(25);
    const auto titles = [&](const std::string& filter) {
        return ask(version::v1_1, view, "/CFDocuments", {{"filter", filter}}).texts("CFDocuments", "title");
    };
    CHECK(titles("title='set 7'") == std::vector<std::string>{"Set 7"}); // capitals do not matter
    CHECK(titles("creator='Even'").size() == 12);
    CHECK(titles("creator!='Even'").size() == 13);
    CHECK(titles("title~'set 2'").size() == 7);
    CHECK(titles("lastChangeDateTime>'1970-01-01T20:00:00Z'").size() == 5);
    CHECK(titles("lastChangeDateTime<='1970-01-01T20:00:00Z'").size() == 20);
    CHECK(titles("creator='Even' AND title~'2'").size() == 5);
    CHECK(titles("title='Set 1' OR title='Set 2'").size() == 2);
    CHECK(titles("subject='Taal'").empty()); // of a list = asks for all its values
    CHECK(titles("subject='Lezen,Taal'") == std::vector<std::string>{"Set 3"});
    CHECK(titles("subject~'taal'") == std::vector<std::string>{"Set 3"});
    CHECK(titles("CFPackageURI.title='Set 4'") == std::vector<std::string>{"Set 4"});
    const auto refusal = [&](const std::string& filter) {
        return ask(version::v1_1, view, "/CFDocuments", {{"filter", filter}});
    };
    CHECK(refusal("kleur='x'").status == 400);
    CHECK(refusal("kleur='x'").minor() == "invalid_filter_field");
    CHECK(refusal("title=x").minor() == "invalid_filter_field");
    CHECK(refusal("lastChangeDateTime>'gisteren'").minor() == "invalid_filter_field");
    CHECK(ask(version::v1_0, view, "/CFDocuments", {{"filter", "frameworkType='x'"}}).status == 400); // of 1.1
}

TEST_CASE("fields select members; an unknown one selects all, a blank one is refused") {
    const auto view = many_frameworks(2);
    const got some = ask(version::v1_1, view, "/CFDocuments", {{"fields", "title,identifier"}});
    const auto document = parsed(some.body);
    CHECK(document.root().find("/CFDocuments/0").size() == 2);
    CHECK(
        parsed(ask(version::v1_1, view, "/CFDocuments", {{"fields", "kleur"}}).body)
            .root()
            .find("/CFDocuments/0")
            .size() > 5
    );
    CHECK(ask(version::v1_1, view, "/CFDocuments", {{"fields", ""}}).minor() == "invalid_selection_field");
    CHECK(ask(version::v1_1, view, "/CFDocuments", {{"fields", "title,"}}).minor() == "invalid_selection_field");
}

TEST_CASE("goals of other standards are served under identifiers that are found again") {
    const auto view = many_frameworks(3);
    const auto all = ask(version::v1_1, view, "/CFDocuments").texts("CFDocuments", "identifier");
    for (const std::string& one : all) {
        CHECK(ask(version::v1_1, view, "/CFDocuments/" + one).status == 200);
        CHECK(ask(version::v1_1, view, "/CFPackages/" + one).status == 200);
    }
    CHECK(ask(version::v1_0, view, "/CFDocuments").texts("CFDocuments", "identifier") == all);
}

TEST_CASE("only 1.1 publishes a description of itself") {
    const got answer = ask(version::v1_1, nullptr, std::string(cf::discovery_path()));
    CHECK(answer.status == 200);
    const auto document = parsed(answer.body);
    CHECK(document.root().member("paths").size() == 12);
    CHECK(answer.text("/servers/0/url") == "https://gw.example/ims/case/v1p1");
    CHECK(ask(version::v1_0, nullptr, std::string(cf::discovery_path())).status == 404);
}

TEST_CASE("an answer has the same tag until the view changes") {
    const auto tag = [](std::shared_ptr<const goal_view> view, const std::string& path) {
        return std::string(ask(version::v1_1, std::move(view), path).headers.find("etag"));
    };
    CHECK(tag(full_view(), "/CFPackages/" + id + "0") == tag(full_view(), "/CFPackages/" + id + "0"));
    CHECK(tag(full_view(), "/CFPackages/" + id + "0") != tag(full_view(), "/CFDocuments/" + id + "0"));
    CHECK(tag(many_frameworks(1), "/CFDocuments") != tag(full_view(), "/CFDocuments"));
}
