#include "gateway/outbox/record_run.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>

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

std::uint64_t records_begin(std::uint64_t buckets) {
    return (sizeof(run_header) + (buckets + 1) * sizeof(std::uint64_t) + 15) / 16 * 16;
}

} // namespace

record_run::record_run(std::string path, group_range covers) : path_(std::move(path)), covers_(covers), file_(path_) {
    const std::span<const std::byte> bytes = file_.bytes();
    run_header header;
    if (bytes.size() < sizeof header) throw damaged_run("it cannot be read");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.name != run_header{}.name || header.checksum != checksum_of(header))
        throw damaged_run("its header does not check");
    if (header.format > version) throw std::runtime_error("a run of record keys is of a newer version: " + path_);
    const std::uint64_t begin = records_begin(header.buckets);
    if (bytes.size() != begin + header.count * sizeof(known_record)) throw damaged_run("it is not whole");
    buckets_ = {reinterpret_cast<const std::uint64_t*>(bytes.data() + sizeof header), header.buckets + 1};
    records_ = {reinterpret_cast<const known_record*>(bytes.data() + begin), header.count};
}

// Digests are spread evenly over the buckets. Ids of messages are not: they begin with the time, and thousands of them
// share a bucket.
std::span<const known_record> record_run::find(const packed_id& key) const {
    const std::uint64_t bucket = key.high >> shift_for(buckets_.size() - 1);
    const std::uint64_t end = std::min<std::uint64_t>(buckets_[bucket + 1], records_.size());
    const std::uint64_t begin = std::min(buckets_[bucket], end);
    const auto [from, to] = std::ranges::equal_range(records_.subspan(begin, end - begin), key, {}, &known_record::key);
    return {from, to};
}

bool record_run::checks() const {
    run_header header;
    std::memcpy(&header, file_.bytes().data(), sizeof header);
    return add_checksum(add_checksum(0, records_), buckets_) == header.content;
}

record_run_writer::record_run_writer(std::string path, std::uint64_t most)
    : file_(std::move(path)), buckets_(bucket_count(most) + 1) {
    shift_ = shift_for(buckets_.size() - 1);
    waiting_.reserve(written_at_once);
}

void record_run_writer::add(const known_record& one) {
    waiting_.push_back(one);
    ++buckets_[(one.key.high >> shift_) + 1];
    if (waiting_.size() == written_at_once) write_out();
}

void record_run_writer::write_out() {
    const std::span<const known_record> part(waiting_);
    checksum_ = add_checksum(checksum_, part);
    const std::uint64_t begin = records_begin(buckets_.size() - 1);
    file_.write(begin + count_ * sizeof(known_record), part.data(), part.size_bytes());
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
    file_.write(sizeof header, buckets_.data(), buckets_.size() * sizeof(std::uint64_t));
    file_.write(0, &header, sizeof header);
    file_.finish(records_begin(header.buckets) + count_ * sizeof(known_record));
}

} // namespace schakel::outbox
