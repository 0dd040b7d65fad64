#include "adapters/slo/trace.hpp"

namespace schakel::slo {

void value_tally::saw(const entity_type& type, std::string_view property, std::string_view field) {
    for (std::size_t i = 0; i < entries_.size(); ++i, ++next_) {
        if (next_ >= entries_.size()) next_ = 0;
        entry& one = entries_[next_];
        if (one.type != &type || one.property != property || one.field != field) continue;
        ++one.count;
        ++next_;
        return;
    }
    entries_.push_back({&type, std::string(property), field, 1});
    next_ = 0;
}

void value_tally::add_to(field_trace& trace) const {
    for (const entry& one : entries_) trace.saw(std::string(one.type->name) + "/" + one.property, one.field, one.count);
}

} // namespace schakel::slo
