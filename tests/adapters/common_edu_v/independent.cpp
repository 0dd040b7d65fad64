// What we write, looked at by a program that shares nothing with us but the standard.
#include "tests/adapters/common_edu_v/subject.hpp"

#include "tests/support/command_output.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <fstream>

using namespace schakel;
using namespace schakel::test;

TEST_CASE("Python's json finds what we write in order") {
    if (std::system("python3 -c 'import json' 2>/dev/null") != 0) {
        MESSAGE("skipped: python3 is not here");
        return;
    }
    const temporary_folder folder;
    for (const bool secondary : {false, true}) {
        for (const bool full : {false, true}) {
            roster::memory_roster school(noon());
            roster::generated_school(small(secondary, full)).write(school);
            std::ofstream(folder.file("roster.json"), std::ios::binary) << written("students", school, true);
            const std::string script = SCHAKEL_SOURCE_DIR "/tests/adapters/common_edu_v/independent.py";
            CHECK(output_of("python3 '" + script + "' '" + folder.file("roster.json") + "' 2>&1") == "");
        }
    }
}
