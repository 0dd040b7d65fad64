// The adapters of systems whose messages their own schemas extend: compiled when a configuration is made, used for
// messages of that system only.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/settings/settings.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace schakel::pipeline {

class partner_adapters {
public:
    // Refused schemas are faults with the place in the schema file; files that cannot be read, with the place in the
    // configuration. A list of files is compiled once per standard, however many systems name it.
    static result<partner_adapters, std::vector<settings::fault>>
    create(const settings::settings& all, const adapter_registry& adapters);

    // The adapter for messages of this system: `plain` where nothing extends it.
    const adapter& of(const settings::system& sender, const adapter& plain) const;

private:
    using shared = std::shared_ptr<const adapter>;
    std::map<std::pair<std::string, const adapter*>, shared> by_system_; // system id, plain adapter
};

} // namespace schakel::pipeline
