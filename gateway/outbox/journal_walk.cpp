#include "gateway/outbox/journal_walk.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace schakel::outbox {

namespace {

std::string_view behind_header(std::string_view content) {
    return content.substr(std::min(segment_header_size, content.size()));
}

// Of a segment without a header that checks: what the first entry says.
std::uint64_t first_salt(std::string_view content) {
    constexpr std::size_t place = 24;
    std::uint64_t salt = 0;
    const std::string_view entries = behind_header(content);
    if (entries.size() >= place + sizeof salt) std::memcpy(&salt, entries.data() + place, sizeof salt);
    return salt;
}

bool is_whole(std::span<const found_entry> group) {
    if (group.size() != group.front().count) return false;
    return std::ranges::all_of(group, &found_entry::texts_check);
}

std::string_view without_zeros(std::string_view bytes) {
    return bytes.substr(0, bytes.find_last_not_of('\0') + 1);
}

} // namespace

std::uint64_t journal_walk::segment(std::uint32_t number, std::string_view content) {
    segment_ = number;
    const auto header = read_segment_header(content);
    const std::string_view entries = behind_header(content);
    const auto found = entries_in(entries, segment_header_size, header ? header->salt : first_salt(content));
    if (found.empty() && !header && !without_zeros(entries).empty())
        damage_.push_back({last_group() + 1, 0, {number, segment_header_size}, entries.size(), false});
    for (const found_entry& one : found) pass(one);
    hand_over(); // no group goes on in the next segment
    segment_end_ = segment_header_size + without_zeros(entries).size();
    return found.empty() ? 0 : found.front().group;
}

// What comes too late in the order was told as missing where it belonged.
void journal_walk::pass(const found_entry& one) {
    if (last_ && one.group < last_->group) return;
    if (!last_ || !one.comes_after(*last_)) note_hole(one);
    if (group_.number != one.group) hand_over();
    group_.number = one.group;
    if (!one.facts.empty()) group_.entries.push_back({one.facts, {segment_, one.texts_begin}});
    if (!one.texts_check)
        damage_.push_back({one.group, one.group, {segment_, one.texts_begin}, one.texts.size(), true});
    last_ = one;
    last_->facts = last_->texts = {};
    last_segment_ = segment_;
}

void journal_walk::note_hole(const found_entry& next) {
    const std::uint64_t last = next.index == 0 ? next.group - 1 : next.group;
    const bool begins_whole = next.index == 0 && next.begin == segment_header_size;
    if (last_ && last_segment_ == segment_)
        note_hole(last, {segment_, last_->end}, next.begin);
    else if (!begins_whole)
        note_hole(last, {segment_, segment_header_size}, next.begin);
    else if (last_ && last_segment_ + 1 == segment_)
        note_hole(last, {last_segment_, last_->end}, segment_end_);
    else if (const std::uint64_t expected = last_ ? last_->group : after_; expected > 0 && last > may_be_gone_)
        damage_.push_back({expected + 1, last, {segment_ - 1, segment_header_size}}
        ); // a segment that was needed is gone
}

void journal_walk::note_hole(std::uint64_t last, journal_place at, std::uint64_t end) {
    const std::uint64_t expected = !last_ ? last : last_->ends_group() ? last_->group + 1 : last_->group;
    damage_.push_back({std::min(expected, last), last, at, end > at.offset ? end - at.offset : 0});
}

void journal_walk::hand_over() {
    if (take_ && group_.number > after_ && !group_.entries.empty()) take_(group_);
    group_ = {};
}

void journal_walk::finish(std::uint64_t promised) {
    const std::uint64_t whole = !last_ ? after_ : last_->ends_group() ? last_->group : last_->group - 1;
    if (whole >= promised) return;
    damage_.push_back({whole + 1, promised, {segment_, last_ ? last_->end : segment_header_size}});
}

segment_facts walk_segment(std::string_view content, std::uint32_t number, const journal::taker& take) {
    segment_facts facts;
    facts.end = segment_header_size;
    std::optional<segment_mark> mark;
    try {
        mark = read_segment_header(content);
    } catch (const std::runtime_error&) {
        facts.newer = true;
        return facts;
    }
    if (mark) facts.number = mark->number;
    const auto entries =
        entries_in(behind_header(content), segment_header_size, mark ? mark->salt : first_salt(content));
    std::size_t passed = 0; // entries up to the last whole group
    for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
        journal_group group{entries[begin].group, {}};
        for (; end < entries.size() && entries[end].group == group.number; ++end)
            group.entries.push_back({entries[end].facts, {number, entries[end].texts_begin}});
        const bool follows =
            begin == 0 ? entries[0].begin == segment_header_size : entries[begin].comes_after(entries[begin - 1]);
        take(group);
        if (is_whole(std::span(entries).subspan(begin, end - begin))) {
            facts.end = entries[end - 1].end;
            facts.gap = facts.gap || !follows || passed != begin;
            if (facts.first == 0) facts.first = group.number;
            facts.last = group.number;
            passed = end;
        }
    }
    return facts;
}

std::optional<std::string> mended(std::string_view content, const segment_mark& of, std::uint64_t promised) {
    const auto entries = entries_in(behind_header(content), segment_header_size, of.salt);
    if (entries.empty()) return segment_header(of);
    const std::uint64_t number = entries.back().group;
    const auto begin = std::ranges::find(entries, number, &found_entry::group);
    const std::span<const found_entry> last(begin, entries.end());
    const auto up_to = [&](std::uint64_t end) {
        return segment_header(of).append(content.substr(segment_header_size, end - segment_header_size));
    };
    if (is_whole(last) && number >= promised) return up_to(last.back().end);
    if (number <= promised) return std::nullopt;

    std::vector<draft_entry> left;
    for (const found_entry& each : last)
        if (each.texts_check) left.push_back({std::string(each.facts), {each.texts}});
    const std::uint64_t end = begin == entries.begin() ? segment_header_size : std::prev(begin)->end;
    std::string kept = up_to(end);
    frame(left, number, of.salt, [&](std::string_view piece) { kept += piece; });
    return kept;
}

} // namespace schakel::outbox
