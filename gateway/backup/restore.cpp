#include "gateway/backup/restore.hpp"

#include "gateway/backup/copied_file.hpp"
#include "gateway/outbox/store.hpp"

#include <algorithm>
#include <optional>

namespace schakel::backup {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view draft_ending = ".restoring";

struct move {
    fs::path draft, name;
};

fs::path target_of(const std::string& name, const place& to) {
    if (name == launches_name) return to.launches;
    if (name.starts_with(database_name)) return to.database + name.substr(database_name.size());
    return fs::path(to.data_directory) / name;
}

// A file of a store that lies there already.
std::optional<fs::path> in_the_way(const place& to) {
    const fs::path database = fs::absolute(to.database);
    if (fs::exists(to.launches)) return to.launches;
    if (!fs::is_directory(database.parent_path())) return std::nullopt;
    for (const auto& each : fs::directory_iterator(database.parent_path())) {
        const std::string name = each.path().filename().string();
        const bool ours = name.starts_with(database.filename().string()) && !name.ends_with(draft_ending);
        if (ours && !name.ends_with(".lock")) return each.path();
    }
    return std::nullopt;
}

result<done> copy_all(const fs::path& from, const manifest& what, const place& to, std::vector<move>& moves) {
    for (const manifest_file& one : what.files) {
        const fs::path target = target_of(one.name, to);
        if (fs::exists(target)) return failure{target.string() + " is there already: nothing is overwritten"};
        fs::create_directories(target.parent_path());
        move& next = moves.emplace_back(move{target.string() + std::string(draft_ending), target});
        fs::remove(next.draft);
        const auto file = hold(from / one.name);
        if (!file) return file.error();
        if (auto copied = copy_to(*file, next.draft); !copied) return copied;
    }
    return done{};
}

// The tables last: before them there is no store.
result<done> name_all(std::vector<move>& moves, const place& to) {
    std::ranges::stable_partition(moves, [&](const move& one) { return one.name != to.database; });
    for (const move& one : moves) {
        fs::rename(one.draft, one.name);
        if (auto synced = sync_folder(fs::absolute(one.name).parent_path()); !synced) return synced;
    }
    return done{};
}

void take_back(const std::vector<move>& moves) {
    std::error_code ignored;
    for (const move& one : moves) {
        fs::remove(one.draft, ignored);
        fs::remove(one.name, ignored);
    }
}

result<restored> put_there(const fs::path& from, manifest what, const place& to, const clock& time) {
    std::vector<move> moves;
    auto copied = copy_all(from, what, to, moves);
    if (copied) copied = name_all(moves, to);
    if (!copied) {
        take_back(moves);
        return copied.error();
    }
    outbox::sqlite_settings where;
    where.path = to.database;
    auto opened = outbox::open_sqlite_store(where, time);
    if (!opened) return failure{"everything was copied, but it does not open: " + opened.error().message};
    const outbox::store_counts counts = (*opened)->counts();
    return restored{std::move(what), counts.messages, counts.waiting};
}

} // namespace

result<restored> restore(const fs::path& from, const place& to, const clock& time, const listener& told) {
    auto what = read_manifest(from);
    if (!what) return what.error();
    try {
        if (const auto there = in_the_way(to))
            return failure{there->string() + " is there already: a restore overwrites nothing"};
        const auto faults = files_that_differ(from, *what, told);
        if (!faults.empty()) return failure{"the backup is damaged: " + faults.front()};
        fs::create_directories(to.data_directory);
        fs::permissions(to.data_directory, fs::perms::owner_all);
        return put_there(from, std::move(*what), to, time);
    } catch (const fs::filesystem_error& problem) {
        return failure{problem.what()};
    }
}

} // namespace schakel::backup
