// Every standard of rosters becomes every other: what is written is right, what is said to be carried arrives, and
// every value has its fate. The table of losses in adapters/README.md is made here (SCHAKEL_REGENERATE=1) and compared.
#include "pairs.hpp"

#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view begin_mark = "<!-- roster pairs: made by tests/adapters/roster_pairs -->\n";
constexpr std::string_view end_mark = "<!-- end of roster pairs -->\n";

struct tried_pair {
    const adapter* from;
    const adapter* to;
    pair_outcome outcome;
};

const std::vector<tried_pair>& pairs() {
    static const adapter_registry registry = all_adapters(schemas::bundled);
    static const std::vector<tried_pair> tried = [] {
        std::vector<tried_pair> list;
        for (const auto& from : registry)
            for (const auto& to : registry)
                if (can_be_source(*from) && can_be_target(*to))
                    list.push_back({from.get(), to.get(), translate_canonical(*from, *to)});
        return list;
    }();
    return tried;
}

template <class Check>
void each_pair(Check check) {
    for (const tried_pair& one : pairs()) {
        CAPTURE(one.from->info().standard);
        CAPTURE(one.to->info().standard);
        check(one.outcome);
    }
}

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list) out += (out.empty() ? "" : ", ") + one;
    return out.empty() ? "–" : out;
}

template <class Map>
std::vector<std::string>
names_in(const Map& map, const std::map<std::string, std::set<std::string>>* without = nullptr) {
    std::vector<std::string> names;
    for (const auto& [name, reasons] : map)
        if (without == nullptr || !without->contains(name)) names.push_back("`" + name + "`");
    return names;
}

std::string table() {
    std::string out(begin_mark);
    const adapter* from = nullptr;
    for (const tried_pair& one : pairs()) {
        if (std::exchange(from, one.from) != one.from)
            out += "\n**From " + std::string(from->info().standard) +
                   "**\n\n| to | fields carried | mapped | dropped |\n|---|---|---|---|\n";
        out += "| " + std::string(one.to->info().standard) + " | " + std::to_string(one.outcome.carried.size()) +
               " | " + joined(names_in(one.outcome.mapped, &one.outcome.dropped)) + " | " +
               joined(names_in(one.outcome.dropped)) + " |\n";
    }
    return out + "\n" + std::string(end_mark);
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool regenerating() {
    const char* wish = std::getenv("SCHAKEL_REGENERATE");
    return wish != nullptr && std::string_view(wish) == "1";
}

} // namespace

TEST_CASE("What is written is read by the target without an error") {
    each_pair([](const pair_outcome& one) {
        const finding* fault = one.written_is.first_error();
        CHECK_MESSAGE(
            !fault, (fault ? std::string(fault->broken->id) + " " + fault->where.path + " " + fault->expected : "")
        );
        for (const finding& refused : one.refused) CHECK_MESSAGE(false, refused.broken->id);
    });
}

TEST_CASE("Every value of the source has its fate") {
    each_pair([](const pair_outcome& one) {
        std::map<std::string, std::size_t> seen, told;
        for (const auto& [entry, count] : one.trace.entries()) seen[entry.path] += count;
        for (const field_loss& row : one.loss.fields)
            if (row.outcome != field_outcome::defaulted) told[row.path] += row.count;
        CHECK(seen == told);
        for (const field_loss& row : one.loss.fields)
            if (row.outcome != field_outcome::carried) CHECK_MESSAGE(!row.reason.empty(), row.path);
    });
}

TEST_CASE("What is said to be carried arrives") {
    each_pair([](const pair_outcome& one) {
        if (one.after.empty()) return;
        for (const std::string& field : one.carried) {
            const auto before = one.before.find(field);
            if (before == one.before.end()) continue;
            const auto after = one.after.find(field);
            const std::vector<std::string> arrived =
                after == one.after.end() ? std::vector<std::string>{} : after->second;
            CHECK_MESSAGE(
                std::ranges::includes(arrived, before->second), field, ": ", joined(before->second), " became ",
                joined(arrived)
            );
        }
    });
}

TEST_CASE("The table of pairs in adapters/README.md is true") {
    const std::string path = SCHAKEL_SOURCE_DIR "/adapters/README.md";
    std::string text = read_file(path);
    const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
    REQUIRE(begin != std::string::npos);
    REQUIRE(end != std::string::npos);
    const std::string wanted = table();
    const bool same = text.substr(begin, end + end_mark.size() - begin) == wanted;
    if (!same && regenerating()) {
        text.replace(begin, end + end_mark.size() - begin, wanted);
        std::ofstream(path, std::ios::binary) << text;
        return;
    }
    CHECK_MESSAGE(same, "run adapter_roster_pairs with SCHAKEL_REGENERATE=1 and review adapters/README.md");
}
