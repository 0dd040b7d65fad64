#include "gateway/adapter/loss.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <tuple>

namespace schakel {

std::string_view to_string(field_outcome outcome) {
    switch (outcome) {
    case field_outcome::carried: return "carried";
    case field_outcome::mapped: return "mapped";
    case field_outcome::defaulted: return "defaulted";
    case field_outcome::dropped: return "dropped";
    }
    return {};
}

loss_totals loss_report::totals() const {
    loss_totals sum;
    for (const field_loss& one : fields) {
        switch (one.outcome) {
        case field_outcome::carried: sum.carried += one.count; break;
        case field_outcome::mapped: sum.mapped += one.count; break;
        case field_outcome::defaulted: sum.defaulted += one.count; break;
        case field_outcome::dropped: sum.dropped += one.count; break;
        }
    }
    return sum;
}

std::string loss_report::to_json() const {
    json::writer out;
    out.begin_object().member("from", from).member("to", to).name("fields").begin_array();
    for (const field_loss& one : fields) {
        out.begin_object()
            .member("path", one.path)
            .member("outcome", to_string(one.outcome))
            .member("count", std::uint64_t{one.count})
            .member("reason", one.reason)
            .end_object();
    }
    out.end_array();
    if (!goals.empty()) out.name("goals").raw(goals);
    out.end_object();
    return out.finish();
}

void field_trace::saw(std::string_view path, std::string_view field, std::size_t count) {
    if (count) entries_[{std::string(path), std::string(field), {}}] += count;
}

void field_trace::also_saw(std::string_view path, std::string_view field, std::size_t count) {
    if (count) second_meanings_[{std::string(path), std::string(field), {}}] += count;
}

void field_trace::left(std::string_view path, std::string_view reason, std::size_t count) {
    if (count) entries_[{std::string(path), {}, std::string(reason)}] += count;
}

void field_trace::rename(std::string_view from, std::string_view to) {
    if (from == to) return;
    std::map<entry, std::size_t> renamed;
    for (const auto& [key, count] : entries_)
        renamed[{key.path, key.field == from ? std::string(to) : key.field, key.reason}] += count;
    entries_ = std::move(renamed);
}

std::size_t field_trace::total() const {
    std::size_t sum = 0;
    for (const auto& [key, count] : entries_) sum += count;
    return sum;
}

void field_trace::add(const field_trace& other) {
    for (const auto& [key, count] : other.entries_) entries_[key] += count;
    for (const auto& [key, count] : other.second_meanings_) second_meanings_[key] += count;
}

void field_fate::note(std::string_view field, field_outcome outcome, std::string_view reason, std::size_t count) {
    if (count) entries_[{std::string(field), outcome, std::string(reason)}] += count;
}

void field_fate::add(const field_fate& other) {
    for (const auto& [key, count] : other.entries_) entries_[key] += count;
}

namespace {

// What is still to be told about a canonical field. Texts are those of the field_fate.
struct untold_fate {
    field_outcome outcome;
    std::string_view reason;
    std::size_t count;
};

constexpr int order_of_telling(field_outcome outcome) {
    switch (outcome) {
    case field_outcome::dropped: return 0;
    case field_outcome::mapped: return 1;
    case field_outcome::defaulted: return 2;
    case field_outcome::carried: return 3;
    }
    return 4;
}

// Losses first, then what was carried.
std::map<std::string_view, std::vector<untold_fate>> by_field(const field_fate& fate) {
    std::map<std::string_view, std::vector<untold_fate>> fields;
    for (const auto& [key, count] : fate.entries()) {
        if (key.outcome != field_outcome::defaulted) fields[key.field].push_back({key.outcome, key.reason, count});
    }
    for (auto& [name, fates] : fields) {
        std::ranges::stable_sort(fates, {}, [](const untold_fate& one) { return order_of_telling(one.outcome); });
    }
    return fields;
}

bool of_the_exchange(std::string_view field) {
    return std::ranges::find(model::field::of_the_exchange, field) != model::field::of_the_exchange.end();
}

} // namespace

loss_report join(
    std::string_view from, std::string_view to, const field_trace& trace, const field_fate& fate,
    std::string_view untold_reason
) {
    const std::string untold_text =
        untold_reason.empty() ? "no place in " + std::string(to) : std::string(untold_reason);
    // Why a value of the exchange itself has no fate of its own.
    const std::string of_structure = "tells how values belong together; " + std::string(to) + " has its own way";
    const std::string of_exchange = "belongs to the exchange; " + std::string(to) + " has its own";
    std::map<std::tuple<std::string_view, field_outcome, std::string_view>, std::size_t> rows;
    auto fields = by_field(fate);
    const auto tell = [&](const field_trace::entry& seen, std::size_t untold) {
        if (seen.field.empty()) {
            rows[{seen.path, field_outcome::dropped, seen.reason}] += untold;
            return;
        }
        if (of_the_exchange(seen.field)) {
            const std::string& why = seen.field == model::field::structure ? of_structure : of_exchange;
            rows[{seen.path, field_outcome::mapped, why}] += untold;
            return;
        }
        if (auto found = fields.find(seen.field); found != fields.end()) {
            for (auto& [outcome, reason, told] : found->second) {
                const std::size_t part = std::min(untold, told);
                if (part) rows[{seen.path, outcome, reason}] += part;
                untold -= part;
                told -= part;
            }
        }
        if (untold) rows[{seen.path, field_outcome::dropped, untold_text}] += untold;
    };
    for (const auto& [seen, count] : trace.entries()) tell(seen, count);
    for (const auto& [seen, count] : trace.second_meanings()) tell(seen, count);
    for (const auto& [key, count] : fate.entries()) {
        if (key.outcome == field_outcome::defaulted) rows[{key.field, key.outcome, key.reason}] += count;
    }

    loss_report out{std::string(from), std::string(to), {}, {}};
    out.fields.reserve(rows.size());
    for (const auto& [row, count] : rows) {
        const auto& [path, outcome, reason] = row;
        out.fields.push_back({std::string(path), outcome, count, std::string(reason)});
    }
    return out;
}

} // namespace schakel
