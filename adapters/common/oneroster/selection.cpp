#include "adapters/common/oneroster/selection.hpp"

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

    selector(const asked_of& asked, const belonging<Object>& of) : asked_(asked), of_(of) {}

    std::optional<query_fault> prepare(list_query& query) {
        if (query.filter) {
            auto made = object_filter<Object>::make(*query.filter, asked_.in_version);
            if (!made) return query_fault{query_error::filter_field, "filter: " + made.error().reason};
            filter_ = *std::move(made);
        }
        if (query.sort.empty()) return std::nullopt;
        sort_ = value_path<Object>::find(asked_.in_version, query.sort);
        descending_ = query.descending;
        if (sort_) return std::nullopt;
        query_fault fault{query_error::sort_field, "sort names something that the object does not have"};
        if (asked_.in_version == version::v1_2) return fault;
        query.warnings.push_back(std::move(fault));
        return std::nullopt;
    }

    std::shared_ptr<const match_list> run() {
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
        if (sort_) sort();
        list_.pages_well = !sort_ && list_.size() * 4 >= seen && !of_.candidates();
        return std::make_shared<const match_list>(std::move(list_));
    }

private:
    void take(const record& one) {
        if (!source::is_there(one, asked_.frame)) return;
        if (of_.is_all() && !filter_ && !sort_) {
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
    bool keeps(const Object& object) const { return of_.holds(object) && (!filter_ || filter_->keeps(object)); }

    void keep(const Object& object, std::string_view id) {
        if (!sort_) {
            list_.add(id);
            return;
        }
        sort_key key{std::string(id), {}};
        sort_->each(object, [&](std::string_view value) {
            key.value = comparable::make(sort_->kind(), value);
            return key.value.has_value();
        });
        keys_.push_back(std::move(key));
    }

    void sort() {
        std::ranges::stable_sort(keys_, [this](const sort_key& a, const sort_key& b) {
            if (!a.value || !b.value) return a.value.has_value() && !b.value.has_value();
            return descending_ ? *a.value > *b.value : *a.value < *b.value;
        });
        for (const sort_key& one : keys_) list_.add(one.id);
    }

    const asked_of& asked_;
    const belonging<Object>& of_;
    std::optional<object_filter<Object>> filter_;
    std::optional<value_path<Object>> sort_;
    bool descending_ = false;
    match_list list_;
    std::vector<sort_key> keys_;
};

std::string key_of(const asked_of& asked, const list_query& query) {
    std::string key = "oneroster|matches|" + asked.view.version();
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

} // namespace

template <class Object>
result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of& asked, const belonging<Object>& of, list_query& query) {
    selector<Object> chosen(asked, of);
    if (auto fault = chosen.prepare(query)) return *fault;
    const std::string key = key_of(asked, query);
    if (asked.memo) {
        if (auto known = asked.memo->find(key)) return std::static_pointer_cast<const match_list>(known);
    }
    auto made = chosen.run();
    if (asked.memo) asked.memo->keep(key, made, made->bytes());
    return made;
}

template result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of&, const belonging<academic_session>&, list_query&);
template result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of&, const belonging<org>&, list_query&);
template result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of&, const belonging<course>&, list_query&);
template result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of&, const belonging<class_object>&, list_query&);
template result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of&, const belonging<user>&, list_query&);
template result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of&, const belonging<enrollment>&, list_query&);

} // namespace schakel::oneroster
