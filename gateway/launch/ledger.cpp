#include "gateway/launch/ledger.hpp"

#include "gateway/core/packed_fields.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/launch/ledger_records.hpp"
#include "gateway/launch/record_kind.hpp"

#include <utility>

namespace schakel::launch {

namespace {

constexpr std::size_t handle_bytes = 18;               // 24 characters
constexpr auto claim_lasts = std::chrono::seconds(30); // longer than a question to a learning environment

bool fits(const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
}

bool same(const outbox::launch_record& a, const outbox::launch_record& b) {
    return a.school == b.school && a.system == b.system && a.place == b.place && a.bytes == b.bytes;
}

} // namespace

ledger::ledger(outbox::launch_rows& rows, const clock& time, std::string secret)
    : rows_(rows), time_(time), secret_(std::move(secret)) {}

std::string ledger::handle(std::initializer_list<std::string_view> parts) const {
    packed_writer all;
    for (const std::string_view part : parts) all.put(part);
    return crypto::to_base64url(crypto::hmac_sha256(secret_, all.take()).substr(0, handle_bytes));
}

result<done> ledger::put_when_changed(outbox::launch_record row) {
    const auto known = rows_.find(row.kind, row.id, time_.now());
    if (known && same(*known, row)) return done{};
    row.changed = time_.now();
    if (const auto version = rows_.put(row, outbox::put_when::always); !version) return version.error();
    return done{};
}

result<launch_class> ledger::make_class(launch_class what, std::string_view own_class) {
    what.handle = handle({"class", what.target, what.source, own_class});
    if (const auto known = what.route.empty() ? find_class(what.handle) : std::nullopt) {
        what.route = known->route;
        what.scopes.insert(known->scopes.begin(), known->scopes.end());
    }
    if (const auto kept = put_when_changed(to_record(what)); !kept) return kept.error();
    return what;
}

result<launch_result> ledger::make_result(launch_result what, std::string_view own_resource) {
    what.handle = handle({"result", what.target, what.source, own_resource, what.person});
    if (const auto kept = put_when_changed(to_record(what)); !kept) return kept.error();
    if (const auto kept = put_when_changed(handle_record(what)); !kept) return kept.error();
    return what;
}

result<line_item> ledger::make_line_item(line_item what) {
    what.id = handle({"item", what.class_handle, what.resource_link});
    what.ours = true;
    if (auto known = find_line_item(what.id)) {
        if (!known->source_url.empty() || what.source_url.empty()) return std::move(*known);
        known->source_url = what.source_url;
        if (const auto kept = replace_line_item(*known); !kept) return kept.error();
        return std::move(*known);
    }
    outbox::launch_record row = to_record(what);
    row.changed = time_.now();
    const auto version = rows_.put(row, outbox::put_when::absent);
    if (!version) return version.error();
    if (*version) return what;
    return find_line_item(what.id).value_or(what);
}

// Who changes the row in between makes the loop look again.
result<score_step> ledger::put_score(std::string_view line_item, const given_score& what) {
    outbox::launch_record row = to_record(line_item, what);
    for (;;) {
        const auto known = rows_.find(row.kind, row.id, time_.now());
        if (known && known->bytes == row.bytes) return score_step::repeated;
        if (known && to_score(*known).when >= what.when) return score_step::not_later;
        row.version = known ? known->version : 0;
        row.changed = time_.now();
        const auto version = rows_.put(row, outbox::put_when::unchanged);
        if (!version) return version.error();
        if (*version) return score_step::newer;
    }
}

std::optional<launch_class> ledger::find_class(std::string_view handle) const {
    const auto row = rows_.find(number_of(record_kind::launch_class), handle, time_.now());
    if (!row) return std::nullopt;
    return to_class(*row);
}

std::optional<launch_result> ledger::find_result(std::string_view handle) const {
    const auto row = rows_.find(number_of(record_kind::launch_result), handle, time_.now());
    if (!row) return std::nullopt;
    return to_result(*row);
}

std::optional<launch_result> ledger::find_result_of(std::string_view line_item, std::string_view person) const {
    const auto item = find_line_item(line_item);
    if (!item || item->resource_link.empty()) return std::nullopt;
    const std::string key = result_key(item->class_handle, item->resource_link, person);
    const auto row = rows_.find(number_of(record_kind::result_handle), key, time_.now());
    return row ? find_result(row->bytes) : std::nullopt;
}

std::optional<line_item> ledger::find_line_item(std::string_view id) const {
    const auto row = rows_.find(number_of(record_kind::line_item), id, time_.now());
    if (!row) return std::nullopt;
    return to_line_item(*row);
}

// The store finds those of a class; what else is asked is compared here, page after page.
std::vector<line_item> ledger::line_items(
    std::string_view class_handle, const line_item_filter& which, std::string_view after, std::size_t limit
) const {
    outbox::record_filter asked;
    asked.kind = number_of(record_kind::line_item);
    asked.place = class_handle;
    asked.after = after;
    std::vector<line_item> out;
    for (;;) {
        const auto rows = rows_.list(asked, time_.now());
        for (const outbox::launch_record& row : rows) {
            line_item one = to_line_item(row);
            if (!fits(which.resource_link, one.resource_link) || !fits(which.resource_id, one.resource_id) ||
                !fits(which.tag, one.tag))
                continue;
            if (out.size() == limit) return out;
            out.push_back(std::move(one));
        }
        if (rows.size() < asked.limit) return out;
        asked.after = rows.back().id;
    }
}

result<line_item> ledger::add_line_item(line_item what) {
    what.id = crypto::random_token(handle_bytes);
    if (const auto kept = put_when_changed(to_record(what)); !kept) return kept.error();
    return what;
}

result<done> ledger::replace_line_item(const line_item& what) {
    if (!find_line_item(what.id)) return failure{"there is no line item with this id"};
    return put_when_changed(to_record(what));
}

result<done> ledger::remove_line_item(std::string_view id) {
    outbox::record_filter its;
    its.kind = number_of(record_kind::score);
    its.place = id;
    for (auto rows = rows_.list(its, time_.now()); !rows.empty(); rows = rows_.list(its, time_.now()))
        for (const outbox::launch_record& row : rows)
            if (const auto gone = rows_.remove(row.kind, row.id); !gone) return gone.error();
    if (const auto gone = rows_.remove(number_of(record_kind::line_item), id); !gone) return gone.error();
    return done{};
}

// Of two who find it free, the version lets one through.
result<bool> ledger::claim_line_item(std::string_view id, std::string_view by) {
    outbox::launch_record row;
    row.kind = number_of(record_kind::line_item_claim);
    row.id = id;
    row.bytes = by;
    row.changed = time_.now();
    row.until = row.changed + claim_lasts;
    const auto held = rows_.find(row.kind, row.id, row.changed);
    if (held && held->bytes != row.bytes) return false;
    row.version = held ? held->version : 0;
    const auto version = rows_.put(row, outbox::put_when::unchanged);
    if (!version) return version.error();
    return version->has_value();
}

// What cannot be removed is over soon.
void ledger::let_go_of_line_item(std::string_view id, std::string_view by) {
    const std::uint8_t kind = number_of(record_kind::line_item_claim);
    const auto held = rows_.find(kind, id, time_.now());
    if (held && held->bytes == by) static_cast<void>(rows_.remove(kind, id));
}

std::vector<given_score>
ledger::results(std::string_view line_item, std::string_view person, std::string_view after, std::size_t limit) const {
    std::vector<given_score> out;
    if (!person.empty()) {
        const auto row = rows_.find(number_of(record_kind::score), score_id(line_item, person), time_.now());
        if (row) out.push_back(to_score(*row));
        return out;
    }
    outbox::record_filter its;
    its.kind = number_of(record_kind::score);
    its.place = line_item;
    its.limit = limit;
    if (!after.empty()) its.after = score_id(line_item, after);
    for (const outbox::launch_record& row : rows_.list(its, time_.now())) out.push_back(to_score(row));
    return out;
}

} // namespace schakel::launch
