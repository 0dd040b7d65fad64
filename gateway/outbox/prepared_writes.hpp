// What the writer is asked to store, with everything that can be computed beforehand computed on the caller's thread:
// ids, digests of bodies and of record keys.
#pragma once

#include "gateway/outbox/journal_entry.hpp"

#include <string>
#include <vector>

namespace schakel::outbox {

// Without numbers, rows and places, which the writer gives. Throw std::invalid_argument for an id that is no uuid.
decided_acceptance prepare(acceptance what);
decided_settlement prepare(settlement what);

std::string pack_headers(const std::vector<header>& headers);
std::vector<header> unpack_headers(std::string_view packed);

} // namespace schakel::outbox
