#include "gateway/codec/csv_reader.hpp"

#include "gateway/codec/utf8.hpp"
#include "gateway/codec/windows_1252.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace schakel::csv {

namespace {

std::string told_byte(char c) {
    char text[8];
    std::snprintf(text, sizeof text, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text;
}

// The place of what follows the text with which a row begins.
place place_behind(std::string_view before, std::uint64_t row, std::uint32_t first_line, std::size_t cell) {
    const std::size_t line = before.rfind('\n') + 1; // 0 when there is none
    const auto breaks = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    const auto column = static_cast<std::uint32_t>(utf8::length(before.substr(line)) + 1);
    return {std::max<std::uint64_t>(row, 1), first_line + breaks, column, cell};
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
        if (is_blank()) {
            tell(rules::blank_line, 0, true);
            continue;
        }
        if (deliver()) return true;
    }
    return false;
}

// An empty line; one with an empty cell in quotes is not.
bool reader::is_blank() const {
    return count_ == 1 && cells_[0].empty() &&
           current().begin_of(0) == static_cast<std::size_t>(cells_[0].data() - raw(0).data());
}

// The offset in the row of the next character that matters, or none at the end of the text.
inline std::size_t reader::next_special() {
    if (special_ == last_ && !mark_more()) return none;
    return *special_++ - row_begin_;
}

bool reader::read_row() {
    count_ = 0;
    cell_begin_ = 0;
    content_end_ = none;
    damaged_ = false;
    escaped_.clear();
    places_.clear();
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
    const char* const buffer = buffer_.get();
    const char* begin = buffer + row_begin_ + cell_begin_;
    std::string_view* cell = cells_ + count_;
    const std::uint32_t* at = special_;
    const std::uint32_t* const end =
        at + std::min<std::size_t>(static_cast<std::size_t>(last_ - at), most_.columns - count_);
    for (; at != end && buffer[*at] == separator_; ++at) {
        const char* const stop = buffer + *at;
        *cell++ = {begin, static_cast<std::size_t>(stop - begin)};
        begin = stop + 1;
    }
    special_ = at;
    cell_begin_ = static_cast<std::size_t>(begin - buffer) - row_begin_;
    count_ = static_cast<std::size_t>(cell - cells_);
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
                if (escaped_.empty() || escaped_.back() != count_) escaped_.push_back(count_);
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
    std::string_view& cell = cells_[count_++];
    std::size_t begin = cell_begin_;
    if (content_end_ != none) {
        if (content_end_ + 1 != end && !damaged_) damage(rules::text_after_quote, content_end_ + 1);
        ++begin;
        end = std::exchange(content_end_, none);
    }
    cell = raw(end).substr(begin);
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

// ---------------------------------------------------------------- texts

// The row's cells as texts. False when they are not text.
bool reader::deliver() {
    const bool high = high_until_ > static_cast<std::ptrdiff_t>(row_begin_);
    const std::size_t fault = high ? utf8::first_fault(raw(row_length_)) : std::string_view::npos;
    if (escaped_.empty() && fault == std::string_view::npos) return true;
    if (fault != std::string_view::npos) {
        tell(rules::encoding, fault, allowed_.windows_1252, told_byte(buffer_[row_begin_ + fault]));
        if (!allowed_.windows_1252) return false;
    }
    keep_places();
    unescape();
    return fault == std::string_view::npos || recode();
}

void reader::keep_places() {
    const row_view here = current();
    places_.reserve(count_);
    for (std::size_t i = 0; i < count_; ++i) places_.push_back(here.begin_of(i));
}

void reader::unescape() {
    unescaped_.clear();
    unescaped_.reserve(row_length_); // so that texts stay where they are
    for (const std::size_t i : escaped_) {
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
            tell(rules::encoding, places_[i], false);
            return false;
        }
        cells_[i] = std::string_view(recoded_).substr(begin);
    }
    return true;
}

// ---------------------------------------------------------------- faults

place reader::place_at(std::size_t at, std::size_t cell) const {
    return place_behind(raw(std::min(at, end_ - row_begin_)), row_, line_, cell);
}

std::size_t row_view::begin_of(std::size_t cell) const {
    if (cell < begins.size()) return begins[cell];
    const auto begin = static_cast<std::size_t>(cells[cell].data() - raw.data());
    return begin > 0 && raw[begin - 1] == '"' ? begin - 1 : begin;
}

place row_view::place_of(std::size_t cell) const {
    return place_behind(raw.substr(0, cell < cells.size() ? begin_of(cell) : raw.size()), row, line, cell);
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
