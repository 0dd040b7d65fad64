// The platform side of the adapter: people go on to a publisher's tool, and the tool asks for line items, members and
// tokens. platform_*.cpp implement it by subject.
#pragma once

#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/launch.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::lti_1_3 {

class platform_side {
public:
    explicit platform_side(const validation::schema_catalogue& bundled);

    static std::span<const endpoint> endpoints();
    static std::span<const rule> rules();
    std::span<const compiled_schemas> schemas() const { return costs_; }

    // Whether a browser request or a message is this side's.
    static bool owns(std::string_view path);
    static std::string recall_key(const browser_request& request);

    launch_step proceed(const browser_request& request, const launching& with) const;
    launch_step start(
        const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
    ) const;
    service_step serve(const exchange& asked, const launching& with) const;

    // Scores of AGS, which are messages.
    launch_sender_step sender_of(const exchange& message, const launching& with) const;
    decoded decode(const exchange& received, const decode_options& options) const;
    reply acknowledge(const exchange& received, const disposition& decided) const;

private:
    launch_step take_choice(const browser_request& request, const launching& with) const; // platform_choice.cpp
    service_step serve_grades(const exchange& asked, const launching& with) const;        // platform_grades.cpp
    service_step
    write_line_item(const exchange& asked, const launching& with, const launch_class& of, line_item* was) const;
    service_step take_registration(const exchange& asked, const launching& with) const; // platform_registration.cpp

    bundled_schema<validation::json_schema> choice_, line_item_, score_, registration_;
    std::vector<compiled_schemas> costs_;
};

} // namespace schakel::lti_1_3
