#include "gateway/outbox/journal.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <libdeflate.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <limits>
#include <stdexcept>

namespace schakel::outbox {

namespace {

static_assert(std::endian::native == std::endian::little, "the journal is little endian");

constexpr std::string_view suffix = "-log";
constexpr std::size_t digits = 8;
constexpr std::uint32_t version = 1;
// Zeros are written ahead in steps that grow: a sync of bytes that were there before need not write down a longer file.
constexpr std::uint64_t room_that_is_enough = 64 * 1024;
constexpr std::uint64_t most_room_ahead = std::uint64_t{1} << 20;

struct segment_header {
    std::array<char, 8> name{'S', 'C', 'H', 'A', 'K', 'L', 'O', 'G'};
    std::uint32_t format = version, checksum = 0, number = 0, zero = 0;
    std::uint64_t salt = 0;
};
static_assert(sizeof(segment_header) == 32);

struct group_header {
    std::uint32_t checksum = 0, length = 0;
    std::uint64_t number = 0, salt = 0;
};
static_assert(sizeof(group_header) == 24);

constexpr std::size_t checksum_end = sizeof(std::uint32_t);

template <class Header>
std::string_view bytes_of(const Header& header) {
    return {reinterpret_cast<const char*>(&header), sizeof header};
}

template <class Header>
Header header_in(std::string_view bytes) {
    Header header;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header;
}

std::uint32_t crc(std::string_view first, std::string_view second = {}) {
    return ::libdeflate_crc32(::libdeflate_crc32(0, first.data(), first.size()), second.data(), second.size());
}

std::uint32_t checksum_of(segment_header header) {
    header.checksum = 0;
    return crc(bytes_of(header));
}

std::uint32_t checksum_of(const group_header& header, std::string_view payload) {
    return crc(bytes_of(header).substr(checksum_end), payload);
}

std::uint64_t padded(std::uint64_t length) {
    return (length + 7) / 8 * 8;
}

std::uint64_t new_salt() {
    std::uint64_t salt = 0;
    std::memcpy(&salt, crypto::random_bytes(sizeof salt).data(), sizeof salt);
    return salt;
}

// The group at `offset` of a segment, when it checks.
std::optional<journal_group>
group_at(std::string_view content, std::uint64_t offset, std::uint64_t salt, std::uint32_t segment) {
    if (offset + sizeof(group_header) > content.size()) return std::nullopt;
    const auto header = header_in<group_header>(content.substr(offset));
    const std::uint64_t begin = offset + sizeof header;
    if (header.salt != salt || header.length > content.size() - begin) return std::nullopt;
    const std::string_view payload = content.substr(begin, header.length);
    if (checksum_of(header, payload) != header.checksum) return std::nullopt;
    return journal_group{header.number, {segment, begin}, payload};
}

// The first group that checks at or behind `offset`.
std::optional<journal_group>
next_group(std::string_view content, std::uint64_t offset, std::uint64_t salt, std::uint32_t segment) {
    for (; offset + sizeof(group_header) <= content.size(); offset += 8)
        if (auto found = group_at(content, offset, salt, segment)) return found;
    return std::nullopt;
}

std::string path_of(const journal_settings& settings, std::uint32_t number) {
    const std::string text = std::to_string(number);
    return settings.path + std::string(suffix) + std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::optional<std::uint32_t> number_in(std::string_view file_name) {
    const std::size_t at = file_name.size() < digits ? 0 : file_name.size() - digits;
    std::uint32_t number = 0;
    const char* end = file_name.data() + file_name.size();
    const auto read = std::from_chars(file_name.data() + at, end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

} // namespace

journal::journal(const journal_settings& settings, std::uint64_t after, const taker& take)
    : settings_(settings), reader_(settings) {
    find_segments();
    for (const auto& [number, size] : sizes_) recover(number, after, take, number == sizes_.rbegin()->first);
    if (last_ < settings_.promised) {
        damage_.push_back({last_ + 1, settings_.promised, sizes_.empty() ? 0 : sizes_.rbegin()->first});
        last_ = settings_.promised;
        current_.reset(); // what is left of those groups stays: bodies may lie in it whole
    }
    last_ = std::max(last_, after);
    if (!current_) begin_segment();
}

std::map<std::uint32_t, std::string> segments_beside(const std::string& database_path) {
    std::map<std::uint32_t, std::string> found;
    const std::filesystem::path database = std::filesystem::absolute(database_path);
    const std::string prefix = database.filename().string() + std::string(suffix);
    for (const auto& each : std::filesystem::directory_iterator(database.parent_path())) {
        const std::string name = each.path().filename().string();
        if (!name.starts_with(prefix) || name.size() != prefix.size() + digits) continue;
        if (const auto number = number_in(name)) found[*number] = each.path().string();
    }
    return found;
}

void journal::find_segments() {
    for (const auto& [number, path] : segments_beside(settings_.path))
        sizes_[number] = std::filesystem::file_size(path);
}

// The salt lies in each group too: one without a header that checks is read all the same.
segment_facts walk_segment(std::string_view content, std::uint32_t number, const journal::taker& take) {
    segment_facts facts;
    if (content.size() < sizeof(segment_header)) return facts;
    const auto header = header_in<segment_header>(content);
    facts.salt = header.salt;
    if (header.name == segment_header{}.name && header.checksum == checksum_of(header)) {
        facts.number = header.number;
        facts.newer = header.format > version;
    } else if (content.size() >= sizeof header + sizeof(group_header)) {
        facts.salt = header_in<group_header>(content.substr(sizeof header)).salt;
    }
    facts.end = sizeof header;
    if (facts.newer) return facts;
    while (const auto group = next_group(content, facts.end, facts.salt, number)) {
        const bool follows =
            facts.first == 0 ? group->at.offset == facts.end + sizeof(group_header) : group->number == facts.last + 1;
        facts.gap |= !follows;
        if (facts.first == 0) facts.first = group->number;
        facts.last = group->number;
        take(*group);
        facts.end = group->at.offset + padded(group->payload.size());
    }
    return facts;
}

std::string words_for(const journal_damage& what) {
    const std::string where = "segment " + std::to_string(what.segment) + " of the journal is damaged: ";
    if (what.last == 0) return where + "nobody can tell which groups it held";
    const std::string first = std::to_string(what.first), last = std::to_string(what.last);
    return where + (what.first == what.last ? "group " + first + " does" : "groups " + first + " to " + last + " do") +
           " not check or are missing";
}

// The newest segment is written and synced once more: after a failed sync the machine may show bytes that never reached
// the disk.
void journal::recover(std::uint32_t number, std::uint64_t after, const taker& take, bool newest) {
    layered_file file(
        path_of(settings_, number), newest ? layered_file::access::write : layered_file::access::read, settings_.vfs
    );
    const std::string content = file.read(0, file.size());
    const bool first_of_all = last_ == 0;
    bool in_order = true;
    const segment_facts facts = walk_segment(content, number, [&](const journal_group& group) {
        in_order = group.number > last_;
        if (!in_order) return;
        if (group.number != last_ + 1 && !(first_of_all && last_ == 0))
            damage_.push_back({last_ + 1, group.number - 1, number});
        last_ = group.number;
        if (group.number > after) take(group);
    });
    if (facts.newer) throw std::runtime_error("the journal was written by a newer version of Schakel");
    const bool header_holds = facts.number == number;
    // One that is no longer than its header was cut off when it was made.
    if ((!header_holds || !in_order) && content.size() > sizeof(segment_header))
        damage_.push_back({last_ + 1, 0, number});
    else if (first_of_all && facts.gap && facts.first != 0 && facts.first > 1 && damage_.empty())
        damage_.push_back({facts.first - 1, facts.first - 1, number});
    if (!newest || !header_holds || !in_order) return;
    SCHAKEL_FAILPOINT("start.journal.before");
    file.write(0, std::string_view(content).substr(0, facts.end));
    file.sync();
    current_.emplace(std::move(file));
    current_number_ = number;
    salt_ = facts.salt;
    end_ = facts.end;
    room_ = content.size();
}

void journal::begin_segment() {
    const std::uint32_t number = sizes_.empty() ? 1 : sizes_.rbegin()->first + 1;
    layered_file file(path_of(settings_, number), layered_file::access::write, settings_.vfs);
    segment_header header;
    header.number = number;
    header.salt = new_salt();
    header.checksum = checksum_of(header);
    SCHAKEL_FAILPOINT("segment.write.before");
    file.write(0, bytes_of(header));
    SCHAKEL_FAILPOINT("segment.sync.before");
    file.sync();
    SCHAKEL_FAILPOINT("segment.sync.after");
    sync_folder_of(settings_.path);
    current_.reset();
    current_.emplace(std::move(file));
    current_number_ = number;
    salt_ = header.salt;
    end_ = room_ = sizeof header;
    sizes_[number] = room_;
}

void journal::make_room(std::uint64_t end) {
    if (end <= room_) return;
    const std::uint64_t ahead = std::clamp(room_, room_that_is_enough, most_room_ahead);
    const std::uint64_t wanted = std::max(end, std::min(room_ + ahead, settings_.segment_bytes));
    current_->write(room_, std::string(wanted - room_, '\0'));
    room_ = wanted;
    sizes_[current_number_] = room_;
}

journal_place journal::append(std::string_view payload) {
    if (payload.size() > std::numeric_limits<std::uint32_t>::max())
        throw std::length_error("a group of the journal has at most 4 GiB");
    const std::uint64_t whole = padded(sizeof(group_header) + payload.size());
    const bool ended = SCHAKEL_FAILPOINT_EFFECT("segment.due") == failpoint_effect::error;
    if ((ended || end_ + whole > settings_.segment_bytes) && end_ > sizeof(segment_header)) begin_segment();
    make_room(end_ + whole);

    group_header header{0, static_cast<std::uint32_t>(payload.size()), last_ + 1, salt_};
    header.checksum = checksum_of(header, payload);
    const auto refused = SCHAKEL_FAILPOINT_EFFECT("store.append.before");
    if (refused == failpoint_effect::error) throw sqlite_error(SQLITE_FULL, 0, "a failpoint: the disk is full");
    if (refused == failpoint_effect::short_write) {
        current_->write(end_ + sizeof header, payload.substr(0, payload.size() / 2));
        throw sqlite_error(SQLITE_FULL, 0, "a failpoint: the disk is full");
    }
    current_->write(end_ + sizeof header, payload);
    SCHAKEL_FAILPOINT("store.append.between");
    current_->write(end_, bytes_of(header));
    if (SCHAKEL_FAILPOINT_EFFECT("store.sync.before") == failpoint_effect::error)
        throw sqlite_error(SQLITE_IOERR_FSYNC, 0, "a failpoint: the sync failed");
    current_->sync();
    SCHAKEL_FAILPOINT("store.sync.after");

    const journal_place at{current_number_, end_ + sizeof header};
    end_ += whole;
    ++last_;
    return at;
}

std::string journal_reader::read(journal_place from, std::size_t length) const {
    const std::lock_guard lock(mutex_);
    auto at = open_.find(from.segment);
    if (at == open_.end()) {
        const std::string path = path_of(settings_, from.segment);
        if (!std::filesystem::exists(path)) return {};
        at = open_.emplace(from.segment, layered_file(path, layered_file::access::read, settings_.vfs)).first;
    }
    return at->second.read(from.offset, length);
}

void journal_reader::forget(std::uint32_t segment) const {
    const std::lock_guard lock(mutex_);
    open_.erase(segment);
}

bool journal::has_room() {
    try {
        make_room(end_ + room_that_is_enough);
        current_->sync();
        return true;
    } catch (const sqlite_error&) {
        return false;
    }
}

void journal::drop_before(journal_place keep) {
    while (!sizes_.empty() && sizes_.begin()->first < std::min(keep.segment, current_number_)) {
        const std::uint32_t number = sizes_.begin()->first;
        reader_.forget(number);
        remove_file(path_of(settings_, number), settings_.vfs);
        sizes_.erase(number);
    }
}

std::uint64_t journal::bytes() const {
    std::uint64_t sum = 0;
    for (const auto& [number, size] : sizes_) sum += size;
    return sum;
}

} // namespace schakel::outbox
