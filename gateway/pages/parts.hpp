// What pages have in common: the frame around their contents, and forms.
#pragma once

#include "gateway/pages/policy.hpp"
#include "gateway/pages/texts.hpp"

#include <functional>

namespace schakel::pages {

// One page while it is written.
class sheet {
public:
    explicit sheet(const setting& how) : how_(how) {}

    std::string_view say(const phrase& which) const { return which.in(how_.lang); }
    language lang() const { return how_.lang; }

    void use(const literal& script) { needs_.scripts.push_back(&script); }
    void open_frames() { needs_.frames = true; }

    // Where the page sends something; the policy allows it.
    void sends_to(const page_form& form) { needs_.form_targets.push_back(form.action); }

    // Head, title, style and scripts around what `contents` writes into body.
    reply finish(
        std::string_view title, const std::function<void(markup&)>& contents, bool framed = false,
        int usual_status = 200
    ) const;

private:
    const setting& how_;
    page_needs needs_;
};

// <main> with the heading of the page and what `contents` writes.
void write_main(markup& out, std::string_view heading, const std::function<void()>& contents);

// Hidden fields of a form, in their order.
void write_fields(markup& out, const page_form& form);

// The fields, and a button without a name: a field that the receiver does not expect would break a signature.
void write_fields_and_button(markup& out, const page_form& form, std::string_view label);

// A browser puts the fields of a GET form in the place of the address's query, so that query becomes fields as well.
page_form as_html_form(const page_form& form);

reply render_refusal(const refusal_page& what, const setting& how);
reply render_opening(const opening_page& what, const setting& how);
reply render_store(const store_page& what, const setting& how);
reply render_recall(const recall_page& what, const setting& how);
reply render_new_window(const new_window_page& what, const setting& how);
reply render_chooser(const chooser_page& what, const setting& how);
reply render_registered(const registered_page& what, const setting& how);
reply render_logged_out(const logged_out_page& what, const setting& how);

} // namespace schakel::pages
