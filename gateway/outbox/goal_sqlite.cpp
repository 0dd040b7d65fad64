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
