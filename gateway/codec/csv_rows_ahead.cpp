#include "gateway/codec/csv_rows_ahead.hpp"

namespace schakel::csv {

std::unique_ptr<rows_ahead> rows_ahead::start(reader& from, remark remarked) {
    std::unique_ptr<rows_ahead> made(new rows_ahead(from, std::move(remarked)));
    return made->stage_ ? std::move(made) : nullptr;
}

rows_ahead::rows_ahead(reader& from, remark remarked)
    : from_(from),
      stage_(stage::start([this, remarked = std::move(remarked)](stage::outlet& to) { read(remarked, to); })) {}

rows_ahead::~rows_ahead() {
    give_back();
}

// ---------------------------------------------------------------- of the other thread

void rows_ahead::read(const remark& remarked, stage::outlet& to) {
    to.batch().clear();
    reader& from = from_; // in hand, because the thread that takes writes beside it for each row
    told_ = from.tell_instead([&](const fault& one) { to.batch().faults.emplace_back(to.batch().rows.size(), one); });
    while (from.next()) {
        to.batch().add(from.current(), remarked(from.cells()));
        if (!to.batch().is_full()) continue;
        to.send();
        to.batch().clear();
    }
    to.send();
}

void rows_ahead::batch::clear() {
    texts.clear();
    cells.clear();
    begins.clear();
    rows.clear();
    faults.clear();
}

void rows_ahead::batch::add(const row_view& from, std::uint64_t remarked) {
    const auto begin = static_cast<std::uint32_t>(texts.size());
    const auto first_cell = static_cast<std::uint32_t>(cells.size());
    const auto first_begin = static_cast<std::uint32_t>(begins.size());
    const auto size_of = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    texts.append(from.raw);
    cells.resize(first_cell + from.cells.size());
    cell* to = cells.data() + first_cell;
    if (from.begins.empty()) {
        const char* const raw = from.raw.data();
        for (const std::string_view one : from.cells)
            *to++ = {begin + static_cast<std::uint32_t>(one.data() - raw), size_of(one)};
    } else {
        for (const std::string_view one : from.cells) {
            *to++ = {size_of(texts), size_of(one)};
            texts.append(one);
        }
        begins.insert(begins.end(), from.begins.begin(), from.begins.end());
    }
    rows.push_back(
        {begin, size_of(from.raw), first_cell, size_of(from.cells), first_begin, size_of(from.begins), from.line,
         from.row, remarked}
    );
}

// ---------------------------------------------------------------- of the thread that takes

bool rows_ahead::next() {
    for (;;) {
        if (batch_ != nullptr) {
            tell_faults();
            if (at_ < batch_->rows.size()) {
                fetch_later_rows();
                show(batch_->rows[at_++]);
                return true;
            }
        }
        batch_ = stage_->next();
        if (batch_ == nullptr) break;
        at_ = faults_told_ = 0;
    }
    give_back();
    return false;
}

// Those that came before the row at hand, and behind the last row what came after it.
void rows_ahead::tell_faults() {
    const auto& faults = batch_->faults;
    for (; faults_told_ < faults.size() && faults[faults_told_].first <= at_; ++faults_told_)
        told_(faults[faults_told_].second);
}

// What the other processor wrote last takes as long to come as a row takes to be looked at.
void rows_ahead::fetch_later_rows() const {
    constexpr std::size_t soon = 4, later = 16, line = 64;
    const auto fetch = [](const void* what) { __builtin_prefetch(what); };
    if (at_ + later >= batch_->rows.size()) return;
    fetch(&batch_->rows[at_ + later]);
    const row& next = batch_->rows[at_ + soon];
    for (std::size_t at = 0; at < 3 * line; at += line) fetch(batch_->texts.data() + next.begin + at);
    fetch(batch_->cells.data() + next.first_cell);
}

void rows_ahead::show(const row& one) {
    row_ = &one;
    cells_.resize(one.cells);
    const char* const texts = batch_->texts.data();
    const cell* from = batch_->cells.data() + one.first_cell;
    for (std::string_view *to = cells_.data(), *const end = to + one.cells; to != end; ++to, ++from)
        *to = {texts + from->begin, from->size};
}

row_view rows_ahead::current() const {
    const batch& of = *batch_;
    return {
        {of.texts.data() + row_->begin, row_->size},
        cells_,
        {of.begins.data() + row_->first_begin, row_->begins},
        row_->number,
        row_->line};
}

void rows_ahead::give_back() {
    if (!stage_) return;
    stage_->stop();
    if (told_) from_.tell_instead(std::exchange(told_, nullptr));
}

} // namespace schakel::csv
