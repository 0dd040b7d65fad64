#include "exceptions.hpp"

#include <algorithm>

namespace schakel::differential {

namespace {

bool beyond_ascii(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

bool refused_by_libxml2_only(const judgement& libxml2, const judgement& ours) {
    return libxml2.said == verdict::invalid && ours.said == verdict::valid;
}

bool fifth_edition_name(const judgement& libxml2, const judgement& ours, std::string_view) {
    constexpr std::string_view types[] = {"'xs:QName'", "'xs:NCName'", "'xs:Name'"};
    return refused_by_libxml2_only(libxml2, ours) && beyond_ascii(libxml2.message) &&
           std::any_of(std::begin(types), std::end(types), [&](auto type) { return holds(libxml2.message, type); });
}

bool type_without_namespace(const judgement& libxml2, const judgement& ours, std::string_view message) {
    return refused_by_libxml2_only(libxml2, ours) &&
           holds(libxml2.message, "of the xsi:type attribute does not resolve to a type definition") &&
           (holds(message, "xmlns=\"\"") || holds(message, "xmlns=''"));
}

constexpr judge_exception exceptions[] = {
    {"names of the fifth edition",
     "XML 1.0 fifth edition 2.3 [4], [4a]: the scanner takes these names, and so do values of QName, NCName and Name; "
     "libxml2 has the tables of earlier editions for values",
     fifth_edition_name},
    {"types without a namespace",
     "Namespaces in XML 1.0 6.2: an empty xmlns says that there is no default namespace; libxml2 looks for the type of "
     "xsi:type in a namespace with the empty name",
     type_without_namespace},
};

} // namespace

const judge_exception* exception_for(const judgement& libxml2, const judgement& ours, std::string_view message) {
    const auto* found = std::find_if(std::begin(exceptions), std::end(exceptions), [&](const judge_exception& one) {
        return one.covers(libxml2, ours, message);
    });
    return found == std::end(exceptions) ? nullptr : found;
}

} // namespace schakel::differential
