#include "gateway/command/simulate_publisher.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/codec/mapped_file.hpp"
#include "gateway/command/simulate_spoiling.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "gateway/service/http_conversion.hpp"

#include <utility>

namespace schakel::command {

namespace {

using transport::http_request;
using transport::http_response;

// Keeps the goals while their answer is sent.
class kept_stream final : public byte_source {
public:
    kept_stream(std::shared_ptr<const goal_view> view, std::unique_ptr<byte_source> bytes)
        : view_(std::move(view)), bytes_(std::move(bytes)) {}
    bool next(std::string& into) override { return bytes_->next(into); }
    bool failed() const override { return bytes_->failed(); }

private:
    std::shared_ptr<const goal_view> view_;
    std::unique_ptr<byte_source> bytes_;
};

result<done> read_into(const adapter& by, const std::string& file, goals::memory_goals& into) {
    const auto bytes = mapped_file::open(file);
    if (!bytes) return failure{file + ": " + bytes.error().message};
    const goal_reading seen = by.goals()->read({bytes->bytes(), &*bytes, {}, file}, {}, into);
    const finding* wrong = seen.report.first_error();
    if (wrong != nullptr) return failure{file + ": " + wrong->text(language::en)};
    return done{};
}

class adapter_publication final : public publication {
public:
    adapter_publication(const adapter& by, std::shared_ptr<const goals::memory_goals> goals)
        : by_(by), goals_(std::move(goals)) {}

    std::size_t frameworks() const override { return goals_->frameworks().size(); }
    bool serves(const exchange& asked) const override { return is_query(by_, asked); }

    http_response answer(const exchange& asked, const std::string& address) const override {
        const goal_question question = by_.goals()->question(asked, {});
        answering how;
        how.base_url = address;
        how.now = asked.received_at;
        const std::shared_ptr<const goal_view> view = question.open ? nullptr : goals_;
        served_answer given = by_.goals()->answer(asked, question, view, how);
        const std::string tag(given.head.headers.find("etag"));
        if (!tag.empty() && asked.headers.find("if-none-match") == tag)
            return service::to_response(reply{304, {{"ETag", tag}}, {}});
        http_response out = service::to_response(std::move(given.head));
        if (given.stream) out.stream = std::make_shared<kept_stream>(view, std::move(given.stream));
        return out;
    }

private:
    const adapter& by_;
    std::shared_ptr<const goals::memory_goals> goals_;
};

result<std::shared_ptr<const publication>> made_by(const adapter& by, const publisher_play& how) {
    const auto made = std::make_shared<goals::memory_goals>(
        goals::changed_at(how.framework), "simulated-" + std::to_string(how.framework.changes)
    );
    for (const std::string& file : how.files) {
        if (auto read = read_into(by, file, *made); !read) return read.error();
    }
    const bool empty = how.misbehaves.contains(misbehaviour::empty);
    if (how.files.empty() && !empty) goals::generate_framework(how.framework, *made);
    return std::shared_ptr<const publication>(std::make_shared<adapter_publication>(by, made));
}

} // namespace

publish publish_through(const adapter& by) {
    return [&by](const publisher_play& how) { return made_by(by, how); };
}

result<std::unique_ptr<simulated_publisher>> simulated_publisher::open(publish by, publisher_play how) {
    std::unique_ptr<simulated_publisher> made(new simulated_publisher(std::move(by), std::move(how)));
    if (auto staged = made->set_stage(); !staged) return staged.error();
    return made;
}

result<done> simulated_publisher::set_stage() {
    auto made = by_(how_);
    if (!made) return made.error();
    published_ = *std::move(made);
    return done{};
}

bool simulated_publisher::serves(const exchange& asked) const {
    const std::lock_guard lock(mutex_);
    return published_->serves(asked);
}

bool simulated_publisher::is_slow() const {
    const std::lock_guard lock(mutex_);
    return how_.misbehaves.contains(misbehaviour::slow);
}

simulated_publisher::scene simulated_publisher::next_scene() {
    const std::lock_guard lock(mutex_);
    if (how_.change_every > 0 && questions_ > 0 && questions_ % how_.change_every == 0) {
        ++how_.framework.changes;
        if (auto staged = set_stage(); !staged) --how_.framework.changes; // the goals of before stay
    }
    ++questions_;
    return {published_, how_.misbehaves, questions_};
}

http_response simulated_publisher::answer(exchange asked, const std::string& address) {
    const scene now = next_scene();
    const bool third = now.question % 3 == 0;
    if (auto other = answer_instead(now.misbehaves, third)) return *std::move(other);
    spoil_question(asked, now.misbehaves);
    http_response out = now.published->answer(asked, address);
    spoil_headers(out, now.misbehaves, now.question);
    spoil_body(out, now.misbehaves, third);
    return out;
}

http_response simulated_publisher::control(const http_request& request) {
    if (request.method != "GET" && request.method != "POST")
        return service::problem(405, "method", "GET tells how it stands, POST changes it");
    const auto form = transport::parse_form(request.method == "POST" ? request.body : std::string{});
    if (!form) return service::problem(400, "form", "not a form");
    const std::lock_guard lock(mutex_);
    for (const transport::parameter& one : *form) {
        if (one.name == "change") {
            ++how_.framework.changes;
        } else if (one.name == "misbehave") {
            auto wanted = parse_misbehaviours(one.value);
            if (!wanted) return service::problem(400, "misbehaviour", "known are:" + misbehaviour_help());
            how_.misbehaves = *std::move(wanted);
        } else {
            return service::problem(400, "form", "fields are change and misbehave");
        }
    }
    if (auto staged = set_stage(); !staged) return service::problem(500, "file", staged.error().message);
    json::writer out;
    out.begin_object().member("frameworks", std::uint64_t{published_->frameworks()});
    out.member("changes", std::uint64_t{how_.framework.changes}).member("questions", std::uint64_t{questions_});
    out.name("misbehaves").begin_array();
    for (const misbehaviour_info& one : misbehaviours())
        if (how_.misbehaves.contains(one.which)) out.text(one.name);
    out.end_array().end_object();
    return {200, {{"Content-Type", "application/json"}}, out.finish(), {}};
}

} // namespace schakel::command
