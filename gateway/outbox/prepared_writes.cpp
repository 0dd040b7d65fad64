#include "gateway/outbox/prepared_writes.hpp"

#include "gateway/crypto/digest.hpp"

#include <stdexcept>

namespace schakel::outbox {

namespace {

packed_id id_of(const std::string& text) {
    const auto id = parse_id(text);
    if (!id) throw std::invalid_argument("ids in the store are lower-case uuids");
    return *id;
}

prepared_delivery prepare(const delivery& what) {
    return {id_of(what.id), false, crypto::sha256(what.body), pack_headers(what.headers)};
}

prepared_delivery prepare_beside(const delivery& what, const message& received) {
    if (what.body != received.body) return prepare(what);
    return {id_of(what.id), true, {}, pack_headers(what.headers)};
}

std::string_view take_field(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return field;
}

} // namespace

prepared_acceptance prepare(acceptance what) {
    prepared_acceptance ready{std::move(what), {}, {}, {}};
    ready.id = id_of(ready.what.message.id);
    if (!ready.what.message.replay_of.empty()) id_of(ready.what.message.replay_of);
    ready.digest = crypto::sha256(ready.what.message.body);
    for (const delivery& each : ready.what.deliveries)
        ready.deliveries.push_back(prepare_beside(each, ready.what.message));
    return ready;
}

prepared_settlement prepare(settlement what) {
    prepared_settlement ready{std::move(what), {}, {}};
    ready.id = id_of(ready.what.delivery_id);
    for (const delivery& part : ready.what.replaced_by) ready.parts.push_back(prepare(part));
    return ready;
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
