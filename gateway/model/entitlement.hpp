// Who may use which product: delivery orders, entitlements (aanspraken), activations and their confirmations, as Edu-V
// has them. Products stand in gateway/model/catalogue.hpp.
//
// Persons are identifiers only. Names and addresses of buyers who are no school are not kept. An activation code lets
// whoever has it in: it is masked like a personal value wherever it is told.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/model/catalogue.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/model/term.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel::model::access {

using day = std::chrono::year_month_day;
using catalogue::product;

// To whom an order delivers. Open ones leave it to the school who uses it; the others name persons or codes.
enum class delivery_kind : std::uint8_t {
    school_all,
    school_admin, // handed out by officials of the school
    school_studies,
    school_subjects,
    school_groups,
    school_students,
    school_employees,
    school_activation_codes,
    customer_student,
    customer_activation_code
};
enum class order_state : std::uint8_t { created, ordered, processed, licensed, cancelled };
enum class entitlement_kind : std::uint8_t {
    school_student,
    school_employee,
    school_activation_code,
    customer_student,
    customer_activation_code
};
enum class entitlement_state : std::uint8_t { created, entitled, licensed, cancelled, blocked };
enum class url_state : std::uint8_t { uninitialized, initialized, processed, cancelled, blocked, expired };
enum class usage_kind : std::uint8_t { initial_activation, unique_usage, weekly_usage, monthly_usage };

// A study, subject or group of an open order.
struct order_part {
    std::string id; // as the order names it
    std::optional<std::int64_t> quantity;
    friend bool operator==(const order_part&, const order_part&) = default;
};

struct delivery_order {
    std::string id, contract, product;
    std::optional<delivery_kind> kind;
    identifiers school;             // to which it is delivered
    identifiers buyer;              // the school that bought it
    bool buyer_is_customer = false; // somebody who is no school; who is not kept
    std::vector<order_part> parts;  // studies, subjects or groups
    std::vector<identifiers> persons;
    std::vector<std::string> codes;
    std::optional<std::int64_t> quantity; // in all
    std::vector<std::string> portals;
    std::optional<day> begin, activation_until;
    std::optional<day> ended; // when it was cancelled
    std::optional<order_state> state;
    std::optional<instant> created, modified;
    extensions extra;

    friend bool operator==(const delivery_order&, const delivery_order&) = default;
};

struct portal_link {
    std::string portal;
    std::optional<url_state> state;
    friend bool operator==(const portal_link&, const portal_link&) = default;
};

// One person or one code each.
struct entitlement {
    std::string id, order, contract, product;
    std::optional<entitlement_kind> kind;
    identifiers school, person;
    std::string code;
    std::optional<day> begin;            // of the time in which it can be activated
    std::optional<day> activation_until; // the last day of it
    std::optional<day> expires;          // the last day of use
    std::optional<day> ended;            // when it was cancelled or blocked
    std::optional<entitlement_state> state;
    std::vector<portal_link> links;
    std::optional<instant> created, modified;
    extensions extra;

    friend bool operator==(const entitlement&, const entitlement&) = default;
};

// That somebody used the product: the first time, or how often.
struct usage {
    std::string entitlement, order, product;
    std::optional<entitlement_kind> kind;
    std::optional<entitlement_state> state;
    identifiers school, person;
    std::string code;
    std::optional<usage_kind> how;
    std::optional<day> first, last, expires;
    std::optional<std::int64_t> times;
    extensions extra;

    friend bool operator==(const usage&, const usage&) = default;
};

// What became of an order or an entitlement at who was told of it.
struct confirmation {
    bool of_order = false; // else of an entitlement
    std::string reference, receipt;
    std::string about; // id of the order or entitlement
    std::string product;
    std::optional<instant> processed;
    std::optional<order_state> order;
    std::optional<entitlement_state> entitlement;
    std::optional<portal_link> link;
    std::optional<std::int64_t> quantity;
    bool success = false;
    std::int64_t status = 0;
    std::string message;

    friend bool operator==(const confirmation&, const confirmation&) = default;
};

enum class record_kind : std::uint8_t { product, delivery_order, entitlement, usage, confirmation };
inline constexpr std::size_t record_kind_count = 5;
std::string_view to_string(record_kind which); // "product", "delivery-order" …

using record = std::variant<product, delivery_order, entitlement, usage, confirmation>;
inline record_kind kind_of(const record& one) {
    return static_cast<record_kind>(one.index());
}
// The key of a record among those of its kind of one source. A usage is that of its entitlement.
const std::string& id_of(const record& one);

// Edu-V's words.
std::string_view to_string(delivery_kind value);
std::string_view to_string(order_state value);
std::string_view to_string(entitlement_kind value);
std::string_view to_string(entitlement_state value);
std::string_view to_string(url_state value);
std::string_view to_string(usage_kind value);
std::optional<delivery_kind> parse_delivery_kind(std::string_view text); // also the published misspellings
std::optional<order_state> parse_order_state(std::string_view text);
std::optional<entitlement_kind> parse_entitlement_kind(std::string_view text);
std::optional<entitlement_state> parse_entitlement_state(std::string_view text);
std::optional<url_state> parse_url_state(std::string_view text);
std::optional<usage_kind> parse_usage_kind(std::string_view text);

// Whether an order of this kind names no persons and no codes.
bool is_open(delivery_kind kind);

} // namespace schakel::model::access
