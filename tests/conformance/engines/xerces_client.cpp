#include "tests/conformance/engines/xerces_client.hpp"

#include "tests/support/command_output.hpp"

#include <algorithm>
#include <fstream>

namespace schakel::conformance {

namespace {

constexpr std::string_view invalid_mark = "invalid ";

verdict read_line(const std::string& line, std::string& message) {
    if (line == "valid") return verdict::valid;
    if (!line.starts_with(invalid_mark)) return verdict::none;
    message = line.substr(invalid_mark.size());
    return verdict::invalid;
}

constexpr std::size_t tasks_in_one_process = 200;

// Some tasks from `first` on, as far as the program got.
void judge_from(
    std::size_t first, const std::vector<judgement_task>& tasks, const std::filesystem::path& list,
    std::vector<judgement>& out
) {
    const std::size_t last = std::min(tasks.size(), first + tasks_in_one_process);
    std::ofstream wanted(list);
    for (std::size_t i = first; i < last; ++i) {
        wanted << "schema " << tasks[i].schema.string() << "\n";
        for (const auto& document : tasks[i].documents) wanted << "document " << document.string() << "\n";
    }
    wanted.close();
    // A limit on CPU time ends one task that hangs; the next call goes on after it.
    const auto lines = test::lines_of("ulimit -t 20; '" SCHAKEL_XERCES_JUDGE "' '" + list.string() + "' 2>/dev/null");
    std::size_t at = 0;
    for (std::size_t i = first; i < last && at < lines.size(); ++i) {
        judgement j;
        j.schema = read_line(lines[at++], j.schema_message);
        j.messages.resize(tasks[i].documents.size());
        for (std::string& message : j.messages)
            j.documents.push_back(at < lines.size() ? read_line(lines[at++], message) : verdict::none);
        if (j.schema != verdict::valid) j.documents.assign(j.documents.size(), verdict::none);
        out.push_back(std::move(j));
    }
}

} // namespace

bool xerces_available() {
    return std::string_view(SCHAKEL_XERCES_JUDGE).size() > 0;
}

std::vector<judgement> judge_by_xerces(const std::vector<judgement_task>& tasks, const std::filesystem::path& scratch) {
    std::vector<judgement> out;
    while (out.size() < tasks.size()) {
        const std::size_t before = out.size();
        judge_from(before, tasks, scratch / "xerces.txt", out);
        if (out.size() == before) out.emplace_back().documents.resize(tasks[before].documents.size(), verdict::none);
    }
    return out;
}

} // namespace schakel::conformance
