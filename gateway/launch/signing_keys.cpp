#include "gateway/launch/signing_keys.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/core/packed_fields.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/crypto/sealed.hpp"
#include "gateway/crypto/secret_file.hpp"
#include "gateway/launch/record_kind.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace schakel::launch {

namespace {

using crypto::algorithm;

// Keys of one algorithm are numbered: of gateways that make the next one together, one wins.
std::string record_id(algorithm how, unsigned number) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%08u", number);
    return std::string(crypto::to_string(how)) + '-' + digits;
}

unsigned number_in(std::string_view id) {
    return static_cast<unsigned>(std::strtoul(std::string(id.substr(id.rfind('-') + 1)).c_str(), nullptr, 10));
}

crypto::key_kind kind_for(algorithm how) {
    switch (how) {
    case algorithm::es256: return crypto::key_kind::ec_p256;
    case algorithm::es384: return crypto::key_kind::ec_p384;
    case algorithm::es512: return crypto::key_kind::ec_p521;
    default: return crypto::key_kind::rsa;
    }
}

struct own_key {
    std::string record;
    algorithm how = algorithm::rs256;
    crypto::key key;
    instant made{}, signs_from{};
    std::string stored{}; // the record's bytes
};

} // namespace

struct signing_keys::content {
    outbox::launch_rows& rows;
    const clock& time;
    const std::string key_encryption_key;
    const key_schedule schedule;

    mutable std::mutex mutex; // of what follows
    std::vector<algorithm> algorithms;
    std::vector<own_key> keys; // in order of algorithm and number, which is also the order in which they sign
    std::size_t unreadable = 0;
    std::optional<std::chrono::steady_clock::time_point> read_at;
    std::optional<certified> saml;
    std::vector<certified> saml_decryption;

    // ------------------------------------------------------------ stored and back

    outbox::launch_record to_record(const own_key& what) const {
        outbox::launch_record row;
        row.kind = number_of(record_kind::signing_key);
        row.id = what.record;
        row.place = crypto::to_string(what.how);
        row.bytes = packed(
            what.key.id(), to_rfc3339_milliseconds(what.made), to_rfc3339_milliseconds(what.signs_from),
            crypto::seal(key_encryption_key, what.key.private_pem(), what.record)
        );
        row.changed = time.now();
        return row;
    }

    // A key that is known is not opened again: OpenSSL would have to prepare it for signing anew.
    std::optional<own_key> opened(const outbox::launch_record& row) const {
        const auto known = std::ranges::find(keys, row.id, &own_key::record);
        if (known != keys.end() && known->stored == row.bytes) return *known;
        packed_reader in(row.bytes);
        const std::string id = in.next();
        const auto made = parse_rfc3339(in.next()), signs_from = parse_rfc3339(in.next());
        const auto how = crypto::parse_algorithm(row.place);
        const auto pem = crypto::open_sealed(key_encryption_key, in.next(), row.id);
        if (!made || !signs_from || !how || !pem) return std::nullopt;
        auto key = crypto::key::from_pem(*pem, id);
        if (!key) return std::nullopt;
        return own_key{row.id, *how, std::move(*key), *made, *signs_from, row.bytes};
    }

    // Under the mutex.
    void read() {
        std::vector<own_key> found;
        unreadable = 0;
        outbox::record_filter all;
        all.kind = number_of(record_kind::signing_key);
        for (const outbox::launch_record& row : rows.list(all, time.now())) {
            if (auto one = opened(row))
                found.push_back(std::move(*one));
            else
                ++unreadable;
        }
        keys = std::move(found);
        read_at = time.steady();
    }

    void read_when_old() {
        constexpr std::chrono::seconds old(1);
        if (!read_at || time.steady() - *read_at >= old) read();
    }

    // ------------------------------------------------------------ what the times mean

    const own_key* follower(const own_key& of) const {
        const auto at = std::ranges::find(keys, of.record, &own_key::record);
        const auto next = at == keys.end() ? at : at + 1;
        return next != keys.end() && next->how == of.how ? &*next : nullptr;
    }

    key_facts facts(const own_key& of) const {
        key_facts out{of.key.id(), std::string(crypto::to_string(of.how)), key_phase::next, of.made, of.signs_from, {},
                      {}};
        if (const own_key* next = follower(of)) {
            out.signs_until = next->signs_from;
            out.published_until = next->signs_from + schedule.linger;
        }
        const instant now = time.now();
        if (out.signs_from <= now)
            out.phase = out.signs_until && *out.signs_until <= now ? key_phase::former : key_phase::signs;
        return out;
    }

    bool is_published(const own_key& one) const {
        const key_facts its = facts(one);
        return !its.published_until || *its.published_until > time.now();
    }

    const own_key* newest(algorithm how) const {
        const own_key* out = nullptr;
        for (const own_key& one : keys)
            if (one.how == how) out = &one;
        return out;
    }

    const own_key* signing(algorithm how) const {
        const own_key* out = nullptr;
        for (const own_key& one : keys)
            if (one.how == how && one.signs_from <= time.now()) out = &one;
        return out;
    }

    // ------------------------------------------------------------ changes

    // Its id; that of another gateway's key when that one was first.
    result<std::string> make(algorithm how, instant signs_from) {
        const own_key* last = newest(how);
        own_key fresh{
            record_id(how, last ? number_in(last->record) + 1 : 1), how, crypto::key::generate(kind_for(how)),
            time.now(), signs_from};
        const auto version = rows.put(to_record(fresh), outbox::put_when::absent);
        if (!version) return version.error();
        read();
        const own_key* now_newest = newest(how);
        if (now_newest == nullptr) return failure{"the key encryption key does not open the signing keys in the store"};
        return now_newest->key.id();
    }

    result<done> follow(algorithm how) {
        const own_key* last = newest(how);
        const instant now = time.now();
        if (last == nullptr) {
            if (auto made = make(how, now); !made) return made.error();
        } else if (now >= last->signs_from + schedule.signs_for - schedule.prepublish) {
            const instant due = std::max(now + schedule.prepublish, last->signs_from + schedule.signs_for);
            if (auto made = make(how, due); !made) return made.error();
        }
        return done{};
    }

    result<done> forget(const auto& which) {
        std::vector<std::string> gone;
        for (const own_key& one : keys)
            if (which(one)) gone.push_back(one.record);
        for (const std::string& record : gone)
            if (auto removed = rows.remove(number_of(record_kind::signing_key), record); !removed)
                return removed.error();
        if (!gone.empty()) read();
        return done{};
    }

    // A next key that waits already comes as early as it may.
    result<std::string> rotate(algorithm how) {
        const instant now = time.now();
        const own_key* last = newest(how);
        if (last == nullptr || last->signs_from <= now) return make(how, now + schedule.prepublish);
        own_key sooner = *last;
        sooner.signs_from = std::min(last->signs_from, std::max(now, last->made + schedule.prepublish));
        if (auto version = rows.put(to_record(sooner), outbox::put_when::always); !version) return version.error();
        read();
        return sooner.key.id();
    }

    result<std::string> replace_at_once(algorithm how) {
        auto made = make(how, time.now());
        if (!made) return made;
        const auto alone = forget([&](const own_key& one) { return one.how == how && one.key.id() != *made; });
        if (!alone) return alone.error();
        return made;
    }
};

signing_keys::signing_keys(
    outbox::launch_rows& rows, const clock& time, std::string key_encryption_key, key_schedule schedule,
    std::vector<algorithm> algorithms
)
    : content_(new content{
          rows, time, std::move(key_encryption_key), schedule, {}, std::move(algorithms), {}, 0, {}, {}, {}}) {}

signing_keys::~signing_keys() = default;

result<done> signing_keys::follow_schedule() {
    const std::lock_guard lock(content_->mutex);
    content_->read();
    if (content_->keys.empty() && content_->unreadable > 0)
        return failure{"the key encryption key does not open the signing keys in the store"};
    for (const algorithm how : content_->algorithms)
        if (auto followed = content_->follow(how); !followed) return followed;
    return content_->forget([&](const own_key& one) { return !content_->is_published(one); });
}

result<std::vector<std::string>> signing_keys::rotate(bool at_once) {
    const std::lock_guard lock(content_->mutex);
    content_->read();
    std::vector<std::string> fresh;
    for (const algorithm how : content_->algorithms) {
        auto made = at_once ? content_->replace_at_once(how) : content_->rotate(how);
        if (!made) return made.error();
        fresh.push_back(std::move(*made));
    }
    return fresh;
}

std::vector<key_facts> signing_keys::list() const {
    const std::lock_guard lock(content_->mutex);
    content_->read_when_old();
    std::vector<key_facts> out;
    for (const own_key& one : content_->keys) out.push_back(content_->facts(one));
    return out;
}

crypto::key signing_keys::current(algorithm how) const {
    const std::lock_guard lock(content_->mutex);
    content_->read_when_old();
    if (const own_key* one = content_->signing(how)) return one->key;
    for (const own_key& one : content_->keys)
        if (one.key.fits(how) && one.signs_from <= content_->time.now() && content_->signing(one.how) == &one)
            return one.key;
    throw std::logic_error("there is no key to sign with");
}

crypto::key_set signing_keys::published() const {
    const std::lock_guard lock(content_->mutex);
    content_->read_when_old();
    crypto::key_set out;
    for (const own_key& one : content_->keys)
        if (content_->is_published(one)) out.add(one.key);
    return out;
}

std::string signing_keys::jwks() const {
    const std::lock_guard lock(content_->mutex);
    content_->read_when_old();
    json::writer out;
    out.begin_object().name("keys").begin_array();
    for (const own_key& one : content_->keys)
        if (content_->is_published(one)) out.raw(one.key.public_jwk(one.how));
    return out.end_array().end_object().finish();
}

jwks_document signing_keys::document() const {
    std::string json = jwks();
    std::string tag = '"' + crypto::to_base64url(crypto::sha256(json).substr(0, 12)) + '"';
    return {std::move(json), content_->schedule.jwks_max_age, std::move(tag)};
}

void signing_keys::use_algorithms(std::vector<algorithm> algorithms) {
    const std::lock_guard lock(content_->mutex);
    content_->algorithms = std::move(algorithms);
}

void signing_keys::use_saml(std::optional<certified> signing, std::vector<certified> decryption) {
    const std::lock_guard lock(content_->mutex);
    content_->saml = std::move(signing);
    content_->saml_decryption = std::move(decryption);
}

std::optional<launch_keys::certified> signing_keys::saml() const {
    const std::lock_guard lock(content_->mutex);
    return content_->saml;
}

std::vector<launch_keys::certified> signing_keys::saml_decryption() const {
    const std::lock_guard lock(content_->mutex);
    return content_->saml_decryption;
}

std::string_view to_string(key_phase which) {
    switch (which) {
    case key_phase::next: return "next";
    case key_phase::signs: return "signs";
    case key_phase::former: break;
    }
    return "former";
}

result<std::string> load_key_encryption_key(const std::string& path) {
    const auto text =
        crypto::read_or_create_secret(path, [] { return crypto::random_token(crypto::sealing_key_size); });
    if (!text) return text;
    const auto key = crypto::from_base64url(*text);
    if (!key || key->size() != crypto::sealing_key_size)
        return failure{path + ": is no key encryption key: 32 bytes in base64url are expected"};
    return *key;
}

} // namespace schakel::launch
