// The cases on which the engines differ, each with its reason.
#pragma once

#include "tests/conformance/engines/engines.hpp"

#include <string>
#include <vector>

namespace schakel::conformance {

struct exception_entry {
    std::string feature; // "facets.txt: title"
    std::string subject; // a document as it is written there, or "(schema)"
    std::vector<engine> differs;
    bool ours = false; // we judge otherwise as well
    std::string because;
    mutable bool used = false, used_for_ours = false;
};

class exceptions {
public:
    // Throws std::runtime_error when the file has not the form that its head tells.
    static exceptions read(const std::filesystem::path& file);

    bool allow(const std::string& feature, const std::string& subject, engine differs) const;

    // Entries that no case needed; and those that say we differ where we do not.
    std::vector<std::string> unused() const;
    std::vector<std::string> closed_gaps() const;

private:
    std::vector<exception_entry> entries_;
};

} // namespace schakel::conformance
