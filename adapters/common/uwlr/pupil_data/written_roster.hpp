// What both a streamed answer and a file are made of: the roster's head completed with what is configured, the profile,
// and who is told.
#pragma once

#include "adapters/common/edex/roster_writer.hpp"
#include "adapters/common/uwlr/pupil_data/profile.hpp"

#include <map>
#include <string>
#include <string_view>

namespace schakel::uwlr::pupil_data {

// What a version can say of the objects of EDEX, profiles aside.
struct spoken_data {
    std::string_view version;      // "2.2"
    std::string_view older = {};   // a version that is answered as well: without eckid, with shorter keys
    bool pupils_need_a_key = true; // 2.3: only those without ECK iD do
};

using parameters = std::map<std::string, std::string, std::less<>>;

namespace parameter {
inline constexpr std::string_view author = "author";         // auteur
inline constexpr std::string_view incomplete = "incomplete"; // "leave-out": who lacks a required field is not told
} // namespace parameter

// Kept where it stands until the writer is gone.
class written_roster {
public:
    written_roster(
        const roster_view& view, const model::identifiers& school, profile within, const spoken_data& version,
        const parameters& settings
    );
    written_roster(const written_roster&) = delete;

    model::roster::head head;
    edex::target target;

    // Whether the person can be told at all, and has what the profile demands where the settings ask for that.
    bool tells(const model::roster::person& who) const;

private:
    profile within_;
    std::string not_allowed_;
    bool leaves_out_incomplete_;
};

edex::draft_rules draft_rules();

} // namespace schakel::uwlr::pupil_data
