// The keys that this gateway signs launches and assertions with. Shared by all gateways on one launch store, encrypted
// at rest, and replaced on a schedule without a launch failing:
//
//   made ── published ──(prepublish)── signs ──(signs_for)── former, still published ──(linger)── forgotten
//
// A key is published for as long as the longest cache of a receiver before it signs, and afterwards until the last
// token that it signed is over. Private keys leave this class only as signatures.
#pragma once

#include "gateway/adapter/launch_party.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/key.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::launch {

struct key_schedule {
    std::chrono::seconds prepublish{std::chrono::hours(25)};     // before it signs; receivers cache for up to a day
    std::chrono::seconds signs_for{std::chrono::days(90)};       // then the next one takes over
    std::chrono::seconds linger{std::chrono::hours(25)};         // after its last signature
    std::chrono::seconds jwks_max_age{std::chrono::minutes(15)}; // told to who fetches the JWKS
};

enum class key_phase { next, signs, former };
std::string_view to_string(key_phase which); // "next", "signs", "former"

// What may be shown of a key.
struct key_facts {
    std::string id;        // kid
    std::string algorithm; // "RS256", …
    key_phase phase = key_phase::next;
    instant made{}, signs_from{};
    std::optional<instant> signs_until; // none while nobody follows it
    std::optional<instant> published_until;
};

struct jwks_document {
    std::string json;
    std::chrono::seconds max_age{0};
    std::string etag; // with its quotes
};

// Thread-safe. Looks into the store again at most once per second, so that what another gateway rotated is known here
// before it signs.
class signing_keys final : public launch_keys {
public:
    // `key_encryption_key`: 32 bytes, from a secret file (load_key_encryption_key). Each of the algorithms has keys of
    // its own. `rows` and `time` outlive it.
    signing_keys(
        outbox::launch_rows& rows, const clock& time, std::string key_encryption_key, key_schedule schedule = {},
        std::vector<crypto::algorithm> algorithms = {crypto::algorithm::rs256}
    );
    ~signing_keys() override;

    // Makes first and next keys, and forgets what is over; at start and every minute or so. Of several gateways that do
    // so together, one makes the key. Failure: the store cannot be written, or no key can be opened with this key
    // encryption key.
    result<done> follow_schedule();

    // Makes a next key, which takes over when it was published long enough; one that waits already takes over as early
    // as it may. `at_once`, for a key that leaked: the new one signs from this moment, within a second in all gateways,
    // and nothing older is published any more. The ids of the keys to come.
    result<std::vector<std::string>> rotate(bool at_once);

    std::vector<key_facts> list() const;
    jwks_document document() const; // everything that is published

    // An algorithm without keys of its own uses those of another that fit. Throws std::logic_error when none does:
    // follow_schedule() did not succeed yet, or the algorithm needs another kind of key.
    crypto::key current(crypto::algorithm how) const override;
    crypto::key_set published() const override;
    std::string jwks() const override;
    std::optional<certified> saml() const override;
    std::vector<certified> saml_decryption() const override;

    void use_algorithms(std::vector<crypto::algorithm> algorithms); // from the next follow_schedule() on

    // Kept in files of their own and not rotated here. Newest first.
    void use_saml(std::optional<certified> signing, std::vector<certified> decryption = {});

private:
    struct content;
    std::unique_ptr<content> content_;
};

// 32 bytes, kept as base64url in a file with mode 0600; made when it is absent.
result<std::string> load_key_encryption_key(const std::string& path);

} // namespace schakel::launch
