#include "adapters/common/edu_v/fault_list.hpp"
#include "adapters/common/edu_v/references.hpp"
#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "adapters/common/edu_v/rules.hpp"
#include "adapters/common/edu_v/status.hpp"
#include "adapters/common/edu_v_access/answer.hpp"
#include "adapters/common/edu_v_access/asked_records.hpp"
#include "adapters/common/edu_v_access/rule_catalogue.hpp"

namespace schakel::edu_v_access {

namespace {

namespace access = model::access;
constexpr std::string_view school_types = "OIE_CODE, BP_ID, DD_ID, AS_ID";
constexpr auto oldest_since = std::chrono::days(7);

class reader {
public:
    reader(const exchange& asked, asked_records& into, model::identifiers& school)
        : asked_(asked), into_(into), school_(school) {}

    void school() {
        const std::string master(asked_.query_value("orgMasterId")), id(asked_.query_value("orgId"));
        const std::string type(asked_.query_value("orgIdType"));
        if (id.empty() != type.empty())
            fault(edu_v::fault::question_pair, id.empty() ? "orgId" : "orgIdType", id.empty() ? "orgIdType" : "orgId");
        const std::string_view scheme = edu_v::scheme_of(type, edu_v::place::results_school);
        if (!type.empty() && scheme.empty()) fault(edu_v::fault::question_value, school_types, "orgIdType");
        if (!master.empty()) school_.push_back({std::string(model::scheme::rio), master, {}});
        if (!id.empty() && !scheme.empty()) school_.push_back({std::string(scheme), id, {}});
    }

    // The filters of one service are called status, those of another entitlementStatus.
    void filters() {
        into_.order = asked_.query_value("deliveryOrderId");
        for (const std::string_view name : {"entitlementStatus", "status"}) {
            const std::string_view value = asked_.query_value(name);
            if (value.empty()) continue;
            if (into_.asked->by == service::delivery) {
                into_.order_state = access::parse_order_state(value);
                if (!into_.order_state)
                    fault(fault::filter_value, "created, ordered, processed, licensed, cancelled", name);
            } else {
                into_.state = access::parse_entitlement_state(value);
                if (!into_.state) fault(fault::filter_value, "created, entitled, licensed, cancelled, blocked", name);
            }
        }
        if (const std::string_view value = asked_.query_value("deliveryType"); !value.empty()) {
            into_.kind = access::parse_delivery_kind(value);
            if (!into_.kind) fault(fault::filter_value, "school-all, school-students, …", "deliveryType");
        }
    }

    void since() {
        const std::string_view value = asked_.query_value("since");
        if (value.empty()) return;
        into_.since = parse_rfc3339(value);
        if (!into_.since) return fault(fault::filter_value, "2026-11-21T09:30:00Z", "since");
        if (asked_.received_at > *into_.since + oldest_since) fault(fault::since_too_old, "7", {});
    }

    findings found;

private:
    void fault(const rule& broken, std::string_view expected, std::string_view got) {
        found.push_back({&broken, {}, std::string(expected), std::string(got), {}});
    }

    const exchange& asked_;
    asked_records& into_;
    model::identifiers& school_;
};

// The body of a question about one person: eckids and other ids of persons never stand in a URL.
void read_person(
    const exchange& asked, const validation::json_schema& schema, const decode_options& options, asked_records& into,
    entitlement_question& out
) {
    const std::string type = edu_v::media_type(asked);
    if (type != "application/json") {
        const std::string got = type.empty() ? std::string("-") : masked(type);
        out.report.add(layer::transport, {finding{&fault::body_media, {}, "application/json", got, {}}});
        return;
    }
    findings found;
    const auto document = json::document::parse(asked.body, options.limits, found);
    out.report.add(layer::well_formed, std::move(found));
    if (!document) return;
    out.report.add(layer::schema, schema.validate(*document, options.limits));
    const edu_v::reference school = edu_v::school_reference(document->root().member("school"));
    const edu_v::reference user = edu_v::user_reference(document->root().member("user"));
    edu_v::fault_list faults(options.limits.findings);
    edu_v::check_school(school, faults);
    if (user.at.is(json::kind::object) && !user.named())
        faults.add(edu_v::fault::user_without_identifier, user.at, "userMasterIdentifier, userIds");
    out.report.add(layer::rules, std::move(faults).take(document->bytes()));
    out.school = edu_v::school_identifiers(school, edu_v::place::results_school);
    into.school = out.school;
    into.person = edu_v::person_identifiers(user, edu_v::place::student);
    for (model::identifier& one : edu_v::person_identifiers(user, edu_v::place::employee))
        if (!model::find(into.person, one.scheme)) into.person.push_back(std::move(one));
}

} // namespace

const operation* operation_of(service by, const exchange& asked, std::string& id) {
    for (const operation& one : operations()) {
        if (one.by == by && one.method == asked.method && one.path == asked.path) return &one;
    }
    const operation* best = nullptr;
    for (const operation& one : operations()) {
        const std::size_t brace = one.path.find('{');
        if (one.by != by || one.method != asked.method || brace == std::string_view::npos) continue;
        const bool below = asked.path.size() > brace && asked.path.starts_with(one.path.substr(0, brace));
        if (below && (!best || one.path.size() > best->path.size())) best = &one;
    }
    if (best) id = asked.path.substr(best->path.find('{'));
    return best;
}

std::vector<endpoint> endpoints_of(service by) {
    std::vector<endpoint> list;
    for (const operation& one : operations()) {
        const bool taken = one.how == operation::form::taken;
        if (one.by == by)
            list.push_back({taken ? endpoint::purpose::grant : endpoint::purpose::query, one.method, one.path, {}});
    }
    return list;
}

entitlement_question read_question(
    service by, const exchange& asked, const validation::json_schema& person_body, const decode_options& options
) {
    entitlement_question out;
    auto read = std::make_shared<asked_records>();
    read->asked = operation_of(by, asked, read->id);
    out.parsed = read;
    out.catalogue = by == service::catalogue;
    if (!read->asked) return out; // the data plane knows the paths; nobody else asks
    out.kind = read->asked->id;
    out.scopes.assign(read->asked->scopes.begin(), read->asked->scopes.end());
    reader query(asked, *read, out.school);
    query.filters();
    if (read->asked->how == operation::form::all) query.since();
    if (read->asked->how == operation::form::of_school) query.school();
    if (read->asked->how == operation::form::of_person) read_person(asked, person_body, options, *read, out);
    out.report.add(layer::rules, std::move(query.found));
    return out;
}

} // namespace schakel::edu_v_access
