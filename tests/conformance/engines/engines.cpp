#include "tests/conformance/engines/engines.hpp"

#include "tests/conformance/engines/xerces_client.hpp"
#include "tests/conformance/engines/xmllint_client.hpp"

namespace schakel::conformance {

std::string_view name_of(engine which) {
    return which == engine::xmllint ? "xmllint" : "Xerces";
}

bool available(engine which) {
    return which == engine::xmllint ? xmllint_available() : xerces_available();
}

std::vector<judgement>
judge(engine which, const std::vector<judgement_task>& tasks, const std::filesystem::path& scratch) {
    return which == engine::xmllint ? judge_by_xmllint(tasks, scratch) : judge_by_xerces(tasks, scratch);
}

} // namespace schakel::conformance
