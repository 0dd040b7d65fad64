// A store of entitlements, in memory or on disk, and records to put into it.
#pragma once

#include "gateway/entitlement/holding_store.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_roster_rows.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

namespace schakel::entitlement {

namespace access = model::access;

inline access::day day_of(const char* text) {
    return parse_date(text).value();
}

inline const model::identifier pupil_id{"eckid", "https://ketenid.nl/pilot/leerling-1", {}};
inline const model::identifier other_id{"eckid", "https://ketenid.nl/pilot/leerling-2", {}};

inline access::entitlement entitlement_of(const std::string& id, const model::identifier& whom = pupil_id) {
    access::entitlement one;
    one.id = id;
    one.product = "9789000000014";
    one.kind = access::entitlement_kind::school_student;
    one.school = {{"brin", "99XX", {}}};
    one.person = {whom};
    one.begin = day_of("2026-08-01");
    one.activation_until = day_of("2027-07-31");
    one.state = access::entitlement_state::entitled;
    one.modified = parse_rfc3339("2026-09-01T08:00:00Z");
    return one;
}

inline access::delivery_order ordered(const std::string& id, access::delivery_kind kind) {
    access::delivery_order one;
    one.id = id;
    one.product = "9789000000014";
    one.kind = kind;
    one.school = {{"brin", "99XX", {}}};
    one.begin = day_of("2026-08-01");
    one.activation_until = day_of("2027-07-31");
    one.state = access::order_state::processed;
    return one;
}

inline access::product bundle(const std::string& id, std::vector<std::string> parts) {
    access::product one;
    one.id = id;
    one.title = "Bundel";
    one.parts = std::move(parts);
    return one;
}

struct subject {
    result<load_outcome>
    load(std::vector<access::record> records, bool complete = false, const std::string& source = "boekhandel") {
        load_request what;
        what.source = source;
        what.actor = "system:" + source;
        what.complete = complete;
        what.released = released;
        what.kinds = kinds;
        what.usual_school = usual_school;
        what.may_change = may_change;
        what.school = [](const model::identifiers& ids) -> std::optional<std::string> {
            if (model::value_of(ids, "brin") == "99XX") return "de-akker";
            return std::nullopt;
        };
        return store.load(what, [&](entitlement_sink& into) {
            for (access::record& one : records) into.add(std::move(one));
            return true;
        });
    }

    access_answer asks(const char* when = "2026-11-21T09:30:00Z", const model::identifier& who = pupil_id) const {
        return store.may_open({"de-akker", {who}, false, groups, "9789000000014", *parse_rfc3339(when)});
    }

    test::fake_clock time;
    test::memory_roster_rows rows;
    holding_store store{rows, time};
    std::vector<std::string> groups;
    bool released = false;
    record_kinds kinds = every_kind();
    std::string usual_school;
    std::optional<std::set<std::string, std::less<>>> may_change;
};

} // namespace schakel::entitlement
