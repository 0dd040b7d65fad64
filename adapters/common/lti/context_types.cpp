#include "adapters/common/lti/context_types.hpp"

#include <array>

namespace schakel::lti {

namespace {

constexpr std::string_view uri_base = "http://purl.imsglobal.org/vocab/lis/v2/course#";
constexpr std::string_view urn_base = "urn:lti:context-type:ims/lis/";
constexpr std::array<std::string_view, 4> types{"CourseTemplate", "CourseOffering", "CourseSection", "Group"};

std::string_view last_part(std::string_view word) {
    if (word.starts_with(uri_base)) return word.substr(uri_base.size());
    if (word.starts_with(urn_base)) return word.substr(urn_base.size());
    return word;
}

// "Course Section", "coursesection" and "CourseSection" are one type; one platform says "CourseGroup".
std::string folded(std::string_view word) {
    std::string out;
    for (const char c : word) {
        if (c != ' ' && c != '_' && c != '-') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return out == "coursegroup" ? "group" : out;
}

std::string_view known_type(std::string_view word) {
    const std::string looked_for = folded(last_part(word));
    for (const std::string_view type : types) {
        if (folded(type) == looked_for) return type;
    }
    return {};
}

} // namespace

std::string context_type_uri(std::string_view word) {
    const std::string_view type = known_type(word);
    return type.empty() ? std::string(word) : std::string(uri_base) + std::string(type);
}

std::string context_type_urn(std::string_view word) {
    const std::string_view type = known_type(word);
    return type.empty() ? std::string(word) : std::string(urn_base) + std::string(type);
}

} // namespace schakel::lti
