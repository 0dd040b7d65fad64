// Z9: any bytes are rows of text, or refused with places. The first byte of the input chooses leniency, separator and
// the size of parts, and the same rows come whatever that size is.
#include "gateway/codec/csv_reader.hpp"
#include "gateway/codec/csv_writer.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace schakel;
using fuzz::require;
using rows = std::vector<std::vector<std::string>>;

struct outcome {
    rows read;
    std::vector<csv::fault> faults;
};

outcome read(std::string_view text, std::size_t part, char separator, csv::leniency allowed) {
    outcome told;
    const auto parts = [text, part]() mutable {
        const std::string_view next = text.substr(0, part);
        text.remove_prefix(next.size());
        return next;
    };
    csv::reader reader(
        parts, [&](const csv::fault& one) { told.faults.push_back(one); }, allowed, {.columns = 20, .row = 1u << 18}
    );
    reader.first_line();
    reader.separate_by(separator);
    while (reader.next()) {
        for (std::size_t cell = 0; cell <= reader.cells().size(); ++cell) {
            const csv::place at = reader.place_of(cell);
            require(at.row == reader.row() && at.line >= 1 && at.column >= 1);
        }
        for (const std::string_view cell : reader.cells()) require(fuzz::is_utf8(cell));
        told.read.emplace_back(reader.cells().begin(), reader.cells().end());
    }
    return told;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const unsigned choice = data[0];
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const csv::leniency allowed{(choice & 1) != 0, (choice & 2) != 0, (choice & 4) != 0};
    const char separator = (choice & 8) != 0 ? ';' : ',';
    const outcome told = read(text, 1 + choice / 16 * 7, separator, allowed);
    const outcome whole = read(text, text.size(), separator, allowed);
    require(told.read == whole.read && told.faults.size() == whole.faults.size());
    for (std::size_t i = 0; i < told.faults.size(); ++i)
        require(
            told.faults[i].broken == whole.faults[i].broken &&
            told.faults[i].where.line == whole.faults[i].where.line &&
            told.faults[i].where.column == whole.faults[i].where.column
        );

    std::string again;
    csv::writer out(again);
    for (const auto& row : told.read) {
        for (const std::string& cell : row) out.cell(cell);
        out.end_row();
    }
    rows kept;
    for (const auto& row : told.read)
        if (row.size() != 1 || !row[0].empty()) kept.push_back(row); // a lone empty cell is a blank line
    const bool mark = again.starts_with("\xEF\xBB\xBF");
    if (!mark) require(read(again, 64, ',', {.line_breaks = true}).read == kept);
    return 0;
}
