// The way through pages, against sources that obey the paging rules in every way that occurs.
#include "adapters/common/one_edtech/page_walk.hpp"

#include "adapters/common/one_edtech/links.hpp"
#include "adapters/common/oneroster/quirks.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <regex>

using namespace schakel;
using namespace schakel::one_edtech;

namespace {

constexpr const char* base = "https://sis.example/api/ims/oneroster/rostering/v1p2";

// A source with so many objects and its own idea of paging.
struct source {
    std::size_t objects = 0;
    std::size_t cap = 100'000; // of limit
    bool counts = true, links = false, obeys_offset = true, obeys_limit = true;
    std::function<std::uint64_t(std::size_t page)> total = {};
    std::function<std::string(const std::string& path)> link_form = [](const std::string& path) { return base + path; };
    std::size_t asked = 0;

    page_seen answer(const std::string& target, std::set<std::size_t>& seen) {
        ++asked;
        std::smatch limit, offset;
        REQUIRE(std::regex_search(target, limit, std::regex("limit=([0-9]+)")));
        REQUIRE(std::regex_search(target, offset, std::regex("offset=([0-9]+)")));
        const std::size_t first = obeys_offset ? std::stoul(offset[1]) : 0;
        const std::size_t most = obeys_limit ? std::min(cap, std::size_t{std::stoul(limit[1])}) : objects;
        page_seen out;
        for (std::size_t at = first; at < std::min(objects, first + most); ++at) {
            ++out.received;
            out.fresh += seen.insert(at).second;
        }
        if (counts) out.total = total ? total(asked) : objects;
        if (links && first + most < objects) {
            out.link = link_form("/users?limit=" + std::to_string(most) + "&offset=" + std::to_string(first + most));
        }
        return out;
    }
};

const rule& rule_of(std::string_view what) {
    return oneroster::pull_rule("oneroster." + std::string(what));
}

struct outcome {
    page_walk::step how;
    std::size_t received;
    findings found;
};

outcome walk(source& from, std::size_t limit = 100) {
    walk_settings how{base, "users", "/users", {{"sort", "sourcedId"}}, limit, 1000, false, rule_of};
    page_walk walk(how);
    outcome out{page_walk::step::more, 0, {}};
    std::set<std::size_t> seen;
    while (out.how == page_walk::step::more) {
        out.how = walk.advance(from.answer(walk.target(), seen), out.found);
        REQUIRE(from.asked < 1100);
    }
    out.received = seen.size();
    return out;
}

bool tells(const outcome& out, std::string_view id) {
    for (const finding& one : out.found)
        if (one.broken->id == id) return true;
    return false;
}

} // namespace

TEST_CASE("every object is read exactly once, whatever the source says of its pages") {
    for (const std::size_t objects : {0u, 1u, 99u, 100u, 101u, 250u, 300u}) {
        for (const std::size_t cap : {7u, 100u, 1000u}) {
            for (const bool counts : {true, false}) {
                for (const bool links : {true, false}) {
                    source from;
                    from.objects = objects;
                    from.cap = cap;
                    from.counts = counts;
                    from.links = links;
                    CAPTURE(objects);
                    CAPTURE(cap);
                    CAPTURE(counts);
                    CAPTURE(links);
                    const outcome out = walk(from);
                    CHECK(out.how == page_walk::step::end);
                    CHECK(out.received == objects);
                }
            }
        }
    }
}

TEST_CASE("links may be relative, and are followed as they stand") {
    const std::vector<std::function<std::string(const std::string&)>> forms{
        [](const std::string& path) { return "/api/ims/oneroster/rostering/v1p2" + path; },
        [](const std::string& path) { return path.substr(1); },
        [](const std::string& path) { return path.substr(path.find('?')); },
        [](const std::string& path) { return "HTTPS://SIS.example:443/api/ims/oneroster/rostering/v1p2" + path; }};
    for (const auto& form : forms) {
        source from;
        from.objects = 250;
        from.links = true;
        from.counts = false;
        from.link_form = form;
        const outcome out = walk(from);
        CHECK(out.how == page_walk::step::end);
        CHECK(out.received == 250);
        CHECK(out.found.empty());
    }
}

TEST_CASE("a link to another host is not followed, and told") {
    for (const char* host :
         {"https://other.example/api/ims/oneroster/rostering/v1p2",
          "http://sis.example/api/ims/oneroster/rostering/v1p2",
          "https://sis.example:8443/api/ims/oneroster/rostering/v1p2", "//other.example",
          "https://sis.example/elsewhere"}) {
        source from;
        from.objects = 250;
        from.links = true;
        from.link_form = [&](const std::string& path) { return host + path; };
        const outcome out = walk(from);
        CHECK(out.how == page_walk::step::end);
        CHECK(out.received == 250); // counted on by offset
        CHECK(tells(out, "oneroster.pull-foreign-link"));
    }
}

TEST_CASE("a source that ignores offset neither loops nor passes for complete") {
    source from;
    from.objects = 250;
    from.obeys_offset = false;
    SUBCASE("with a count") {}
    SUBCASE("without a count, the first page full") {
        from.counts = false;
    }
    const outcome out = walk(from);
    CHECK(out.how == page_walk::step::failed);
    CHECK(tells(out, "oneroster.pull-endless"));
}

TEST_CASE("a source that gives everything at once is read at once") {
    source from;
    from.objects = 250;
    from.obeys_limit = from.obeys_offset = false;
    SUBCASE("with a count") {
        CHECK(walk(from).how == page_walk::step::end);
    }
    SUBCASE("without one") {
        from.counts = false;
        const outcome out = walk(from);
        CHECK(out.how == page_walk::step::end);
        CHECK(out.received == 250);
        CHECK(tells(out, "oneroster.pull-offset-ignored"));
    }
}

TEST_CASE("a total that changes under way makes no snapshot") {
    source from;
    from.objects = 250;
    from.total = [](std::size_t page) { return page < 3 ? 250u : 249u; };
    CHECK(walk(from).how == page_walk::step::shifted);
}

TEST_CASE("fewer objects than counted is not an end") {
    source from;
    from.objects = 150;
    from.total = [](std::size_t) { return 400u; };
    const outcome out = walk(from);
    CHECK(out.how == page_walk::step::failed);
    CHECK(tells(out, "oneroster.pull-incomplete"));
}

TEST_CASE("a next link that was followed before ends the walk") {
    source from;
    from.objects = 250;
    from.links = true;
    from.link_form = [](const std::string&) { return base + std::string("/users?limit=100&offset=100"); };
    const outcome out = walk(from);
    CHECK(out.how == page_walk::step::failed);
    CHECK(tells(out, "oneroster.pull-endless"));
}

TEST_CASE("Link headers are read as RFC 8288 writes them") {
    const auto next = [](const char* value) { return next_link({{"link", value}}); };
    CHECK(next(R"(<https://a/b?offset=5>; rel="next")") == "https://a/b?offset=5");
    CHECK(next(R"(<u1>; rel=first, <u2,x>;rel=NEXT , <u3>; rel="last")") == "u2,x");
    CHECK(next(R"(<u1>; title="a, b; rel=next"; rel="prev", <u2>; rel="last next")") == "u2");
    CHECK_FALSE(next(R"(<u1>; rel="previous")"));
    CHECK_FALSE(next("u1; rel=next"));
    CHECK_FALSE(next(""));
    CHECK(next_link({{"X", "y"}, {"Link", "<a>; rel=prev"}, {"LINK", "<b>; rel=next"}}) == "b");
}

TEST_CASE("our credentials stay below the address of the source") {
    const auto below = [](std::string_view link) { return below_base(link, base, "/users?offset=0"); };
    CHECK(below("/api/ims/oneroster/rostering/v1p2/users?offset=5") == "/users?offset=5");
    CHECK(below("?offset=5") == "/users?offset=5");
    CHECK(below("students?x=https://y/") == "/students?x=https://y/");
    CHECK_FALSE(below("../../admin"));
    CHECK_FALSE(below("/api/ims/oneroster/rostering/v1p2/%2e%2E/secret"));
    CHECK_FALSE(below("/api/ims/oneroster/rostering/v1p2x/users"));
    CHECK_FALSE(below("https://sis.example@other.example/api/ims/oneroster/rostering/v1p2/users"));
    CHECK_FALSE(below("https://me@sis.example/api/ims/oneroster/rostering/v1p2/users"));
    CHECK_FALSE(below("ftp://sis.example/api/ims/oneroster/rostering/v1p2/users"));
    CHECK_FALSE(below("/api/ims/oneroster/rostering/v1p2/users\r\nX: y"));
    CHECK_FALSE(below("\\\\other"));
    CHECK_FALSE(below(""));
}

TEST_CASE("a filter is encoded once, quotes and spaces included") {
    CHECK(
        query_text({{"filter", "dateLastModified>'2026-01-01T00:00:00.000Z'"}, {"limit", "5"}}) ==
        "?filter=dateLastModified%3E%272026-01-01T00%3A00%3A00.000Z%27&limit=5"
    );
    CHECK(query_text({}).empty());
}
