// The fields of records by name, once for writing and for reading. `each(name, value)` is called for every field, in
// the order of the model.
#pragma once

#include "gateway/model/entitlement.hpp"

#include <cstdint>

namespace schakel::entitlement {

// The greatest number that a stored enumeration may have.
template <class Enumeration>
inline constexpr std::int64_t last_of = 0;
template <>
inline constexpr std::int64_t last_of<model::catalogue::product_kind> = 2;
template <>
inline constexpr std::int64_t last_of<model::catalogue::product_state> = 6;
template <>
inline constexpr std::int64_t last_of<model::catalogue::end_user> = 2;
template <>
inline constexpr std::int64_t last_of<model::catalogue::taxed_part::rate_of> = 2;
template <>
inline constexpr std::int64_t last_of<model::catalogue::price::kind_of> = 2;
template <>
inline constexpr std::int64_t last_of<model::catalogue::licence_period::kind_of> = 4;
template <>
inline constexpr std::int64_t last_of<model::catalogue::activation_period::kind_of> = 2;
template <>
inline constexpr std::int64_t last_of<model::access::delivery_kind> = 9;
template <>
inline constexpr std::int64_t last_of<model::access::order_state> = 4;
template <>
inline constexpr std::int64_t last_of<model::access::entitlement_kind> = 4;
template <>
inline constexpr std::int64_t last_of<model::access::entitlement_state> = 4;
template <>
inline constexpr std::int64_t last_of<model::access::url_state> = 5;
template <>
inline constexpr std::int64_t last_of<model::access::usage_kind> = 3;

template <class Type, class Of>
concept like = std::is_same_v<std::remove_const_t<Type>, Of>;

template <class Each, like<model::identifier> Record>
void fields(Each& each, Record& of) {
    each("scheme", of.scheme), each("value", of.value), each("authority", of.authority);
}

template <class Each, like<model::extension> Record>
void fields(Each& each, Record& of) {
    each("standard", of.standard), each("name", of.name), each("value", of.value);
}

template <class Each, like<model::catalogue::author> Record>
void fields(Each& each, Record& of) {
    each("given_name", of.given_name), each("family_prefix", of.family_prefix), each("family_name", of.family_name);
    each("name", of.name), each("organisation", of.organisation);
}

template <class Each, like<model::catalogue::price_step> Record>
void fields(Each& each, Record& of) {
    each("from", of.from), each("excluding", of.excluding), each("including", of.including);
}

template <class Each, like<model::catalogue::taxed_part> Record>
void fields(Each& each, Record& of) {
    each("rate", of.rate), each("excluding", of.excluding), each("vat", of.vat);
}

template <class Each, like<model::catalogue::price> Record>
void fields(Each& each, Record& of) {
    each("kind", of.kind), each("currency", of.currency), each("excluding", of.excluding);
    each("including", of.including), each("parts", of.parts), each("valid_from", of.valid_from);
    each("steps", of.steps);
}

template <class Each, like<model::catalogue::licence_period> Record>
void fields(Each& each, Record& of) {
    each("kind", of.kind), each("days", of.days), each("duration", of.duration);
}

template <class Each, like<model::catalogue::activation_period> Record>
void fields(Each& each, Record& of) {
    each("kind", of.kind), each("days", of.days), each("until", of.until);
}

template <class Each, like<model::catalogue::curriculum> Record>
void fields(Each& each, Record& of) {
    each("sectors", of.sectors), each("courses", of.courses), each("levels", of.levels), each("years", of.years);
    each("subjects", of.subjects), each("derived", of.derived);
}

template <class Each, like<model::catalogue::study_level> Record>
void fields(Each& each, Record& of) {
    each("id", of.id), each("prefix", of.prefix), each("name", of.name);
}

template <class Each, like<model::catalogue::study> Record>
void fields(Each& each, Record& of) {
    each("name", of.name), each("code", of.code), each("levels", of.levels);
}

template <class Each, like<model::catalogue::subject> Record>
void fields(Each& each, Record& of) {
    each("prefix", of.prefix), each("name", of.name);
}

template <class Each, like<model::catalogue::picture> Record>
void fields(Each& each, Record& of) {
    each("url", of.url), each("description", of.description), each("width", of.width), each("height", of.height);
}

template <class Each, like<model::catalogue::access_link> Record>
void fields(Each& each, Record& of) {
    each("url", of.url), each("kind", of.kind);
}

template <class Each, like<model::catalogue::product> Record>
void fields(Each& each, Record& of) {
    each("id", of.id), each("publisher", of.publisher), each("supplier", of.supplier), each("title", of.title);
    each("family", of.family), each("edition", of.edition), each("version", of.version), each("authors", of.authors);
    each("short_description", of.short_description), each("description", of.description), each("kind", of.kind);
    each("medium", of.medium), each("state", of.state), each("intended_for", of.intended_for);
    each("usages", of.usages), each("for_sale", of.for_sale);
    each("separately_available", of.separately_available), each("licensed", of.licensed);
    each("consumed", of.consumed), each("price_indicative", of.price_indicative), each("sale_unit", of.sale_unit);
    each("aggregation", of.aggregation), each("curricula", of.curricula), each("studies", of.studies);
    each("subjects", of.subjects), each("prices", of.prices), each("payment_models", of.payment_models);
    each("delivery_kinds", of.delivery_kinds), each("licence_options", of.licence_options);
    each("licence", of.licence), each("licence_start", of.licence_start), each("licence_begin", of.licence_begin);
    each("licence_end", of.licence_end), each("licence_count", of.licence_count), each("activation", of.activation);
    each("access_url", of.access_url), each("content_url", of.content_url);
    each("information_url", of.information_url), each("trial_url", of.trial_url);
    each("curriculum_url", of.curriculum_url), each("access_links", of.access_links);
    each("publisher_picture", of.publisher_picture), each("product_picture", of.product_picture);
    each("supplier_picture", of.supplier_picture), each("images", of.images), each("videos", of.videos);
    each("documents", of.documents), each("platform", of.platform), each("device", of.device);
    each("browser", of.browser), each("environment_stated", of.environment_stated);
    each("copyright", of.copyright), each("parts", of.parts), each("related", of.related);
    each("successor", of.successor), each("published", of.published), each("deprecated", of.deprecated);
    each("supported_until", of.supported_until), each("ends", of.ends), each("revised", of.revised);
    each("created", of.created), each("modified", of.modified), each("extra", of.extra);
}

template <class Each, like<model::access::order_part> Record>
void fields(Each& each, Record& of) {
    each("id", of.id), each("quantity", of.quantity);
}

template <class Each, like<model::access::portal_link> Record>
void fields(Each& each, Record& of) {
    each("portal", of.portal), each("state", of.state);
}

template <class Each, like<model::access::delivery_order> Record>
void fields(Each& each, Record& of) {
    each("id", of.id), each("contract", of.contract), each("product", of.product), each("kind", of.kind);
    each("school", of.school), each("buyer", of.buyer), each("buyer_is_customer", of.buyer_is_customer);
    each("parts", of.parts), each("persons", of.persons), each("codes", of.codes), each("quantity", of.quantity);
    each("portals", of.portals), each("begin", of.begin), each("activation_until", of.activation_until);
    each("ended", of.ended), each("state", of.state), each("created", of.created), each("modified", of.modified);
    each("extra", of.extra);
}

template <class Each, like<model::access::entitlement> Record>
void fields(Each& each, Record& of) {
    each("id", of.id), each("order", of.order), each("contract", of.contract), each("product", of.product);
    each("kind", of.kind), each("school", of.school), each("person", of.person), each("code", of.code);
    each("begin", of.begin), each("activation_until", of.activation_until), each("expires", of.expires);
    each("ended", of.ended), each("state", of.state), each("links", of.links), each("created", of.created);
    each("modified", of.modified), each("extra", of.extra);
}

template <class Each, like<model::access::usage> Record>
void fields(Each& each, Record& of) {
    each("entitlement", of.entitlement), each("order", of.order), each("product", of.product), each("kind", of.kind);
    each("state", of.state), each("school", of.school), each("person", of.person), each("code", of.code);
    each("how", of.how), each("first", of.first), each("last", of.last), each("expires", of.expires);
    each("times", of.times), each("extra", of.extra);
}

template <class Each, like<model::access::confirmation> Record>
void fields(Each& each, Record& of) {
    each("of_order", of.of_order), each("reference", of.reference), each("receipt", of.receipt);
    each("about", of.about), each("product", of.product), each("processed", of.processed), each("order", of.order);
    each("entitlement", of.entitlement), each("link", of.link), each("quantity", of.quantity);
    each("success", of.success), each("status", of.status), each("message", of.message);
}

} // namespace schakel::entitlement
