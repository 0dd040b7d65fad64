// What xmllint says of an answer beside the published schemas, where both are here.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace schakel::test {

// "element leerling: Missing child element(s). Expected is ( bsn_ondwnr-4 )." for each fault of the bare data of an
// answer, without namespaces; none where the schema or xmllint is missing. The schema is named below Schemas/.
std::optional<std::vector<std::string>> published_complaints(const std::string& answer, const std::string& schema);

inline std::optional<bool> published_schema_accepts(const std::string& answer, const std::string& schema) {
    const auto complaints = published_complaints(answer, schema);
    return complaints ? std::optional(complaints->empty()) : std::nullopt;
}

} // namespace schakel::test
