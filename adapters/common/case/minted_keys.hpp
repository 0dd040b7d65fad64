// From identifiers as we write them back to keys, for records whose key has no UUID of the version's form: their
// identifier was made from the key (keys.hpp). Looked up only when nothing has the identifier as its own.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/adapter/goal_view.hpp"
#include "gateway/adapter/serving.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace schakel::cf {

class minted_keys {
public:
    minted_keys(version which, const goal_view& view);

    std::optional<std::string> find(std::string_view identifier) const;
    std::size_t bytes() const { return bytes_; }

private:
    void learn(version which, std::string_view key);

    std::unordered_map<std::string, std::string> keys_;
    std::size_t bytes_ = sizeof *this;
};

// Made once for a view and remembered, where there is a memo.
std::shared_ptr<const minted_keys> minted_keys_of(version which, const goal_view& view, answer_memo* memo);

} // namespace schakel::cf
