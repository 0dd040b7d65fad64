#include "adapters/common/case/document_path.hpp"

#include <algorithm>

namespace schakel::cf {

namespace {

using one_edtech::comparable;
using one_edtech::comparison;
using one_edtech::filter_clause;
using one_edtech::filter_fault;
using one_edtech::folded;
using one_edtech::parsed_filter;
using one_edtech::value_kind;

// The values of a list as a filter writes them: "a,b".
texts listed(std::string_view joined) {
    texts all;
    for (;;) {
        const std::size_t comma = std::min(joined.find(','), joined.size());
        std::string_view one = joined.substr(0, comma);
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (!one.empty()) all.push_back(folded(one));
        if (comma == joined.size()) break;
        joined.remove_prefix(comma + 1);
    }
    std::ranges::sort(all);
    return all;
}

bool same_list(const texts& values, std::string_view asked) {
    if (values.size() == 1 && folded(values.front()) == folded(asked)) return true;
    texts all;
    for (const std::string& one : values) all.push_back(folded(one));
    std::ranges::sort(all);
    return all == listed(asked);
}

bool compares(comparison how, std::strong_ordering order) {
    switch (how) {
    case comparison::equal: return std::is_eq(order);
    case comparison::greater: return std::is_gt(order);
    case comparison::greater_equal: return std::is_gteq(order);
    case comparison::less: return std::is_lt(order);
    case comparison::less_equal: return std::is_lteq(order);
    case comparison::not_equal:
    case comparison::contains: break;
    }
    return false;
}

} // namespace

std::optional<document_path> document_path::find(version which, std::string_view path) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view rest = path.substr(std::min(dot + 1, path.size()));
    document_path found;
    const shape<wire::document> documents = document_shape();
    found.field_ = documents.find(path.substr(0, dot));
    if (found.field_ == nullptr || found.field_->since > which) return std::nullopt;
    switch (found.field_->form) {
    case form::extensions: return std::nullopt;
    case form::link:
    case form::links:
        if (rest == "title") found.part_ = &link::title;
        if (rest == "identifier") found.part_ = &link::identifier;
        if (rest == "uri") found.part_ = &link::uri;
        return found.part_ == nullptr ? std::nullopt : std::optional(found);
    default: return dot == path.size() ? std::optional(found) : std::nullopt;
    }
}

value_kind document_path::kind() const {
    const bool time = field_->form == form::moment || field_->form == form::day;
    return time ? value_kind::time : value_kind::text;
}

bool document_path::is_list() const {
    return field_->form == form::texts || field_->form == form::links;
}

texts document_path::values(const wire::document& of) const {
    texts all;
    const auto take = [&](const std::string& one) {
        if (!one.empty()) all.push_back(one);
    };
    std::visit(
        [&](auto place) {
            const auto& held = of.*place;
            using Held = std::remove_cvref_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>) {
                take(held);
            } else if constexpr (std::is_same_v<Held, texts>) {
                for (const std::string& one : held) take(one);
            } else if constexpr (std::is_same_v<Held, link>) {
                take(held.*part_);
            } else if constexpr (std::is_same_v<Held, links>) {
                for (const link& one : held) take(one.*part_);
            }
        },
        field_->at
    );
    return all;
}

result<document_filter::clause, filter_fault> document_filter::make(const filter_clause& from, version which) {
    const auto path = document_path::find(which, from.field);
    if (!path) return filter_fault{0, "the field does not exist: " + from.field};
    const bool compared = from.how != comparison::contains && !path->is_list();
    if (compared && !comparable::make(path->kind(), from.value))
        return filter_fault{0, "the value is no date or date-time, which this field has: " + from.field};
    return clause{*path, from.how, from.value};
}

result<document_filter, filter_fault> document_filter::make(const parsed_filter& from, version which) {
    document_filter made;
    made.joined_ = from.joined;
    auto first = make(from.first, which);
    if (!first) return first.error();
    made.first_ = *std::move(first);
    if (from.joined == parsed_filter::joint::none) return made;
    auto second = make(from.second, which);
    if (!second) return second.error();
    made.second_ = *std::move(second);
    return made;
}

bool document_filter::fits(const clause& one, const wire::document& of) {
    const texts values = one.path.values(of);
    if (one.how == comparison::not_equal) return !fits({one.path, comparison::equal, one.value}, of);
    if (one.how == comparison::contains)
        return std::ranges::any_of(values, [wanted = folded(one.value)](const std::string& value) {
            return folded(value).find(wanted) != std::string::npos;
        });
    if (one.path.is_list() && one.how == comparison::equal) return same_list(values, one.value);
    const value_kind kind = one.path.is_list() ? value_kind::text : one.path.kind();
    const auto wanted = comparable::make(kind, one.value);
    return wanted && std::ranges::any_of(values, [&](const std::string& value) {
               const auto seen = comparable::make(kind, value);
               return seen && compares(one.how, *seen <=> *wanted);
           });
}

bool document_filter::keeps(const wire::document& one) const {
    const bool first = fits(first_, one);
    switch (joined_) {
    case parsed_filter::joint::both: return first && fits(second_, one);
    case parsed_filter::joint::either: return first || fits(second_, one);
    case parsed_filter::joint::none: break;
    }
    return first;
}

} // namespace schakel::cf
