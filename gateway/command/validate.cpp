#include "gateway/command/input.hpp"
#include "gateway/command/own_schema.hpp"
#include "gateway/command/partner_schemas.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/command/verbs.hpp"

#include "gateway/adapter/goals.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/core/version.hpp"

#include <fstream>

namespace schakel::command {

namespace {

// One file among many that is something else must not hide what was found in the others.
constexpr rule unrecognised{
    "validate.unrecognised",
    severity::error,
    "schakel validate",
    "Dit bestand lijkt op geen van de ingebouwde standaarden.",
    "This file looks like none of the built-in standards.",
    "Noem de standaard met --as, of controleer of dit het bedoelde bestand is.",
    "Name the standard with --as, or check that this is the file you meant."};

// Messages of a standard are held in memory as a whole.
document_limits message_limits() {
    document_limits limits = file_limits();
    limits.bytes = std::size_t{1} << 30;
    limits.nodes = 200'000'000;
    return limits;
}

// A standard that carries rosters or goals and nothing else is read as a stream.
bool is_only(const adapter& by, family which) {
    return by.info().families.size() == 1 && by.info().families.front() == which;
}

bool streams_roster(const adapter& by) {
    return is_only(by, family::access) && by.roster() != nullptr && by.roster()->abilities().reads;
}

bool streams_goals(const adapter& by) {
    return is_only(by, family::goals) && by.goals() != nullptr && by.goals()->abilities().reads;
}

report check(const adapter& by, const mapped_file& file, const validate_options& options) {
    decode_options how;
    how.limits = streams_roster(by) || streams_goals(by) ? file_limits() : message_limits();
    how.profile = options.profile;
    how.bare = true;
    how.quirks.insert(options.quirks.begin(), options.quirks.end());
    if (streams_roster(by)) {
        discarding_sink nobody;
        return by.roster()->read({file.bytes(), &file, {}, {}}, how, nobody).report;
    }
    if (streams_goals(by)) {
        discarding_goal_sink nobody;
        return by.goals()->read({file.bytes(), &file, {}, {}}, {how, {}, {}, {}}, nobody).report;
    }
    exchange message;
    message.standard = by.info().standard;
    message.body = file.bytes();
    return by.decode(message, how).report;
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

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& one : names) out += (out.empty() ? "" : ", ") + one;
    return out;
}

int validate_by_schema(const validate_options& options, validation_run run) {
    const auto files = find_schema_files(options.schemas, options.catalogues);
    if (!files) return usage_error(files.error().message);
    const auto schema = own_schema::compile(*files);
    if (!schema) return print_refusal(schema.error());
    for (const validation::schema_remark& one : schema->remarks()) print_remark(stderr, one, run.lang);
    run.rule_set = joined(options.schemas);
    for (const std::string& file : options.files) {
        auto checked = schema->check(file);
        if (!checked) return usage_error(checked.error().message);
        run.files.push_back({shown_name(file), {}, {}, *std::move(checked)});
    }
    return finish(run, options);
}

} // namespace

int validate(const validate_options& options, const common_options& common, const adapter_source& adapters) {
    const std::string tool(program_and_version);
    validation_run run{tool, "bundled rules of " + tool, common.lang, {}};
    if (!options.schemas.empty()) return validate_by_schema(options, std::move(run));

    const adapter_registry registry = adapters();
    const adapter* named = options.standard.empty() ? nullptr : find_adapter(registry, options.standard);
    if (!options.standard.empty() && !named) return exit_code::usage;
    std::shared_ptr<const adapter> extended;
    if (named) {
        auto made = with_partner_schemas(*named, options.partner_schemas);
        if (!made) return made.error();
        extended = *std::move(made);
        named = extended.get();
        if (!options.partner_schemas.empty()) run.rule_set += ", " + joined(options.partner_schemas);
    }
    for (const std::string& file : options.files) {
        const auto mapped = map_input(file);
        if (!mapped) return usage_error(mapped.error().message);
        const adapter* by = named ? named : registry.recognise(mapped->bytes());
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
        checked.standard = by->info().standard;
        checked.report = check(*by, *mapped, options);
        if (mapped->changed()) return usage_error(file + ": was changed while it was read");
    }
    return finish(run, options);
}

} // namespace schakel::command
