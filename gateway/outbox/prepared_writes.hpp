// What the writer is asked to store, with everything that can be computed beforehand computed on the caller's thread.
#pragma once

#include "gateway/outbox/packed_id.hpp"
#include "gateway/outbox/store.hpp"

#include <string>
#include <vector>

namespace schakel::outbox {

struct prepared_delivery {
    packed_id id;
    bool passes_on = false; // the body is the message's own, kept once
    std::string digest;     // of a body of its own, raw
    std::string headers;    // as stored
};

struct prepared_acceptance {
    acceptance what;
    packed_id id;
    std::string digest;
    std::vector<prepared_delivery> deliveries; // beside what.deliveries
};

struct prepared_settlement {
    settlement what;
    packed_id id;
    std::vector<prepared_delivery> parts; // beside what.replaced_by
};

// Throw std::invalid_argument for an id that is no uuid.
prepared_acceptance prepare(acceptance what);
prepared_settlement prepare(settlement what);

std::string pack_headers(const std::vector<header>& headers);
std::vector<header> unpack_headers(std::string_view packed);

} // namespace schakel::outbox
