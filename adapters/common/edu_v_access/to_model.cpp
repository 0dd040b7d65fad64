#include "adapters/common/edu_v_access/to_model.hpp"

#include "adapters/common/edu_v/references.hpp"
#include "adapters/common/edu_v_access/members.hpp"
#include "gateway/model/access_field.hpp"

namespace schakel::edu_v_access {

namespace {

namespace access = model::access;
namespace catalogue = model::catalogue;
namespace field = model::access_field;
using model::field::structure;

void trace_reference(
    const edu_v::reference& named, const std::string& path, model::field::name to, field_trace& trace
) {
    const bool school = to == field::school || to == field::order_buyer;
    if (!named.master.empty())
        trace.saw(path + (school ? "/organisationMasterIdentifier" : "/userMasterIdentifier"), to);
    if (!named.ids.empty()) trace.saw(path + (school ? "/organisationIds" : "/userIds"), to, named.ids.size());
}

model::identifiers school_in(json::value at, const std::string& path, model::field::name to, field_trace& trace) {
    const edu_v::reference named = edu_v::school_reference(at);
    trace_reference(named, path, to, trace);
    return edu_v::school_identifiers(named, edu_v::place::results_school);
}

// Pupils are named by their ECK iD. An employee has no primary identifier; where one stands all the same, as in the
// published example, it is the ECK iD.
model::identifiers person_in(json::value at, const std::string& path, field_trace& trace) {
    const edu_v::reference named = edu_v::user_reference(at);
    trace_reference(named, path, field::person, trace);
    model::identifiers ids = edu_v::person_identifiers(named, edu_v::place::student);
    for (const model::identifier& one : edu_v::person_identifiers(named, edu_v::place::employee))
        if (!model::find(ids, one.scheme)) ids.push_back(one);
    return ids;
}

// ---------------------------------------------------------------- products

catalogue::picture picture_in(members& of, std::string_view name, model::field::name to) {
    catalogue::picture out;
    const json::value at = of.take(name);
    if (!at.is(json::kind::object)) return out;
    members inside(at, of.below(name), of.trace());
    out.url = inside.text("url", to);
    out.description = inside.text("description", field::picture_detail);
    out.width = inside.integer("width", field::picture_detail);
    out.height = inside.integer("height", field::picture_detail);
    return out;
}

std::vector<catalogue::picture> pictures_in(members& of, std::string_view name) {
    std::vector<catalogue::picture> list;
    each_object(of.take(name), [&](json::value one) {
        members inside(one, of.below(name), of.trace());
        catalogue::picture each;
        each.url = inside.text("url", field::media);
        each.description = inside.text("description", field::picture_detail);
        each.width = inside.integer("width", field::picture_detail);
        each.height = inside.integer("height", field::picture_detail);
        list.push_back(std::move(each));
    });
    return list;
}

void read_media(members& of, access::product& into) {
    const json::value at = of.take("media");
    if (!at.is(json::kind::object)) return;
    members inside(at, of.below("media"), of.trace());
    into.publisher_picture = picture_in(inside, "publisherThumbnailUrl", field::publisher_picture);
    into.product_picture = picture_in(inside, "mainThumbnailUrl", field::product_picture);
    into.supplier_picture = picture_in(inside, "resellerThumbnailUrl", field::supplier_picture);
    into.images = pictures_in(inside, "productImageUrls");
    into.videos = pictures_in(inside, "productVideoUrls");
    into.documents = pictures_in(inside, "productDocUrls");
}

void read_audience(members& of, access::product& into) {
    each_object(of.take("studies"), [&](json::value one) {
        members inside(one, of.below("studies"), of.trace());
        catalogue::study study;
        study.name = inside.text("studyName", field::study);
        study.code = inside.text("studyCode", field::study_code);
        each_object(inside.take("studyLevels"), [&](json::value at) {
            members level(at, inside.below("studyLevels"), of.trace());
            // Three members that make one value: one trace.
            study.levels.push_back(
                {std::string(level.take("studyLevelId").text()), std::string(level.take("studyLevelPrefix").text()),
                 level.text("studyLevelName", field::study_level)}
            );
        });
        into.studies.push_back(std::move(study));
    });
    each_object(of.take("subjects"), [&](json::value one) {
        members inside(one, of.below("subjects"), of.trace());
        into.subjects.push_back(
            {inside.text("subjectPrefix", field::subject_prefix), inside.text("subjectName", field::subject)}
        );
    });
}

void read_steps(members& of, std::string_view name, std::vector<catalogue::price_step>& into) {
    each_object(of.take(name), [&](json::value one) {
        members inside(one, of.below(name), of.trace());
        catalogue::price_step step;
        step.from = inside.integer("qty", field::price_step).value_or(0);
        step.excluding = inside.number("priceExcl", field::price_step);
        step.including = inside.number("priceIncl", field::price_step);
        into.push_back(std::move(step));
    });
}

void read_prices(members& of, access::product& into) {
    each_object(of.take("price"), [&](json::value one) {
        members inside(one, of.below("price"), of.trace());
        catalogue::price price;
        price.excluding = inside.number("priceExcl", field::price_excluding);
        price.including = inside.number("priceIncl", field::price_including);
        price.currency = inside.text("priceCurrency", field::currency);
        price.valid_from = inside.day("validFrom", field::price_from);
        const std::string kind = inside.text("priceType", field::price_kind);
        using kind_of = catalogue::price::kind_of;
        price.kind = kind == "tier" ? kind_of::tier : kind == "schoolSize" ? kind_of::school_size : kind_of::standard;
        read_steps(inside, "tierPricing", price.steps);
        read_steps(inside, "schoolSizePricing", price.steps);
        into.prices.push_back(std::move(price));
    });
}

void read_periods(members& of, access::product& into) {
    if (const json::value at = of.take("licensePeriod"); at.is(json::kind::object)) {
        members inside(at, of.below("licensePeriod"), of.trace());
        const std::string variant = inside.text("licenseVariant", field::licence_period);
        using kind_of = catalogue::licence_period::kind_of;
        catalogue::licence_period period;
        period.kind = variant == "days"    ? kind_of::days
                      : variant == "month" ? kind_of::month
                      : variant == "year"  ? kind_of::year
                                           : kind_of::school_year;
        period.days = inside.take("licenseDays").integer().value_or(0);
        into.licence = period;
    }
    if (const json::value at = of.take("activationPeriod"); at.is(json::kind::object)) {
        members inside(at, of.below("activationPeriod"), of.trace());
        const std::string variant = inside.text("activationVariant", field::activation_period);
        using kind_of = catalogue::activation_period::kind_of;
        catalogue::activation_period period;
        period.kind = variant == "date" ? kind_of::date : variant == "days" ? kind_of::days : kind_of::school_year;
        period.days = inside.take("activationDays").integer().value_or(0);
        period.until = parse_date(inside.take("activationUntilDate").text());
        into.activation = period;
    }
}

void read_authors(members& of, access::product& into) {
    const json::value at = of.take("authors");
    if (!at.is(json::kind::object)) return;
    members inside(at, of.below("authors"), of.trace());
    each_object(inside.take("individuals"), [&](json::value one) {
        members each(one, inside.below("individuals"), of.trace());
        catalogue::author author;
        author.given_name = std::string(each.take("givenName").text());
        author.family_name = each.text("familyName", field::author);
        author.family_prefix = std::string(each.take("familyNamePrefix").text());
        into.authors.push_back(std::move(author));
    });
    for (std::string& name : inside.texts("organisations", field::author)) {
        catalogue::author author;
        author.name = std::move(name);
        author.organisation = true;
        into.authors.push_back(std::move(author));
    }
}

void read_links(members& of, access::product& into) {
    into.trial_url = of.text("trialAccessUrl", field::trial_url);
    into.access_url = of.text("defaultAccessUrl", field::access_url);
    into.information_url = of.text("infoLink", field::information_url);
    each_object(of.take("specificAccessUrls"), [&](json::value one) {
        members inside(one, of.below("specificAccessUrls"), of.trace());
        into.access_links.push_back(
            {inside.text("accessUrl", field::access_link), std::string(inside.take("accessUrlType").text())}
        );
    });
}

void read_dates(members& of, access::product& into) {
    into.published = of.start_of_day("firstPublishedDate", field::published);
    into.deprecated = of.start_of_day("deprecationDate", field::deprecated);
    into.supported_until = of.start_of_day("supportedUntilDate", field::supported_until);
    into.ends = of.start_of_day("endOfLifeDate", field::ends);
    into.created = of.time("dateCreated", field::created);
    into.modified = of.time("dateLastModified", field::modified);
}

access::product product_in(json::value object, field_trace& trace) {
    members of(object, "product", trace);
    access::product out;
    out.id = of.text("productId", field::product_id);
    out.publisher = of.text("publisher", field::publisher);
    out.supplier = of.text("reseller", field::supplier);
    out.kind = catalogue::parse_product_kind(of.text("type", field::kind));
    out.state = catalogue::parse_product_state(of.text("status", field::state));
    out.for_sale = of.boolean("forSale", field::for_sale);
    out.sale_unit = of.integer("saleUnitSize", field::sale_unit);
    out.consumed = of.boolean("isConsumptionProduct", field::consumed);
    out.title = of.text("name", field::title);
    out.family = of.text("productFamilyName", field::family);
    out.edition = of.text("edition", field::edition);
    out.usages = of.texts("productUsages", field::usage);
    out.intended_for = catalogue::parse_end_user(of.text("intendedEndUserRole", field::end_user));
    out.payment_models = of.texts("paymentModels", field::payment);
    out.delivery_kinds = of.texts("deliveryTypes", field::delivery);
    out.short_description = of.text("shortDescription", field::short_description);
    out.description = of.text("longDescription", field::description);
    out.copyright = of.text("copyrightType", field::copyright);
    out.successor = of.text("followUpProduct", field::successor);
    out.related = of.texts("relatedProducts", field::related);
    out.parts = of.texts("bundledProducts", field::part);
    of.leave("courseReferences", "the Course service was never adopted");
    read_audience(of, out);
    read_prices(of, out);
    read_periods(of, out);
    read_authors(of, out);
    read_links(of, out);
    read_media(of, out);
    read_dates(of, out);
    return out;
}

// ---------------------------------------------------------------- orders

void read_parts(members& of, std::string_view list, std::string_view key, access::delivery_order& into) {
    each_object(of.take(list), [&](json::value one) {
        members inside(one, of.below(list), of.trace());
        into.parts.push_back({inside.text(key, field::order_part), inside.integer("quantity", field::order_quantity)});
    });
}

void read_persons(members& of, std::string_view list, access::delivery_order& into) {
    each_object(of.take(list), [&](json::value one) {
        into.persons.push_back(person_in(one, of.below(list), of.trace()));
    });
}

void read_specification(members& outer, access::delivery_order& into) {
    const json::value at = outer.take("deliverySpecification");
    if (!at.is(json::kind::object)) return;
    members of(at, outer.below("deliverySpecification"), outer.trace());
    into.school = school_in(of.take("school"), of.below("school"), field::school, of.trace());
    into.quantity = of.integer("totalQuantity", field::order_quantity);
    read_parts(of, "studyYears", "studyYearId", into);
    read_parts(of, "subjects", "subjectId", into);
    read_parts(of, "groups", "groupId", into);
    read_persons(of, "students", into);
    read_persons(of, "employees", into);
    if (const json::value one = of.take("student"); one.is(json::kind::object))
        into.persons.push_back(person_in(one, of.below("student"), of.trace()));
    into.codes = of.texts("activationCodes", field::code);
    if (std::string one = of.text("activationCode", field::code); !one.empty()) into.codes.push_back(std::move(one));
}

void read_buyer(members& of, access::delivery_order& into) {
    const json::value at = of.take("buyer");
    into.buyer = school_in(at, of.below("buyer"), field::order_buyer, of.trace());
    for (const std::string_view personal : {"displayName", "email"}) {
        if (!at.member(personal)) continue;
        into.buyer_is_customer = true;
        of.trace().left(of.below("buyer") + "/" + std::string(personal), "who bought it is not kept");
    }
}

access::delivery_order order_in(json::value object, field_trace& trace) {
    members of(object, "deliveryOrder", trace);
    access::delivery_order out;
    out.id = of.text("deliveryOrderId", field::order_id);
    out.contract = of.text("contractId", field::contract);
    out.product = of.text("productId", field::product_id);
    out.kind = access::parse_delivery_kind(of.text("deliveryType", field::order_kind));
    out.portals = of.texts("portals", field::portal);
    out.begin = of.day("startDate", field::begin);
    out.activation_until = of.day("activationUntilDate", field::activation_until);
    out.ended = of.day("endDate", field::ended);
    out.state = access::parse_order_state(of.text("status", field::order_state));
    out.created = of.time("dateCreated", field::created);
    out.modified = of.time("dateLastModified", field::modified);
    read_buyer(of, out);
    read_specification(of, out);
    return out;
}

// ---------------------------------------------------------------- entitlements

void read_specification(members& outer, access::entitlement& into) {
    const json::value at = outer.take("entitlementSpecification");
    if (!at.is(json::kind::object)) return;
    members of(at, outer.below("entitlementSpecification"), outer.trace());
    into.school = school_in(of.take("school"), of.below("school"), field::school, of.trace());
    for (const std::string_view name : {"student", "employee"}) {
        const json::value who = of.take(name);
        if (who.is(json::kind::object) && into.person.empty()) into.person = person_in(who, of.below(name), of.trace());
    }
    into.code = of.text("activationCode", field::code);
}

access::entitlement entitlement_in(json::value object, field_trace& trace) {
    members of(object, "entitlement", trace);
    access::entitlement out;
    out.id = of.text("entitlementId", field::entitlement_id);
    out.order = of.text("deliveryOrderId", field::order_id);
    out.contract = of.text("contractId", field::contract);
    out.product = of.text("productId", field::product_id);
    out.begin = of.day("startDate", field::begin);
    out.activation_until = of.day("activationUntilDate", field::activation_until);
    out.expires = of.day("expirationDate", field::expires);
    out.ended = of.day("endDate", field::ended);
    out.kind = access::parse_entitlement_kind(of.text("entitlementType", field::entitlement_kind));
    out.state = access::parse_entitlement_state(of.text("entitlementStatus", field::entitlement_state));
    each_object(of.take("urlStatuses"), [&](json::value one) {
        members inside(one, of.below("urlStatuses"), trace);
        std::string portal(inside.take("portal").text());
        out.links.push_back({std::move(portal), access::parse_url_state(inside.text("urlStatus", field::link))});
    });
    out.created = of.time("dateCreated", field::created);
    out.modified = of.time("dateLastModified", field::modified);
    read_specification(of, out);
    return out;
}

// ---------------------------------------------------------------- usage

access::usage activation_in(json::value object, field_trace& trace) {
    members of(object, "activation", trace);
    access::usage out;
    out.entitlement = of.text("entitlementId", field::entitlement_id);
    out.product = of.text("productId", field::product_id);
    out.kind = access::parse_entitlement_kind(of.text("entitlementType", field::entitlement_kind));
    out.school = school_in(of.take("school"), of.below("school"), field::school, trace);
    out.person = person_in(of.take("user"), of.below("user"), trace);
    out.code = of.text("activationCode", field::code);
    out.first = of.day("usageDate", field::usage_first);
    out.how = access::parse_usage_kind(of.text("usageType", field::usage_kind));
    out.expires = of.day("expirationDate", field::expires);
    out.state = access::entitlement_state::licensed;
    return out;
}

access::usage usage_in(json::value object, field_trace& trace) {
    members of(object, "usage", trace);
    access::usage out;
    out.entitlement = of.text("entitlementId", field::entitlement_id);
    out.product = of.text("productId", field::product_id);
    out.kind = access::parse_entitlement_kind(of.text("entitlementType", field::entitlement_kind));
    out.state = access::parse_entitlement_state(of.text("entitlementStatus", field::entitlement_state));
    out.school = school_in(of.take("school"), of.below("school"), field::school, trace);
    out.person = person_in(of.take("user"), of.below("user"), trace);
    out.code = of.text("activationCode", field::code);
    out.expires = of.day("expirationDate", field::expires);
    if (const json::value at = of.take("usage"); at.is(json::kind::object)) {
        members inside(at, of.below("usage"), trace);
        out.first = inside.day("firstUsed", field::usage_first);
        out.last = inside.day("lastUsed", field::usage_last);
        out.times = inside.integer("frequencyOfUsage", field::usage_times);
    }
    return out;
}

// ---------------------------------------------------------------- confirmations

access::confirmation confirmation_in(json::value object, bool of_order, field_trace& trace) {
    members of(object, "confirmation", trace);
    access::confirmation out;
    const auto text = [&](std::string_view name) { return of.text(name, field::confirmation); };
    out.of_order = of_order;
    out.reference = text(of_order ? "deliveryOrderReferenceId" : "entitlementReferenceId");
    out.receipt = text(of_order ? "deliveryOrderReceiveId" : "entitlementReceiveId");
    out.about = text(of_order ? "deliveryOrderId" : "entitlementId");
    out.product = text("productId");
    out.processed = of.time("processedTimestamp", field::confirmation);
    if (of_order) {
        out.order = access::parse_order_state(text("newStatus"));
        out.quantity = of.integer("newTotalQuantity", field::confirmation);
    } else {
        out.entitlement = access::parse_entitlement_state(text("newEntitlementStatus"));
    }
    if (const json::value at = of.take("newUrlStatus"); at.is(json::kind::object)) {
        members inside(at, of.below("newUrlStatus"), trace);
        std::string portal = inside.text("portal", field::confirmation);
        out.link = {std::move(portal), access::parse_url_state(inside.text("urlStatus", field::confirmation))};
    }
    out.success = of.boolean("success", field::confirmation).value_or(false);
    out.status = of.integer("status", field::confirmation).value_or(0);
    out.message = text("statusMessage");
    return out;
}

// ---------------------------------------------------------------- lists with totals

void entitlements_of_order(json::value object, entitlement_sink& into, field_trace& trace) {
    members of(object, "deliveryOrder", trace);
    const std::string order = of.text("deliveryOrderId", structure), contract = of.text("contractId", structure);
    for (const std::string_view total :
         {"totalQuantity", "totalCreated", "totalEntitled", "totalLicensed", "totalCancelled", "totalBlocked"})
        of.integer(total, field::total);
    each_object(of.take("entitlements"), [&](json::value one) {
        access::entitlement each = entitlement_in(one, trace);
        if (each.order.empty()) each.order = order;
        if (each.contract.empty()) each.contract = contract;
        into.add(std::move(each));
    });
}

void usages_of(json::value object, entitlement_sink& into, field_trace& trace) {
    members of(object, "usages", trace);
    const std::string order = of.text("deliveryOrderId", field::order_id);
    const model::identifiers school = school_in(of.take("school"), of.below("school"), field::school, trace);
    const model::identifiers person = person_in(of.take("user"), of.below("user"), trace);
    for (const std::string_view total :
         {"totalEntitled", "totalLicensed", "totalCancelled", "totalBlocked", "totalExpired"})
        of.integer(total, field::total);
    each_object(of.take("entitlements"), [&](json::value one) {
        access::usage each = usage_in(one, trace);
        each.order = order;
        if (each.school.empty()) each.school = school;
        if (each.person.empty()) each.person = person;
        into.add(std::move(each));
    });
}

} // namespace

void to_model(document what, json::value object, entitlement_sink& into, field_trace& trace) {
    switch (what) {
    case document::product:
    case document::product_info: return into.add(product_in(object, trace));
    case document::delivery_order: return into.add(order_in(object, trace));
    case document::delivery_request:
        trace.saw("request/deliveryOrderReferenceId", structure);
        return into.add(order_in(object.member("deliveryOrder"), trace));
    case document::delivery_confirmation: return into.add(confirmation_in(object, true, trace));
    case document::entitlement:
    case document::entitlement_product: return into.add(entitlement_in(object, trace));
    case document::entitlement_request:
        trace.saw("request/entitlementReferenceId", structure);
        return into.add(entitlement_in(object.member("entitlement"), trace));
    case document::entitlement_confirmation: return into.add(confirmation_in(object, false, trace));
    case document::order_entitlements: return entitlements_of_order(object, into, trace);
    case document::activation: return into.add(activation_in(object, trace));
    case document::entitlement_usage: return into.add(usage_in(object, trace));
    case document::order_usage:
    case document::user_usage: return usages_of(object, into, trace);
    }
}

std::string_view reference_of(document what, json::value object) {
    switch (what) {
    case document::delivery_request:
    case document::delivery_confirmation: return object.member("deliveryOrderReferenceId").text();
    case document::entitlement_request:
    case document::entitlement_confirmation: return object.member("entitlementReferenceId").text();
    default: return {};
    }
}

model::identifiers school_of(document what, json::value object) {
    json::value at;
    switch (what) {
    case document::delivery_request: at = object.find("/deliveryOrder/deliverySpecification/school"); break;
    case document::entitlement_request: at = object.find("/entitlement/entitlementSpecification/school"); break;
    case document::activation: at = object.member("school"); break;
    default: break;
    }
    return edu_v::school_identifiers(edu_v::school_reference(at), edu_v::place::results_school);
}

} // namespace schakel::edu_v_access
