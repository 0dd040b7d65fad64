#include "gateway/service/launch_keeping.hpp"

#include "gateway/crypto/sealed.hpp"
#include "gateway/crypto/secret_file.hpp"
#include "gateway/outbox/launch_handover.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace schakel::service {

namespace {

constexpr unsigned housekeeping_ticks = 60;
constexpr std::size_t collected_at_once = 1000;

using crypto::algorithm;

// RS256, which everybody knows, and what else is asked of us.
std::vector<algorithm> algorithms_of(const settings::settings& all) {
    std::vector<algorithm> out{algorithm::rs256};
    for (const settings::system& one : all.systems) {
        if (!one.launch_to) continue;
        for (const std::string& name : one.launch_to->algorithms)
            if (const auto how = crypto::parse_algorithm(name); how && std::ranges::count(out, *how) == 0)
                out.push_back(*how);
    }
    return out;
}

launch::key_schedule schedule_of(const settings::launch_keeping& how) {
    return {how.keys_overlap, how.keys_sign_for, how.keys_overlap, how.jwks_max_age};
}

bool somebody_launches(const settings::settings& all) {
    return std::ranges::any_of(all.systems, [](const settings::system& one) {
        return one.launch_from || one.launch_to;
    });
}

result<launch_keys::certified> read_certified(const std::string& certificate_file, const std::string& key_file) {
    const auto pem = crypto::read_secret_file(key_file);
    if (!pem) return pem.error();
    auto key = crypto::key::from_pem(*pem);
    if (!key || !key->is_private()) return failure{key_file + ": is no private key in PEM"};
    std::ifstream file(certificate_file, std::ios::binary);
    std::string certificate(std::istreambuf_iterator<char>(file), {});
    if (certificate.empty()) return failure{certificate_file + ": cannot be read"};
    return launch_keys::certified{std::move(*key), std::move(certificate)};
}

} // namespace

std::string store_path(const settings::settings& all) {
    return all.gateway.data_directory + "/schakel.db";
}

result<done> make_data_directory(const std::string& folder) {
    std::error_code error;
    if (!folder.empty() && std::filesystem::create_directories(folder, error))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error) return failure{folder + ": " + error.message()};
    return done{};
}

launch_keeping::launch_keeping(
    std::unique_ptr<outbox::launch_rows> rows, std::string key_encryption_key, const settings::launch_keeping& how,
    const clock& time, logger& log
)
    : rows_(std::move(rows)), store_(*rows_, time, crypto::derived_key(key_encryption_key, "launch handles")),
      keys_(*rows_, time, key_encryption_key, schedule_of(how)), time_(time), log_(log),
      keep_attempts_(how.keep_attempts) {}

result<std::unique_ptr<launch_keeping>>
launch_keeping::open(const settings::settings& all, const clock& time, logger& log) {
    const settings::launch_keeping& how = all.launch_store;
    auto key = launch::load_key_encryption_key(
        how.key_encryption_key_file.empty() ? all.gateway.data_directory + "/launch-keys.key"
                                            : how.key_encryption_key_file
    );
    if (!key) return key.error();
    outbox::launch_settings where;
    where.path = how.store.empty() ? outbox::launch_path(store_path(all)) : how.store;
    auto rows = outbox::open_launch_rows(where);
    if (!rows) return rows.error();
    return std::unique_ptr<launch_keeping>(new launch_keeping(std::move(*rows), std::move(*key), how, time, log));
}

result<done> launch_keeping::apply(const settings::settings& all) {
    const settings::launch_keeping& how = all.launch_store;
    std::optional<launch_keys::certified> signing;
    std::vector<launch_keys::certified> decryption;
    if (!how.saml_key_file.empty()) {
        auto read = read_certified(how.saml_certificate_file, how.saml_key_file);
        if (!read) return read.error();
        signing = std::move(*read);
    }
    if (!how.saml_decryption_key_file.empty()) {
        auto read = read_certified(how.saml_decryption_certificate_file, how.saml_decryption_key_file);
        if (!read) return read.error();
        decryption.push_back(std::move(*read));
    }
    keys_.use_saml(std::move(signing), std::move(decryption));
    keys_.use_algorithms(algorithms_of(all));
    keep_attempts_ = how.keep_attempts;
    launches_ = somebody_launches(all);
    if (!launches_) return done{};
    return keys_.follow_schedule();
}

void launch_keeping::tick(outbox::store* collect_into) {
    const auto complain = [&](std::string_view stage, const std::string& why) {
        log_.log_event(log_level::error, "launch.keeping", {{"stage", stage}, {"reason", why}});
    };
    for (auto more = rows_->sort(); !more || *more; more = rows_->sort())
        if (!more) return complain("sort", more.error().message);
    if (collect_into) {
        auto collected = outbox::collect(*rows_, *collect_into, collected_at_once);
        while (collected && *collected >= collected_at_once)
            collected = outbox::collect(*rows_, *collect_into, collected_at_once);
        if (!collected) complain("collect", collected.error().message);
    }
    if (ticks_++ % housekeeping_ticks != 0) return;
    if (launches_)
        if (const auto followed = keys_.follow_schedule(); !followed) complain("keys", followed.error().message);
    for (;;) {
        const auto more = rows_->forget(time_.now(), time_.now() - keep_attempts_.load());
        if (!more) return complain("forget", more.error().message);
        if (!*more) return;
    }
}

} // namespace schakel::service
