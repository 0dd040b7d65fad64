#include "gateway/command/simulate_school.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/simulate_spoiling.hpp"
#include "gateway/service/http_conversion.hpp"

#include <algorithm>
#include <utility>

namespace schakel::command {

namespace {

using transport::http_request;
using transport::http_response;

// A generated roster with what misbehaviour makes of it.
class staging final : public roster_sink {
public:
    staging(roster::memory_roster& into, const misbehaviour_set& misbehaves) : into_(into), misbehaves_(misbehaves) {}

    void head(model::roster::head what) override { into_.head(std::move(what)); }
    void add(model::roster::record&& what) override {
        if (misbehaves_.contains(misbehaviour::empty)) return;
        if (auto* person = std::get_if<model::roster::person>(&what)) {
            if (person->kind == model::roster::person_kind::pupil) {
                if (is_gone(person->id)) return;
                spoil(*person);
            }
        }
        if (const auto* member = std::get_if<model::roster::membership>(&what); member && is_gone(member->person))
            return;
        if (const auto* taught = std::get_if<model::roster::enrolment>(&what); taught && is_gone(taught->person))
            return;
        into_.add(std::move(what));
    }

private:
    // Two of every five pupils, by the last digit of the number.
    bool is_gone(std::string_view id) const {
        return misbehaves_.contains(misbehaviour::shrunk) && id.starts_with("leerling:") && id.back() % 5 < 2;
    }

    // The first two pupils with an ECK iD.
    void spoil(model::roster::person& pupil) {
        const bool doubled = misbehaves_.contains(misbehaviour::doubled_ids);
        if (!doubled && !misbehaves_.contains(misbehaviour::swapped_ids)) return;
        for (model::identifier& one : pupil.ids) {
            if (one.scheme != model::scheme::eckid || told_ > 1) continue;
            if (++told_ == 1) {
                first_ = one.value;
                if (!doubled) held_ = pupil;
            } else {
                if (!doubled) {
                    for (model::identifier& other : held_.ids)
                        if (other.scheme == model::scheme::eckid) other.value = one.value;
                    into_.add(model::roster::person(held_)); // takes the place of the first
                }
                one.value = first_;
            }
        }
    }

    roster::memory_roster& into_;
    const misbehaviour_set& misbehaves_;
    int told_ = 0;
    std::string first_;
    model::roster::person held_;
};

// Whether it makes another roster, and does not only spoil answers.
bool spoils_records(const misbehaviour_set& misbehaves) {
    return std::ranges::any_of(misbehaves, [](misbehaviour one) {
        return one == misbehaviour::empty || one == misbehaviour::shrunk || one == misbehaviour::doubled_ids ||
               one == misbehaviour::swapped_ids;
    });
}

// Keeps the roster while its answer is sent.
class kept_stream final : public byte_source {
public:
    kept_stream(std::shared_ptr<const roster_view> view, std::unique_ptr<byte_source> bytes)
        : view_(std::move(view)), bytes_(std::move(bytes)) {}
    bool next(std::string& into) override { return bytes_->next(into); }
    bool failed() const override { return bytes_->failed(); }

private:
    std::shared_ptr<const roster_view> view_;
    std::unique_ptr<byte_source> bytes_;
};

} // namespace

simulated_school::simulated_school(const adapter& by, school_play how) : by_(by), how_(std::move(how)) {
    if (spoils_records(how_.misbehaves)) ++turns_;
    set_stage();
}

void simulated_school::set_stage() {
    const roster::generated_school school(how_.school);
    auto made = std::make_shared<roster::memory_roster>(
        *school.head().made_at + std::chrono::minutes(turns_),
        "simulated-" + std::to_string(how_.school.changes) + "." + std::to_string(turns_)
    );
    staging stage(*made, how_.misbehaves);
    school.write(stage);
    roster_ = std::move(made);
}

bool simulated_school::serves(const exchange& asked) const {
    return is_query(by_, asked);
}

simulated_school::scene simulated_school::next_scene() {
    const std::lock_guard lock(mutex_);
    if (how_.change_every > 0 && questions_ > 0 && questions_ % how_.change_every == 0) {
        ++how_.school.changes;
        set_stage();
    }
    ++questions_;
    return {roster_, how_.misbehaves, questions_};
}

bool simulated_school::is_slow() const {
    const std::lock_guard lock(mutex_);
    return how_.misbehaves.contains(misbehaviour::slow);
}

http_response simulated_school::answer(exchange asked, std::string address) {
    const scene now = next_scene();
    const bool third = now.question % 3 == 0;
    if (auto other = answer_instead(now.misbehaves, third)) return *std::move(other);
    spoil_question(asked, now.misbehaves);
    http_response out = perform(asked, address, now);
    spoil_headers(out, now.misbehaves, now.question);
    spoil_body(out, now.misbehaves, third);
    return out;
}

http_response simulated_school::perform(exchange& asked, const std::string& address, const scene& now) const {
    const roster_adapter& rosters = *by_.roster();
    const roster_question question = rosters.question(asked, {});
    if (question.report.rejects()) {
        disposition decided;
        decided.what = disposition::outcome::invalid;
        decided.report = &question.report;
        return service::to_response(by_.acknowledge(asked, decided));
    }
    answering how;
    const roster_abilities& abilities = rosters.abilities();
    how.scopes.insert(abilities.scopes.begin(), abilities.scopes.end());
    how.profile = question.profile;
    how.base_url = address;
    how.school = now.roster->head().school;
    how.now = asked.received_at;
    const std::shared_ptr<const roster_view> view = question.open ? nullptr : now.roster;
    roster_answer given = rosters.answer(asked, question, view, how);
    http_response out = service::to_response(std::move(given.head));
    if (given.stream) out.stream = std::make_shared<kept_stream>(view, std::move(given.stream));
    return out;
}

http_response simulated_school::control(const http_request& request) {
    if (request.method != "GET" && request.method != "POST")
        return service::problem(405, "method", "GET tells how it stands, POST changes it");
    const auto form = transport::parse_form(request.method == "POST" ? request.body : std::string{});
    if (!form) return service::problem(400, "form", "not a form");
    const std::lock_guard lock(mutex_);
    for (const transport::parameter& one : *form) {
        if (one.name == "change") {
            ++how_.school.changes;
        } else if (one.name == "misbehave") {
            auto wanted = parse_misbehaviours(one.value);
            if (!wanted) return service::problem(400, "misbehaviour", "known are:" + misbehaviour_help());
            if (spoils_records(how_.misbehaves) || spoils_records(*wanted)) ++turns_;
            how_.misbehaves = *std::move(wanted);
        } else {
            return service::problem(400, "form", "fields are change and misbehave");
        }
    }
    if (!form->empty()) set_stage();
    json::writer out;
    out.begin_object().member("pupils", std::uint64_t{how_.school.pupils}).member("seed", how_.school.seed);
    out.member("changes", std::uint64_t{how_.school.changes}).member("questions", std::uint64_t{questions_});
    out.member("persons", roster_->count(model::roster::record_kind::person));
    out.member("memberships", roster_->count(model::roster::record_kind::membership));
    out.name("misbehaves").begin_array();
    for (const misbehaviour_info& one : misbehaviours())
        if (how_.misbehaves.contains(one.which)) out.text(one.name);
    out.end_array().end_object();
    return {200, {{"Content-Type", "application/json"}}, out.finish(), {}};
}

} // namespace schakel::command
