#include "gateway/outbox/rebuilt_tables.hpp"

#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/journal_entry.hpp"
#include "gateway/outbox/page_checks.hpp"
#include "gateway/outbox/sqlite_schema.hpp"
#include "gateway/outbox/sqlite_writes.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace schakel::outbox {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t usual_page = 4096;
constexpr std::uint32_t pages_to_look_at = 64;
constexpr std::uintmax_t checked_at_start = std::uintmax_t{64} << 20;

std::string quoted(const std::string& name) {
    return '"' + name + '"';
}

struct table_shape {
    std::string name;
    std::string columns; // as a list of SQL
    int count = 0;
    std::string key; // what rows lie in order of, from the end
};

table_shape shape_of(connection& db, const std::string& name, bool with_row_number) {
    table_shape shape{name, {}, 0, {}};
    std::map<std::int64_t, std::string> key;
    bool numbered = false; // a column is the row's number
    statement columns(db, "SELECT name, pk, type FROM pragma_table_info(?)");
    for (columns.ask(name); columns.next(); ++shape.count) {
        shape.columns += (shape.count == 0 ? "" : ", ") + quoted(columns.text(0));
        if (columns.number(1) > 0) key[columns.number(1)] = columns.text(0);
        numbered |= columns.number(1) > 0 && columns.text(2) == "INTEGER";
    }
    if (with_row_number) {
        shape.key = "rowid DESC";
        if (!(numbered && key.size() == 1)) shape.columns += ", rowid", ++shape.count;
        return shape;
    }
    for (const auto& [at, column] : key) shape.key += (shape.key.empty() ? "" : ", ") + quoted(column) + " DESC";
    return shape;
}

std::vector<table_shape> shapes_in(connection& db) {
    std::vector<table_shape> all;
    statement tables(
        db,
        "SELECT name, sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    );
    while (tables.next()) all.push_back(shape_of(db, tables.text(0), tables.number(1) == 0));
    return all;
}

std::string places(int count) {
    std::string all = "?";
    for (int i = 1; i < count; ++i) all += ",?";
    return all;
}

// Copies rows until one cannot be read or is there already; whether it came to the end.
bool copy_until_damage(connection& from, connection& to, const table_shape& table, const std::string& order) {
    statement add(
        to,
        "INSERT OR IGNORE INTO " + quoted(table.name) + '(' + table.columns + ") VALUES(" + places(table.count) + ')'
    );
    try {
        statement rows(from, "SELECT " + table.columns + " FROM " + quoted(table.name) + " NOT INDEXED" + order);
        while (rows.next()) {
            for (int i = 0; i < table.count; ++i) rows.hand_on(i, add);
            if (add.run() == 0 && !order.empty()) break;
        }
        return true;
    } catch (const sqlite_error& problem) {
        if (!problem.damaged()) throw;
        return false;
    }
}

// Around a damaged page: from the front to it, and from the end back to it.
bool copy_table(connection& from, connection& to, const table_shape& table) {
    if (copy_until_damage(from, to, table, {})) return true;
    copy_until_damage(from, to, table, " ORDER BY " + table.key);
    return false;
}

using message_set = std::set<std::int64_t>;

// Messages of which the tables lack a row that the journal has.
class missing_rows {
public:
    explicit missing_rows(connection& db)
        : db_(db), message_(db, "SELECT 1 FROM message WHERE seq = ?"),
          delivery_(db, "SELECT 1 FROM delivery WHERE row = ?") {}

    void look(const decision& what) {
        if (const auto* accepted = std::get_if<decided_acceptance>(&what)) {
            if (!is_there(message_, accepted->number)) found_.insert(accepted->number);
            look(accepted->deliveries);
        } else if (const auto* settled = std::get_if<decided_settlement>(&what)) {
            look(settled->parts);
        }
    }

    message_set finish() {
        statement attempts(
            db_, "SELECT DISTINCT d.row FROM delivery d WHERE d.attempts > "
                 "(SELECT count(*) FROM attempt a WHERE a.delivery = d.row)"
        );
        while (attempts.next()) found_.insert(message_of(attempts.number(0)));
        return std::move(found_);
    }

private:
    void look(const std::vector<decided_delivery>& all) {
        for (const decided_delivery& each : all)
            if (!is_there(delivery_, each.row)) found_.insert(message_of(each.row));
    }
    static bool is_there(statement& asked, std::int64_t key) {
        const bool yes = asked.ask(key).next();
        asked.reset();
        return yes;
    }

    connection& db_;
    statement message_, delivery_;
    message_set found_;
};

std::int64_t message_of_decision(const decision& what) {
    if (const auto* accepted = std::get_if<decided_acceptance>(&what)) return accepted->number;
    if (const auto* settled = std::get_if<decided_settlement>(&what)) return message_of(settled->row);
    return 0;
}

void walk_journal(const sqlite_settings& settings, std::uint64_t through, const std::function<void(decision&)>& each) {
    for (const auto& [number, path] : segments_beside(settings.path)) {
        const layered_file file(path, layered_file::access::read, settings.vfs);
        const std::string content = file.read(0, file.size());
        walk_segment(content, number, [&](const journal_group& group) {
            if (group.number > through) return;
            for (decision& one : entries_of(group)) each(one);
        });
    }
}

void remove_rows_of(connection& db, const message_set& messages) {
    statement message(db, "DELETE FROM message WHERE seq = ?");
    statement deliveries(db, "DELETE FROM delivery WHERE row >= ? AND row < ?");
    statement attempts(db, "DELETE FROM attempt WHERE delivery >= ? AND delivery < ?");
    statement uses(db, "DELETE FROM goal_use WHERE delivery >= ? AND delivery < ?");
    for (const std::int64_t one : messages) {
        message.run(one);
        for (statement* each : {&deliveries, &attempts, &uses}) each->run(first_delivery(one), first_delivery(one + 1));
    }
}

// What the tables had followed and lost is followed once more; the audit entries of it are there.
std::size_t fill_from_journal(const sqlite_settings& settings, connection& db, std::uint64_t followed) {
    missing_rows look(db);
    walk_journal(settings, followed, [&](decision& what) { look.look(what); });
    const message_set missing = look.finish();
    if (missing.empty()) return 0;
    remove_rows_of(db, missing);
    sqlite_writes writes(db);
    writes.follow_again([&] {
        walk_journal(settings, followed, [&](decision& what) {
            if (missing.contains(message_of_decision(what))) writes.follow(what);
        });
    });
    return missing.size();
}

// Nobody knows how far the tables were: everything in them comes from the journal.
void forget_followed(connection& db) {
    for (const char* table : {"message", "delivery", "attempt", "audit", "goal_use"})
        db.execute(("DELETE FROM " + std::string(table)).c_str());
}

std::vector<std::string> fill(const sqlite_settings& settings, connection& to) {
    std::vector<std::string> told;
    std::string damaged;
    to.execute("BEGIN");
    try {
        connection from(settings.path, settings.vfs);
        for (const table_shape& table : shapes_in(to))
            if (!copy_table(from, to, table)) damaged += (damaged.empty() ? "" : ", ") + table.name;
    } catch (const sqlite_error& problem) {
        if (!problem.damaged()) throw;
        damaged = "all";
    }
    const auto followed = static_cast<std::uint64_t>(to.number("SELECT journal FROM followed"));
    if (followed == 0 && !segments_beside(settings.path).empty()) forget_followed(to);
    const std::size_t again = fill_from_journal(settings, to, followed);
    to.execute("COMMIT");
    told.push_back("tables with rows that could not be read: " + (damaged.empty() ? "none" : damaged));
    told.push_back(std::to_string(again) + " messages were taken from the journal again");
    return told;
}

std::string aside_name(const sqlite_settings& settings, const clock& time) {
    const std::string base =
        settings.path + "-damaged-" +
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time.now().time_since_epoch()).count());
    std::string name = base;
    for (int i = 2; fs::exists(name); ++i) name = base + "-" + std::to_string(i);
    return name;
}

} // namespace

bool small_enough_to_check(const std::string& database) {
    std::error_code missing;
    const auto size = fs::file_size(database, missing);
    return !missing && size <= checked_at_start;
}

bool was_a_database(const std::string& path) {
    constexpr std::string_view name("SQLite format 3\0", 16);
    std::ifstream file(path, std::ios::binary);
    std::string begin(name.size(), '\0');
    file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    std::size_t other = 0;
    for (std::size_t i = 0; i < name.size(); ++i) other += begin[i] == name[i] ? 0 : 1;
    if (other <= 1) return true;
    std::vector<std::byte> page(usual_page);
    for (std::uint32_t number = 2; number < pages_to_look_at; ++number) {
        file.clear();
        file.seekg(static_cast<std::streamoff>((number - 1) * page.size()));
        if (!file.read(reinterpret_cast<char*>(page.data()), static_cast<std::streamsize>(page.size()))) return false;
        if (page_checks(page, number)) return true;
    }
    return false;
}

std::vector<std::string> rebuild_tables(const sqlite_settings& settings, const clock& time) {
    const std::string draft = settings.path + "-rebuilt";
    for (const char* part : {"", "-wal", "-shm"}) remove_file(draft + part, settings.vfs);
    make_private(draft);
    sqlite_settings where = settings;
    where.path = draft;
    std::vector<std::string> told;
    {
        connection to(draft, settings.vfs);
        tune(to);
        prepare_schema(to, where);
        told = fill(settings, to);
    }
    const std::string aside = aside_name(settings, time);
    sync_folder_of(settings.path);
    fs::copy_file(settings.path, aside);
    for (const char* part : {"-wal", "-shm"}) remove_file(settings.path + part, settings.vfs);
    fs::rename(draft, settings.path);
    sync_folder_of(settings.path);
    told.insert(
        told.begin(),
        "the tables were damaged and are made anew; the old file is " + fs::path(aside).filename().string()
    );
    return told;
}

} // namespace schakel::outbox
