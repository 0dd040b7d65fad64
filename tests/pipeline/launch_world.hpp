// Launches in memory: settings, stores, peers and time as a test wants them, and no sockets, threads or sleeping.
#pragma once

#include "gateway/crypto/key.hpp"
#include "gateway/pipeline/launch.hpp"
#include "gateway/pipeline/receive.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/toy_launch.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace schakel::test {

// One school (99XX), the source "elo" and the target "uitgever", which speak toy-launch-1.0, and one [[launch]] between
// them that wants no entitlement.
settings::settings launch_settings();
settings::launch_route& launch_route_of(settings::settings& in);

class no_keys final : public launch_keys {
public:
    crypto::key current(crypto::algorithm) const override { return crypto::key::generate(crypto::key_kind::ec_p256); }
    crypto::key_set published() const override { return {}; }
    std::string jwks() const override { return R"({"keys":[]})"; }
    std::optional<certified> saml() const override { return {}; }
};

// Says of one product what a test wishes; of others nothing is known.
class told_entitlements final : public entitlement::access_check {
public:
    entitlement::access_answer may_open(const entitlement::access_question& asked) const override {
        questions.push_back(asked);
        return asked.product == product ? answer : entitlement::access_answer{};
    }
    entitlement::told_product told_of(std::string_view asked) const override {
        const auto found = told.find(asked);
        return found == told.end() ? entitlement::told_product{} : found->second;
    }
    std::string product;
    std::map<std::string, entitlement::told_product, std::less<>> told; // by catalogues
    entitlement::access_answer answer;
    mutable std::vector<entitlement::access_question> questions;
};

using fields = std::vector<std::pair<std::string, std::string>>;

// A browser keeps its cookies.
struct browser {
    std::map<std::string, std::string> cookies;
};

class launch_world {
public:
    explicit launch_world(settings::settings all = launch_settings());
    ~launch_world();

    void apply(settings::settings all);
    const std::shared_ptr<const pipeline::configuration>& in_force() const { return in_force_; }
    // Another gateway on the same stores, or this one after it was killed: what it kept in memory is gone.
    void start_anew();

    reply post(const std::string& path, const fields& form, browser* by = nullptr);
    reply get(const std::string& path_and_query, browser* by = nullptr, const std::string& authorization = {});
    reply send_score(const std::string& body, const std::string& authorization);
    // From the source to the target's page: what the target got, or the refusal.
    reply launch(const fields& form);
    void has_roster(std::vector<model::roster::record> records);
    // "go KEY" -> "KEY"; the lines of a reply by their first word.
    static std::string word(const reply& of, std::string_view name);
    static std::vector<std::string> words(const reply& of, std::string_view name);

    std::vector<launch::attempt> attempts() const; // oldest first
    std::string last_outcome() const;

    fake_clock time;
    memory_store messages{time};
    memory_launch_rows rows;
    told_entitlements entitlements;
    adapter_registry adapters;
    std::map<std::string, received_answer> peers; // by address
    std::vector<std::string> asked;               // addresses
    std::map<std::tuple<std::string, std::string, std::string>, std::string> names;
    std::shared_ptr<const roster_view> roster;
    std::string gateway_url = "https://gateway.example";
    pipeline::launch_counts counts;

private:
    reply through(exchange request, browser* by);
    pipeline::launch_services services();

    std::shared_ptr<const pipeline::configuration> in_force_;
    no_keys keys_;
    std::optional<launch::launch_store> store_;
    std::optional<access::peer_keys> peers_;
    std::optional<pipeline::launch_documents> documents_;
    pipeline::recent_steps recent_;
    std::optional<pipeline::launch_directory> directory_;
    std::FILE* nowhere_;
    logger log_;
    std::deque<std::function<void()>> tasks_;
    std::optional<pipeline::launch_services> services_;
};

} // namespace schakel::test
