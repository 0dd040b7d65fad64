// The arithmetic of wildcards: sets of namespaces, or everything but such a set.
#include "gateway/validation/xsd_content.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
using spaces = std::vector<index>;

bool holds(const spaces& list, index space) {
    return std::find(list.begin(), list.end(), space) != list.end();
}

spaces both(const spaces& a, const spaces& b) {
    spaces out;
    std::copy_if(a.begin(), a.end(), std::back_inserter(out), [&](index s) { return holds(b, s); });
    return out;
}

spaces minus(const spaces& a, const spaces& b) {
    spaces out;
    std::copy_if(a.begin(), a.end(), std::back_inserter(out), [&](index s) { return !holds(b, s); });
    return out;
}

spaces joined(const spaces& a, const spaces& b) {
    spaces out = a;
    for (const index s : minus(b, a)) out.push_back(s);
    return out;
}
} // namespace

bool wildcard::allows(index space) const {
    return holds(spaces, space) != negated;
}

wildcard wildcard::intersect(const wildcard& other) const {
    wildcard out = *this;
    out.negated = negated && other.negated;
    if (negated && other.negated)
        out.spaces = joined(spaces, other.spaces);
    else if (negated)
        out.spaces = minus(other.spaces, spaces);
    else
        out.spaces = other.negated ? minus(spaces, other.spaces) : both(spaces, other.spaces);
    return out;
}

wildcard wildcard::unite(const wildcard& other) const {
    wildcard out = *this;
    out.negated = negated || other.negated;
    if (negated && other.negated)
        out.spaces = both(spaces, other.spaces);
    else if (negated)
        out.spaces = minus(spaces, other.spaces);
    else
        out.spaces = other.negated ? minus(other.spaces, spaces) : joined(spaces, other.spaces);
    return out;
}

bool wildcard::overlaps(const wildcard& other) const {
    const wildcard common = intersect(other);
    return common.negated || !common.spaces.empty();
}

bool wildcard::is_within(const wildcard& other) const {
    if (other.negated && other.spaces.empty()) return true;
    if (negated) return other.negated && minus(spaces, other.spaces).empty() && minus(other.spaces, spaces).empty();
    return std::all_of(spaces.begin(), spaces.end(), [&](index space) { return other.allows(space); });
}

bool wildcard::is_expressible() const {
    if (!negated || spaces.empty()) return true;
    return holds(spaces, no_space) && spaces.size() <= 2;
}

} // namespace schakel::validation::xsd
