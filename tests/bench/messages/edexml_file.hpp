// An EDEXML 2.1 file of any size: one school, its groups, invented pupils and a few teachers.
#pragma once

#include <cstdint>
#include <ostream>

namespace schakel::bench {

// Writes a file of about `bytes` bytes, up to a twentieth more, without holding it in memory; the smallest has 18 KB.
// It is valid: keys are unique, references hold. Every 25 pupils share a group and a teacher, so the tables that a
// validator keeps for keys grow with the file. The same size gives the same bytes.
void write_edexml(std::ostream& out, std::uint64_t bytes);

} // namespace schakel::bench
