// What is known of catalogues and entitlements: whose they are, which products there are, who has what.
#include "gateway/admin/holdings_call.hpp"

#include "gateway/admin/query.hpp"
#include "gateway/entitlement/record_json.hpp"

#include <vector>

namespace schakel::admin {

namespace {

namespace access = model::access;

// Schemes by which an operator may name a person; a value is hardly ever one of two.
model::identifiers readings_of(const std::string& person) {
    namespace scheme = model::scheme;
    model::identifiers out;
    for (const std::string_view each :
         {scheme::eckid, scheme::las_key, scheme::nepri, scheme::neppi, scheme::basispoort, scheme::eduid})
        out.push_back({std::string(each), person, {}});
    return out;
}

void write_day(json::writer& out, std::string_view name, const std::optional<access::day>& what) {
    if (what) out.member(name, to_string(*what));
}

// Neither the person nor a code.
void write_entitlement(json::writer& out, const access::entitlement& one) {
    out.begin_object().member("id", one.id).member("product", one.product).member_if_present("order", one.order);
    out.member_if_present("contract", one.contract);
    if (one.kind) out.member("kind", access::to_string(*one.kind));
    if (one.state) out.member("state", access::to_string(*one.state));
    write_day(out, "begin", one.begin);
    write_day(out, "activation_until", one.activation_until);
    write_day(out, "expires", one.expires);
    out.end_object();
}

struct page_of {
    holdings_range range;
    std::string after, product;
    model::identifiers person;
};

template <class Write>
transport::http_response told_page(const entitlement_view* view, page_of& what, std::string_view name, Write write) {
    what.range.after = what.after;
    if (!what.person.empty()) what.range.person = &what.person;
    std::vector<access::record> found;
    if (view) view->page(what.range, found);
    json::writer out;
    out.begin_object().name(name).begin_array();
    for (const access::record& one : found) write(out, one);
    out.end_array();
    if (found.size() == what.range.limit) out.member("next", access::id_of(found.back()));
    return json_answer(200, out.end_object().finish());
}

} // namespace

void answer_from_holdings(const call& asked, transport::responder respond, holdings_work work) {
    if (!asked.with->holdings)
        return respond(problem_of(asked, 503, "unavailable", "this gateway keeps no catalogues and entitlements"));
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    asked.with->holdings->work([with = asked.with, answer, refuse = problem_later(asked), work = std::move(work)] {
        (*answer)(work(*with->holdings, refuse));
    });
}

void list_shelves(const call& asked, transport::responder respond) {
    answer_from_holdings(asked, std::move(respond), [](const holding_services& with, const later_problem&) {
        json::writer out;
        out.begin_object().name("shelves").begin_array();
        for (const entitlement::shelf& one : with.store->shelves()) {
            out.begin_object().member("source", one.source).member_if_present("school", one.school);
            out.member("what", one.catalogue ? "catalogue" : one.school.empty() ? "customers" : "school");
            out.member("version", one.version);
            if (one.published) out.member("published_at", to_rfc3339_milliseconds(*one.published));
            if (!one.summary.empty()) out.name("last_load").raw(one.summary);
            out.member("held", one.held).end_object();
        }
        return json_answer(200, out.end_array().end_object().finish());
    });
}

// With a person it is written to the audit log that somebody was looked up.
void list_entitlements(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    page_of what;
    const std::string school = given.text("school"), person = given.text("person");
    what.product = given.text("product");
    what.after = given.text("after");
    what.range.kind = access::record_kind::entitlement;
    what.range.limit = given.number("limit", 50, 1, 1000);
    if (!person.empty()) what.person = readings_of(person);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    if (!asked.with->in_force()->settings().find_school(school))
        return respond(problem_of(asked, 404, "no-such-school", "the configuration has no school with this id"));
    if (!person.empty())
        asked.with->store.write_audit(
            {asked.with->time.now(), "operator", "access.looked-up", school, "entitlements of one person"}, [](bool) {}
        );
    answer_from_holdings(asked, std::move(respond), [school, what](const holding_services& with, const later_problem&) {
        const std::vector<std::string> of{school};
        page_of page = what;
        page.range.product = page.product;
        const auto view = with.store->view(false, &of);
        return told_page(view.get(), page, "entitlements", [](json::writer& out, const access::record& one) {
            write_entitlement(out, std::get<access::entitlement>(one));
        });
    });
}

void list_products(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    page_of what;
    const std::string product = given.text("product");
    what.after = given.text("after");
    what.range.kind = access::record_kind::product;
    what.range.limit = given.number("limit", 50, 1, 1000);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    answer_from_holdings(
        asked, std::move(respond),
        [product, what](const holding_services& with, const later_problem& refuse) {
            const auto view = with.store->view(true, nullptr);
            if (!product.empty()) {
                const auto found = view ? view->find(access::record_kind::product, product) : std::nullopt;
                if (!found) return refuse(404, "no-such-product", "no catalogue has a product with this code");
                return json_answer(200, entitlement::to_json(*found));
            }
            page_of page = what;
            return told_page(view.get(), page, "products", [](json::writer& out, const access::record& one) {
                entitlement::write_json(out, one);
            });
        }
    );
}

} // namespace schakel::admin
