// Profiles of pupil data: which elements an answer may hold and which its reader counts on. They are data
// (schemas/uwlr/VERSION/profiles): allow-lists, so that what is not named is never sent.
#pragma once

#include "adapters/common/edex/elements.hpp"
#include "gateway/validation/schema_catalogue.hpp"

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr::pupil_data {

using element_set = std::bitset<edex::element_count>;

struct profile {
    std::string name;                 // "smalle-set"
    std::vector<std::string> set_ids; // gegevenssetid that ask for it, in lower case
    element_set allowed;              // with all elements around those that are named
    element_set required;
};

inline constexpr std::string_view no_profile = "geen-profiel"; // everything that UWLR itself lists
inline constexpr std::string_view profile_names[]{no_profile, "smalle-set", "lvs-set"};

class profiles {
public:
    // Throws std::runtime_error when a file is missing or names an element that EDEX has not.
    profiles(const validation::schema_catalogue& bundled, std::string_view version);

    const profile* find(std::string_view name) const;
    const profile* asked_by(std::string_view set_id) const; // gegevenssetid, whatever its case

    // What is answered: what is asked for (empty: what is agreed), never more than is agreed. Names that are not
    // known count as not given.
    profile answered(std::string_view asked, std::string_view agreed) const;

private:
    std::vector<profile> all_;
};

} // namespace schakel::uwlr::pupil_data
