#include "gateway/command/goals_import.hpp"

#include "gateway/codec/mapped_file.hpp"
#include "gateway/command/goals_files.hpp"
#include "gateway/command/goals_telling.hpp"
#include "gateway/command/goals_upload.hpp"
#include "gateway/command/input.hpp"
#include "gateway/command/progress_bar.hpp"
#include "gateway/command/validation_run.hpp"
#include "gateway/core/kept_memory.hpp"
#include "gateway/crypto/ed25519.hpp"
#include "gateway/outbox/process_lock.hpp"
#include "gateway/pipeline/goal_intake.hpp"

#include <limits>

namespace schakel::command {

namespace {

void print_rejected(const pipeline::goal_intake_outcome& outcome, const common_options& common) {
    for (const pipeline::read_goals& one : outcome.documents) {
        if (!one.report.rejects()) continue;
        validation_run run{{}, {}, common.lang, {}};
        run.files.push_back({one.name, one.standard, {}, one.report});
        std::fputs(write_human(run, stderr_is_terminal()).c_str(), stderr);
    }
}

int refuse(const std::string& why) {
    std::fprintf(stderr, "schakel: %s\nschakel: nothing was imported\n", why.c_str());
    return exit_code::findings;
}

int tell(
    const goals_import_options& options, const common_options& common, const pipeline::goal_intake_outcome& outcome
) {
    using kind = pipeline::goal_intake_outcome::kind;
    json::writer told(options.json);
    told.begin_object();
    pipeline::write_members(told, outcome, common.lang, std::numeric_limits<std::size_t>::max());
    told.end_object();
    const std::string text = told.finish();
    if (options.json) {
        std::printf("%s\n", text.c_str());
        return outcome.what == kind::rejected || outcome.what == kind::failed ? exit_code::findings : exit_code::fine;
    }
    if (outcome.what == kind::rejected) print_rejected(outcome, common);
    findings ignored;
    const auto body = json::document::parse(text, file_limits(), ignored);
    return body ? print_import(body->root(), outcome.what == kind::rejected) : exit_code::findings;
}

// "Uitgever=keys/uitgever.pem". False after a usage error.
bool add_signers(const std::vector<std::string>& named, trusted_signers& into) {
    for (const std::string& one : named) {
        const std::size_t equals = one.find('=');
        const std::string file = equals == std::string::npos ? std::string() : one.substr(equals + 1);
        const auto bytes = mapped_file::open(file);
        if (!bytes || !crypto::ed25519_key::from_pem(bytes->bytes())) {
            usage_error("--signer takes NAME=FILE, and the file a public Ed25519 key in PEM: " + one);
            return false;
        }
        into.insert_or_assign(one.substr(0, equals), std::string(bytes->bytes()));
    }
    return true;
}

int import_here(
    const goals_import_options& options, const common_options& common, const goal_reading_options& how,
    const goals_files& files, goals::goal_store& into
) {
    keep_freed_memory();
    pipeline::goal_intake intake(into, into.begin(options.paths.front()));
    {
        progress_bar bar(files.bytes());
        intake.read_all(files.documents(), how, [&](const goals::goal_document& one) {
            bar.tell(one.name);
            bar.advance(one.bytes.size());
        });
    }
    return tell(options, common, options.dry_run ? intake.judge_only() : intake.publish("operator"));
}

} // namespace

int import_goals(
    const goals_import_options& options, const goals_place& place, const common_options& common,
    const adapter_source& adapters
) {
    goal_reading_options how;
    how.document.limits = file_limits();
    how.document.bare = true;
    how.framework = options.framework;
    how.release = options.release;
    if (!read_day(options.published, how.published)) return exit_code::usage;
    const adapter_registry registry = adapters();
    const adapter* standard = options.standard.empty() ? nullptr : find_adapter(registry, options.standard);
    if (!options.standard.empty()) {
        if (standard == nullptr) return exit_code::usage;
        if (const auto reads = goals::goal_reader(standard->info().standard, registry); !reads)
            return usage_error(reads.error().message);
    }
    const auto found = find_place(place, adapters);
    if (!found) return exit_code::bad_configuration;
    how.signers = found->signers;
    if (!add_signers(options.signers, how.signers)) return exit_code::usage;
    auto files = goals_files::open(options.paths);
    if (!files) return usage_error(files.error().message);
    if (const auto readers = goals::find_readers(files->documents(), standard, registry); !readers)
        return usage_error(readers.error().message + " with --as");
    const auto opened = open_for_import(found->store);
    if (opened) return import_here(options, common, how, *files, *opened->goals);
    if (place.config.empty() || !outbox::process_lock::is_held(found->store)) return refuse(opened.error().message);
    if (!options.signers.empty())
        return refuse("a running gateway trusts the signers of its configuration: [goals.signers]");
    const std::string name(standard ? standard->info().standard : std::string_view{});
    admin_address gateway;
    gateway.config = place.config;
    return import_through_gateway(options, gateway, *files, name);
}

} // namespace schakel::command
