#include "pairs.hpp"

#include "canonical_roster.hpp"
#include "gateway/model/field.hpp"
#include "gateway/roster/memory_roster.hpp"

#include <algorithm>
#include <stdexcept>

namespace schakel::test {

namespace {

encode_options usual_options() {
    encode_options options;
    options.now = *parse_rfc3339("2026-10-02T14:00:00Z");
    options.school = {{std::string(model::scheme::brin), "99XX", {}}};
    options.parameters["services"] = "all"; // of Edu-V
    return options;
}

// The four services of Edu-V carry a part of a roster each; the combined form of one of them stands for all.
bool carries_a_part(const adapter& one) {
    const auto& names = one.info().parameters;
    return std::ranges::find(names, "services") != names.end() && one.info().standard != "edu-v-students-1.1";
}

struct written {
    std::string bytes;
    field_fate fate;
    findings refused;
};

written write(const adapter& to, const roster_view& view) {
    const encode_options options = usual_options();
    const auto writer = to.roster()->write(view, options);
    written out;
    while (writer->next(out.bytes)) {
    }
    out.fate = writer->fate();
    out.refused = writer->refused();
    return out;
}

roster_reading read(const adapter& by, std::string_view bytes, roster_sink& into) {
    decode_options options;
    options.bare = true;
    return by.roster()->read({bytes, nullptr, std::string(by.roster()->abilities().media_type), {}}, options, into);
}

void fill(roster::memory_roster& view, const collected_roster& from) {
    view.head(from.told);
    for (model::roster::record one : from.records) view.add(std::move(one));
}

bool steers_the_exchange(std::string_view field) {
    return std::ranges::find(model::field::of_the_exchange, field) != model::field::of_the_exchange.end();
}

// By canonical field instead of by path.
void sort_by_field(pair_outcome& out) {
    std::multimap<std::string, std::string> fields;
    for (const auto& [entry, count] : out.trace.entries())
        if (!entry.field.empty() && !steers_the_exchange(entry.field)) fields.emplace(entry.path, entry.field);
    for (const field_loss& one : out.loss.fields) {
        const auto [begin, end] = fields.equal_range(one.path);
        for (auto field = begin; field != end; ++field) {
            if (one.outcome == field_outcome::dropped) out.dropped[field->second].insert(one.reason);
            if (one.outcome == field_outcome::mapped) out.mapped[field->second].insert(one.reason);
            if (one.outcome == field_outcome::carried) out.carried.insert(field->second);
        }
    }
    for (const auto& [field, reasons] : out.dropped) out.carried.erase(field);
    for (const auto& [field, reasons] : out.mapped) out.carried.erase(field);
}

} // namespace

bool can_be_source(const adapter& one) {
    return can_be_target(one) && one.roster()->abilities().reads;
}

bool can_be_target(const adapter& one) {
    return one.roster() != nullptr && one.roster()->abilities().writes && !carries_a_part(one);
}

pair_outcome translate_canonical(const adapter& from, const adapter& to) {
    roster::memory_roster canonical;
    write_canonical_roster(canonical);
    collected_roster source;
    roster_reading seen = read(from, write(from, canonical).bytes, source);
    if (seen.report.rejects()) throw std::runtime_error(std::string(from.info().standard) + " refuses what it writes");

    pair_outcome out;
    out.trace = std::move(seen.trace);
    out.before = values_of(source);
    roster::memory_roster view;
    fill(view, source);
    written made = write(to, view);
    out.refused = std::move(made.refused);
    out.loss = join(from.info().standard, to.info().standard, out.trace, made.fate);
    sort_by_field(out);
    if (!to.roster()->abilities().reads) return out;
    collected_roster arrived;
    out.written_is = read(to, made.bytes, arrived).report;
    out.after = values_of(arrived);
    return out;
}

} // namespace schakel::test
