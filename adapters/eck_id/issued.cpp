#include "adapters/eck_id/issued.hpp"

#include "adapters/eck_id/forms.hpp"

#include <algorithm>
#include <set>

namespace schakel::eck_id {

std::optional<finding> wrong_places(const chain_id_answer& answer, std::size_t size) {
    std::set<std::int32_t> seen;
    for (const auto* list : {&answer.items, &answer.failed}) {
        for (const chain_id_answer::item& one : *list) {
            const bool asked = one.index >= 0 && static_cast<std::size_t>(one.index) < size;
            const std::string number = std::to_string(one.index);
            if (!asked) return found("eck-id.index-unknown", location::nowhere, {}, number);
            if (!seen.insert(one.index).second) return found("eck-id.index-repeated", location::nowhere, {}, number);
        }
    }
    return std::nullopt;
}

std::optional<finding> wrong_id(std::string_view id, bool production) {
    if (is_root(id)) return found("eck-id.root-as-id", location::nowhere);
    if (!is_chain_id(id)) return found("eck-id.id-form", location::nowhere);
    if (is_of_production(id) != production)
        return found("eck-id.environment", location::nowhere, production ? "production" : "test");
    return std::nullopt;
}

std::vector<placed_text> roots_in(const chain_id_answer& answer) {
    std::vector<placed_text> out;
    for (const chain_id_answer::item& one : answer.items)
        out.push_back({static_cast<std::size_t>(one.index), crypto::wiped_text(one.value)});
    return out;
}

result<std::vector<issued_chain_id>, findings> ids_in(const chain_id_answer& answer, bool production) {
    std::vector<issued_chain_id> out;
    std::set<std::string_view> seen;
    for (const chain_id_answer::item& one : answer.items) {
        if (auto wrong = wrong_id(one.value, production)) return findings{*std::move(wrong)};
        if (!seen.insert(one.value).second)
            return findings{found("eck-id.id-repeated", location::nowhere, {}, std::to_string(one.index))};
        out.push_back({static_cast<std::size_t>(one.index), one.value});
    }
    return out;
}

void tell_refused(const chain_id_answer& answer, chain_id_sink& into) {
    for (const chain_id_answer::item& one : answer.failed)
        into.refused(static_cast<std::size_t>(one.index), "the service failed for this person");
}

} // namespace schakel::eck_id
