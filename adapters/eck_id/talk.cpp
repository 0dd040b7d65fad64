#include "adapters/eck_id/talk.hpp"

#include "adapters/eck_id/faults.hpp"
#include "adapters/eck_id/issued.hpp"
#include "adapters/eck_id/parse.hpp"
#include "adapters/eck_id/write.hpp"

#include <algorithm>
#include <utility>

namespace schakel::eck_id {

namespace {

using phase = pull_state::phase;

constexpr unsigned most_tries = 5;       // of one question that is not answered
constexpr unsigned most_submissions = 3; // of one batch whose result was lost
constexpr std::chrono::seconds first_pause{2};

// What all conversations share: one question under way, and what to do when it is not answered as it should be.
class conversation : public chain_id_talk {
public:
    conversation(const chain_id_options& options, const validation::xsd_schema& schema)
        : options_(options), schema_(schema) {}

    std::optional<outgoing> next() final {
        if (state_.what != phase::running) return std::nullopt;
        state_.retry_after.reset();
        chain_id_question question = next_question();
        question.message_id = options_.message_id();
        question.to = options_.to;
        question.school_oin = options_.school_oin;
        question.chain = options_.chain;
        question.sector = options_.sector;
        asked_ = question.what;
        message_id_ = question.message_id;
        return as_request(question);
    }

    void take(const outgoing&, const received_answer& answer, chain_id_sink& into) final {
        if (state_.what != phase::running) return;
        if (answer.how != received_answer::transport::answered) return not_answered(answer);
        const read_message told = read(answer.body, options_.limits, schema_);
        const bool good = answer.status >= 200 && answer.status < 300;
        if (told.holds == read_message::content::answer && told.answer.with_fault)
            return judge_fault(told.answer.fault, into);
        if (!good || !told.report.at(layer::well_formed).findings.empty() || told.kind == "html")
            return not_answered(answer);
        state_.report = told.report;
        if (told.holds != read_message::content::answer) return fail("the answer is invalid");
        const bool other = !told.answer.relates_to.empty() && told.answer.relates_to != message_id_;
        if (other || !fits(told.answer.what)) return reject("eck-id.other-answer");
        tries_ = 0;
        go_on(told.answer, into);
    }

    const chain_id_state& state() const final { return state_; }

protected:
    virtual chain_id_question next_question() = 0;
    virtual void go_on(const chain_id_answer& answer, chain_id_sink& into) = 0;
    virtual void take_fault(const known_fault& fault, chain_id_sink& into) = 0;
    virtual void perhaps_lost() {} // no whole answer came, but the question may have been acted on

    void doing(std::string what) { state_.doing = std::move(what); }
    void end(phase how, std::string reason = {}) {
        state_.what = how;
        state_.reason = std::move(reason);
    }
    void fail(std::string reason) { end(phase::failed, std::move(reason)); }
    void reject(std::string_view rule, std::string got = {}) {
        reject_all({found(rule, location::nowhere, options_.production ? "production" : "test", std::move(got))});
    }
    void reject_all(findings why) {
        std::string reason = "the answer is refused: " + std::string(why.front().broken->id);
        state_.report.add(layer::meaning, std::move(why));
        fail(std::move(reason));
    }
    void pause(std::chrono::seconds how_long) { state_.retry_after = how_long; }

    // Hands them over; false: they could not be kept, and the conversation is over.
    bool hand_over(std::span<const issued_chain_id> ids, chain_id_sink& into) {
        if (ids.empty()) return true;
        if (auto kept = into.issued(ids); !kept) {
            end(phase::interrupted, "the ECK iDs could not be kept: " + kept.error().message);
            return false;
        }
        state_.records += ids.size();
        return true;
    }

    // The question again, after a pause that grows; not for ever.
    void try_again(std::string reason, std::optional<std::chrono::seconds> wish = {}) {
        if (++tries_ >= most_tries) {
            end(phase::interrupted, std::move(reason));
            state_.retry_after = wish;
            return;
        }
        pause(wish.value_or(first_pause * (1 << (tries_ - 1))));
    }

    const chain_id_options options_;
    chain_id_state state_;

private:
    // Both kinds of batches are handed in with the same answer.
    bool fits(operation answered) const { return words_of(answered).response == words_of(asked_).response; }

    void not_answered(const received_answer& answer) {
        if (answer.how != received_answer::transport::not_sent) perhaps_lost();
        if (state_.what != phase::running) return;
        const auto common = interpret_common(answer);
        if (!common && answer.how == received_answer::transport::answered)
            return try_again("HTTP " + std::to_string(answer.status) + " without a message of the service");
        if (!common || common->what == receipt::outcome::retry)
            return try_again(
                common ? common->reason : answer.error,
                common ? common->retry_after : std::optional<std::chrono::seconds>{}
            );
        fail(common->reason);
    }

    void judge_fault(std::string_view name, chain_id_sink& into) {
        const known_fault& fault = fault_named(name);
        switch (fault.means) {
        case fault_meaning::not_allowed:
        case fault_meaning::bad_settings: return fail(std::string(fault.reason));
        case fault_meaning::next_day: {
            end(phase::interrupted, std::string(fault.reason));
            state_.retry_after = std::chrono::hours(24);
            return;
        }
        default: take_fault(fault, into);
        }
    }

    const validation::xsd_schema& schema_;
    operation asked_ = operation::ping;
    std::string message_id_;
    unsigned tries_ = 0;
};

std::vector<chain_id_question::item> listed(const std::vector<placed_text>& of) {
    std::vector<chain_id_question::item> out;
    for (const placed_text& one : of)
        out.push_back({static_cast<std::int32_t>(one.place), std::string(one.text.view())});
    return out;
}

class batches final : public conversation {
public:
    batches(
        const chain_id_options& options, std::vector<crypto::wiped_text> hashes, const validation::xsd_schema& schema
    )
        : conversation(options, schema), size_(hashes.size()) {
        for (std::size_t i = 0; i < hashes.size(); ++i) hashes_.push_back({i, std::move(hashes[i])});
        state_.expected = size_;
        if (size_ == 0) end(phase::complete);
    }
    batches(const chain_id_options& options, const chain_id_batch& submitted, const validation::xsd_schema& schema)
        : conversation(options, schema), size_(submitted.size), number_(submitted.number), resumed_(true),
          step_(submitted.what == chain_id_batch::content::roots ? step::fetch_roots : step::fetch_ids) {
        state_.expected = size_;
    }

private:
    enum class step { submit_roots, fetch_roots, submit_ids, fetch_ids };

    bool fetching() const { return step_ == step::fetch_roots || step_ == step::fetch_ids; }
    bool about_roots() const { return step_ == step::submit_roots || step_ == step::fetch_roots; }

    chain_id_question next_question() override {
        chain_id_question question;
        doing(std::string(fetching() ? "fetching " : "handing in ") + (about_roots() ? "hashes" : "pseudonyms"));
        if (fetching()) {
            question.what = operation::fetch;
            question.batch = number_;
        } else {
            question.what = about_roots() ? operation::root_batch : operation::id_batch;
            question.items = listed(about_roots() ? hashes_ : roots_);
        }
        return question;
    }

    void go_on(const chain_id_answer& answer, chain_id_sink& into) override {
        if (!fetching()) return be_submitted(answer.batch, into);
        if (auto wrong = wrong_places(answer, size_)) return reject_all({*std::move(wrong)});
        tell_refused(answer, into);
        if (!about_roots()) return take_ids(answer, into);
        roots_ = roots_in(answer);
        // Of hashes that were answered nothing is needed any more.
        hashes_.clear();
        if (roots_.empty()) return end(phase::complete);
        begin(step::submit_ids);
    }

    void take_ids(const chain_id_answer& answer, chain_id_sink& into) {
        auto ids = ids_in(answer, options_.production);
        if (!ids) return reject_all(ids.error());
        if (hand_over(*ids, into)) end(phase::complete);
    }

    void be_submitted(const std::string& number, chain_id_sink& into) {
        number_ = number;
        const auto what = about_roots() ? chain_id_batch::content::roots : chain_id_batch::content::ids;
        if (auto kept = into.submitted({what, number_, size_}); !kept)
            return end(phase::interrupted, "the batch could not be written down: " + kept.error().message);
        begin(about_roots() ? step::fetch_roots : step::fetch_ids);
        pause(options_.poll);
    }

    void take_fault(const known_fault& fault, chain_id_sink&) override {
        if (fault.means == fault_meaning::not_ready) return wait_for_batch();
        if (fetching() && (resumed_ || perhaps_lost_)) return hand_in_again();
        if (fault.means != fault_meaning::unknown) return fail(std::string(fault.reason));
        try_again(std::string(fault.reason));
    }

    void wait_for_batch() {
        if (++polls_ <= options_.polls) return pause(options_.poll);
        end(phase::interrupted, "the batch is not ready yet");
        state_.retry_after = options_.poll;
    }

    // The service gave the result away, and it did not arrive.
    void hand_in_again() {
        const bool have = about_roots() ? !hashes_.empty() : !roots_.empty();
        if (have && ++submissions_ < most_submissions)
            return begin(about_roots() ? step::submit_roots : step::submit_ids);
        state_.lost = true;
        fail("the result of the batch was lost on its way; it has to be asked for anew");
    }

    void perhaps_lost() override { perhaps_lost_ = fetching(); }

    void begin(step next) {
        step_ = next;
        polls_ = 0;
        perhaps_lost_ = resumed_ = false;
    }

    std::size_t size_;
    std::vector<placed_text> hashes_, roots_;
    std::string number_;
    bool resumed_ = false, perhaps_lost_ = false;
    unsigned polls_ = 0, submissions_ = 0;
    step step_ = step::submit_roots;
};

class one_by_one final : public conversation {
public:
    one_by_one(
        const chain_id_options& options, std::vector<crypto::wiped_text> hashes, const validation::xsd_schema& schema
    )
        : conversation(options, schema), hashes_(std::move(hashes)) {
        state_.expected = hashes_.size();
        if (hashes_.empty()) end(phase::complete);
    }

private:
    chain_id_question next_question() override {
        doing("person " + std::to_string(place_ + 1));
        chain_id_question question;
        question.what = root_.empty() ? operation::root : operation::id;
        question.items = {{0, std::string(root_.empty() ? hashes_[place_].view() : root_.view())}};
        return question;
    }

    void go_on(const chain_id_answer& answer, chain_id_sink& into) override {
        if (root_.empty()) {
            root_ = crypto::wiped_text(answer.items.at(0).value);
            return;
        }
        const std::string& id = answer.items.at(0).value;
        if (const auto wrong = wrong_id(id, options_.production)) return reject_all({*wrong});
        if (hand_over(std::array{issued_chain_id{place_, id}}, into)) next_person();
    }

    void take_fault(const known_fault& fault, chain_id_sink& into) override {
        if (fault.means == fault_meaning::unknown || fault.means == fault_meaning::not_ready)
            return try_again(std::string(fault.reason));
        into.refused(place_, fault.reason);
        next_person();
    }

    void next_person() {
        root_ = {};
        if (++place_ == hashes_.size()) end(phase::complete);
    }

    std::vector<crypto::wiped_text> hashes_;
    std::size_t place_ = 0;
    crypto::wiped_text root_;
};

class replacement final : public conversation {
public:
    replacement(
        const chain_id_options& options, crypto::wiped_text former, crypto::wiped_text present,
        std::optional<instant> from, const validation::xsd_schema& schema
    )
        : conversation(options, schema), former_(std::move(former)), present_(std::move(present)), from_(from) {
        state_.expected = 1;
    }

private:
    chain_id_question next_question() override {
        chain_id_question question;
        question.what = step_;
        doing(step_ == operation::replace ? "replacing" : "asking what the person has");
        if (step_ == operation::replace) {
            question.items = {{0, std::string(former_.view())}, {1, std::string(present_.view())}};
            question.from = from_;
        } else {
            question.items = {{0, std::string(step_ == operation::root ? present_.view() : root_.view())}};
        }
        return question;
    }

    void go_on(const chain_id_answer& answer, chain_id_sink& into) override {
        const std::string& told = answer.items.at(0).value;
        if (step_ == operation::id) {
            if (const auto wrong = wrong_id(told, options_.production)) return reject_all({*wrong});
            if (hand_over(std::array{issued_chain_id{0, told}}, into)) end(phase::complete);
            return;
        }
        // Before its day a replacement answers with what the new number has of its own.
        if (from_) return end(phase::complete);
        root_ = crypto::wiped_text(told);
        step_ = operation::id;
    }

    // A former number that is blocked was replaced already: perhaps by this very question, whose answer was lost.
    void take_fault(const known_fault& fault, chain_id_sink& into) override {
        if (fault.means == fault_meaning::blocked_hash && perhaps_done_ && !from_) {
            step_ = operation::root;
        } else if (fault.means == fault_meaning::blocked_hash && perhaps_done_) {
            end(phase::complete);
        } else if (fault.means == fault_meaning::unknown || fault.means == fault_meaning::not_ready) {
            try_again(std::string(fault.reason));
        } else {
            into.refused(0, fault.reason);
            end(phase::complete);
        }
    }

    void perhaps_lost() override { perhaps_done_ = perhaps_done_ || step_ == operation::replace; }

    crypto::wiped_text former_, present_, root_;
    std::optional<instant> from_;
    operation step_ = operation::replace;
    bool perhaps_done_ = false;
};

} // namespace

std::unique_ptr<chain_id_talk> talk_of_batches(
    const chain_id_options& options, std::vector<crypto::wiped_text> hashes, const validation::xsd_schema& schema
) {
    return std::make_unique<batches>(options, std::move(hashes), schema);
}

std::unique_ptr<chain_id_talk>
talk_of_batch(const chain_id_options& options, const chain_id_batch& submitted, const validation::xsd_schema& schema) {
    return std::make_unique<batches>(options, submitted, schema);
}

std::unique_ptr<chain_id_talk> talk_one_by_one(
    const chain_id_options& options, std::vector<crypto::wiped_text> hashes, const validation::xsd_schema& schema
) {
    return std::make_unique<one_by_one>(options, std::move(hashes), schema);
}

std::unique_ptr<chain_id_talk> talk_of_replacement(
    const chain_id_options& options, crypto::wiped_text former, crypto::wiped_text present, std::optional<instant> from,
    const validation::xsd_schema& schema
) {
    return std::make_unique<replacement>(options, std::move(former), std::move(present), from, schema);
}

} // namespace schakel::eck_id
