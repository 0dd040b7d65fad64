// openapi.json and the table of paths say the same.
#include "tests/support/admin_bench.hpp"
#include "tests/unit/admin/json_body.hpp"

#include "gateway/admin/call.hpp"

#include <cctype>

using namespace schakel;

namespace {

using operation = std::pair<std::string, std::string>;

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

std::set<std::string> query_names(json::value described) {
    std::set<std::string> names;
    for (auto one = described.member("parameters").first_child(); one; one = one.next_sibling())
        if (one.member("in").text() == "query") names.emplace(one.member("name").text());
    return names;
}

// Every "$ref" below leads to something.
void references_hold(json::value of, json::value root) {
    if (const auto to = of.member("$ref")) CHECK_MESSAGE(root.find(to.text().substr(1)), std::string(to.text()));
    for (auto one = of.first_child(); one; one = one.next_sibling()) references_hold(one, root);
}

} // namespace

TEST_CASE("every path is described, and everything described exists") {
    test::admin_bench on;
    const auto answer = on.get("/admin/v1/openapi.json");
    REQUIRE(answer.status == 200);
    const auto body = test::json_body(answer);
    CHECK(body.root().member("openapi").text().starts_with("3.1"));
    std::set<operation> described, exist;
    for (auto path = body.root().member("paths").first_child(); path; path = path.next_sibling())
        for (auto one = path.first_child(); one; one = one.next_sibling())
            described.emplace(upper(one.name()), path.name());
    for (const admin::path_entry& one : admin::paths()) {
        exist.emplace(one.method, one.path);
        std::string method(one.method);
        for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const auto here = body.root().member("paths").member(one.path).member(method);
        CAPTURE(std::string(one.path));
        CHECK(query_names(here) == std::set<std::string>(one.parameters.begin(), one.parameters.end()));
        CHECK(here.member("security").is(json::kind::array) == one.open);
    }
    CHECK(described == exist);
    references_hold(body.root(), body.root());
}
