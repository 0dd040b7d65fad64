// Canonical results to resultaat elements.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/adapter/adapter.hpp"

#include <set>
#include <string>
#include <vector>

namespace schakel::uwlr {

// What a result is written for.
struct result_place {
    const encode_options& options;
    const model::assessment& test;
    std::string sitting_id;      // keys are minted from it
    std::string day;             // YYYY-MM-DD
    std::string review_url;      // of the sitting, for results without one
    std::set<std::string>& keys; // taken in this message
};

// None, one, or two when a result holds both points and OSO values: a resultaat has one form.
std::vector<wire::resultaat> write_result(const model::result& result, const result_place& place, field_fate& fate);

} // namespace schakel::uwlr
