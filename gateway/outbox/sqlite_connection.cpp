#include "gateway/outbox/sqlite_connection.hpp"

#include "gateway/outbox/page_checks.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace schakel::outbox {

namespace {

// SQLite's statistics of its memory, which nobody reads, cost a lock of the whole process at every block. Before main:
// once SQLite is in use it is too late.
[[maybe_unused]] const int without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);

sqlite_error error_of(sqlite3* db, int code) {
    if (db == nullptr) return {code, 0, sqlite3_errstr(code)};
    if (sqlite3_extended_errcode(db) == SQLITE_IOERR_DATA)
        return {SQLITE_IOERR_DATA, 0, "a page of the database is damaged: its checksum differs"};
    return {sqlite3_extended_errcode(db), sqlite3_system_errno(db), sqlite3_errmsg(db)};
}

} // namespace

bool sqlite_error::disk_full() const {
    const bool no_space = system_code == ENOSPC || system_code == EDQUOT || system_code == EFBIG;
    return (code & 0xFF) == SQLITE_FULL || ((code & 0xFF) == SQLITE_IOERR && code != SQLITE_IOERR_FSYNC && no_space);
}

bool sqlite_error::disk_failed() const {
    return (code & 0xFF) == SQLITE_IOERR && code != SQLITE_IOERR_NOMEM && !disk_full() && !damaged();
}

bool sqlite_error::damaged() const {
    return (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB || code == SQLITE_IOERR_DATA;
}

connection::connection(const std::string& path, const std::string& vfs) {
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(path.c_str(), &handle_, flags, checked_layer(vfs).c_str());
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(handle_, 1);
        sqlite3_busy_timeout(handle_, 5000);
        int reserved = reserved_for_check; // of a database that has no page yet, or is written anew
        sqlite3_file_control(handle_, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
        return;
    }
    const sqlite_error problem = error_of(handle_, code);
    close();
    throw problem;
}

connection::~connection() {
    close();
}

void connection::close() {
    sqlite3_close_v2(handle_);
    handle_ = nullptr;
}

void connection::execute(const char* sql) {
    const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw error_of(handle_, code);
}

std::int64_t connection::number(const char* sql) {
    statement question(*this, sql);
    return question.next() ? question.number(0) : 0;
}

statement::statement(connection& in, std::string_view sql) : db_(in.handle()) {
    const int code =
        sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
    if (code != SQLITE_OK) throw error_of(db_, code);
}

statement::~statement() {
    sqlite3_finalize(handle_);
}

void statement::fail(int code) {
    const sqlite_error problem = error_of(db_, code);
    sqlite3_reset(handle_);
    throw problem;
}

int statement::finish() {
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_DONE && code != SQLITE_ROW) fail(code);
    sqlite3_reset(handle_);
    return sqlite3_changes(db_);
}

bool statement::next() {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(code);
    sqlite3_reset(handle_);
    return false;
}

void statement::reset() {
    sqlite3_reset(handle_);
}

std::int64_t statement::number(int column) const {
    return sqlite3_column_int64(handle_, column);
}

std::string_view statement::bytes(int column) const {
    const void* data = sqlite3_column_blob(handle_, column);
    const int size = sqlite3_column_bytes(handle_, column);
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

bool statement::is_null(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

void statement::hand_on(int column, statement& to) const {
    const int code = sqlite3_bind_value(to.handle_, column + 1, sqlite3_column_value(handle_, column));
    if (code != SQLITE_OK) to.fail(code);
}

void statement::bind(int at, std::int64_t value) {
    if (const int code = sqlite3_bind_int64(handle_, at, value); code != SQLITE_OK) fail(code);
}

// An empty view may have no address, which SQLite would take for null.
void statement::bind(int at, std::string_view text) {
    const char* data = text.empty() ? "" : text.data();
    const int code = sqlite3_bind_text64(handle_, at, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) fail(code);
}

void statement::bind(int at, blob value) {
    const char* data = value.bytes.empty() ? "" : value.bytes.data();
    const int code = sqlite3_bind_blob64(handle_, at, data, value.bytes.size(), SQLITE_STATIC);
    if (code != SQLITE_OK) fail(code);
}

void statement::bind(int at, null) {
    if (const int code = sqlite3_bind_null(handle_, at); code != SQLITE_OK) fail(code);
}

} // namespace schakel::outbox
