// The walk over content models, and how it goes on after a fault.
#include "gateway/validation/xsd_run.hpp"

#include <algorithm>
#include <deque>

namespace schakel::validation::xsd {

const edge* validation_run::find_edge(const frame& f, index name, index space) const {
    const content_model& model = *f.model;
    const content_state& state = model.states[f.state];
    if (name != none) {
        for (std::uint32_t i = state.begin; i < state.names_end; ++i) {
            const edge& e = model.edges[i];
            if (e.name == name && passes(f, e.steps_begin, e.steps_end)) return &e;
        }
    }
    for (std::uint32_t i = state.names_end; i < state.end; ++i) {
        const edge& e = model.edges[i];
        if (model.wildcards[e.target].allows(space) && passes(f, e.steps_begin, e.steps_end)) return &e;
    }
    return nullptr;
}

// Whether the counters allow these steps.
bool validation_run::passes(const frame& f, std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t i = begin; i < end && !f.lenient; ++i) {
        const counter_step& step = f.model->steps[i];
        const std::uint32_t count = counters_[f.counters + step.counter];
        const auto& bounds = f.model->counters[step.counter];
        if (step.what == counter_step::kind::again && count >= bounds.most) return false;
        if (step.what == counter_step::kind::leave && count < bounds.least) return false;
    }
    return true;
}

void validation_run::count_steps(frame& f, const edge& e) {
    for (std::uint32_t i = e.steps_begin; i < e.steps_end; ++i) {
        const counter_step& step = f.model->steps[i];
        std::uint32_t& count = counters_[f.counters + step.counter];
        if (step.what == counter_step::kind::begin) count = 1;
        if (step.what == counter_step::kind::again && count < unbounded) ++count;
    }
}

bool validation_run::is_taken(const frame& f, std::uint32_t position) const {
    return (counters_[f.counters + position / 32] >> position % 32 & 1) != 0;
}

void validation_run::take_member(frame& f, const started& e) {
    const content_model& model = *f.model;
    const auto found =
        std::lower_bound(model.by_name.begin(), model.by_name.end(), e.name, [&](std::uint32_t m, index name) {
            return model.members[m].name < name;
        });
    const all_member* m = found == model.by_name.end() ? nullptr : &model.members[*found];
    const bool known = m != nullptr && e.name != none && m->name == e.name;
    if (known && !is_taken(f, m->position)) {
        counters_[f.counters + m->position / 32] |= std::uint32_t{1} << m->position % 32;
        const element_declaration& d = tables_.elements[m->element];
        return open(&d, d.type, e);
    }
    report_unexpected(f, e);
    if (known) return open_surplus(m->element, e);
    f.excuses = true;
    skip();
}

// Every search ahead goes with a finding or uses up a note of an earlier one, so the limit on findings bounds the work.
void validation_run::resynchronise(frame& f, const started& e) {
    f.lenient = true;
    const index declared = e.name == none ? none : declaration_of(*f.model, e.name);
    if (declared != none && f.last_surplus == e.name) return open_surplus(declared, e); // told already
    const way_ahead ahead = declared == none ? way_ahead{} : find_ahead(*f.model, f.state, e.name);
    const auto came_late = std::find(left_out_.begin(), left_out_.end(), std::pair(frames_.size(), e.name));
    const bool late = declared != none && came_late != left_out_.end();
    const bool excused = ahead.via != nullptr && ahead.left_out == 1 && f.excuses;
    if (!late && !excused) report_unexpected(f, e);
    if (late) left_out_.erase(came_late);
    if (declared == none) {
        f.excuses = true;
        return skip();
    }
    if (ahead.via == nullptr) {
        f.last_surplus = e.name;
        return open_surplus(declared, e);
    }
    if (!f.excuses) note_left_out(f);
    f.excuses = false;
    take(f, *ahead.via);
    open(&tables_.elements[ahead.via->target], tables_.elements[ahead.via->target].type, e);
}

void validation_run::open_surplus(index declared, const started& e) {
    const std::size_t before = frames_.size();
    open(&tables_.elements[declared], tables_.elements[declared].type, e);
    if (frames_.size() > before) frames_.back().surplus = true;
}

// What was expected here has been reported as missing; should it come later, that is the same fault.
void validation_run::note_left_out(const frame& f) {
    constexpr std::size_t most_noted = 64;
    const content_state& state = f.model->states[f.state];
    for (std::uint32_t i = state.begin; i < state.names_end && left_out_.size() < most_noted; ++i)
        left_out_.emplace_back(frames_.size(), f.model->edges[i].name);
}

// The nearest state from which the name is expected, and how many children lie between.
validation_run::way_ahead validation_run::find_ahead(const content_model& model, std::uint32_t from, index name) const {
    std::vector<bool> visited(model.states.size());
    std::deque<std::pair<std::uint32_t, std::size_t>> queue{{from, 0}};
    visited[from] = true;
    while (!queue.empty()) {
        const auto [number, distance] = queue.front();
        queue.pop_front();
        const content_state& state = model.states[number];
        for (std::uint32_t i = state.begin; i < state.end; ++i) {
            const edge& e = model.edges[i];
            if (e.name == name) return {&e, std::max<std::size_t>(distance, 1)}; // 0: its counter forbids it
            if (visited[e.to]) continue;
            visited[e.to] = true;
            queue.emplace_back(e.to, distance + 1);
        }
    }
    return {};
}

index validation_run::declaration_of(const content_model& model, index name) const {
    const auto found =
        std::find_if(model.edges.begin(), model.edges.end(), [&](const edge& e) { return e.name == name; });
    return found == model.edges.end() ? none : found->target;
}

bool validation_run::is_complete(const frame& f) const {
    if (f.model->is_all) {
        const std::span taken(counters_.data() + f.counters, f.model->required.size());
        const bool untouched = std::all_of(taken.begin(), taken.end(), [](std::uint32_t word) { return word == 0; });
        return (untouched && f.model->may_be_empty) ||
               std::equal(taken.begin(), taken.end(), f.model->required.begin(), [](auto have, auto need) {
                   return (need & ~have) == 0;
               });
    }
    const content_state& state = f.model->states[f.state];
    return state.accepts && passes(f, state.steps_begin, state.steps_end);
}

void validation_run::report_incomplete(frame& f) {
    f.lenient = true;
    if (f.excuses) return;
    sink_.add(
        rule_of(xsd_rule::missing_element), f.offset, describe_expected(f, {}), std::string(f.local.substr(0, 60))
    );
}

} // namespace schakel::validation::xsd
