// `schakel adapters`: what is built in, with maturity, directions, schemas and outcome table.
#include "gateway/command/verbs.hpp"

#include "gateway/adapter/goals.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/json_writer.hpp"

#include <chrono>
#include <initializer_list>
#include <utility>

namespace schakel::command {

namespace {

void write_texts(json::writer& out, std::string_view name, const std::vector<std::string_view>& list) {
    out.name(name).begin_array();
    for (const std::string_view one : list) out.text(one);
    out.end_array();
}

// Each set with what compiling it took of this start.
void write_schemas(json::writer& out, const adapter& one) {
    write_texts(out, "schemas", one.info().schemas);
    out.name("compiled").begin_array();
    for (const compiled_schemas& set : one.schemas()) {
        out.begin_object().name("files").begin_array();
        for (const std::string& file : set.files) out.text(file);
        out.end_array().member("microseconds", std::int64_t{set.took.count()}).end_object();
    }
    out.end_array();
}

// The rosters or goals that it can read, write, answer for and fetch; which scopes a client of ours may ask for.
template <class Facet>
void write_abilities(json::writer& out, std::string_view name, const Facet* facet) {
    if (facet == nullptr) return;
    const auto& can = facet->abilities();
    out.name(name).begin_object().member("reads", can.reads).member("writes", can.writes);
    out.member("answers", can.answers).member("fetches", can.pulls);
    write_texts(out, "scopes", can.scopes);
    out.end_object();
}

void write_adapter(json::writer& out, const adapter& one) {
    const adapter_info& info = one.info();
    out.begin_object()
        .member("standard", info.standard)
        .member("title", info.title)
        .member("specification", info.specification);
    out.member("maturity", to_string(info.maturity)).member("receives", info.receives).member("sends", info.sends);
    write_abilities(out, "rosters", one.roster());
    write_abilities(out, "goals", one.goals());
    out.name("families").begin_array();
    for (const family which : info.families) out.text(to_string(which));
    out.end_array().member("base_path", info.base_path);
    write_texts(out, "media_types", info.media_types);
    write_schemas(out, one);
    out.member("takes_partner_schemas", info.takes_partner_schemas);
    write_texts(out, "profiles", info.profiles);
    write_texts(out, "quirks", info.quirks);
    write_texts(out, "parameters", info.parameters);
    write_texts(out, "person_identifiers", info.person_schemes);
    write_texts(out, "hardened_against", info.hardened_against);
    out.member("rules", std::uint64_t{one.rules().size()}).name("outcomes").begin_array();
    for (const outcome_row& row : one.outcome_table()) {
        out.begin_object().member("answer", row.answer).member("becomes", to_string(row.becomes)).end_object();
    }
    out.end_array().end_object();
}

std::string listed(std::initializer_list<std::pair<bool, std::string_view>> abilities) {
    std::string out;
    for (const auto& [able, word] : abilities) {
        if (able) out += (out.empty() ? "" : ", ") + std::string(word);
    }
    return out;
}

template <class Facet>
std::string directions_of(const Facet* facet) {
    if (facet == nullptr) return {};
    const auto& can = facet->abilities();
    return listed({{can.reads, "reads"}, {can.writes, "writes"}, {can.answers, "answers"}, {can.pulls, "fetches"}});
}

// What it does with messages, then what it does with rosters and goals: "receives, sends; reads, answers".
std::string directions(const adapter& one) {
    std::string out = listed({{one.info().receives, "receives"}, {one.info().sends, "sends"}});
    for (const std::string& more : {directions_of(one.roster()), directions_of(one.goals())}) {
        if (!more.empty()) out += (out.empty() ? "" : "; ") + more;
    }
    return out;
}

} // namespace

int list_adapters(const common_options& common, const adapter_source& adapters) {
    const auto before = std::chrono::steady_clock::now();
    const adapter_registry registry = adapters();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
    if (!common.json) {
        std::printf("%-20s %-12s %-48s %s\n", "standard", "maturity", "directions", "title");
        for (const auto& one : registry) {
            const adapter_info& info = one->info();
            std::printf(
                "%-20s %-12s %-48s %s\n", std::string(info.standard).c_str(),
                std::string(to_string(info.maturity)).c_str(), directions(*one).c_str(), std::string(info.title).c_str()
            );
        }
        return exit_code::fine;
    }
    json::writer out(true);
    out.begin_object().member("start_milliseconds", took.count()).name("adapters").begin_array();
    for (const auto& one : registry) write_adapter(out, *one);
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
    return exit_code::fine;
}

} // namespace schakel::command
