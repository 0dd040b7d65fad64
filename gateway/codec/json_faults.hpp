// What went wrong while reading, told in our own rules. Only for json_*.cpp of this folder.
#pragma once

#include "gateway/core/finding.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <rapidjson/error/error.h>

namespace schakel::json {

struct fault {
    const rule* broken = nullptr;
    std::size_t offset = 0;
    std::string expected = {};
    std::string got = {};
};

// Collects faults up to a limit; one more entry then says that there were more. The fault that ends the reading always
// fits.
class fault_list {
public:
    explicit fault_list(std::size_t limit) : limit_(limit) {}
    void add(const rule& broken, std::size_t offset, std::string expected = {}, std::string got = {});
    void add(fault last);
    findings take();

private:
    findings found_;
    std::size_t limit_;
    bool more_ = false;
};

// What can be said without reading: too large, a byte order mark, another encoding.
std::optional<fault> refused_unread(std::string_view bytes, std::size_t largest);

// RapidJSON's error as a fault, at the place where it has to be repaired.
fault explain(rapidjson::ParseErrorCode code, std::size_t offset, std::string_view bytes);

// RapidJSON writes a lone low surrogate as three bytes that UTF-8 does not allow.
bool holds_surrogate(std::string_view decoded);
// Where the escape of that surrogate stands in the string that begins at `string_offset`.
std::size_t lone_surrogate(std::string_view bytes, std::size_t string_offset);

} // namespace schakel::json
