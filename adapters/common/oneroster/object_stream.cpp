#include "adapters/common/oneroster/object_stream.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

constexpr std::size_t piece_size = 32 * 1024;
constexpr std::size_t records_at_once = 128;

} // namespace

template <class Object>
object_stream<Object>::object_stream(
    stream_ground ground, std::size_t begin, std::size_t end, std::string head, std::string tail,
    std::shared_ptr<answer_tally> tally
)
    : ground_(std::move(ground)), at_(begin), end_(end), head_(std::move(head)), tail_(std::move(tail)),
      tally_(std::move(tally)) {}

template <class Object>
bool object_stream<Object>::next(std::string& into) {
    if (done_) return false;
    const std::size_t enough = into.size() + piece_size;
    into += head_;
    head_.clear();
    const making how{*ground_.frame, ground_.style.version, nullptr};
    while (at_ < end_ && into.size() < enough) {
        const std::string_view id = ground_.matches->at(at_);
        if (match_list::is_made_up(id)) {
            append((*source::made_up(*ground_.frame))[match_list::number_of(id)], into);
            ++at_;
            continue;
        }
        if (taken_ == records_.size()) fetch();
        failed_ = taken_ == records_.size(); // a view that forgets records
        if (failed_) return false;
        if (const auto object = source::make(records_[taken_++], how)) append(*object, into);
        ++at_;
    }
    done_ = at_ >= end_;
    if (done_) into += tail_;
    return !done_;
}

// The records from at_ on, as many as are fetched at once.
template <class Object>
void object_stream<Object>::fetch() {
    records_.clear();
    taken_ = 0;
    if (ground_.matches->pages_well) return fetch_page();
    const std::size_t last = std::min(end_, at_ + records_at_once);
    for (std::size_t i = at_; i < last; ++i) {
        const std::string_view id = ground_.matches->at(i);
        if (match_list::is_made_up(id)) break;
        auto found = ground_.view->find(source::kind, id);
        if (!found) break;
        records_.push_back(std::get<record>(*std::move(found)));
    }
}

// Most records of a page are wanted: those that are not, are passed over.
template <class Object>
void object_stream<Object>::fetch_page() {
    const bool begins = at_ == 0 || match_list::is_made_up(ground_.matches->at(at_ - 1));
    std::string after = begins ? std::string{} : std::string(ground_.matches->at(at_ - 1));
    std::vector<record> page;
    std::size_t wanted = at_;
    while (wanted < end_ && records_.empty()) {
        page.clear();
        roster_range range;
        range.after = after;
        range.limit = std::min(records_at_once, std::max<std::size_t>(end_ - wanted, 8));
        range.with_ended = true;
        ground_.view->page(range, page);
        for (record& one : page) {
            if (wanted == end_ || one.id != ground_.matches->at(wanted)) continue;
            records_.push_back(std::move(one));
            ++wanted;
        }
        if (page.size() < range.limit) return;
        if (records_.empty()) after = page.back().id;
    }
}

template <class Object>
void object_stream<Object>::append(const Object& object, std::string& into) {
    json::writer out;
    write(object, ground_.style, out);
    if (!first_) into += ',';
    first_ = false;
    into += out.finish();
    count(object);
}

template <class Object>
void object_stream<Object>::count(const Object& object) {
    ++tally_->records;
    if constexpr (std::is_same_v<Object, user>)
        ++tally_->persons;
    else if constexpr (std::is_same_v<Object, enrollment>)
        tally_->persons += persons_.insert(object.user.id).second ? 1 : 0;
}

template <class Object>
row_stream<Object>::row_stream(
    std::shared_ptr<const object_table<Object>> table, std::shared_ptr<const row_list> rows, json_style style,
    std::size_t begin, std::size_t end, std::string head, std::string tail, std::shared_ptr<answer_tally> tally
)
    : table_(std::move(table)), rows_(std::move(rows)), writer_(std::move(style)), at_(begin), end_(end),
      head_(std::move(head)), tail_(std::move(tail)), tally_(std::move(tally)) {}

template <class Object>
bool row_stream<Object>::next(std::string& into) {
    if (done_) return false;
    const std::size_t enough = into.size() + piece_size;
    into += head_;
    head_.clear();
    for (; at_ < end_ && into.size() < enough; ++at_) {
        if (!first_) into += ',';
        first_ = false;
        writer_.write(*table_, rows_->at(at_), into);
        count(rows_->at(at_));
    }
    done_ = at_ >= end_;
    if (done_) into += tail_;
    return !done_;
}

template <class Object>
void row_stream<Object>::count(std::size_t row) {
    ++tally_->records;
    if constexpr (std::is_same_v<Object, user>) {
        ++tally_->persons;
    } else if constexpr (std::is_same_v<Object, enrollment>) {
        const auto place = place_of(*find_field<enrollment>(version::v1_2, "user"));
        tally_->persons += persons_.insert(table_->cell(row, place)).second ? 1 : 0;
    }
}

template class object_stream<academic_session>;
template class object_stream<org>;
template class object_stream<course>;
template class object_stream<class_object>;
template class object_stream<user>;
template class object_stream<enrollment>;

template class row_stream<academic_session>;
template class row_stream<org>;
template class row_stream<course>;
template class row_stream<class_object>;
template class row_stream<user>;
template class row_stream<enrollment>;

} // namespace schakel::oneroster
