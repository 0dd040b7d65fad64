#include "gateway/outbox/prepared_writes.hpp"

#include "gateway/crypto/digest.hpp"

#include <stdexcept>
#include <unordered_set>

namespace schakel::outbox {

namespace {

packed_id id_of(const std::string& text) {
    const auto id = parse_id(text);
    if (!id) throw std::invalid_argument("ids in the store are lower-case uuids");
    return *id;
}

std::string digest_of(const std::string& text) {
    return text.empty() ? std::string() : crypto::sha256(text);
}

decided_delivery decided(delivery what) {
    decided_delivery one;
    one.id = id_of(what.id);
    one.body.digest = crypto::sha256(what.body);
    one.loss.digest = digest_of(what.loss);
    one.what = std::move(what);
    return one;
}

decided_delivery decided_beside(delivery what, const message& received) {
    if (what.body != received.body) return decided(std::move(what));
    decided_delivery one;
    one.id = id_of(what.id);
    one.passes_on = true;
    one.loss.digest = digest_of(what.loss);
    one.what = std::move(what);
    return one;
}

// As a rule all of one message have one scope.
std::vector<known_record> records_of(const std::vector<record_key>& keys) {
    std::vector<known_record> all;
    all.reserve(keys.size() + 1);
    const std::string* last = nullptr;
    std::uint64_t scope = 0;
    for (const record_key& each : keys) {
        if (last == nullptr || *last != each.scope) scope = digest_of_scope(each.scope);
        last = &each.scope;
        all.push_back({digest_of_key(each.key), scope, 0, digest_of_key(each.digest)});
    }
    return all;
}

// Keys of records come by the hundred: where their values are ids they lie in the index of records. Of one that comes
// twice the first holds.
void set_key_ids_apart(decided_acceptance& one, std::vector<key_row>& rows) {
    std::unordered_set<packed_id, packed_id_hash> known;
    std::erase_if(rows, [&](const key_row& each) {
        const auto id = each.of_record ? parse_id(each.value) : std::nullopt;
        if (!id) return false;
        const known_record record = key_id_of(each.school, each.table, each.key, *id);
        if (known.insert(record.key).second) one.key_ids.push_back(record);
        return true;
    });
}

std::string_view take_field(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return field;
}

} // namespace

decided_acceptance prepare(acceptance what) {
    decided_acceptance one;
    one.id = id_of(what.message.id);
    if (!what.message.replay_of.empty()) id_of(what.message.replay_of);
    one.body.digest = crypto::sha256(what.message.body);
    one.report.digest = digest_of(what.message.report);
    for (delivery& each : what.deliveries) one.deliveries.push_back(decided_beside(std::move(each), what.message));
    one.records = records_of(what.keys);
    if (const auto& request = what.request)
        one.named = known_record_of(request->scope, request->key, request->digest, 0);
    set_key_ids_apart(one, what.new_keys);
    what.deliveries.clear();
    what.keys.clear();
    one.what = std::move(what);
    return one;
}

decided_settlement prepare(settlement what) {
    decided_settlement one;
    one.id = id_of(what.delivery_id);
    for (delivery& part : what.replaced_by) one.parts.push_back(decided(std::move(part)));
    what.replaced_by.clear();
    one.what = std::move(what);
    return one;
}

// Names and values of HTTP hold no NUL, so it can end them.
std::string pack_headers(const std::vector<header>& headers) {
    std::string packed;
    for (const header& each : headers) packed.append(each.name).append(1, '\0').append(each.value).append(1, '\0');
    return packed;
}

std::vector<header> unpack_headers(std::string_view packed) {
    std::vector<header> headers;
    while (!packed.empty()) {
        const std::string_view name = take_field(packed);
        headers.push_back({std::string(name), std::string(take_field(packed))});
    }
    return headers;
}

} // namespace schakel::outbox
