#include "gateway/launch/states.hpp"

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
    return {crypto::sha256(key), crypto::seal(crypto::derived_key(key, about), bytes, about), until, lasting};
}

std::string states::new_key() {
    return crypto::random_token(32);
}

result<done> states::keep(std::string_view key, std::string_view bytes, instant until, bool lasting) {
    return rows_.keep({.states = {seal(key, bytes, until, lasting)}, .attempts = {}, .records = {}});
}

result<std::optional<std::string>> states::take(std::string_view key) {
    auto sealed = rows_.take(crypto::sha256(key), time_.now());
    if (!sealed) return sealed;
    return opened(key, *sealed);
}

std::optional<std::string> states::look(std::string_view key) {
    return opened(key, rows_.look(crypto::sha256(key), time_.now()));
}

result<std::optional<std::size_t>> states::use_once(std::span<const outbox::used_value> all) {
    std::vector<outbox::used_value> digests;
    for (const outbox::used_value& one : all) digests.push_back({crypto::sha256(one.what), one.until});
    return rows_.use(digests);
}

} // namespace schakel::launch
