// What is done when a browser keeps no cookies of ours: data is kept by the platform that embeds us, and when that
// fails too the launch begins anew in a window of its own.
#include "gateway/pages/parts.hpp"

namespace schakel::pages {

namespace {

void write_new_window_form(markup& out, const sheet& page, const page_form& asked) {
    const page_form form = as_html_form(asked);
    out.element("p", {}, page.say(texts::new_window_why));
    out.element(
        "form", {{"method", form.method}, attribute::address("action", form.action), {"target", "_blank"}},
        [&] { write_fields_and_button(out, form, page.say(texts::open_new_window)); }
    );
}

void write_storage_form(
    markup& out, const page_form& asked, const page_storage& with, const std::function<void()>& inside
) {
    const page_form form = as_html_form(asked);
    out.element(
        "form",
        {{"id", "onward"},
         {"method", form.method},
         attribute::address("action", form.action),
         {"data-target", with.target},
         attribute::address(
             "data-origin", is_origin(with.origin) ? std::string_view(with.origin) : std::string_view()
         )},
        [&] {
            write_fields(out, form);
            inside();
        }
    );
}

} // namespace

reply render_store(const store_page& what, const setting& how) {
    sheet page(how);
    page.use(storage_script);
    page.use(store_script);
    page.sends_to(what.next);
    return page.finish(page.say(texts::checking), [&](markup& out) {
        write_main(out, page.say(texts::checking), [&] {
            out.element("p", {}, page.say(texts::checking_hint));
            write_storage_form(out, what.next, what.with, [&] {
                for (const auto& [key, value] : what.values)
                    out.element("span", {{"data-key", key}, {"data-value", value}, attribute::mark("hidden")}, "");
                out.element("button", {{"type", "submit"}}, page.say(texts::go_on));
            });
        });
    });
}

reply render_recall(const recall_page& what, const setting& how) {
    sheet page(how);
    page.use(storage_script);
    page.use(recall_script);
    page.sends_to(what.next);
    const bool offers = !what.otherwise.action.empty();
    if (offers) page.sends_to(what.otherwise);
    return page.finish(page.say(texts::checking), [&](markup& out) {
        out.element("main", {}, [&] {
            out.element("div", {{"id", "busy"}, attribute::mark("hidden", offers)}, [&] {
                out.element("h1", {}, page.say(texts::checking));
                out.element("p", {}, page.say(texts::checking_hint));
                write_storage_form(out, what.next, what.with, [&] {
                    for (const std::string& key : what.keys)
                        out.element("span", {{"data-key", key}, attribute::mark("hidden")}, "");
                    if (!offers) out.element("button", {{"type", "submit"}}, page.say(texts::go_on));
                });
            });
            if (!offers) return;
            out.element("div", {{"id", "otherwise"}, {"role", "alert"}}, [&] {
                out.element("h1", {}, page.say(texts::new_window));
                write_new_window_form(out, page, what.otherwise);
            });
        });
    });
}

reply render_new_window(const new_window_page& what, const setting& how) {
    sheet page(how);
    page.sends_to(what.form);
    return page.finish(page.say(texts::new_window), [&](markup& out) {
        write_main(out, page.say(texts::new_window), [&] {
            if (!what.title.empty()) out.element("p", {}, what.title);
            write_new_window_form(out, page, what.form);
        });
    });
}

} // namespace schakel::pages
