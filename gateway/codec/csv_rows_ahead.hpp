// The rows of a csv::reader, read by another thread while this one looks at those before: finding cells, unpacking and
// whatever can be said of a row by itself happen there. Faults come where they would have come without it: before the
// first row that the reader gave after them.
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
    struct batch;

public:
    // Rows that the other thread has read and not handed over yet.
    class some_rows {
    public:
        std::size_t size() const;
        std::size_t cells(std::size_t row) const; // how many
        std::string_view cell(std::size_t row, std::size_t which) const;
        std::uint64_t number(std::size_t row) const;
        void remark(std::size_t row, std::uint32_t what); // told with the row; 0 where nothing is said

    private:
        friend class rows_ahead;
        explicit some_rows(batch& of) : of_(of) {}
        batch& of_;
    };
    // What can be said of rows by themselves. Called on the other thread, with all rows in order, some at a time.
    using remarks = std::function<void(some_rows&)>;

    // Goes on where the reader is. Both must outlive it; they belong to the other thread until it is stopped. Null
    // where a thread is of no use or the system gives none: the reader is as it was then.
    static std::unique_ptr<rows_ahead> start(reader& from, remarks remarked);
    ~rows_ahead();
    rows_ahead(const rows_ahead&) = delete;
    rows_ahead& operator=(const rows_ahead&) = delete;

    // The next row. False at the end, and where reading had to end: the reader, which is given back, tells which.
    // Throws what the reader's text or the remarks threw.
    bool next();

    // Of what next() read, until it is called again.
    row_view current() const;
    std::uint32_t remarked() const { return row_->remarked; }

private:
    struct cell {
        std::uint32_t begin = 0, size = 0; // in the texts of its batch
    };
    struct row {
        std::uint32_t begin = 0, size = 0; // in the texts of its batch
        std::uint32_t first_cell = 0, cells = 0;
        std::uint32_t first_begin = 0, begins = 0;
        std::uint32_t line = 0, remarked = 0;
        std::uint64_t number = 0;
    };
    struct batch {
        std::string texts;       // of rows as they were read, and of cells that stand nowhere else
        std::vector<cell> cells; // row after row, as all below
        std::vector<std::size_t> begins;
        std::vector<row> rows;
        std::vector<std::pair<std::size_t, fault>> faults; // each with the number of rows before it

        void clear();
        bool is_full() const { return texts.size() >= text_of_batch; }
        void add(const row_view& from);
    };
    static constexpr std::size_t text_of_batch = 64u << 10, batch_count = 8;
    using stage = stage_ahead<batch, batch_count>;

    rows_ahead(reader& from, remarks remarked);
    void read(stage::outlet& to);
    void send(stage::outlet& to) const;
    void give_back();
    void tell_faults();
    void show(const row& one);

    reader& from_;
    const remarks remarked_;
    reader::listener told_; // by the reader, before it was taken

    const batch* batch_ = nullptr;
    std::size_t at_ = 0, faults_told_ = 0;
    const row* row_ = nullptr;
    std::vector<std::string_view> cells_;

    std::unique_ptr<stage> stage_; // last: it uses the others
};

inline std::size_t rows_ahead::some_rows::size() const {
    return of_.rows.size();
}
inline std::size_t rows_ahead::some_rows::cells(std::size_t row) const {
    return of_.rows[row].cells;
}
inline std::string_view rows_ahead::some_rows::cell(std::size_t row, std::size_t which) const {
    const rows_ahead::cell& one = of_.cells[of_.rows[row].first_cell + which];
    return {of_.texts.data() + one.begin, one.size};
}
inline std::uint64_t rows_ahead::some_rows::number(std::size_t row) const {
    return of_.rows[row].number;
}
inline void rows_ahead::some_rows::remark(std::size_t row, std::uint32_t what) {
    of_.rows[row].remarked = what;
}

} // namespace schakel::csv
