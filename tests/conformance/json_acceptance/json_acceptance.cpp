// Z20: which texts are JSON, and what they say, beside Python's json: well-formed texts and what becomes of them when
// bytes, tokens and slices change. judge.py tells how Python is made as strict as we are; nothing else may differ.
//
// SCHAKEL_DIFFERENTIAL_SEED (1) and SCHAKEL_DIFFERENTIAL_MESSAGES (20000) choose another run; SCHAKEL_NIGHTLY makes it
// larger.
#include "gateway/codec/json_document.hpp"
#include "tests/support/command_output.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/temporary_folder.hpp"
#include "text_maker.hpp"

#include <boost/crc.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace schakel;
using namespace schakel::json_acceptance;
namespace fs = std::filesystem;

namespace {

constexpr const char* python = "/usr/bin/python3";

std::vector<std::string> judged(const std::vector<std::string>& texts) {
    const test::temporary_folder folder;
    std::ofstream cases(folder.file("cases"), std::ios::binary);
    for (const std::string& text : texts) cases << text.size() << '\n' << text;
    cases.close();
    const std::string script = SCHAKEL_SOURCE_DIR "/tests/conformance/json_acceptance/judge.py";
    return test::lines_of(std::string(python) + " '" + script + "' '" + folder.file("cases") + "'");
}

std::vector<std::string> golden_messages() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SCHAKEL_SOURCE_DIR) / "tests/adapters"))
        if (entry.path().filename() == "input.json" && entry.file_size() < 3000) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> messages;
    for (const fs::path& file : files) {
        std::ifstream in(file, std::ios::binary);
        messages.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return messages;
}

void say(json::value value, std::string& out) {
    const auto text = [&](std::string_view characters) {
        out.append("\"").append(std::to_string(characters.size())).append(":").append(characters);
    };
    switch (value.kind()) {
    case json::kind::number: out.append("#").append(value.number_text()); return;
    case json::kind::string: return text(value.text());
    case json::kind::null: out += 'n'; return;
    case json::kind::boolean: out += value.boolean() ? 't' : 'f'; return;
    default: break;
    }
    const bool object = value.is(json::kind::object);
    out += object ? '{' : '[';
    for (json::value child = value.first_child(); child; child = child.next_sibling()) {
        if (object) text(child.name());
        say(child, out);
    }
    out += object ? '}' : ']';
}

std::string our_answer(const std::string& text) {
    findings found;
    const auto document = json::document::parse(text, {.depth = 2'000}, found);
    if (!document) return "R " + std::string(found.at(0).broken->id);
    std::string said;
    say(document->root(), said);
    boost::crc_32_type checksum;
    checksum.process_bytes(said.data(), said.size());
    return "A " + std::to_string(checksum.checksum());
}

std::string shown(const std::string& text) {
    std::string out;
    for (const char c : text.substr(0, 600)) {
        char hex[8];
        std::snprintf(hex, sizeof hex, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += c >= 0x20 && c < 0x7F ? std::string(1, c) : std::string(hex);
    }
    return out;
}

} // namespace

TEST_CASE("texts are JSON, and say the same, for us and for Python") {
    if (!fs::exists(python)) {
        MESSAGE("skipped: ", python, " is not here");
        return;
    }
    const std::size_t total = test::number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", test::nightly() ? 400'000 : 20'000);
    test::chance random(test::number_from("SCHAKEL_DIFFERENTIAL_SEED", 1) * 1'000'003 + 20);
    const std::vector<std::string> golden = golden_messages();
    REQUIRE(golden.size() > 20);
    std::size_t accepted = 0;
    std::size_t different = 0;
    for (std::size_t done = 0; done < total;) {
        std::vector<std::string> texts = golden;
        while (texts.size() < 20'000) {
            std::string text = random.percent(15) ? random.pick(golden) : well_formed(random);
            if (random.percent(75)) mutate(text, golden, random);
            texts.push_back(std::move(text));
        }
        const std::vector<std::string> answers = judged(texts);
        REQUIRE(answers.size() == texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string ours = our_answer(texts[i]);
            accepted += answers[i][0] == 'A';
            if (answers[i][0] == 'R' ? ours[0] == 'R' : ours == answers[i]) continue;
            ++different;
            CHECK_MESSAGE(different == 0, "ours ", ours, ", Python's ", answers[i], " of ", shown(texts[i]));
        }
        done += texts.size();
    }
    std::printf("%zu texts, %zu accepted, %zu different\n", total, accepted, different);
    CHECK(different == 0);
    CHECK(accepted * 4 > total);
    CHECK((total - accepted) * 4 > total);
}
