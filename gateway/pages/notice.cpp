// Pages where the browser stays: refused, registered, signed out.
#include "gateway/pages/parts.hpp"

namespace schakel::pages {

namespace {

void write_way_back(markup& out, const sheet& page, std::string_view back) {
    if (!is_address(back)) return;
    out.element("p", {}, [&] { out.element("a", {attribute::address("href", back)}, page.say(texts::back)); });
}

void write_codes(markup& out, const sheet& page, const refusal_page& what) {
    out.element("dl", {}, [&] {
        out.element("dt", {}, page.say(texts::code)).element("dd", {}, what.code);
        if (what.reference.empty()) return;
        out.element("dt", {}, page.say(texts::reference)).element("dd", {}, what.reference);
    });
}

} // namespace

reply render_refusal(const refusal_page& what, const setting& how) {
    const sheet page(how);
    const auto contents = [&](markup& out) {
        write_main(out, page.say(texts::refused), [&] {
            out.element("p", {}, what.what.in(page.lang()));
            const std::string& to_do = what.to_do.in(page.lang());
            out.element("p", {}, to_do.empty() ? page.say(texts::ask_school) : std::string_view(to_do));
            write_way_back(out, page, what.back);
            write_codes(out, page, what);
        });
    };
    return page.finish(page.say(texts::refused), contents, false, 403);
}

reply render_registered(const registered_page& what, const setting& how) {
    sheet page(how);
    page.use(close_script);
    return page.finish(page.say(texts::registered), [&](markup& out) {
        write_main(out, page.say(texts::registered), [&] { out.element("p", {}, what.what.in(page.lang())); });
    });
}

reply render_logged_out(const logged_out_page& what, const setting& how) {
    const sheet page(how);
    return page.finish(page.say(texts::logged_out), [&](markup& out) {
        write_main(out, page.say(texts::logged_out), [&] {
            out.element("p", {}, page.say(texts::logged_out_hint));
            write_way_back(out, page, what.back);
        });
    });
}

} // namespace schakel::pages
