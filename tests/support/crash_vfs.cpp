#include "tests/support/crash_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <new>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

namespace schakel::test {

namespace {

struct change {
    std::uint64_t offset = 0;
    std::string bytes;
    bool truncates = false; // to offset
};

void write_into(std::string& content, std::uint64_t offset, std::string_view bytes) {
    if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
    content.replace(offset, bytes.size(), bytes);
}

void apply_to(std::string& content, const change& what) {
    if (what.truncates)
        content.resize(what.offset);
    else
        write_into(content, what.offset, what.bytes);
}

constexpr std::uint64_t sector = 512;

} // namespace

struct crash_vfs::disk {
    struct file {
        std::string synced;
        std::vector<change> unsynced;
    };

    std::string name;
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs own{};
    mutable std::mutex mutex; // guards everything below
    std::map<std::string, file> files;
    std::uint64_t calls = 0, last_call = ~std::uint64_t{0}, longest = ~std::uint64_t{0};
    bool dead = false, syncs_fail = false;

    // Counts one call; false when the power is gone.
    bool powered() {
        if (++calls >= last_call) dead = true;
        return !dead;
    }
};

namespace {

using disk = crash_vfs::disk;

// The handle that SQLite holds; the real layer's handle lies right behind it.
struct handle {
    sqlite3_file base;
    disk* on;
    disk::file* tracked; // null: passed through
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

handle& of(sqlite3_file* file) {
    return *reinterpret_cast<handle*>(file);
}

int close_file(sqlite3_file* file) {
    sqlite3_file* real = of(file).real();
    return real->pMethods == nullptr ? SQLITE_OK : real->pMethods->xClose(real);
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    {
        const std::lock_guard lock(of(file).on->mutex);
        if (of(file).on->dead) return SQLITE_IOERR_READ;
    }
    return of(file).real()->pMethods->xRead(of(file).real(), to, size, offset);
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    handle& h = of(file);
    const std::lock_guard lock(h.on->mutex);
    if (h.tracked != nullptr) {
        if (!h.on->powered()) return SQLITE_IOERR_WRITE;
        const auto at = static_cast<std::uint64_t>(offset);
        const std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
        if (at + bytes.size() > h.on->longest) return SQLITE_FULL;
        h.tracked->unsynced.push_back({at, bytes, false});
    }
    return h.real()->pMethods->xWrite(h.real(), from, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    handle& h = of(file);
    const std::lock_guard lock(h.on->mutex);
    if (h.tracked != nullptr) {
        if (!h.on->powered()) return SQLITE_IOERR_TRUNCATE;
        h.tracked->unsynced.push_back({static_cast<std::uint64_t>(size), {}, true});
    }
    return h.real()->pMethods->xTruncate(h.real(), size);
}

int sync_file(sqlite3_file* file, int) {
    handle& h = of(file);
    const std::lock_guard lock(h.on->mutex);
    if (h.tracked == nullptr) return SQLITE_OK;
    if (!h.on->powered()) return SQLITE_IOERR_FSYNC;
    const auto pending = std::exchange(h.tracked->unsynced, {});
    if (h.on->syncs_fail) return SQLITE_IOERR_FSYNC;
    for (const change& each : pending) apply_to(h.tracked->synced, each);
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return of(file).real()->pMethods->xFileSize(of(file).real(), size);
}
int lock_file(sqlite3_file* file, int level) {
    return of(file).real()->pMethods->xLock(of(file).real(), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return of(file).real()->pMethods->xUnlock(of(file).real(), level);
}
int check_reserved_lock(sqlite3_file* file, int* held) {
    return of(file).real()->pMethods->xCheckReservedLock(of(file).real(), held);
}
int file_control(sqlite3_file* file, int what, void* argument) {
    return of(file).real()->pMethods->xFileControl(of(file).real(), what, argument);
}
int sector_size(sqlite3_file* file) {
    return of(file).real()->pMethods->xSectorSize(of(file).real());
}
int device_characteristics(sqlite3_file* file) {
    return of(file).real()->pMethods->xDeviceCharacteristics(of(file).real());
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
    return of(file).real()->pMethods->xShmMap(of(file).real(), page, size, extend, at);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return of(file).real()->pMethods->xShmLock(of(file).real(), offset, count, flags);
}
void barrier_shared(sqlite3_file* file) {
    of(file).real()->pMethods->xShmBarrier(of(file).real());
}
int unmap_shared(sqlite3_file* file, int remove) {
    return of(file).real()->pMethods->xShmUnmap(of(file).real(), remove);
}

const sqlite3_io_methods methods{
    2,
    close_file,
    read_file,
    write_file,
    truncate_file,
    sync_file,
    file_size,
    lock_file,
    unlock_file,
    check_reserved_lock,
    file_control,
    sector_size,
    device_characteristics,
    map_shared,
    lock_shared,
    barrier_shared,
    unmap_shared,
    nullptr,
    nullptr,
};

std::string read_whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    std::string bytes(in ? static_cast<std::size_t>(in.tellg()) : 0, '\0');
    in.seekg(0).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

disk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<disk*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    disk& on = disk_of(vfs);
    handle* h = new (file) handle{{nullptr}, &on, nullptr};
    const std::lock_guard lock(on.mutex);
    if (on.dead) return SQLITE_CANTOPEN;
    constexpr int kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
    if (path != nullptr && (flags & kept) != 0) {
        const auto [at, fresh] = on.files.try_emplace(path);
        if (fresh) at->second.synced = read_whole(path);
        h->tracked = &at->second;
    }
    const int code = on.real->xOpen(on.real, path, h->real(), flags, flags_out);
    if (code == SQLITE_OK) h->base.pMethods = &methods;
    return code;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    disk& on = disk_of(vfs);
    const std::lock_guard lock(on.mutex);
    if (on.dead) return SQLITE_IOERR_DELETE;
    if (const auto at = on.files.find(path); at != on.files.end()) at->second = {};
    return on.real->xDelete(on.real, path, sync_folder);
}

// What remains of unsynced changes: some files keep nothing, some all, most a part.
std::string survivor(const disk::file& from, std::mt19937_64& random) {
    std::string content = from.synced;
    const double share = std::array{0.0, 0.3, 0.7, 0.95, 1.0}[random() % 5];
    std::bernoulli_distribution kept(share);
    for (const change& each : from.unsynced) {
        if (each.truncates) {
            if (kept(random)) content.resize(each.offset);
            continue;
        }
        for (std::uint64_t at = each.offset; at < each.offset + each.bytes.size();) {
            const std::uint64_t end = std::min((at / sector + 1) * sector, each.offset + each.bytes.size());
            if (kept(random)) write_into(content, at, each.bytes.substr(at - each.offset, end - at));
            at = end;
        }
    }
    return content;
}

} // namespace

crash_vfs::crash_vfs(const std::string& name) : disk_(std::make_unique<disk>()) {
    disk_->name = name;
    disk_->real = sqlite3_vfs_find(nullptr);
    disk_->own = *disk_->real;
    disk_->own.szOsFile = static_cast<int>(sizeof(handle)) + disk_->real->szOsFile;
    disk_->own.zName = disk_->name.c_str();
    disk_->own.pNext = nullptr;
    disk_->own.pAppData = disk_.get();
    disk_->own.xOpen = open_file;
    disk_->own.xDelete = delete_file;
    if (sqlite3_vfs_register(&disk_->own, 0) != SQLITE_OK) throw std::runtime_error("no room for another file layer");
}

crash_vfs::~crash_vfs() {
    sqlite3_vfs_unregister(&disk_->own);
}

void crash_vfs::crash_after(std::uint64_t calls) {
    const std::lock_guard lock(disk_->mutex);
    disk_->last_call = disk_->calls + calls;
}

bool crash_vfs::crashed() const {
    const std::lock_guard lock(disk_->mutex);
    return disk_->dead;
}

std::uint64_t crash_vfs::calls() const {
    const std::lock_guard lock(disk_->mutex);
    return disk_->calls;
}

void crash_vfs::restart(std::uint64_t seed) {
    const std::lock_guard lock(disk_->mutex);
    std::mt19937_64 random(seed);
    for (auto& [path, each] : disk_->files) {
        const bool exists = std::filesystem::exists(path);
        const std::string content = survivor(each, random);
        if (exists) std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
        std::filesystem::remove(path + "-shm");
    }
    disk_->files.clear();
    disk_->dead = disk_->syncs_fail = false;
    disk_->last_call = disk_->longest = ~std::uint64_t{0};
}

void crash_vfs::fail_syncs(bool yes) {
    const std::lock_guard lock(disk_->mutex);
    disk_->syncs_fail = yes;
}

void crash_vfs::limit_file_size(std::uint64_t bytes) {
    const std::lock_guard lock(disk_->mutex);
    disk_->longest = bytes;
}

} // namespace schakel::test
