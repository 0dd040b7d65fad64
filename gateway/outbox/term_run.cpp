#include "gateway/outbox/term_run.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>
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

void append_number(std::string& to, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) to += static_cast<char>((value & 0x7F) | 0x80);
    to += static_cast<char>(value);
}

} // namespace

term_run::term_run(std::string path) : path_(std::move(path)), file_(path_) {
    const std::span<const std::byte> bytes = file_.bytes();
    run_header header;
    if (bytes.size() < sizeof header) throw std::runtime_error("a run of the search index cannot be read: " + path_);
    std::memcpy(&header, bytes.data(), sizeof header);
    const bool ours = header.name == run_header{}.name && header.checksum == checksum_of(header) &&
                      header.format == version && header.terms <= header.room;
    const std::uint64_t begin = sizeof header + header.room * sizeof(term_entry);
    if (!ours || bytes.size() != begin + header.numbers)
        throw std::runtime_error("a run of the search index is damaged, or of another version: " + path_);
    entries_ = {reinterpret_cast<const term_entry*>(bytes.data() + sizeof header), header.terms};
    numbers_ = bytes.subspan(begin);
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
    std::memcpy(&header, file_.bytes().data(), sizeof header);
    return ::libdeflate_crc32(0, entries_.data(), entries_.size_bytes()) == header.of_entries &&
           ::libdeflate_crc32(0, numbers_.data(), numbers_.size_bytes()) == header.of_numbers;
}

term_run_writer::term_run_writer(std::string path, std::uint64_t most) : file_(std::move(path)), room_(most) {}

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
    file_.write(sizeof(run_header) + terms_written_ * sizeof(term_entry), part.data(), part.size_bytes());
    terms_written_ += part.size();
    entries_.clear();
}

void term_run_writer::write_numbers() {
    of_numbers_ = ::libdeflate_crc32(of_numbers_, numbers_.data(), numbers_.size());
    const std::uint64_t begin = sizeof(run_header) + room_ * sizeof(term_entry);
    file_.write(begin + bytes_written_, numbers_.data(), numbers_.size());
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
    file_.write(0, &header, sizeof header);
    file_.finish(sizeof header + room_ * sizeof(term_entry) + bytes_written_);
}

} // namespace schakel::outbox
