// The namespaces that occur in the messages of a standard.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::differential {

// `foreign` is one that no schema knows. What a standard has itself is numbered on from there.
enum class space : std::size_t { none, schema_instance, schema, foreign };

constexpr space own_space(std::size_t number) {
    return space{static_cast<std::size_t>(space::foreign) + 1 + number};
}

struct space_name {
    std::string_view uri;
    std::string_view prefix; // that people use for it
};

class vocabulary {
public:
    explicit vocabulary(const std::vector<space_name>& own = {})
        : names_{
              {"", ""},
              {"http://www.w3.org/2001/XMLSchema-instance", "xsi"},
              {"http://www.w3.org/2001/XMLSchema", "xs"},
              {"urn:example:unknown", "f"}} {
        names_.insert(names_.end(), own.begin(), own.end());
    }

    const space_name& operator[](space of) const { return names_[static_cast<std::size_t>(of)]; }
    std::size_t size() const { return names_.size(); }

private:
    std::vector<space_name> names_;
};

} // namespace schakel::differential
