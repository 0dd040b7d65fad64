// Flemish goals as they are published: sets with goals, and the goals of a study programme.
#pragma once

#include "adapters/common/goals/table.hpp"

#include <array>
#include <map>
#include <optional>

#include <string>
#include <vector>

namespace schakel::onderwijsdoelen {

struct goal {
    std::string id;         // the number; of an export in CSV its own id, perhaps none
    std::string code, text; // the text may be HTML
    std::string type;
    std::string footnote, memo;      // voetnoot, memorie; may be HTML
    std::vector<std::string> titles; // rubrics, the widest first
    std::string competence;          // "9. Competenties met betrekking tot …"
    std::vector<std::string> levels;
    std::string validity, valid_from, valid_to, published; // geldigheid.type; moments or dates as written
    bool attitude = false, optional = false;
    location where;
};

struct goal_set {
    std::string id; // the number, without "ODS_"; of exports in CSV empty
    std::string name, version, licence, source;
    std::vector<std::string> levels; // grade, stream
    std::vector<goal> goals;
    location where;
};

struct programme_part {
    std::string set;
    std::vector<std::string> goals;
    std::size_t whole = 0; // goals in the set, 0: not told
    location where;
};

struct programme {
    std::string number, title; // "G-0117"
    std::vector<programme_part> parts;
};

struct document {
    std::vector<goal_set> sets;
    std::vector<programme> programmes;
    std::size_t pointers = 0; // rows that only point at another goal
    std::size_t repeated = 0; // rows of an export that name a goal again
};

// What is read from the text of a goal that is HTML: its words, on one line.
std::string plain(std::string_view html);
bool is_pointer(const goal& one); // "zie eindterm"

} // namespace schakel::onderwijsdoelen
