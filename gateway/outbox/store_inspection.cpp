#include "gateway/outbox/store_inspection.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/database_copy.hpp"
#include "gateway/outbox/goal_file.hpp"
#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/packed_id.hpp"
#include "gateway/outbox/record_index.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/sqlite_reads.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace schakel::outbox {

namespace {

constexpr int times_to_look = 3; // at what somebody may be writing
constexpr std::int64_t rows_at_once = 1000;

std::string name_of(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

std::uint64_t size_of(const std::string& path) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path, missing);
    return missing ? 0 : size;
}

std::string whole_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class inspector {
public:
    inspector(const inspected_store& where, const inspection_listener& told) : where_(where), told_(told) {}

    inspection look() {
        look_at_database(where_.database);
        look_at_journal();
        look_at_runs();
        look_at_rows();
        if (std::filesystem::exists(where_.launches)) look_at_database(where_.launches);
        return std::move(found_);
    }

private:
    void fault(const std::string& path, std::string what) { found_.faults.push_back({name_of(path), std::move(what)}); }

    void look_at_database(const std::string& path) {
        told_(name_of(path), 0);
        if (!std::filesystem::exists(path)) return fault(path, "it is missing");
        if (!where_.running && log_breaks_off(path))
            fault(path + "-wal", "transactions lie behind one that does not check: they are not read any more");
        for (std::string& each : database_faults(path)) fault(path, std::move(each));
        told_(name_of(path), size_of(path));
    }

    // A group that is being written while it is read does not check yet.
    segment_facts facts_of(std::uint32_t number, const std::string& path) {
        segment_facts facts;
        for (int i = 0; i < times_to_look; ++i) {
            const std::string content = whole_file(path);
            facts = walk_segment(content, number, [](const journal_group&) {});
            if (!facts.gap || !where_.running) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return facts;
    }

    void look_at_journal() {
        std::uint64_t before = 0;
        for (const auto& [number, path] : segments_beside(where_.database)) {
            told_(name_of(path), 0);
            const segment_facts facts = facts_of(number, path);
            if (facts.newer) return fault(path, "it was written by a newer version of Schakel");
            if (facts.number != number && (facts.first != 0 || size_of(path) > facts.end))
                fault(
                    path, facts.number == 0 ? "its header does not check"
                                            : "it is segment " + std::to_string(facts.number) + " of the journal"
                );
            if (facts.gap) fault(path, "groups are missing or do not check between others that do");
            if (before != 0 && facts.first != 0 && facts.first != before + 1)
                fault(
                    path, "groups " + std::to_string(before + 1) + " to " + std::to_string(facts.first - 1) +
                              " are missing or do not check"
                );
            if (found_.first_group == 0) found_.first_group = facts.first;
            before = std::max(before, facts.last);
            told_(name_of(path), size_of(path));
        }
        found_.last_group = before;
    }

    void look_at_runs() {
        run_files runs = runs_beside(where_.database);
        for (int i = 1; i < times_to_look && where_.running && !runs.missing_before.empty(); ++i)
            runs = runs_beside(where_.database);
        if (!runs.missing_before.empty()) fault(runs.missing_before, "a run of record keys is missing before it");
        for (const std::string& path : runs.covering) {
            told_(name_of(path), 0);
            const auto wrong = run_fault(path);
            if (wrong && std::filesystem::exists(path)) fault(path, *wrong); // else it was merged meanwhile
            told_(name_of(path), size_of(path));
        }
        through_runs_ = runs.through;
    }

    void look_at_rows() {
        try {
            connection db(where_.database, {});
            sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            found_.schema = db.number("PRAGMA user_version");
            if (found_.schema > schema_version)
                return fault(where_.database, "it was written by a newer version of Schakel");
            look_at_end(db);
            look_at_goals(db);
            found_.messages = look_at_texts(db, "message", "seq", {"body", "report"});
            found_.deliveries = look_at_texts(db, "delivery", "row", {"body", "loss"});
            look_at_audit(db);
        } catch (const sqlite_error& problem) {
            if (found_.faults.empty()) fault(where_.database, problem.what());
        }
    }

    // Tables and runs hold nothing that the journal does not have. (Group 1 may stand for records of a store that was
    // made before there was a journal.)
    void look_at_end(connection& db) {
        const auto followed = static_cast<std::uint64_t>(db.number("SELECT journal FROM followed"));
        const std::uint64_t known = std::max(followed, through_runs_);
        if (where_.running || known <= 1 || found_.last_group >= known) return;
        fault(
            where_.database + "-log", "the journal ends with group " + std::to_string(found_.last_group) +
                                          "; it went on to group " + std::to_string(known)
        );
    }

    void look_at_goals(connection& db) {
        statement imports(db, "SELECT DISTINCT import FROM goal_owner ORDER BY import");
        while (imports.next()) look_at_database(goal_file_of(where_.database, imports.number(0)));
    }

    std::uint64_t look_at_texts(
        connection& db, const std::string& table, const std::string& key, const std::vector<std::string>& texts
    ) {
        const journal_reader journal({.path = where_.database});
        std::string columns = key + ", id";
        for (const std::string& one : texts) columns += ", " + one + "_at, " + one + "_length, " + one + "_digest";
        const std::string from = "SELECT " + columns + " FROM " + table + " WHERE " + key;
        statement rows(db, from + " > ? ORDER BY " + key + " LIMIT " + std::to_string(rows_at_once));
        statement again(db, "SELECT 1 FROM " + table + " WHERE " + key + " = ?");
        std::uint64_t count = 0;
        for (std::int64_t after = 0, before = -1; after != before;) {
            before = after;
            std::vector<std::pair<std::int64_t, std::string>> damaged;
            for (rows.ask(before); rows.next(); ++count) {
                after = rows.number(0);
                for (std::size_t i = 0; i < texts.size(); ++i)
                    if (!text_checks(rows, static_cast<int>(2 + 3 * i), journal))
                        damaged.emplace_back(
                            after, "the " + texts[i] + " of " + table + ' ' + to_string(read_id(rows.bytes(1))) +
                                       " is damaged: its SHA-256 differs"
                        );
            }
            // What was forgotten while it was looked at is no fault.
            for (auto& [row, words] : damaged)
                if (again.ask(row).next()) fault(where_.database + "-log", std::move(words));
            again.reset();
        }
        return count;
    }

    static bool text_checks(const statement& row, int column, const journal_reader& journal) {
        if (row.is_null(column)) return true;
        const std::string bytes =
            journal.read(read_place(row.number(column)), static_cast<std::size_t>(row.number(column + 1)));
        return crypto::sha256(bytes) == row.bytes(column + 2);
    }

    void look_at_audit(connection& db) {
        const journal_reader journal({.path = where_.database});
        sqlite_reads reads(db, journal);
        told_("audit", 0);
        const auto chain = reads.verify_audit();
        if (!chain) return fault(where_.database, chain.error().message);
        found_.audit_entries = *chain;
        look_at_contents(db);
    }

    // Texts of a store that was made before there was a journal.
    void look_at_contents(connection& db) {
        statement texts(db, "SELECT seq, digest, bytes FROM content");
        while (texts.next())
            if (crypto::sha256(texts.text(2)) != texts.bytes(1))
                fault(where_.database, "stored text " + std::to_string(texts.number(0)) + " is damaged");
    }

    const inspected_store& where_;
    const inspection_listener& told_;
    inspection found_;
    std::uint64_t through_runs_ = 0;
};

} // namespace

inspection inspect_store(const inspected_store& where, const inspection_listener& told) {
    return inspector(where, told).look();
}

std::uint64_t bytes_to_inspect(const inspected_store& where) {
    std::uint64_t sum = size_of(where.database) + size_of(where.launches);
    for (const auto& [number, path] : segments_beside(where.database)) sum += size_of(path);
    for (const std::string& path : runs_beside(where.database).covering) sum += size_of(path);
    return sum;
}

} // namespace schakel::outbox
