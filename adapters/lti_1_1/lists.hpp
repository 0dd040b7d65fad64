// Lists in one parameter: "Learner, urn:lti:role:ims/lis/Mentor".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::lti_1_1 {

// Divided by commas; blanks around items and empty items do not count.
inline std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view one = text.substr(0, comma);
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (!one.empty()) out.emplace_back(one);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return out;
}

inline std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list) {
        if (!out.empty()) out += ',';
        out += one;
    }
    return out;
}

} // namespace schakel::lti_1_1
