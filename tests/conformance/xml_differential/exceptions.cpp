#include "exceptions.hpp"

#include <algorithm>

namespace schakel::differential {

namespace {

bool beyond_ascii(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// libxml2 says: '…' is not a valid value of the atomic type 'xs:QName'.
bool of_a_name_type(std::string_view message) {
    constexpr std::string_view types[] = {"'xs:QName'", "'xs:NCName'", "'xs:Name'"};
    return std::any_of(std::begin(types), std::end(types), [&](std::string_view type) {
        return message.find(type) != message.npos;
    });
}

constexpr judge_exception exceptions[] = {
    {"names of the fifth edition",
     "the scanner takes the names of XML 1.0 fifth edition (2.3 [4], [4a]), and so do values of QName, NCName and "
     "Name; libxml2 "
     "has the tables of the second edition for values only",
     [](const judgement& libxml2, const judgement& ours) {
         return libxml2.said == verdict::invalid && ours.said == verdict::valid && of_a_name_type(libxml2.message) &&
                beyond_ascii(libxml2.message);
     }},
};

} // namespace

const judge_exception* exception_for(const judgement& libxml2, const judgement& ours) {
    const auto* found = std::find_if(std::begin(exceptions), std::end(exceptions), [&](const judge_exception& one) {
        return one.covers(libxml2, ours);
    });
    return found == std::end(exceptions) ? nullptr : found;
}

} // namespace schakel::differential
