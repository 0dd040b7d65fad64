// From a dotted path to the values of an object: shared by `filter` and `sort`.
#pragma once

#include "adapters/common/one_edtech/comparable.hpp"
#include "adapters/common/oneroster/fields.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::oneroster {

using one_edtech::comparable;
using one_edtech::folded;
using one_edtech::value_kind;

template <class Object>
class value_path {
public:
    value_path() = default;
    // None when the version has no such field.
    static std::optional<value_path> find(version which, std::string_view path);

    value_kind kind() const { return kind_; }
    // Calls `see` with every value there is; `see` returns true to stop.
    bool each(const Object& object, const std::function<bool(std::string_view)>& see) const;

private:
    enum class part : std::uint8_t {
        self,
        id,
        type,
        identifier,
        word,
        begin,
        end,
        profile,
        vendor,
        application,
        description
    };

    const field<Object>* field_ = nullptr;
    part part_ = part::self;
    bool of_org_ = false; // roles.org.…
    value_kind kind_ = value_kind::text;
    std::string key_; // of metadata
};

} // namespace schakel::oneroster
