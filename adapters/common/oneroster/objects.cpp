#include "adapters/common/oneroster/objects.hpp"

#include <array>

namespace schakel::oneroster {

namespace {

struct words {
    std::string_view one, many;
};

// In the order of object_kind.
constexpr std::array<words, 8> object_words{
    {{"academicSession", "academicSessions"},
     {"org", "orgs"},
     {"course", "courses"},
     {"class", "classes"},
     {"user", "users"},
     {"enrollment", "enrollments"},
     {"demographics", "demographics"},
     {"resource", "resources"}}};

} // namespace

std::string_view to_string(version which) {
    return which == version::v1_1 ? "1.1" : "1.2";
}

std::string_view word_of(object_kind kind) {
    return object_words[static_cast<std::size_t>(kind)].one;
}

std::string_view collection_of(object_kind kind) {
    return object_words[static_cast<std::size_t>(kind)].many;
}

std::string_view value_of(const metadata_list& list, std::string_view name) {
    for (const metadata_entry& one : list) {
        if (one.name == name) return one.json ? std::string_view{} : std::string_view(one.value);
    }
    return {};
}

} // namespace schakel::oneroster
