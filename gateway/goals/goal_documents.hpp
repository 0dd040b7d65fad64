// Documents of learning goals as they come in: files of a folder, an upload, entries of an archive; and which adapter
// reads each.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/codec/mapped_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::goals {

// Who holds the bytes outlives it.
struct goal_document {
    std::string name; // as whoever brings it names it, with its folder
    std::string_view bytes;
    const mapped_file* file = nullptr; // when the bytes are a mapping
    const adapter* by = nullptr;
};

// Whether a file of this name counts in folders and archives: it has an ending that goals have, and is not one that
// only describes a data set.
bool may_hold_goals(std::string_view name);

// Gives every document the adapter that reads it: this one, or the one that recognises it. One that says nothing of
// itself is read as the others are, when those are of one standard. Failure: nobody can tell what one is.
result<done> find_readers(std::vector<goal_document>& documents, const adapter* standard, const adapter_registry& all);

// The adapter that reads goals of this standard. Failure: there is none; the nearest name is told.
result<const adapter*> goal_reader(std::string_view standard, const adapter_registry& all);

// One file of goals, out of an archive or alone.
struct goal_file {
    std::string name, bytes;
};

// The files of an upload: those of a zip archive that may hold goals, in order of name; anything else is one file of
// that name. Failure: an archive that cannot be taken, or has no such files.
result<std::vector<goal_file>> uploaded_files(std::string bytes, std::string name);

std::vector<goal_document> documents_of(const std::vector<goal_file>& files);

} // namespace schakel::goals
