#include "tests/conformance/engines/engines.hpp"

#include "tests/conformance/engines/command.hpp"
#include "tests/conformance/engines/xerces_client.hpp"
#include "tests/conformance/engines/xmllint_client.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>

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

std::vector<std::string> lines_of(const std::string& command) {
    struct closes_pipe {
        void operator()(FILE* pipe) const { pclose(pipe); }
    };
    const std::unique_ptr<FILE, closes_pipe> pipe(popen(command.c_str(), "r"));
    std::string all;
    char chunk[1 << 14];
    for (std::size_t count = 1; pipe && count > 0;)
        all.append(chunk, count = std::fread(chunk, 1, sizeof chunk, pipe.get()));
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\n', at), all.size());
        lines.push_back(all.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

} // namespace schakel::conformance
