#include "gateway/command/eckid_telling.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/input.hpp"

#include <algorithm>
#include <cinttypes>

namespace schakel::command {

namespace {

using pipeline::chain_id_tally;
using ending = chain_id_tally::ending;

std::string_view name_of(ending how) {
    switch (how) {
    case ending::finished: return "finished";
    case ending::interrupted: return "interrupted";
    case ending::failed: return "failed";
    }
    return {};
}

std::string where(std::uint32_t line, language lang) {
    if (line > 0) return (lang == language::nl ? "regel " : "line ") + std::to_string(line);
    return lang == language::nl ? "eerdere batch" : "earlier batch";
}

void print_json(const chain_id_tally& tally) {
    json::writer out;
    out.begin_object().member("how", name_of(tally.how)).member_if_present("reason", tally.reason);
    out.member("asked", tally.asked).member("issued", tally.issued).member("known", tally.known);
    out.member("fetched", tally.fetched).member("lost", tally.lost).name("refused").begin_array();
    for (const auto& [line, why] : tally.refused)
        out.begin_object().member("line", std::int64_t{line}).member("reason", why).end_object();
    out.end_array().name("conflicts").begin_array();
    for (const std::uint32_t line : tally.conflicts) out.number(std::int64_t{line});
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

void print_persons(const chain_id_tally& tally, language lang) {
    const bool nl = lang == language::nl;
    for (const auto& [line, why] : tally.refused)
        std::printf("%s: %s%s\n", where(line, lang).c_str(), nl ? "geen ECK iD: " : "no ECK iD: ", why.c_str());
    for (const std::uint32_t line : tally.conflicts)
        std::printf(
            "%s: %s\n", where(line, lang).c_str(),
            nl ? "deze persoon heeft al een ander ECK iD; er is niets veranderd. Is het nummer veranderd? Gebruik dan: "
                 "schakel eckid replace"
               : "this person has another ECK iD already; nothing was changed. Did the number change? Then use: "
                 "schakel eckid replace"
        );
    if (tally.lost > 0)
        std::printf(
            nl ? "Van %" PRIu64
                 " personen uit een eerdere batch ging het antwoord verloren; bied de lijst opnieuw aan.\n"
               : "The answer for %" PRIu64 " persons of an earlier batch was lost; bring the list once more.\n",
            tally.lost
        );
}

void print_counts(const chain_id_tally& tally, language lang) {
    std::printf(
        lang == language::nl
            ? "%" PRIu64 " uitgegeven, %" PRIu64 " uit eerdere batches, %" PRIu64 " al bekend, %zu geweigerd\n"
            : "%" PRIu64 " issued, %" PRIu64 " of earlier batches, %" PRIu64 " known already, %zu refused\n",
        tally.issued, tally.fetched, tally.known, tally.refused.size()
    );
}

void print_end(const chain_id_tally& tally, language lang) {
    const bool nl = lang == language::nl;
    for (const layer which : all_layers)
        for (const finding& one : tally.report.at(which).findings)
            std::fprintf(stderr, "%s [%s]\n", one.text(lang).c_str(), std::string(one.broken->id).c_str());
    if (tally.how == ending::finished) return;
    const bool again = tally.how == ending::interrupted;
    std::fprintf(stderr, "schakel: %s: %s\n", nl ? "niet afgemaakt" : "not finished", tally.reason.c_str());
    if (!again) return;
    const auto wait = tally.retry_after.value_or(std::chrono::seconds(0));
    std::fprintf(
        stderr,
        nl ? "Wat is uitgegeven, is bewaard. Geef de opdracht opnieuw%s%s.\n"
           : "What was issued is kept. Give the order again%s%s.\n",
        wait.count() > 0 ? (nl ? ", na seconden: " : ", after seconds: ") : "",
        wait.count() > 0 ? std::to_string(wait.count()).c_str() : ""
    );
}

} // namespace

int tell_faults(const std::string& list, const people_list& read, language lang) {
    for (const finding& one : read.report.at(layer::rules).findings)
        std::fprintf(
            stderr, "%s:%u:%u: %s [%s]\n", list.c_str(), one.where.line, one.where.column, one.text(lang).c_str(),
            std::string(one.broken->id).c_str()
        );
    return exit_code::findings;
}

int tell_tally(const chain_id_tally& tally, const common_options& common) {
    if (common.json) {
        print_json(tally);
    } else {
        print_persons(tally, common.lang);
        print_counts(tally, common.lang);
    }
    print_end(tally, common.lang);
    if (tally.how == ending::interrupted) return exit_code::try_again;
    return tally.good() ? exit_code::fine : exit_code::findings;
}

eckid_progress::eckid_progress() : shown_(stderr_is_terminal()) {}

eckid_progress::~eckid_progress() {
    if (shown_) std::fputs("\r\x1b[K", stderr);
}

void eckid_progress::tell(const pipeline::intake_progress& how_far) const {
    if (!shown_) return;
    constexpr std::size_t width = 20;
    const std::size_t full =
        how_far.expected == 0 ? 0 : std::min<std::size_t>(how_far.records * width / how_far.expected, width);
    const std::string bar = std::string(full, '#') + std::string(width - full, '.');
    std::fprintf(
        stderr, "\r\x1b[K[%s] %" PRIu64 " / %" PRIu64 "  %s", bar.c_str(), how_far.records, how_far.expected,
        how_far.doing.c_str()
    );
    std::fflush(stderr);
}

} // namespace schakel::command
