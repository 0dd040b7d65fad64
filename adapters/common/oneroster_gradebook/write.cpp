#include "adapters/common/oneroster_gradebook/wire.hpp"

#include "adapters/common/oneroster/json_write.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::oneroster_gradebook {

namespace {

class object_writer {
public:
    object_writer(object_kind kind, const wire_style& style) : style_(style) {
        out_.begin_object().name(word_of(kind)).begin_object();
    }

    std::string finish() { return out_.end_object().end_object().finish(); }

    void base(const wire::base& from) {
        out_.member("sourcedId", from.id).member("status", from.status).member("dateLastModified", from.modified);
        if (from.metadata.empty()) return;
        out_.name("metadata").begin_object();
        for (const wire::metadata_entry& one : from.metadata) out_.name(one.name).raw(one.json);
        out_.end_object();
    }

    void text(std::string_view name, const std::string& value) { out_.member_if_present(name, value); }
    void number(std::string_view name, const std::optional<decimal>& value) {
        if (value) out_.member(name, *value);
    }
    void flag(std::string_view name, std::optional<bool> value) {
        if (value) out_.member(name, *value ? "true" : "false");
    }

    // To an object of rostering.
    void refer(std::string_view name, oneroster::object_kind kind, const std::string& id) {
        if (!id.empty()) put_reference(name, oneroster::href_of(style_.base_url, kind, id), id, word_of(kind));
    }
    // To another object of the gradebook.
    void refer(std::string_view name, object_kind kind, const std::string& id) {
        if (!id.empty()) put_reference(name, address_of(style_.own_url, kind, id), id, word_of(kind));
    }

    void item_objectives(const std::vector<wire::objective>& list) {
        sets(list, "learningObjectiveIds", [this](const wire::objective& one) { out_.text(one.id); });
    }
    void result_objectives(const std::vector<wire::objective>& list) {
        sets(list, "learningObjectiveResults", [this](const wire::objective& one) {
            out_.begin_object().member("learningObjectiveId", one.id);
            number("score", one.score);
            text("textScore", one.text_score);
            out_.end_object();
        });
    }

private:
    void put_reference(std::string_view name, const std::string& href, const std::string& id, std::string_view type) {
        out_.name(name).begin_object().member("href", href).member("sourcedId", id).member("type", type);
        out_.end_object();
    }

    // One set for each run of the same source.
    template <class Put>
    void sets(const std::vector<wire::objective>& list, std::string_view member, Put put) {
        if (list.empty()) return;
        out_.name("learningObjectiveSet").begin_array();
        for (std::size_t i = 0; i < list.size();) {
            const std::string& source = list[i].source;
            out_.begin_object().member("source", source).name(member).begin_array();
            for (; i < list.size() && list[i].source == source; ++i) put(list[i]);
            out_.end_array().end_object();
        }
        out_.end_array();
    }

    const wire_style& style_;
    json::writer out_;
};

} // namespace

std::string address_of(std::string_view base_url, object_kind kind, std::string_view id) {
    std::string address(base_url);
    address.append("/").append(collection_of(kind)).append("/");
    oneroster::append_segment(address, id);
    return address;
}

std::string write(const wire::item& from, object_kind kind, const wire_style& style) {
    using target = oneroster::object_kind;
    object_writer out(kind, style);
    out.base(from);
    out.text("title", from.title);
    out.text("description", from.description);
    out.text("assignDate", from.assign_date);
    out.text("dueDate", from.due_date);
    out.refer("class", target::class_object, from.class_id);
    out.refer("school", target::org, from.school);
    out.refer("category", object_kind::category, from.category);
    out.refer("gradingPeriod", target::academic_session, from.grading_period);
    out.refer("academicSession", target::academic_session, from.academic_session);
    out.refer("parentAssessmentLineItem", object_kind::assessment_line_item, from.parent);
    out.refer("scoreScale", object_kind::score_scale, from.score_scale);
    out.number("resultValueMin", from.minimum);
    out.number("resultValueMax", from.maximum);
    out.item_objectives(from.objectives);
    return out.finish();
}

std::string write(const wire::result& from, object_kind kind, const wire_style& style) {
    using target = oneroster::object_kind;
    object_writer out(kind, style);
    out.base(from);
    if (kind == object_kind::result)
        out.refer("lineItem", object_kind::line_item, from.item);
    else
        out.refer("assessmentLineItem", object_kind::assessment_line_item, from.item);
    out.refer("student", target::user, from.student);
    out.refer("class", target::class_object, from.class_id);
    out.refer("scoreScale", object_kind::score_scale, from.score_scale);
    out.text("scoreStatus", from.score_status);
    out.number("score", from.score);
    out.text("textScore", from.text_score);
    out.text("scoreDate", from.score_date);
    out.number("scorePercentile", from.percentile);
    out.text("comment", from.comment);
    out.result_objectives(from.objectives);
    out.flag("inProgress", from.in_progress);
    out.flag("incomplete", from.incomplete);
    out.flag("late", from.late);
    out.flag("missing", from.missing);
    return out.finish();
}

std::string write(const wire::other& from, object_kind kind) {
    json::writer out;
    return out.begin_object().name(word_of(kind)).raw(from.json).end_object().finish();
}

} // namespace schakel::oneroster_gradebook
