#include "gateway/model/field.hpp"

#include "gateway/model/identifier.hpp"
#include "gateway/model/progress.hpp"

namespace schakel::model {

field::name field_of(score_kind kind) {
    using enum score_kind;
    switch (kind) {
    case points: return field::score_points;
    case number_of_items: return field::score_number_of_items;
    case number_correct: return field::score_number_correct;
    case number_incorrect: return field::score_number_incorrect;
    case number_read: return field::score_number_read;
    case duration: return field::score_duration;
    case skill: return field::score_skill;
    case percentage_correct: return field::score_percentage_correct;
    case scaled: return field::score_scaled;
    }
    return {};
}

field::name field_of_person(std::string_view of_scheme) {
    if (of_scheme == scheme::las_key) return field::pupil_las_key;
    if (of_scheme == scheme::eckid) return field::pupil_eckid;
    if (of_scheme == scheme::account) return field::pupil_account;
    return field::pupil_other_id;
}

} // namespace schakel::model
