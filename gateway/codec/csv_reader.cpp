#include "gateway/codec/csv_reader.hpp"

#include "gateway/codec/csv_marks.hpp"
#include "gateway/codec/utf8.hpp"
#include "gateway/codec/windows_1252.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <cstring>
#include <utility>

namespace schakel::csv {

namespace {

constexpr std::size_t refill = 64u << 10;
constexpr std::size_t longest_first_line = 64u << 10;

std::string told_byte(char c) {
    char text[8];
    std::snprintf(text, sizeof text, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text;
}

} // namespace

char likely_separator(std::string_view line) {
    std::array<std::size_t, 3> seen{};
    constexpr std::string_view candidates = ",;\t";
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        const std::size_t which = candidates.find(c);
        if (!quoted && which != std::string_view::npos) ++seen[which];
    }
    return candidates[static_cast<std::size_t>(std::max_element(seen.begin(), seen.end()) - seen.begin())];
}

reader::reader(byte_parts text, listener told, leniency allowed, limits most)
    : text_(std::move(text)), told_(std::move(told)), allowed_(allowed), most_(most),
      spans_(std::make_unique<span_of_cell[]>(most.columns)) {}

// ---------------------------------------------------------------- bytes

// Room for one more part behind what the row being read has; false when that row is too long.
bool reader::make_room() {
    const std::size_t kept = end_ - row_begin_;
    if (row_begin_ > 0 && kept > 0) std::memmove(buffer_.get(), buffer_.get() + row_begin_, kept);
    const auto moved = static_cast<std::ptrdiff_t>(row_begin_);
    block_ -= moved;
    high_until_ -= moved;
    block_end_ -= row_begin_;
    row_begin_ = 0;
    end_ = kept;
    if (capacity_ - end_ >= refill + block_size) return true;
    if (end_ > most_.row) return false;
    capacity_ = std::max(2 * capacity_, end_ + 2 * refill);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    if (end_ > 0) std::memcpy(larger.get(), buffer_.get(), end_);
    buffer_ = std::move(larger);
    return true;
}

// False at the end of the text, and when the row is too long.
bool reader::fill() {
    if (no_more_ || stopped_) return false;
    if (pending_.empty()) pending_ = text_();
    if (pending_.empty()) {
        no_more_ = true;
        return false;
    }
    if (!make_room()) return stop(rules::limit_row, 0, std::to_string(end_), std::to_string(most_.row));
    const std::size_t taken = std::min(pending_.size(), refill);
    std::memcpy(buffer_.get() + end_, pending_.data(), taken);
    end_ += taken;
    pending_.remove_prefix(taken);
    return true;
}

void reader::start() {
    started_ = true;
    while (end_ < 3 && fill()) {
    }
    const std::string_view head = raw(std::min<std::size_t>(end_, 3));
    if (head.starts_with("\xEF\xBB\xBF")) {
        tell(rules::byte_order_mark, 0, true);
        row_begin_ = block_end_ = 3;
    } else if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        stop(rules::encoding, 0, "UTF-16");
}

std::string_view reader::first_line() {
    if (!started_) start();
    for (;;) {
        const std::string_view line = raw(end_ - row_begin_);
        const std::size_t end = line.find_first_of("\r\n");
        if (end != std::string_view::npos) return line.substr(0, end);
        if (line.size() >= longest_first_line || !fill()) return line.substr(0, longest_first_line);
    }
}

// Marks blocks until one has characters that matter. False at the end of the text.
bool reader::mark_more() {
    while (marks_ == 0) {
        if (block_end_ >= end_) {
            if (!fill()) return false;
            continue;
        }
        char* const block = buffer_.get() + block_end_;
        const std::size_t valid = std::min(end_ - block_end_, block_size);
        if (valid < block_size) std::memset(block + valid, 'x', block_size - valid);
        const marks found = marks_of(block, separator_);
        block_ = static_cast<std::ptrdiff_t>(block_end_);
        block_end_ += valid;
        marks_ = found.special;
        if (found.high != 0) high_until_ = static_cast<std::ptrdiff_t>(block_end_);
    }
    return true;
}

// The offset in the row of the next character that matters, or none at the end of the text.
inline std::size_t reader::next_special() {
    if (marks_ == 0 && !mark_more()) return none;
    const int bit = std::countr_zero(marks_);
    marks_ &= marks_ - 1;
    return static_cast<std::size_t>(block_ + bit) - row_begin_;
}

// The character at an offset in the row, '\0' behind the end.
char reader::look(std::size_t at) {
    while (row_begin_ + at >= end_)
        if (!fill()) return '\0';
    return buffer_[row_begin_ + at];
}

// ---------------------------------------------------------------- rows

bool reader::next() {
    if (!started_) start();
    while (!stopped_) {
        row_begin_ += row_length_;
        line_ += lines_in_row_;
        row_length_ = lines_in_row_ = 0;
        ++row_;
        if (!read_row()) return false;
        if (damaged_) continue;
        if (count_ == 1 && spans_[0].end == spans_[0].from) { // an empty line
            tell(rules::blank_line, 0, true);
            continue;
        }
        if (deliver()) return true;
    }
    return false;
}

bool reader::read_row() {
    count_ = 0;
    cell_begin_ = 0;
    content_end_ = none;
    escaped_ = damaged_ = false;
    plain_ = true;
    breaks_ = 0;
    for (;;) {
        if (content_end_ == none) add_plain();
        const std::size_t at = next_special();
        if (at == none) {
            if (stopped_) return false;
            ended_in_line_end_ = false;
            const std::size_t length = end_ - row_begin_;
            return length > 0 && end_row(length, 0);
        }
        const char c = buffer_[row_begin_ + at];
        if (c == separator_) {
            if (!add(at)) return false;
            cell_begin_ = at + 1;
        } else if (c == '\n') {
            return end_row(at, 1);
        } else if (c == '\r') {
            if (look(at + 1) == '\n') {
                next_special();
                return end_row(at, 2);
            }
            if (stopped_) return false;
            damage(rules::carriage_return, at);
        } else if (c == '"') {
            if (at == cell_begin_) {
                if (!quoted(at)) return false;
            } else
                damage(content_end_ == none ? rules::quote_in_cell : rules::text_after_quote, at);
        } else if (c != '\t') {
            damage(rules::control_character, at, told_byte(c));
        }
    }
}

// The cells without quotes that the next separators end, as far as they are marked. Most cells are of this kind.
inline void reader::add_plain() {
    const char* const row = buffer_.get() + row_begin_;
    const std::size_t block = static_cast<std::size_t>(block_) - row_begin_;
    std::uint64_t left = marks_;
    std::size_t begin = cell_begin_, count = count_;
    for (; left != 0 && count < most_.columns; left &= left - 1) {
        const std::size_t at = block + static_cast<std::size_t>(std::countr_zero(left));
        if (row[at] != separator_) break;
        spans_[count++] = {
            static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(begin),
            false};
        begin = at + 1;
    }
    marks_ = left;
    cell_begin_ = begin;
    count_ = count;
}

// From the opening quote to the closing one. False where reading ends.
bool reader::quoted(std::size_t quote) {
    for (;;) {
        const std::size_t at = next_special();
        if (at == none) return stopped_ ? false : stop(rules::unclosed_quote, quote);
        const char c = buffer_[row_begin_ + at];
        if (c == '"') {
            if (look(at + 1) == '"') {
                next_special();
                escaped_ = true;
                plain_ = false;
                continue;
            }
            content_end_ = at;
            return !stopped_;
        }
        if (c == '\n')
            ++breaks_;
        else if (c != separator_ && c != '\t' && c != '\r')
            damage(rules::control_character, at, told_byte(c));
    }
}

// The cell that ends before `end`, which is where a separator or the end of the row stands.
bool reader::add(std::size_t end) {
    if (count_ == most_.columns) return stop(rules::limit_columns, end, {}, std::to_string(most_.columns));
    span_of_cell& cell = spans_[count_++];
    cell.from = static_cast<std::uint32_t>(cell_begin_);
    cell.escaped = escaped_;
    if (content_end_ == none) {
        cell.begin = cell.from;
        cell.end = static_cast<std::uint32_t>(end);
        return true;
    }
    if (content_end_ + 1 != end && !damaged_) damage(rules::text_after_quote, content_end_ + 1);
    cell.begin = cell.from + 1;
    cell.end = static_cast<std::uint32_t>(content_end_);
    content_end_ = none;
    escaped_ = false;
    return true;
}

bool reader::end_row(std::size_t at, std::size_t bytes_of_end) {
    if (!add(at)) return false;
    row_length_ = at + bytes_of_end;
    ended_in_line_end_ = bytes_of_end > 0;
    if (breaks_ > 0) {
        tell(rules::line_break, at, allowed_.line_breaks);
        damaged_ = damaged_ || !allowed_.line_breaks;
    }
    lines_in_row_ = breaks_ + 1;
    if (bytes_of_end > 0) {
        const char kind = bytes_of_end == 2 ? '\r' : '\n';
        if (line_end_ == '\0') line_end_ = kind;
        if (kind != line_end_ && !std::exchange(mixed_told_, true))
            tell(
                rules::line_ends, at, allowed_.mixed_line_ends, kind == '\n' ? "LF" : "CRLF",
                kind == '\n' ? "CRLF" : "LF"
            );
    }
    return true;
}

// The row's cells as texts. False when they are not text.
bool reader::deliver() {
    const char* const row = buffer_.get() + row_begin_;
    cells_.resize(count_);
    for (std::size_t i = 0; i < count_; ++i) cells_[i] = {row + spans_[i].begin, spans_[i].end - spans_[i].begin};
    const bool high = high_until_ > static_cast<std::ptrdiff_t>(row_begin_);
    const std::size_t fault = high ? utf8::first_fault({row, row_length_}) : std::string_view::npos;
    if (plain_ && fault == std::string_view::npos) return true;
    if (fault != std::string_view::npos) {
        tell(rules::encoding, fault, allowed_.windows_1252, told_byte(row[fault]));
        if (!allowed_.windows_1252) return false;
    }
    if (!plain_) unescape();
    return fault == std::string_view::npos || recode();
}

void reader::unescape() {
    unescaped_.clear();
    unescaped_.reserve(row_length_); // so that texts stay where they are
    for (std::size_t i = 0; i < count_; ++i) {
        if (!spans_[i].escaped) continue;
        const std::size_t begin = unescaped_.size();
        for (std::size_t c = 0; c < cells_[i].size(); ++c) {
            unescaped_ += cells_[i][c];
            if (cells_[i][c] == '"') ++c; // its double
        }
        cells_[i] = std::string_view(unescaped_).substr(begin);
    }
}

bool reader::recode() {
    recoded_.clear();
    recoded_.reserve(3 * row_length_);
    for (std::size_t i = 0; i < count_; ++i) {
        const std::size_t begin = recoded_.size();
        if (!windows_1252::append_utf8(cells_[i], recoded_)) {
            tell(rules::encoding, spans_[i].from, false);
            return false;
        }
        cells_[i] = std::string_view(recoded_).substr(begin);
    }
    return true;
}

// ---------------------------------------------------------------- faults

place reader::place_at(std::size_t at, std::size_t cell) const {
    const std::string_view before = raw(std::min(at, end_ - row_begin_));
    const std::size_t line = before.rfind('\n') + 1; // 0 when there is none
    const auto breaks = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    const auto column = static_cast<std::uint32_t>(utf8::length(before.substr(line)) + 1);
    return {std::max<std::uint64_t>(row_, 1), line_ + breaks, column, cell};
}

place reader::place_of(std::size_t cell) const {
    const std::size_t at = cell < count_ ? spans_[cell].from : row_length_;
    return place_at(at, cell);
}

void reader::tell(const rule& broken, std::size_t at, bool tolerated, std::string got, std::string expected) {
    told_({&broken, place_at(at, count_), std::move(got), std::move(expected), tolerated});
}

// Only the first fault of a row is told: the others usually follow from it.
void reader::damage(const rule& broken, std::size_t at, std::string got) {
    if (!std::exchange(damaged_, true)) tell(broken, at, false, std::move(got));
}

bool reader::stop(const rule& broken, std::size_t at, std::string got, std::string expected) {
    stopped_ = true;
    tell(broken, at, false, std::move(got), std::move(expected));
    return false;
}

} // namespace schakel::csv
