// A validation report: ordered layers, each valid, invalid or skipped, each with its findings.
//
// A message is invalid as soon as one layer holds an error; the layers after a layer that could not be read are
// skipped.
#pragma once

#include "gateway/core/finding.hpp"

#include <array>
#include <string>

namespace schakel {

enum class layer { transport, well_formed, schema, rules, meaning };
inline constexpr std::array all_layers{
    layer::transport, layer::well_formed, layer::schema, layer::rules, layer::meaning};

enum class verdict { valid, invalid, skipped };

struct layer_result {
    verdict outcome = verdict::skipped;
    schakel::findings findings;
};

class report {
public:
    // Records that a layer has run with these findings: invalid when one of them is an error, else valid. May be called
    // again for the same layer; findings then accumulate.
    void add(layer which, schakel::findings found);

    const layer_result& at(layer which) const { return layers_[static_cast<std::size_t>(which)]; }
    layer_result& at(layer which) { return layers_[static_cast<std::size_t>(which)]; }

    bool rejects() const;
    verdict outcome() const { return rejects() ? verdict::invalid : verdict::valid; }

    // The first error in layer order, or null. Replies that have room for one cause use it.
    const finding* first_error() const;
    std::size_t count(severity level) const;

private:
    std::array<layer_result, all_layers.size()> layers_;
};

std::string_view to_string(layer which); // "transport", "well-formed", "schema", "rules", "meaning"
std::string_view to_string(verdict outcome);

} // namespace schakel
