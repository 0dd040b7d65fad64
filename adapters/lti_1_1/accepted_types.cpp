#include "adapters/lti_1_1/accepted_types.hpp"

#include "adapters/lti_1_1/names.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace schakel::lti_1_1 {

namespace {

constexpr std::string_view everything = "*/*";
constexpr std::array all_types{"ltiResourceLink", "link", "file", "html", "image"};

void add(std::vector<std::string>& to, std::string_view word) {
    if (std::ranges::find(to, word) == to.end()) to.emplace_back(word);
}

void add_types_of(std::string_view media_type, std::vector<std::string>& to) {
    if (media_type == everything) {
        for (const std::string_view one : all_types) add(to, one);
    } else if (media_type == link_media_type) {
        add(to, "ltiResourceLink");
    } else if (media_type.starts_with("image/")) {
        add(to, "image");
    } else if (media_type.starts_with("text/html")) {
        add(to, "link");
        add(to, "html");
    } else if (media_type.find('/') != std::string_view::npos) {
        add(to, "file");
    }
}

} // namespace

std::vector<std::string> types_of(std::span<const std::string> media_types) {
    std::vector<std::string> out;
    for (const std::string& one : media_types) add_types_of(one, out);
    if (out.empty()) add_types_of(everything, out);
    return out;
}

std::vector<std::string> media_types_of(std::span<const std::string> types) {
    std::vector<std::string> out;
    for (const std::string& one : types) {
        if (one == "ltiResourceLink") add(out, link_media_type);
        if (one == "image") add(out, "image/*");
        if (one == "link" || one == "html") add(out, "text/html");
        if (one == "file") add(out, everything);
    }
    if (out.empty()) add(out, everything);
    return out;
}

} // namespace schakel::lti_1_1
