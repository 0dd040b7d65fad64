#include "gateway/command/input.hpp"
#include "gateway/command/partner_schemas.hpp"
#include "gateway/command/translate_access.hpp"
#include "gateway/command/translate_goals.hpp"
#include "gateway/command/translate_roster.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/command/verbs.hpp"

#include "gateway/adapter/long_messages.hpp"
#include "gateway/core/version.hpp"
#include "gateway/mapping/mapper.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/service/service.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace schakel::command {

namespace {

bool is_xml(const outgoing& message) {
    return message.headers.find("content-type").find("xml") != std::string_view::npos;
}

bool write_file(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream out(file, std::ios::binary);
    return static_cast<bool>((out << bytes).flush());
}

int write_several(const std::vector<outgoing>& messages, const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        std::string number = std::to_string(i + 1);
        number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
        const auto file = std::filesystem::path(folder) / (number + (is_xml(messages[i]) ? ".xml" : ".json"));
        if (!write_file(file, messages[i].body)) return usage_error(file.string() + ": cannot be written");
    }
    return exit_code::fine;
}

// One document as it is; several JSON documents as one array; several XML documents need a folder.
int write_messages(const std::vector<outgoing>& messages, const std::string& folder) {
    if (!folder.empty()) return write_several(messages, folder);
    if (messages.size() == 1) {
        std::fwrite(messages.front().body.data(), 1, messages.front().body.size(), stdout);
        std::fputc('\n', stdout);
        return exit_code::fine;
    }
    if (!messages.empty() && is_xml(messages.front())) {
        return usage_error(
            "the result is " + std::to_string(messages.size()) + " XML documents: name a folder with --out"
        );
    }
    std::fputc('[', stdout);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        if (i) std::fputs(",\n", stdout);
        std::fwrite(messages[i].body.data(), 1, messages[i].body.size(), stdout);
    }
    std::fputs("]\n", stdout);
    return exit_code::fine;
}

// What a configuration adds: the destination's profile and parameters, and the school's identifiers.
struct known_destination {
    std::shared_ptr<const pipeline::configuration> configuration;
    const pipeline::destination* to = nullptr;
    const settings::school* school = nullptr;
};

int find_destination(
    const translate_options& options, const adapter& to, const model::identifiers& school_named,
    const adapter_registry& adapters, known_destination& found
) {
    settings::loaded read = settings::load(options.config, service::known_standards(adapters));
    if (!read.good()) {
        print_faults(stderr, read.faults);
        return exit_code::bad_configuration;
    }
    auto made = pipeline::configuration::create(std::move(read.settings), adapters, system_clock());
    if (!made) {
        print_faults(stderr, made.error().faults);
        std::fprintf(stderr, "schakel: %s\n", made.error().message.c_str());
        return exit_code::bad_configuration;
    }
    found.configuration = *made;
    const settings::settings& all = found.configuration->settings();
    for (const settings::system& system : all.systems) {
        const pipeline::destination* candidate = found.configuration->find_destination(system.id);
        const bool wanted = options.system.empty() || options.system == system.id;
        if (candidate && candidate->by == &to && wanted && !found.to) found.to = candidate;
    }
    if (!found.to)
        return usage_error("the configuration delivers to no system that speaks " + std::string(to.info().standard));
    for (const settings::school& school : all.schools) {
        for (const model::identifier& one : school_named) {
            if (model::value_of(school.identifiers, one.scheme) == one.value) found.school = &school;
        }
    }
    return exit_code::fine;
}

model::identifiers school_named(const std::vector<model::record>& records) {
    for (const model::record& one : records) {
        if (const auto* report = std::get_if<model::progress_report>(&one); report && !report->school.empty())
            return report->school;
    }
    return {};
}

// The moment that the translation counts as made at: the latest that the message tells of, so that the same input gives
// the same bytes.
instant latest_moment(const std::vector<model::record>& records) {
    instant latest{};
    const auto see = [&](const std::optional<instant>& one) {
        if (one) latest = std::max(latest, *one);
    };
    for (const model::record& one : records) {
        const auto* report = std::get_if<model::progress_report>(&one);
        if (!report) continue;
        if (report->assembled_at) return *report->assembled_at;
        for (const model::sitting& sitting : report->sittings) {
            see(sitting.taken_at.at);
            see(sitting.created);
            see(sitting.modified);
        }
    }
    return latest;
}

// What --parameter gives. Failure: the exit code; why has been told.
result<std::map<std::string, std::string, std::less<>>, int>
read_parameters(const std::vector<std::string>& given, const adapter& to) {
    std::map<std::string, std::string, std::less<>> read;
    for (const std::string& one : given) {
        const std::size_t equals = one.find('=');
        if (equals == std::string::npos) return usage_error("--parameter takes key=value, not \"" + one + "\"");
        if (!all_known("parameter", {one.substr(0, equals)}, to.info().parameters)) return int{exit_code::usage};
        read[one.substr(0, equals)] = one.substr(equals + 1);
    }
    return read;
}

// A file is translated as a whole, however long it is.
void add_further(std::vector<model::record>& records, const further_records* further) {
    for (std::size_t i = 0; further && i < further->portions(); ++i)
        for (model::record& portion : further->read(i))
            std::ranges::move(
                std::get<model::progress_report>(portion).sittings,
                std::back_inserter(std::get<model::progress_report>(records.front()).sittings)
            );
}

} // namespace

int translate(const translate_options& options, const common_options& common, const adapter_source& adapters) {
    const adapter_registry registry = adapters();
    const adapter* from = find_adapter(registry, options.from);
    const adapter* to = find_adapter(registry, options.to);
    if (!from || !to) return exit_code::usage;
    const auto extended = with_partner_schemas(*from, options.partner_schemas);
    if (!extended) return extended.error();
    const auto parameters = read_parameters(options.parameters, *to);
    if (!parameters) return parameters.error();
    if (carries_access(**extended, *to)) return translate_access(options, common, **extended, *to, *parameters);
    if (carries_goals(**extended, *to)) return translate_goals(options, common, **extended, *to, *parameters);
    if (carries_only_rosters(**extended, *to)) return translate_roster(options, common, **extended, *to, *parameters);
    auto bytes = read_input(options.file);
    if (!bytes) return usage_error(bytes.error().message);

    exchange message;
    message.standard = from->info().standard;
    message.body = std::move(*bytes);
    decode_options how;
    how.bare = true;
    how.limits.bytes = std::size_t{1} << 30;
    decoded content = (*extended)->decode(message, how);
    if (content.report.rejects()) {
        validation_run run{std::string(program_and_version), {}, common.lang, {}};
        run.files.push_back(
            {shown_name(options.file), std::string(from->info().standard), {}, std::move(content.report)}
        );
        std::fputs(write_human(run, stderr_is_terminal()).c_str(), stderr);
        return exit_code::findings;
    }

    if (content.records.empty() && carries_rosters(**extended, *to) && options.file != "-")
        return translate_roster(options, common, **extended, *to, *parameters);

    encode_options target;
    target.school = school_named(content.records);
    field_fate fate;
    add_further(content.records, further_than(content, **extended, message, how).get());
    std::vector<model::record> records = std::move(content.records);
    if (!options.config.empty()) {
        known_destination known;
        if (const int code = find_destination(options, *to, target.school, registry, known); code != exit_code::fine)
            return code;
        target.parameters = known.to->system->send->parameters;
        target.quirks = known.to->system->send->quirks;
        if (known.school) target.school = known.school->identifiers;
        const std::string school_id = known.school ? known.school->id : std::string();
        mapping::identity_map people(school_id, nullptr, known.configuration->identities_of(school_id));
        records = mapping::for_destination(std::move(records), known.to->profile, people, fate);
    }
    for (const auto& [key, value] : *parameters) target.parameters[key] = value;
    target.now = latest_moment(records);
    const encoded made = to->encode(records, target);
    fate.add(made.fate);
    const loss_report loss = join(from->info().standard, to->info().standard, content.trace, fate);
    if (!options.loss.empty() && !write_file(options.loss, loss.to_json() + "\n")) {
        return usage_error(options.loss + ": cannot be written");
    }
    if (!made.refused.empty()) {
        validation_run run{std::string(program_and_version), {}, common.lang, {}};
        checked_file& refused = run.files.emplace_back();
        refused.file = shown_name(options.file);
        refused.standard = to->info().standard;
        refused.report.add(layer::meaning, made.refused);
        std::fputs(write_human(run, stderr_is_terminal()).c_str(), stderr);
    }
    const int written = write_messages(made.messages, options.out);
    if (written != exit_code::fine) return written;
    return has_error(made.refused) ? exit_code::findings : exit_code::fine;
}

} // namespace schakel::command
