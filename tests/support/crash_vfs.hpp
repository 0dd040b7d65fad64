// A file layer under SQLite that loses power on command.
//
// Everything works as on the machine's own layer, but what was written and not yet synced is kept apart in memory.
// After a crash a file holds what was synced, and of the rest a random part, torn at borders of 512 bytes. Deleting a
// file counts as synced. Files other than database, journal and log are left alone. Syncs never reach the real disk, so
// hundreds of crashes take a second.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace schakel::test {

class crash_vfs {
public:
    explicit crash_vfs(const std::string& name); // registered with SQLite under this name until it is destroyed
    ~crash_vfs();
    crash_vfs(const crash_vfs&) = delete;
    crash_vfs& operator=(const crash_vfs&) = delete;

    // The power goes before the n-th write, truncation or sync from here; every call after that fails.
    void crash_after(std::uint64_t calls);
    bool crashed() const;
    std::uint64_t calls() const; // writes, truncations and syncs so far

    // Power is back: files become what survived, chosen by `seed`. Every connection must have been closed.
    void restart(std::uint64_t seed);

    // Syncs report failure, and what they were to save is never saved by a later one.
    void fail_syncs(bool yes);
    // Writes that would make a file longer than this find no space.
    void limit_file_size(std::uint64_t bytes);

    struct disk;

private:
    std::unique_ptr<disk> disk_;
};

} // namespace schakel::test
