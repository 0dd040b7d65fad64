#include "tests/conformance/xsd_features/exceptions.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace schakel::conformance {

namespace {

// The text after a keyword, or nothing when the line has another one.
bool take(std::string_view line, std::string_view keyword, std::string& out) {
    if (!line.starts_with(keyword)) return false;
    out = line.substr(keyword.size());
    return true;
}

void read_engines(const std::string& names, exception_entry& out) {
    out.ours = names.find("ours") != std::string::npos;
    for (const engine one : all_engines)
        if (names.find(name_of(one)) != std::string::npos) out.differs.push_back(one);
}

} // namespace

exceptions exceptions::read(const std::filesystem::path& file) {
    exceptions out;
    std::ifstream in(file);
    std::size_t number = 0;
    std::string feature;
    for (std::string line; std::getline(in, line);) {
        ++number;
        std::string text;
        if (line.empty() || line.starts_with('#')) continue;
        if (take(line, "=== ", feature)) continue;
        if (take(line, "case ", text)) {
            out.entries_.push_back({feature, text, {}, false, {}, false, false});
            continue;
        }
        if (out.entries_.empty()) throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": no case");
        if (take(line, "differs ", text))
            read_engines(text, out.entries_.back());
        else if (take(line, "because ", text) || take(line, "  ", text))
            out.entries_.back().because += text + " ";
        else
            throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": neither differs nor because");
    }
    for (const auto& entry : out.entries_)
        if ((entry.differs.empty() && !entry.ours) || entry.because.empty())
            throw std::runtime_error(file.string() + ": no engine or no reason for " + entry.subject);
    return out;
}

bool exceptions::allow(const std::string& feature, const std::string& subject, engine differs) const {
    const auto found = std::ranges::find_if(entries_, [&](const exception_entry& e) {
        return e.feature == feature && e.subject == subject;
    });
    if (found == entries_.end()) return false;
    const bool theirs = std::ranges::find(found->differs, differs) != found->differs.end();
    (theirs ? found->used : found->used_for_ours) = true;
    return theirs || found->ours;
}

std::vector<std::string> exceptions::unused() const {
    std::vector<std::string> out;
    for (const auto& entry : entries_)
        if (!entry.used && !entry.used_for_ours) out.push_back(entry.feature + " / " + entry.subject);
    return out;
}

std::vector<std::string> exceptions::closed_gaps() const {
    std::vector<std::string> out;
    for (const auto& entry : entries_)
        if (entry.ours && !entry.used_for_ours) out.push_back(entry.feature + " / " + entry.subject);
    return out;
}

} // namespace schakel::conformance
