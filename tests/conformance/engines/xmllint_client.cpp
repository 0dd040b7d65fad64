#include "tests/conformance/engines/xmllint_client.hpp"

#include "tests/support/command_output.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <unordered_map>

namespace schakel::conformance {

namespace {

constexpr std::string_view begin_mark = "== task ", end_mark = "== exit ";
constexpr int schema_refused = 5; // xmllint's exit code for a schema that does not compile
constexpr int ended_early = 124;  // by timeout, or from here on by a signal

// A shell script that runs xmllint for every task, with marks around each in the output.
void write_script(
    const std::filesystem::path& script, const std::filesystem::path& stand_in, const std::vector<judgement_task>& tasks
) {
    std::ofstream(stand_in) << "<stand-in/>\n";
    std::ofstream out(script);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        out << "echo '" << begin_mark << i << "'\ntimeout 10 xmllint --nonet --noout --schema '"
            << tasks[i].schema.string() << "'";
        for (const auto& document : tasks[i].documents) out << " '" << document.string() << "'";
        if (tasks[i].documents.empty()) out << " '" << stand_in.string() << "'";
        out << "\necho '" << end_mark << "'$?\n";
    }
}

bool take_suffix(std::string_view& line, std::string_view suffix) {
    if (!line.ends_with(suffix)) return false;
    line.remove_suffix(suffix.size());
    return true;
}

// What xmllint printed for one task.
judgement read_task(const judgement_task& task, const std::vector<std::string>& lines, int exit_code) {
    judgement out;
    out.documents.resize(task.documents.size(), verdict::none);
    out.messages.resize(task.documents.size());
    if (exit_code == schema_refused) {
        out.schema = verdict::invalid;
        out.schema_message = lines.empty() ? "" : lines.front();
        return out;
    }
    if (exit_code >= ended_early) return out;
    out.schema = verdict::valid;
    std::unordered_map<std::string_view, verdict> told;
    std::unordered_map<std::string_view, std::string_view> complained; // the first line about each document
    for (std::string_view line : lines) {
        if (const std::size_t colon = line.find(':'); colon != line.npos)
            complained.try_emplace(line.substr(0, colon), line.substr(colon + 1));
        if (take_suffix(line, " fails to validate"))
            told[line] = verdict::invalid;
        else if (take_suffix(line, " validates"))
            told[line] = verdict::valid;
    }
    for (std::size_t i = 0; i < task.documents.size(); ++i) {
        const std::string path = task.documents[i].string();
        if (const auto found = told.find(path); found != told.end()) out.documents[i] = found->second;
        if (const auto found = complained.find(path); found != complained.end()) out.messages[i] = found->second;
    }
    return out;
}

} // namespace

bool xmllint_available() {
    return std::system("xmllint --version >/dev/null 2>&1") == 0;
}

std::vector<judgement>
judge_by_xmllint(const std::vector<judgement_task>& tasks, const std::filesystem::path& scratch) {
    const auto script = scratch / "xmllint.sh";
    write_script(script, scratch / "stand-in.xml", tasks);
    std::vector<judgement> out;
    std::vector<std::string> of_task;
    for (std::string& line : test::lines_of("sh '" + script.string() + "' 2>&1")) {
        if (line.starts_with(begin_mark)) {
            of_task.clear();
        } else if (line.starts_with(end_mark) && out.size() < tasks.size()) {
            out.push_back(read_task(tasks[out.size()], of_task, std::atoi(line.c_str() + end_mark.size())));
        } else {
            of_task.push_back(std::move(line));
        }
    }
    out.resize(tasks.size());
    return out;
}

} // namespace schakel::conformance
