#include "gateway/model/catalogue.hpp"

#include "gateway/model/words.hpp"

namespace schakel::model::catalogue {

namespace {

constexpr words<product_state, 7> states{
    {"not-yet-available", "limited-available", "available", "temporary-not-available", "no-longer-available",
     "will-never-be-available", "not-available-or-usable"}};
constexpr words<product_kind, 3> kinds{{"physical", "digital", "combi"}};
constexpr words<end_user, 3> users{{"student", "educator", "administrator"}};

} // namespace

std::string_view to_string(product_state value) {
    return states.of(value);
}
std::string_view to_string(product_kind value) {
    return kinds.of(value);
}
std::string_view to_string(end_user value) {
    return users.of(value);
}
std::optional<product_state> parse_product_state(std::string_view text) {
    return states.find(text);
}
std::optional<product_kind> parse_product_kind(std::string_view text) {
    return kinds.find(text);
}
std::optional<end_user> parse_end_user(std::string_view text) {
    return users.find(text);
}

} // namespace schakel::model::catalogue
