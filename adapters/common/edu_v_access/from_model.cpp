#include "adapters/common/edu_v_access/from_model.hpp"

#include "adapters/common/edu_v/references.hpp"
#include "adapters/common/edu_v_access/object_writer.hpp"
#include "adapters/common/edu_v_access/rule_catalogue.hpp"
#include "gateway/model/access_field.hpp"

namespace schakel::edu_v_access {

namespace {

namespace access = model::access;
namespace field = model::access_field;

void put_school(object_writer& out, std::string_view name, const model::identifiers& ids, model::field::name from) {
    const edu_v::reference named = edu_v::school_reference(ids, edu_v::place::results_school);
    if (!named.named()) return;
    out.out.name(name);
    edu_v::put_school(out.out, named);
    out.carried(from, named.ids.size() + (named.master.empty() ? 0u : 1u));
}

// An employee has no primary identifier.
void put_person(object_writer& out, const model::identifiers& ids, bool employee) {
    const edu_v::reference named =
        edu_v::person_reference(ids, employee ? edu_v::place::employee : edu_v::place::student);
    edu_v::put_user(out.out, named);
    out.carried(field::person, named.ids.size() + (named.master.empty() ? 0u : 1u));
}

bool nameable(const model::identifiers& ids, bool employee) {
    return edu_v::person_reference(ids, employee ? edu_v::place::employee : edu_v::place::student).named();
}

std::nullopt_t refuse(const making& how, std::string_view missing) {
    if (how.refused) how.refused->push_back({&fault::not_expressible, {}, std::string(missing), {}, {}});
    return std::nullopt;
}

bool is_employee(const std::optional<access::entitlement_kind>& kind) {
    return kind == access::entitlement_kind::school_employee;
}

// ---------------------------------------------------------------- orders

struct part_words {
    std::string_view list, key;
};
part_words words_of(access::delivery_kind kind) {
    using enum access::delivery_kind;
    if (kind == school_studies) return {"studyYears", "studyYearId"};
    if (kind == school_subjects) return {"subjects", "subjectId"};
    return {"groups", "groupId"};
}

void put_parts(object_writer& out, const access::delivery_order& from) {
    const part_words words = words_of(*from.kind);
    out.out.name(words.list).begin_array();
    for (const access::order_part& one : from.parts) {
        out.out.begin_object().member(words.key, one.id);
        out.carried(field::order_part);
        if (one.quantity) {
            out.out.member("quantity", *one.quantity);
            out.carried(field::order_quantity);
        }
        out.out.end_object();
    }
    out.out.end_array();
}

void put_persons(object_writer& out, const access::delivery_order& from, bool employees) {
    out.out.name(employees ? "employees" : "students").begin_array();
    for (const model::identifiers& one : from.persons) put_person(out, one, employees);
    out.out.end_array();
}

void put_specification(object_writer& out, const access::delivery_order& from) {
    using enum access::delivery_kind;
    out.out.name("deliverySpecification").begin_object();
    put_school(out, "school", from.school, field::school);
    switch (*from.kind) {
    case school_studies:
    case school_subjects:
    case school_groups: put_parts(out, from); break;
    case school_students: put_persons(out, from, false); break;
    case school_employees: put_persons(out, from, true); break;
    case school_activation_codes: out.texts("activationCodes", from.codes, field::code); break;
    case customer_student:
        out.out.name("student");
        put_person(out, from.persons.front(), false);
        break;
    case customer_activation_code: out.text("activationCode", from.codes.front(), field::code); break;
    default: break;
    }
    if (is_open(*from.kind)) out.integer("totalQuantity", from.quantity, field::order_quantity);
    out.out.end_object();
}

// What Edu-V demands and the order lacks; "" for nothing.
std::string_view missing_in(const access::delivery_order& from) {
    using enum access::delivery_kind;
    if (!from.kind) return "deliveryType";
    if (!from.begin) return "startDate";
    if (!from.activation_until) return "activationUntilDate";
    if (*from.kind < customer_student && from.school.empty()) return "school";
    if (*from.kind == customer_student && from.persons.empty()) return "student";
    if (*from.kind == customer_activation_code && from.codes.empty()) return "activationCode";
    if (*from.kind == school_activation_codes && from.codes.empty()) return "activationCodes";
    return {};
}

std::string_view missing_in(const access::entitlement& from) {
    using enum access::entitlement_kind;
    if (!from.kind) return "entitlementType";
    if (!from.begin) return "startDate";
    if (!from.activation_until) return "activationUntilDate";
    const bool by_code = *from.kind == school_activation_code || *from.kind == customer_activation_code;
    if (by_code && from.code.empty()) return "activationCode";
    if (!by_code && !nameable(from.person, is_employee(from.kind))) return "userMasterIdentifier, userIds";
    if (*from.kind <= school_activation_code && from.school.empty()) return "school";
    return {};
}

void put_moments(
    object_writer& out, const std::optional<instant>& created, const std::optional<instant>& modified, instant now
) {
    const instant other = modified.value_or(created.value_or(now));
    out.time("dateCreated", created ? created : std::optional(other), field::created);
    out.time("dateLastModified", modified ? modified : std::optional(other), field::modified);
}

} // namespace

std::optional<std::string> order_text(const access::delivery_order& from, const making& how) {
    if (const std::string_view missing = missing_in(from); !missing.empty()) return refuse(how, missing);
    object_writer out(how.fate);
    out.text("deliveryOrderId", from.id, field::order_id);
    out.text("contractId", from.contract, field::contract);
    put_school(out, "buyer", from.buyer, field::order_buyer);
    // Who bought it is not kept; that it was no school is told by the member alone.
    if (from.buyer.empty()) out.out.name("buyer").begin_object().member("displayName", "").end_object();
    out.text("productId", from.product, field::product_id);
    out.text("deliveryType", to_string(*from.kind), field::order_kind);
    put_specification(out, from);
    out.texts("portals", from.portals, field::portal);
    out.date("startDate", from.begin, field::begin);
    out.date("activationUntilDate", from.activation_until, field::activation_until);
    out.date("endDate", from.ended, field::ended);
    out.text("status", to_string(from.state.value_or(access::order_state::created)), field::order_state);
    put_moments(out, from.created, from.modified, how.now);
    return out.end();
}

namespace {

void put_specification(object_writer& out, const access::entitlement& from) {
    using enum access::entitlement_kind;
    out.out.name("entitlementSpecification").begin_object();
    if (*from.kind <= school_activation_code) put_school(out, "school", from.school, field::school);
    if (*from.kind == school_activation_code || *from.kind == customer_activation_code) {
        out.text("activationCode", from.code, field::code);
    } else {
        out.out.name(is_employee(from.kind) ? "employee" : "student");
        put_person(out, from.person, is_employee(from.kind));
    }
    out.out.end_object();
}

// `expired` is a word of confirmations only.
void put_links(object_writer& out, const access::entitlement& from) {
    if (from.links.empty()) return;
    out.out.name("urlStatuses").begin_array();
    for (const access::portal_link& one : from.links) {
        out.out.begin_object().member_if_present("portal", one.portal);
        if (one.state && *one.state != access::url_state::expired) {
            out.out.member("urlStatus", to_string(*one.state));
            out.carried(field::link);
        } else if (one.state) {
            out.dropped(field::link, "an entitlement has no such state of a link");
        }
        out.out.end_object();
    }
    out.out.end_array();
}

} // namespace

std::optional<std::string> entitlement_text(const access::entitlement& from, const making& how) {
    if (const std::string_view missing = missing_in(from); !missing.empty()) return refuse(how, missing);
    object_writer out(how.fate);
    out.text("entitlementId", from.id, field::entitlement_id);
    out.text("deliveryOrderId", from.order, field::order_id);
    out.text("contractId", from.contract, field::contract);
    out.text("productId", from.product, field::product_id);
    out.date("startDate", from.begin, field::begin);
    out.date("activationUntilDate", from.activation_until, field::activation_until);
    out.date("expirationDate", from.expires, field::expires);
    out.date("endDate", from.ended, field::ended);
    out.text("entitlementType", to_string(*from.kind), field::entitlement_kind);
    put_specification(out, from);
    out.text(
        "entitlementStatus", to_string(from.state.value_or(access::entitlement_state::created)),
        field::entitlement_state
    );
    put_links(out, from);
    put_moments(out, from.created, from.modified, how.now);
    return out.end();
}

std::string entitled_product_text(const access::entitlement& from) {
    object_writer out(nullptr);
    out.text("entitlementId", from.id, field::entitlement_id);
    out.text("productId", from.product, field::product_id);
    out.text(
        "entitlementStatus", to_string(from.state.value_or(access::entitlement_state::created)),
        field::entitlement_state
    );
    out.date("startDate", from.begin, field::begin);
    out.date("activationUntilDate", from.activation_until, field::activation_until);
    out.date("expirationDate", from.expires, field::expires);
    return out.end();
}

std::optional<std::string> usage_text(const access::usage& from, const making& how) {
    if (!from.kind) return refuse(how, "entitlementType");
    object_writer out(how.fate);
    out.text("entitlementId", from.entitlement, field::entitlement_id);
    out.text("productId", from.product, field::product_id);
    out.text("entitlementType", to_string(*from.kind), field::entitlement_kind);
    using enum access::entitlement_state;
    // A usage knows no state before the licence office confirmed.
    const access::entitlement_state state = from.state.value_or(licensed);
    out.text("entitlementStatus", to_string(state == created ? entitled : state), field::entitlement_state);
    put_school(out, "school", from.school, field::school);
    if (nameable(from.person, is_employee(from.kind))) {
        out.out.name("user");
        put_person(out, from.person, is_employee(from.kind));
    }
    out.text("activationCode", from.code, field::code);
    out.date("expirationDate", from.expires, field::expires);
    if (from.first) {
        out.out.name("usage").begin_object();
        out.date("firstUsed", from.first, field::usage_first);
        out.date("lastUsed", from.last, field::usage_last);
        out.integer("frequencyOfUsage", from.times, field::usage_times);
        out.out.end_object();
    }
    return out.end();
}

std::string activation_text(const access::usage& from) {
    object_writer out(nullptr);
    out.text("entitlementId", from.entitlement, field::entitlement_id);
    out.text("productId", from.product, field::product_id);
    if (from.kind) out.text("entitlementType", to_string(*from.kind), field::entitlement_kind);
    put_school(out, "school", from.school, field::school);
    out.out.name("user");
    put_person(out, from.person, is_employee(from.kind));
    out.text("activationCode", from.code, field::code);
    out.date("usageDate", from.first, field::usage_first);
    out.text("usageType", to_string(from.how.value_or(access::usage_kind::initial_activation)), field::usage_kind);
    out.date("expirationDate", from.expires, field::expires);
    return out.end();
}

std::string confirmation_text(const access::confirmation& from) {
    object_writer out(nullptr);
    const auto text = [&](std::string_view name, std::string_view value) {
        out.text(name, value, field::confirmation);
    };
    text(from.of_order ? "deliveryOrderReferenceId" : "entitlementReferenceId", from.reference);
    text(from.of_order ? "deliveryOrderReceiveId" : "entitlementReceiveId", from.receipt);
    text(from.of_order ? "deliveryOrderId" : "entitlementId", from.about);
    text("productId", from.product);
    out.time("processedTimestamp", from.processed, field::confirmation);
    if (from.order) text("newStatus", to_string(*from.order));
    out.integer("newTotalQuantity", from.quantity, field::confirmation);
    if (from.entitlement) text("newEntitlementStatus", to_string(*from.entitlement));
    if (from.link) {
        out.out.name("newUrlStatus").begin_object().member("portal", from.link->portal);
        if (from.link->state) out.out.member("urlStatus", to_string(*from.link->state));
        out.out.end_object();
    }
    out.out.member("success", from.success).member("status", from.status);
    text("statusMessage", from.message);
    return out.end();
}

} // namespace schakel::edu_v_access
