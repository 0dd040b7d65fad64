#include "own_engine.hpp"

#include "schemas/bundled.hpp"

#include <array>
#include <utility>

namespace schakel::differential {

std::optional<own_engine> own_engine::load(std::string& refusal) {
    const std::array<std::string, 4> names = {
        "soap/1.1/envelope.xsd", "uwlr/2.2/autorisatie.xsd", "uwlr/2.2/leerresultaten.xsd",
        "uwlr/2.2/toetsdefinities.xsd"};
    auto compiled =
        validation::xsd_schema::compile(names, [](std::string_view name) { return schemas::bundled(name); });
    if (compiled) return own_engine(std::move(*compiled));
    refusal =
        compiled.error().file + ":" + std::to_string(compiled.error().where.line) + " " + compiled.error().message;
    return std::nullopt;
}

bool own_engine::valid(std::string_view message) const {
    const auto outcome = schema_.validate(message, {});
    return outcome.well_formed && !has_error(outcome.scan_findings) && !has_error(outcome.schema_findings);
}

std::string own_engine::findings(std::string_view message) const {
    const auto outcome = schema_.validate(message, {});
    std::string lines;
    for (const auto* list : {&outcome.scan_findings, &outcome.schema_findings})
        for (const finding& one : *list)
            lines += std::string(one.broken->id) + " at " + std::to_string(one.where.line) + ":" +
                     std::to_string(one.where.column) + " " + one.where.path + ": " + one.text(language::en) + "\n";
    return lines.empty() ? "our engine finds nothing\n" : lines;
}

} // namespace schakel::differential
