#include "gateway/entitlement/record_json.hpp"
#include "tests/unit/entitlement/subject.hpp"

namespace schakel::entitlement {

TEST_CASE("What is written of a record reads back the same") {
    access::product product = bundle("9789000000014", {"a", "b"});
    product.kind = model::catalogue::product_kind::combined;
    product.prices.push_back({});
    product.prices.back().excluding = decimal::parse("20.18");
    product.prices.back().parts = {{model::catalogue::taxed_part::rate_of::low, decimal(20), {}}};
    product.curricula.push_back({{"VO"}, {}, {"HAVO"}, {"jaar 4"}, {}, true});
    product.licence = {model::catalogue::licence_period::kind_of::school_year, 0, {}};
    product.published = parse_rfc3339("2024-06-01T00:00:00Z");
    product.for_sale = false;
    product.images = {{"https://beeld.example/1.png", {}, 64, {}}};
    access::delivery_order order = ordered("o", access::delivery_kind::school_students);
    order.persons = {{pupil_id}, {other_id}};
    order.parts = {{"4ha", 28}};
    access::entitlement entitlement = entitlement_of("a");
    entitlement.links = {{"portaal", access::url_state::processed}};
    access::usage usage;
    usage.entitlement = "a";
    usage.times = 0;
    access::confirmation told;
    told.about = "a";
    told.link = {"portaal", access::url_state::expired};
    for (const access::record& one :
         {access::record(product), access::record(order), access::record(entitlement), access::record(usage),
          access::record(told)}) {
        const auto back = from_json(access::kind_of(one), to_json(one));
        REQUIRE(back);
        CHECK(*back == one);
    }
}

TEST_CASE("Bytes that are no record are none, and unknown words become the first") {
    CHECK_FALSE(from_json(access::record_kind::product, "nee"));
    CHECK_FALSE(from_json(access::record_kind::product, "[]"));
    const auto odd = from_json(access::record_kind::entitlement, R"({"state": 99, "begin": "gisteren", "code": 3})");
    REQUIRE(odd);
    CHECK(std::get<access::entitlement>(*odd).state == access::entitlement_state::created);
}

} // namespace schakel::entitlement
