// Holds what our engine and ajv say of one instance side by side.
#pragma once

#include "ajv.hpp"
#include "gateway/validation/json_schema.hpp"

#include <string>
#include <string_view>

namespace schakel::json_differential {

struct tally {
    std::size_t instances = 0, valid = 0, invalid = 0; // by ajv
    std::size_t not_judged = 0;                        // ajv fails on some schemas with unevaluatedProperties
    std::size_t other_verdict = 0;                     // faults
    std::size_t unevaluated = 0;                       // another verdict where ajv keeps notes of a failed "if"
    std::size_t empty_arrays = 0;                // another verdict on an empty array that has to contain something
    std::size_t rounded = 0;                     // another verdict because ajv reads numbers as doubles
    std::size_t comparable = 0, same_places = 0; // invalid, no alternatives: the places must be the same
    std::size_t alternatives = 0, all_known = 0; // the others: all our places are among ajv's
    std::size_t other_places = 0;                // faults
};

class comparison {
public:
    // What both say of `instance` is counted; a difference without a reason is a test failure that shows the schema.
    void compare(
        const validation::json_schema& schema, std::string_view schema_text, std::string_view instance,
        const ajv::answer& other
    );
    void print(std::string_view title) const;
    const tally& counted() const { return tally_; }

private:
    tally tally_;
};

} // namespace schakel::json_differential
