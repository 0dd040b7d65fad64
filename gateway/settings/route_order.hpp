// How two routes relate: whether one takes everything that the other could, or whether both could match one message.
#pragma once

#include "gateway/settings/settings.hpp"

#include <functional>
#include <map>
#include <vector>

namespace schakel::settings {

// Every message that `narrow` matches is also matched by `wide`.
bool covers(const route& wide, const route& narrow);

// There can be a message that both match.
bool overlap(const route& a, const route& b);

// Routes, found by those that could overlap them or be covered by them, without looking at all pairs: ten thousand
// routes differ in their sender or their school.
class route_rivals {
public:
    void add(const route& one);
    // Asks `look` of every route added that may overlap `one`, until it says true.
    void any_of(const route& one, const std::function<bool(const route&)>& look) const;

private:
    struct by_name {                   // of one condition
        std::vector<const route*> any; // those without the condition
        std::map<std::string_view, std::vector<const route*>> named;
    };
    using groups = std::vector<const std::vector<const route*>*>;

    static groups groups_for(const by_name& index, const std::set<std::string, std::less<>>& names);

    std::vector<const route*> all_;
    by_name from_, schools_;
};

} // namespace schakel::settings
