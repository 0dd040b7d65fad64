#include "gateway/outbox/journal.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/journal_walk.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <iterator>

namespace schakel::outbox {

namespace {

// Zeros are written ahead in steps that grow: a sync of bytes that were there before need not write down a longer file.
constexpr std::uint64_t room_that_is_enough = 64 * 1024;
constexpr std::uint64_t most_room_ahead = std::uint64_t{1} << 20;

std::uint64_t new_salt() {
    std::uint64_t salt = 0;
    std::memcpy(&salt, crypto::random_bytes(sizeof salt).data(), sizeof salt);
    return salt;
}

std::string content_of(const journal_settings& settings, std::uint32_t segment) {
    const layered_file file(segment_path(settings, segment), layered_file::access::read, settings.vfs);
    return file.read(0, file.size());
}

// Pieces one behind the other: small ones are gathered, long ones written from where they lie. What comes first is held
// back until the end.
class group_writing {
public:
    group_writing(layered_file& to, std::uint64_t at, std::uint64_t most) : to_(to), at_(at), most_(most) {}

    void put(std::string_view piece) {
        const std::size_t held = std::min(piece.size(), held_back - first_.size());
        first_ += piece.substr(0, held);
        piece.remove_prefix(held);
        if (gathered_.size() + piece.size() > worth_gathering) flush();
        if (piece.size() > worth_gathering)
            write(piece);
        else
            gathered_ += piece;
    }
    void flush() {
        write(gathered_);
        gathered_.clear();
    }
    void finish() { to_.write(at_, first_); }

private:
    static constexpr std::size_t held_back = 4; // the checksum of the first entry
    static constexpr std::size_t worth_gathering = 256 * 1024;

    void write(std::string_view bytes) {
        bytes = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), most_ - written_)));
        to_.write(at_ + held_back + written_, bytes);
        written_ += bytes.size();
    }

    layered_file& to_;
    std::uint64_t at_, most_, written_ = 0; // without what is held back
    std::string first_, gathered_;
};

bool has_more_than_zeros(std::string_view bytes) {
    return bytes.find_first_not_of('\0') != std::string_view::npos;
}

} // namespace

std::string words_for(const journal_damage& one) {
    std::string text = one.only_texts ? "the journal is damaged: a body or report" : "the journal is damaged: entries";
    text += " of group " + std::to_string(one.first);
    if (one.last > one.first) text += " to " + std::to_string(one.last);
    if (one.last == 0) text += " and behind";
    text += one.length == 0 ? " are missing" : " do not check: " + std::to_string(one.length) + " bytes";
    return text + " at offset " + std::to_string(one.at.offset) + " of segment " + std::to_string(one.at.segment);
}

// The newest segment is written and synced once more: after a failed sync the machine may show bytes that never reached
// the disk.
journal::journal(const journal_settings& settings, const known& start, const taker& take)
    : settings_(settings), reader_(settings) {
    put_segments_in_place(settings_);
    const auto sizes = segment_sizes(settings_);
    for (const auto& [number, size] : sizes) segments_[number] = {size, 0};
    journal_walk walk(start.after, std::max(start.after, start.kept), take);
    for (auto at = sizes.find(first_segment_behind(settings_, sizes, start.after)); at != sizes.end(); ++at) {
        std::string content = content_of(settings_, at->first);
        if (std::next(at) == sizes.end()) content = go_on_in(at->first, std::move(content), start);
        const std::uint64_t first = walk.segment(at->first, content);
        if (const auto kept = segments_.find(at->first); kept != segments_.end()) kept->second.first = first;
    }
    walk.finish(start.promised);
    last_ = std::max({walk.last_group(), start.after, start.promised});
    damage_ = walk.damage();
    if (!current_) begin_segment();
}

// Answers what it holds from here on.
std::string journal::go_on_in(std::uint32_t number, std::string content, const known& start) {
    const auto header = read_segment_header(content);
    if (!header) {
        const bool was_begun =
            has_more_than_zeros(std::string_view(content).substr(std::min(segment_header_size, content.size())));
        if (!was_begun) remove_segment(number); // its making was cut off
        return content;
    }
    auto kept = mended(content, *header, std::max(start.after, start.promised));
    if (!kept) return content;
    layered_file file(segment_path(settings_, number), layered_file::access::write, settings_.vfs);
    SCHAKEL_FAILPOINT("start.journal.before");
    file.write(0, *kept);
    const std::string_view tail = std::string_view(content).substr(std::min(kept->size(), content.size()));
    if (has_more_than_zeros(tail)) file.write(kept->size(), std::string(tail.size(), '\0'));
    file.sync();
    current_.emplace(std::move(file));
    current_number_ = number;
    salt_ = header->salt;
    end_ = kept->size();
    room_ = std::max(content.size(), kept->size());
    return *kept;
}

void journal::begin_segment() {
    if (spoilt_ > end_) {
        current_->write(end_, std::string(spoilt_ - end_, '\0'));
        current_->sync();
        spoilt_ = 0;
    }
    const std::lock_guard lock(mutex_);
    const segment_mark mark{segments_.empty() ? 1 : segments_.rbegin()->first + 1, new_salt()};
    layered_file file(segment_path(settings_, mark.number), layered_file::access::write, settings_.vfs);
    SCHAKEL_FAILPOINT("segment.write.before");
    file.write(0, segment_header(mark));
    SCHAKEL_FAILPOINT("segment.sync.before");
    file.sync();
    SCHAKEL_FAILPOINT("segment.sync.after");
    sync_folder_of(settings_.path);
    current_.reset();
    current_.emplace(std::move(file));
    current_number_ = mark.number;
    salt_ = mark.salt;
    end_ = room_ = segment_header_size;
    segments_[mark.number] = {room_, 0};
}

// How long the file is to be when a group ends there.
std::uint64_t journal::room_for(std::uint64_t end) const {
    if (end <= room_) return room_;
    const std::uint64_t ahead = std::clamp(room_, room_that_is_enough, most_room_ahead);
    return std::max(end, std::min(room_ + ahead, settings_.segment_bytes));
}

void journal::has_grown_to(std::uint64_t room) {
    room_ = room;
    const std::lock_guard lock(mutex_);
    segments_[current_number_].size = room_;
}

void journal::write_zeros(std::uint64_t from, std::uint64_t to) {
    static const std::string zeros(64 * 1024, '\0');
    while (from < to) {
        const std::string_view some = std::string_view(zeros).substr(0, to - from);
        current_->write(from, some);
        from += some.size();
    }
}

std::vector<journal_place> journal::append(std::span<const draft_entry> entries) {
    std::uint64_t size = 0;
    for (const draft_entry& each : entries) size += framed_size(each);
    const bool ended = SCHAKEL_FAILPOINT_EFFECT("segment.due") == failpoint_effect::error;
    if ((ended || end_ + size > settings_.segment_bytes) && end_ > segment_header_size) begin_segment();

    const std::vector<std::uint64_t> texts = write_group(entries, size);
    if (SCHAKEL_FAILPOINT_EFFECT("store.sync.before") == failpoint_effect::error)
        throw sqlite_error(SQLITE_IOERR_FSYNC, 0, "a failpoint: the sync failed");
    current_->sync();
    SCHAKEL_FAILPOINT("store.sync.after");
    spoilt_ = 0;

    if (end_ == segment_header_size) {
        const std::lock_guard lock(mutex_);
        segments_[current_number_].first = last_ + 1;
    }
    std::vector<journal_place> places;
    for (const std::uint64_t offset : texts) places.push_back({current_number_, end_ + offset});
    end_ += size;
    ++last_;
    return places;
}

// The checksum of the first entry comes last. Nothing of a group that failed before may be taken for a part of this
// one, so what is left of that is overwritten with zeros.
std::vector<std::uint64_t> journal::write_group(std::span<const draft_entry> entries, std::uint64_t size) {
    const std::uint64_t end = end_ + size, spoilt = spoilt_, room = room_for(end);
    const auto refused = SCHAKEL_FAILPOINT_EFFECT("store.append.before");
    if (refused == failpoint_effect::error) throw sqlite_error(SQLITE_FULL, 0, "a failpoint: the disk is full");
    spoilt_ = std::max(spoilt_, end);
    try {
        group_writing pieces(*current_, end_, refused == failpoint_effect::short_write ? size / 2 : size);
        auto texts = frame(entries, last_ + 1, salt_, [&](std::string_view piece) { pieces.put(piece); });
        pieces.flush();
        if (refused == failpoint_effect::short_write)
            throw sqlite_error(SQLITE_FULL, 0, "a failpoint: the disk is full");
        write_zeros(end, std::max(spoilt, room > room_ ? room : 0));
        if (room > room_) has_grown_to(room);
        SCHAKEL_FAILPOINT("store.append.between");
        pieces.finish();
        return texts;
    } catch (const sqlite_error&) {
        spoilt_ = std::min(spoilt_, std::max(spoilt, current_->size())); // there is nothing behind the end of the file
        throw;
    }
}

bool journal::has_room() {
    try {
        const std::uint64_t room = room_for(end_ + room_that_is_enough);
        write_zeros(room_, room);
        has_grown_to(room);
        current_->sync();
        return true;
    } catch (const sqlite_error&) {
        return false;
    }
}

void journal::drop_segments(std::uint64_t group, const std::function<bool(std::uint32_t segment)>& is_needed) {
    for (const std::uint32_t number : segments_before(group)) {
        if (is_needed(number)) continue;
        reader_.forget(number);
        const std::lock_guard lock(mutex_);
        remove_segment(number);
    }
}

void journal::remove_segment(std::uint32_t number) {
    remove_file(segment_path(settings_, number), settings_.vfs);
    segments_.erase(number);
}

// All groups of a segment lie before the first of the next one.
std::vector<std::uint32_t> journal::segments_before(std::uint64_t group) {
    std::vector<std::uint32_t> all;
    const std::lock_guard lock(mutex_);
    for (auto at = segments_.begin(); at != segments_.end() && std::next(at) != segments_.end(); ++at) {
        segment& next = std::next(at)->second;
        if (next.first == 0) next.first = first_group_of(settings_, std::next(at)->first).value_or(0);
        if (next.first != 0 && next.first <= group) all.push_back(at->first);
    }
    return all;
}

std::uint64_t journal::bytes() const {
    std::uint64_t sum = 0;
    const std::lock_guard lock(mutex_);
    for (const auto& [number, each] : segments_) sum += each.size;
    return sum;
}

std::vector<journal_damage>
read_journal(const journal_settings& settings, std::uint64_t after, const journal::taker& take) {
    const auto sizes = segment_sizes(settings);
    journal_walk walk(after, after, take);
    for (auto at = sizes.find(first_segment_behind(settings, sizes, after)); at != sizes.end(); ++at) {
        std::string content = content_of(settings, at->first);
        const auto header = std::next(at) == sizes.end() ? read_segment_header(content) : std::nullopt;
        if (header) content = mended(content, *header, 0).value_or(std::move(content));
        walk.segment(at->first, content);
    }
    walk.finish(0);
    return walk.damage();
}

} // namespace schakel::outbox
