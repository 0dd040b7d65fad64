#include "adapters/common/oneroster_gradebook/wire.hpp"

#include "adapters/common/oneroster_gradebook/fields.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/digest.hpp"

namespace schakel::oneroster_gradebook {

namespace {

struct words {
    std::string_view one, many;
};
constexpr std::array<words, all_kinds.size()> object_words{{
    {"category", "categories"},
    {"lineItem", "lineItems"},
    {"result", "results"},
    {"scoreScale", "scoreScales"},
    {"assessmentLineItem", "assessmentLineItems"},
    {"assessmentResult", "assessmentResults"},
}};

std::string text(json::value object, std::string_view name) {
    return std::string(object.member(name).text());
}

std::string reference(json::value object, std::string_view name) {
    return text(object.member(name), "sourcedId");
}

// A boolean as the standard writes it, or as JSON has it.
std::optional<bool> flag(json::value object, std::string_view name) {
    const json::value at = object.member(name);
    if (at.is(json::kind::boolean)) return at.boolean();
    if (at.text() == "true") return true;
    if (at.text() == "false") return false;
    return std::nullopt;
}

template <class Visit>
void each(json::value array, Visit visit) {
    if (!array.is(json::kind::array) && !array.is(json::kind::object)) return;
    for (json::value one = array.first_child(); one; one = one.next_sibling()) visit(one);
}

void read_base(json::value at, wire::base& out) {
    out.at = at;
    out.id = text(at, "sourcedId");
    out.status = text(at, "status");
    out.modified = text(at, "dateLastModified");
    const json::value metadata = at.member("metadata");
    if (!metadata.is(json::kind::object)) return;
    each(metadata, [&](json::value one) { out.metadata.push_back({std::string(one.name()), std::string(one.raw())}); });
}

std::vector<wire::objective> objectives(json::value object, bool scored) {
    std::vector<wire::objective> list;
    each(object.member("learningObjectiveSet"), [&](json::value set) {
        const std::string source = text(set, "source");
        if (scored) {
            each(set.member("learningObjectiveResults"), [&](json::value one) {
                const json::value id = one.member("learningObjectiveId");
                list.push_back(
                    {source, std::string(id.text()), one.member("score").number(), text(one, "textScore"), id}
                );
            });
        } else {
            each(set.member("learningObjectiveIds"), [&](json::value one) {
                list.push_back({source, std::string(one.text()), {}, {}, one});
            });
        }
    });
    return list;
}

wire::item read_item(json::value at) {
    wire::item out;
    read_base(at, out);
    out.title = text(at, "title");
    out.description = text(at, "description");
    out.assign_date = text(at, "assignDate");
    out.due_date = text(at, "dueDate");
    out.class_id = reference(at, "class");
    out.school = reference(at, "school");
    out.category = reference(at, "category");
    out.grading_period = reference(at, "gradingPeriod");
    out.academic_session = reference(at, "academicSession");
    out.score_scale = reference(at, "scoreScale");
    out.parent = reference(at, "parentAssessmentLineItem");
    out.minimum = at.member("resultValueMin").number();
    out.maximum = at.member("resultValueMax").number();
    out.objectives = objectives(at, false);
    return out;
}

wire::result read_result(json::value at, object_kind kind) {
    wire::result out;
    read_base(at, out);
    out.item = reference(at, kind == object_kind::result ? "lineItem" : "assessmentLineItem");
    out.student = reference(at, "student");
    out.class_id = reference(at, "class");
    out.score_scale = reference(at, "scoreScale");
    out.score_status = text(at, "scoreStatus");
    out.score_date = text(at, "scoreDate");
    out.text_score = text(at, "textScore");
    out.comment = text(at, "comment");
    out.score = at.member("score").number();
    out.percentile = at.member("scorePercentile").number();
    out.in_progress = flag(at, "inProgress");
    out.incomplete = flag(at, "incomplete");
    out.late = flag(at, "late");
    out.missing = flag(at, "missing");
    out.objectives = objectives(at, true);
    return out;
}

// In 1.1 nobody judged what stands under a name of 1.2.
void forget_1_2(wire::item& one) {
    for (std::string* member : {&one.school, &one.academic_session, &one.score_scale, &one.parent}) member->clear();
    one.objectives.clear();
}

void forget_1_2(wire::result& one) {
    for (std::string* member : {&one.class_id, &one.score_scale, &one.text_score}) member->clear();
    for (std::optional<bool>* flag : {&one.in_progress, &one.incomplete, &one.late, &one.missing}) flag->reset();
    one.percentile.reset();
    one.objectives.clear();
}

std::string known_members(json::value object, version which, object_kind kind) {
    json::writer out;
    out.begin_object();
    each(object, [&](json::value one) {
        if (one.name() == "metadata" || is_member(which, kind, one.name())) out.name(one.name()).copy(one);
    });
    return out.end_object().finish();
}

void read_one(json::value at, version which, wire::message& out) {
    if (!at.is(json::kind::object)) return;
    if (is_item(out.kind)) {
        out.items.push_back(read_item(at));
    } else if (is_result(out.kind)) {
        out.results.push_back(read_result(at, out.kind));
    } else {
        wire::other& one = out.others.emplace_back();
        read_base(at, one);
        one.json = known_members(at, which, out.kind);
    }
}

} // namespace

std::string_view word_of(object_kind kind) {
    return object_words[static_cast<std::size_t>(kind)].one;
}

std::string_view collection_of(object_kind kind) {
    return object_words[static_cast<std::size_t>(kind)].many;
}

std::optional<wire::message> parse(json::value root, version which) {
    if (!root.is(json::kind::object) || root.size() != 1) return std::nullopt;
    const json::value content = root.first_child();
    for (const object_kind kind : all_kinds) {
        const bool one = content.name() == word_of(kind);
        if (!one && content.name() != collection_of(kind)) continue;
        wire::message out;
        out.at = root;
        out.kind = kind;
        out.collection = !one;
        if (one)
            read_one(content, which, out);
        else if (content.is(json::kind::array))
            each(content, [&](json::value at) { read_one(at, which, out); });
        if (which == version::v1_1) {
            for (wire::item& item : out.items) forget_1_2(item);
            for (wire::result& result : out.results) forget_1_2(result);
        }
        return out;
    }
    return std::nullopt;
}

std::vector<const wire::base*> bases_of(const wire::message& message) {
    std::vector<const wire::base*> list;
    for (const wire::item& one : message.items) list.push_back(&one);
    for (const wire::result& one : message.results) list.push_back(&one);
    for (const wire::other& one : message.others) list.push_back(&one);
    return list;
}

std::string digest(json::value object) {
    json::writer out;
    out.begin_object();
    each(object, [&](json::value one) {
        if (one.name() != "dateLastModified") out.name(one.name()).copy(one);
    });
    return crypto::sha256_hex(out.end_object().finish());
}

} // namespace schakel::oneroster_gradebook
