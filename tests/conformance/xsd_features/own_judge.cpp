#include "tests/conformance/xsd_features/own_judge.hpp"

#include "gateway/validation/xsd_schema.hpp"

#include <fstream>

namespace schakel::conformance {

own_judgement judge_by_own(const feature& what) {
    own_judgement out;
    out.documents.resize(what.documents.size(), verdict::none);
    out.messages.resize(what.documents.size());
    const auto schema = validation::xsd_schema::compile(
        std::vector<std::string>{"main.xsd"},
        [&](std::string_view name) -> std::optional<std::string> {
            const auto found = what.schema_files.find(std::string(name));
            return found == what.schema_files.end() ? std::nullopt : std::optional(found->second);
        }
    );
    if (!schema) {
        const auto& why = schema.error();
        out.schema = verdict::invalid;
        out.not_supported = why.why == validation::schema_refusal::kind::not_supported;
        out.schema_message = why.file + ":" + std::to_string(why.where.line) + " " + why.message;
        return out;
    }
    out.schema = verdict::valid;
    for (std::size_t i = 0; i < what.documents.size(); ++i) {
        const auto found = schema->validate(what.documents[i].text, {});
        const bool valid = found.well_formed && !has_error(found.scan_findings) && !has_error(found.schema_findings);
        out.documents[i] = valid ? verdict::valid : verdict::invalid;
        for (const auto* list : {&found.scan_findings, &found.schema_findings})
            for (const finding& one : *list)
                out.messages[i] += std::string(one.broken->id) + " " + one.text(language::en) + "; ";
    }
    return out;
}

std::vector<judgement_task> write_tasks(const std::vector<feature>& features, const std::filesystem::path& folder) {
    std::vector<judgement_task> out;
    const auto write = [](const std::filesystem::path& file, const std::string& bytes) {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
    };
    for (const feature& one : features) {
        const auto place = folder / std::to_string(out.size());
        judgement_task& task = out.emplace_back();
        task.schema = place / "main.xsd";
        for (const auto& [name, bytes] : one.schema_files) write(place / name, bytes);
        for (std::size_t i = 0; i < one.documents.size(); ++i) {
            task.documents.push_back(place / (std::to_string(i) + ".xml"));
            write(task.documents.back(), one.documents[i].text);
        }
    }
    return out;
}

} // namespace schakel::conformance
