// `schakel adapters`: what is built in, with maturity, directions, schemas and outcome table.
#include "gateway/command/verbs.hpp"

#include "gateway/codec/json_writer.hpp"

#include <chrono>

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

void write_adapter(json::writer& out, const adapter& one) {
    const adapter_info& info = one.info();
    out.begin_object()
        .member("standard", info.standard)
        .member("title", info.title)
        .member("specification", info.specification);
    out.member("maturity", to_string(info.maturity)).member("receives", info.receives).member("sends", info.sends);
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

std::string directions(const adapter_info& info) {
    if (info.receives && info.sends) return "receives, sends";
    return info.receives ? "receives" : "sends";
}

} // namespace

int list_adapters(const common_options& common, const adapter_source& adapters) {
    const auto before = std::chrono::steady_clock::now();
    const adapter_registry registry = adapters();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
    if (!common.json) {
        std::printf("%-20s %-12s %-16s %s\n", "standard", "maturity", "directions", "title");
        for (const auto& one : registry) {
            const adapter_info& info = one->info();
            std::printf(
                "%-20s %-12s %-16s %s\n", std::string(info.standard).c_str(),
                std::string(to_string(info.maturity)).c_str(), directions(info).c_str(), std::string(info.title).c_str()
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
