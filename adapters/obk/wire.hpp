// The crosswalk tables from terms of VDEX lists to concepts of the Onderwijsbegrippenkader (OBK): one row for each
// pair.
#pragma once

#include "adapters/common/goals/table.hpp"

#include <array>
#include <string>
#include <vector>

namespace schakel::obk {

struct column {
    enum name : std::size_t { purpose, vocabulary, term, concept_id, concept_title, concept_purpose, column_count };
};

inline constexpr std::array<goal_files::column, column::column_count> columns{
    {{"lom.classification.purpose", true},
     {"vocabulaire.identifier", true},
     {"term.identifier", true},
     {"obk.begrip.identifier", true},
     {"obk.begrip.aanduiding", true},
     {"obk.begrip.purpose", true}}};

struct row {
    std::array<std::string, column::column_count> cells;
    location where;
};

struct document {
    std::vector<row> rows;
};

} // namespace schakel::obk
