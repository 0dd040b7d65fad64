#include "adapters/common/oneroster/object_table.hpp"

#include "adapters/common/oneroster/json_write.hpp"
#include "gateway/codec/utf8.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace schakel::oneroster {

namespace {

constexpr std::size_t first_block = 16 * 1024, largest_block = 256 * 1024;
constexpr std::size_t columns_kept = 8;

bool is_plain_text(std::string_view text) {
    bool ascii = true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == '"' || c == '\\') return false;
        ascii = ascii && byte < 0x80;
    }
    return ascii || utf8::first_fault(text) == std::string_view::npos;
}

// Whether the cell can be written as it is. An entry of metadata that is JSON is always.
bool is_plain_cell(std::string_view cell, form of) {
    const std::size_t texts = texts_of_item(of);
    const bool refers = of == form::reference || of == form::references;
    cell_reader from(cell);
    for (std::size_t i = 0; !from.done(); i = (i + 1) % texts) {
        const std::string_view text = from.next();
        const bool is_id = (refers && i == 0) || (of == form::roles && i == 2);
        if (of == form::metadata && i == 1) {
            const std::string_view json = from.next();
            if (json.empty() && !is_plain_text(text)) return false;
            i = 2;
        } else if (is_id ? !is_segment(text) : !is_plain_text(text)) {
            return false;
        }
    }
    return true;
}

} // namespace

bool row_reader::next() {
    if (rest_.empty()) return false;
    field_ = static_cast<unsigned char>(rest_.front());
    cell_reader from(rest_.substr(1));
    cell_ = from.next();
    rest_.remove_prefix(static_cast<std::size_t>(cell_.data() + cell_.size() - rest_.data()));
    return true;
}

template <class Object>
std::shared_ptr<const object_table<Object>>
object_table<Object>::make(const roster_view& view, const roster_frame& frame, version which, std::size_t most) {
    using source = object_source<Object>;
    using record = typename source::record;
    auto made = std::make_shared<object_table>();
    std::string scratch;
    if (const auto* made_up = source::made_up(frame)) {
        for (const Object& one : *made_up) made->add(one, which, scratch);
    }
    const making how{frame, which, nullptr};
    roster_range range;
    range.with_ended = true;
    const bool whole = each<record>(view, range, [&](const record& one) {
        if (!source::is_there(one, frame)) return true;
        if (const auto object = source::make(one, how)) made->add(*object, which, scratch);
        return made->blocks_.size() * largest_block + made->rows_.size() * sizeof(row_place) <= most + largest_block;
    });
    if (!whole) return nullptr;
    made->rows_.shrink_to_fit();
    return made;
}

template <class Object>
void object_table<Object>::add(const Object& object, version which, std::string& scratch) {
    std::string row;
    bool plain = true;
    const auto fields = fields_of<Object>();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!holds(fields[i].versions, which)) continue;
        scratch.clear();
        append_cell(object, fields[i], scratch);
        if (scratch.empty()) continue;
        plain = plain && is_plain_cell(scratch, fields[i].form);
        row += static_cast<char>(i);
        append_text(row, scratch);
    }
    if (blocks_.empty() || blocks_.back().size() + row.size() > blocks_.back().capacity()) {
        const std::size_t size = blocks_.empty() ? first_block : std::min(largest_block, 2 * blocks_.back().capacity());
        blocks_.emplace_back().reserve(std::max(size, row.size()));
    }
    std::string& block = blocks_.back();
    const std::size_t at = block.size();
    block += row;
    rows_.push_back({std::string_view(block).substr(at), plain});
}

template <class Object>
std::string_view object_table<Object>::cell(std::size_t number, std::size_t field) const {
    row_reader from(row(number));
    while (from.next() && from.field() <= field) {
        if (from.field() == field) return from.cell();
    }
    return {};
}

template <class Object>
Object object_table<Object>::object(std::size_t number) const {
    Object made;
    row_reader from(row(number));
    while (from.next()) take_cell(from.cell(), fields_of<Object>()[from.field()], made);
    return made;
}

template <class Object>
table_column object_table<Object>::make_column(std::size_t field) const {
    table_column made;
    made.of_row.reserve(rows_.size());
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const std::string_view content = cell(i, field);
        const auto [known, fresh] = numbers.try_emplace(content, static_cast<std::uint32_t>(made.cells.size()));
        if (fresh) made.cells.push_back(content);
        made.of_row.push_back(known->second);
    }
    return made;
}

template <class Object>
std::shared_ptr<const table_column> object_table<Object>::column(const field<Object>& which) const {
    const std::lock_guard lock(mutex_);
    if (auto known = columns_.find(which.name)) return known;
    auto made = std::make_shared<const table_column>(make_column(place_of(which)));
    columns_.keep(which.name, made);
    return made;
}

template <class Object>
std::shared_ptr<const cell_ranks>
object_table<Object>::ranks(const std::string& path, const value_path<Object>& value) const {
    const auto of = column(value.field());
    const std::lock_guard lock(mutex_);
    if (auto known = ranks_.find(path)) return known;
    std::vector<std::pair<comparable, std::uint32_t>> values;
    for (std::uint32_t i = 0; i < of->cells.size(); ++i) {
        value.each(of->cells[i], [&](std::string_view text) {
            auto seen = comparable::make(value.kind(), text);
            if (seen) values.emplace_back(*std::move(seen), i);
            return seen.has_value();
        });
    }
    std::ranges::sort(values, [](const auto& a, const auto& b) { return a.first < b.first; });
    auto made = std::make_shared<cell_ranks>();
    made->of_cell.assign(of->cells.size(), std::numeric_limits<std::uint32_t>::max());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0 && values[i - 1].first < values[i].first) ++made->count;
        made->of_cell[values[i].second] = made->count;
    }
    if (!values.empty()) ++made->count;
    for (std::uint32_t& rank : made->of_cell) rank = std::min(rank, made->count);
    ranks_.keep(path, made);
    return made;
}

template <class Object>
std::size_t object_table<Object>::bytes() const {
    const std::lock_guard lock(mutex_);
    const std::size_t blocks =
        std::accumulate(blocks_.begin(), blocks_.end(), std::size_t{0}, [](std::size_t sum, const std::string& one) {
            return sum + one.capacity();
        });
    return sizeof *this + blocks + rows_.capacity() * sizeof(row_place) + columns_.bytes() + ranks_.bytes();
}

template <class Object>
template <class Made>
std::shared_ptr<const Made> object_table<Object>::recent<Made>::find(std::string_view name) {
    const auto found = std::ranges::find_if(made, [name](const auto& one) { return one.first == name; });
    if (found == made.end()) return nullptr;
    std::rotate(found, found + 1, made.end());
    return made.back().second;
}

template <class Object>
template <class Made>
void object_table<Object>::recent<Made>::keep(std::string_view name, std::shared_ptr<const Made> what) {
    if (made.size() == columns_kept) made.erase(made.begin());
    made.emplace_back(name, std::move(what));
}

template <class Object>
template <class Made>
std::size_t object_table<Object>::recent<Made>::bytes() const {
    return std::accumulate(made.begin(), made.end(), std::size_t{0}, [](std::size_t sum, const auto& one) {
        return sum + one.second->bytes();
    });
}

template class object_table<academic_session>;
template class object_table<org>;
template class object_table<course>;
template class object_table<class_object>;
template class object_table<user>;
template class object_table<enrollment>;

} // namespace schakel::oneroster
