#include "gateway/entitlement/memory_holdings.hpp"
#include "tests/unit/entitlement/subject.hpp"

namespace schakel::entitlement {

namespace {

std::vector<access::record> many(std::size_t count) {
    std::vector<access::record> list;
    for (std::size_t i = 0; i < count; ++i) list.emplace_back(entitlement_of("e" + std::to_string(100 + i)));
    return list;
}

std::size_t count_in(const entitlement_view& view, const holdings_range& range) {
    std::size_t count = 0;
    each<access::entitlement>(view, range, [&](const access::entitlement&) { return ++count > 0; });
    return count;
}

holdings_range entitlements() {
    holdings_range range;
    range.kind = access::record_kind::entitlement;
    range.limit = 7;
    return range;
}

} // namespace

TEST_CASE("A telling that is the same again changes nothing, an older one neither") {
    subject s;
    REQUIRE(s.load({entitlement_of("a")}));
    CHECK(s.load({entitlement_of("a")})->changed == 0);
    access::entitlement older = entitlement_of("a");
    older.state = access::entitlement_state::blocked;
    older.modified = parse_rfc3339("2026-08-01T08:00:00Z");
    const auto outcome = s.load({older});
    CHECK(outcome->older == 1);
    CHECK(s.asks().what == verdict::allowed);
}

TEST_CASE("A complete load ends what it does not bring, on the shelves of its own source") {
    subject s;
    REQUIRE(s.load({entitlement_of("a"), entitlement_of("b", other_id)}));
    REQUIRE(s.load({entitlement_of("c", other_id)}, false, "andere-bron"));
    const auto outcome = s.load({entitlement_of("b", other_id)}, true);
    CHECK(outcome->ended == 1);
    CHECK(s.asks().why == access_reason::not_entitled);
    CHECK(s.asks("2026-11-21T09:30:00Z", other_id).what == verdict::allowed);
}

TEST_CASE("A complete load that would end most of what is there waits, and nothing of it is seen") {
    subject s;
    REQUIRE(s.load(many(100)));
    CHECK(s.load({entitlement_of("x", other_id)}, true)->held);
    CHECK(s.asks().what == verdict::allowed);
    CHECK(s.store.shelves().at(0).held);
    s.released = true;
    const auto outcome = s.load({entitlement_of("x", other_id)}, true);
    CHECK_FALSE(outcome->held);
    CHECK(outcome->ended == 100);
    CHECK(s.asks().why == access_reason::not_entitled);
}

TEST_CASE("A complete load of one kind leaves the other kinds and the catalogue alone") {
    subject s;
    REQUIRE(s.load(
        {bundle("pakket", {}), entitlement_of("a"), entitlement_of("b"),
         ordered("o", access::delivery_kind::school_all)}
    ));
    record_kinds only{};
    only[static_cast<std::size_t>(access::record_kind::entitlement)] = true;
    s.kinds = only;
    CHECK(s.load({entitlement_of("b")}, true)->ended == 1);
    CHECK(s.asks().by.kind == access::record_kind::entitlement);
    const std::vector<std::string> school{"de-akker"};
    CHECK(s.store.view(false, &school)->find(access::record_kind::delivery_order, "o"));
    CHECK(s.store.view(true, nullptr)->find(access::record_kind::product, "pakket"));
}

TEST_CASE("A complete load of one school that has nothing left waits, and touches no other shelf") {
    subject s;
    REQUIRE(s.load({bundle("pakket", {}), entitlement_of("a")}));
    s.usual_school = "de-akker";
    const auto outcome = s.load({}, true);
    CHECK(outcome->held);
    CHECK(outcome->ended == 1);
    CHECK(s.asks().what == verdict::allowed);
    CHECK(s.store.view(true, nullptr)->find(access::record_kind::product, "pakket"));
    REQUIRE(s.store.holds().size() == 1);
    const held_load held = s.store.holds().front();
    CHECK(held.school == "de-akker");
    CHECK(held.source == "boekhandel");

    REQUIRE(s.store.release(held.number, "operator"));
    CHECK(s.asks().why == access_reason::nothing_known);
    CHECK_FALSE(s.store.release(held.number, "operator"));
    CHECK(s.store.holds().empty());
}

TEST_CASE("What is held can be dropped, and a newer telling takes its place") {
    subject s;
    REQUIRE(s.load(many(100)));
    REQUIRE(s.load({entitlement_of("x", other_id)}, true)->held);
    REQUIRE(s.store.discard(s.store.holds().front().number, "the shop was being moved", "operator"));
    CHECK(s.store.holds().empty());
    CHECK(s.asks().what == verdict::allowed);

    REQUIRE(s.load({entitlement_of("x", other_id)}, true)->held);
    const auto outcome = s.load({entitlement_of("y", other_id)});
    CHECK(outcome->displaced);
    CHECK(s.store.holds().empty());
    CHECK(s.asks().what == verdict::allowed);
    CHECK(s.asks("2026-11-21T09:30:00Z", other_id).what == verdict::allowed);
}

TEST_CASE("A usage changes only entitlements of schools that its sender has to do with") {
    subject s;
    REQUIRE(s.load({entitlement_of("a")}));
    access::usage first;
    first.entitlement = "a";
    first.state = access::entitlement_state::licensed;
    s.may_change.emplace().insert("de-eik");
    REQUIRE(s.load({first}, false, "vreemde"));
    CHECK(s.asks().why == access_reason::entitled);
    s.may_change.emplace().insert("de-akker");
    REQUIRE(s.load({first}, false, "licentiebureau"));
    CHECK(s.asks().why == access_reason::licensed);
}

TEST_CASE("An address leads to the only product that opens there") {
    subject s;
    access::product one = bundle("9789000000014", {}), other = bundle("9789000000021", {});
    one.access_url = "https://uitgever.example/rekenen";
    other.access_links = {{"https://uitgever.example/taal", "ENTREE"}};
    REQUIRE(s.load({one, other}));
    CHECK(s.store.product_at("https://uitgever.example/rekenen") == "9789000000014");
    CHECK(s.store.product_at("https://uitgever.example/taal") == "9789000000021");
    CHECK(s.store.product_at("https://uitgever.example/anders") == "");
    other.access_url = one.access_url;
    REQUIRE(s.load({other}));
    CHECK(s.store.product_at(one.access_url) == "");
}

TEST_CASE("Of a product a title is told, and the address where all catalogues agree") {
    subject s;
    access::product one = bundle("9789000000014", {});
    one.title = "Rekenen in stappen";
    one.access_links = {{"https://uitgever.example/rekenen", "ENTREE"}};
    REQUIRE(s.load({one}));
    CHECK(s.store.told_of("9789000000014").title == "Rekenen in stappen");
    CHECK(s.store.told_of("9789000000014").address == "https://uitgever.example/rekenen");
    CHECK(s.store.told_of("9789000000021").title == "");
    one.access_links.push_back({"https://uitgever.example/proef", "ENTREE"});
    REQUIRE(s.load({one}));
    CHECK(s.store.told_of("9789000000014").address == "");
    CHECK(s.store.told_of("9789000000014").title == "Rekenen in stappen");
}

TEST_CASE("Of a school that is not ours nothing is kept") {
    subject s;
    access::entitlement one = entitlement_of("a");
    one.school = {{"brin", "88YY", {}}};
    const auto outcome = s.load({one});
    CHECK(outcome->of_unknown_schools == 1);
    CHECK(s.store.shelves().empty());
}

TEST_CASE("A refused document leaves everything as it was") {
    subject s;
    REQUIRE(s.load({entitlement_of("a")}));
    load_request what;
    what.source = "boekhandel";
    what.school = [](const model::identifiers&) { return std::optional<std::string>("de-akker"); };
    REQUIRE(s.store.load(what, [](entitlement_sink& into) {
        access::entitlement one = entitlement_of("a");
        one.state = access::entitlement_state::blocked;
        into.add(one);
        return false;
    }));
    CHECK(s.asks().what == verdict::allowed);
    CHECK(s.load({entitlement_of("b")})->changed == 1); // the shelf is free again
}

TEST_CASE("A load that a former process left is taken back at the next start") {
    subject s;
    REQUIRE(s.load({entitlement_of("a")}));
    REQUIRE(s.rows.begin("school/de-akker/boekhandel", "boekhandel", s.time.now()));
    CHECK_FALSE(s.load({entitlement_of("b")}));
    s.store.take_back_unfinished();
    CHECK(s.load({entitlement_of("b")}));
}

TEST_CASE("A first use makes a licence of an entitlement, until the later day") {
    subject s;
    REQUIRE(s.load({entitlement_of("a")}));
    access::usage used;
    used.entitlement = "a";
    used.product = "9789000000014";
    used.state = access::entitlement_state::licensed;
    used.first = day_of("2026-11-21");
    used.expires = day_of("2028-01-01");
    REQUIRE(s.load({used}, false, "licentiekantoor"));
    CHECK(s.asks("2027-12-31T12:00:00Z").why == access_reason::licensed);
    CHECK(s.asks("2028-01-02T12:00:00Z").why == access_reason::expired);
}

TEST_CASE("A confirmation changes the entitlement that it is about") {
    subject s;
    access::entitlement one = entitlement_of("a");
    one.state = access::entitlement_state::created;
    REQUIRE(s.load({one}));
    access::confirmation told;
    told.about = "a";
    told.success = true;
    told.entitlement = access::entitlement_state::entitled;
    REQUIRE(s.load({told}));
    CHECK(s.asks().why == access_reason::entitled);
}

TEST_CASE("A view shows each record once, in pages, and only of the schools that may be seen") {
    subject s;
    REQUIRE(s.load(many(50)));
    REQUIRE(s.load({entitlement_of("e100"), entitlement_of("z")}, false, "andere-bron"));
    const auto all = s.store.view(false, nullptr);
    REQUIRE(all);
    CHECK(count_in(*all, entitlements()) == 51);
    holdings_range mine = entitlements();
    const model::identifiers who{other_id};
    mine.person = &who;
    CHECK(count_in(*all, mine) == 0);
    const std::vector<std::string> others{"andere-school"};
    CHECK_FALSE(s.store.view(false, &others));
    CHECK_FALSE(s.store.view(true, nullptr)); // no catalogue was loaded
    CHECK(all->find(access::record_kind::entitlement, "z"));
    CHECK_FALSE(all->find(access::record_kind::entitlement, "nobody"));
    s.released = true; // nothing is left of that source
    REQUIRE(s.load({}, true, "andere-bron"));
    CHECK(all->find(access::record_kind::entitlement, "z")); // a view never changes
    CHECK_FALSE(s.store.view(false, nullptr)->find(access::record_kind::entitlement, "z"));
}

} // namespace schakel::entitlement
