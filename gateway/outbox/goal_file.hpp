// The blocks of one import of learning goals: a database file of their own beside that of the store
// ("schakel.db-goals-7" of import 7).
//
// A file is written once, from one end to the other, synced and never altered. It needs no log: nobody reads it before
// its import is published, and one whose import was not is removed. So a curriculum of megabytes is written to the disk
// once, and no message waits behind it. Functions throw sqlite_error when SQLite refuses.
#pragma once

#include "gateway/outbox/goal_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace schakel::outbox {

std::string goal_file_of(const std::string& store, goal_number import);

// Those of the imports that the tables in `tables` name, beside `store`.
std::vector<std::string> goal_files_named_in(const std::string& tables, const std::string& store);

class goal_file_writer {
public:
    // In place of one that was left unfinished.
    goal_file_writer(const std::string& path, const std::string& vfs);

    void add(std::int64_t owner, std::uint8_t kind, std::string_view bytes);
    void finish(); // once: everything is on the disk when it returns

private:
    std::string path_;
    std::unique_ptr<connection> db_;
    statement add_;
};

class goal_file_reader {
public:
    // The file is there.
    goal_file_reader(const std::string& path, const std::string& vfs);

    // As goal_rows describes it.
    std::vector<goal_block> blocks(std::int64_t owner, std::int64_t& place);

private:
    connection db_;
    statement blocks_;
};

} // namespace schakel::outbox
