// Files of the store, apart from what SQLite does with them.
#pragma once

#include <string>

namespace schakel::outbox {

// Messages are about pupils: nobody but the owner reads a file of the store. To be called before SQLite makes it, which
// gives its log the same rights.
void make_private(const std::string& path);

// A new file is there after a power cut only when its folder was synced too.
void sync_folder_of(const std::string& path);

// Nothing happens when there is none. `vfs`: SQLite's file layer by name; empty: the machine's.
void remove_file(const std::string& path, const std::string& vfs);

} // namespace schakel::outbox
