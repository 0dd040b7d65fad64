#include "gateway/validation/xsd_positions.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t position_limit = 100'000;
constexpr std::size_t connection_limit = 4'000'000;
constexpr std::size_t counter_limit = 10'000;

std::size_t count(const particle& p) {
    if (p.what == particle::kind::element || p.what == particle::kind::any) return 1;
    std::size_t total = 0;
    for (const particle& child : p.children) total += count(child);
    return total;
}

void append(std::vector<reach>& to, const std::vector<reach>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

std::uint32_t product(std::uint32_t a, std::uint32_t b) {
    if (a == 0 || b == 0) return 0;
    if (a == unbounded || b == unbounded) return unbounded;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{a} * b, unbounded - 1));
}

// Whether from `rounds` rounds on, each of `least` to `most`, every number of children can be reached.
bool without_gap(std::uint64_t rounds, const particle& inner) {
    return inner.most == unbounded || rounds * (inner.most - inner.least) + 1 >= inner.least;
}

// Gives the bounds of a group to its only particle; false where the two must stay apart.
bool fold(const particle& group, particle& inner) {
    const bool optional = group.least == 0;
    const std::uint32_t rounds = optional ? 1 : group.least;
    const bool exact = group.least == group.most;
    if (!exact && !(optional && group.most == 1) && !without_gap(rounds, inner)) return false;
    if (optional && inner.least > 1) return false;
    inner.least = optional ? 0 : product(group.least, inner.least);
    inner.most = product(group.most, inner.most);
    return true;
}
} // namespace

std::uint64_t least_children(const particle& p) {
    if (p.what == particle::kind::element || p.what == particle::kind::any) return p.least;
    std::uint64_t least = 0;
    bool first = true;
    for (const particle& child : p.children) {
        const std::uint64_t own = least_children(child);
        least = p.what != particle::kind::choice ? least + own : first ? own : std::min(least, own);
        first = false;
    }
    return std::min<std::uint64_t>(least, unbounded) * p.least;
}

void refuse_model(bool not_supported, std::string message) {
    throw content_refused{{not_supported, std::move(message)}};
}

particle simplified(const particle& p) {
    if (p.what == particle::kind::element || p.what == particle::kind::any) return p;
    particle out = p;
    out.children.clear();
    for (const particle& child : p.children) {
        if (child.most == 0) continue;
        out.children.push_back(simplified(child));
    }
    if (out.children.size() == 1) {
        particle inner = std::move(out.children[0]);
        if (fold(out, inner)) return inner;
        out.children[0] = std::move(inner);
    }
    return out;
}

position_builder::part position_builder::build(const particle& p) {
    if (p.most == 0) return {};
    const std::size_t copies = p.most == unbounded ? std::max<std::size_t>(p.least, 1) : p.most;
    part out;
    if (copies == 1)
        out = p.most == unbounded ? looped(once(p), p.least) : once(p);
    else
        out = copies * count(p) <= unroll_limit_ ? unrolled(p) : counted(p);
    out.nullable |= p.least == 0;
    return out;
}

position_builder::part position_builder::once(const particle& p) {
    switch (p.what) {
    case particle::kind::element:
    case particle::kind::any: return leaf(p);
    case particle::kind::choice: return choice(p);
    default: return sequence(p);
    }
}

position_builder::part position_builder::leaf(const particle& p) {
    if (leaves.size() >= position_limit) refuse_model(true, "the content model is too large");
    const auto position = static_cast<std::uint32_t>(leaves.size());
    leaves.push_back(&p);
    follow.emplace_back();
    return {false, {{position, {}}}, {{position, {}}}};
}

// A choice of nothing cannot be met: nullable only when it need not occur.
position_builder::part position_builder::choice(const particle& p) {
    part out;
    out.nullable = false;
    for (const particle& child : p.children) {
        const part c = build(child);
        out.nullable |= c.nullable;
        append(out.first, c.first);
        append(out.last, c.last);
    }
    return out;
}

position_builder::part position_builder::sequence(const particle& p) {
    part out;
    for (const particle& child : p.children) out = joined(std::move(out), build(child));
    return out;
}

position_builder::part position_builder::joined(part a, part b) {
    connect(a.last, {}, b.first);
    part out;
    out.nullable = a.nullable && b.nullable;
    out.first = std::move(a.first);
    if (a.nullable) append(out.first, b.first);
    out.last = std::move(a.last);
    if (!b.nullable) out.last.clear();
    append(out.last, b.last);
    return out;
}

position_builder::part position_builder::looped(part p, std::uint32_t least) {
    connect(p.last, {}, p.first);
    p.nullable |= least == 0;
    return p;
}

// xx(x(x)?)? or xx+ : an optional copy is entered only from the copy before it.
position_builder::part position_builder::unrolled(const particle& p) {
    part out;
    const std::uint32_t fixed = p.most == unbounded ? p.least - 1 : p.least;
    for (std::uint32_t i = 0; i < fixed; ++i) out = joined(std::move(out), once(p));
    if (p.most == unbounded) return joined(std::move(out), looped(once(p), 1));
    part tail;
    for (std::uint32_t i = fixed; i < p.most; ++i) {
        tail = joined(once(p), std::move(tail));
        tail.nullable = true;
    }
    return joined(std::move(out), std::move(tail));
}

position_builder::part position_builder::counted(const particle& p) {
    if (counters.size() >= counter_limit)
        refuse_model(true, "more than 10,000 particles with wide occurrence bounds in one content model");
    const auto counter = static_cast<std::uint16_t>(counters.size());
    counters.push_back({p.least, p.most});
    part out = once(p);
    if (out.nullable) counters[counter].least = 0; // empty rounds fill the minimum
    connect(out.last, {{counter_step::kind::again, counter}}, out.first);
    for (reach& r : out.first) r.done.insert(r.done.begin(), {counter_step::kind::begin, counter});
    for (reach& r : out.last) r.done.push_back({counter_step::kind::leave, counter});
    return out;
}

void position_builder::connect(
    const std::vector<reach>& from, const counter_steps& between, const std::vector<reach>& to
) {
    if (from.empty() || to.empty()) return;
    edges_ += from.size() + to.size();
    if (edges_ > connection_limit) refuse_model(true, "the content model is too large");
    const auto set = static_cast<std::uint32_t>(sets.size());
    sets.push_back(to);
    for (const reach& a : from) {
        continuation next{a.done, set};
        next.before.insert(next.before.end(), between.begin(), between.end());
        follow[a.position].push_back(std::move(next));
    }
}

} // namespace schakel::validation::xsd
