// What the files of to_model share.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/model/roster.hpp"

#include <string_view>
#include <vector>

namespace schakel::oneroster {

std::vector<model::term> terms_of(const text_list& words, std::string_view vocabulary);

// Metadata of others: a text, or any other JSON value.
void keep_metadata(model::roster::record_tail& into, std::string_view name, std::string_view value, bool json);

// An extension of ours; none for an empty value.
void keep(model::roster::record_tail& into, std::string_view name, std::string_view value);

} // namespace schakel::oneroster
