#include "gateway/entitlement/holding_store.hpp"

#include "gateway/entitlement/holding_load.hpp"
#include "gateway/entitlement/shelves.hpp"
#include "gateway/entitlement/stored_holdings.hpp"
#include "gateway/entitlement/weighing.hpp"

#include <algorithm>
#include <set>

namespace schakel::entitlement {

namespace {

namespace access = model::access;
using access::record_kind;
using status = outbox::roster_version::state;

std::uint8_t number_of(record_kind kind) {
    return static_cast<std::uint8_t>(kind);
}

struct read_shelf {
    shelf_name name;
    outbox::roster_version version;
};

// Of those that are wanted, what is published.
template <class Wanted>
std::vector<read_shelf>
published_shelves(outbox::roster_rows& rows, const std::vector<std::string>& names, Wanted wanted) {
    std::vector<read_shelf> list;
    for (const std::string& text : names) {
        auto name = shelf_name::parse(text);
        if (!name || !wanted(*name)) continue;
        if (auto version = rows.current(text)) list.push_back({std::move(*name), std::move(*version)});
    }
    return list;
}

// One question on its way through the shelves.
class weighing_all {
public:
    weighing_all(outbox::roster_rows& rows, const std::vector<std::string>& names, const access_question& asked)
        : rows_(rows), names_(names), asked_(asked), today_(date_in_amsterdam(asked.now)) {}

    access_answer run() {
        const auto shelves = published_shelves(rows_, names_, [&](const shelf_name& one) {
            return one.school.empty() || one.school == asked_.school;
        });
        products_ = {asked_.product};
        for (const read_shelf& one : shelves)
            if (one.name.catalogue) add_bundles(one);
        for (const read_shelf& one : shelves)
            if (!one.name.catalogue) look_at(one);
        if (best_.why == access_reason::nothing_known && known_) best_.why = access_reason::not_entitled;
        best_.what = verdict_of(best_.why);
        best_.looked_at = looked_at_;
        return best_;
    }

private:
    void add_bundles(const read_shelf& on) {
        for (const outbox::stored_roster_row& row : rows_.named(
                 on.name.text(), on.version.number, number_of(record_kind::product), name_of_part(asked_.product)
             ))
            products_.insert(row.what.key.id);
    }

    void look_at(const read_shelf& on) {
        std::set<std::string> seen;
        for (const model::identifier& id : asked_.person) {
            for (const outbox::stored_roster_row& row : rows_.named(
                     on.name.text(), on.version.number, number_of(record_kind::entitlement), name_of_person(id)
                 ))
                if (seen.insert(row.what.key.id).second) weigh_entitlement(on, row.what);
        }
        for (const std::string& product : products_) {
            orders_of(on, product);
            // What customers have says nothing about a school.
            if (!known_ && !on.name.school.empty()) known_ = !page(on, record_kind::entitlement, product, 1).empty();
        }
    }

    std::vector<outbox::stored_roster_row> page(
        const read_shelf& on, record_kind kind, std::string_view product, std::size_t most, std::string_view after = {}
    ) {
        outbox::roster_page what;
        what.kind = number_of(kind);
        what.after = after;
        what.most = most;
        what.link = link_to_product;
        what.to = product;
        return rows_.page(on.name.text(), on.version.number, what);
    }

    void orders_of(const read_shelf& on, const std::string& product) {
        constexpr std::size_t at_a_time = 100;
        std::string after;
        for (;;) {
            const auto rows = page(on, record_kind::delivery_order, product, at_a_time, after);
            for (const outbox::stored_roster_row& row : rows) weigh_order(on, row.what);
            if (rows.size() < at_a_time) return;
            after = rows.back().what.key.id;
        }
    }

    void weigh_entitlement(const read_shelf& on, const outbox::roster_row& row) {
        if (!products_.contains(row.links[link_to_product])) return;
        const auto record = record_of(row);
        if (!record) return;
        const auto& one = std::get<access::entitlement>(*record);
        ++looked_at_;
        const std::string_view state = one.state ? to_string(*one.state) : std::string_view{};
        note(
            weigh(one, today_), {record_kind::entitlement, one.id, on.name.source, one.product, std::string(state),
                                 one.begin, one.expires ? one.expires : one.activation_until}
        );
    }

    void weigh_order(const read_shelf& on, const outbox::roster_row& row) {
        const auto record = record_of(row);
        if (!record) return;
        known_ = known_ || !on.name.school.empty();
        const auto& one = std::get<access::delivery_order>(*record);
        const auto why = weigh(one, asked_, today_);
        if (!why) return;
        ++looked_at_;
        const std::string_view state = one.state ? to_string(*one.state) : std::string_view{};
        note(
            *why, {record_kind::delivery_order, one.id, on.name.source, one.product, std::string(state), one.begin,
                   one.activation_until}
        );
    }

    void note(access_reason why, decisive_record by) {
        if (!counts_before(why, best_.why)) return;
        best_.why = why;
        best_.by = std::move(by);
    }

    outbox::roster_rows& rows_;
    const std::vector<std::string>& names_;
    const access_question& asked_;
    access::day today_;
    std::set<std::string> products_;
    access_answer best_;
    bool known_ = false; // somebody of the school has something with one of these products
    std::uint32_t looked_at_ = 0;
};

} // namespace

void holding_store::take_back_unfinished() {
    for (const std::string& name : rows_.schools()) {
        const auto left = rows_.staged(name);
        if (!left || left->status != status::staging) continue;
        static_cast<void>(take_back(
            rows_, {left->number, status::discarded, time_.now(), {}, "the gateway ended while it was loading", {}}
        ));
    }
}

result<load_outcome> holding_store::load(const load_request& what, const std::function<bool(entitlement_sink&)>& read) {
    const std::lock_guard one_at_a_time(loading_);
    holding_load under_way(rows_, time_, what);
    if (!read(under_way)) {
        under_way.discard("it was refused");
        return load_outcome{};
    }
    auto outcome = under_way.finish();
    look_up_anew();
    return outcome;
}

void holding_store::look_up_anew() {
    const std::lock_guard lock(mutex_);
    looked_up_.reset();
}

std::vector<held_load> holding_store::holds() const {
    std::vector<held_load> list;
    for (const std::string& text : rows_.schools()) {
        auto name = shelf_name::parse(text);
        const auto staged = rows_.staged(text);
        if (!name || !staged || staged->status != status::held) continue;
        list.push_back(
            {staged->number, std::move(name->source), std::move(name->school), name->catalogue,
             staged->settled.value_or(staged->began), staged->summary}
        );
    }
    return list;
}

result<outbox::roster_version> holding_store::held(outbox::roster_number number) const {
    auto version = rows_.version(number);
    if (!version || version->status != status::held) return failure{"nothing is held under this number"};
    return *std::move(version);
}

result<done> holding_store::release(outbox::roster_number number, std::string_view actor) {
    const std::lock_guard one_at_a_time(loading_);
    const auto version = held(number);
    if (!version) return version.error();
    outbox::roster_settlement end{number, status::published, time_.now(), {}, {}, {}};
    end.audit = outbox::audit_entry{
        end.at, std::string(actor), "access.released", version->school + ":" + std::to_string(number),
        version->summary};
    auto settled = rows_.settle(end);
    look_up_anew();
    return settled;
}

result<done> holding_store::discard(outbox::roster_number number, std::string_view reason, std::string_view actor) {
    const std::lock_guard one_at_a_time(loading_);
    const auto version = held(number);
    if (!version) return version.error();
    outbox::roster_settlement end{number, status::discarded, time_.now(), {}, std::string(reason), {}};
    end.audit = outbox::audit_entry{
        end.at, std::string(actor), "access.discarded", version->school + ":" + std::to_string(number),
        std::string(reason)};
    return take_back(rows_, end);
}

std::string holding_store::product_at(std::string_view address) const {
    const std::string name = name_of_address(address);
    std::set<std::string> found;
    for (const read_shelf& one :
         published_shelves(rows_, shelf_names(), [](const shelf_name& shelf) { return shelf.catalogue; }))
        for (const outbox::stored_roster_row& row :
             rows_.named(one.name.text(), one.version.number, number_of(record_kind::product), name))
            found.insert(row.what.key.id);
    return found.size() == 1 ? *found.begin() : std::string();
}

// Of several titles the first shelf's counts; between several addresses nobody can choose.
told_product holding_store::told_of(std::string_view product) const {
    told_product out;
    std::set<std::string> addresses;
    for (const read_shelf& one :
         published_shelves(rows_, shelf_names(), [](const shelf_name& shelf) { return shelf.catalogue; })) {
        const outbox::roster_number at = one.version.number;
        const auto row = rows_.find(one.name.text(), at, {number_of(record_kind::product), std::string(product)});
        const auto record = stands(row, at) ? record_of(row->what) : std::nullopt;
        const auto* told = record ? std::get_if<access::product>(&*record) : nullptr;
        if (!told) continue;
        if (out.title.empty()) out.title = told->title;
        if (!told->access_url.empty()) {
            addresses.insert(told->access_url);
        } else {
            for (const auto& link : told->access_links) addresses.insert(link.url);
        }
    }
    if (addresses.size() == 1) out.address = *addresses.begin();
    return out;
}

std::vector<std::string> holding_store::shelf_names() const {
    constexpr auto fresh = std::chrono::seconds(1);
    const std::lock_guard lock(mutex_);
    const auto now = time_.steady();
    if (!looked_up_ || now - *looked_up_ > fresh) {
        names_ = rows_.schools();
        looked_up_ = now;
    }
    return names_;
}

access_answer holding_store::may_open(const access_question& asked) const {
    const std::vector<std::string> names = shelf_names();
    return weighing_all(rows_, names, asked).run();
}

std::shared_ptr<const entitlement_view>
holding_store::view(bool catalogue, const std::vector<std::string>* schools) const {
    std::vector<seen_shelf> seen;
    instant changed{};
    const auto wanted = [&](const shelf_name& one) {
        const bool of_school = !schools || std::ranges::find(*schools, one.school) != schools->end();
        return one.catalogue == catalogue && (catalogue || of_school);
    };
    for (const read_shelf& one : published_shelves(rows_, shelf_names(), wanted)) {
        changed = std::max(changed, one.version.settled.value_or(one.version.began));
        seen.push_back({one.name.text(), one.version.number});
    }
    if (seen.empty()) return nullptr;
    return std::make_shared<stored_holdings>(rows_, std::move(seen), changed);
}

std::vector<shelf> holding_store::shelves() const {
    std::vector<shelf> list;
    for (const std::string& text : rows_.schools()) {
        const auto name = shelf_name::parse(text);
        if (!name) continue;
        shelf one{text, name->source, name->school, name->catalogue, 0, {}, {}, false};
        if (const auto version = rows_.current(text)) {
            one.version = version->number;
            one.published = version->settled;
            one.summary = version->summary;
        }
        const auto staged = rows_.staged(text);
        one.held = staged && staged->status == status::held;
        list.push_back(std::move(one));
    }
    return list;
}

} // namespace schakel::entitlement
