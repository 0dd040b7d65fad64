#include "gateway/pages/render.hpp"

#include "gateway/pages/parts.hpp"

namespace schakel::pages {

reply render(const page& what, const setting& how) {
    struct {
        const setting& how;
        reply operator()(const refusal_page& one) const { return render_refusal(one, how); }
        reply operator()(const opening_page& one) const { return render_opening(one, how); }
        reply operator()(const store_page& one) const { return render_store(one, how); }
        reply operator()(const recall_page& one) const { return render_recall(one, how); }
        reply operator()(const new_window_page& one) const { return render_new_window(one, how); }
        reply operator()(const chooser_page& one) const { return render_chooser(one, how); }
        reply operator()(const registered_page& one) const { return render_registered(one, how); }
        reply operator()(const logged_out_page& one) const { return render_logged_out(one, how); }
    } const each{how};
    return std::visit(each, what);
}

} // namespace schakel::pages
