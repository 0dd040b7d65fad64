// What the files of from_model share.
#pragma once

#include "adapters/common/oneroster/extras.hpp"
#include "adapters/common/oneroster/from_model.hpp"
#include "gateway/model/roster_field.hpp"

#include <string>
#include <string_view>

namespace schakel::oneroster {

inline constexpr std::string_view in_metadata = "OneRoster has no field for it: it is in metadata";

// A fate_tally that may be absent.
class fates {
public:
    explicit fates(fate_tally* sum) : sum_(sum) {}

    void carried(std::string_view field, bool there = true) {
        if (sum_ && there) sum_->carried(field);
    }
    void mapped(std::string_view field, std::string_view reason, bool there = true) {
        if (sum_ && there) sum_->mapped(field, reason);
    }
    void dropped(std::string_view field, std::string_view reason, bool there = true) {
        if (sum_ && there) sum_->dropped(field, reason);
    }
    void defaulted(std::string_view target, std::string_view reason, bool there = true) {
        if (sum_ && there) sum_->defaulted(target, reason);
    }

private:
    fate_tally* sum_;
};

// Base fields, extensions of ours, and the identifiers of other than users.
void put_base(
    const model::roster::record_tail& from, object_kind kind, const making& how, object_base& into, fates& told
);
void put_ids(const model::identifiers& ids, std::string_view field, object_base& into, fates& told);
// In metadata; none for an empty value.
void put(object_base& into, std::string_view name, std::string_view value);
void put_mapped(object_base& into, std::string_view name, std::string_view value, std::string_view field, fates& told);

// Words of terms, with their vocabulary in metadata where all have the same.
text_list words_of(
    const std::vector<model::term>& terms, std::string_view vocabulary_name, std::string_view field, object_base& into,
    fates& told
);

std::string text_of(const std::optional<model::roster::day>& day);
std::string_view extra_of(const model::roster::record_tail& from, std::string_view name);
text_list list_of(std::string_view joined);

} // namespace schakel::oneroster
