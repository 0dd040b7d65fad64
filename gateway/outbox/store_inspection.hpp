// Everything that can be found wrong with a store without altering it: beside a running gateway, on a stopped one, on
// one that was killed, on a copy.
//
// Looked at: the checksum of every group of the journal and their numbering, of every page of the databases in use, of
// every run of record keys; the digest of every stored body, report and loss report; the chain of audit entries; and
// whether the files fit each other. Words name files, groups, pages, and ids of messages and deliveries; never what a
// message says.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

struct store_fault {
    std::string file; // its name
    std::string what;
};

struct inspected_store {
    std::string database;
    std::string launches; // of the launch store; passed over when it is not there
    bool running = false; // somebody writes it meanwhile
};

struct inspection {
    std::vector<store_fault> faults;
    std::uint64_t messages = 0, deliveries = 0, audit_entries = 0; // that were looked at
    std::int64_t schema = 0;                                       // of the tables
    std::uint64_t first_group = 0, last_group = 0;                 // of the journal
};

// `told` hears what is looked at and how many bytes that was. Throws nothing: what cannot be read is a fault.
using inspection_listener = std::function<void(std::string_view doing, std::uint64_t bytes)>;
inspection inspect_store(const inspected_store& where, const inspection_listener& told);

// Bytes of the files that inspect_store() reads.
std::uint64_t bytes_to_inspect(const inspected_store& where);

} // namespace schakel::outbox
