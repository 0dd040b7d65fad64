#include "gateway/outbox/disk_reserve.hpp"

#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/layered_file.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

namespace schakel::outbox {

namespace {

constexpr std::size_t reserved = 512 * 1024; // some hundred entries, each with what the journal takes ahead

} // namespace

bool disk_reserve::keep() {
    try {
        layered_file file(path_, layered_file::access::write, vfs_);
        const std::uint64_t there = file.size();
        if (there < reserved) file.write(there, std::string(reserved - there, '\0'));
        return true;
    } catch (const sqlite_error&) {
        return false;
    }
}

void disk_reserve::give_back() {
    remove_file(path_, vfs_);
}

} // namespace schakel::outbox
