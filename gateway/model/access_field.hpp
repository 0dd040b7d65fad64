// Names of the canonical fields of catalogues, delivery orders, entitlements and usage, for traces and fates. The loss
// report joins on them.
#pragma once

#include "gateway/model/field.hpp"

namespace schakel::model::access_field {

using name = field::name;

inline constexpr name product_id = "product.id";
inline constexpr name publisher = "product.publisher";
inline constexpr name supplier = "product.supplier";
inline constexpr name title = "product.title";
inline constexpr name family = "product.family";
inline constexpr name edition = "product.edition";
inline constexpr name version = "product.version";
inline constexpr name author = "product.author";
inline constexpr name short_description = "product.short-description";
inline constexpr name description = "product.description";
inline constexpr name kind = "product.kind";
inline constexpr name medium = "product.medium";
inline constexpr name state = "product.state";
inline constexpr name end_user = "product.end-user";
inline constexpr name usage = "product.usage";
inline constexpr name for_sale = "product.for-sale";
inline constexpr name separately = "product.separately-available";
inline constexpr name licensed = "product.licensed";
inline constexpr name consumed = "product.consumed";
inline constexpr name indicative = "product.price-indicative";
inline constexpr name sale_unit = "product.sale-unit";
inline constexpr name aggregation = "product.aggregation";
inline constexpr name sector = "product.sector";
inline constexpr name course = "product.course";
inline constexpr name level = "product.level";
inline constexpr name year = "product.year";
inline constexpr name curriculum_subject = "product.curriculum-subject";
inline constexpr name study = "product.study";
inline constexpr name study_code = "product.study.code";
inline constexpr name study_level = "product.study.level";
inline constexpr name subject = "product.subject";
inline constexpr name subject_prefix = "product.subject.prefix";
inline constexpr name currency = "product.price.currency";
inline constexpr name price_excluding = "product.price.excluding";
inline constexpr name price_including = "product.price.including";
inline constexpr name price_vat = "product.price.vat";
inline constexpr name price_from = "product.price.valid-from";
inline constexpr name price_kind = "product.price.kind";
inline constexpr name price_step = "product.price.step";
inline constexpr name payment = "product.payment-model";
inline constexpr name delivery = "product.delivery-kind";
inline constexpr name licence_option = "product.licence.option";
inline constexpr name licence_period = "product.licence.period";
inline constexpr name licence_start = "product.licence.start";
inline constexpr name licence_dates = "product.licence.dates";
inline constexpr name licence_count = "product.licence.count";
inline constexpr name activation_period = "product.activation-period";
inline constexpr name access_url = "product.access-url";
inline constexpr name access_link = "product.access-link";
inline constexpr name content_url = "product.content-url";
inline constexpr name information_url = "product.information-url";
inline constexpr name trial_url = "product.trial-url";
inline constexpr name curriculum_url = "product.curriculum-url";
inline constexpr name publisher_picture = "product.picture.publisher";
inline constexpr name product_picture = "product.picture.product";
inline constexpr name supplier_picture = "product.picture.supplier";
inline constexpr name picture_detail = "product.picture.detail"; // description, width, height
inline constexpr name media = "product.media";                   // images, videos and documents
inline constexpr name environment = "product.environment";
inline constexpr name copyright = "product.copyright";
inline constexpr name part = "product.part";
inline constexpr name related = "product.related";
inline constexpr name successor = "product.successor";
inline constexpr name published = "product.published";
inline constexpr name deprecated = "product.deprecated";
inline constexpr name supported_until = "product.supported-until";
inline constexpr name ends = "product.ends";
inline constexpr name revised = "product.revised";

inline constexpr name order_id = "order.id";
inline constexpr name order_buyer = "order.buyer";
inline constexpr name order_customer = "order.customer";
inline constexpr name order_kind = "order.kind";
inline constexpr name order_part = "order.part";
inline constexpr name order_quantity = "order.quantity";
inline constexpr name order_state = "order.state";
inline constexpr name portal = "order.portal";

inline constexpr name entitlement_id = "entitlement.id";
inline constexpr name entitlement_kind = "entitlement.kind";
inline constexpr name entitlement_state = "entitlement.state";
inline constexpr name contract = "entitlement.contract";
inline constexpr name school = "entitlement.school";
inline constexpr name person = "entitlement.person";
inline constexpr name code = "entitlement.code";
inline constexpr name begin = "entitlement.begin";
inline constexpr name activation_until = "entitlement.activation-until";
inline constexpr name expires = "entitlement.expires";
inline constexpr name ended = "entitlement.ended";
inline constexpr name link = "entitlement.link";

inline constexpr name usage_kind = "usage.kind";
inline constexpr name usage_first = "usage.first";
inline constexpr name usage_last = "usage.last";
inline constexpr name usage_times = "usage.times";
inline constexpr name total = "usage.total"; // counts that follow from the list

inline constexpr name confirmation = "confirmation";

inline constexpr name created = "access.created";
inline constexpr name modified = "access.modified";

// Shared with progress: field::extension, field::schema_version, field::structure.

} // namespace schakel::model::access_field
