// Golden cases of adapters: tests/adapters/<standard>/cases/<case>/, read, run and compared file by file.
//
//   input.*            the message, as it travels; a folder stands for a zip archive of the files in it
//   options.toml       optional: how it arrives and how it is sent on, see below
//   report.json        verdict and findings per layer, with rule id and place
//   records.json       the canonical records; absent when the report rejects
//   roster.json        of an adapter that reads rosters: kinds it tells of, head, records; absent as records.json is
//   goals.json         of an adapter that reads learning goals: the records
//   access.json        of an adapter that reads catalogues or entitlements: the records
//   trace.json         source path -> canonical field
//   reply.txt          what the sender is answered, in Dutch; not where an adapter takes no messages and finds no fault
//   becomes.<standard>.*          the message for that standard; more than one: becomes.<standard>.1.* …
//   becomes.<standard>.loss.json  its loss report, with what was refused
//
// With SCHAKEL_REGENERATE=1 in the environment the expected files are written instead of compared; review them as a
// diff.
//
// options.toml: bare, profile, quirks, method, path, content_type, received_at, becomes (standards), [headers],
// [query], and [encode] with now, quirks, [encode.parameters] and [encode.school] (scheme = value). Of documents with
// goals also framework, release and [signers] (name = public key in PEM).
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::test {

struct golden_case {
    std::string name;
    std::filesystem::path folder;
    exchange received;
    decode_options decoding;
    encode_options encoding;
    std::string framework, release;                          // goals: told by whoever imports the document
    std::map<std::string, std::string, std::less<>> signers; // goals: name -> public key in PEM
    std::vector<std::string> becomes;
};

// A zip archive of the files in a folder, in order of name.
std::string packed_folder(const std::filesystem::path& folder);

// The cases of one adapter, sorted by name. Throws when a case has no input or its options cannot be read.
std::vector<golden_case> golden_cases(const adapter& subject);

// Runs one case. `targets` are the adapters that `becomes` may name; one that is not among them is skipped with a
// message.
void check_golden_case(const golden_case& one, const adapter& subject, const adapter_registry& targets);

// The ids of all rules that the cases of an adapter report, on decoding or on encoding to one of the targets.
std::set<std::string, std::less<>> rules_met(const adapter& subject, const adapter_registry& targets);

} // namespace schakel::test
