#include "gateway/outbox/store.hpp"

#include <array>

namespace schakel::outbox {

namespace {

constexpr std::array names{
    std::pair{state::accepted, std::string_view("accepted")},
    std::pair{state::waiting, std::string_view("waiting")},
    std::pair{state::delivered, std::string_view("delivered")},
    std::pair{state::already_there, std::string_view("already there")},
    std::pair{state::held, std::string_view("held")},
    std::pair{state::rejected, std::string_view("rejected")},
    std::pair{state::quarantined, std::string_view("quarantined")},
    std::pair{state::expired, std::string_view("expired")},
};

} // namespace

std::string_view to_string(state value) {
    for (const auto& [known, name] : names)
        if (known == value) return name;
    return "unknown";
}

std::optional<state> parse_state(std::string_view text) {
    for (const auto& [known, name] : names)
        if (name == text) return known;
    return std::nullopt;
}

} // namespace schakel::outbox
