#include "comparison.hpp"

#include "gateway/codec/json_number.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <set>

namespace schakel::json_differential {

namespace {

bool is_within(std::string_view inner, std::string_view outer) {
    return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

bool related(std::string_view a, std::string_view b) {
    return is_within(a, b) || is_within(b, a);
}

using places = std::set<std::string, std::less<>>;

bool all_related(const places& these, const places& those) {
    return std::all_of(these.begin(), these.end(), [&](const std::string& one) {
        return std::any_of(those.begin(), those.end(), [&](const std::string& other) { return related(one, other); });
    });
}

std::string listed(const places& list) {
    std::string all;
    for (const std::string& one : list) all += " \"" + one + "\"";
    return all;
}

// A double cannot hold some number of the document as it is written: what ajv judges is another document.
bool is_rounded(json::value value) {
    if (value.is(json::kind::number)) {
        char digits[40];
        const auto end = std::to_chars(digits, digits + sizeof digits, value.approximate()).ptr;
        const std::string_view shortest(digits, static_cast<std::size_t>(end - digits));
        return json::exact(value.number_text()) != json::exact(shortest);
    }
    for (json::value child = value.first_child(); child; child = child.next_sibling())
        if (is_rounded(child)) return true;
    return false;
}

} // namespace

void comparison::compare(
    const validation::json_schema& schema, std::string_view schema_text, std::string_view instance,
    const ajv::answer& other
) {
    if (other.refused) {
        ++tally_.not_judged;
        return;
    }
    findings unread;
    const auto document = json::document::parse(instance, {}, unread);
    REQUIRE(document);
    const findings found = schema.validate(*document, {});
    ++tally_.instances;
    ++(other.valid ? tally_.valid : tally_.invalid);
    places ours;
    for (const finding& one : found)
        if (one.broken->level == severity::error) ours.insert(one.where.path);
    const places theirs(other.places.begin(), other.places.end());
    places known = theirs;
    known.insert(other.also.begin(), other.also.end());
    const bool all_known = std::includes(known.begin(), known.end(), ours.begin(), ours.end());
    const bool all_told = std::includes(ours.begin(), ours.end(), theirs.begin(), theirs.end());
    const auto show = [&](const char* what) {
        FAIL_CHECK(
            what, "\nschema   ", std::string(schema_text.substr(0, 4000)), "\ninstance ", std::string(instance),
            "\nours    ", listed(ours), "\najv     ", listed(theirs)
        );
    };
    const bool holds_unevaluated = schema_text.find("\"unevaluated") != schema_text.npos;
    if (ours.empty() != other.valid) {
        if (is_rounded(document->root())) {
            ++tally_.rounded;
            return;
        }
        if (holds_unevaluated && other.valid && schema_text.find("\"if\":") != schema_text.npos) {
            ++tally_.unevaluated;
            return;
        }
        // ajv forgets to look at an empty array anew: what it found in the last one counts.
        if (schema_text.find("\"contains\":") != schema_text.npos && instance.find("[]") != instance.npos) {
            ++tally_.empty_arrays;
            return;
        }
        ++tally_.other_verdict;
        return show(other.valid ? "refused by our engine only" : "accepted by our engine only");
    }
    if (other.valid) return;
    // ajv says nothing of unevaluated members and items where something else is wrong with the value.
    const bool choice = other.alternatives || holds_unevaluated;
    if (choice) {
        ++tally_.alternatives;
        tally_.all_known += all_known;
    } else {
        ++tally_.comparable;
        tally_.same_places += all_known && all_told;
    }
    const bool good = choice ? all_related(ours, known) && all_related(theirs, ours) : all_known && all_told;
    if (good) return;
    ++tally_.other_places;
    show("other places");
}

void comparison::print(std::string_view title) const {
    const auto number = [](std::size_t n) { return static_cast<int>(n); };
    std::printf(
        "%.*s: %d instances, %d valid, %d invalid; %d not judged; other verdict %d (and %d for rounded numbers, %d for "
        "unevaluated ones, %d for empty arrays)\n"
        "  places: %d of %d the same where there is no choice, %d of %d all known to ajv where there is; %d "
        "unrelated\n",
        static_cast<int>(title.size()), title.data(), number(tally_.instances), number(tally_.valid),
        number(tally_.invalid), number(tally_.not_judged), number(tally_.other_verdict), number(tally_.rounded),
        number(tally_.unevaluated), number(tally_.empty_arrays), number(tally_.same_places), number(tally_.comparable),
        number(tally_.all_known), number(tally_.alternatives), number(tally_.other_places)
    );
}

} // namespace schakel::json_differential
