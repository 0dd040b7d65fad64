// From a dotted path to the values of an object: shared by `filter` and `sort`.
#pragma once

#include "adapters/common/one_edtech/comparable.hpp"
#include "adapters/common/oneroster/cells.hpp"

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
    using see_value = std::function<bool(std::string_view)>;

    value_path() = default;
    // None when the version has no such field.
    static std::optional<value_path> find(version which, std::string_view path);

    value_kind kind() const { return kind_; }
    // The field in whose cell the values are.
    const oneroster::field<Object>& field() const { return *field_; }

    // Calls `see` with every value there is; `see` returns true to stop.
    bool each(std::string_view cell, const see_value& see) const;
    bool each(const Object& object, const see_value& see) const;

private:
    bool choose_part(std::string_view name);

    const oneroster::field<Object>* field_ = nullptr;
    std::size_t text_ = 0;      // which one of an item
    std::string_view constant_; // not empty: what stands for the text
    bool always_ = false;       // also where the item does not have the text
    value_kind kind_ = value_kind::text;
    std::string key_; // of metadata
};

} // namespace schakel::oneroster
