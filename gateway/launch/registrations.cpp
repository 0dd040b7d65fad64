#include "gateway/launch/registrations.hpp"

#include "gateway/core/packed_fields.hpp"
#include "gateway/launch/ledger_records.hpp"
#include "gateway/launch/record_kind.hpp"

#include <algorithm>
#include <array>

namespace schakel::launch {

namespace {

constexpr std::array<std::string_view, 3> standings{"waiting", "accepted", "refused"};

outbox::launch_record to_record(const kept_registration& what) {
    outbox::launch_record row;
    row.kind = number_of(record_kind::registration);
    row.id = what.system;
    row.bytes = packed(
        to_string(what.status), what.title, to_rfc3339_milliseconds(what.made), what.decided_by, party_bytes(what.party)
    );
    return row;
}

kept_registration to_registration(const outbox::launch_record& row) {
    kept_registration out;
    out.system = row.id;
    packed_reader in(row.bytes);
    out.status = parse_standing(in.next()).value_or(standing::waiting);
    out.title = in.next();
    out.made = parse_rfc3339(in.next()).value_or(instant{});
    out.decided_by = in.next();
    out.party = party_from(in.next());
    out.party.system = row.id;
    return out;
}

std::string deployment_key(std::string_view issuer, std::string_view client_id, std::string_view id) {
    return packed(issuer, client_id, id);
}

// Those that wait have no school, which the store can look for.
outbox::launch_record to_record(const deployment& what) {
    outbox::launch_record row;
    row.kind = number_of(record_kind::deployment);
    row.id = deployment_key(what.issuer, what.client_id, what.id);
    row.school = what.school;
    row.system = what.system;
    row.bytes = packed(what.described, to_rfc3339_milliseconds(what.first_seen), what.paired_by);
    return row;
}

deployment to_deployment(const outbox::launch_record& row) {
    deployment out;
    packed_reader key(row.id);
    out.issuer = key.next();
    out.client_id = key.next();
    out.id = key.next();
    out.school = row.school;
    out.system = row.system;
    packed_reader fields(row.bytes);
    out.described = fields.next();
    out.first_seen = parse_rfc3339(fields.next()).value_or(instant{});
    out.paired_by = fields.next();
    return out;
}

template <class Visit>
void all_of(outbox::launch_rows& rows, outbox::record_filter which, instant now, const Visit& visit) {
    for (;;) {
        const auto page = rows.list(which, now);
        for (const outbox::launch_record& row : page) visit(row);
        if (page.size() < which.limit) return;
        which.after = page.back().id;
    }
}

} // namespace

std::string_view to_string(standing which) {
    return standings[static_cast<std::size_t>(which)];
}

std::optional<standing> parse_standing(std::string_view text) {
    const auto at = std::ranges::find(standings, text);
    if (at == standings.end()) return std::nullopt;
    return static_cast<standing>(at - standings.begin());
}

result<done> registrations::add(const kept_registration& what) {
    outbox::launch_record row = to_record(what);
    row.changed = time_.now();
    for (;;) {
        const auto known = rows_.find(row.kind, row.id, time_.now());
        if (known && to_registration(*known).status == standing::accepted)
            return failure{"this system has a registration that was accepted"};
        row.version = known ? known->version : 0;
        const auto version = rows_.put(row, outbox::put_when::unchanged);
        if (!version) return version.error();
        if (*version) return done{};
    }
}

std::optional<kept_registration> registrations::find(std::string_view system) const {
    const auto row = rows_.find(number_of(record_kind::registration), system, time_.now());
    if (!row) return std::nullopt;
    return to_registration(*row);
}

std::vector<kept_registration> registrations::list(std::optional<standing> which) const {
    std::vector<kept_registration> out;
    outbox::record_filter all;
    all.kind = number_of(record_kind::registration);
    all_of(rows_, all, time_.now(), [&](const outbox::launch_record& row) {
        kept_registration one = to_registration(row);
        if (!which || one.status == *which) out.push_back(std::move(one));
    });
    std::ranges::stable_sort(out, {}, &kept_registration::made);
    return out;
}

result<bool> registrations::decide(std::string_view system, standing how, std::string_view by) {
    return change(number_of(record_kind::registration), system, [&](const outbox::launch_record& known) {
        kept_registration changed = to_registration(known);
        changed.status = how;
        changed.decided_by = by;
        return to_record(changed);
    });
}

result<bool> registrations::remove(std::string_view system) {
    return rows_.remove(number_of(record_kind::registration), system);
}

// Who changes the row in between makes the loop look again.
template <class Change>
result<bool> registrations::change(std::uint8_t kind, std::string_view id, const Change& changed) {
    for (;;) {
        const auto known = rows_.find(kind, id, time_.now());
        if (!known) return false;
        outbox::launch_record row = changed(*known);
        row.version = known->version;
        row.changed = time_.now();
        const auto version = rows_.put(row, outbox::put_when::unchanged);
        if (!version) return version.error();
        if (*version) return true;
    }
}

result<deployment> registrations::see(const deployment& what) {
    if (auto known = find_deployment(what.issuer, what.client_id, what.id)) return std::move(*known);
    deployment fresh = what;
    fresh.first_seen = time_.now();
    outbox::launch_record row = to_record(fresh);
    row.changed = fresh.first_seen;
    const auto version = rows_.put(row, outbox::put_when::absent);
    if (!version) return version.error();
    if (*version) return fresh;
    return find_deployment(what.issuer, what.client_id, what.id).value_or(fresh);
}

std::optional<deployment>
registrations::find_deployment(std::string_view issuer, std::string_view client_id, std::string_view id) const {
    const auto row = rows_.find(number_of(record_kind::deployment), deployment_key(issuer, client_id, id), time_.now());
    if (!row) return std::nullopt;
    return to_deployment(*row);
}

std::vector<deployment> registrations::deployments(bool only_waiting) const {
    std::vector<deployment> out;
    outbox::record_filter which;
    which.kind = number_of(record_kind::deployment);
    if (only_waiting) which.school = "";
    all_of(rows_, which, time_.now(), [&](const outbox::launch_record& row) { out.push_back(to_deployment(row)); });
    return out;
}

result<bool> registrations::pair(
    std::string_view issuer, std::string_view client_id, std::string_view id, std::string_view school,
    std::string_view by
) {
    const std::string key = deployment_key(issuer, client_id, id);
    return change(number_of(record_kind::deployment), key, [&](const outbox::launch_record& known) {
        deployment changed = to_deployment(known);
        changed.school = school;
        changed.paired_by = by;
        return to_record(changed);
    });
}

} // namespace schakel::launch
