// Every adapter with its golden cases, and short words for what the suite does with them.
#pragma once

#include "adapters/all_adapters.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace schakel::test {

const adapter_registry& registry();

// The cases of an adapter, read once; a case is good when its message is accepted.
struct tried_case {
    golden_case what;
    decoded read;

    bool good() const { return !read.report.rejects(); }
};
const std::vector<tried_case>& cases_of(const adapter& subject);

// A message as its receiver of the same standard gets it: with credentials, at the path that takes messages.
exchange arrived(const adapter& at, outgoing sent, instant when);

// Everything that the standard's parameters may ask for, so that what can be sent is sent.
encode_options usual_options(const adapter& target, const std::vector<model::record>& records);

std::string all_findings(const report& of); // "uwlr.score 12:3, …"; for messages of failing checks
std::string read_file(const std::string& path);

// Basic Outcomes of LTI 1.1 answers with status 200 whatever happened, and tells a fault by its codes.
bool tells_faults_by_codes(const adapter& by);
// By its status, or by its codes where the standard has them.
bool tells_a_fault(const adapter& by, const reply& answer);

} // namespace schakel::test
