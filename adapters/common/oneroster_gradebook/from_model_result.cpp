#include "adapters/common/oneroster_gradebook/from_model.hpp"

#include "adapters/common/oneroster_gradebook/names.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>

namespace schakel::oneroster_gradebook {

namespace {

namespace field = model::field;
using model::score_kind;

bool is_percentile(std::string_view type) {
    return type == percentile_type || type == "Percentiel";
}

std::size_t count(bool yes) {
    return yes ? 1 : 0;
}

class result_writer {
public:
    result_writer(
        const model::sitting& from, const result_group& group, const model::assessment& test, const item_plan& plan,
        const sending& with
    )
        : from_(from), group_(group), test_(test), plan_(plan), with_(with) {}

    std::optional<std::string> write(const std::string& student, const std::string& id) {
        choose_kind();
        if (with_.in_1_1() && !(group_.main && chosen_score(*group_.main))) return std::nullopt;
        to_.id = id;
        to_.status = "active";
        to_.item = plan_.id;
        to_.student = student;
        write_rest();
        write_moments();
        if (group_.main) write_main(*group_.main);
        for (const model::result* one : group_.objectives) write_objective(*one);
        write_state();
        write_texts();
        tell_identity();
        add_metadata(to_, own::explanation, explanation_);
        return oneroster_gradebook::write(to_, plan_.result_kind(), with_.style);
    }

private:
    field_fate& fate() { return with_.fate; }

    // All scores of one result are of one kind, which metadata names when it is not points.
    void choose_kind() {
        const model::score* score = group_.main ? chosen_score(*group_.main) : nullptr;
        for (const model::result* one : group_.objectives) {
            if (!score) score = chosen_score(*one);
        }
        if (score) kind_ = score->kind;
        if (score && kind_ != score_kind::points) add_metadata(to_, own::score_kind, to_string(kind_));
    }

    // ------------------------------------------------------------ who and when

    void tell_identity() {
        const bool own = to_.id == from_.id;
        if (own)
            fate().carried(field::sitting_id);
        else if (group_.first)
            fate().mapped(field::sitting_id, "in a sourcedId made of it");
        const std::size_t told = count(group_.main != nullptr) + group_.objectives.size();
        const std::size_t results = std::max<std::size_t>(told, 1);
        fate().carried(field::result_assessment, results);
        if (!test_.version.empty()) fate().mapped(field::result_version, "in metadata of the line item", results);
        if (!group_.part.empty()) fate().mapped(field::result_part, "by a line item of its own", results);
        if (told == 0) fate().dropped(field::result_key, "a result has a sourcedId of its own");
        tell_pupil();
    }

    void tell_pupil() {
        for (const model::identifier& one : from_.pupil.ids) {
            const field::name of = model::field_of_person(one.scheme);
            if (one.value == to_.student)
                fate().carried(of);
            else if (one.scheme == model::scheme::las_key)
                fate().mapped(of, "in a sourcedId made of it, as in our rosters");
            else
                fate().dropped(of, "a result names its student by sourcedId");
        }
    }

    void write_moments() {
        to_.score_date = schakel::to_string(date_in_amsterdam(from_.taken_at.at));
        if (from_.taken_at.date_only) {
            fate().carried(field::taken_at);
        } else {
            add_metadata(to_, own::taken_at, to_rfc3339_milliseconds(from_.taken_at.at));
            fate().mapped(field::taken_at, "the day; the moment in metadata");
        }
        to_.modified = with_.changed;
        if (from_.modified && is_plausible(*from_.modified)) {
            to_.modified = written(*from_.modified);
            fate().carried(field::sitting_modified);
        } else {
            if (from_.modified) fate().dropped(field::sitting_modified, "an impossible moment");
            fate().defaulted("result/dateLastModified", "the moment the results were assembled or received");
        }
        if (from_.created) fate().dropped(field::sitting_created, "an object has the moment of its last change only");
    }

    // ------------------------------------------------------------ state

    std::string status_word(bool has_score) const {
        const std::string_view was = kept(from_.extra, "scoreStatus");
        const bool has_place = !with_.in_1_1() || !was.starts_with("ext:"); // 1.1's words are closed
        if (!was.empty() && has_place) return std::string(was);
        if (from_.status == model::sitting_status::in_progress) return has_score ? "partially graded" : "submitted";
        return has_score && from_.status == model::sitting_status::final ? "fully graded" : "not submitted";
    }

    void write_state() {
        const bool has_score = to_.score || !to_.text_score.empty() || to_.percentile || !to_.objectives.empty();
        to_.score_status = status_word(has_score || (group_.main && group_.main->success));
        const bool exempt = to_.score_status == "exempt";
        if (from_.status == model::sitting_status::cancelled && !exempt) to_.status = "tobedeleted";
        if (group_.first) tell_state();
        if (with_.in_1_1()) return;
        to_.in_progress = restored("inProgress", from_.status == model::sitting_status::in_progress);
        to_.missing = restored("missing", from_.missing);
        to_.late = restored("late", false);
    }

    void tell_state() {
        if (kept(from_.extra, "scoreStatus") == to_.score_status)
            fate().carried(field::status);
        else
            fate().mapped(field::status, "as scoreStatus");
        if (from_.missing && with_.in_1_1())
            fate().dropped(field::missing, "OneRoster 1.1 has no flag for it");
        else
            fate().carried(field::missing);
    }

    // As the same standard had it, else only where it is true.
    std::optional<bool> restored(std::string_view name, bool otherwise) const {
        const std::string_view was = kept(from_.extra, name);
        if (!was.empty()) return was == "true";
        if (!kept(from_.extra, "scoreStatus").empty()) return std::nullopt;
        return otherwise ? std::optional(true) : std::nullopt;
    }

    // What the same standard said of the whole.
    void write_rest() {
        const std::string_view of_class = kept(from_.extra, "class");
        const bool has_class = !with_.in_1_1() && plan_.kind == object_kind::line_item;
        if (has_class) to_.class_id = of_class.empty() ? plan_.class_id : std::string(of_class);
        if (!group_.first) return;
        std::size_t taken = restore_base(from_.extra, to_), left = 0;
        (has_class ? taken : left) += count(!of_class.empty());
        const std::string_view scale = kept(from_.extra, "scoreScale");
        if (!with_.in_1_1()) to_.score_scale = scale;
        (with_.in_1_1() ? left : taken) += count(!scale.empty()) + count(!kept(from_.extra, "inProgress").empty()) +
                                           count(!kept(from_.extra, "late").empty());
        if (left) fate().dropped(field::extension, "no such member in this object and version", left);
        fate().carried(field::extension, taken);
    }

    // ------------------------------------------------------------ scores

    void write_main(const model::result& from) {
        for (const model::score& one : from.scores) write_score(one, &one == chosen_score(from));
        for (const model::qualification& one : from.qualifications) write_qualification(one);
        if (from.success) {
            add_metadata(to_, own::success, *from.success ? "true" : "false");
            fate().mapped(field::success, "in metadata");
        }
        if (from.completed && !with_.in_1_1()) {
            to_.incomplete = !*from.completed;
            fate().carried(field::completed);
        } else if (from.completed) {
            fate().dropped(field::completed, "OneRoster 1.1 has no flag for it");
        }
        write_address(from.review_url, field::result_review_url);
        if (!from.key.empty()) fate().dropped(field::result_key, "a result has a sourcedId of its own");
        write_goals(from);
    }

    void write_score(const model::score& from, bool chosen) {
        const field::name of = model::field_of(from.kind);
        if (!chosen) {
            fate().dropped(of, "a result has one score");
            return drop_limits(from, "of a score that is not sent");
        }
        to_.score = from.value;
        if (from.kind == score_kind::points)
            fate().carried(of);
        else
            fate().mapped(of, "as the score, its kind in metadata");
        tell_limit(from.minimum, plan_.minimum, field::score_minimum);
        tell_limit(from.maximum, plan_.maximum, field::score_maximum);
    }

    void tell_limit(const std::optional<decimal>& of_score, const std::optional<decimal>& of_item, field::name which) {
        if (!of_score) return;
        if (of_score == of_item && plan_.defined)
            fate().mapped(which, "at the line item");
        else
            fate().dropped(which, "the line item has another");
    }

    void drop_limits(const model::score& from, std::string_view reason) {
        if (from.minimum) fate().dropped(field::score_minimum, reason);
        if (from.maximum) fate().dropped(field::score_maximum, reason);
    }

    void write_qualification(const model::qualification& from) {
        if (from.value.empty()) return fate().dropped(field::qualification_type, "a level without a value");
        if (write_percentile(from)) return;
        if (with_.in_1_1()) return drop_level("OneRoster 1.1 has no textScore");
        if (!to_.text_score.empty()) return drop_level("a result has one textScore");
        to_.text_score = from.value;
        fate().carried(field::qualification_value);
        if (from.type.empty() || from.type == text_type) return;
        add_metadata(to_, own::text_score_type, from.type);
        fate().mapped(field::qualification_type, "in metadata");
    }

    bool write_percentile(const model::qualification& from) {
        if (plan_.kind != object_kind::assessment_line_item || !is_percentile(from.type) || to_.percentile)
            return false;
        const auto value = decimal::parse(from.value);
        if (!value || value->is_negative() || *value > decimal(100)) return false;
        to_.percentile = value;
        fate().carried(field::qualification_value);
        fate().mapped(field::qualification_type, "as scorePercentile");
        return true;
    }

    void drop_level(std::string_view reason) {
        fate().dropped(field::qualification_type, reason);
        fate().dropped(field::qualification_value, reason);
    }

    // ------------------------------------------------------------ learning objectives

    // A score over several goals is none of each, and a translated goal gets what its translation permits.
    static bool permits_score(const model::result& from) {
        if (from.goals.size() != 1) return false;
        const model::goal_reference& goal = from.goals.front();
        return !goal.translated() || goal.claim == "score";
    }
    static bool permits_text(const model::result& from) {
        if (from.goals.size() != 1) return false;
        const model::goal_reference& goal = from.goals.front();
        return !goal.translated() || goal.claim == "score" || goal.claim == "level";
    }

    std::vector<wire::objective> objectives_of(const model::result& from) {
        std::vector<wire::objective> list;
        const std::string_view source = kept(from.extra, extra::objective);
        for (const model::goal_reference& goal : from.goals) {
            const bool as_it_was = !source.empty() && !goal.translated();
            wire::objective one{std::string(source), goal.goal, {}, {}, {}};
            list.push_back(as_it_was ? std::move(one) : objective_for(goal));
            add_sentence(goal.explanation, explanation_);
        }
        return list;
    }

    bool drops_goals(const model::result& from) {
        if (!with_.in_1_1()) return false;
        fate().dropped(field::result_goal, "OneRoster 1.1 has no learning objectives", from.goals.size());
        return true;
    }

    // The goals that the result as a whole is about.
    void write_goals(const model::result& from) {
        if (from.goals.empty() || drops_goals(from)) return;
        for (wire::objective& one : objectives_of(from)) {
            if (permits_score(from)) one.score = to_.score;
            add_objective(std::move(one), to_.objectives);
        }
        fate().carried(field::result_goal, from.goals.size());
    }

    void write_objective(const model::result& from) {
        if (drops_goals(from)) return drop_values(from, "of a learning objective, which OneRoster 1.1 does not have");
        std::vector<wire::objective> list = objectives_of(from);
        fate().carried(field::result_goal, from.goals.size());
        const model::score* score = score_of_kind(from, kind_);
        for (const model::score& one : from.scores) write_objective_score(from, one, &one == score, list.front());
        for (const model::qualification& one : from.qualifications) write_objective_text(from, one, list.front());
        if (from.success) fate().dropped(field::success, "a learning objective has a score and a textScore only");
        if (from.completed) fate().dropped(field::completed, "a learning objective has a score and a textScore only");
        if (!from.key.empty()) fate().dropped(field::result_key, "a result has a sourcedId of its own");
        write_address(from.review_url, field::result_review_url);
        for (wire::objective& one : list) add_objective(std::move(one), to_.objectives);
    }

    void write_objective_score(const model::result& from, const model::score& score, bool chosen, wire::objective& to) {
        const field::name of = model::field_of(score.kind);
        drop_limits(score, "a score of a learning objective has no bounds");
        if (!chosen) return fate().dropped(of, "all scores of a result are of one kind");
        if (!permits_score(from)) return fate().dropped(of, "it is not the score of this learning objective alone");
        to.score = score.value;
        if (score.kind == score_kind::points)
            fate().carried(of);
        else
            fate().mapped(of, "as the score, its kind in metadata");
    }

    void write_objective_text(const model::result& from, const model::qualification& level, wire::objective& to) {
        if (level.value.empty() || !to.text_score.empty()) return drop_level("a learning objective has one textScore");
        if (!permits_text(from)) return drop_level("it is not the level of this learning objective alone");
        to.text_score = level.value;
        fate().carried(field::qualification_value);
        if (level.type.empty() || level.type == text_type) return;
        fate().dropped(field::qualification_type, "a learning objective does not say what its textScore is");
    }

    void drop_values(const model::result& from, std::string_view reason) {
        for (const model::score& one : from.scores) {
            fate().dropped(model::field_of(one.kind), reason);
            drop_limits(one, reason);
        }
        for (std::size_t i = 0; i < from.qualifications.size(); ++i) drop_level(reason);
    }

    // ------------------------------------------------------------ texts

    void write_texts() {
        if (!group_.first) return;
        to_.comment = from_.remark;
        if (!from_.remark.empty()) fate().carried(field::sitting_remark);
        write_address(from_.review_url, field::sitting_review_url);
    }

    void write_address(const std::string& address, field::name of) {
        if (address.empty()) return;
        if (!address_.empty() && address != address_) return fate().dropped(of, "a result has one address in metadata");
        if (address_.empty()) add_metadata(to_, own::review_url, address);
        address_ = address;
        fate().mapped(of, "in metadata");
    }

    const model::sitting& from_;
    const result_group& group_;
    const model::assessment& test_;
    const item_plan& plan_;
    const sending& with_;
    wire::result to_;
    score_kind kind_ = score_kind::points;
    std::string explanation_, address_;
};

} // namespace

std::optional<std::string> write_result(
    const model::sitting& sitting, const result_group& group, const model::assessment& test, const item_plan& plan,
    const std::string& student, const std::string& id, const sending& with
) {
    return result_writer(sitting, group, test, plan, with).write(student, id);
}

} // namespace schakel::oneroster_gradebook
