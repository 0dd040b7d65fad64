// The members of classes at a platform, fetched as a roster (NRPS 2.0, chapter 2).
#pragma once

#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace schakel::lti_1_3 {

// Parameters of a source.
//   memberships: addresses of context memberships divided by blanks, complete or as paths below the address of the
//     source. Needed.
//   issuer: of the platform, so that its members are known as the people of its launches.
//   role: only members with this role, a word of LTI.
//   page_size: the most members that we want on a page.
std::span<const std::string_view> member_parameters();

// Every context is a lesson group, every member a person. The roster is complete: who is in none of the contexts has
// left.
class member_source final : public roster_adapter {
public:
    explicit member_source(const validation::schema_catalogue& bundled);

    const roster_abilities& abilities() const override { return abilities_; }
    std::unique_ptr<roster_pull> pull(const pull_options& options) const override;
    const compiled_schemas& cost() const { return schema_.cost; }

private:
    bundled_schema<validation::json_schema> schema_;
    roster_abilities abilities_;
};

} // namespace schakel::lti_1_3
