#include "tests/unit/entitlement/subject.hpp"

namespace schakel::entitlement {

TEST_CASE("Of a school and product that nobody told anything about, nothing is known") {
    subject s;
    CHECK(s.asks().what == verdict::unknown);
    REQUIRE(s.load({entitlement_of("a")}));
    CHECK(
        s.store.may_open({"andere-school", {pupil_id}, false, {}, "9789000000014", s.time.now()}).why ==
        access_reason::nothing_known
    );
    CHECK(
        s.store.may_open({"de-akker", {pupil_id}, false, {}, "9789000000999", s.time.now()}).why ==
        access_reason::nothing_known
    );
}

TEST_CASE("Who is entitled may open, and who is not while others are may not") {
    subject s;
    REQUIRE(s.load({entitlement_of("a")}));
    const access_answer allowed = s.asks();
    CHECK(allowed.what == verdict::allowed);
    CHECK(allowed.why == access_reason::entitled);
    CHECK(allowed.by.id == "a");
    CHECK(allowed.by.source == "boekhandel");
    const access_answer refused = s.asks("2026-11-21T09:30:00Z", other_id);
    CHECK(refused.why == access_reason::not_entitled);
    CHECK(refused.by.id.empty());
}

TEST_CASE("The days of an entitlement count in Amsterdam, the last one included") {
    subject s;
    REQUIRE(s.load({entitlement_of("a")}));
    CHECK(s.asks("2026-07-31T21:59:00Z").why == access_reason::not_begun);
    CHECK(s.asks("2026-07-31T22:01:00Z").why == access_reason::entitled);
    CHECK(s.asks("2027-07-31T21:59:00Z").why == access_reason::entitled);
    CHECK(s.asks("2027-07-31T22:01:00Z").why == access_reason::activation_over);
}

TEST_CASE("A licence holds until it expires, whatever the time for activation was") {
    subject s;
    access::entitlement one = entitlement_of("a");
    one.state = access::entitlement_state::licensed;
    one.expires = day_of("2028-07-31");
    REQUIRE(s.load({one}));
    CHECK(s.asks("2028-07-31T12:00:00Z").why == access_reason::licensed);
    CHECK(s.asks("2028-08-01T12:00:00Z").why == access_reason::expired);
}

TEST_CASE("Each state refuses with its own reason, and what allows counts before what refuses") {
    const std::pair<access::entitlement_state, access_reason> states[] = {
        {access::entitlement_state::created, access_reason::not_confirmed},
        {access::entitlement_state::cancelled, access_reason::cancelled},
        {access::entitlement_state::blocked, access_reason::blocked}};
    for (const auto& [state, why] : states) {
        CAPTURE(to_string(state));
        subject s;
        access::entitlement one = entitlement_of("a");
        one.state = state;
        REQUIRE(s.load({one}));
        CHECK(s.asks().why == why);
        CHECK(s.asks().what == verdict::refused);
        REQUIRE(s.load({entitlement_of("b")}));
        CHECK(s.asks().why == access_reason::entitled);
        CHECK(s.asks().looked_at == 2);
    }
}

TEST_CASE("An open order lets the whole school in, or the groups that it names") {
    subject s;
    SUBCASE("the whole school") {
        REQUIRE(s.load({ordered("o", access::delivery_kind::school_all)}));
        CHECK(s.asks().why == access_reason::open_order);
        CHECK(s.asks("2026-07-01T12:00:00Z").why == access_reason::not_begun);
    }
    SUBCASE("a group") {
        access::delivery_order order = ordered("o", access::delivery_kind::school_groups);
        order.parts = {{"4ha", 28}};
        REQUIRE(s.load({order}));
        CHECK(s.asks().why == access_reason::not_entitled);
        s.groups = {"4ha"};
        CHECK(s.asks().why == access_reason::open_order);
    }
    SUBCASE("handed out by officials: an entitlement tells to whom") {
        REQUIRE(s.load({ordered("o", access::delivery_kind::school_admin)}));
        CHECK(s.asks().why == access_reason::not_entitled);
    }
    SUBCASE("cancelled") {
        access::delivery_order order = ordered("o", access::delivery_kind::school_all);
        order.state = access::order_state::cancelled;
        REQUIRE(s.load({order}));
        CHECK(s.asks().why == access_reason::cancelled);
    }
}

TEST_CASE("Who may open a bundle may open its parts") {
    subject s;
    access::entitlement one = entitlement_of("a");
    one.product = "9789000000999";
    REQUIRE(s.load({one}));
    CHECK(s.asks().why == access_reason::nothing_known);
    REQUIRE(s.load({bundle("9789000000999", {"9789000000014"})}, false, "uitgever"));
    CHECK(s.asks().why == access_reason::entitled);
    CHECK(s.asks().by.product == "9789000000999");
}

TEST_CASE("What a customer bought for somebody counts at every school, and says nothing about others") {
    subject s;
    access::entitlement one = entitlement_of("a");
    one.kind = access::entitlement_kind::customer_student;
    one.school.clear();
    REQUIRE(s.load({one}));
    CHECK(s.asks().why == access_reason::entitled);
    CHECK(s.asks("2026-11-21T09:30:00Z", other_id).why == access_reason::nothing_known);
}

} // namespace schakel::entitlement
