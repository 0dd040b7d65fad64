// The tool side of the adapter: people come from a learning management system, our platform. tool_*.cpp implement it by
// subject.
#pragma once

#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/launch.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::lti_1_3 {

class tool_side {
public:
    explicit tool_side(const validation::schema_catalogue& bundled);

    static std::span<const endpoint> endpoints();
    static std::span<const std::string_view> quirks();
    std::span<const compiled_schemas> schemas() const { return costs_; }

    // Whether a browser request is this side's.
    static bool owns(std::string_view path);
    static std::string recall_key(const browser_request& request);

    launch_step proceed(const browser_request& request, const launching& with) const;
    launch_step answer(
        const model::content_return& choice, const launch_party& to, const model::launch& asked, const launching& with
    ) const;

private:
    launch_step take_response(const browser_request& request, const launching& with) const;
    launch_step take_stored(const browser_request& request, const launching& with) const;
    launch_step arrive(std::string_view token, const struct login_state& login, const launching& with) const;

    bundled_schema<validation::json_schema> launch_;
    std::vector<compiled_schemas> costs_;
};

} // namespace schakel::lti_1_3
