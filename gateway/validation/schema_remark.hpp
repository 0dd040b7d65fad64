// What the author of a schema should know about it, although it could be loaded: a keyword that nothing looks at, a
// format that is not checked. Unlike a finding about a message, it names what stands in the schema as it stands there.
#pragma once

#include "gateway/core/finding.hpp"

#include <string>

namespace schakel::validation {

struct schema_remark {
    std::string file; // the name in the catalogue
    finding what;     // severity warning or info; where: offset, line, column and JSON pointer in `file`
};

} // namespace schakel::validation
