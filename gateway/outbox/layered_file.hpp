// One file of the store through SQLite's file layer, so that whatever stands in for the disk (a test's power cuts, a
// full disk) stands in for these files too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3_file;
struct sqlite3_vfs;

namespace schakel::outbox {

// Not thread-safe. Every function but the destructor throws sqlite_error when the layer fails.
class layered_file {
public:
    enum class access { read, write }; // write: made when it is missing

    // `path` is that of a database with "-" and a suffix without "." behind it: the layer gives it the rights of the
    // database. `vfs` by name; empty: the machine's.
    layered_file(const std::string& path, access how, const std::string& vfs);
    ~layered_file();
    layered_file(layered_file&&) noexcept;
    layered_file& operator=(layered_file&&) = delete;

    std::uint64_t size() const;
    // What there is of `length` bytes from `offset`: shorter at the end of the file.
    std::string read(std::uint64_t offset, std::size_t length) const;
    void write(std::uint64_t offset, std::string_view bytes);
    void sync();

private:
    std::string path_; // the layer keeps the pointer
    std::unique_ptr<std::byte[]> memory_;
    sqlite3_file* file() const;
};

} // namespace schakel::outbox
