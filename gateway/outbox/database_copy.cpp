#include "gateway/outbox/database_copy.hpp"

#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/page_checks.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <memory>

namespace schakel::outbox {

namespace {

constexpr int pages_at_once = 1000;
constexpr int most_faults = 100;

void leave_the_log(connection& db) {
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

// Its first page lies on the disk, so that the pages that follow get their checksums.
void begin_copy(connection& db, std::int64_t page_size) {
    db.execute(("PRAGMA page_size=" + std::to_string(page_size)).c_str());
    db.execute("PRAGMA journal_mode=OFF");
    db.execute("PRAGMA synchronous=OFF");
    db.execute("CREATE TABLE first_page(one)");
}

std::string whole_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

void copy_database(
    const std::string& from, const std::string& to, const std::function<void(std::uint64_t bytes)>& told
) {
    connection original(from, {});
    leave_the_log(original);
    const std::int64_t page_size = original.number("PRAGMA page_size");
    make_private(to);
    connection copy(to, {});
    begin_copy(copy, page_size);
    original.execute("BEGIN");
    original.number("SELECT count(*) FROM sqlite_schema"); // from here on it stands still for us
    std::unique_ptr<sqlite3_backup, decltype(&sqlite3_backup_finish)> work(
        sqlite3_backup_init(copy.handle(), "main", original.handle(), "main"), sqlite3_backup_finish
    );
    if (!work) throw sqlite_error(SQLITE_ERROR, 0, sqlite3_errmsg(copy.handle()));
    int code = SQLITE_OK;
    for (int done = 0, before = 0; code == SQLITE_OK; before = done) {
        code = sqlite3_backup_step(work.get(), pages_at_once);
        done = sqlite3_backup_pagecount(work.get()) - sqlite3_backup_remaining(work.get());
        told(static_cast<std::uint64_t>(done - before) * static_cast<std::uint64_t>(page_size));
    }
    if (code == SQLITE_IOERR_DATA) throw sqlite_error(code, 0, "a page of it is damaged: its checksum differs");
    if (code != SQLITE_DONE) throw sqlite_error(code, 0, sqlite3_errstr(code));
    work.reset();
    copy.execute("PRAGMA journal_mode=DELETE"); // who reads the copy leaves no files beside it
}

std::vector<std::string> database_faults(connection& db) {
    std::vector<std::string> faults;
    try {
        db.execute("PRAGMA cell_size_check=ON");
        statement check(db, "PRAGMA quick_check(" + std::to_string(most_faults) + ")");
        while (check.next())
            if (std::string told = check.text(0); told != "ok") faults.push_back(std::move(told));
    } catch (const sqlite_error& problem) {
        if (faults.empty()) faults.emplace_back(problem.what());
    }
    return faults;
}

std::vector<std::string> database_faults(const std::string& path) {
    try {
        connection db(path, {});
        leave_the_log(db);
        return database_faults(db);
    } catch (const sqlite_error& problem) {
        return {problem.what()};
    }
}

bool log_breaks_off(const std::string& database) {
    const std::string log = whole_file(database + "-wal");
    return frames_behind_a_break({reinterpret_cast<const std::byte*>(log.data()), log.size()}) != 0;
}

} // namespace schakel::outbox
