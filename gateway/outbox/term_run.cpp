#include "gateway/outbox/term_run.hpp"

#include "gateway/outbox/disk_file.hpp"

#include <fcntl.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace schakel::outbox {

namespace {

static_assert(std::endian::native == std::endian::little, "runs are little endian");

constexpr std::uint32_t version = 1;
constexpr std::size_t entries_at_once = 16 * 1024, numbers_at_once = 256 * 1024;

struct run_header {
    std::array<char, 8> name{'S', 'C', 'H', 'A', 'K', 'F', 'N', 'D'};
    std::uint32_t format = version, checksum = 0;
    std::uint64_t terms = 0, room = 0, numbers = 0;
    std::uint32_t of_entries = 0, of_numbers = 0; // checksums
    std::array<char, 16> zeros{};
};
static_assert(sizeof(run_header) == 64 && sizeof(term_entry) == 16);

std::uint32_t checksum_of(run_header header) {
    header.checksum = 0;
    return ::libdeflate_crc32(0, &header, sizeof header);
}

[[noreturn]] void disk_failed(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

void write_all(int file, const void* bytes, std::size_t length, std::uint64_t offset) {
    const auto* from = static_cast<const char*>(bytes);
    while (length > 0) {
        const ssize_t wrote = ::pwrite(file, from, length, static_cast<off_t>(offset));
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) disk_failed("a run of the search index cannot be written");
        from += wrote;
        length -= static_cast<std::size_t>(wrote);
        offset += static_cast<std::uint64_t>(wrote);
    }
}

void append_number(std::string& to, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) to += static_cast<char>((value & 0x7F) | 0x80);
    to += static_cast<char>(value);
}

} // namespace

term_run::term_run(std::string path) : path_(std::move(path)) {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    const bool there = file >= 0 && ::fstat(file, &facts) == 0;
    length_ = there ? static_cast<std::size_t>(facts.st_size) : 0;
    void* mapped = length_ < sizeof(run_header) ? MAP_FAILED : ::mmap(nullptr, length_, PROT_READ, MAP_SHARED, file, 0);
    if (file >= 0) ::close(file);
    if (mapped == MAP_FAILED) throw std::runtime_error("a run of the search index cannot be read: " + path_);
    at_ = static_cast<const std::byte*>(mapped);

    run_header header;
    std::memcpy(&header, at_, sizeof header);
    const bool ours = header.name == run_header{}.name && header.checksum == checksum_of(header) &&
                      header.format == version && header.terms <= header.room;
    const std::uint64_t begin = sizeof header + header.room * sizeof(term_entry);
    if (!ours || length_ != begin + header.numbers) {
        ::munmap(mapped, length_);
        throw std::runtime_error("a run of the search index is damaged, or of another version: " + path_);
    }
    entries_ = {reinterpret_cast<const term_entry*>(at_ + sizeof header), header.terms};
    numbers_ = {at_ + begin, header.numbers};
    ::madvise(mapped, length_, MADV_RANDOM);
}

term_run::~term_run() {
    ::munmap(const_cast<std::byte*>(at_), length_);
}

void term_run::read(std::size_t index, std::vector<std::int64_t>& to) const {
    const std::uint64_t end = std::min<std::uint64_t>(entries_[index].end, numbers_.size());
    std::uint64_t at = index == 0 ? 0 : std::min(entries_[index - 1].end, end);
    std::uint64_t message = 0;
    while (at < end) {
        std::uint64_t step = 0;
        for (unsigned shift = 0; at < end && shift < 64; shift += 7) {
            const auto byte = static_cast<std::uint64_t>(numbers_[at++]);
            step |= (byte & 0x7F) << shift;
            if (byte < 0x80) break;
        }
        message += step;
        to.push_back(static_cast<std::int64_t>(message));
    }
}

void term_run::find(search_term term, std::vector<std::int64_t>& to) const {
    const auto found = std::ranges::lower_bound(entries_, term, {}, &term_entry::term);
    if (found != entries_.end() && found->term == term) read(static_cast<std::size_t>(found - entries_.begin()), to);
}

bool term_run::checks() const {
    run_header header;
    std::memcpy(&header, at_, sizeof header);
    return ::libdeflate_crc32(0, entries_.data(), entries_.size_bytes()) == header.of_entries &&
           ::libdeflate_crc32(0, numbers_.data(), numbers_.size_bytes()) == header.of_numbers;
}

term_run_writer::term_run_writer(std::string path, std::uint64_t most)
    : path_(std::move(path)), draft_(path_ + ".new"), room_(most) {
    file_ = ::open(draft_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file_ < 0) disk_failed("a run of the search index cannot be made");
}

term_run_writer::~term_run_writer() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(draft_.c_str());
}

void term_run_writer::add(search_term term, std::span<const std::int64_t> messages) {
    std::int64_t before = 0;
    for (const std::int64_t each : messages)
        append_number(numbers_, static_cast<std::uint64_t>(each - std::exchange(before, each)));
    entries_.push_back({term, bytes_written_ + numbers_.size()});
    if (entries_.size() >= entries_at_once) write_entries();
    if (numbers_.size() >= numbers_at_once) write_numbers();
}

void term_run_writer::write_entries() {
    const std::span<const term_entry> part(entries_);
    of_entries_ = ::libdeflate_crc32(of_entries_, part.data(), part.size_bytes());
    write_all(file_, part.data(), part.size_bytes(), sizeof(run_header) + terms_written_ * sizeof(term_entry));
    terms_written_ += part.size();
    entries_.clear();
}

void term_run_writer::write_numbers() {
    of_numbers_ = ::libdeflate_crc32(of_numbers_, numbers_.data(), numbers_.size());
    write_all(
        file_, numbers_.data(), numbers_.size(), sizeof(run_header) + room_ * sizeof(term_entry) + bytes_written_
    );
    bytes_written_ += numbers_.size();
    numbers_.clear();
}

void term_run_writer::finish() {
    write_entries();
    write_numbers();
    run_header header;
    header.terms = terms_written_;
    header.room = room_;
    header.numbers = bytes_written_;
    header.of_entries = of_entries_;
    header.of_numbers = of_numbers_;
    header.checksum = checksum_of(header);
    write_all(file_, &header, sizeof header, 0);
    const std::uint64_t whole = sizeof header + room_ * sizeof(term_entry) + bytes_written_;
    if (::ftruncate(file_, static_cast<off_t>(whole)) != 0) disk_failed("a run of the search index cannot be written");
    if (::fdatasync(file_) != 0) disk_failed("a run of the search index cannot be synced");
    if (std::rename(draft_.c_str(), path_.c_str()) != 0)
        disk_failed("a run of the search index cannot be put in its place");
    ::close(std::exchange(file_, -1));
    sync_folder_of(path_);
}

} // namespace schakel::outbox
