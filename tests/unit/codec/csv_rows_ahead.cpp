// csv::rows_ahead gives what csv::reader gives without it: the same rows, places and faults in the same order.
#include "gateway/codec/csv_rows_ahead.hpp"
#include "tests/support/chance.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace schakel;

std::string shown(const csv::place& at) {
    return std::to_string(at.row) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + "/" +
           std::to_string(at.cell);
}

// All that a reading tells, in order.
struct story {
    std::string text;

    void tell(const csv::fault& one) {
        text += "! " + std::string(one.broken->id) + " " + shown(one.where) + " " + one.got + " " + one.expected +
                (one.tolerated ? " tolerated\n" : "\n");
    }
    void tell(const csv::row_view& row) {
        text += std::to_string(row.row);
        for (std::size_t cell = 0; cell < row.cells.size(); ++cell)
            text += " [" + std::string(row.cells[cell]) + "]" + shown(row.place_of(cell));
        text += " " + shown(row.place_of(row.cells.size())) + " " + std::string(row.raw) + "\n";
    }
};

byte_parts in_parts(std::string_view text, std::size_t size) {
    return [text, size]() mutable {
        const std::string_view part = text.substr(0, size);
        text.remove_prefix(part.size());
        return part;
    };
}

csv::reader reader_of(byte_parts text, story& told, csv::leniency allowed) {
    return {std::move(text), [&told](const csv::fault& one) { told.tell(one); }, allowed};
}

std::string told_without(std::string_view text, std::size_t part, csv::leniency allowed) {
    story told;
    csv::reader rows = reader_of(in_parts(text, part), told, allowed);
    while (rows.next()) told.tell(rows.current());
    return told.text + (rows.stopped() ? "stopped" : "");
}

std::uint64_t number_of_cells(std::span<const std::string_view> cells) {
    return cells.size();
}

// From the row behind the first on, as rows behind a heading are read.
std::string told_ahead(std::string_view text, std::size_t part, csv::leniency allowed) {
    story told;
    csv::reader rows = reader_of(in_parts(text, part), told, allowed);
    if (rows.next()) told.tell(rows.current());
    const auto ahead = csv::rows_ahead::start(rows, number_of_cells);
    if (!ahead) {
        while (rows.next()) told.tell(rows.current());
    } else {
        while (ahead->next()) told.tell(ahead->current());
        CHECK_FALSE(ahead->next());
    }
    return told.text + (rows.stopped() ? "stopped" : "");
}

std::string any_text(test::chance& draw, std::size_t length) {
    std::string text;
    while (text.size() < length) {
        const std::size_t what = draw.below(100);
        if (what < 40)
            text += draw.pick({',', ',', '\n'});
        else if (what < 46)
            text += draw.pick({"\"a,b\"", "\"say \"\"hi\"\"\"", "\r\n", "\"two\nlines\"", "\xC3\xA9", "\xE9"});
        else if (what < 47)
            text += draw.pick({"\"", "\r", "\x01", "\n\n"});
        else
            text += draw.pick({'a', 'b', ' ', '1'});
    }
    return text;
}

void without_a_thread() {
    MESSAGE("skipped: one processor, or no thread to be had");
}

std::string many_rows(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += std::to_string(i) + ",abcdefghijklmnopqrstuvwxyz\n";
    return text;
}

} // namespace

TEST_CASE("rows that are read ahead are those that a reader gives, with their places and faults") {
    test::chance draw(2020);
    for (int round = 0; round < 300; ++round) {
        const std::size_t length = round % 60 == 0 ? draw.between(150'000, 400'000) : draw.below(300);
        const std::string text = any_text(draw, length);
        const csv::leniency allowed{
            .line_breaks = draw.percent(80), .mixed_line_ends = draw.percent(50), .windows_1252 = draw.percent(50)};
        const std::size_t part = draw.between(1, round % 60 == 0 ? 100'000 : 90);
        CAPTURE(round);
        CHECK((told_ahead(text, part, allowed) == told_without(text, part, allowed)));
    }
}

TEST_CASE("rows longer than a batch come whole") {
    const std::string text = "a,b\n" + std::string(300'000, 'x') + ",\"" + std::string(200'000, 'y') + "\"\"\"\n1,2\n";
    CHECK((told_ahead(text, 50'000, {}) == told_without(text, 50'000, {})));
}

TEST_CASE("what is said of a row by itself is told with it, and ahead of it") {
    story told;
    const std::string text = many_rows(20'000);
    csv::reader rows = reader_of(one_part(text), told, {});
    const auto first_number = [](std::span<const std::string_view> cells) {
        return std::uint64_t{std::stoul(std::string(cells[0]))};
    };
    const auto ahead = csv::rows_ahead::start(rows, first_number);
    if (!ahead) return without_a_thread();
    std::uint64_t number = 0, known = 0;
    for (; ahead->next(); ++number) {
        const std::uint64_t later = ahead->remarked_later(3);
        if (ahead->remarked() != number || (later != 0 && later != number + 3)) break;
        known += later != 0 ? 1 : 0;
    }
    CHECK(number == 20'000);
    CHECK(known > 19'000);
}

TEST_CASE("whoever stops early gets the reader back, and faults are told to whom they were told before") {
    const std::string text = "a\n" + many_rows(100'000) + "a\"b\n";
    story told;
    csv::reader rows = reader_of(one_part(text), told, {});
    REQUIRE(rows.next());
    {
        const auto ahead = csv::rows_ahead::start(rows, number_of_cells);
        if (ahead) CHECK(ahead->next());
    }
    std::size_t left = 0;
    while (rows.next()) ++left;
    CHECK(left > 0); // not all had been read
    CHECK(told.text.starts_with("! csv.quote-in-cell 100002:100002:2"));
}

TEST_CASE("what the text throws comes after the rows before it") {
    const std::string text = many_rows(10'000);
    int asked = 0;
    const auto broken_text = [&]() -> std::string_view {
        if (++asked == 2) throw std::runtime_error("broken");
        return text;
    };
    story told;
    csv::reader rows = reader_of(broken_text, told, {});
    const auto ahead = csv::rows_ahead::start(rows, number_of_cells);
    if (!ahead) return without_a_thread();
    const auto read_all = [&] {
        while (ahead->next()) {
        }
    };
    CHECK_THROWS_WITH_AS(read_all(), "broken", std::runtime_error);
}
