#include "gateway/outbox/goal_sqlite.hpp"

#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/sqlite_schema.hpp"
#include "gateway/outbox/sqlite_step.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace schakel::outbox {

goal_sqlite::goal_sqlite(const sqlite_settings& settings, table_follower* by)
    : settings_(settings), writer_(by), db_(settings.path, settings.vfs),
      journal_({.path = settings.path, .vfs = settings.vfs}), reads_(db_, journal_) {
    db_.execute("PRAGMA query_only=ON");
}

template <class Value>
result<Value> goal_sqlite::write(std::function<result<Value>(goal_writes&)> step, std::optional<audit_entry> audit) {
    if (!writer_) return failure{"the store was opened for reading"};
    return run_step<Value>(
        *writer_, [&](sqlite_writes& with) { return step(with.goals()); }, std::move(audit)
    );
}

result<goal_number> goal_sqlite::begin(std::string_view source, instant at) {
    const std::lock_guard lock(staging_);
    auto number = write<goal_number>([&](goal_writes& with) { return with.begin(source, at); });
    if (!number) return number;
    under_way_ = {*number, 0, nullptr, {}};
    return number;
}

result<done> goal_sqlite::add(const goal_owner& what, std::span<const goal_block> blocks) {
    const std::lock_guard lock(staging_);
    staged_import& to = under_way_;
    if (to.number == 0 || to.number != what.import) return failure{"no such import was begun"};
    const auto same = [&](const goal_owner& one) { return one.id == what.id; };
    try {
        if (owner(what.id) || std::ranges::any_of(to.owners, same))
            return failure{what.id + " is in the store already"};
        if (!to.file) {
            to.file = std::make_unique<goal_file_writer>(file_of(to.number), settings_.vfs);
            const std::lock_guard reading(mutex_);
            to.last_owner = reads_.last_owner();
        }
        goal_owner& one = to.owners.emplace_back(what);
        one.number = ++to.last_owner;
        for (const goal_block& each : blocks) to.file->add(one.number, each.kind, each.bytes);
        return done{};
    } catch (const sqlite_error& problem) {
        return failure{std::string("the learning goals cannot be written: ") + problem.what()};
    }
}

// The file is whole on the disk before the tables name it.
result<done> goal_sqlite::publish(const goal_settlement& how, staged_import& what) {
    try {
        if (what.file) what.file->finish();
        what.file.reset();
    } catch (const sqlite_error& problem) {
        return failure{std::string("the learning goals cannot be written: ") + problem.what()};
    }
    return write<done>([&](goal_writes& with) { return with.settle(how, what.owners); }, how.audit);
}

result<done> goal_sqlite::discard(const goal_settlement& how) {
    auto settled = write<done>([&](goal_writes& with) { return with.settle(how, {}); }, how.audit);
    if (settled) remove_file(file_of(how.import), settings_.vfs);
    return settled;
}

result<done> goal_sqlite::settle(const goal_settlement& how) {
    const std::lock_guard lock(staging_);
    const bool publishes = how.status == goal_import::state::published;
    if (publishes && how.import != under_way_.number) return failure{"no such import was begun"};
    staged_import what = std::exchange(under_way_, {});
    if (publishes) return publish(how, what);
    what.file.reset();
    return discard(how);
}

std::optional<goal_import> goal_sqlite::staged() {
    const std::lock_guard lock(mutex_);
    return reads_.staged();
}

goal_number goal_sqlite::newest() {
    const std::lock_guard lock(mutex_);
    return reads_.newest();
}

std::vector<goal_import> goal_sqlite::imports(std::size_t most) {
    const std::lock_guard lock(mutex_);
    return reads_.imports(most);
}

std::vector<goal_owner> goal_sqlite::owners() {
    const std::lock_guard lock(mutex_);
    return reads_.owners();
}

std::optional<goal_owner> goal_sqlite::owner(std::string_view id) {
    const std::lock_guard lock(mutex_);
    return reads_.owner(id);
}

result<std::vector<goal_block>> goal_sqlite::blocks(const goal_owner& of, std::int64_t& place) {
    const std::lock_guard lock(mutex_);
    try {
        if (read_from_ != of.import || !file_) {
            const std::string path = file_of(of.import);
            if (!std::filesystem::exists(path)) return failure{path + " is missing"};
            file_ = std::make_unique<goal_file_reader>(path, settings_.vfs);
            read_from_ = of.import;
        }
        return file_->blocks(of.number, place);
    } catch (const sqlite_error& problem) {
        return failure{file_of(of.import) + ": " + problem.what()};
    }
}

std::vector<goal_use> goal_sqlite::uses(const goal_use_filter& which) {
    if (writer_) writer_->wait_for_all();
    const std::lock_guard lock(mutex_);
    return reads_.uses(which);
}

result<done> goal_sqlite::renew_uses(std::span<const renewed_goal_use> all) {
    return write<done>([&](goal_writes& with) -> result<done> {
        for (const renewed_goal_use& one : all) {
            with.remove_use(one.place);
            with.add_use(one.place, one.sources, one.unknown);
        }
        return done{};
    });
}

std::optional<goal_fetch> goal_sqlite::last_fetch(std::string_view source) {
    const std::lock_guard lock(mutex_);
    return reads_.last_fetch(source);
}

result<done> goal_sqlite::keep_fetch(const goal_fetch& what) {
    return write<done>([&](goal_writes& with) -> result<done> {
        with.keep_fetch(what);
        return done{};
    });
}

result<std::unique_ptr<goal_rows>> read_goal_rows(const std::string& path) {
    try {
        if (!std::filesystem::exists(path)) return failure{path + ": there is no such store"};
        {
            connection file(path, {});
            if (file.number("PRAGMA user_version") != schema_version)
                return failure{path + ": is no store of this version of Schakel"};
        }
        sqlite_settings settings;
        settings.path = path;
        return std::unique_ptr<goal_rows>(std::make_unique<goal_sqlite>(settings, nullptr));
    } catch (const sqlite_error& problem) {
        return failure{path + ": " + problem.what()};
    }
}

} // namespace schakel::outbox
