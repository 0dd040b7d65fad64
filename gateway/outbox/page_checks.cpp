#include "gateway/outbox/page_checks.hpp"

#include <libdeflate.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace schakel::outbox {

namespace {

constexpr std::size_t header_length = 100;
constexpr std::size_t reserved_at = 20; // in the header: how many bytes at the end of each page are not SQLite's
constexpr std::size_t smallest_page = 512;
constexpr std::size_t log_header_length = 32, frame_header_length = 24;
constexpr std::size_t checksum_in_log_header = 24, checksum_in_frame_header = 16;

using checksum = std::array<std::byte, reserved_for_check>;

checksum checksum_of(std::span<const std::byte> content, std::uint32_t number) {
    const std::uint32_t crc =
        ::libdeflate_crc32(::libdeflate_crc32(0, &number, sizeof number), content.data(), content.size());
    const std::uint32_t adler =
        ::libdeflate_adler32(::libdeflate_adler32(1, &number, sizeof number), content.data(), content.size());
    checksum sum;
    std::memcpy(sum.data(), &crc, sizeof crc);
    std::memcpy(sum.data() + sizeof crc, &adler, sizeof adler);
    return sum;
}

std::uint32_t big_endian(const std::byte* at) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | std::to_integer<std::uint32_t>(at[i]);
    return value;
}

// The checksum of a log of SQLite, going on from `sums`. The log says in which order its bytes make words.
struct log_sums {
    std::uint32_t first = 0, second = 0;
    bool operator==(const log_sums&) const = default;

    void add(std::span<const std::byte> bytes, bool big_endian_words) {
        for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
            first += word(bytes.data() + i, big_endian_words) + second;
            second += word(bytes.data() + i + 4, big_endian_words) + first;
        }
    }

private:
    static std::uint32_t word(const std::byte* at, bool big) {
        std::uint32_t value = 0;
        std::memcpy(&value, at, sizeof value);
        return big == (std::endian::native == std::endian::big) ? value : __builtin_bswap32(value);
    }
};

log_sums sums_at(const std::byte* at) {
    return {big_endian(at), big_endian(at + 4)};
}

// What SQLite holds; the handle of the layer below lies right behind it.
struct handle {
    enum class kind { database, log, other };

    sqlite3_file base;
    kind what;
    bool checks;             // of a database: its pages carry checksums
    bool writes;             // of a log: frames may be half rewritten
    std::uint32_t page_size; // 0: not known yet
    std::vector<std::byte>* draft;

    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

handle& of(sqlite3_file* file) {
    return *reinterpret_cast<handle*>(file);
}

bool is_page(const handle& h, int size, sqlite3_int64 offset) {
    return h.page_size != 0 && static_cast<std::uint32_t>(size) == h.page_size && offset % size == 0;
}

std::uint32_t number_of(int page_size, sqlite3_int64 offset) {
    return static_cast<std::uint32_t>(offset / page_size + 1);
}

std::string_view view(const void* bytes) {
    return {static_cast<const char*>(bytes), header_length};
}

// The one flipped bit by which a page would say that it has no checksum.
bool lost_its_mark(handle& h) {
    std::vector<std::byte> page(h.page_size);
    if (h.below()->pMethods->xRead(h.below(), page.data(), static_cast<int>(page.size()), 0) != SQLITE_OK) return false;
    page[reserved_at] = std::byte{reserved_for_check};
    return page_checks(page, 1);
}

void learn(handle& h, const void* header, bool written) {
    h.page_size = page_size_in(view(header));
    if (h.page_size == 0) return;
    const bool marked = view(header)[reserved_at] != 0;
    h.checks = marked || (!written && (h.checks || lost_its_mark(h)));
}

bool words_are_big_endian(std::span<const std::byte> log_header) {
    return (big_endian(log_header.data()) & 1) != 0;
}

// Whether a frame (its header and page) follows one that ended with these sums.
bool follows(log_sums sums, std::span<const std::byte> frame, std::span<const std::byte> page, bool big) {
    sums.add(frame.first(8), big);
    sums.add(page, big);
    return sums == sums_at(frame.data() + checksum_in_frame_header);
}

// The frame whose page lies at `offset` of the log.
bool frame_checks(handle& h, std::span<const std::byte> page, sqlite3_int64 offset) {
    const auto length = static_cast<sqlite3_int64>(frame_header_length + page.size());
    const sqlite3_int64 begin = offset - static_cast<sqlite3_int64>(frame_header_length);
    if ((begin - static_cast<sqlite3_int64>(log_header_length)) % length != 0) return true; // no page of a frame
    const bool is_first = begin == static_cast<sqlite3_int64>(log_header_length);
    std::array<std::byte, frame_header_length> frame{};
    std::array<std::byte, log_header_length> log{};
    std::array<std::byte, 8> before{};
    const auto read = [&](auto& to, sqlite3_int64 from) {
        return h.below()->pMethods->xRead(h.below(), to.data(), static_cast<int>(to.size()), from) == SQLITE_OK;
    };
    const auto sums_before = is_first ? static_cast<sqlite3_int64>(checksum_in_log_header)
                                      : begin - length + static_cast<sqlite3_int64>(checksum_in_frame_header);
    if (!read(frame, begin) || !read(before, sums_before)) return false;
    // Nearly every log has the order of this machine; of another one its header says so.
    constexpr bool usual = std::endian::native == std::endian::big;
    const log_sums sums = sums_at(before.data());
    if (follows(sums, frame, page, usual)) return true;
    return read(log, 0) && words_are_big_endian(log) != usual && follows(sums, frame, page, !usual);
}

int close_file(sqlite3_file* file) {
    delete of(file).draft;
    sqlite3_file* below = of(file).below();
    return below->pMethods == nullptr ? SQLITE_OK : below->pMethods->xClose(below);
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    handle& h = of(file);
    const int code = h.below()->pMethods->xRead(h.below(), to, size, offset);
    if (code != SQLITE_OK || h.what == handle::kind::other) return code;
    const std::span bytes(static_cast<const std::byte*>(to), static_cast<std::size_t>(size));
    if (h.what == handle::kind::log) {
        const bool page = bytes.size() >= smallest_page && std::has_single_bit(bytes.size());
        return !page || h.writes || frame_checks(h, bytes, offset) ? SQLITE_OK : SQLITE_IOERR_DATA;
    }
    if (offset == 0 && bytes.size() >= header_length) learn(h, to, false);
    const bool known = !h.checks || !is_page(h, size, offset) || page_checks(bytes, number_of(size, offset));
    return known ? SQLITE_OK : SQLITE_IOERR_DATA;
}

// A base layer says "full" of a full disk alone, and not of a quota or a limit on files; and when SQLite tells of a
// failed commit, errno is another one's.
int write_below(handle& h, const void* from, int size, sqlite3_int64 offset) {
    errno = 0;
    const int code = h.below()->pMethods->xWrite(h.below(), from, size, offset);
    return code == SQLITE_IOERR_WRITE && (errno == EDQUOT || errno == EFBIG) ? SQLITE_FULL : code;
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    handle& h = of(file);
    h.writes = true;
    const bool begins = h.what == handle::kind::database && offset == 0;
    if (begins && static_cast<std::size_t>(size) >= header_length) learn(h, from, true);
    if (h.what != handle::kind::database || !h.checks || !is_page(h, size, offset))
        return write_below(h, from, size, offset);
    if (h.draft == nullptr) h.draft = new std::vector<std::byte>;
    const auto* bytes = static_cast<const std::byte*>(from);
    h.draft->assign(bytes, bytes + size);
    const auto content = std::span(*h.draft).first(h.draft->size() - reserved_for_check);
    std::ranges::copy(checksum_of(content, number_of(size, offset)), h.draft->end() - reserved_for_check);
    return write_below(h, h.draft->data(), size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return of(file).below()->pMethods->xTruncate(of(file).below(), size);
}
int sync_file(sqlite3_file* file, int flags) {
    return of(file).below()->pMethods->xSync(of(file).below(), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return of(file).below()->pMethods->xFileSize(of(file).below(), size);
}
int lock_file(sqlite3_file* file, int level) {
    return of(file).below()->pMethods->xLock(of(file).below(), level);
}
int unlock_file(sqlite3_file* file, int level) {
    return of(file).below()->pMethods->xUnlock(of(file).below(), level);
}
int check_reserved_lock(sqlite3_file* file, int* held) {
    return of(file).below()->pMethods->xCheckReservedLock(of(file).below(), held);
}
int file_control(sqlite3_file* file, int what, void* argument) {
    return of(file).below()->pMethods->xFileControl(of(file).below(), what, argument);
}
int sector_size(sqlite3_file* file) {
    return of(file).below()->pMethods->xSectorSize(of(file).below());
}
int device_characteristics(sqlite3_file* file) {
    return of(file).below()->pMethods->xDeviceCharacteristics(of(file).below());
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
    return of(file).below()->pMethods->xShmMap(of(file).below(), page, size, extend, at);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return of(file).below()->pMethods->xShmLock(of(file).below(), offset, count, flags);
}
void barrier_shared(sqlite3_file* file) {
    of(file).below()->pMethods->xShmBarrier(of(file).below());
}
int unmap_shared(sqlite3_file* file, int remove) {
    return of(file).below()->pMethods->xShmUnmap(of(file).below(), remove);
}

// Of version 2: a database that is mapped into memory would be read past this layer.
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

struct layer {
    std::string base, name;
    sqlite3_vfs own{};
};

sqlite3_vfs* below(const std::string& base) {
    return sqlite3_vfs_find(base.empty() ? nullptr : base.c_str());
}

sqlite3_vfs* below(sqlite3_vfs* own) {
    return below(static_cast<layer*>(own->pAppData)->base);
}

int open_file(sqlite3_vfs* own, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    sqlite3_vfs* base = below(own);
    if (base == nullptr) return SQLITE_CANTOPEN;
    const auto what = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? handle::kind::database
                      : (flags & SQLITE_OPEN_WAL) != 0   ? handle::kind::log
                                                         : handle::kind::other;
    handle* h = new (file) handle{{nullptr}, what, false, false, 0, nullptr};
    const int code = base->xOpen(base, path, h->below(), flags, flags_out);
    if (code == SQLITE_OK) h->base.pMethods = &methods;
    return code;
}

int delete_file(sqlite3_vfs* own, const char* path, int sync_folder) {
    sqlite3_vfs* base = below(own);
    return base == nullptr ? SQLITE_IOERR_DELETE : base->xDelete(base, path, sync_folder);
}

std::unique_ptr<layer> make_layer(const std::string& base, const sqlite3_vfs& of) {
    auto made = std::make_unique<layer>();
    made->base = base;
    made->name = "checked " + std::string(of.zName);
    made->own = of;
    made->own.szOsFile = static_cast<int>(sizeof(handle)) + of.szOsFile;
    made->own.zName = made->name.c_str();
    made->own.pNext = nullptr;
    made->own.pAppData = made.get();
    made->own.xOpen = open_file;
    made->own.xDelete = delete_file;
    if (sqlite3_vfs_register(&made->own, 0) != SQLITE_OK) throw std::runtime_error("no room for another file layer");
    return made;
}

} // namespace

std::string checked_layer(const std::string& base) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<layer>> made; // beside SQLite's own list, which is one per process
    const std::lock_guard lock(mutex);
    auto& mine = made[base];
    if (!mine) {
        const sqlite3_vfs* found = below(base);
        if (found == nullptr) throw std::runtime_error("no file layer has the name " + base);
        mine = make_layer(base, *found);
    }
    return mine->name;
}

bool page_checks(std::span<const std::byte> page, std::uint32_t number) {
    if (page.size() < smallest_page) return false;
    const auto content = page.first(page.size() - reserved_for_check);
    return std::ranges::equal(checksum_of(content, number), page.last(reserved_for_check));
}

std::size_t frames_behind_a_break(std::span<const std::byte> log) {
    if (log.size() < log_header_length) return 0;
    constexpr std::size_t page_size_at = 8, salts_at = 16, salts_length = 8;
    const std::size_t length = frame_header_length + big_endian(log.data() + page_size_at);
    const auto salts = log.subspan(salts_at, salts_length);
    const bool big = words_are_big_endian(log);
    auto before = log.subspan(checksum_in_log_header, 8);
    std::size_t behind = 0;
    bool broken = false;
    if (length < frame_header_length + smallest_page) return 0;
    for (std::size_t at = log_header_length; at + length <= log.size(); at += length) {
        const auto frame = log.subspan(at, frame_header_length);
        const auto page = log.subspan(at + frame_header_length, length - frame_header_length);
        const bool ours = std::ranges::equal(frame.subspan(8, salts_length), salts);
        const bool checks = ours && follows(sums_at(before.data()), frame, page, big);
        broken |= !checks;
        behind += broken && checks ? 1 : 0;
        before = frame.subspan(checksum_in_frame_header, 8);
    }
    return behind;
}

bool lacks_page_checks(const std::string& path) {
    std::string header(header_length, '\0');
    std::ifstream(path, std::ios::binary).read(header.data(), static_cast<std::streamsize>(header.size()));
    return page_size_in(header) != 0 && header[reserved_at] == 0;
}

std::uint32_t page_size_in(std::string_view header) {
    constexpr std::string_view name("SQLite format 3\0", 16);
    if (header.size() < header_length || !header.starts_with(name)) return 0;
    const auto size = static_cast<std::uint32_t>(static_cast<unsigned char>(header[16]) << 8) |
                      static_cast<unsigned char>(header[17]);
    if (size == 1) return 65536;
    return size >= smallest_page && std::has_single_bit(size) ? size : 0;
}

} // namespace schakel::outbox
