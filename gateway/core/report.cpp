#include "gateway/core/report.hpp"

#include <algorithm>
#include <iterator>

namespace schakel {

void report::add(layer which, schakel::findings found) {
    layer_result& result = at(which);
    const bool invalid = result.outcome == verdict::invalid || has_error(found);
    result.outcome = invalid ? verdict::invalid : verdict::valid;
    std::ranges::move(found, std::back_inserter(result.findings));
}

bool report::rejects() const {
    return std::ranges::any_of(layers_, [](const layer_result& l) { return l.outcome == verdict::invalid; });
}

const finding* report::first_error() const {
    for (const layer_result& result : layers_) {
        for (const finding& f : result.findings) {
            if (f.broken->level == severity::error) return &f;
        }
    }
    return nullptr;
}

std::size_t report::count(severity level) const {
    std::size_t total = 0;
    for (const layer_result& result : layers_) {
        total += static_cast<std::size_t>(std::ranges::count_if(result.findings, [&](const finding& f) {
            return f.broken->level == level;
        }));
    }
    return total;
}

std::string_view to_string(layer which) {
    switch (which) {
    case layer::transport: return "transport";
    case layer::well_formed: return "well-formed";
    case layer::schema: return "schema";
    case layer::rules: return "rules";
    case layer::meaning: return "meaning";
    }
    return "";
}

std::string_view to_string(verdict outcome) {
    switch (outcome) {
    case verdict::valid: return "valid";
    case verdict::invalid: return "invalid";
    case verdict::skipped: return "skipped";
    }
    return "";
}

} // namespace schakel
