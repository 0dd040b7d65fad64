// The verbs of the command line, one function each; the options are already parsed.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/core/report.hpp"
#include "gateway/settings/settings.hpp"

#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace schakel::validation {
struct schema_refusal;
struct schema_remark;
} // namespace schakel::validation

namespace schakel::command {

using adapter_source = std::function<adapter_registry()>;

// What every verb knows.
struct common_options {
    language lang = language::nl;
    bool json = false;
};

namespace exit_code {
inline constexpr int fine = 0, findings = 1, usage = 2, schema_refused = 3, try_again = 75, bad_configuration = 78;
}

struct validate_options {
    std::string standard; // empty: recognised from the bytes
    std::string profile;
    std::vector<std::string> schemas;         // files of one's own instead of a standard; XSD: several make one set
    std::vector<std::string> partner_schemas; // beside those of the standard
    std::vector<std::string> catalogues;      // folders in which the schemas may look for others
    std::vector<std::string> quirks;
    std::string format = "human";
    std::string out; // file; empty: standard output
    std::vector<std::string> files;
};
int validate(const validate_options& options, const common_options& common, const adapter_source& adapters);

struct schema_options {
    std::vector<std::string> files; // XSD: several make one set
    std::vector<std::string> catalogues;
    std::string fail_on; // lint: "warning"
};
int show_schema(const schema_options& options, const common_options& common);
int lint_schema(const schema_options& options, const common_options& common);

struct translate_options {
    std::string from, to;
    std::string config;                       // identifiers, code lists and release of a destination
    std::string system;                       // which destination of the configuration
    std::string loss;                         // file for the loss report
    std::string out;                          // folder for several documents; for a roster or goals a file
    std::vector<std::string> parameters;      // key=value for the encoder
    std::vector<std::string> partner_schemas; // of the sender, beside those of `from`
    std::string file;
};
int translate(const translate_options& options, const common_options& common, const adapter_source& adapters);

struct check_options {
    std::string config;
    bool deep = false;
    std::string fail_on; // "warning"
};
int check(const check_options& options, const common_options& common, const adapter_source& adapters);

int list_adapters(const common_options& common, const adapter_source& adapters);

int run_service(const std::string& config, const common_options& common, const adapter_source& adapters);

struct simulate_options {
    std::string standard;
    std::string listen = "127.0.0.1:0";
    std::string record;                       // folder
    std::vector<std::string> partner_schemas; // of whoever sends to it
    std::vector<std::string> answers;         // statuses to misbehave with, in turn: "503", "200" …
    std::string role;                         // "las": must answer for rosters; "publisher": for learning goals
    std::size_t pupils = 400;                 // of the invented school whose roster it owns
    std::uint64_t seed = 1;
    std::string sector = "po";          // or "vo"
    std::string brin;                   // of the school; empty: by the seed
    std::size_t goals = 200;            // of the invented framework that it publishes
    std::vector<std::string> publishes; // files of goals that it publishes instead
    std::size_t change_every = 0;
    std::vector<std::string> misbehave; // names of simulate_misbehaviour.hpp
};
int simulate(const simulate_options& options, const common_options& common, const adapter_source& adapters);

// The adapter of that name (also shortened); null after a usage error that names the nearest.
const adapter* find_adapter(const adapter_registry& adapters, const std::string& name);

// Whether every name is among the known ones; prints a usage error with the nearest name otherwise.
bool all_known(
    const std::string& what, const std::vector<std::string>& names, const std::vector<std::string_view>& known
);

// One line per fault: file:line:column, severity, key, what is wrong, what was expected, the nearest, and its id.
void print_faults(std::FILE* out, const std::vector<settings::fault>& faults);

// "FILE:LINE:COLUMN: warning: text [rule]"
void print_remark(std::FILE* out, const validation::schema_remark& one, language lang);

// Prints why and where a schema was refused; returns exit_code::schema_refused.
int print_refusal(const validation::schema_refusal& why);

// Prints "schakel: <text>" and how to get help; returns exit_code::usage.
int usage_error(const std::string& text);

} // namespace schakel::command
