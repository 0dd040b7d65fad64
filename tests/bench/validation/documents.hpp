// The documents that the engines judge, as files: one good one of each size, and small ones with one fault each.
#pragma once

#include <filesystem>

namespace schakel::bench {

// For uwlr (XML), edexml (XML) and statements (JSON): STANDARD-good-SIZE and STANDARD-fault-NAME. The fault "form"
// makes a document ill-formed; every other one leaves it well-formed and invalid.
void write_documents(const std::filesystem::path& folder);

} // namespace schakel::bench
