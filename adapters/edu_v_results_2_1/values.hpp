// The forms that values of this standard have, shared by the rules, which report them, and the translation, which must
// never write one that a rule refuses.
#pragma once

#include "adapters/common/edu_v/values.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/model/progress.hpp"
#include "gateway/validation/regex.hpp"
#include "gateway/validation/xsd_schema.hpp" // schema_catalogue

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::edu_v_results_2_1 {

// The result types with the form of their values, from schemas/edu_v/codelists/result_types.toml.
class result_forms {
public:
    // Throws std::runtime_error when the list is absent or cannot be read.
    explicit result_forms(const validation::schema_catalogue& catalogue);

    bool knows(std::string_view type) const { return types_.contains(type); }
    // True for a type without a published form, and for one that is not in the list.
    bool fits(std::string_view type, std::string_view value) const;
    std::string_view described(std::string_view type) const; // "A-E", without words of a language; "" for none

private:
    struct form {
        std::string words;
        std::optional<validation::regex> pattern;
    };
    std::map<std::string, form, std::less<>> types_;
};

std::optional<model::score_kind> score_kind_of(std::string_view score_type); // "ScorePoints" …
std::string_view score_type_of(model::score_kind kind);                      // "" where Edu-V has none

// The rule that a score of this type breaks with this value, or null.
const rule* fault_of_score(std::string_view score_type, std::string_view value);

// LHS: "x" or "x-y", both inclusive; spaces around numbers are allowed.
struct score_range {
    decimal low;
    std::optional<decimal> high;
};
std::optional<score_range> parse_range(std::string_view lhs);
std::string write_range(const score_range& range);

using edu_v::is_brin;
using edu_v::is_consecutive;
using edu_v::is_eckid;
using edu_v::is_plausible;
using edu_v::is_school_year;
using edu_v::is_web_address;
using edu_v::school_year_of;
using edu_v::to_utc;

} // namespace schakel::edu_v_results_2_1
