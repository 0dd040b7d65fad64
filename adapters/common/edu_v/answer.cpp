#include "adapters/common/edu_v/answer.hpp"

#include "adapters/common/edu_v/reply.hpp"
#include "adapters/common/edu_v/selection.hpp"
#include "adapters/common/edu_v/status.hpp"
#include "adapters/common/edu_v/streams.hpp"

namespace schakel::edu_v {

namespace {

constexpr std::size_t piece = 32u << 10;

// Everything that an answer is made of while it is sent.
class telling {
public:
    telling(
        std::shared_ptr<const roster_view> view, std::shared_ptr<const void> parsed, const answering& options,
        std::shared_ptr<answer_tally> tally
    )
        : view_(std::move(view)), asked_(std::static_pointer_cast<const asked_objects>(std::move(parsed))),
          tally_(std::move(tally)), maker_(*view_, {options.now, options.school}, nullptr, nullptr),
          select_(*asked_, *view_, maker_, options) {
        stream_options how;
        how.keep = select_.keep();
        const auto granted = [&](std::string_view scope) { return options.scopes.contains(scope); };
        const bool pupils = asked_->asked->by == service::students;
        how.with.demographics = granted("eduv.student.demographics");
        how.with.communication = granted(pupils ? "eduv.student.communication" : "eduv.employee.communication");
        how.with.roles = granted("eduv.employee.roles");
        how.of_ended = {.demographics = false, .communication = false, .roles = false};
        how.tally = tally_.get();
        view_ = select_.narrow(std::move(view_), options.memo);
        objects_ = stream_of(asked_->asked->what, maker_, *view_, how);
    }

    bool next(std::string& into) { return objects_->next(into); }

private:
    std::shared_ptr<const roster_view> view_;
    std::shared_ptr<const asked_objects> asked_;
    std::shared_ptr<answer_tally> tally_;
    object_maker maker_;
    selection select_;
    std::unique_ptr<object_stream> objects_;
};

class array_source final : public byte_source {
public:
    explicit array_source(std::unique_ptr<telling> what) : what_(std::move(what)) {}

    bool next(std::string& into) override {
        if (done_) return false;
        const std::size_t until = into.size() + piece;
        if (first_) into += '[';
        while (into.size() < until) {
            if (!first_) into += ',';
            if (what_->next(into)) {
                first_ = false;
                continue;
            }
            if (!first_) into.pop_back();
            into += ']';
            done_ = true;
            return true;
        }
        return true;
    }

private:
    std::unique_ptr<telling> what_;
    bool first_ = true, done_ = false;
};

} // namespace

roster_answer answer_question(
    std::string_view version, const roster_question& question, std::shared_ptr<const roster_view> view,
    const answering& options
) {
    roster_answer out;
    auto tally = std::make_shared<answer_tally>();
    out.tally = tally;
    const auto& asked = *static_cast<const asked_objects*>(question.parsed.get());
    const bool single = asked.asked->how == operation::form::single;
    auto what = std::make_unique<telling>(std::move(view), question.parsed, options, tally);
    out.head = answer_head(200, version);
    out.head.headers.set("Content-Type", "application/json");
    if (!single) {
        out.stream = std::make_unique<array_source>(std::move(what));
    } else if (!what->next(out.head.body)) {
        const bool nl = options.lang == language::nl;
        out.head = status_answer(version, 404, code::other, nl ? "Niet gevonden." : "Not found.");
    }
    return out;
}

} // namespace schakel::edu_v
