#include "standard.hpp"

#include <iterator>

namespace schakel::differential {

const value_type& standard::type_of(std::string_view value_name) const {
    static const value_type text = plain_text(256);
    const auto found = values.find(value_name);
    return found == values.end() ? text : found->second;
}

const value_type& standard::any_type(chance& random) const {
    return std::next(values.begin(), static_cast<std::ptrdiff_t>(random.below(values.size())))->second;
}

} // namespace schakel::differential
