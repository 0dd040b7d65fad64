// Makes the file of a store what an earlier version of Schakel left behind, step by step from today's version back.
#pragma once

#include "gateway/outbox/sqlite_connection.hpp"

#include <filesystem>
#include <string>

namespace schakel::test {

// Versions 8 and 9 did not keep where the parts of a divided batch lie.
inline void to_version_9(outbox::connection& of) {
    of.execute("DROP TABLE route_pause");
    of.execute("DROP TABLE part");
    of.execute("PRAGMA user_version=9");
}

// Version 7 had no journal: texts and keys of records lay in tables.
inline void to_version_7(outbox::connection& of) {
    to_version_9(of);
    for (const char* text : {"body", "report"})
        for (const char* part : {"_at", "_length", "_digest"})
            of.execute(("ALTER TABLE message DROP COLUMN " + std::string(text) + part).c_str());
    for (const char* text : {"body", "loss"})
        for (const char* part : {"_at", "_length", "_digest"})
            of.execute(("ALTER TABLE delivery DROP COLUMN " + std::string(text) + part).c_str());
    of.execute("DROP TABLE followed");
    of.execute("CREATE TABLE record(key TEXT NOT NULL, scope TEXT NOT NULL, message INTEGER NOT NULL, digest BLOB NOT "
               "NULL, PRIMARY KEY(key, scope, message)) WITHOUT ROWID");
    of.execute("PRAGMA user_version=7");
}

// Version 6 knew no entitlements.
inline void to_version_6(outbox::connection& of) {
    to_version_7(of);
    for (const char* table : {"school", "version", "row", "name", "sync"})
        of.execute(("DROP TABLE entitlement_" + std::string(table)).c_str());
    of.execute("PRAGMA user_version=6");
}

// Versions 3 to 5 had learning goals beside the messages.
inline void to_version_5(outbox::connection& of) {
    to_version_6(of);
    of.execute("CREATE TABLE goal_block(seq INTEGER PRIMARY KEY, owner INTEGER, kind INTEGER, bytes BLOB)");
    of.execute("PRAGMA user_version=5");
}

// Version 4 did not keep which goals a delivery rests on.
inline void to_version_4(outbox::connection& of) {
    to_version_5(of);
    of.execute("DROP TABLE goal_use");
    of.execute("DROP TABLE goal_fetch");
    of.execute("PRAGMA user_version=4");
}

// Version 3 kept neither how far a school's roster was learned nor how its syncs ended.
inline void to_version_3(outbox::connection& of) {
    to_version_4(of);
    of.execute("DROP TABLE roster_sync");
    of.execute("ALTER TABLE roster_school DROP COLUMN learned");
    of.execute("PRAGMA user_version=3");
}

// Version 2 knew no learning goals.
inline void to_version_2(outbox::connection& of) {
    to_version_3(of);
    for (const char* table : {"goal_import", "goal_owner", "goal_block"})
        of.execute(("DROP TABLE " + std::string(table)).c_str());
    of.execute("PRAGMA user_version=2");
}

// Version 1 knew no rosters.
inline void to_version_1(outbox::connection& of) {
    to_version_2(of);
    for (const char* table : {"roster_school", "roster_version", "roster_row", "roster_name"})
        of.execute(("DROP TABLE " + std::string(table)).c_str());
    of.execute("PRAGMA user_version=1");
}

inline void to_version(int version, outbox::connection& of) {
    constexpr void (*steps[])(outbox::connection&) = {to_version_1, to_version_2, to_version_3, to_version_4,
                                                      to_version_5, to_version_6, to_version_7};
    steps[version - 1](of);
}

// Files that there were not yet.
inline void remove_journal(const std::filesystem::path& folder) {
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        const std::string name = each.path().filename().string();
        if (name.find(".db-log") != std::string::npos || name.find(".db-keys") != std::string::npos)
            std::filesystem::remove(each.path());
    }
}

} // namespace schakel::test
