// How fast the strict scan and the tree are beside pugixml on the same bytes, in MB/s: the median of nine interleaved
// rounds. Measures a document full of markup and one full of text, then every file named on the command line.
#include "gateway/codec/xml_document.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <pugixml.hpp>
#include <string>

namespace {

using namespace schakel;

struct silent : xml::scan_handler {
    void start_element(const xml::name&, std::span<const xml::attribute>, std::size_t) override {}
    void text(std::string_view, std::size_t) override {}
    void end_element(const xml::name&, std::size_t) override {}
};

std::string much_markup() {
    std::string out = "<r:results xmlns:r='urn:example:results' xmlns='urn:example:other'>\n";
    for (int i = 0; i < 60'000; ++i) {
        const std::string number = std::to_string(i);
        out += " <r:result key='" + number + "'>\n  <r:pupil ref='https://ketenid.nl/pilot/" + number +
               "'/>\n  <date>2026-11-21" + "</date>\n  <score>" + number + "</score>\n </r:result>\n";
    }
    return out + "</r:results>";
}

std::string much_text() {
    std::string out = "<goals>";
    for (int i = 0; i < 10'000; ++i) {
        out += "<goal>";
        for (int j = 0; j < 10; ++j) out += "De leerling rekent met breuken en procenten, één bewerking tegelijk. ";
        out += "</goal>\n";
    }
    return out + "</goals>";
}

void measure(const char* name, const std::string& bytes) {
    document_limits limits;
    limits.bytes = bytes.size();
    findings found;
    silent handler;
    const std::array<std::pair<const char*, std::function<void()>>, 4> subjects{{
        {"scan", [&] { xml::scan(bytes, limits, found); }},
        {"scan with events", [&] { xml::scan(bytes, limits, handler, found); }},
        {"tree", [&] { xml::document::parse_scanned(bytes); }},
        {"pugixml", [&] { pugi::xml_document().load_buffer(bytes.data(), bytes.size()); }},
    }};
    std::array<std::array<double, 9>, subjects.size()> speeds{};
    for (std::size_t round = 0; round < speeds[0].size(); ++round) {
        for (std::size_t subject = 0; subject < subjects.size(); ++subject) {
            const auto start = std::chrono::steady_clock::now();
            subjects[subject].second();
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
            speeds[subject][round] = static_cast<double>(bytes.size()) / 1e6 / took.count();
        }
    }
    std::printf("%s (%zu bytes, %s), MB/s:", name, bytes.size(), found.empty() ? "well-formed" : "refused");
    for (std::size_t subject = 0; subject < subjects.size(); ++subject) {
        std::sort(speeds[subject].begin(), speeds[subject].end());
        std::printf(
            " %s %.0f%s", subjects[subject].first, speeds[subject][4], subject + 1 < subjects.size() ? "," : "\n"
        );
    }
}

} // namespace

int main(int argc, char** argv) {
    measure("markup", much_markup());
    measure("text", much_text());
    for (int i = 1; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        measure(argv[i], std::string{std::istreambuf_iterator<char>(in), {}});
    }
}
