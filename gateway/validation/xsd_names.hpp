// Names of a schema as small numbers, so that validation compares numbers. Private to the XSD engine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::validation::xsd {

using index = std::uint32_t;
inline constexpr index none = 0xFFFFFFFF;
inline constexpr index no_space = 0; // the number of the absent namespace

inline constexpr std::string_view schema_space = "http://www.w3.org/2001/XMLSchema";
inline constexpr std::string_view instance_space = "http://www.w3.org/2001/XMLSchema-instance";
inline constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

// Namespaces and qualified names, each once. An open hash table: one probe for nearly every look-up.
class name_table {
public:
    name_table();

    index add_space(std::string_view uri);
    index add(index space, std::string_view local);
    index add(std::string_view uri, std::string_view local) { return add(add_space(uri), local); }

    index find_space(std::string_view uri) const;          // none when no schema mentions it
    index find(index space, std::string_view local) const; // none likewise

    const std::string& local(index name) const { return names_[name].local; }
    index space(index name) const { return names_[name].space; }
    const std::string& uri(index space) const { return spaces_[space]; }
    std::string expanded(index name) const; // "{namespace}local", or the local name alone
    std::size_t size() const { return names_.size(); }

private:
    struct entry {
        index space;
        std::string local;
    };
    static std::size_t hash(index space, std::string_view local);
    void grow();

    std::vector<std::string> spaces_;
    std::vector<entry> names_;
    std::vector<index> slots_; // a power of two, at most half full
};

} // namespace schakel::validation::xsd
