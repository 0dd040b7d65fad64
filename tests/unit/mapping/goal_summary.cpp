// The one sentence that fits into a commentary of 128 characters.
#include "gateway/mapping/goal_summary.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

mapping::goals::translated_record long_record() {
    mapping::goals::translated_record record;
    record.goal.code = "1.2";
    record.goal.statement = "De leerling rekent met g\xc3\xa9tallen tot honderd, in allerlei situaties";
    record.target = record.goal;
    record.target.framework_title = "Kerndoelen voor het basisonderwijs en de onderbouw";
    record.target.release = "2026.52";
    return record;
}

} // namespace

TEST_CASE("the sentence names both goals, the framework and what became of it") {
    mapping::goals::translated_record record;
    record.goal.code = "1.2";
    record.target.id = "urn:uuid:22222222-2222-4222-8222-222222222222";
    record.target.code = "3.4";
    record.target.framework_title = "Kerndoelen";
    record.target.release = "2026";
    record.what = mapping::goals::outcome::exact;
    CHECK(
        mapping::summary_of(record, language::nl) == "Doel \"1.2\" \xe2\x86\x92 \"3.4\" (Kerndoelen 2026): zelfde doel."
    );
    CHECK(
        mapping::summary_of(record, language::en) ==
        "Goal \"1.2\" \xe2\x86\x92 \"3.4\" (Kerndoelen 2026): the same goal."
    );
}

TEST_CASE("whatever the texts, it has at most 128 characters and no broken one") {
    auto record = long_record();
    for (std::size_t i = 0; i < mapping::goals::outcome_count; ++i) {
        record.what = static_cast<mapping::goals::outcome>(i);
        for (const char* id : {"", "urn:uuid:22222222-2222-4222-8222-222222222222"}) {
            record.target.id = id;
            for (const language lang : {language::nl, language::en})
                CHECK(code_points(mapping::summary_of(record, lang)) <= 128);
        }
    }
}

TEST_CASE("a goal without text is shown by the end of its id") {
    mapping::goals::goal_label goal;
    goal.id = "https://goals.example/a/very/long/address/of/a/goal";
    CHECK(mapping::shown(goal, 10) == "\xe2\x80\xa6of/a/goal");
}
