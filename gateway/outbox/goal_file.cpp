#include "gateway/outbox/goal_file.hpp"

#include "gateway/outbox/disk_file.hpp"

namespace schakel::outbox {

namespace {

constexpr std::int64_t blocks_at_a_time = 16;

constexpr const char* table = R"sql(
CREATE TABLE goal_block(seq INTEGER PRIMARY KEY, owner INTEGER NOT NULL, kind INTEGER NOT NULL, bytes BLOB NOT NULL);
)sql";

// A database in which a block fills a page, and the system is asked for the disk once.
std::unique_ptr<connection> fresh_file(const std::string& path, const std::string& vfs) {
    remove_file(path, vfs);
    make_private(path);
    auto db = std::make_unique<connection>(path, vfs);
    db->execute("PRAGMA page_size=65536");
    db->execute("PRAGMA journal_mode=OFF");
    db->execute("PRAGMA synchronous=FULL");
    db->execute("PRAGMA locking_mode=EXCLUSIVE");
    db->execute(table);
    db->execute("BEGIN");
    return db;
}

} // namespace

std::string goal_file_of(const std::string& store, goal_number import) {
    return store + "-goals-" + std::to_string(import);
}

std::vector<std::string> goal_files_named_in(const std::string& tables, const std::string& store) {
    connection db(tables, {});
    statement imports(db, "SELECT DISTINCT import FROM goal_owner ORDER BY import");
    std::vector<std::string> files;
    while (imports.next()) files.push_back(goal_file_of(store, imports.number(0)));
    return files;
}

goal_file_writer::goal_file_writer(const std::string& path, const std::string& vfs)
    : path_(path), db_(fresh_file(path, vfs)),
      add_(*db_, "INSERT INTO goal_block(owner, kind, bytes) VALUES(?, ?, ?)") {}

void goal_file_writer::add(std::int64_t owner, std::uint8_t kind, std::string_view bytes) {
    add_.run(owner, std::int64_t{kind}, blob{bytes});
}

void goal_file_writer::finish() {
    db_->execute("CREATE INDEX goal_block_owner ON goal_block(owner)");
    db_->execute("COMMIT");
    sync_folder_of(path_);
}

goal_file_reader::goal_file_reader(const std::string& path, const std::string& vfs)
    : db_(path, vfs),
      blocks_(db_, "SELECT seq, kind, bytes FROM goal_block WHERE owner = ? AND seq > ? ORDER BY seq LIMIT ?") {
    db_.execute("PRAGMA query_only=ON");
}

std::vector<goal_block> goal_file_reader::blocks(std::int64_t owner, std::int64_t& place) {
    std::vector<goal_block> some;
    for (blocks_.ask(owner, place, blocks_at_a_time); blocks_.next();) {
        place = blocks_.number(0);
        some.push_back({static_cast<std::uint8_t>(blocks_.number(1)), blocks_.text(2)});
    }
    return some;
}

} // namespace schakel::outbox
