// Where `schakel eckid` keeps what was issued: in the gateway's store, or through the admin API of a gateway that runs
// and holds it.
#pragma once

#include "gateway/command/admin_client.hpp"
#include "gateway/pipeline/person_names.hpp"
#include "gateway/settings/settings.hpp"

#include <memory>

namespace schakel::command {

class names_over_admin final : public pipeline::person_names {
public:
    names_over_admin(admin_address gateway, std::string school)
        : gateway_(std::move(gateway)), school_(std::move(school)) {}

    result<std::vector<bool>>
    known(std::string_view scheme, std::span<const std::string> keys, std::string_view wanted) override;
    result<pipeline::names_learned> learn(std::span<const model::identifiers> persons) override;

private:
    admin_address gateway_;
    std::string school_;
};

// The names of a school, with what keeps them open.
struct open_names {
    std::unique_ptr<outbox::store> store; // null: a gateway holds it
    std::optional<mapping::identity_list> listed;
    std::unique_ptr<pipeline::person_names> names;
};
result<open_names> names_of(const settings::settings& all, const settings::school& school, const std::string& config);

} // namespace schakel::command
