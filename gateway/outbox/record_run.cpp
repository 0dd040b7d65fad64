#include "gateway/outbox/record_run.hpp"

#include "gateway/outbox/disk_file.hpp"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace schakel::outbox {

namespace {

static_assert(std::endian::native == std::endian::little, "runs are little endian");
static_assert(sizeof(known_record) == 48);

constexpr std::uint32_t version = 1;
constexpr std::uint64_t records_per_bucket = 32;
constexpr std::size_t written_at_once = 16 * 1024; // records

struct run_header {
    std::array<char, 8> name{'S', 'C', 'H', 'A', 'K', 'K', 'E', 'Y'};
    std::uint32_t format = version, checksum = 0;
    std::uint64_t count = 0, buckets = 0;
    std::uint32_t content = 0; // checksum of records, then of buckets
    std::array<char, 28> zeros{};
};
static_assert(sizeof(run_header) == 64);

template <class Item>
std::uint32_t add_checksum(std::uint32_t so_far, std::span<const Item> items) {
    return ::libdeflate_crc32(so_far, items.data(), items.size_bytes());
}

std::uint32_t checksum_of(run_header header) {
    header.checksum = 0;
    return ::libdeflate_crc32(0, &header, sizeof header);
}

std::uint64_t bucket_count(std::uint64_t records) {
    return std::bit_ceil(std::max<std::uint64_t>(records / records_per_bucket, 2));
}

unsigned shift_for(std::uint64_t buckets) {
    return 64 - static_cast<unsigned>(std::countr_zero(buckets));
}

[[noreturn]] void disk_failed(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void write_all(int file, const void* bytes, std::size_t length, std::uint64_t offset) {
    const auto* from = static_cast<const char*>(bytes);
    while (length > 0) {
        const ssize_t wrote = ::pwrite(file, from, length, static_cast<off_t>(offset));
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) disk_failed("a run of record keys cannot be written");
        from += wrote;
        length -= static_cast<std::size_t>(wrote);
        offset += static_cast<std::uint64_t>(wrote);
    }
}

std::uint64_t records_begin(std::uint64_t buckets) {
    return (sizeof(run_header) + (buckets + 1) * sizeof(std::uint64_t) + 15) / 16 * 16;
}

} // namespace

record_run::record_run(std::string path, group_range covers) : path_(std::move(path)), covers_(covers) {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    const bool there = file >= 0 && ::fstat(file, &facts) == 0;
    length_ = there ? static_cast<std::size_t>(facts.st_size) : 0;
    void* mapped = length_ < sizeof(run_header) ? MAP_FAILED : ::mmap(nullptr, length_, PROT_READ, MAP_SHARED, file, 0);
    if (file >= 0) ::close(file);
    if (mapped == MAP_FAILED) throw damaged_run("it cannot be read");
    at_ = static_cast<const std::byte*>(mapped);

    run_header header;
    std::memcpy(&header, at_, sizeof header);
    const bool ours = header.name == run_header{}.name && header.checksum == checksum_of(header);
    const bool newer = ours && header.format > version;
    const std::uint64_t begin = ours ? records_begin(header.buckets) : 0;
    if (!ours || newer || length_ != begin + header.count * sizeof(known_record)) {
        ::munmap(mapped, length_);
        if (newer) throw std::runtime_error("a run of record keys is of a newer version: " + path_);
        throw damaged_run(ours ? "it is not whole" : "its header does not check");
    }
    buckets_ = {reinterpret_cast<const std::uint64_t*>(at_ + sizeof header), header.buckets + 1};
    records_ = {reinterpret_cast<const known_record*>(at_ + begin), header.count};
    ::madvise(mapped, length_, MADV_RANDOM);
}

record_run::~record_run() {
    ::munmap(const_cast<std::byte*>(at_), length_);
}

std::span<const known_record> record_run::find(const packed_id& key) const {
    const std::uint64_t bucket = key.high >> shift_for(buckets_.size() - 1);
    const std::uint64_t end = std::min<std::uint64_t>(buckets_[bucket + 1], records_.size());
    const std::uint64_t begin = std::min(buckets_[bucket], end);
    const auto [from, to] = std::ranges::equal_range(records_.subspan(begin, end - begin), key, {}, &known_record::key);
    return {from, to};
}

bool record_run::checks() const {
    run_header header;
    std::memcpy(&header, at_, sizeof header);
    return add_checksum(add_checksum(0, records_), buckets_) == header.content;
}

record_run_writer::record_run_writer(std::string path, std::uint64_t most)
    : path_(std::move(path)), draft_(path_ + ".new"), buckets_(bucket_count(most) + 1) {
    shift_ = shift_for(buckets_.size() - 1);
    waiting_.reserve(written_at_once);
    file_ = ::open(draft_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file_ < 0) disk_failed("a run of record keys cannot be made");
}

record_run_writer::~record_run_writer() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(draft_.c_str());
}

void record_run_writer::add(const known_record& one) {
    waiting_.push_back(one);
    ++buckets_[(one.key.high >> shift_) + 1];
    if (waiting_.size() == written_at_once) write_out();
}

void record_run_writer::write_out() {
    const std::span<const known_record> part(waiting_);
    checksum_ = add_checksum(checksum_, part);
    write_all(
        file_, part.data(), part.size_bytes(), records_begin(buckets_.size() - 1) + count_ * sizeof(known_record)
    );
    count_ += part.size();
    waiting_.clear();
}

void record_run_writer::finish() {
    write_out();
    for (std::size_t i = 1; i < buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
    run_header header;
    header.count = count_;
    header.buckets = buckets_.size() - 1;
    header.content = add_checksum<std::uint64_t>(checksum_, buckets_);
    header.checksum = checksum_of(header);
    write_all(file_, buckets_.data(), buckets_.size() * sizeof(std::uint64_t), sizeof header);
    write_all(file_, &header, sizeof header, 0);
    if (count_ == 0 && ::ftruncate(file_, static_cast<off_t>(records_begin(header.buckets))) != 0)
        disk_failed("a run of record keys cannot be written");
    if (::fdatasync(file_) != 0) disk_failed("a run of record keys cannot be synced");
    if (std::rename(draft_.c_str(), path_.c_str()) != 0) disk_failed("a run of record keys cannot be put in its place");
    ::close(file_);
    file_ = -1;
    sync_folder_of(path_);
}

} // namespace schakel::outbox
