#include "adapters/common/edu_v/people.hpp"

#include <algorithm>
#include <array>

namespace schakel::edu_v {

namespace {

namespace scheme = model::scheme;
using model::roster::person;
using model::roster::person_kind;

std::string name_of(person_kind kind, const model::identifier& one) {
    return std::string(kind == person_kind::pupil ? "p\n" : "s\n") + one.scheme + "\n" + one.value;
}

} // namespace

std::string person_key(person_kind kind, const model::identifiers& ids) {
    const std::string start = kind == person_kind::pupil ? "leerling:" : "leerkracht:";
    if (const auto key = model::value_of(ids, scheme::las_key); !key.empty()) return start + std::string(key);
    for (const std::string_view which :
         std::array{scheme::eckid, scheme::neppi, scheme::nepri, scheme::basispoort, scheme::eduid}) {
        if (const auto value = model::value_of(ids, which); !value.empty())
            return start + std::string(which) + ":" + std::string(value);
    }
    return {};
}

people::outcome people::add(person one, std::string& shared) {
    const auto place = static_cast<std::uint32_t>(list_.size());
    const auto [known, fresh] = by_key_.emplace(one.id, place);
    if (!fresh) return list_[known->second] == one ? outcome::again : outcome::other;
    for (const model::identifier& id : one.ids) {
        const auto [holder, first] = by_identifier_.emplace(name_of(one.kind, id), place);
        if (first || holder->second == place) continue;
        holder->second = ambiguous;
        shared = id.scheme;
    }
    list_.push_back(std::move(one));
    return outcome::added;
}

people::found people::find(person_kind kind, const model::identifiers& ids) const {
    if (!expects(kind)) {
        std::string key = person_key(kind, ids);
        const auto what = key.empty() ? found::how::none : found::how::one;
        return {what, std::move(key), nowhere};
    }
    found out;
    for (const model::identifier& id : ids) {
        const auto known = by_identifier_.find(name_of(kind, id));
        if (known == by_identifier_.end() || known->second == ambiguous) continue;
        if (out.index != nowhere && out.index != known->second) return {found::how::several, {}, nowhere};
        out.index = known->second;
    }
    if (out.index == nowhere) return out;
    return {found::how::one, list_[out.index].id, out.index};
}

} // namespace schakel::edu_v
