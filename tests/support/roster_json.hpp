// Roster records as JSON, for golden cases: every field that is not empty, in the order of the model.
#pragma once

#include "gateway/adapter/roster.hpp"

#include <string>
#include <vector>

namespace schakel::test {

// Takes records as they come.
class collected_roster final : public roster_sink {
public:
    void head(model::roster::head what) override { told = std::move(what); }
    void add(model::roster::record&& what) override { records.push_back(std::move(what)); }

    model::roster::head told;
    std::vector<model::roster::record> records;
};

std::string
to_json(const model::roster::head& head, const std::vector<model::roster::record>& records, const extents& holds);

} // namespace schakel::test
