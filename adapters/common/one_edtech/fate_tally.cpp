#include "adapters/common/one_edtech/fate_tally.hpp"

namespace schakel::one_edtech {

namespace {

// Literals stay where they are: their address stands for them.
std::size_t slot_of(std::string_view a, std::string_view b, std::size_t more) {
    const auto x = reinterpret_cast<std::uintptr_t>(a.data());
    const auto y = reinterpret_cast<std::uintptr_t>(b.data());
    return static_cast<std::size_t>(((x * 31 + y) * 0x9E3779B97F4A7C15u + more) >> 40);
}

bool same(std::string_view a, std::string_view b) {
    return a.data() == b.data() && a.size() == b.size();
}

} // namespace

std::size_t& fate_tally::count(std::string_view field, std::string_view reason, field_outcome outcome) {
    for (std::size_t slot = slot_of(field, reason, static_cast<std::size_t>(outcome));; ++slot) {
        entry& one = entries_[slot % slots];
        if (one.times == 0) one = {field, reason, outcome, 0};
        if (same(one.field, field) && same(one.reason, reason) && one.outcome == outcome) return one.times;
    }
}

void fate_tally::add_to(field_fate& sum) const {
    for (const entry& one : entries_) {
        if (one.times == 0) continue;
        switch (one.outcome) {
        case field_outcome::carried: sum.carried(one.field, one.times); break;
        case field_outcome::mapped: sum.mapped(one.field, one.reason, one.times); break;
        case field_outcome::dropped: sum.dropped(one.field, one.reason, one.times); break;
        case field_outcome::defaulted: sum.defaulted(one.field, one.reason, one.times); break;
        }
    }
}

std::size_t& trace_tally::count(std::string_view path, std::string_view field, std::string_view reason) {
    for (std::size_t slot = slot_of(path, field, reason.size());; ++slot) {
        entry& one = entries_[slot % slots];
        if (one.times == 0) one = {path, field, reason, 0};
        if (same(one.path, path) && same(one.field, field) && same(one.reason, reason)) return one.times;
    }
}

void trace_tally::add_to(field_trace& sum) const {
    for (const entry& one : entries_) {
        if (one.times == 0) continue;
        if (one.field.empty())
            sum.left(one.path, one.reason, one.times);
        else
            sum.saw(one.path, one.field, one.times);
    }
}

} // namespace schakel::one_edtech
