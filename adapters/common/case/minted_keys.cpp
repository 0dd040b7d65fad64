#include "adapters/common/case/minted_keys.hpp"

#include "adapters/common/case/keys.hpp"

namespace schakel::cf {

namespace goals = model::goals;

minted_keys::minted_keys(version which, const goal_view& view) {
    const auto take = [&](const auto& one) {
        learn(which, one.id);
        return true;
    };
    for (const goals::framework& framework : view.frameworks()) {
        learn(which, framework.id);
        each<goals::definition>(view, {framework.id, {}, 500}, take);
        for (const goals::release& release : view.releases(framework.id)) {
            each<goals::goal>(view, {release.id, {}, 500}, take);
            each<goals::association>(view, {release.id, {}, 500}, take);
        }
    }
}

void minted_keys::learn(version which, std::string_view key) {
    std::string made = identifier_for(which, key);
    if (made == identifier_of(key)) return;
    bytes_ += 2 * (sizeof(std::string) + 40) + key.size();
    keys_.try_emplace(std::move(made), key);
}

std::optional<std::string> minted_keys::find(std::string_view identifier) const {
    const auto found = keys_.find(std::string(identifier));
    return found == keys_.end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<const minted_keys> minted_keys_of(version which, const goal_view& view, answer_memo* memo) {
    const std::string key = "case|minted|" + std::string(to_string(which)) + "|" + view.version();
    if (memo != nullptr) {
        if (auto known = memo->find(key)) return std::static_pointer_cast<const minted_keys>(known);
    }
    auto made = std::make_shared<const minted_keys>(which, view);
    if (memo != nullptr) memo->keep(key, made, made->bytes());
    return made;
}

} // namespace schakel::cf
