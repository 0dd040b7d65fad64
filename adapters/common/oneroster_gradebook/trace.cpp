#include "adapters/common/oneroster_gradebook/fields.hpp"
#include "adapters/common/oneroster_gradebook/names.hpp"
#include "adapters/common/oneroster_gradebook/translate.hpp"

namespace schakel::oneroster_gradebook {

namespace {

namespace field = model::field;

// No deeper than the limits of the document let a stranger nest.
class walk {
public:
    walk(const wire::message& message, const reading& how, field_trace& trace)
        : message_(message), how_(how), trace_(trace),
          envelope_(message.collection ? collection_of(message.kind) : word_of(message.kind)) {}

    void over(const wire::base& object) {
        score_field_ = model::field_of(score_kind_of(object));
        has_exact_moment_ = exact_moment(object, object.at.member("scoreDate").text()).has_value();
        for (json::value one = object.at.first_child(); one; one = one.next_sibling()) {
            if (one.name() == "metadata" && one.is(json::kind::object))
                over_metadata(one);
            else
                over_value(one, std::string(one.name()));
        }
    }

private:
    template <class Note>
    static void leaves(json::value at, const std::string& path, Note note) {
        if (at.is(json::kind::object)) {
            for (json::value one = at.first_child(); one; one = one.next_sibling())
                leaves(one, path + "/" + std::string(one.name()), note);
        } else if (at.is(json::kind::array)) {
            for (json::value one = at.first_child(); one; one = one.next_sibling()) leaves(one, path, note);
        } else {
            note(at, path);
        }
    }

    std::string shown(const std::string& path) const { return std::string(envelope_) + "/" + path; }

    void over_value(json::value at, const std::string& member) {
        leaves(at, member, [this](json::value leaf, const std::string& path) {
            const auto to = field_of(how_.in_version, message_.kind, path);
            if (!to)
                trace_.left(shown(path), "not a member of this version");
            else if (leaf.is(json::kind::string) && leaf.text().empty())
                trace_.left(shown(path), "empty");
            else
                trace_.saw(shown(path), exact(*to));
        });
    }

    field::name exact(field::name which) const {
        if (which == field::pupil_other_id) return model::field_of_person(how_.pupil_scheme);
        if (which == field::score_points) return score_field_;
        if (which == field::taken_at && has_exact_moment_) return field::structure;
        return which;
    }

    // One extension for each member, however much is in it.
    void over_metadata(json::value metadata) {
        for (json::value one = metadata.first_child(); one; one = one.next_sibling()) {
            const std::string member = "metadata/" + std::string(one.name());
            const bool understood = is_result(message_.kind) && one.is(json::kind::string);
            if (understood && one.name() == own::taken_at && !has_exact_moment_) {
                trace_.left(shown(member), "not a moment of the day that scoreDate says");
                continue;
            }
            field::name to = understood ? own_field(one.name()) : field::extension;
            leaves(one, member, [&](json::value, const std::string& path) {
                trace_.saw(shown(path), to);
                to = field::structure;
            });
        }
    }

    static field::name own_field(std::string_view name) {
        if (name == own::taken_at) return field::taken_at;
        if (name == own::score_kind) return field::structure;
        if (name == own::text_score_type) return field::qualification_type;
        if (name == own::success) return field::success;
        if (name == own::review_url) return field::sitting_review_url;
        return field::extension;
    }

    const wire::message& message_;
    const reading& how_;
    field_trace& trace_;
    std::string_view envelope_;
    field::name score_field_;
    bool has_exact_moment_ = false;
};

} // namespace

void trace_values(const wire::message& message, const reading& how, field_trace& trace) {
    walk each(message, how, trace);
    for (const wire::base* one : bases_of(message)) each.over(*one);
}

} // namespace schakel::oneroster_gradebook
