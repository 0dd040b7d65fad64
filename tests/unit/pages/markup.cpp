// HTML by construction: nothing that was computed becomes markup, and no address becomes a script.
#include "gateway/pages/markup.hpp"

#include <doctest/doctest.h>

using namespace schakel::pages;

namespace {

std::string body_of(markup out) {
    const std::string whole = out.take();
    return whole.substr(whole.find('\n') + 1);
}

} // namespace

TEST_CASE("text and attributes are escaped") {
    markup out;
    out.element("p", {{"class", "\"><script>"}}, "<b>Zoë & 'co'</b>");
    CHECK(body_of(out) == "<p class=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;Zoë &amp; &#39;co&#39;&lt;/b&gt;</p>");
}

TEST_CASE("what HTML cannot hold becomes the replacement character, and line ends survive in values") {
    markup out;
    out.lone("input", {{"value", std::string_view("a\0b\xff", 4)}});
    CHECK(
        body_of(out) == "<input value=\"a\xEF\xBF\xBD"
                        "b\xEF\xBF\xBD\">"
    );
    markup lines;
    lines.lone("input", {{"value", "een\r\ntwee"}});
    CHECK(body_of(lines) == "<input value=\"een&#13;\ntwee\">");
}

TEST_CASE("an absent attribute is not written, an empty one is") {
    markup out;
    out.lone("input", {attribute::mark("checked", false), attribute::mark("hidden"), {"value", ""}});
    CHECK(body_of(out) == "<input hidden value>");
}

TEST_CASE("only addresses of the web and our own paths are addresses") {
    for (const std::string_view good :
         {"https://lms.example", "https://lms.example:8443/a?b=c#d", "http://127.0.0.1:1/", "/launch/x",
          "https://[::1]:8/"})
        CHECK_MESSAGE(is_address(good), good);
    for (const std::string_view bad :
         {"", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.example", "lms.example",
          "https://", "https://user@evil.example/", "https:/a", "https://a b/", "https://a/\nb", "/\\evil.example",
          "\thttps://a/", " /x"})
        CHECK_MESSAGE(!is_address(bad), bad);
}

TEST_CASE("an origin is what a browser compares") {
    CHECK(origin_of("HTTPS://Lms.Example:443/pad?x") == "https://lms.example");
    CHECK(origin_of("http://lms.example:80") == "http://lms.example");
    CHECK(origin_of("http://lms.example:8080/x") == "http://lms.example:8080");
    CHECK(origin_of("/pad") == "");
    CHECK(is_origin("https://lms.example:8443"));
    for (const std::string_view bad :
         {"", "https://lms.example/", "https://a; script-src *", "https://a 'self'", "*", "'self'"})
        CHECK_MESSAGE(!is_origin(bad), bad);
}
