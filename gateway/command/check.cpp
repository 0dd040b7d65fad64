#include "gateway/command/verbs.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/service/service.hpp"

#include <algorithm>
#include <filesystem>

namespace schakel::command {

namespace {

std::string place_text(const settings::place& where) {
    return where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

void print_human(const settings::loaded& read) {
    print_faults(stdout, read.faults);
    if (!read.good()) return;
    const settings::settings& all = read.settings;
    std::printf(
        "good: %zu schools, %zu systems, %zu routes, %zu listeners\n", all.schools.size(), all.systems.size(),
        all.routes.size(), all.listeners.size()
    );
}

void print_json(const settings::loaded& read) {
    json::writer out(true);
    out.begin_object().member("verdict", read.good() ? "good" : "bad").member("hash", read.settings.hash);
    out.name("faults").begin_array();
    for (const settings::fault& one : read.faults) {
        out.begin_object().member("rule", one.id).member("severity", one.warning ? "warning" : "error");
        out.member("file", one.where.file)
            .member("line", std::int64_t{one.where.line})
            .member("column", std::int64_t{one.where.column});
        out.member("key", one.key)
            .member("message", one.message)
            .member("expected", one.expected)
            .member("nearest", one.nearest)
            .end_object();
    }
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

void add_faults(settings::loaded& read, const std::vector<settings::fault>& more) {
    read.faults.insert(read.faults.end(), more.begin(), more.end());
}

void compile_schemas(settings::loaded& read, const adapter_registry& adapters) {
    const auto made = pipeline::partner_adapters::create(read.settings, adapters);
    if (!made) add_faults(read, made.error());
}

// What only the machine can tell: files that the settings name.
void look_deeper(settings::loaded& read, const adapter_registry& adapters) {
    const auto readable = [&](const std::string& file, const settings::place& where, const char* key) {
        std::error_code none;
        if (file.empty() || std::filesystem::is_regular_file(file, none)) return;
        read.faults.push_back(
            {"config.file", where, key, "names " + file + ", which cannot be read", "an existing file", {}, false}
        );
    };
    for (const settings::listener& one : read.settings.listeners) {
        if (!one.tls) continue;
        readable(one.tls->certificate_file, one.where, "listener.tls.certificate_file");
        readable(one.tls->key_file, one.where, "listener.tls.key_file");
        readable(one.tls->client_ca_file, one.where, "listener.tls.client_ca_file");
    }
    for (const settings::system& one : read.settings.systems) {
        if (one.send && one.send->token) readable(one.send->token->key_file, one.where, "system.send.token.key_file");
        if (one.send) readable(one.send->ca_file, one.where, "system.send.ca_file");
        if (!one.roster) continue;
        const settings::roster_source& source = *one.roster;
        if (source.token) readable(source.token->key_file, source.where, "system.roster.token.key_file");
        readable(source.ca_file, source.where, "system.roster.ca_file");
        readable(source.certificate_file, source.where, "system.roster.certificate_file");
        readable(source.key_file, source.where, "system.roster.key_file");
        std::error_code none;
        if (source.folder.empty() || std::filesystem::is_directory(source.folder, none)) continue;
        read.faults.push_back(
            {"config.file",
             source.where,
             "system.roster.folder",
             "names " + source.folder + ", which is no folder",
             "an existing folder",
             {},
             false}
        );
    }
    if (!read.good()) return;
    settings::settings without_tokens = read.settings; // a check makes no key
    without_tokens.tokens.issuer.clear();
    auto made = pipeline::configuration::create(std::move(without_tokens), adapters, system_clock());
    if (made) return;
    if (made.error().faults.empty())
        read.faults.push_back({"config.file", {}, {}, made.error().message, {}, {}, false});
    add_faults(read, made.error().faults);
}

} // namespace

void print_faults(std::FILE* out, const std::vector<settings::fault>& faults) {
    for (const settings::fault& one : faults) {
        std::string line = place_text(one.where) + ": " + (one.warning ? "warning" : "error") + ": ";
        if (!one.key.empty()) line += one.key + " ";
        line += one.message;
        if (!one.expected.empty()) line += "; expected " + one.expected;
        if (!one.nearest.empty()) line += "; did you mean \"" + one.nearest + "\"?";
        std::fprintf(out, "%s [%s]\n", line.c_str(), one.id.c_str());
    }
}

int check(const check_options& options, const common_options& common, const adapter_source& adapters) {
    const adapter_registry registry = adapters();
    settings::loaded read = settings::load(options.config, service::known_standards(registry));
    if (read.good()) options.deep ? look_deeper(read, registry) : compile_schemas(read, registry);
    common.json ? print_json(read) : print_human(read);
    if (!read.good()) return exit_code::bad_configuration;
    const bool warned = std::ranges::any_of(read.faults, &settings::fault::warning);
    return warned && options.fail_on == "warning" ? exit_code::findings : exit_code::fine;
}

} // namespace schakel::command
