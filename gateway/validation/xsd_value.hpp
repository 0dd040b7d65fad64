// The lexical and value spaces of XML Schema's primitive types: reading, ordering, and a canonical form for equality.
// Private to the XSD engine.
#pragma once

#include "gateway/codec/xml_scanner.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::validation::xsd {

enum class primitive : std::uint8_t {
    any_simple,
    string,
    boolean,
    decimal,
    float_,
    double_,
    duration,
    date_time,
    time,
    date,
    year_month,
    year,
    month_day,
    day,
    month,
    hex_binary,
    base64_binary,
    any_uri,
    qname,
    notation
};

// Seconds and months of the longest durations and dates.
__extension__ using wide = __int128;

// A value as it was read. The views point into the text; which members count depends on the primitive.
struct value {
    bool negative = false;     // decimal, duration
    std::string_view whole;    // decimal: digits without leading zeros
    std::string_view fraction; // decimal, date_time, time, duration: digits without trailing zeros
    std::size_t octets = 0;    // binary types
    double number = 0;         // float, double
    wide months = 0;           // duration
    wide seconds = 0;          // duration; for the types of time the instant, in UTC when zoned
    bool zoned = false;
    bool truth = false;
    std::string_view space; // qname
    std::string_view local;
};

// Reads a value whose white space has been treated. False: not in the lexical space. `scope` resolves the prefixes of
// QNames; without a scope only unprefixed names are read.
bool read_value(primitive type, std::string_view text, const xml::namespace_scope* scope, value& out);

// The order of the value space; unordered where the specification says that it cannot be determined, or has no order.
std::partial_ordering compare(primitive type, const value& a, const value& b);

// Equal values of one primitive have equal canonical texts. Appended to `out` after a mark for the primitive.
inline char canonical_mark(primitive type) { // what a canonical form begins with; that of a text is the text behind it
    return static_cast<char>('A' + static_cast<int>(type));
}
void append_canonical(primitive type, const value& v, std::string_view text, std::string& out);

bool is_ordered(primitive type);

} // namespace schakel::validation::xsd
