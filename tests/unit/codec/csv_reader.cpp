// csv::reader against a naive reader, and each way in which text is refused, with its place.
#include "gateway/codec/csv_reader.hpp"
#include "gateway/codec/csv_marks.hpp"
#include "gateway/codec/csv_writer.hpp"
#include "gateway/codec/windows_1252.hpp"
#include "tests/support/chance.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

namespace {

using namespace schakel;
using rows = std::vector<std::vector<std::string>>;

struct outcome {
    rows read;
    std::vector<csv::fault> faults;
    bool stopped = false;

    std::string ids() const {
        std::string all;
        for (const csv::fault& one : faults) all += (all.empty() ? "" : " ") + std::string(one.broken->id);
        return all;
    }
};

outcome read(byte_parts text, csv::leniency allowed = {}, csv::limits most = {}, char separator = ',') {
    outcome told;
    csv::reader reader(
        std::move(text), [&](const csv::fault& one) { told.faults.push_back(one); }, allowed, most
    );
    reader.separate_by(separator);
    while (reader.next()) told.read.emplace_back(reader.cells().begin(), reader.cells().end());
    told.stopped = reader.stopped();
    return told;
}

outcome read(std::string_view text, csv::leniency allowed = {}) {
    return read(one_part(text), allowed);
}

byte_parts in_parts(std::string_view text, std::size_t size) {
    return [text, size]() mutable {
        const std::string_view part = text.substr(0, size);
        text.remove_prefix(part.size());
        return part;
    };
}

// RFC 4180 as simply as it can be written; nothing when the text breaks it.
std::optional<rows> naive(std::string_view text) {
    rows all;
    for (std::size_t at = 0; at < text.size();) {
        std::vector<std::string> row;
        const bool blank = text[at] == '\n';
        for (bool more = true; more;) {
            std::string cell;
            const bool quoted = at < text.size() && text[at] == '"';
            if (quoted) {
                for (++at;; ++at) {
                    if (at >= text.size()) return std::nullopt;
                    if (text[at] == '"') {
                        if (at + 1 >= text.size() || text[at + 1] != '"') break;
                        ++at;
                    }
                    cell += text[at];
                }
                ++at;
            } else
                while (at < text.size() && text[at] != ',' && text[at] != '\n') {
                    if (text[at] == '"') return std::nullopt;
                    cell += text[at++];
                }
            row.push_back(cell);
            more = at < text.size() && text[at] == ',';
            if (!more && at < text.size() && text[at] != '\n') return std::nullopt;
            const bool last_is_separator = more && at + 1 == text.size();
            ++at;
            if (last_is_separator) {
                row.emplace_back();
                more = false;
            }
        }
        if (!blank) all.push_back(row);
    }
    return all;
}

csv::fault only_fault(std::string_view text) {
    const outcome told = read(text);
    REQUIRE(told.faults.size() == 1);
    return told.faults[0];
}

} // namespace

TEST_CASE("rows come as a naive reader sees them, however the text is cut into parts") {
    test::chance draw(4180);
    constexpr csv::leniency lenient{.line_breaks = true};
    for (int round = 0; round < 4000; ++round) {
        std::string text;
        const std::size_t length = draw.below(round % 10 == 0 ? 400 : 40);
        while (text.size() < length) {
            const bool structural = draw.percent(60);
            text += structural ? draw.pick({',', ',', '"', '\n'}) : draw.pick({'a', 'b', ' '});
        }
        const std::optional<rows> expected = naive(text);
        const std::size_t part = draw.between(1, 90);
        const outcome told = read(in_parts(text, part), lenient);
        CAPTURE(text);
        const bool accepted = !told.stopped && told.ids().find("quote") == std::string::npos;
        CHECK(accepted == expected.has_value());
        if (expected && accepted) CHECK(told.read == *expected);
    }
}

TEST_CASE("what the writer writes is read back as it was") {
    test::chance draw(7);
    for (int round = 0; round < 500; ++round) {
        rows wanted;
        std::string text;
        csv::writer out(text);
        for (std::size_t row = draw.between(1, 5); row-- > 0;) {
            std::vector<std::string> cells;
            for (std::size_t cell = draw.between(2, 6); cell-- > 0;) {
                std::string value;
                for (std::size_t i = draw.below(9); i-- > 0;) value += draw.pick({"a", ",", "\"", "é", "\n", "€"});
                cells.push_back(value);
                out.cell(value);
            }
            out.end_row();
            wanted.push_back(cells);
        }
        CHECK(read(in_parts(text, draw.between(1, 70)), {.line_breaks = true}).read == wanted);
    }
}

TEST_CASE("long files cross the borders of parts and blocks") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "row " + std::to_string(i) + ",\"a \"\"b\"\", c\",é\r\n";
    for (const std::size_t part : {std::size_t{100}, std::size_t{65'536}, text.size()}) {
        const outcome told = read(in_parts(text, part));
        REQUIRE(told.read.size() == 20'000);
        CHECK(told.faults.empty());
        CHECK(told.read[19'999] == std::vector<std::string>{"row 19999", "a \"b\", c", "é"});
    }
}

TEST_CASE("faults tell row, line and column") {
    const auto at = [](const csv::fault& one) {
        return std::string(one.broken->id) + " " + std::to_string(one.where.row) + ":" +
               std::to_string(one.where.line) + ":" + std::to_string(one.where.column);
    };
    CHECK(at(only_fault("a,b\nc,\"d\n")) == "csv.unclosed-quote 2:2:3");
    CHECK(at(only_fault("a,b\né,d\"e\nf,g\n")) == "csv.quote-in-cell 2:2:4");
    CHECK(at(only_fault("a,b\n\"c\"d,e\n")) == "csv.text-after-quote 2:2:4");
    CHECK(at(only_fault("a,b\r\nc,d\ne,f\r\n")) == "csv.line-ends 2:2:4");
    CHECK(at(only_fault("a,\"b\nc\"\nd,e\n")) == "csv.line-break 1:2:3");
    CHECK(at(only_fault("a,b\nc\rd,e\n")) == "csv.carriage-return 2:2:2");
    CHECK(at(only_fault(std::string_view("a\0b\nc\n", 6))) == "csv.control-character 1:1:2");
    CHECK(at(only_fault("a,b\n\nc,d\n")) == "csv.blank-line 2:2:1");
    CHECK(at(only_fault("a,b\nRen\xE9,d\n")) == "csv.encoding 2:2:4");
    CHECK(
        at(only_fault("\xEF\xBB\xBF"
                      "a,b\n")) == "csv.byte-order-mark 1:1:1"
    );
    CHECK(
        at(only_fault("\xFF\xFE"
                      "a\0")) == "csv.encoding 1:1:1"
    );
}

TEST_CASE("a row with a fault is left out and the others are read") {
    const outcome told = read("a,b\nc,d\"e\nf,g\n");
    CHECK(told.read == rows{{"a", "b"}, {"f", "g"}});
    CHECK(read("a,b\n\nc,d\n\n").read == rows{{"a", "b"}, {"c", "d"}});
    CHECK(
        read("\xEF\xBB\xBF"
             "a,b\n")
            .read == rows{{"a", "b"}}
    );
}

TEST_CASE("leniencies read what they name, and say so") {
    const outcome broken = read("a,\"b\nc\"\nd,e\n", {.line_breaks = true});
    CHECK(broken.read == rows{{"a", "b\nc"}, {"d", "e"}});
    REQUIRE(broken.faults.size() == 1);
    CHECK(broken.faults[0].tolerated);

    const outcome recoded = read("a,b\nRen\xE9,\"\x80 \"\"5\"\"\"\nok,é\n", {.windows_1252 = true});
    CHECK(recoded.read == rows{{"a", "b"}, {"René", "€ \"5\""}, {"ok", "é"}});
    CHECK(recoded.ids() == "csv.encoding");
    CHECK(recoded.faults[0].tolerated);

    CHECK(read("a\nRen\xE9\x81\n", {.windows_1252 = true}).read == rows{{"a"}}); // 0x81 is no character
}

TEST_CASE("what costs too much ends the reading") {
    const std::string columns(1'000'000, ',');
    const outcome wide = read(columns);
    CHECK(wide.ids() == "csv.limit-columns");
    CHECK(wide.stopped);
    const std::string unclosed = "a,b\n\"" + std::string(8u << 20, 'x');
    CHECK(read(unclosed).ids() == "csv.limit-row");
    CHECK(read(unclosed).faults[0].where.line == 2);
}

TEST_CASE("the same characters are marked by any processor") {
    test::chance draw(64);
    constexpr std::size_t blocks = 5, bytes = blocks * csv::block_size;
    for (int round = 0; round < 500; ++round) {
        std::string text;
        const auto odds = static_cast<unsigned>(round % 100); // from blocks without any to blocks of nothing else
        while (text.size() < bytes) {
            const bool structural = draw.percent(odds);
            text += structural ? draw.pick({',', '"', '\n', '\r', '\t', '\0', '\x1F'})
                               : draw.pick({'a', ' ', ';', '\x7F', '\x80', '\xFF'});
        }
        std::vector<std::uint32_t> expected, fast(bytes + csv::block_size), plain(bytes + csv::block_size);
        for (std::size_t at = 0; at < bytes; ++at) {
            const auto c = static_cast<unsigned char>(text[at]);
            if (c < ' ' || c == ',' || c == '"') expected.push_back(static_cast<std::uint32_t>(1000 + at));
        }
        const bool high = text.find_first_of("\x80\xFF") != std::string::npos;
        const csv::marked first = csv::mark(text.data(), blocks, ',', 1000, fast.data());
        const csv::marked second = csv::mark_plainly(text.data(), blocks, ',', 1000, plain.data());
        CHECK(std::vector<std::uint32_t>(fast.data(), first.end) == expected);
        CHECK(std::vector<std::uint32_t>(plain.data(), second.end) == expected);
        CHECK((first.high == high && second.high == high));
    }
}

TEST_CASE("the first line tells the separator") {
    csv::reader reader(
        in_parts(
            "\xEF\xBB\xBF"
            "sourcedId;status;\"a,b\"\r\n1;2;3\r\n",
            4
        ),
        [](const csv::fault&) {}
    );
    CHECK(reader.first_line() == "sourcedId;status;\"a,b\"");
    CHECK(csv::likely_separator(reader.first_line()) == ';');
    reader.separate_by(';');
    REQUIRE(reader.next());
    CHECK(reader.cells()[2] == "a,b");
    REQUIRE(reader.next());
    CHECK(reader.cells()[1] == "2");
    CHECK(reader.place_of(2).column == 5);
    CHECK(csv::likely_separator("a") == ',');
    CHECK(csv::likely_separator("a\tb") == '\t');
}

TEST_CASE("formulas are told from names and numbers") {
    for (const char* text : {"=1+1", "@SUM(A1)", "\t=1", "+cmd|' /C calc'!A0", "-2+3a", "-x"})
        CHECK(csv::is_formula(text));
    for (const char* text : {"", "Jansen", "+31 6 1234 5678", "-5", "'t Hart", "a=b"})
        CHECK_FALSE(csv::is_formula(text));
}
