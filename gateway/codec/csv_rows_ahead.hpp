// The rows of a csv::reader, read by another thread while this one looks at those before: unpacking and finding cells
// happen there. Faults come where they would have come without it: before the first row that the reader gave after
// them.
#pragma once

#include "gateway/codec/csv_reader.hpp"
#include "gateway/core/stage_ahead.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::csv {

class rows_ahead {
public:
    // What can be said of a row by itself, on the other thread.
    using remark = std::function<std::uint64_t(std::span<const std::string_view> cells)>;

    // Goes on where the reader is. It must outlive this, and belongs to the other thread until it is given back. Null
    // where a thread is of no use or the system gives none: the reader is as it was then.
    static std::unique_ptr<rows_ahead> start(reader& from, remark remarked);
    ~rows_ahead();
    rows_ahead(const rows_ahead&) = delete;
    rows_ahead& operator=(const rows_ahead&) = delete;

    // The next row. False at the end, and where reading had to end: the reader, which is given back, tells which.
    // Throws what the reader's text or the remark threw.
    bool next();

    // Of what next() read, until it is called again.
    row_view current() const;
    std::uint64_t remarked() const { return row_->remarked; }
    // Of the row so many behind that one, to prepare for it; 0 when it is not at hand.
    std::uint64_t remarked_later(std::size_t rows) const {
        const std::size_t at = at_ - 1 + rows;
        return at < batch_->rows.size() ? batch_->rows[at].remarked : 0;
    }

private:
    struct cell {
        std::uint32_t begin = 0, size = 0; // in the texts of its batch
    };
    struct row {
        std::uint32_t begin = 0, size = 0; // in the texts of its batch
        std::uint32_t first_cell = 0, cells = 0;
        std::uint32_t first_begin = 0, begins = 0;
        std::uint32_t line = 0;
        std::uint64_t number = 0, remarked = 0;
    };
    struct batch {
        std::string texts;       // of rows as they were read, and of cells that stand nowhere else
        std::vector<cell> cells; // row after row, as all below
        std::vector<std::size_t> begins;
        std::vector<row> rows;
        std::vector<std::pair<std::size_t, fault>> faults; // each with the number of rows before it

        void clear();
        bool is_full() const { return texts.size() >= text_of_batch; }
        void add(const row_view& from, std::uint64_t remarked);
    };
    static constexpr std::size_t text_of_batch = 64u << 10, batch_count = 8;
    using stage = stage_ahead<batch, batch_count>;

    rows_ahead(reader& from, remark remarked);
    void read(const remark& remarked, stage::outlet& to);
    void give_back();
    void tell_faults();
    void fetch_later_rows() const;
    void show(const row& one);

    reader& from_;
    reader::listener told_; // by the reader, before it was taken

    const batch* batch_ = nullptr;
    std::size_t at_ = 0, faults_told_ = 0;
    const row* row_ = nullptr;
    std::vector<std::string_view> cells_;

    std::unique_ptr<stage> stage_; // last: it uses the others
};

} // namespace schakel::csv
