#include "gateway/backup/back_up.hpp"

#include "gateway/backup/copied_file.hpp"
#include "gateway/core/version.hpp"
#include "gateway/outbox/database_copy.hpp"
#include "gateway/outbox/goal_file.hpp"
#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/record_index.hpp"
#include "gateway/outbox/store_inspection.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace schakel::backup {

namespace {

namespace fs = std::filesystem;

constexpr int times_to_look = 5; // at runs that are being merged

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

outbox::inspected_store copy_in(const fs::path& folder) {
    return {(folder / database_name).string(), (folder / launches_name).string(), false};
}

class backup_run {
public:
    backup_run(const place& from, fs::path folder, const listener& told)
        : from_(from), folder_(std::move(folder)), told_(told) {}

    result<done> copy() {
        if (auto held = hold_runs(); !held) return held;
        hold_segments();
        // What an access node left in the launch store is there still, or in the journal already: never in neither.
        if (fs::exists(from_.launches))
            if (auto copied = copy_database(from_.launches, launches_name); !copied) return copied;
        if (auto copied = copy_database(from_.database, database_name); !copied) return copied;
        for (const auto& step :
             {&backup_run::copy_goals, &backup_run::copy_runs, &backup_run::copy_segments, &backup_run::copy_batches})
            if (auto copied = (this->*step)(); !copied) return copied;
        return done{};
    }

private:
    result<done> hold_runs() {
        for (int i = 0; i < times_to_look; ++i) {
            runs_.clear();
            const outbox::run_files found = outbox::runs_beside(from_.database);
            for (const std::string& path : found.covering)
                if (auto held = hold(path)) runs_.push_back(std::move(*held));
            if (found.missing_before.empty() && runs_.size() == found.covering.size()) return done{};
        }
        return failure{"runs of record keys are missing: the store is damaged, or is being merged at this moment"};
    }

    void hold_segments() {
        for (const auto& [number, path] : outbox::segments_beside(from_.database))
            if (auto held = hold(path)) segments_.try_emplace(number, std::move(*held));
    }

    result<done> copy_database(const std::string& path, std::string_view name) {
        const fs::path to = folder_ / name;
        try {
            outbox::copy_database(path, to.string(), [&](std::uint64_t bytes) { told_(name, bytes); });
            return sync_file(to);
        } catch (const std::exception& problem) {
            return failure{path + ": " + problem.what()};
        }
    }

    // Of imports that the copied tables name: others are not finished.
    result<done> copy_goals() {
        for (const std::string& path : outbox::goal_files_named_in((folder_ / database_name).string(), from_.database))
            if (auto copied = copy_file(hold(path)); !copied) return copied;
        return done{};
    }

    result<done> copy_runs() {
        for (held_file& one : runs_)
            if (auto copied = copy_file(std::move(one)); !copied) return copied;
        return done{};
    }

    result<done> copy_file(result<held_file> file) {
        if (!file) return file.error();
        told_(file->name, 0);
        return copy_to(*file, folder_ / file->name);
    }

    // Segments that were begun meanwhile are copied too; the newest up to its last whole group.
    result<done> copy_segments() {
        hold_segments();
        for (const auto& [number, file] : segments_) {
            told_(file.name, 0);
            const fs::path to = folder_ / file.name;
            if (auto copied = copy_to(file, to); !copied) return copied;
            if (number == segments_.rbegin()->first)
                if (auto cut = end_cleanly(number, file, to); !cut) return cut;
            told_(file.name, fs::file_size(to));
        }
        return done{};
    }

    // While a group is written, one behind it may have been read and it not: then both are there by now.
    static result<done> end_cleanly(std::uint32_t number, const held_file& file, const fs::path& copy) {
        auto facts = outbox::walk_segment(text_of(copy), number, [](const outbox::journal_group&) {});
        if (facts.gap) {
            fs::remove(copy);
            if (auto again = copy_to(file, copy); !again) return again;
            facts = outbox::walk_segment(text_of(copy), number, [](const outbox::journal_group&) {});
        }
        if (facts.first != 0) fs::resize_file(copy, facts.end);
        return sync_file(copy);
    }

    result<done> copy_batches() {
        const fs::path batches = fs::path(from_.data_directory) / folder_of_batches;
        if (!fs::is_directory(batches)) return done{};
        const fs::path to = folder_ / folder_of_batches;
        fs::create_directory(to);
        for (const auto& each : fs::directory_iterator(batches)) {
            const auto file = each.is_regular_file() ? hold(each.path()) : failure{};
            if (!file || each.path().extension() == ".lock") continue;
            if (auto copied = copy_to(*file, to / file->name); !copied) return copied;
        }
        return sync_folder(to);
    }

    const place& from_;
    const fs::path folder_;
    const listener& told_;
    std::vector<held_file> runs_;
    std::map<std::uint32_t, held_file> segments_;
};

result<done> describe(manifest& what, const fs::path& folder, const listener& told) {
    const auto found = outbox::inspect_store(copy_in(folder), told);
    what.first_group = found.first_group;
    what.last_group = found.last_group;
    what.messages = found.messages;
    what.deliveries = found.deliveries;
    what.audit_entries = found.audit_entries;
    what.schema = found.schema;
    for (const outbox::store_fault& one : found.faults) what.faults.push_back(one.file + ": " + one.what);
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        auto digest = digest_of_file(each.path());
        if (!digest) return digest.error();
        what.files.push_back({fs::relative(each.path(), folder).string(), digest->bytes, std::move(digest->sha256)});
    }
    std::ranges::sort(what.files, {}, &manifest_file::name);
    return done{};
}

result<manifest> make(const place& from, const fs::path& draft, const clock& time, const listener& told) {
    manifest what;
    what.began_at = to_rfc3339(time.now());
    what.program = program_and_version;
    if (auto copied = backup_run(from, draft, told).copy(); !copied) return copied.error();
    if (auto described = describe(what, draft, told); !described) return described.error();
    if (auto written = write_to(to_json(what), draft / manifest_name); !written) return written.error();
    if (auto synced = sync_folder(draft); !synced) return synced.error();
    return what;
}

} // namespace

result<manifest> back_up(const place& from, const fs::path& to, const clock& time, const listener& told) {
    if (fs::exists(to)) return failure{to.string() + " is there already: a backup overwrites nothing"};
    if (!fs::exists(from.database)) return failure{from.database + " is not there"};
    const fs::path draft = to.string() + ".partial";
    try {
        fs::remove_all(draft); // what a backup that was killed left behind
        fs::create_directories(draft);
        fs::permissions(draft, fs::perms::owner_all);
        auto made = make(from, draft, time, told);
        if (!made) {
            fs::remove_all(draft);
            return made;
        }
        fs::rename(draft, to);
        if (auto synced = sync_folder(fs::absolute(to).parent_path()); !synced) return synced.error();
        return made;
    } catch (const fs::filesystem_error& problem) {
        std::error_code ignored;
        fs::remove_all(draft, ignored);
        return failure{problem.what()};
    }
}

std::uint64_t bytes_to_back_up(const place& from) {
    return 2 * outbox::bytes_to_inspect({from.database, from.launches, true});
}

} // namespace schakel::backup
