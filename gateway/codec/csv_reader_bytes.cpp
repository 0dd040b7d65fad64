// csv::reader: its bytes, and where in them the characters stand that matter.
#include "gateway/codec/csv_marks.hpp"
#include "gateway/codec/csv_reader.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace schakel::csv {

namespace {

constexpr std::size_t refill = 64u << 10;
constexpr std::size_t sought_at_once = 8u << 10; // so that offsets stay in the nearest cache
constexpr std::size_t margin = apart_from_other_threads / sizeof(std::string_view);
constexpr std::size_t longest_first_line = 64u << 10;
static_assert(sought_at_once % block_size == 0);

} // namespace

reader::reader(byte_parts text, listener told, leniency allowed, limits most)
    : text_(std::move(text)), told_(std::move(told)), allowed_(allowed), most_(most),
      specials_(std::make_unique_for_overwrite<std::uint32_t[]>(sought_at_once + block_size)),
      room_(std::make_unique<std::string_view[]>(most.columns + 2 * margin)), cells_(room_.get() + margin) {}

// The row being read goes to another place, the cells it has so far with it.
void reader::move_row(char* to) {
    const char* const from = buffer_.get() + row_begin_;
    for (std::size_t i = 0; i < count_; ++i) cells_[i] = {to + (cells_[i].data() - from), cells_[i].size()};
    if (end_ > row_begin_) std::memmove(to, from, end_ - row_begin_);
}

// Room for one more part behind what the row being read has; false when that row is too long.
bool reader::make_room() {
    if (row_begin_ > 0) {
        move_row(buffer_.get());
        high_until_ -= static_cast<std::ptrdiff_t>(row_begin_);
        searched_ -= row_begin_;
        end_ -= row_begin_;
        row_begin_ = 0;
    }
    if (capacity_ - end_ >= refill + block_size) return true;
    if (end_ > most_.row) return false;
    capacity_ = std::max(2 * capacity_, end_ + 2 * refill);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    move_row(larger.get());
    buffer_ = std::move(larger);
    return true;
}

// False at the end of the text, and when the row is too long. What was marked before has been looked at by then.
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
        row_begin_ = searched_ = 3;
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

// Seeks until there are specials to look at. False at the end of the text.
bool reader::mark_more() {
    while (special_ == last_) {
        if (searched_ >= end_) {
            if (!fill()) return false;
            continue;
        }
        char* const from = buffer_.get() + searched_;
        const std::size_t length = std::min(end_ - searched_, sought_at_once);
        const std::size_t blocks = (length + block_size - 1) / block_size;
        std::memset(from + length, 'x', blocks * block_size - length); // none of it when there is more text
        const marked found = mark(from, blocks, separator_, static_cast<std::uint32_t>(searched_), specials_.get());
        special_ = specials_.get();
        last_ = found.end;
        searched_ += length;
        if (found.high) high_until_ = static_cast<std::ptrdiff_t>(searched_);
    }
    return true;
}

// The character at an offset in the row, '\0' behind the end.
char reader::look(std::size_t at) {
    while (row_begin_ + at >= end_)
        if (!fill()) return '\0';
    return buffer_[row_begin_ + at];
}

} // namespace schakel::csv
