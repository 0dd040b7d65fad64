#include "adapters/common/oneroster/selection.hpp"

#include "gateway/adapter/shared_memo.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

// What an object is sorted by; those without a value come last in both directions.
struct sort_key {
    std::string id; // of the record, or the mark of what is made up
    std::optional<comparable> value;
};

template <class Object>
class selector {
public:
    using source = object_source<Object>;
    using record = typename source::record;

    selector(const asked_of& asked, const belonging<Object>& of, const wanted<Object>& want)
        : asked_(asked), of_(of), want_(want) {}

    match_list run() {
        std::size_t seen = 0;
        if (const auto* made_up = source::made_up(asked_.frame); made_up && !of_.candidates()) {
            for (std::size_t i = 0; i < made_up->size(); ++i) take_made_up((*made_up)[i], i);
        }
        if (of_.candidates()) {
            for (const std::string& id : *of_.candidates()) {
                if (const auto found = asked_.view.find(source::kind, id)) take(std::get<record>(*found));
            }
        } else {
            roster_range range;
            range.with_ended = true;
            each<record>(asked_.view, range, [&](const record& one) {
                take(one);
                ++seen;
                return true;
            });
        }
        if (want_.sort) sort();
        list_.pages_well = !want_.sort && list_.size() * 4 >= seen && !of_.candidates();
        return std::move(list_);
    }

private:
    void take(const record& one) {
        if (!source::is_there(one, asked_.frame)) return;
        if (of_.is_all() && !want_.filter && !want_.sort) {
            list_.add(one.id);
            return;
        }
        if (const auto object = source::make(one, asked_.how()); object && keeps(*object)) keep(*object, one.id);
    }
    void take_made_up(const Object& object, std::size_t number) {
        if (!keeps(object)) return;
        match_list one;
        one.add_made_up(number);
        keep(object, one.at(0));
    }
    bool keeps(const Object& object) const {
        return of_.holds(object) && (!want_.filter || want_.filter->keeps(object));
    }

    void keep(const Object& object, std::string_view id) {
        if (!want_.sort) {
            list_.add(id);
            return;
        }
        sort_key key{std::string(id), {}};
        want_.sort->each(object, [&](std::string_view value) {
            key.value = comparable::make(want_.sort->kind(), value);
            return key.value.has_value();
        });
        keys_.push_back(std::move(key));
    }

    void sort() {
        std::ranges::stable_sort(keys_, [this](const sort_key& a, const sort_key& b) {
            if (!a.value || !b.value) return a.value.has_value() && !b.value.has_value();
            return want_.descending ? *a.value > *b.value : *a.value < *b.value;
        });
        for (const sort_key& one : keys_) list_.add(one.id);
    }

    const asked_of& asked_;
    const belonging<Object>& of_;
    const wanted<Object>& want_;
    match_list list_;
    std::vector<sort_key> keys_;
};

std::string key_of(std::string_view what, const asked_of& asked, const list_query& query) {
    std::string key = "oneroster|" + std::string(what) + "|" + asked.view.version();
    const auto add = [&key](std::string_view part) {
        key.append(std::to_string(part.size())).append("|").append(part);
    };
    add(to_string(asked.in_version));
    add(asked.what.name);
    for (const std::string& id : asked.ids) add(id);
    add(query.filter ? to_string(*query.filter) : std::string{});
    add(query.sort);
    add(query.descending ? "desc" : "asc");
    return key;
}

// What `make` gives, remembered by the query.
template <class Made, class Make>
std::shared_ptr<const Made>
remembered(std::string_view what, const asked_of& asked, const list_query& query, Make make) {
    const std::string key = key_of(what, asked, query);
    if (asked.memo) {
        if (auto known = asked.memo->find(key)) return std::static_pointer_cast<const Made>(known);
    }
    auto made = std::make_shared<const Made>(make());
    if (asked.memo) asked.memo->keep(key, made, made->bytes());
    return made;
}

// Filters and sorts the rows of a table.
template <class Object>
class row_selector {
public:
    row_selector(const object_table<Object>& from, const belonging<Object>& of, const wanted<Object>& want)
        : from_(from), of_(of), want_(want) {}

    row_list run(const std::string& sort) {
        row_list made;
        if (of_.is_all() && !want_.filter && !want_.sort) {
            made.all = true;
            made.count = from_.size();
            return made;
        }
        if (want_.filter) filter(*want_.filter);
        for (std::uint32_t i = 0; i < from_.size(); ++i) {
            const bool kept = !want_.filter || kept_[i];
            if (kept && (of_.is_all() || of_.holds(from_.object(i)))) made.rows.push_back(i);
        }
        if (want_.sort) this->sort(made.rows, sort);
        made.count = made.rows.size();
        return made;
    }

private:
    using clause = typename object_filter<Object>::clause;
    using joint = parsed_filter::joint;

    void filter(const object_filter<Object>& by) {
        kept_ = fitting(by.first());
        if (by.joined() == joint::none) return;
        const std::vector<char> second = fitting(by.second());
        for (std::size_t i = 0; i < kept_.size(); ++i) {
            const bool both = by.joined() == joint::both;
            kept_[i] = both ? static_cast<char>(kept_[i] & second[i]) : static_cast<char>(kept_[i] | second[i]);
        }
    }

    // By row. Every different cell is looked at once.
    std::vector<char> fitting(const clause& one) const {
        const auto column = from_.column(one.path.field());
        std::vector<char> of_cell(column->cells.size()), of_row(from_.size());
        for (std::size_t i = 0; i < of_cell.size(); ++i) of_cell[i] = one.fits(column->cells[i]) ? 1 : 0;
        for (std::size_t i = 0; i < of_row.size(); ++i) of_row[i] = of_cell[column->of_row[i]];
        return of_row;
    }

    // By counting: rows of equal rank stay in their order, those without a value come last.
    void sort(std::vector<std::uint32_t>& rows, const std::string& path) const {
        const auto column = from_.column(want_.sort->field());
        const auto ranks = from_.ranks(path, *want_.sort);
        const auto place = [&](std::uint32_t row) {
            const std::uint32_t rank = ranks->of_cell[column->of_row[row]];
            return rank < ranks->count && want_.descending ? ranks->count - 1 - rank : rank;
        };
        std::vector<std::uint32_t> begins(ranks->count + std::size_t{2});
        for (const std::uint32_t row : rows) ++begins[place(row) + 1];
        for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
        std::vector<std::uint32_t> sorted(rows.size());
        for (const std::uint32_t row : rows) sorted[begins[place(row)]++] = row;
        rows = std::move(sorted);
    }

    const object_table<Object>& from_;
    const belonging<Object>& of_;
    const wanted<Object>& want_;
    std::vector<char> kept_;
};

// A table, or that there is none because it would be too large.
template <class Object>
struct kept_table {
    std::shared_ptr<const object_table<Object>> table;
};

template <class Object>
std::string table_key(const asked_of& asked) {
    std::string key = "oneroster|table|" + std::string(word_of(kind_of_object<Object>)) + "|";
    return key + std::string(to_string(asked.in_version)) + "|" + asked.view.version();
}

template <class Object>
void keep_table(const asked_of& asked, std::shared_ptr<const object_table<Object>> table) {
    const std::size_t bytes = table ? table->bytes() : sizeof table;
    auto entry = std::make_shared<const kept_table<Object>>(kept_table<Object>{std::move(table)});
    asked.memo->keep(table_key<Object>(asked), std::move(entry), bytes);
}

} // namespace

template <class Object>
result<selection<Object>, query_fault>
selection<Object>::make(const asked_of& asked, const belonging<Object>& of, list_query& query) {
    wanted<Object> want;
    if (query.filter) {
        auto filter = object_filter<Object>::make(*query.filter, asked.in_version);
        if (!filter) return query_fault{query_error::filter_field, "filter: " + filter.error().reason};
        want.filter = *std::move(filter);
    }
    if (!query.sort.empty()) want.sort = value_path<Object>::find(asked.in_version, query.sort);
    want.descending = query.descending;
    if (!query.sort.empty() && !want.sort) {
        query_fault fault{query_error::sort_field, "sort names something that the object does not have"};
        if (asked.in_version == version::v1_2) return fault;
        query.warnings.push_back(std::move(fault));
    }
    return selection(asked, of, query, std::move(want));
}

template <class Object>
std::shared_ptr<const object_table<Object>> selection<Object>::table() const {
    auto* memo = dynamic_cast<shared_memo*>(asked_->memo);
    if (!memo) return nullptr;
    const std::string key = table_key<Object>(*asked_);
    if (auto known = memo->find(key)) return std::static_pointer_cast<const kept_table<Object>>(known)->table;
    const memo_claim claim(*memo, key);
    if (!claim) return nullptr;
    const std::size_t most = memo->largest() / 3 * 2; // columns come beside
    auto made = object_table<Object>::make(asked_->view, asked_->frame, asked_->in_version, most);
    keep_table(*asked_, made);
    return made;
}

template <class Object>
std::shared_ptr<const row_list> selection<Object>::rows(const std::shared_ptr<const object_table<Object>>& from) const {
    const std::size_t before = from->bytes();
    auto made = remembered<row_list>("rows", *asked_, *query_, [&] {
        return row_selector<Object>(*from, *of_, want_).run(query_->sort);
    });
    if (from->bytes() != before) keep_table(*asked_, from);
    return made;
}

template <class Object>
std::shared_ptr<const match_list> selection<Object>::matches() const {
    return remembered<match_list>("matches", *asked_, *query_, [&] {
        return selector<Object>(*asked_, *of_, want_).run();
    });
}

template class selection<academic_session>;
template class selection<org>;
template class selection<course>;
template class selection<class_object>;
template class selection<user>;
template class selection<enrollment>;

} // namespace schakel::oneroster
