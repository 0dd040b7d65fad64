// The XPath subset of identity constraints (XML Schema 1.0 part 1, 3.11.6). Private to the XSD engine.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/validation/xsd_names.hpp"

#include <functional>
#include <vector>

namespace schakel::validation::xsd {

// The test of one step: a name, any name of a namespace, or any name.
struct path_step {
    index name = none;
    index space = none; // with name none: any name of this namespace; both none: any name

    bool accepts(index other_name, index other_space) const {
        return name != none ? name == other_name : space == none || space == other_space;
    }
};

struct path {
    bool anywhere = false;          // begins with ".//"
    std::vector<path_step> steps;   // child steps; none: the context element itself
    bool ends_in_attribute = false; // the attribute's test is the last of the steps
};

// Gives the namespace of a prefix, or none.
using prefix_resolver = std::function<const std::string*(std::string_view prefix)>;

// The alternatives of an expression. Attributes are for fields only.
result<std::vector<path>>
read_paths(std::string_view expression, bool is_field, name_table& names, const prefix_resolver& resolve);

} // namespace schakel::validation::xsd
