// Counts where each value of a document goes in the model: by type and property, "fo_doelzin/prefix". Entities of one
// type have the same properties in the same order, so the next count is nearly always beside the last one.
#pragma once

#include "adapters/slo/entity_types.hpp"
#include "gateway/adapter/loss.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::slo {

class value_tally {
public:
    void saw(const entity_type& type, std::string_view property, std::string_view field); // field: of goal_field
    void add_to(field_trace& trace) const;

private:
    struct entry {
        const entity_type* type;
        std::string property;
        std::string_view field; // a static text
        std::size_t count;
    };
    std::vector<entry> entries_;
    std::size_t next_ = 0;
};

} // namespace schakel::slo
