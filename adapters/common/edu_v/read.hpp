// Reads answers of the administration services: the bare array of one kind of object, one object, or the combined form,
// an object that holds an array for each kind ("students": […]). A whole school is read element by element.
#pragma once

#include "adapters/common/edu_v/to_model.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/roster.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace schakel::edu_v {

// The schemas of the nine objects, which the adapters of the four services share. Throws std::runtime_error when one is
// refused.
class object_schemas {
public:
    explicit object_schemas(const validation::schema_catalogue& catalogue);
    const validation::json_schema& of(object what) const { return list_[static_cast<std::size_t>(what)].schema; }
    // Of the objects that this service tells of.
    std::span<const compiled_schemas> costs(service of) const { return costs_[static_cast<std::size_t>(of)]; }

private:
    std::vector<bundled_schema<validation::json_schema>> list_; // by object
    std::array<std::vector<compiled_schemas>, 4> costs_;        // by service
};

// Findings of one document, layer by layer.
struct document_faults {
    explicit document_faults(std::size_t limit) : schema(limit), rules(limit) {}
    findings well_formed;
    fault_list schema, rules;

    bool rejects() const { return schakel::has_error(well_formed) || schema.has_error() || rules.has_error(); }
    // Adds the layers to a report.
    void move_into(report& into, std::string_view bytes) &&;
};

// Reads one array, or one object, of that kind. Stops at the first text that is not JSON.
void read_objects(
    object what, const roster_input& input, const object_schemas& schemas, const document_limits& limits,
    roster_builder& into, document_faults& found, field_trace& trace
);

// Reads a document of a service: which kinds of objects it holds follows from its path, or else from itself.
roster_reading read_document(
    service of, const roster_input& input, const object_schemas& schemas, const decode_options& options,
    roster_sink& into
);

// Whether the bytes begin as a document of the service.
int recognises(service of, std::string_view bytes);

} // namespace schakel::edu_v
