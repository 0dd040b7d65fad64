// Other XSD engines as judges: libxml2 through xmllint, and Xerces-C through the program xerces_judge. Each runs in
// processes of its own over files, many at a time.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace schakel::conformance {

// One schema, by its main document, and the documents to judge by it.
struct judgement_task {
    std::filesystem::path schema;
    std::vector<std::filesystem::path> documents;
};

enum class verdict { valid, invalid, none }; // none: the engine crashed, hung, or was never asked

struct judgement {
    verdict schema = verdict::none;
    std::string schema_message;        // the engine's first error, where the schema is invalid
    std::vector<verdict> documents;    // none for all where the schema is invalid
    std::vector<std::string> messages; // the engine's first error for each invalid document
};

enum class engine { xmllint, xerces };
inline constexpr engine all_engines[] = {engine::xmllint, engine::xerces};

std::string_view name_of(engine which);
bool available(engine which);

// One judgement for each task, in order. Writes a file or two into `scratch`. Paths may not hold quotes, colons or
// newlines. An engine gets ten seconds for one task.
std::vector<judgement>
judge(engine which, const std::vector<judgement_task>& tasks, const std::filesystem::path& scratch);

} // namespace schakel::conformance
