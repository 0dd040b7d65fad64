#include "gateway/launch/states.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/crypto/sealed.hpp"

namespace schakel::launch {

namespace {

constexpr std::string_view about = "launch state 1";

std::optional<std::string> opened(std::string_view key, const std::optional<std::string>& sealed) {
    if (!sealed) return std::nullopt;
    return crypto::open_sealed(crypto::derived_key(key, about), *sealed, about);
}

} // namespace

outbox::launch_state seal(std::string_view key, std::string_view bytes, instant until, bool lasting) {
    return {states::stored_key(key), crypto::seal(crypto::derived_key(key, about), bytes, about), until, lasting};
}

std::string states::new_key(instant now) {
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count();
    const auto time = static_cast<std::uint32_t>(since);
    std::string bytes = crypto::random_bytes(24);
    for (std::size_t at = 0; at < 4; ++at) bytes[at] = static_cast<char>(time >> (24 - 8 * at) & 0xFF);
    return crypto::to_base64url(bytes);
}

// The time that the key begins with, and a digest. Keys that others made begin with whatever they begin with.
std::string states::stored_key(std::string_view key) {
    const auto begins = crypto::from_base64url(key.substr(0, 8));
    const std::string digest = crypto::sha256(key);
    return begins && begins->size() >= 4 ? begins->substr(0, 4) + digest.substr(0, 28) : digest;
}

result<done> states::keep(std::string_view key, std::string_view bytes, instant until, bool lasting) {
    outbox::launch_writes all;
    all.states.push_back(seal(key, bytes, until, lasting));
    if (const auto kept = rows_.keep(all); !kept) return kept.error();
    return done{};
}

result<std::optional<std::string>> states::take(std::string_view key) {
    auto sealed = rows_.take(stored_key(key), time_.now());
    if (!sealed) return sealed;
    return opened(key, *sealed);
}

std::optional<std::string> states::look(std::string_view key) {
    return opened(key, rows_.look(stored_key(key), time_.now()));
}

result<std::optional<std::size_t>> states::use_once(std::span<const outbox::used_value> all) {
    std::vector<outbox::used_value> digests;
    for (const outbox::used_value& one : all) digests.push_back({crypto::sha256(one.what), one.until});
    return rows_.use(digests);
}

} // namespace schakel::launch
