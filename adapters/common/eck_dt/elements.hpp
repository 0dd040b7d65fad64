// Takes the child elements of an entry one after another, and tells of each what became of it.
#pragma once

#include "adapters/common/eck_dt/wire.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/model/field.hpp"

namespace schakel::eck_dt {

class elements {
public:
    using field = model::field::name;

    elements(const xml::node& entry, field_trace& trace) : entry_(entry), trace_(trace) {}

    xml::node child(std::string_view name) const { return entry_.child(entry_.space(), name); }
    std::string text(std::string_view name, field to);
    std::optional<bool> boolean(std::string_view name, field to);
    std::optional<std::int64_t> integer(std::string_view name, field to);
    std::optional<instant> time(std::string_view name, field to);
    std::optional<std::chrono::year_month_day> day(std::string_view name, field to);
    // The texts of the children of a list element.
    std::vector<std::string> list(std::string_view name, field to);
    std::vector<std::string> list(const xml::node& of, const std::string& path, field to);
    void leave(std::string_view name, std::string_view reason, std::size_t count = 1);
    bool has(std::string_view name) const { return static_cast<bool>(child(name)); }

    const xml::node& entry() const { return entry_; }
    field_trace& trace() { return trace_; }

private:
    std::string_view seen(std::string_view name, field to);

    xml::node entry_;
    field_trace& trace_;
};

std::optional<instant> parse_moment(std::string_view text); // xs:dateTime, without a zone in UTC
std::string moment_text(instant when);                      // the begin of a day in Amsterdam as such
std::optional<decimal> from_cents(std::string_view text);
std::string to_cents(const decimal& amount);

} // namespace schakel::eck_dt
