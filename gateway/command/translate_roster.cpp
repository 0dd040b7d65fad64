#include "gateway/command/translate_roster.hpp"

#include "gateway/command/input.hpp"
#include "gateway/command/translated_document.hpp"
#include "gateway/core/kept_memory.hpp"

#include "gateway/roster/memory_roster.hpp"

#include <algorithm>

namespace schakel::command {

namespace {

constexpr std::uint64_t worth_progress = 50'000; // records

bool knows_progress(const adapter& one) {
    return std::ranges::find(one.info().families, family::progress) != one.info().families.end();
}

// The moment that the translation counts as made at, so that the same input gives the same bytes. Of a roster that
// names no date: the beginning of its school year, or of the year 2000.
instant moment_of(const model::roster::head& head) {
    if (head.made_at) return *head.made_at;
    if (head.reference_date) return start_of_day_in_amsterdam(*head.reference_date);
    const auto first = parse_date(head.school_year.substr(0, 4) + "-08-01");
    return start_of_day_in_amsterdam(first ? *first : std::chrono::year{2000} / 1 / 1);
}

std::uint64_t records_in(const roster_view& view) {
    std::uint64_t sum = 0;
    for (const model::roster::record_kind which : model::roster::record_kinds) sum += view.count(which);
    return sum;
}

} // namespace

bool carries_rosters(const adapter& from, const adapter& to) {
    return from.roster() != nullptr && from.roster()->abilities().reads && to.roster() != nullptr &&
           to.roster()->abilities().writes;
}

bool carries_only_rosters(const adapter& from, const adapter& to) {
    return carries_rosters(from, to) && !(knows_progress(from) && knows_progress(to));
}

int translate_roster(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const std::map<std::string, std::string, std::less<>>& parameters
) {
    if (!options.config.empty())
        return usage_error("a roster is translated as it is; --config is for messages with results");
    const auto file = map_input(options.file);
    if (!file) return usage_error(file.error().message);
    keep_freed_memory();
    decode_options how;
    how.bare = true;
    how.limits = file_limits();
    roster::memory_roster roster;
    roster_reading seen;
    {
        const progress_line progress(shown_name(options.file), *file);
        seen = from.roster()->read({file->bytes(), &*file, {}, {}}, how, roster);
    }
    if (file->changed()) return usage_error(options.file + ": was changed while it was read");
    if (seen.report.rejects()) {
        tell_report(options, common, from.info().standard, std::move(seen.report));
        return exit_code::findings;
    }
    encode_options target;
    target.parameters = parameters;
    target.school = roster.head().school;
    target.now = moment_of(roster.head());
    const translated_document made{from, to, to.roster()->abilities().file_extension, seen.trace};
    return write_document(
        options, common, made, *to.roster()->write(roster, target), records_in(roster) > worth_progress
    );
}

} // namespace schakel::command
