// Choosing what becomes part of a course: a plain form, so that it works with a keyboard and without scripts.
#include "gateway/pages/parts.hpp"

namespace schakel::pages {

namespace {

constexpr std::size_t few = 8; // are seen at one glance

bool is_searched(const chooser_page& what) {
    return what.found > few || what.pages > 1 || !what.search.empty();
}

// The first button of a form is the one that Enter presses, so searching comes first.
void write_search(markup& out, const sheet& page, const chooser_page& what) {
    if (!is_searched(what)) return;
    out.element("label", {{"class", "search"}, {"for", "search"}}, page.say(texts::search_label));
    out.element("div", {{"class", "row"}, {"role", "search"}}, [&] {
        out.lone(
            "input",
            {{"type", "search"}, {"id", "search"}, {"name", "search"}, {"value", what.search}, {"maxlength", "200"}}
        );
        out.element(
            "button", {{"type", "submit"}, {"name", "do"}, {"value", "search"}, {"class", "plain"}},
            page.say(texts::search)
        );
    });
}

void write_item(markup& out, const chooser_page::item& one, bool several) {
    out.element("label", {{"class", "item"}}, [&] {
        out.lone(
            "input", {{"type", several ? "checkbox" : "radio"},
                      {"name", "item"},
                      {"value", one.id},
                      attribute::mark("checked", one.chosen)}
        );
        out.element("span", {}, [&] {
            out.text(one.title);
            if (!one.text.empty()) out.element("small", {}, one.text);
        });
    });
}

void write_items(markup& out, const sheet& page, const chooser_page& what) {
    const std::string found =
        std::to_string(what.found) + std::string(page.say(what.found == 1 ? texts::found_one : texts::found));
    if (what.items.empty() || is_searched(what))
        out.element(
            "p", {{"role", "status"}}, what.items.empty() ? page.say(texts::nothing_found) : std::string_view(found)
        );
    if (what.items.empty()) return;
    out.element("fieldset", {}, [&] {
        out.element("legend", {}, page.say(what.several ? texts::choose_several : texts::choose_one));
        for (const chooser_page::item& one : what.items) write_item(out, one, what.several);
    });
}

void write_pager(markup& out, const sheet& page, const chooser_page& what) {
    if (what.pages < 2) return;
    const auto turn = [&](std::size_t to, const phrase& label) {
        const std::string number = std::to_string(to);
        out.element(
            "button", {{"type", "submit"}, {"name", "page"}, {"value", number}, {"class", "plain"}}, page.say(label)
        );
    };
    out.element("nav", {{"class", "row"}, {"aria-label", page.say(texts::pages)}}, [&] {
        if (what.page > 1) turn(what.page - 1, texts::previous);
        const std::string where = std::string(page.say(texts::page_before)) + std::to_string(what.page) +
                                  std::string(page.say(texts::page_of)) + std::to_string(what.pages);
        out.element("span", {}, where);
        if (what.page < what.pages) turn(what.page + 1, texts::next);
    });
}

void write_chosen_elsewhere(markup& out, const sheet& page, const chooser_page& what) {
    if (!what.several || what.chosen_elsewhere.empty()) return;
    for (const std::string& id : what.chosen_elsewhere)
        out.lone("input", {{"type", "hidden"}, {"name", "item"}, {"value", id}});
    out.element("p", {}, std::to_string(what.chosen_elsewhere.size()) + std::string(page.say(texts::chosen_elsewhere)));
}

void write_decision(markup& out, const sheet& page, const chooser_page& what) {
    out.element("div", {{"class", "row"}}, [&] {
        if (!what.items.empty() || !what.chosen_elsewhere.empty())
            out.element("button", {{"type", "submit"}, {"name", "do"}, {"value", "choose"}}, page.say(texts::choose));
        out.element(
            "button", {{"type", "submit"}, {"name", "do"}, {"value", "cancel"}, {"class", "plain"}},
            page.say(texts::cancel)
        );
    });
}

} // namespace

reply render_chooser(const chooser_page& what, const setting& how) {
    sheet page(how);
    page.sends_to(what.form);
    const std::string heading = what.title.empty() ? std::string(page.say(texts::choose_material))
                                                   : std::string(page.say(texts::choose_from)) + what.title;
    return page.finish(heading, [&](markup& out) {
        write_main(out, heading, [&] {
            out.element("form", {{"method", "post"}, attribute::address("action", what.form.action)}, [&] {
                write_fields(out, what.form);
                if (what.undecided) out.element("p", {{"role", "alert"}}, page.say(texts::choose_first));
                write_search(out, page, what);
                write_items(out, page, what);
                write_pager(out, page, what);
                write_chosen_elsewhere(out, page, what);
                write_decision(out, page, what);
            });
        });
    });
}

} // namespace schakel::pages
