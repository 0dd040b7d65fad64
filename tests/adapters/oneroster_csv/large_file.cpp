// A large file is read on two threads. What is found in it is what is found in a small one that begins alike.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/zip_writer.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/chance.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <stdexcept>

using namespace schakel;

namespace {

std::unique_ptr<adapter> subject() {
    return make_oneroster_1_2_csv([](std::string_view name) { return schemas::bundled(name); });
}

const std::string manifest =
    "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.academicSessions,bulk\nfile.categories,"
    "absent\nfile.classes,bulk\nfile.classResources,absent\nfile.courses,bulk\nfile.courseResources,absent\n"
    "file.demographics,absent\nfile.enrollments,bulk\nfile.lineItemLearningObjectiveIds,absent\nfile.lineItems,"
    "absent\nfile.lineItemScoreScales,absent\nfile.orgs,bulk\nfile.resources,absent\n"
    "file.resultLearningObjectiveIds,absent\nfile.results,absent\nfile.resultScoreScales,absent\nfile.roles,bulk\n"
    "file.scoreScales,absent\nfile.userProfiles,absent\nfile.userResources,absent\nfile.users,bulk\n"
    "source.systemName,proef\nsource.systemCode,proef\n";
const std::string enrollments_heading =
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n";

std::string package(const std::string& enrollments, zip::packing how) {
    std::string bytes;
    zip::writer archive(bytes, how);
    const auto add = [&](std::string_view name, std::string_view text) {
        archive.begin(name);
        archive.write(text);
        archive.end();
    };
    add("manifest.csv", manifest);
    add("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
                    "school-1,,,Proefschool,school,99XX,\n");
    add("academicSessions.csv",
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
        "year-1,,,2026-2027,schoolYear,2026-08-01,2027-08-01,,2027\n");
    add("courses.csv", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,"
                       "subjects,subjectCodes\ncourse-1,,,,Onderwijs,,,school-1,,\n");
    add("classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
                       "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
                       "class-1,,,1a,,course-1,,homeroom,,school-1,year-1,,,\n");
    add("roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
                     "userProfileSourcedId\nrole-1,,,user-1,primary,student,,,school-1,\n");
    add("users.csv", "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,"
                     "identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,"
                     "preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n"
                     "user-1,,,true,proef,,Proef,Leerling,,,,,,,,,,,,,school-1,\n");
    add("enrollments.csv", enrollments_heading + enrollments);
    archive.finish();
    return bytes;
}

std::string good_rows(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += "good-" + std::to_string(i) + ",,,class-1,school-1,user-1,student,false,2026-08-01,\n";
    return text;
}

// Mostly good, each fault of another kind.
std::string odd_rows(test::chance& draw, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string id = "odd-" + std::to_string(draw.percent(90) ? i : draw.below(count));
        switch (draw.below(40)) {
        case 0: text += id + ",,,class-1,school-1\n"; break;
        case 1: text += id + ",,,class-1,school-1,user-1,student,false,2026-08-01,,,\n"; break;
        case 2: text += id + ",,,class-1,school-1,user-1,student,false,2026-08-01,,,more\n"; break;
        case 3: text += id + ",,,class-2,school-1,user-9,student,false,2026-08-01,\n"; break;
        case 4: text += id + ",,,class-1,school-1,user-1,leerling,ja,1-8-2026,\n"; break;
        case 5: text += "odd " + id + ",,,class-1,school-1,user-1,student,false,2026-08-01,\n"; break;
        case 6: text += ",,,class-1,school-1,user-1,student,false,2026-08-01,\n"; break;
        case 7: text += id + ",,,cl\"ass,school-1,user-1,student,false,2026-08-01,\n"; break;
        case 8: text += id + ",,,class-1,school-1,user-1,student,false,\"2026\n-08-01\",\n"; break;
        case 9:
            text += id + ",,,class-1,school-1,user-1,st\xFC"
                         "dent,false,2026-08-01,\r\n";
            break;
        case 10: text += id + ",,,\"class\"\"1\",school-1,user-1,student,false,2026-08-01,\n"; break;
        case 11: text += "\n"; break;
        default: text += id + ",,,class-1,school-1,user-1,student,false,2026-08-01,\n";
        }
    }
    return text;
}

std::string told(const adapter& by, const std::string& bytes, const char* profile) {
    discarding_sink nobody;
    decode_options options;
    options.profile = profile;
    const roster_reading seen = by.roster()->read({bytes, nullptr, {}, {}}, options, nobody);
    std::string all;
    for (const layer which : all_layers)
        for (const finding& one : seen.report.at(which).findings)
            all += std::string(one.broken->id) + " " + one.where.path + ":" + std::to_string(one.where.line) + ":" +
                   std::to_string(one.where.column) + " " + one.expected + " " + one.got + "\n";
    return all;
}

constexpr std::size_t enough_for_a_thread = 20'000; // rows of some sixty bytes

} // namespace

TEST_CASE("a large file has the findings of a small one that begins alike") {
    const auto by = subject();
    const std::string behind = good_rows(enough_for_a_thread);
    test::chance draw(1201);
    for (int round = 0; round < 12; ++round) {
        const std::string odd = odd_rows(draw, draw.between(1, 400));
        for (const char* profile : {"", "lenient"}) {
            const std::string expected = told(*by, package(odd, zip::packing::none), profile);
            CAPTURE(round);
            CHECK(told(*by, package(odd + behind, zip::packing::none), profile) == expected);
            CHECK(told(*by, package(odd + behind, zip::packing::usual), profile) == expected);
        }
    }
}

TEST_CASE("an id of a large file is found again at its end") {
    const std::string last = "good-3,,,class-1,school-1,user-1,student,false,2026-08-01,\n";
    const std::string all = good_rows(enough_for_a_thread) + last;
    CHECK(
        told(*subject(), package(all, zip::packing::none), "") ==
        "oneroster.csv.duplicate /enrollments.csv/row[20002]/sourcedId:20002:1  \n"
    );
}

TEST_CASE("a quote in a large file that nobody closes ends the reading where it stands") {
    const std::string all = good_rows(enough_for_a_thread) + "\"good," + good_rows(20);
    CHECK(told(*subject(), package(all, zip::packing::none), "")
              .starts_with("csv.unclosed-quote /enrollments.csv/row[20002]"));
}

TEST_CASE("what the taker of the records of a large file throws ends the reading") {
    class refusing final : public roster_sink {
    public:
        void head(model::roster::head) override {}
        void add(model::roster::record&& one) override {
            if (std::holds_alternative<model::roster::membership>(one) && ++memberships_ == 5'000)
                throw std::runtime_error("enough");
        }

    private:
        int memberships_ = 0;
    };
    const auto by = subject();
    for (const zip::packing how : {zip::packing::none, zip::packing::usual}) {
        const std::string bytes = package(good_rows(enough_for_a_thread), how);
        refusing taker;
        CHECK_THROWS_WITH_AS(by->roster()->read({bytes, nullptr, {}, {}}, {}, taker), "enough", std::runtime_error);
    }
}
