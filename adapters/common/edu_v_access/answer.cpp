#include "adapters/common/edu_v_access/answer.hpp"

#include "adapters/common/edu_v/references.hpp"
#include "adapters/common/edu_v/reply.hpp"
#include "adapters/common/edu_v/status.hpp"
#include "adapters/common/edu_v_access/asked_records.hpp"
#include "adapters/common/edu_v_access/write.hpp"

#include <map>

namespace schakel::edu_v_access {

namespace {

namespace access = model::access;
using access::record;
using access::record_kind;

record_kind kind_answered(const operation& asked) {
    switch (asked.by) {
    case service::catalogue: return record_kind::product;
    case service::delivery: return record_kind::delivery_order;
    case service::entitlement: return record_kind::entitlement;
    case service::usage: break;
    }
    return record_kind::usage;
}

// Everything that an answer is made of while it is sent.
struct telling {
    asked_records asked;
    making how;
    std::shared_ptr<answer_tally> tally;

    bool keeps(const record& one) const {
        if (const auto* product = std::get_if<access::product>(&one)) {
            const bool info = asked.asked->answers == document::product_info;
            return !info || product->kind != model::catalogue::product_kind::physical;
        }
        if (const auto* order = std::get_if<access::delivery_order>(&one))
            return (!asked.order_state || order->state == asked.order_state) &&
                   (!asked.kind || order->kind == asked.kind);
        if (const auto* entitlement = std::get_if<access::entitlement>(&one))
            return (!asked.state || entitlement->state == asked.state) &&
                   (asked.order.empty() || entitlement->order == asked.order);
        return true;
    }

    std::optional<std::string> text(const record& one) const {
        switch (kind_of(one)) {
        case record_kind::product:
            return product_text(std::get<access::product>(one), asked.asked->answers == document::product_info, how);
        case record_kind::delivery_order: return order_text(std::get<access::delivery_order>(one), how);
        case record_kind::usage: return usage_text(std::get<access::usage>(one), how);
        case record_kind::confirmation: return std::nullopt;
        case record_kind::entitlement: break;
        }
        const auto& entitlement = std::get<access::entitlement>(one);
        if (asked.asked->answers == document::entitlement_product) return entitled_product_text(entitlement);
        return entitlement_text(entitlement, how);
    }

    std::optional<std::string> operator()(const record& one) const {
        if (!keeps(one)) return std::nullopt;
        auto made = text(one);
        if (made) count(one);
        return made;
    }

    void count(const record& one) const {
        ++tally->records;
        if (kind_of(one) != record_kind::product) ++tally->persons;
    }
};

kept_range range_of(const asked_records& asked) {
    kept_range range;
    range.kind = kind_answered(*asked.asked);
    range.person = asked.person;
    range.since = asked.since;
    if (asked.asked->how == operation::form::of_contract) range.contract = asked.id;
    if (asked.asked->how == operation::form::of_order) range.order = asked.id;
    return range;
}

template <class See>
void each_kept(const entitlement_view& view, const telling& how, See&& see) {
    const kept_range range = range_of(how.asked);
    std::vector<record> page;
    for (std::string after;;) {
        page.clear();
        const holdings_range some = range.seen_from(after);
        view.page(some, page);
        for (const record& one : page)
            if (how.keeps(one)) see(one);
        if (page.size() < some.limit) return;
        after = id_of(page.back());
    }
}

// Entitlements of a contract, in a list for each delivery order.
std::string by_order(const entitlement_view& view, const telling& how) {
    struct group {
        std::string contract, texts;
        std::map<access::entitlement_state, std::int64_t> totals;
    };
    std::map<std::string, group> orders;
    each_kept(view, how, [&](const record& one) {
        const auto& entitlement = std::get<access::entitlement>(one);
        const auto text = how(one);
        if (!text || entitlement.order.empty()) return;
        group& in = orders[entitlement.order];
        in.contract = entitlement.contract;
        in.texts += (in.texts.empty() ? "" : ",") + *text;
        if (entitlement.state) ++in.totals[*entitlement.state];
    });
    json::writer out;
    out.begin_array();
    for (const auto& [order, in] : orders) {
        out.begin_object().member("deliveryOrderId", order).member("contractId", in.contract);
        using enum access::entitlement_state;
        constexpr std::array totals{
            std::pair("totalCreated", created), std::pair("totalEntitled", entitled),
            std::pair("totalLicensed", licensed), std::pair("totalCancelled", cancelled),
            std::pair("totalBlocked", blocked)};
        for (const auto& [name, state] : totals)
            if (const auto found = in.totals.find(state); found != in.totals.end()) out.member(name, found->second);
        out.name("entitlements").raw("[" + in.texts + "]").end_object();
    }
    out.end_array();
    return out.finish();
}

void put_usages(json::writer& out, const entitlement_view& view, const telling& how) {
    std::string texts;
    each_kept(view, how, [&](const record& one) {
        if (const auto text = how(one)) texts += (texts.empty() ? "" : ",") + *text;
    });
    out.name("entitlements").raw("[" + texts + "]");
}

std::string usage_of_order(const entitlement_view& view, const telling& how) {
    json::writer out;
    out.begin_object().member("deliveryOrderId", how.asked.id);
    put_usages(out, view, how);
    out.end_object();
    return out.finish();
}

std::string usage_of_person(const entitlement_view& view, const telling& how) {
    json::writer out;
    out.begin_array().begin_object().name("school");
    edu_v::put_school(out, edu_v::school_reference(how.asked.school, edu_v::place::results_school));
    out.name("user");
    edu_v::put_user(out, edu_v::person_reference(how.asked.person, edu_v::place::student));
    put_usages(out, view, how);
    out.end_object().end_array();
    return out.finish();
}

std::optional<std::string> single(const entitlement_view& view, const telling& how) {
    const auto found = view.find(kind_answered(*how.asked.asked), how.asked.id);
    return found ? how(*found) : std::nullopt;
}

} // namespace

served_answer answer_question(
    std::string_view version, const entitlement_question& question, std::shared_ptr<const entitlement_view> view,
    const answering& options
) {
    served_answer out;
    auto tally = std::make_shared<answer_tally>();
    out.tally = tally;
    const auto& asked = *static_cast<const asked_records*>(question.parsed.get());
    const telling how{asked, {options.now, space_of(options.school), nullptr, nullptr}, tally};
    out.head = edu_v::answer_head(200, version);
    out.head.headers.set("Content-Type", "application/json");
    using form = operation::form;
    if (asked.asked->how == form::single) {
        const auto text = single(*view, how);
        if (text) {
            out.head.body = *text;
        } else {
            const bool nl = options.lang == language::nl;
            out.head = edu_v::status_answer(version, 404, edu_v::code::other, nl ? "Niet gevonden." : "Not found.");
        }
    } else if (asked.asked->answers == document::order_entitlements) {
        out.head.body = by_order(*view, how);
    } else if (asked.asked->answers == document::order_usage) {
        out.head.body = usage_of_order(*view, how);
    } else if (asked.asked->answers == document::user_usage) {
        out.head.body = usage_of_person(*view, how);
    } else {
        out.stream = std::make_unique<record_list>(std::move(view), range_of(asked), how);
    }
    return out;
}

} // namespace schakel::edu_v_access
