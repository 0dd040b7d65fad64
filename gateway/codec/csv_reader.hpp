// Comma-separated values as RFC 4180 has them, read strictly and fast: part by part, row by row, every cell with its
// place. https://www.rfc-editor.org/rfc/rfc4180
//
//     csv::reader rows(one_part(text), {}, [](const csv::fault& one) { ... });
//     while (rows.next()) use(rows.cells());
//
// Text is UTF-8. A row that breaks a rule is told and not delivered, unless the rule is one that `leniency` names and
// allows: then it is told as well and marked as tolerated. What costs too much (a million columns, a cell of megabytes,
// a quote that nobody closes) ends the reading, and so does text in another encoding than its first bytes promise.
#pragma once

#include "gateway/codec/byte_parts.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/stage_ahead.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::csv {

struct limits {
    std::size_t columns = 512;
    std::size_t row = std::size_t{1} << 20; // bytes
};

// What a reader lets pass that the strict reading refuses.
struct leniency {
    bool line_breaks = false;     // within quoted cells
    bool mixed_line_ends = false; // CRLF in some rows and LF in others
    bool windows_1252 = false;    // rows that are no UTF-8 are read as Windows-1252
};

// Lines and columns count from 1, columns in code points; `row` is the number of the row, in which lines may be broken.
struct place {
    std::uint64_t row = 1;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::size_t cell = 0; // from 0
};

// A row as it was read. The views are as lasting as whoever gives it says.
struct row_view {
    std::string_view raw; // its line end included
    std::span<const std::string_view> cells;
    std::span<const std::size_t> begins; // of the cells in raw, where their texts stand elsewhere; else empty
    std::uint64_t row = 0;               // its number, from 1
    std::uint32_t line = 1;

    place place_of(std::size_t cell) const; // its opening quote included; of one too many: the end of the row
    std::size_t begin_of(std::size_t cell) const;
};

struct fault {
    const rule* broken = nullptr;
    place where;
    std::string got = {}; // never text of a cell
    std::string expected = {};
    bool tolerated = false;
};

// Another thread may have a reader to itself while its owner has what stands beside it.
class alignas(apart_from_other_threads) reader {
public:
    using listener = std::function<void(const fault&)>;

    reader(byte_parts text, listener told, leniency allowed = {}, limits most = {});

    // The first line as it stands, at most 64 KiB of it, before any row is read.
    std::string_view first_line();
    void separate_by(char separator) { separator_ = separator; } // before any row is read
    // Has faults told to somebody else from here on; gives who was told so far.
    listener tell_instead(listener told) { return std::exchange(told_, std::move(told)); }

    // Reads the next row. False at the end, or where reading had to end: then stopped() is true.
    bool next();
    bool stopped() const { return stopped_; }

    // What next() read, until next() or first_line() is called.
    row_view current() const { return {raw(row_length_), cells(), places_, row_, line_}; }
    std::span<const std::string_view> cells() const { return {cells_, count_}; }
    std::uint64_t row() const { return row_; } // from 1
    place place_of(std::size_t cell) const { return current().place_of(cell); }
    bool ended_in_line_end() const { return ended_in_line_end_; } // whether that row did

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    // In csv_reader_bytes.cpp.
    bool fill();
    bool make_room();
    void move_row(char* to);
    bool mark_more();
    char look(std::size_t at);
    void start();
    std::string_view raw(std::size_t length) const { return {buffer_.get() + row_begin_, length}; }

    std::size_t next_special();
    void add_plain();
    bool read_row();
    bool end_row(std::size_t at, std::size_t bytes_of_end);
    bool quoted(std::size_t quote);
    bool add(std::size_t end);
    bool is_blank() const;

    bool deliver();
    void keep_places();
    void unescape();
    bool recode();

    bool stop(const rule& broken, std::size_t at, std::string got = {}, std::string expected = {});
    void tell(const rule& broken, std::size_t at, bool tolerated, std::string got = {}, std::string expected = {});
    void damage(const rule& broken, std::size_t at, std::string got = {});
    place place_at(std::size_t at, std::size_t cell) const;

    byte_parts text_;
    listener told_;
    leniency allowed_;
    limits most_;
    char separator_ = ',';

    std::unique_ptr<char[]> buffer_;
    std::size_t capacity_ = 0, end_ = 0; // end_: of what was read into the buffer
    std::string_view pending_;           // of the last part, not yet in the buffer
    bool no_more_ = false, started_ = false, stopped_ = false;

    std::size_t searched_ = 0;                                 // up to where specials were sought in the buffer
    std::unique_ptr<std::uint32_t[]> specials_;                // offsets in the buffer of characters that matter
    const std::uint32_t *special_ = nullptr, *last_ = nullptr; // those not looked at yet
    std::ptrdiff_t high_until_ = 0;                            // the buffer holds bytes outside ASCII before this

    std::size_t row_begin_ = 0, row_length_ = 0; // offsets below are from row_begin_
    std::size_t cell_begin_ = 0;                 // of the cell being read
    std::size_t content_end_ = none;             // of a quoted cell whose closing quote was read
    bool damaged_ = false;
    std::uint32_t breaks_ = 0; // line breaks within cells of this row

    std::unique_ptr<std::string_view[]> room_; // with a margin, so that nobody else's memory is in the same cache lines
    std::string_view* cells_;
    std::size_t count_ = 0;
    std::vector<std::size_t> escaped_; // cells of this row in which quotes are doubled
    std::vector<std::size_t> places_;  // begin of each cell, when its text stands elsewhere than in the row
    std::string unescaped_, recoded_;
    std::uint64_t row_ = 0;
    std::uint32_t line_ = 1, lines_in_row_ = 0;
    char line_end_ = '\0'; // of the first row: '\n', or '\r' for CRLF
    bool mixed_told_ = false, ended_in_line_end_ = false;
};

// ',', ';' or a tab: which of them occurs most in a line outside quotes.
char likely_separator(std::string_view line);

// All rules that reading can break.
std::span<const rule> rules_of_reading();

namespace rules {
extern const rule byte_order_mark, encoding, control_character, quote_in_cell, text_after_quote, unclosed_quote,
    line_break, line_ends, carriage_return, blank_line, limit_columns, limit_row;
}

} // namespace schakel::csv
