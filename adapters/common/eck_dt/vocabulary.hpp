// Words of ECK DT beside those of the canonical model. The official lists are behind a key; these are the words that
// live catalogues use.
#pragma once

#include "gateway/model/catalogue.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::eck_dt {

std::optional<model::catalogue::product_state> state_of(std::string_view word); // "Leverbaar"
std::string_view word_of(model::catalogue::product_state state);                // "" where ECK DT has none
std::optional<model::catalogue::end_user> end_user_of(std::string_view word);   // "Onderwijsvolger"
std::string_view word_of(model::catalogue::end_user user);

bool is_medium(std::string_view word);
// None for a medium that is neither: "Anders".
std::optional<model::catalogue::product_kind> kind_of_medium(std::string_view word);
std::string_view medium_of(model::catalogue::product_kind kind);

bool is_sector(std::string_view word);
std::vector<std::string> sectors_in(std::string_view text); // "VO, MBO" is two

// "P1Y" is a year, "P1M" a month, "P2D" two days; anything else keeps its text.
model::catalogue::licence_period period_of(std::string_view duration);
std::string duration_of(const model::catalogue::licence_period& period); // "" for a school year

bool means_no_end(instant when); // one supplier writes 11 November 2051

} // namespace schakel::eck_dt
