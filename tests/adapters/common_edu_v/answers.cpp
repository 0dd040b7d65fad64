// Questions and answers of the administration services, and the fetch of a whole roster from them.
#include "tests/adapters/common_edu_v/subject.hpp"

#include "gateway/codec/json_document.hpp"

#include <map>
#include <optional>
#include <set>

using namespace schakel;
using namespace schakel::test;

namespace {

std::shared_ptr<const roster::memory_roster> school(bool secondary = false, bool full = true) {
    auto made = std::make_shared<roster::memory_roster>(noon());
    roster::generated_school(small(secondary, full)).write(*made);
    return made;
}

// "orgMasterId=1&name=a" as the transport gives it; no escapes in these tests.
std::vector<std::pair<std::string, std::string>> query_of(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> list;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        list.emplace_back(pair.substr(0, pair.find('=')), pair.substr(std::min(pair.find('=') + 1, pair.size())));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
    }
    return list;
}

exchange asked(std::string method, std::string_view target, std::string body = {}) {
    exchange question;
    question.method = std::move(method);
    question.path = target.substr(0, target.find('?'));
    if (target.find('?') != std::string_view::npos) question.query = query_of(target.substr(target.find('?') + 1));
    question.body = std::move(body);
    if (!question.body.empty()) question.headers.set("Content-Type", "application/json");
    return question;
}

answering granted(std::set<std::string, std::less<>> scopes) {
    answering options;
    options.scopes = std::move(scopes);
    options.now = noon();
    options.lang = language::en;
    return options;
}

struct told {
    int status = 0;
    std::string body;
    std::uint64_t persons = 0, records = 0;
};

told answered(
    std::string_view service, const exchange& question, const answering& options,
    std::shared_ptr<const roster_view> view = school()
) {
    const roster_adapter& by = *eduv(service).roster();
    const roster_question read = by.question(question, {});
    CHECK_FALSE(read.report.rejects());
    roster_answer answer = by.answer(question, read, std::move(view), options);
    told out{answer.head.status, answer.head.body, 0, 0};
    CHECK(answer.head.headers.find("api-version") == (service == "education" ? "1.1.1" : "1.1.0"));
    if (answer.stream) out.body = all_of(*answer.stream);
    out.persons = answer.tally->persons;
    out.records = answer.tally->records;
    return out;
}

std::string first_finding(std::string_view service, const exchange& question) {
    const roster_question read = eduv(service).roster()->question(question, {});
    const finding* cause = read.report.first_error();
    return cause ? std::string(cause->broken->id) : std::string();
}

std::size_t size_of(const std::string& body) {
    findings found;
    const auto document = json::document::parse(body, {}, found);
    REQUIRE_MESSAGE(document, body.substr(0, 200));
    REQUIRE(document->root().is(json::kind::array));
    return document->root().size();
}

const std::set<std::string, std::less<>> every_scope{
    "eduv.education",
    "eduv.association",
    "eduv.student.basic",
    "eduv.student.demographics",
    "eduv.student.communication",
    "eduv.employee.basic",
    "eduv.employee.communication",
    "eduv.employee.roles"};

const std::string here = "?orgMasterId=104A158";

} // namespace

TEST_CASE("attributes whose scope was not granted are absent") {
    const exchange question = asked("GET", "/students/school" + here);
    const told basic = answered("students", question, granted({"eduv.student.basic"}));
    CHECK(basic.status == 200);
    CHECK(basic.persons == size_of(basic.body));
    for (const char* name : {"dateOfBirth", "gender", "email"})
        CHECK_MESSAGE(basic.body.find("\"" + std::string(name) + "\"") == std::string::npos, name);
    const told more = answered("students", question, granted({"eduv.student.basic", "eduv.student.demographics"}));
    CHECK(more.body.find("\"dateOfBirth\"") != std::string::npos);
    CHECK(more.body.find("\"email\"") == std::string::npos);
    const told staff =
        answered("employees", asked("GET", "/employees/school" + here), granted({"eduv.employee.basic"}));
    CHECK(staff.body.find("organisationRoles") == std::string::npos);
    CHECK(staff.body.find("\"email\"") == std::string::npos);
}

TEST_CASE("every operation of a list answers an array of valid objects") {
    struct {
        std::string_view service, path;
    } lists[] = {{"education", "/organisations"},           {"education", "/studyofferings/school"},
                 {"education", "/subjectofferings/school"}, {"association", "/schoolperiods/school"},
                 {"association", "/groups/school"},         {"association", "/assignments/school"},
                 {"association", "/enrollments/school"},    {"students", "/students/school"},
                 {"employees", "/employees/school"}};
    for (const auto& [service, path] : lists) {
        CAPTURE(path);
        const told answer = answered(service, asked("GET", std::string(path) + here), granted(every_scope));
        CHECK(answer.records == size_of(answer.body));
        CHECK(answer.records > 0);
        discarding_sink nobody;
        const roster_reading again = read(service, answer.body, nobody, std::string(path));
        CHECK_FALSE(again.report.rejects());
    }
}

TEST_CASE(
    "what has gone is told as tobedeleted in answers about a school, with nothing of a person but the name and ids"
) {
    const auto view = std::make_shared<roster::memory_roster>(noon());
    view->add_all(*school());
    std::vector<model::roster::person> persons;
    view->page({.limit = 1, .persons = model::roster::person_kind::pupil}, persons);
    model::roster::person left = persons.front();
    left.ended = true;
    left.sex = model::roster::gender::female;
    view->add(model::roster::person(left));
    std::vector<model::roster::group> groups;
    view->page({.limit = 1}, groups);
    model::roster::group closed = groups.front();
    closed.ended = true;
    view->add(model::roster::group(closed));

    const auto gone = [](const told& answer) {
        std::vector<std::string> texts;
        findings found;
        const auto document = json::document::parse(answer.body, {}, found);
        REQUIRE(document);
        for (auto one = document->root().first_child(); one; one = one.next_sibling())
            if (one.member("status").text() == "tobedeleted") texts.emplace_back(one.raw());
        return texts;
    };
    const auto all = granted(every_scope);
    const auto pupils = gone(answered("students", asked("GET", "/students/school" + here), all, view));
    REQUIRE(pupils.size() == 1);
    CHECK(pupils.front().find("\"userMasterIdentifier\"") != std::string::npos);
    CHECK(pupils.front().find("\"familyName\"") != std::string::npos);
    for (const char* name : {"dateOfBirth", "gender", "email"})
        CHECK_MESSAGE(pupils.front().find("\"" + std::string(name) + "\"") == std::string::npos, name);
    CHECK(gone(answered("association", asked("GET", "/groups/school" + here), all, view)).size() == 1);
    CHECK(answered("association", asked("GET", "/groups/school/" + closed.id), all, view).status == 404);

    // A consumer that reads the answer knows who has gone.
    roster::memory_roster taken;
    const told answer = answered("students", asked("GET", "/students/school" + here), all, view);
    CHECK_FALSE(read("students", answer.body, taken, "/students/school").report.rejects());
    CHECK(taken.count(model::roster::record_kind::person) + 1 == answer.persons);
}

TEST_CASE("one object is found by its id, and another is not there") {
    const auto view = school();
    const told groups = answered("association", asked("GET", "/groups/school" + here), granted(every_scope), view);
    findings found;
    const auto document = json::document::parse(groups.body, {}, found);
    const std::string id(document->root().first_child().member("groupId").text());
    const told one = answered("association", asked("GET", "/groups/school/" + id), granted(every_scope), view);
    CHECK(one.status == 200);
    CHECK(one.body == document->root().first_child().raw());
    const told none = answered("association", asked("GET", "/groups/school/geen"), granted(every_scope), view);
    CHECK(none.status == 404);
    CHECK(none.body == R"({"status":99,"statusMessage":"Not found."})");
    for (const auto& [list, name] :
         {std::pair("/enrollments/school", "enrollmentId"), std::pair("/assignments/school", "assignmentId"),
          std::pair("/schoolperiods/school", "schoolPeriodId")}) {
        const told all = answered("association", asked("GET", list + here), granted(every_scope), view);
        const auto objects = json::document::parse(all.body, {}, found);
        for (json::value each = objects->root().first_child(); each; each = each.next_sibling()) {
            const exchange question = asked("GET", std::string(list) + "/" + std::string(each.member(name).text()));
            CHECK(answered("association", question, granted(every_scope), view).body == each.raw());
        }
    }
}

TEST_CASE("a person is looked up by a body, by any identifier") {
    const auto view = school();
    const auto body = [](std::string_view who, std::string_view reference) {
        return R"({"school":{"organisationMasterIdentifier":"104A158"},")" + std::string(who) +
               "\":" + std::string(reference) + "}";
    };
    const told all = answered("students", asked("GET", "/students/school" + here), granted(every_scope), view);
    findings found;
    const auto document = json::document::parse(all.body, {}, found);
    const json::value first = document->root().first_child();
    const std::string eckid(first.member("userMasterIdentifier").text());
    const exchange question =
        asked("POST", "/students", body("student", R"({"userMasterIdentifier":")" + eckid + "\"}"));
    const told one = answered("students", question, granted(every_scope), view);
    CHECK(one.body == "[" + std::string(first.raw()) + "]");
    const exchange unknown =
        asked("POST", "/students", body("student", R"({"userIds":[{"userId":"geen","userIdType":"ASI"}]})"));
    CHECK(answered("students", unknown, granted(every_scope), view).body == "[]");
    const exchange enrolled =
        asked("POST", "/enrollments/school/student", body("student", R"({"userMasterIdentifier":")" + eckid + "\"}"));
    const told enrolments = answered("association", enrolled, granted(every_scope), view);
    CHECK(size_of(enrolments.body) > 0);
    CHECK(enrolments.body.find(eckid) != std::string::npos);
}

TEST_CASE("filters keep what they say") {
    const auto view = school();
    const auto count = [&](std::string_view service, const std::string& target) {
        return size_of(answered(service, asked("GET", target), granted(every_scope), view).body);
    };
    const std::size_t groups = count("association", "/groups/school" + here);
    const std::size_t classes = count("association", "/groups/school" + here + "&groupType=class");
    const std::size_t lessons = count("association", "/groups/school" + here + "&groupType=lesson-group");
    CHECK(classes > 0);
    CHECK(classes + lessons == groups);
    CHECK(count("students", "/students/school" + here + "&schoolPeriodId=2026-2027") > 0);
    CHECK(count("students", "/students/school" + here + "&schoolPeriodId=2001-2002") == 0);
    const std::size_t studies = count("association", "/enrollments/school" + here + "&enrollmentType=study");
    const std::size_t subjects = count("association", "/enrollments/school" + here + "&enrollmentType=subject");
    CHECK(studies + subjects == count("association", "/enrollments/school" + here));
    CHECK(count("education", "/organisations?name=PROEFSCHOOL") == 1);
    CHECK(count("education", "/organisations?name=Andere") == 0);
}

TEST_CASE("a location is told alone when filterByOrgId says so, or nobody says and it is primary education") {
    auto view = std::make_shared<roster::memory_roster>(noon());
    model::roster::head head;
    head.school = {{std::string(model::scheme::rio), "104A158", {}}, {std::string(model::scheme::brin), "99XX", {}}};
    head.school_year = "2026-2027";
    view->head(head);
    for (const char* code : {"99XX00", "99XX01"}) {
        model::roster::organisation place;
        place.id = code;
        place.kind = model::roster::organisation::kind_of::location;
        place.ids = {{std::string(model::scheme::branch), code, {}}};
        view->add(place);
        model::roster::person pupil;
        pupil.id = "leerling:" + std::string(code);
        pupil.ids = {{std::string(model::scheme::las_key), code, {}}};
        pupil.family_name = "Proef";
        pupil.levels = {model::roster::year_level("3")};
        pupil.location = code;
        view->add(pupil);
    }
    const auto count = [&](const std::string& rest, const char* sector) {
        answering options = granted(every_scope);
        if (sector) options.parameters["sector"] = sector;
        return size_of(
            answered("students", asked("GET", "/students/school?orgId=99XX01&orgIdType=V_ID" + rest), options, view)
                .body
        );
    };
    CHECK(count("&filterByOrgId=true", nullptr) == 1);
    CHECK(count("&filterByOrgId=false", nullptr) == 2);
    CHECK(count("", nullptr) == 1); // year group 3: primary education
    CHECK(count("", "vo") == 2);
    CHECK(count("", "po") == 1);
}

TEST_CASE("questions that cannot be are refused by rule") {
    const auto check = [](std::string_view rule, std::string_view target) {
        CHECK_MESSAGE(first_finding("students", asked("GET", target)) == rule, target);
    };
    check("edu-v.question-id-pair", "/students/school?orgId=99XX");
    check("edu-v.question-id-pair", "/students/school?orgIdType=V_ID");
    check("edu-v.question-value", "/students/school?orgId=99XX&orgIdType=BRIN");
    check("edu-v.question-value", "/students/school?orgId=99XX&orgIdType=OIE_CODE&filterByOrgId=ja");
    check("edu-v.question-filter", "/students/school?orgMasterId=104A158&filterByOrgId=true");
    check("", "/students/school?orgMasterId=104A158&filterByOrgId=false");
    CHECK(first_finding("association", asked("GET", "/groups/school?groupType=klas")) == "edu-v.question-value");
    CHECK(first_finding("education", asked("GET", "/organisations?boardId=1")) == "edu-v.question-id-pair");
    CHECK(first_finding("students", asked("POST", "/students", "{}")) == "schema.required");
    CHECK(
        first_finding("students", asked("POST", "/students", R"({"school":{},"student":{}})")) ==
        "edu-v.organisation-without-identifier"
    );
    exchange text = asked("POST", "/students", "{}");
    text.headers.set("Content-Type", "text/plain");
    CHECK(first_finding("students", text) == "edu-v.question-content-type");
}

TEST_CASE("a question names its school, its scope and what it asks") {
    const roster_question one =
        eduv("association")
            .roster()
            ->question(asked("GET", "/groups/school?orgId=99XX01&orgIdType=V_ID&schoolPeriodId=2026-2027"), {});
    CHECK(one.kind == "get-groups-for-school");
    CHECK(one.scopes == std::vector<std::string>{"eduv.association"});
    CHECK(model::value_of(one.school, model::scheme::branch) == "99XX01");
    CHECK(one.school_year == "2026-2027");
}

TEST_CASE("a person without a family name is refused, and said so") {
    roster::memory_roster view(noon());
    model::roster::person nameless;
    nameless.id = "leerling:1";
    nameless.preferred_name = "Test";
    view.add(nameless);
    const auto writer = eduv("students").roster()->write(view, at_noon());
    CHECK(all_of(*writer) == "[\n]\n");
    REQUIRE(writer->refused().size() == 1);
    CHECK(writer->refused().front().broken->id == "edu-v.person-without-family-name");
}
