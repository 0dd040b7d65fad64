// "May this person open this product?" The question that the launch flow asks, and its answer with what was decisive.
//
// Decided from what sources told this gateway: entitlements, open delivery orders, and the catalogue (which products
// are parts of which bundle). An entitlement counts on the last day of its period too: a pupil is not sent away a day
// early, and the publisher has its own say.
//
// Thread-safe; reads the store: some tenths of a millisecond, no network.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/model/entitlement.hpp"
#include "gateway/model/identifier.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::entitlement {

struct access_question {
    std::string school;        // the gateway's own id of it
    model::identifiers person; // all by which the person is known
    bool employee = false;     // else a pupil
    // Groups, studies and subjects that the person belongs to, by any identifier that an order may name: group id of
    // the administration, study or subject offering. Without them an open order for groups decides nothing.
    std::vector<std::string> groups;
    std::string product; // its code in the catalogue
    instant now{};
};

enum class verdict : std::uint8_t {
    allowed,
    refused,
    unknown // no source told anything about this school and product: the route says what then
};

enum class access_reason : std::uint8_t {
    entitled,        // allowed: an entitlement that can be activated
    licensed,        // allowed: activated before, still valid
    open_order,      // allowed: an order for the whole school, for officials, or for a group of the person
    not_entitled,    // the school has the product, this person is not among those who may use it
    not_confirmed,   // the publisher has not confirmed the entitlement yet
    not_begun,       // its period begins later
    activation_over, // it was not activated in time
    expired,
    cancelled,
    blocked,
    nothing_known // unknown
};
std::string_view to_string(verdict value);       // "allowed" …
std::string_view to_string(access_reason value); // "not-entitled" …
verdict verdict_of(access_reason value);

// What decided, for the trace, the audit and `access why`. Holds nothing of any other person.
struct decisive_record {
    model::access::record_kind kind = model::access::record_kind::entitlement;
    std::string id;      // empty: none
    std::string source;  // who told it: a system in the configuration, or "import"
    std::string product; // of the record: the bundle, when the product is a part of one
    std::string state;   // word of the standard
    std::optional<model::access::day> begin, until;
};

struct access_answer {
    verdict what = verdict::unknown;
    access_reason why = access_reason::nothing_known;
    decisive_record by;
    std::uint32_t looked_at = 0; // records of this person and product that were weighed
};

// What catalogues tell of a product. Empty: none tells, or, for the address, several tell it differently.
struct told_product {
    std::string title, address;
};

class access_check {
public:
    virtual ~access_check() = default;
    virtual access_answer may_open(const access_question& asked) const = 0;
    // The product that catalogues say opens at this address; empty: none, or several.
    virtual std::string product_at(std::string_view address) const {
        static_cast<void>(address);
        return {};
    }
    virtual told_product told_of(std::string_view product) const {
        static_cast<void>(product);
        return {};
    }
};

// For a gateway without entitlements: everything is unknown.
class unknowing_check final : public access_check {
public:
    access_answer may_open(const access_question&) const override { return {}; }
};

} // namespace schakel::entitlement
