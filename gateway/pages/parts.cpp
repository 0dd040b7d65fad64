#include "gateway/pages/parts.hpp"

#include "gateway/codec/form_fields.hpp"

namespace schakel::pages {

reply sheet::finish(std::string_view title, const std::function<void(markup&)>& contents, bool framed, int usual_status)
    const {
    markup out;
    out.element("html", {{"lang", lang() == language::nl ? "nl" : "en"}}, [&] {
        out.element("head", {}, [&] {
            out.lone("meta", {{"charset", "utf-8"}});
            out.lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
            out.element("title", {}, title);
            out.verbatim("style", style);
        });
        out.element("body", {{"class", framed ? "framed" : "page"}}, [&] {
            contents(out);
            for (const literal* script : needs_.scripts) out.verbatim("script", *script);
        });
    });
    return {how_.status == 0 ? usual_status : how_.status, policy_headers(needs_, how_), out.take()};
}

void write_main(markup& out, std::string_view heading, const std::function<void()>& contents) {
    out.element("main", {}, [&] {
        out.element("h1", {}, heading);
        contents();
    });
}

void write_fields(markup& out, const page_form& form) {
    for (const auto& [name, value] : form.fields)
        out.lone("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
}

void write_fields_and_button(markup& out, const page_form& form, std::string_view label) {
    write_fields(out, form);
    out.element("button", {{"type", "submit"}}, label);
}

page_form as_html_form(const page_form& form) {
    if (form.method != "GET") return {"post", form.action, form.fields};
    const std::string_view action = form.action;
    const std::string_view address = action.substr(0, action.find('#'));
    const std::size_t query = std::min(address.find('?'), address.size());
    page_form made{"get", std::string(address.substr(0, query)), {}};
    if (query < address.size()) made.fields = forms::read(address.substr(query + 1)).value_or(forms::field_list{});
    made.action += action.substr(address.size());
    made.fields.insert(made.fields.end(), form.fields.begin(), form.fields.end());
    return made;
}

} // namespace schakel::pages
