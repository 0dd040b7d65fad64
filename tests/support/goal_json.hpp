// Records of learning goals as JSON, for golden cases: every field that is not empty, in the order of the model.
#pragma once

#include "gateway/adapter/goals.hpp"

#include <string>
#include <vector>

namespace schakel::test {

// Takes records as they come.
class collected_goals final : public goal_sink {
public:
    void add(model::goals::record&& what) override { records.push_back(std::move(what)); }

    std::size_t count(model::goals::record_kind which) const {
        std::size_t number = 0;
        for (const model::goals::record& one : records) number += model::goals::kind_of(one) == which;
        return number;
    }
    template <class Record>
    std::vector<Record> all() const {
        std::vector<Record> list;
        for (const model::goals::record& one : records)
            if (const auto* fits = std::get_if<Record>(&one)) list.push_back(*fits);
        return list;
    }

    std::vector<model::goals::record> records;
};

std::string to_json(const std::vector<model::goals::record>& records);

} // namespace schakel::test
