// The content-based router: a pure function of the loaded routes and the facts of a message. It can explain its choice.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/settings/settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::routing {

// What a route may look at. `subject` and `level` belong to one assessment; a message with several is routed in groups.
struct facts {
    std::string school, sender, family, kind, standard, subject, level;
    instant at{};
};

struct verdict {
    enum class kind { won, shadowed, not_matched } what;
    const settings::route* route;
    std::string_view failed_on; // the first condition that did not hold, for not_matched
};

class router {
public:
    router() = default;
    explicit router(std::vector<settings::route> routes);

    // The winning route, or null when none matches.
    const settings::route* match(const facts& of) const;

    // Every route in order of priority, with what became of it.
    std::vector<verdict> explain(const facts& of) const;

    // Whether any route looks at subject or level, so that a message has to be divided by assessment.
    bool looks_at_assessments() const { return looks_at_assessments_; }

private:
    std::vector<settings::route> by_priority_;
    bool looks_at_assessments_ = false;
};

} // namespace schakel::routing
