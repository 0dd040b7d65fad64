// What one party may have of catalogues and entitlements: a view in which persons have those identifiers only that were
// released to it.
#pragma once

#include "gateway/adapter/entitlement_view.hpp"
#include "gateway/pipeline/release.hpp"

#include <memory>
#include <vector>

namespace schakel::pipeline {

// `under`: of every school that may be in the view; an identifier is shown where all of them show it. Nobody is found
// by one that is not shown.
std::shared_ptr<const entitlement_view>
released(std::shared_ptr<const entitlement_view> of, std::vector<std::shared_ptr<const release>> under);

} // namespace schakel::pipeline
