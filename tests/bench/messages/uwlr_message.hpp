// The message that the benches send: UWLR 2.2 results of invented pupils, five results each, in a SOAP envelope.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::bench {

inline constexpr unsigned results_per_pupil = 5;
inline constexpr std::string_view sending_key = "bench-key-of-the-publisher"; // autorisatiesleutel

// Every pupil has two scores on parts of a test, one on the whole, one on another test, and one OSO result. A message
// is valid and gives no findings; messages with other numbers share no result key.
class uwlr_message {
public:
    // Pupils of different groups are different pupils.
    uwlr_message(unsigned pupils, unsigned group);

    // The bytes with this number in every result key; good until the next call. Numbers have at most nine digits.
    const std::string& numbered(std::uint64_t number);

private:
    void add_pupil(unsigned group, unsigned pupil);
    void add_result(std::string_view place, std::string_view test, std::string_view part, std::string_view content);

    std::string bytes_;
    std::vector<std::size_t> numbers_; // where the digits stand
};

} // namespace schakel::bench
