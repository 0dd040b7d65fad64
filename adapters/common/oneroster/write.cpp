#include "adapters/common/oneroster/json_write.hpp"
#include "adapters/common/oneroster/object_source.hpp"
#include "adapters/common/oneroster/operations.hpp"
#include "adapters/common/oneroster/roster_document.hpp"

#include <array>

namespace schakel::oneroster {

namespace {

// In the order in which readers need them.
constexpr std::array written{object_kind::academic_session, object_kind::org,
                             object_kind::course,           object_kind::user,
                             object_kind::class_object,     object_kind::enrollment};

std::string base_url_of(version which, const encode_options& options) {
    const auto set = options.parameters.find(base_url_parameter);
    // A name that can never be a host: the references say what they refer to by sourcedId.
    return set == options.parameters.end() ? "https://oneroster.invalid" + std::string(base_path(which)) : set->second;
}

class document_writer final : public roster_writer {
public:
    document_writer(version which, const roster_view& view, const encode_options& options)
        : view_(view), frame_(view, options.school), how_{frame_, which, &tally_},
          style_{which, base_url_of(which, options)} {
        tell_head(view.head(), how_);
        each<model::roster::enrolment>(view, {}, [this](const auto& one) {
            tell_lost(one, how_);
            return true;
        });
    }

    bool next(std::string& into) override {
        if (at_ == written.size()) return false;
        switch (written[at_]) {
        case object_kind::academic_session: piece<academic_session>(into); break;
        case object_kind::org: piece<org>(into); break;
        case object_kind::course: piece<course>(into); break;
        case object_kind::user: piece<user>(into); break;
        case object_kind::class_object: piece<class_object>(into); break;
        default: piece<enrollment>(into); break;
        }
        if (at_ < written.size()) return true;
        into += "]\n";
        tally_.add_to(fate_);
        return false;
    }

    const field_fate& fate() const override { return fate_; }
    const findings& refused() const override { return refused_; }

private:
    template <class Object>
    void piece(std::string& into) {
        using source = object_source<Object>;
        if (begins_) open<Object>(into);
        std::vector<typename source::record> page;
        roster_range range;
        range.after = after_;
        range.limit = 64;
        range.with_ended = true; // OneRoster tells of what has gone
        view_.page(range, page);
        for (const auto& one : page) {
            if (const auto object = source::make(one, how_)) append(*object, into);
        }
        if (!page.empty()) after_ = page.back().id;
        if (page.size() == range.limit) return;
        into += "]}";
        ++at_;
        begins_ = true;
        after_.clear();
    }

    template <class Object>
    void open(std::string& into) {
        into += at_ == 0 ? "[" : ",\n";
        into.append("{\"").append(collection_of(kind_of_object<Object>)).append("\":[");
        begins_ = false;
        first_ = true;
        const auto* made_up = object_source<Object>::made_up(frame_);
        for (std::size_t i = 0; made_up && i < made_up->size(); ++i) append((*made_up)[i], into);
    }

    template <class Object>
    void append(const Object& object, std::string& into) {
        json::writer out;
        oneroster::write(object, style_, out);
        if (!first_) into += ',';
        first_ = false;
        into.append("\n").append(out.finish());
    }

    const roster_view& view_;
    roster_frame frame_;
    fate_tally tally_;
    making how_;
    json_style style_;
    std::size_t at_ = 0;
    bool begins_ = true, first_ = true;
    std::string after_;
    field_fate fate_;
    findings refused_;
};

} // namespace

std::unique_ptr<roster_writer> write_document(version which, const roster_view& view, const encode_options& options) {
    return std::make_unique<document_writer>(which, view, options);
}

} // namespace schakel::oneroster
