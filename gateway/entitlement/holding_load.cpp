#include "gateway/entitlement/holding_load.hpp"

#include "gateway/codec/json_writer.hpp"

#include <algorithm>

namespace schakel::entitlement {

namespace {

namespace access = model::access;
using status = outbox::roster_version::state;
constexpr std::size_t rows_per_step = 200, rows_per_look = 1000, few_rows = 20;

std::optional<instant> modified_of(const access::record& one) {
    struct moment {
        std::optional<instant> operator()(const access::product& what) const { return what.modified; }
        std::optional<instant> operator()(const access::delivery_order& what) const { return what.modified; }
        std::optional<instant> operator()(const access::entitlement& what) const { return what.modified; }
        std::optional<instant> operator()(const access::usage&) const { return std::nullopt; }
        std::optional<instant> operator()(const access::confirmation& what) const { return what.processed; }
    };
    return std::visit(moment{}, one);
}

// A telling that was modified before what stands there says nothing new.
bool is_older(const access::record& one, const outbox::roster_row& standing) {
    const auto there = record_of(standing);
    const auto known = there ? modified_of(*there) : std::nullopt, told = modified_of(one);
    return known && told && *told < *known;
}

} // namespace

std::optional<std::string> holding_load::school_of(const model::identifiers& named) {
    if (named.empty()) return what_.usual_school;
    auto school = what_.school ? what_.school(named) : std::nullopt;
    if (!school) ++out_.of_unknown_schools;
    return school;
}

// None: nowhere of ours.
std::optional<std::string> holding_load::home_of(const access::record& one) {
    const auto of_school = [&](const model::identifiers& named) -> std::optional<std::string> {
        auto school = school_of(named);
        return school ? std::optional(shelf_name{false, *school, what_.source}.text()) : std::nullopt;
    };
    switch (access::kind_of(one)) {
    case access::record_kind::product: return shelf_name{true, {}, what_.source}.text();
    case access::record_kind::delivery_order: return of_school(std::get<access::delivery_order>(one).school);
    case access::record_kind::entitlement: return of_school(std::get<access::entitlement>(one).school);
    case access::record_kind::usage: return of_school(std::get<access::usage>(one).school);
    case access::record_kind::confirmation: break;
    }
    return std::nullopt;
}

holding_load::open_shelf* holding_load::shelf_for(const std::string& name) {
    if (const auto known = open_.find(name); known != open_.end()) return &known->second;
    if (const auto held = rows_.staged(name); held && held->status == status::held) {
        check(take_back(rows_, {held->number, status::discarded, time_.now(), {}, "a newer load came", {}}));
        out_.displaced = true;
    }
    const auto base = rows_.current(name);
    const auto own = rows_.begin(name, what_.source, time_.now());
    if (!own) {
        if (good()) trouble_ = own.error().message;
        return nullptr;
    }
    open_shelf fresh;
    fresh.base = base ? base->number : 0;
    fresh.own = *own;
    return &open_.emplace(name, std::move(fresh)).first->second;
}

void holding_load::add(access::record&& what) {
    if (!good()) return;
    ++out_.records;
    if (auto* usage = std::get_if<access::usage>(&what)) return used(std::move(*usage));
    if (const auto* confirmation = std::get_if<access::confirmation>(&what)) return confirmed(*confirmation);
    if (const auto home = home_of(what)) put(*home, std::move(what));
}

void holding_load::put(const std::string& shelf, access::record&& one) {
    open_shelf* on = shelf_for(shelf);
    if (!on) return;
    outbox::roster_row row = row_of(one);
    ++on->records;
    on->seen.insert(row.key);
    const auto standing = rows_.find(shelf, on->base, row.key);
    const bool there = stands(standing, on->base);
    if (there && standing->what.digest == row.digest) return;
    if (there && is_older(one, standing->what)) {
        ++out_.older;
        return;
    }
    ++on->changed;
    on->coming.push_back(std::move(row));
    if (on->coming.size() >= rows_per_step) flush(shelf, *on);
}

void holding_load::flush(const std::string&, open_shelf& on) {
    if (good() && !on.coming.empty()) check(rows_.put(on.own, on.coming));
    on.coming.clear();
}

// Of customers only what the source told itself, unless it may change everything.
bool holding_load::may_change(const shelf_name& one) const {
    if (!what_.may_change) return true;
    return one.school.empty() ? one.source == what_.source : what_.may_change->contains(one.school);
}

std::optional<std::pair<std::string, access::entitlement>> holding_load::known_entitlement(const std::string& id) {
    const outbox::roster_key key{static_cast<std::uint8_t>(access::record_kind::entitlement), id};
    for (const std::string& shelf : rows_.schools()) {
        if (const auto name = shelf_name::parse(shelf); !name || !may_change(*name)) continue;
        const auto version = rows_.current(shelf);
        const auto row = version ? rows_.find(shelf, version->number, key) : std::nullopt;
        if (!version || !stands(row, version->number)) continue;
        if (auto record = record_of(row->what)) return std::pair(shelf, std::get<access::entitlement>(*record));
    }
    return std::nullopt;
}

// A first use makes the entitlement a licence, and may let it expire later.
void holding_load::used(access::usage&& what) {
    if (auto known = known_entitlement(what.entitlement)) {
        auto& [shelf, entitlement] = *known;
        if (what.state) entitlement.state = what.state;
        if (what.expires && (!entitlement.expires || *entitlement.expires < *what.expires))
            entitlement.expires = what.expires;
        put(shelf, std::move(what));
        return put(shelf, std::move(entitlement));
    }
    access::record one(std::move(what));
    if (const auto home = home_of(one)) put(*home, std::move(one));
}

void holding_load::confirmed(const access::confirmation& what) {
    auto known = what.success && !what.of_order ? known_entitlement(what.about) : std::nullopt;
    if (!known) return;
    auto& [shelf, entitlement] = *known;
    if (what.entitlement) entitlement.state = what.entitlement;
    for (access::portal_link& link : entitlement.links)
        if (what.link && link.portal == what.link->portal) link.state = what.link->state;
    put(shelf, std::move(entitlement));
}

// Usages are told of one by one, and are never all that there are.
void holding_load::end_what_did_not_come(const std::string& name, open_shelf& on) {
    constexpr auto usage = static_cast<std::uint8_t>(access::record_kind::usage);
    std::vector<outbox::roster_key> gone;
    outbox::roster_key after{};
    for (;;) {
        const auto rows = rows_.known_after(name, on.base, after, rows_per_look);
        for (const outbox::known_roster_row& row : rows) {
            if (row.key.kind == usage || row.key.kind >= what_.kinds.size() || !what_.kinds[row.key.kind]) continue;
            ++on.stood;
            if (!on.seen.contains(row.key)) gone.push_back(row.key);
        }
        if (rows.size() < rows_per_look) break;
        after = rows.back().key;
    }
    end(on, gone);
}

void holding_load::end(open_shelf& on, std::span<const outbox::roster_key> gone) {
    on.ended = gone.size();
    for (std::size_t from = 0; from < gone.size() && good(); from += rows_per_step)
        check(rows_.end(on.own, gone.subspan(from, std::min(rows_per_step, gone.size() - from))));
}

bool holding_load::too_much(const open_shelf& on) const {
    if (what_.released || on.ended == 0) return false;
    return on.records == 0 || (on.ended > few_rows && on.ended * 100 > on.stood * what_.hold_above_percent);
}

bool holding_load::settle(const std::string& name, open_shelf& on, status as, std::string reason) {
    json::writer summary;
    summary.begin_object().member("records", on.records).member("changed", on.changed).member("ended", on.ended);
    summary.end_object();
    outbox::roster_settlement end{on.own, as, time_.now(), summary.finish(), std::move(reason), {}};
    if (as == status::published || as == status::held)
        end.audit = outbox::audit_entry{
            time_.now(), what_.actor, as == status::held ? "access.held" : "access.published",
            name + ":" + std::to_string(on.own), *end.summary};
    check(as == status::unchanged ? take_back(rows_, end) : rows_.settle(end));
    on.own = 0;
    return good();
}

bool holding_load::is_about(const shelf_name& one) const {
    const bool of_products = what_.kinds[static_cast<std::size_t>(access::record_kind::product)];
    const bool of_others = std::ranges::count(what_.kinds, true) > (of_products ? 1 : 0);
    if (one.source != what_.source || !(one.catalogue ? of_products : of_others)) return false;
    return what_.usual_school.empty() || one.school == what_.usual_school;
}

// A complete load that brought nothing for a shelf empties it.
void holding_load::open_what_it_is_about() {
    for (const std::string& name : rows_.schools())
        if (const auto known = shelf_name::parse(name); known && is_about(*known) && rows_.current(name))
            shelf_for(name);
}

result<load_outcome> holding_load::finish() {
    if (what_.complete && good()) open_what_it_is_about();
    for (auto& [name, on] : open_) {
        flush(name, on);
        if (what_.complete && good()) end_what_did_not_come(name, on);
    }
    if (!good()) return failure{trouble_};
    for (auto& [name, on] : open_) {
        const bool hold = too_much(on), same = on.changed == 0 && on.ended == 0 && on.base != 0;
        out_.changed += on.changed;
        out_.ended += on.ended;
        out_.held = out_.held || hold;
        const status as = hold ? status::held : same ? status::unchanged : status::published;
        if (!settle(name, on, as, hold ? "more ended than may end at once" : "")) return failure{trouble_};
        if (as == status::published) out_.shelves.push_back(name);
    }
    open_.clear();
    return out_;
}

void holding_load::discard(std::string_view reason) {
    for (auto& [name, on] : open_)
        if (on.own != 0)
            static_cast<void>(take_back(rows_, {on.own, status::discarded, time_.now(), {}, std::string(reason), {}}));
    open_.clear();
}

result<done> take_back(outbox::roster_rows& rows, const outbox::roster_settlement& end) {
    for (;;) {
        const auto more = rows.undo(end.version, rows_per_step);
        if (!more) return more.error();
        if (!*more) return rows.settle(end);
    }
}

} // namespace schakel::entitlement
