// Where a product opens by what a catalogue tells: a target's own address serves for products of which none does.
#pragma once

#include "gateway/adapter/launch_party.hpp"

#include <string>
#include <string_view>

namespace schakel::pipeline {

// Whether the address is the target's own: below one of its launch_prefixes or, where it has none, of the site of its
// launch_url. A catalogue is no reason to send anybody elsewhere.
bool is_of_target(std::string_view address, const launch_party& target);

} // namespace schakel::pipeline
