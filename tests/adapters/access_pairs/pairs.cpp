// Every catalogue standard into every other: what is written is read there, what is lost is declared, and a second time
// there and back loses nothing more.
//
// losses.txt declares for each pair what becomes of a product that fills every field; SCHAKEL_REGENERATE=1 writes it
// anew, to be reviewed as a diff.
#include "tests/adapters/access_files.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

using namespace schakel;
using namespace schakel::test;

namespace {

const std::map<std::string, std::string> full{
    {"eck-dt-2.1", "eck_dt_2_1/cases/good-full/input.xml"},
    {"eck-dt-2.2", "eck_dt_2_2/cases/good-full/input.xml"},
    {"eck-dt-2.3", "eck_dt_2_3/cases/good-full/input.xml"},
    {"eck-dt-2.4", "eck_dt_2_4/cases/good-full/input.xml"},
    {"eck-dt-2.5", "eck_dt_2_5/cases/good-full/input.xml"},
    {"edu-v-catalogue-2.0", "edu_v_catalogue_2_0/cases/good-full/input.json"}};

entitlement_writing_options usual() {
    entitlement_writing_options options;
    options.document.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    return options;
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& one : names) text += (text.empty() ? "" : " ") + one;
    return text.empty() ? "-" : text;
}

std::string line_of(const loss_report& loss) {
    std::set<std::string> mapped, dropped;
    for (const field_loss& one : loss.fields) {
        if (one.outcome == field_outcome::mapped) mapped.insert(one.path);
        if (one.outcome == field_outcome::dropped) dropped.insert(one.path);
    }
    return loss.from + " -> " + loss.to + "\n  mapped: " + joined(mapped) + "\n  dropped: " + joined(dropped) + "\n";
}

} // namespace

TEST_CASE("Every pair of catalogue standards loses what is declared, and is read where it was written") {
    std::string all;
    for (const auto& [from, file] : full) {
        entitlement::memory_holdings read;
        const entitlement_reading seen = read_access(from, access_case_input(file), read);
        for (const auto& [to, unused] : full) {
            CAPTURE(from);
            CAPTURE(to);
            const access_text there = write_access(to, read, usual());
            CHECK(there.refused.empty());
            all += line_of(join(from, to, seen.trace, there.fate));
            entitlement::memory_holdings once, twice;
            read_access(to, there.bytes, once);
            const access_text back = write_access(from, once, usual());
            read_access(from, back.bytes, twice);
            const access_text again = write_access(to, twice, usual());
            entitlement::memory_holdings third;
            read_access(to, again.bytes, third);
            CHECK(write_access(from, third, usual()).bytes == back.bytes);
        }
    }
    const std::string place = SCHAKEL_SOURCE_DIR "/tests/adapters/access_pairs/losses.txt";
    const char* wish = std::getenv("SCHAKEL_REGENERATE");
    if (wish && std::string_view(wish) == "1") {
        std::ofstream(place, std::ios::binary) << all;
        return;
    }
    std::ifstream in(place, std::ios::binary);
    const std::string declared{std::istreambuf_iterator<char>(in), {}};
    CHECK(declared == all);
}

TEST_CASE("What a standard wrote it reads back as the same products") {
    for (const auto& [standard, file] : full) {
        CAPTURE(standard);
        entitlement::memory_holdings read, again;
        read_access(standard, access_case_input(file), read);
        const access_text written = write_access(standard, read, usual());
        read_access(standard, written.bytes, again);
        CHECK(write_access(standard, again, usual()).bytes == written.bytes);
        for (const auto& one : join(standard, standard, {}, written.fate).fields)
            CHECK(one.outcome != field_outcome::dropped);
    }
}

TEST_CASE("Catalogues of others are read") {
    const std::pair<const char*, const char*> files[] = {
        {"eck-dt-2.1", "licensed/eck-dt-catalogue/sru-eckcs-2.1.1-response.xml"},
        {"eck-dt-2.5", "licensed/eck-dt-catalogue/sru-eckcs-2.5.2-response-records-1-7.xml"},
        {"eck-dt-2.1", "no-licence-found/eck-dt-catalogue/catalogservice-entry-2.1.1-verplicht.xml"},
        {"eck-dt-2.3", "no-licence-found/eck-dt-catalogue/catalogservice-entry-2.3-full.xml"}};
    for (const auto& [standard, file] : files) {
        const auto path = shared_folder() / "corpus/access-nl" / file;
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            MESSAGE("skipped: ", path.string(), " is not here");
            return;
        }
        CAPTURE(file);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        entitlement::memory_holdings read, other;
        read_access(standard, bytes, read);
        CHECK(read.count(model::access::record_kind::product) > 0);
        CHECK(access_adapter_named(standard).recognises(bytes) > 0);
        const access_text written = write_access("edu-v-catalogue-2.0", read, usual());
        CHECK(written.refused.empty());
        read_access("edu-v-catalogue-2.0", written.bytes, other);
    }
}
