#include "gateway/command/input.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/command/verbs.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/core/version.hpp"
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <variant>

namespace schakel::command {

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;

// One file among many that is something else must not hide what was found in the others.
constexpr rule unrecognised{
    "validate.unrecognised",
    severity::error,
    "schakel validate",
    "Dit bestand lijkt op geen van de ingebouwde standaarden.",
    "This file looks like none of the built-in standards.",
    "Noem de standaard met --as, of controleer of dit het bedoelde bestand is.",
    "Name the standard with --as, or check that this is the file you meant."};

document_limits file_limits() {
    document_limits limits;
    limits.bytes = largest_file;
    limits.nodes = 200'000'000;
    return limits;
}

// A schema of the user's own, of either kind.
using own_schema = std::variant<validation::xsd_schema, validation::json_schema>;

validation::schema_catalogue folder_of(const std::filesystem::path& file) {
    return [folder = file.parent_path()](std::string_view name) -> std::optional<std::string> {
        std::ifstream in(folder / name, std::ios::binary);
        if (!in) return std::nullopt;
        return std::string{std::istreambuf_iterator<char>(in), {}};
    };
}

result<own_schema, validation::schema_refusal> compile(const std::string& file) {
    const std::filesystem::path path(file);
    const std::string name = path.filename().string();
    const auto catalogue = folder_of(path);
    const std::string bytes = catalogue(name).value_or(std::string());
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (first != std::string::npos && bytes[first] == '<') {
        auto made = validation::xsd_schema::compile(std::span(&name, 1), catalogue);
        if (!made) return made.error();
        return own_schema(std::move(*made));
    }
    auto made = validation::json_schema::compile(name, catalogue);
    if (!made) return made.error();
    return own_schema(std::move(*made));
}

int print_refusal(const validation::schema_refusal& why) {
    using kind = validation::schema_refusal::kind;
    const char* what = why.why == kind::not_supported ? "not supported"
                       : why.why == kind::unreadable  ? "unreadable schema"
                                                      : "invalid schema";
    std::fprintf(
        stderr, "%s:%u:%u: %s: %s\n", why.file.c_str(), why.where.line, why.where.column, what, why.message.c_str()
    );
    return exit_code::schema_refused;
}

report check_with(const validation::xsd_schema& schema, const std::string& bytes) {
    report out;
    auto found = schema.validate(bytes, file_limits());
    out.add(layer::well_formed, std::move(found.scan_findings));
    if (found.well_formed) out.add(layer::schema, std::move(found.schema_findings));
    return out;
}

report check_with(const validation::json_schema& schema, const std::string& bytes) {
    report out;
    findings found;
    const auto document = json::document::parse(bytes, file_limits(), found);
    out.add(layer::well_formed, std::move(found));
    if (document) out.add(layer::schema, schema.validate(*document, file_limits()));
    return out;
}

int finish(const validation_run& run, const validate_options& options) {
    const report_format form = *parse_report_format(options.format);
    const bool to_file = !options.out.empty();
    const std::string text = write_report(run, form, !to_file && stdout_is_terminal());
    if (to_file) {
        std::ofstream out(options.out, std::ios::binary);
        if (!(out << text).flush()) return usage_error(options.out + ": cannot be written");
    } else {
        std::fwrite(text.data(), 1, text.size(), stdout);
    }
    return run.valid() ? exit_code::fine : exit_code::findings;
}

int validate_by_schema(const validate_options& options, validation_run run) {
    if (!std::filesystem::exists(options.schema)) return usage_error(options.schema + ": no such file");
    const auto schema = compile(options.schema);
    if (!schema) return print_refusal(schema.error());
    run.rule_set = options.schema;
    for (const std::string& file : options.files) {
        auto bytes = read_input(file);
        if (!bytes) return usage_error(bytes.error().message);
        checked_file& checked = run.files.emplace_back();
        checked.file = shown_name(file);
        checked.report = std::visit([&](const auto& one) { return check_with(one, *bytes); }, *schema);
    }
    return finish(run, options);
}

} // namespace

int usage_error(const std::string& text) {
    std::fprintf(stderr, "schakel: %s\nTry \"schakel --help\".\n", text.c_str());
    return exit_code::usage;
}

namespace {

std::string suggestion(std::string_view name, const std::vector<std::string_view>& known) {
    const std::string_view guess = nearest(name, known);
    return guess.empty() ? std::string() : "; did you mean \"" + std::string(guess) + "\"?";
}

} // namespace

const adapter* find_adapter(const adapter_registry& adapters, const std::string& name) {
    if (const adapter* found = adapters.resolve(name)) return found;
    std::vector<std::string_view> known;
    for (const auto& one : adapters) known.push_back(one->info().standard);
    usage_error("unknown standard \"" + name + "\"" + suggestion(name, known));
    return nullptr;
}

bool all_known(
    const std::string& what, const std::vector<std::string>& names, const std::vector<std::string_view>& known
) {
    for (const std::string& name : names) {
        if (std::ranges::find(known, name) != known.end()) continue;
        usage_error("unknown " + what + " \"" + name + "\"" + suggestion(name, known));
        return false;
    }
    return true;
}

int validate(const validate_options& options, const common_options& common, const adapter_source& adapters) {
    const std::string tool(program_and_version);
    validation_run run{tool, "bundled rules of " + tool, common.lang, {}};
    if (!options.schema.empty()) return validate_by_schema(options, std::move(run));

    const adapter_registry registry = adapters();
    const adapter* named = options.standard.empty() ? nullptr : find_adapter(registry, options.standard);
    if (!options.standard.empty() && !named) return exit_code::usage;
    for (const std::string& file : options.files) {
        auto bytes = read_input(file);
        if (!bytes) return usage_error(bytes.error().message);
        const adapter* by = named ? named : registry.recognise(*bytes);
        checked_file& checked = run.files.emplace_back();
        checked.file = shown_name(file);
        checked.profile = options.profile;
        if (!by) {
            checked.report.add(layer::transport, {finding{&unrecognised, {}, {}, {}, {}}});
            continue;
        }
        if (!all_known("quirk", options.quirks, by->info().quirks)) return exit_code::usage;
        if (!options.profile.empty() && !all_known("profile", {options.profile}, by->info().profiles)) {
            return exit_code::usage;
        }
        decode_options how;
        how.limits = file_limits();
        how.profile = options.profile;
        how.bare = true;
        how.quirks.insert(options.quirks.begin(), options.quirks.end());
        exchange message;
        message.standard = by->info().standard;
        message.body = std::move(*bytes);
        checked.standard = by->info().standard;
        checked.report = by->decode(message, how).report;
    }
    return finish(run, options);
}

} // namespace schakel::command
