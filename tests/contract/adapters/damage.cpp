// Messages that break off or have flipped bits: the end is a report and an answer, whatever the bytes.
#include "tests/contract/adapters/subjects.hpp"

#include <random>

using namespace schakel;
using namespace schakel::test;

namespace {

// What a refusal owes its sender.
void check_refusal(const adapter& by, const exchange& damaged, const decoded& read) {
    CHECK(read.records.empty());
    CHECK(read.keys.empty());
    const finding* first = read.report.first_error();
    REQUIRE(first != nullptr);
    disposition decided;
    decided.what = disposition::outcome::invalid;
    decided.report = &read.report;
    CHECK(tells_a_fault(by, by.acknowledge(damaged, decided)));
}

std::vector<std::size_t> cuts(std::size_t size) {
    std::vector<std::size_t> list;
    for (std::size_t i = 0; i < 64; ++i) list.push_back(size * i / 64);
    for (std::size_t i = 1; i <= 64 && i <= size; ++i) list.push_back(size - i);
    return list;
}

bool only_blanks(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Formats that are complete after any of their parts, rows or statements.
bool may_end_early(std::string_view content_type) {
    return content_type.starts_with("multipart") || content_type.starts_with("text/csv") ||
           content_type.starts_with("text/tab-separated-values") || content_type.starts_with("text/turtle");
}

constexpr std::size_t large = 64u << 10;

} // namespace

TEST_CASE("A message that breaks off anywhere is refused with its place") {
    for (const auto& subject : registry()) {
        CAPTURE(subject->info().standard);
        for (const tried_case& one : cases_of(*subject)) {
            if (!one.good() || one.what.received.body.size() > large) continue;
            CAPTURE(one.what.name);
            const std::string& whole = one.what.received.body;
            const bool parts = may_end_early(one.what.received.content_type());
            for (const std::size_t cut : cuts(whole.size())) {
                CAPTURE(cut);
                exchange damaged = one.what.received;
                damaged.body.resize(cut);
                const decoded read = subject->decode(damaged, one.what.decoding);
                if (!parts && !only_blanks(std::string_view(whole).substr(cut))) CHECK(read.report.rejects());
                if (read.report.rejects()) check_refusal(*subject, damaged, read);
            }
        }
    }
}

TEST_CASE("Flipped bits end in a report, and what still passes can be sent on") {
    for (const auto& subject : registry()) {
        CAPTURE(subject->info().standard);
        for (const tried_case& one : cases_of(*subject)) {
            if (one.what.received.body.empty() || one.what.received.body.size() > large) continue;
            CAPTURE(one.what.name);
            for (unsigned seed = 1; seed <= 24; ++seed) {
                CAPTURE(seed);
                std::mt19937 random(seed);
                exchange damaged = one.what.received;
                for (unsigned flips = 1 + seed % 4; flips > 0; --flips)
                    damaged.body[random() % damaged.body.size()] ^= static_cast<char>(1u << random() % 8);
                const decoded read = subject->decode(damaged, one.what.decoding);
                if (read.report.rejects()) {
                    check_refusal(*subject, damaged, read);
                    continue;
                }
                for (const auto& target : registry())
                    target->encode(read.records, usual_options(*target, read.records));
            }
        }
    }
}
