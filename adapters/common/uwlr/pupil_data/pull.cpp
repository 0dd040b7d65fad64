#include "adapters/common/uwlr/pupil_data/pull.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/outcome.hpp"
#include "adapters/common/uwlr/pupil_data/question.hpp"
#include "gateway/codec/xml_document.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

namespace schakel::uwlr::pupil_data {

namespace {

namespace roster = model::roster;
using phase = pull_state::phase;
using content = document_read::content;

constexpr std::size_t usual_groups = 25;
constexpr document_limits fault_limits{.bytes = 1u << 20, .depth = 50, .nodes = 50'000};

// Hands records on, counts them and remembers which groups there are.
class noting_sink final : public roster_sink {
public:
    explicit noting_sink(roster_sink& to) : to_(to) {}

    void head(roster::head what) override { to_.head(std::move(what)); }
    void add(roster::record&& what) override {
        ++records;
        if (const auto* group = std::get_if<roster::group>(&what)) {
            asked_group one;
            one.combined = group->kind == roster::group::kind_of::lesson;
            one.key = group->id;
            groups.push_back(std::move(one));
        }
        to_.add(std::move(what));
    }

    std::uint64_t records = 0;
    std::vector<asked_group> groups;

private:
    roster_sink& to_;
};

std::string_view setting(const pull_options& options, std::string_view name) {
    const auto set = options.parameters.find(name);
    return set == options.parameters.end() ? std::string_view{} : std::string_view(set->second);
}

std::size_t groups_per_question(const pull_options& options) {
    const std::string_view text = setting(options, pull_parameter::groups);
    std::size_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count > 0 ? count : usual_groups;
}

wire::value value_of(std::string_view text) {
    return {std::string(text), location::nowhere};
}

// What every question of the conversation says.
question basis(const pull_options& options, std::string_view version) {
    question asked;
    asked.schooljaar = value_of(options.school_year);
    asked.brincode = value_of(model::value_of(options.school, model::scheme::brin));
    if (asked.brincode)
        asked.dependancecode = value_of(model::value_of(options.school, model::scheme::dependance));
    else
        asked.schoolkey = value_of(model::value_of(options.school, model::scheme::school_key));
    asked.xsdversie = value_of(version);
    asked.gegevenssetid = value_of(setting(options, pull_parameter::set_id));
    return asked;
}

decode_options decoding(const pull_options& options) {
    decode_options with;
    with.limits = options.limits;
    with.quirks = options.quirks;
    return with;
}

class uwlr_pull final : public roster_pull {
public:
    uwlr_pull(const pull_options& options, const data_reading& with)
        : basis_(basis(options, with.spoken.own)), groups_per_question_(groups_per_question(options)),
          watermark_(options.watermark), now_(options.now), school_(options.school),
          by_steps_(setting(options, pull_parameter::steps) == "several"),
          reader_(
              with, decoding(options), options.school,
              by_steps_ ? data_reader::documents::several : data_reader::documents::one
          ) {
        if (!basis_.brincode && !basis_.schoolkey)
            end(phase::failed, "the school has neither a BRIN nor a school key of the administration");
        else
            ask(by_steps_ ? call::structure : call::everything, {});
    }

    std::optional<outgoing> next() override {
        if (state_.what != phase::running || steps_.empty()) return std::nullopt;
        const question& step = steps_.front();
        const call_words& words = words_of(step.which);
        state_.doing = words.operation;
        if (words.about_groups()) state_.doing += ", " + std::to_string(steps_.size()) + " to go";
        outgoing message;
        message.headers = {
            {"Content-Type", "text/xml; charset=utf-8"}, {"SOAPAction", "\"" + std::string(words.soap_action) + "\""}};
        message.body = write_question(step);
        return message;
    }

    void take(const outgoing&, const received_answer& answer, roster_sink& into) override {
        if (state_.what != phase::running) return;
        const bool good =
            answer.how == received_answer::transport::answered && answer.status >= 200 && answer.status < 300;
        if (!good) return judge_failure(answer);
        noting_sink noting(into);
        const document_read read =
            reader_.read({answer.body, nullptr, std::string(answer.headers.find("content-type")), {}}, noting);
        state_.records += noting.records;
        if (read.what == content::fault) return judge_fault(read.fault_code, answer);
        if (reader_.reading().report.rejects()) return end(phase::failed, "the answer is invalid");
        go_on(read, std::move(noting.groups), into);
    }

    const pull_state& state() const override { return state_; }
    const roster_reading& reading() const override { return reader_.reading(); }

private:
    void ask(call which, std::vector<asked_group> groups) {
        question one = basis_;
        one.which = which;
        one.groepen = std::move(groups);
        if (which == call::everything) one.laatstontvangengegevens = value_of(watermark_);
        steps_.push_back(std::move(one));
    }

    // Everybody is in a group of the kind that is asked for, or in none. Where the school has groups of one kind only,
    // it is that kind; otherwise it is the stamgroep, of which a pupil has one.
    void ask_for_people(std::vector<asked_group> groups) {
        const auto is_stamgroep = [](const asked_group& one) { return !one.combined; };
        const bool by_stamgroep = groups.empty() || std::ranges::any_of(groups, is_stamgroep);
        std::erase_if(groups, [&](const asked_group& one) { return one.combined == by_stamgroep; });
        asked_group nobodys;
        nobodys.combined = !by_stamgroep;
        groups.push_back(nobodys);
        for (const call which : {call::pupils, call::teachers}) {
            for (std::size_t at = 0; at < groups.size(); at += groups_per_question_) {
                const auto first = groups.begin() + static_cast<std::ptrdiff_t>(at);
                const auto last =
                    groups.begin() + static_cast<std::ptrdiff_t>(std::min(at + groups_per_question_, groups.size()));
                ask(which, {first, last});
            }
        }
    }

    void go_on(const document_read& read, std::vector<asked_group> groups, roster_sink& into) {
        const call step = steps_.front().which;
        if (read.what == content::unchanged) return be_unchanged();
        if (read.what == content::data && read.which != step)
            return end(phase::failed, "the answer is to another question");
        steps_.pop_front();
        if (read.what == content::data) has_head_ = true;
        if (state_.watermark.empty()) state_.watermark = to_rfc3339_milliseconds(read.made_at.value_or(now_));
        if (step == call::structure && read.what == content::data) ask_for_people(std::move(groups));
        if (!steps_.empty()) return;
        if (!has_head_) into.head(empty_head());
        reader_.holds(extents_of(call::everything));
        state_.what = phase::complete;
    }

    // Of a school that has nobody.
    roster::head empty_head() const {
        roster::head head;
        head.school = school_;
        head.school_year = basis_.schooljaar.text;
        return head;
    }

    void be_unchanged() {
        if (steps_.front().laatstontvangengegevens) {
            state_.watermark = watermark_;
            return end(phase::unchanged, "geenwijzigingen");
        }
        end(phase::failed, "geenwijzigingen, though no earlier moment was named");
    }

    // A refusal may tell its reason in a fault.
    void judge_failure(const received_answer& answer) {
        findings ignored;
        const auto document = xml::document::parse(answer.body, fault_limits, ignored);
        const xml::node body = document ? document->root().child(space::soap, "Body") : xml::node{};
        if (const xml::node fault = body.child(space::soap, "Fault")) {
            const std::string_view code = fault.child({}, "faultcode").text();
            return judge_fault(code.substr(code.find(':') + 1), answer); // npos + 1 is 0
        }
        if (const auto common = interpret_common(answer)) {
            state_.retry_after = common->retry_after;
            return end(common->what == receipt::outcome::retry ? phase::interrupted : phase::failed, common->reason);
        }
        end(phase::failed, "HTTP " + std::to_string(answer.status));
    }

    void judge_fault(std::string_view code, const received_answer& answer) {
        const bool ours = code.starts_with("Client") || code == "MustUnderstand" || code == "VersionMismatch";
        if (const auto common = interpret_common(answer)) state_.retry_after = common->retry_after;
        end(ours ? phase::failed : phase::interrupted, named_fault(code));
    }

    void end(phase how, std::string reason) {
        state_.what = how;
        state_.reason = std::move(reason);
    }

    question basis_;
    std::size_t groups_per_question_;
    std::string watermark_;
    instant now_;
    model::identifiers school_;
    bool by_steps_, has_head_ = false;
    data_reader reader_;
    std::deque<question> steps_;
    pull_state state_;
};

} // namespace

std::unique_ptr<roster_pull> make_pull(const pull_options& options, const data_reading& with) {
    return std::make_unique<uwlr_pull>(options, with);
}

} // namespace schakel::uwlr::pupil_data
