#include "gateway/model/progress.hpp"

namespace schakel::model {

std::string_view value_of(const extensions& list, std::string_view standard, std::string_view name) {
    for (const extension& one : list) {
        if (one.standard == standard && one.name == name) return one.value;
    }
    return {};
}

std::string_view to_string(score_kind kind) {
    switch (kind) {
    case score_kind::points: return "points";
    case score_kind::number_of_items: return "number-of-items";
    case score_kind::number_correct: return "number-correct";
    case score_kind::number_incorrect: return "number-incorrect";
    case score_kind::number_read: return "number-read";
    case score_kind::duration: return "duration";
    case score_kind::skill: return "skill";
    case score_kind::percentage_correct: return "percentage-correct";
    case score_kind::scaled: return "scaled";
    }
    return {};
}

std::string_view to_string(sitting_status status) {
    switch (status) {
    case sitting_status::in_progress: return "in-progress";
    case sitting_status::final: return "final";
    case sitting_status::cancelled: return "cancelled";
    }
    return {};
}

} // namespace schakel::model
