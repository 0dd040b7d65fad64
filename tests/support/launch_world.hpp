// The surroundings of a launch adapter in a test, without the launch flow: parties, keys of ours and of theirs, a
// ledger in memory, a clock that stands still, and what the adapter asked to be remembered.
#pragma once

#include "gateway/adapter/launch.hpp"
#include "tests/support/fake_clock.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::test {

class memory_ledger final : public launch_ledger {
public:
    std::vector<launch_class> classes;
    std::vector<launch_result> handles;
    std::map<std::string, line_item> items;
    std::map<std::string, std::map<std::string, given_score>> scores; // by line item, by person
    std::map<std::string, std::string, std::less<>> claims;           // line item -> who makes it

    std::optional<launch_class> find_class(std::string_view handle) const override;
    std::optional<launch_result> find_result(std::string_view handle) const override;
    std::optional<line_item> find_line_item(std::string_view id) const override;
    std::vector<line_item> line_items(
        std::string_view class_handle, const line_item_filter& which, std::string_view after, std::size_t limit
    ) const override;
    result<line_item> add_line_item(line_item what) override;
    result<done> replace_line_item(const line_item& what) override;
    result<done> remove_line_item(std::string_view id) override;
    result<bool> claim_line_item(std::string_view id, std::string_view by) override;
    void let_go_of_line_item(std::string_view id, std::string_view by) override;
    std::vector<given_score> results(
        std::string_view line_item, std::string_view person, std::string_view after, std::size_t limit
    ) const override;

private:
    std::size_t made_ = 0;
};

class launch_world final : public launch_parties, public launch_keys {
public:
    launch_world();

    std::vector<launch_party> known;
    crypto::key own;
    std::map<std::string, result<crypto::key_set>> keys_at; // what a JWKS address gives
    std::map<std::string, received_answer> answers;         // what another address gives
    std::map<std::string, recalled> remembered;             // by key
    memory_ledger ledger;
    std::vector<model::launch_person> members;
    std::string invitation, invited = "uitgever"; // that is good, and for whom it was made
    fake_clock time;

    // For a request of this recall key: what was remembered under it is used up.
    launching with(const std::string& recall_key = {});
    // Remembers what the step asks for, as the flow does for a target, and gives the step's page or reply.
    const show& shown(const launch_step& step, const std::string& system, std::shared_ptr<const model::launch> launch);

    const launch_party* find(launch_side side, std::string_view system) const override;
    std::vector<const launch_party*>
    find_by_name(launch_side side, std::string_view issuer, std::string_view client_id) const override;
    const launch_party* find_by_key(launch_side side, std::string_view consumer_key) const override;
    crypto::key current(crypto::algorithm how) const override;
    crypto::key_set published() const override;
    std::string jwks() const override;
    std::optional<certified> saml() const override { return std::nullopt; }

private:
    std::size_t random_ = 0;
};

} // namespace schakel::test
