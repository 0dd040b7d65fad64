// "Opening …": the form that carries the launch onward.
#include "gateway/pages/parts.hpp"

namespace schakel::pages {

namespace {

// What a frame of another origin may use only when it is handed on: sound for language exercises, full screen for
// video.
constexpr std::string_view handed_on[] = {"fullscreen", "autoplay", "encrypted-media",
                                          "microphone", "camera",   "clipboard-write"};

std::string origins_of(const opening_page& what) {
    std::string list = origin_of(what.form.action);
    const std::string first = list;
    for (const std::string& origin : what.origins) {
        if (is_origin(origin) && origin != first) list.append(" ").append(origin);
    }
    return list;
}

std::string permissions_for(std::string_view origins) {
    std::string list;
    for (const std::string_view one : handed_on) list.append(one).append(" ").append(origins).append("; ");
    return list;
}

} // namespace

reply render_opening(const opening_page& what, const setting& how) {
    sheet page(how);
    page.use(what.framed ? host_script : what.leaves_frame ? leave_script : send_script);
    page.sends_to(what.form);
    if (what.framed) page.open_frames();
    const page_form form = as_html_form(what.form);
    const std::string title = what.title.empty() ? std::string(page.say(texts::material)) : what.title;
    const std::string heading = what.leaves_frame ? std::string(page.say(texts::leaving))
                                                  : std::string(page.say(texts::opening_before)) + title;
    const std::string origins = origins_of(what);

    const auto write_form = [&](markup& out) {
        if (!is_address(form.action)) return;
        const attribute target = what.framed ? attribute("target", "material") : attribute::mark("target", false);
        const attribute known =
            what.framed ? attribute("data-origins", origins) : attribute::mark("data-origins", false);
        out.element(
            "form",
            {{"id", "onward"}, {"method", form.method}, attribute::address("action", form.action), target, known},
            [&] { write_fields_and_button(out, form, page.say(what.leaves_frame ? texts::go_on : texts::open)); }
        );
    };
    const auto contents = [&](markup& out) {
        write_main(out, heading, [&] {
            out.element("p", {}, page.say(texts::opening_hint));
            write_form(out);
        });
        if (!what.framed) return;
        for (const auto& [key, value] : what.kept)
            out.element("span", {{"data-key", key}, {"data-value", value}, attribute::mark("hidden")}, "");
        const std::string frame_title = std::string(page.say(texts::frame_title_before)) + title;
        const std::string permissions = permissions_for(origins);
        out.element(
            "iframe", {{"id", "material"}, {"name", "material"}, {"title", frame_title}, {"allow", permissions}}, ""
        );
    };
    return page.finish(heading, contents, what.framed);
}

} // namespace schakel::pages
