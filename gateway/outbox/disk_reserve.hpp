// Room on the disk that is kept back for what must be written when the disk is full: audit entries, and how deliveries
// ended. A file of zeros beside the store, "<path>-reserve".
#pragma once

#include <string>

namespace schakel::outbox {

class disk_reserve {
public:
    // `database`: beside which it lies; `vfs`: SQLite's file layer by name, empty: the machine's.
    disk_reserve(const std::string& database, const std::string& vfs) : path_(database + "-reserve"), vfs_(vfs) {}

    bool keep();      // makes it when it is not there; false: there is no room for it
    void give_back(); // the room is for others

private:
    std::string path_, vfs_;
};

} // namespace schakel::outbox
