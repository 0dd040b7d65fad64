#include "adapters/common/case/leniency.hpp"

#include "adapters/common/case/rules.hpp"

namespace schakel::cf {

namespace {

constexpr std::size_t places_told = 10;

} // namespace

void leniencies::note(leniency which, json::value at, std::string_view object, std::string_view member) {
    note(which, at.offset(), object, member);
}

void leniencies::note_name(leniency which, json::value member, std::string_view object) {
    note(which, member.name_offset(), object, {});
}

void leniencies::note(leniency which, std::size_t offset, std::string_view object, std::string_view member) {
    any_ = true;
    if (seen_[static_cast<std::size_t>(which)]++ >= places_told) return;
    finding& one = found_.emplace_back();
    one.broken = &rule_of(which);
    one.where.offset = offset;
    one.expected = object;
    if (!member.empty()) one.expected.append(".").append(member);
}

findings leniencies::take(std::string_view bytes) && {
    json::locate(bytes, found_);
    for (std::size_t i = 0; i < leniency_count; ++i) {
        if (seen_[i] <= places_told) continue;
        const rule& of = rule_of(static_cast<leniency>(i));
        found_.push_back({&case_rule("case.more"), {}, std::string(of.id), std::to_string(seen_[i] - places_told), {}});
    }
    return std::move(found_);
}

} // namespace schakel::cf
