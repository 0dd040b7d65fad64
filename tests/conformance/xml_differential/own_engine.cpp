#include "own_engine.hpp"

#include "schemas/bundled.hpp"

#include <utility>

namespace schakel::differential {

namespace {

fault_kind kind_of(std::string_view rule) {
    if (rule == "xsd.missing-element") return fault_kind::missing_child;
    if (rule == "xsd.unexpected-element" || rule == "xsd.misspelled-element" || rule == "xsd.wrong-namespace")
        return fault_kind::child;
    if (rule == "xsd.unknown-attribute" || rule == "xsd.missing-attribute") return fault_kind::attribute;
    if (rule == "xsd.duplicate-key" || rule == "xsd.duplicate-unique") return fault_kind::key;
    if (rule == "xsd.dangling-keyref") return fault_kind::reference;
    for (const std::string_view of_value :
         {"xsd.datatype", "xsd.pattern", "xsd.enumeration", "xsd.length", "xsd.min-length", "xsd.max-length",
          "xsd.min-inclusive", "xsd.max-inclusive", "xsd.total-digits", "xsd.fraction-digits", "xsd.fixed-value"})
        if (rule == of_value) return fault_kind::value;
    return fault_kind::other;
}

} // namespace

std::optional<own_engine> own_engine::load(const standard& of, std::string& refusal) {
    std::vector<std::string> names;
    for (const schema_document& one : of.bundled) names.push_back(one.file);
    auto compiled =
        validation::xsd_schema::compile(names, [](std::string_view name) { return schemas::bundled(name); });
    if (compiled) return own_engine(std::move(*compiled), of.read);
    refusal =
        compiled.error().file + ":" + std::to_string(compiled.error().where.line) + " " + compiled.error().message;
    return std::nullopt;
}

judgement own_engine::judge(std::string_view message) const {
    const auto outcome = read_ ? read_(message) : schema_.validate(message, {});
    judgement made;
    made.said = verdict::valid;
    if (!outcome.well_formed) made.said = verdict::invalid;
    for (const auto* list : {&outcome.scan_findings, &outcome.schema_findings}) {
        for (const finding& one : *list) {
            if (one.broken->level != severity::error) continue;
            made.said = verdict::invalid;
            if (!made.message.empty()) break;
            made.kind = kind_of(one.broken->id);
            made.line = static_cast<std::size_t>(one.where.line);
            made.message = one.broken->id;
        }
    }
    return made;
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
