// The rules of the UWLR adapters beyond the schema: one table of ids, severities, texts and what to repair.
#pragma once

#include "gateway/core/finding.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr {

std::span<const rule> rule_catalogue();

// The catalogue and what one version adds to it.
std::vector<rule> rule_catalogue_with(std::initializer_list<rule> own);

// The rule of that id, which must exist (std::logic_error otherwise).
const rule& rule_named(std::string_view id);

// A finding at a byte offset of the message. `got` is taken as it is: the caller masks what a person may have written.
finding found(std::string_view rule_id, std::size_t offset, std::string expected = {}, std::string got = {});

// A version number as it stands; anything else might be a value of a person and is masked.
std::string shown_version(std::string_view text);

} // namespace schakel::uwlr
