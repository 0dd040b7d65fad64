#include "gateway/adapter/minted_id.hpp"

#include "gateway/crypto/name_uuid.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace schakel {

namespace {

// Of this gateway's minted ids in general; any fixed uuid would do.
constexpr std::string_view root_space = "6f1d7c1e-52b0-5d0a-9a3c-3f0c2f7b6b51";

std::string in_space(std::string_view space, std::string_view name) {
    auto made = crypto::name_uuid(space, name);
    if (!made) throw std::invalid_argument("a minting space must be a uuid");
    return *std::move(made);
}

} // namespace

std::string minting_space(const model::identifiers& school) {
    if (const model::identifier* own = model::find(school, model::scheme::own_school)) {
        return in_space(root_space, own->scheme + '\0' + own->value);
    }
    std::vector<std::string> names;
    for (const model::identifier& one : school) names.push_back(one.scheme + '\0' + one.value);
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& one : names) all += one + '\n';
    return in_space(root_space, all);
}

std::string minted_id(std::string_view space, std::string_view kind, std::string_view key) {
    std::string name(kind);
    name += '\0';
    name += key;
    return in_space(space, name);
}

} // namespace schakel
