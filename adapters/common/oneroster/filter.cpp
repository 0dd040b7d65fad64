#include "adapters/common/oneroster/filter.hpp"

namespace schakel::oneroster {

template <class Object>
result<typename object_filter<Object>::clause, filter_fault>
object_filter<Object>::make(const filter_clause& from, version which) {
    const auto path = value_path<Object>::find(which, from.field);
    if (!path) return filter_fault{0, "the field does not exist: " + from.field};
    // What a text contains is not a question of time.
    const value_kind kind = from.how == comparison::contains ? value_kind::text : path->kind();
    const auto value = comparable::make(kind, from.value);
    if (!value) return filter_fault{0, "the value is no date or date-time, which this field has: " + from.field};
    return clause{*path, from.how, *value};
}

template <class Object>
result<object_filter<Object>, filter_fault> object_filter<Object>::make(const parsed_filter& filter, version which) {
    object_filter made;
    made.joined_ = filter.joined;
    auto first = make(filter.first, which);
    if (!first) return first.error();
    made.first_ = *std::move(first);
    if (filter.joined == parsed_filter::joint::none) return made;
    auto second = make(filter.second, which);
    if (!second) return second.error();
    made.second_ = *std::move(second);
    return made;
}

template <class Object>
bool object_filter<Object>::clause::fits(std::string_view cell) const {
    const auto any = [&](auto test) {
        return path.each(cell, [&](std::string_view text) {
            const auto seen = comparable::make(value.kind, text);
            return seen && test(*seen);
        });
    };
    switch (how) {
    case comparison::equal: return any([&](const comparable& seen) { return seen == value; });
    case comparison::not_equal: return !any([&](const comparable& seen) { return seen == value; });
    case comparison::greater: return any([&](const comparable& seen) { return seen > value; });
    case comparison::greater_equal: return any([&](const comparable& seen) { return seen >= value; });
    case comparison::less: return any([&](const comparable& seen) { return seen < value; });
    case comparison::less_equal: return any([&](const comparable& seen) { return seen <= value; });
    case comparison::contains:
        return any([&](const comparable& seen) { return seen.text.find(value.text) != std::string::npos; });
    }
    return false;
}

template <class Object>
bool object_filter<Object>::fits(const clause& one, const Object& object) {
    std::string cell;
    append_cell(object, one.path.field(), cell);
    return one.fits(cell);
}

template <class Object>
bool object_filter<Object>::keeps(const Object& object) const {
    const bool first = fits(first_, object);
    switch (joined_) {
    case parsed_filter::joint::both: return first && fits(second_, object);
    case parsed_filter::joint::either: return first || fits(second_, object);
    case parsed_filter::joint::none: break;
    }
    return first;
}

template class object_filter<academic_session>;
template class object_filter<org>;
template class object_filter<course>;
template class object_filter<class_object>;
template class object_filter<user>;
template class object_filter<enrollment>;

} // namespace schakel::oneroster
