#include "gateway/outbox/layered_file.hpp"

#include "gateway/outbox/sqlite_connection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>

namespace schakel::outbox {

namespace {

constexpr std::size_t most_at_once = 1 << 16; // SQLite never asks more of a layer than a page, which is at most this

void expect(int code, const char* what) {
    if (code != SQLITE_OK) throw sqlite_error(code, 0, what);
}

} // namespace

layered_file::layered_file(const std::string& path, access how, const std::string& vfs) : path_(path) {
    sqlite3_vfs* layer = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
    if (layer == nullptr) throw sqlite_error(SQLITE_ERROR, 0, "no file layer has the name of the settings");
    memory_ = std::make_unique<std::byte[]>(static_cast<std::size_t>(layer->szOsFile));
    const int flags =
        SQLITE_OPEN_WAL | (how == access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    const int code = layer->xOpen(layer, path_.c_str(), file(), flags, nullptr);
    if (code != SQLITE_OK) memory_.reset();
    expect(code, "a file of the journal cannot be opened");
}

layered_file::~layered_file() {
    if (memory_ && file()->pMethods != nullptr) file()->pMethods->xClose(file());
}

layered_file::layered_file(layered_file&&) noexcept = default;

sqlite3_file* layered_file::file() const {
    return reinterpret_cast<sqlite3_file*>(memory_.get());
}

std::uint64_t layered_file::size() const {
    sqlite3_int64 bytes = 0;
    expect(file()->pMethods->xFileSize(file(), &bytes), "the size of a file of the journal cannot be had");
    return static_cast<std::uint64_t>(bytes);
}

std::string layered_file::read(std::uint64_t offset, std::size_t length) const {
    const std::uint64_t end = size();
    if (offset >= end) return {};
    std::string bytes(std::min<std::uint64_t>(length, end - offset), '\0');
    for (std::size_t at = 0; at < bytes.size(); at += most_at_once) {
        const auto part = static_cast<int>(std::min(most_at_once, bytes.size() - at));
        const auto from = static_cast<sqlite3_int64>(offset + at);
        expect(file()->pMethods->xRead(file(), bytes.data() + at, part, from), "the journal cannot be read");
    }
    return bytes;
}

void layered_file::write(std::uint64_t offset, std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += most_at_once) {
        const auto part = static_cast<int>(std::min(most_at_once, bytes.size() - at));
        const auto to = static_cast<sqlite3_int64>(offset + at);
        errno = 0; // the layer says "no space" of a full disk alone, and not of a quota or a limit on files
        const int code = file()->pMethods->xWrite(file(), bytes.data() + at, part, to);
        if (code != SQLITE_OK) throw sqlite_error(code, errno, "the journal cannot be written");
    }
}

void layered_file::sync() {
    expect(file()->pMethods->xSync(file(), SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY), "the journal cannot be synced");
}

} // namespace schakel::outbox
