#include "adapters/common/case/pull.hpp"

#include "adapters/common/case/document_reader.hpp"
#include "adapters/common/case/parse.hpp"
#include "adapters/common/case/rules.hpp"
#include "adapters/common/case/watermark.hpp"
#include "adapters/common/one_edtech/links.hpp"
#include "adapters/common/one_edtech/page_walk.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace schakel::cf {

namespace {

using one_edtech::page_walk;
using phase = pull_state::phase;
using std::chrono::seconds;

constexpr int most_attempts = 5;     // of one request
constexpr int most_restarts = 2;     // of a list that changes while it is read
constexpr seconds longest_wait{300}; // a source that wants a longer pause is asked again by the schedule

std::size_t number(const pull_options& options, std::string_view key, std::size_t otherwise) {
    const auto found = options.parameters.find(key);
    std::size_t out = 0;
    if (found == options.parameters.end()) return otherwise;
    const char* end = found->second.data() + found->second.size();
    return std::from_chars(found->second.data(), end, out).ptr == end && out > 0 ? out : otherwise;
}

std::vector<std::string> words_of(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n,";
    std::vector<std::string> all;
    for (std::size_t at = text.find_first_not_of(blanks); at != std::string_view::npos;
         at = text.find_first_not_of(blanks, at)) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        all.emplace_back(text.substr(at, end - at));
        at = end;
    }
    return all;
}

const rule& rule_named(std::string_view what) {
    return case_rule("case." + std::string(what));
}

std::optional<std::uint64_t> count_in(std::string_view text) {
    std::uint64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return out;
}

bool looks_like_json(std::string_view body) {
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && body[first] == '{';
}

class package_pull final : public goal_pull {
public:
    package_pull(version which, const pull_options& options)
        : version_(which), options_(options), known_(parse_watermark(options.watermark)) {
        reading_.kind = "CFPackage";
        reading_.version = to_string(which);
        const auto told = options_.parameters.find("frameworks");
        if (told != options_.parameters.end()) wanted_ = words_of(told->second);
        if (wanted_.empty())
            begin_list();
        else
            state_.expected = wanted_.size();
    }

    std::optional<outgoing> next() override;
    void take(const outgoing& asked, const received_answer& answer, goal_sink& into) override;
    const pull_state& state() const override { return state_; }
    const goal_reading& reading() const override { return reading_; }

private:
    void begin_list();
    bool answered(const received_answer& answer);
    void ask_again(const received_answer& answer, std::string reason);
    void take_list(const received_answer& answer);
    void take_package(const received_answer& answer, goal_sink& into);
    void finish_list();
    void advance();
    void note(findings found) { reading_.report.add(layer::rules, std::move(found)); }
    void end(phase how, std::string reason);
    const std::string& current() const { return wanted_[at_]; }
    std::string name() const { return walk_ ? "CFDocuments" : "CFPackage " + current(); }

    version version_;
    pull_options options_;
    known_packages known_, fresh_;              // of the fetch before, of this one
    std::optional<page_walk> walk_;             // through the list of documents
    std::vector<std::string> wanted_;           // identifiers
    std::map<std::string, std::string> listed_; // identifier to lastChangeDateTime
    std::size_t at_ = 0, changed_ = 0;          // in wanted_; packages that came
    int attempts_ = 0, restarts_ = 0;
    bool logged_in_again_ = false;
    goal_reading reading_;
    pull_state state_;
};

void package_pull::begin_list() {
    one_edtech::walk_settings how;
    how.base_url = options_.base_url;
    how.name = "CFDocuments";
    how.path = "/CFDocuments";
    how.limit = number(options_, "page_size", 100);
    how.most_pages = number(options_, "most_pages", 200);
    how.rule_of = rule_named;
    walk_.emplace(std::move(how));
    listed_.clear();
}

std::optional<outgoing> package_pull::next() {
    if (state_.what != phase::running) return std::nullopt;
    state_.retry_after.reset();
    outgoing out;
    out.method = "GET";
    out.headers = {{"Accept", "application/json"}};
    if (walk_) {
        state_.doing = "CFDocuments, page " + std::to_string(walk_->page());
        out.path = walk_->target();
        return out;
    }
    state_.doing = "package " + std::to_string(at_ + 1) + " of " + std::to_string(wanted_.size());
    out.path = "/CFPackages/" + one_edtech::encoded(current());
    const auto known = known_.find(current());
    if (known != known_.end() && !known->second.tag.empty()) out.headers.add("If-None-Match", known->second.tag);
    return out;
}

void package_pull::take(const outgoing&, const received_answer& answer, goal_sink& into) {
    if (!answered(answer)) return;
    attempts_ = 0;
    walk_ ? take_list(answer) : take_package(answer, into);
}

// Whether there is something to read; else it is asked again, or the fetch has ended.
bool package_pull::answered(const received_answer& answer) {
    const bool there = answer.how == received_answer::transport::answered;
    if (there && (answer.status == 200 || (answer.status == 304 && !walk_ && known_.contains(current())))) return true;
    const std::string reason = there ? "HTTP " + std::to_string(answer.status) : answer.error;
    const auto common = interpret_common(answer);
    if (there && answer.status == 401 && !std::exchange(logged_in_again_, true)) return false;
    if (!there || (common && common->what == receipt::outcome::retry)) {
        ask_again(answer, reason);
        return false;
    }
    note({{&rule_named("pull-refused"), {}, name(), reason, {}}});
    end(phase::failed, reason);
    return false;
}

void package_pull::ask_again(const received_answer& answer, std::string reason) {
    const auto common = interpret_common(answer);
    ++attempts_;
    const seconds pause = common && common->retry_after ? *common->retry_after : seconds(1 << attempts_);
    if (attempts_ >= most_attempts || pause > longest_wait) end(phase::interrupted, std::move(reason));
    state_.retry_after = pause;
}

void package_pull::take_list(const received_answer& answer) {
    findings found;
    const auto document =
        looks_like_json(answer.body) ? json::document::parse(answer.body, options_.limits, found) : std::nullopt;
    leniencies noted;
    const parsed_package seen = document ? parse(document->root(), version_, noted) : parsed_package{};
    if (seen.kind != "CFDocuments") {
        found.push_back({&rule_named("pull-not-json"), {}, name(), "something else", {}});
        note(std::move(found));
        return end(phase::failed, "unreadable answer");
    }
    one_edtech::page_seen page;
    page.received = document->root().member("CFDocuments").size();
    for (const wire::document& one : seen.documents)
        page.fresh += listed_.insert_or_assign(one.identifier, one.changed).second;
    page.total = count_in(answer.headers.find("x-total-count"));
    page.link = one_edtech::next_link(answer.headers);
    const auto step = walk_->advance(page, found);
    note(std::move(found));
    switch (step) {
    case page_walk::step::more: return;
    case page_walk::step::end: return finish_list();
    case page_walk::step::shifted:
        if (restarts_++ < most_restarts) return begin_list();
        [[fallthrough]];
    case page_walk::step::failed: return end(phase::failed, "the list of documents cannot be read to its end");
    }
}

// Documents that say that they did not change are not asked for.
void package_pull::finish_list() {
    walk_.reset();
    for (const auto& [id, changed] : listed_) {
        const auto known = known_.find(id);
        const bool same = known != known_.end() && !changed.empty() && known->second.changed == changed;
        if (same)
            fresh_.emplace(id, known->second);
        else
            wanted_.push_back(id);
    }
    state_.expected = wanted_.size();
    if (wanted_.empty()) advance();
}

void package_pull::take_package(const received_answer& answer, goal_sink& into) {
    if (answer.status == 304) {
        fresh_.emplace(current(), known_[current()]);
        ++at_;
        return advance();
    }
    if (!looks_like_json(answer.body)) {
        note({{&rule_named("pull-not-json"), {}, name(), "something else", {}}});
        return end(phase::failed, "unreadable answer");
    }
    goal_reading_options options;
    options.document.limits = options_.limits;
    options.document.profile = options_.profile;
    const document_input input{answer.body, nullptr, std::string(answer.headers.find("content-type")), "/CFPackages"};
    goal_reading one = read_document(version_, nullptr, input, options, into);
    const bool wrong = one.report.rejects() || one.kind != "CFPackage";
    for (const layer each : all_layers) {
        if (one.report.at(each).outcome != verdict::skipped)
            reading_.report.add(each, std::move(one.report.at(each).findings));
    }
    if (wrong) return end(phase::failed, "the package " + current() + " cannot be read");
    reading_.trace.add(one.trace);
    fresh_.emplace(current(), known_package{std::string(answer.headers.find("etag")), listed_[current()]});
    ++changed_;
    ++at_;
    advance();
}

void package_pull::advance() {
    state_.records = at_;
    if (at_ < wanted_.size()) return;
    state_.watermark = to_watermark(fresh_);
    end(changed_ == 0 && !known_.empty() ? phase::unchanged : phase::complete, {});
}

void package_pull::end(phase how, std::string reason) {
    state_.what = how;
    state_.reason = std::move(reason);
    state_.doing.clear();
}

} // namespace

std::vector<std::string_view> pull_parameters() {
    return {"frameworks", "page_size", "most_pages"};
}

std::unique_ptr<goal_pull> make_pull(version which, const pull_options& options) {
    return std::make_unique<package_pull>(which, options);
}

} // namespace schakel::cf
