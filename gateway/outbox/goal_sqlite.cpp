#include "gateway/outbox/goal_sqlite.hpp"

#include "gateway/outbox/sqlite_schema.hpp"
#include "gateway/outbox/sqlite_step.hpp"

#include <filesystem>

namespace schakel::outbox {

goal_sqlite::goal_sqlite(const sqlite_settings& settings, writer* by)
    : writer_(by), db_(settings.path, settings.vfs), reads_(db_) {
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
    return write<goal_number>([&](goal_writes& with) { return with.begin(source, at); });
}

result<std::int64_t> goal_sqlite::add_owner(const goal_owner& what) {
    return write<std::int64_t>([&](goal_writes& with) { return with.add_owner(what); });
}

result<done> goal_sqlite::put(goal_number import, std::span<const goal_block> blocks) {
    return write<done>([&](goal_writes& with) { return with.put(import, blocks); });
}

result<bool> goal_sqlite::undo(goal_number import, std::size_t most) {
    return write<bool>([&](goal_writes& with) { return with.undo(import, most); });
}

result<done> goal_sqlite::settle(const goal_settlement& how) {
    return write<done>([&](goal_writes& with) { return with.settle(how); }, how.audit);
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

std::vector<goal_block> goal_sqlite::blocks(std::int64_t owner, std::int64_t& place) {
    const std::lock_guard lock(mutex_);
    return reads_.blocks(owner, place);
}

std::vector<goal_use> goal_sqlite::uses(const goal_use_filter& which) {
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
