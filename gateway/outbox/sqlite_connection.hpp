// SQLite as the store uses it: connections and prepared statements that close themselves, and an exception for every
// answer that is not "fine". The exception stays inside the outbox; the store turns it into an outcome.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace schakel::outbox {

struct sqlite_error : std::runtime_error {
    sqlite_error(int extended_code, int of_the_system, const std::string& text)
        : std::runtime_error(text), code(extended_code), system_code(of_the_system) {}
    int code;        // extended result code
    int system_code; // errno of the last failed call on the file

    bool disk_full() const;
    bool disk_failed() const; // what is on disk is no longer known: sync, write or read failed
    bool damaged() const;     // a page does not make sense
};

class connection {
public:
    connection() = default;
    connection(const std::string& path, const std::string& vfs);
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    void execute(const char* sql);
    std::int64_t number(const char* sql); // first column of the first row
    sqlite3* handle() const { return handle_; }
    void close();

private:
    sqlite3* handle_ = nullptr;
};

struct blob {
    std::string_view bytes;
};
struct null {};

class statement {
public:
    statement(connection& in, std::string_view sql);
    ~statement();
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;

    // Binds all parameters in order and runs to the end; answers how many rows changed. The values are not copied.
    template <class... Values>
    int run(const Values&... values) {
        bind_all(values...);
        return finish();
    }

    // Binds and stands before the first row. The values must live until the rows are read.
    template <class... Values>
    statement& ask(const Values&... values) {
        reset();
        bind_all(values...);
        return *this;
    }
    bool next(); // false at the end, and ready to be asked again
    void reset();

    std::int64_t number(int column) const;
    std::string_view bytes(int column) const; // text or blob; valid until the next step
    std::string text(int column) const { return std::string(bytes(column)); }
    bool is_null(int column) const;
    void hand_on(int column, statement& to) const; // whatever it is, to the parameter of the same place

    void bind(int at, std::int64_t value);
    void bind(int at, std::string_view text);
    void bind(int at, blob bytes);
    void bind(int at, null);
    template <class Value>
    void bind(int at, const std::optional<Value>& value) {
        value ? bind(at, *value) : bind(at, null{});
    }

private:
    template <class... Values>
    void bind_all(const Values&... values) {
        int at = 0;
        (bind(++at, values), ...);
    }
    int finish();
    [[noreturn]] void fail(int code);

    sqlite3* db_;
    sqlite3_stmt* handle_ = nullptr;
};

} // namespace schakel::outbox
