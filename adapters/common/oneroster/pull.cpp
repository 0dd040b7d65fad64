#include "adapters/common/oneroster/pull.hpp"

#include "adapters/common/one_edtech/links.hpp"
#include "adapters/common/one_edtech/moments.hpp"
#include "adapters/common/one_edtech/page_walk.hpp"
#include "adapters/common/oneroster/json_read.hpp"
#include "adapters/common/oneroster/pull_answer.hpp"
#include "adapters/common/oneroster/quirks.hpp"
#include "adapters/common/oneroster/to_model.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

namespace schakel::oneroster {

namespace {

using one_edtech::page_walk;
using one_edtech::walk_settings;
using std::chrono::seconds;
using phase = pull_state::phase;
using id_set = std::set<std::string, std::less<>>;

constexpr int most_attempts = 5;     // of one request
constexpr int most_garbled = 2;      // answers to one request that cannot be read
constexpr int most_restarts = 2;     // of one collection that changes while it is read
constexpr seconds longest_wait{300}; // a source that wants a longer pause is asked again by the schedule
constexpr seconds pause_after_change{60};

struct collection {
    object_kind kind;
    std::string path;
    std::string_view role = {}; // of users that are told apart by their address
    bool frame = false; // what all others refer to: few objects, always fetched as a whole; may be absent with the
                        // quirk missing-collection
};

std::size_t number(const pull_options& options, std::string_view key, std::size_t otherwise) {
    const auto found = options.parameters.find(key);
    std::size_t out = 0;
    if (found == options.parameters.end()) return otherwise;
    const char* end = found->second.data() + found->second.size();
    return std::from_chars(found->second.data(), end, out).ptr == end && out > 0 ? out : otherwise;
}

// Kinds in the order in which to_model wants them.
std::vector<collection> collections_of(const pull_options& options, const bends& agreed) {
    const auto school = options.parameters.find("school");
    const std::string root =
        school == options.parameters.end() ? std::string{} : "/schools/" + one_edtech::encoded(school->second);
    std::vector<collection> out;
    out.push_back({object_kind::academic_session, "/academicSessions", {}, true});
    out.push_back({object_kind::org, root.empty() ? "/orgs" : root, {}, true});
    out.push_back({object_kind::course, root + "/courses", {}, true});
    if (root.empty() && !agreed.has(quirk::role_by_address)) {
        out.push_back({object_kind::user, "/users", {}, false});
    } else {
        out.push_back({object_kind::user, root + "/teachers", "teacher", false});
        out.push_back({object_kind::user, root + "/students", "student", false});
    }
    out.push_back({object_kind::class_object, root + "/classes", {}, false});
    out.push_back({object_kind::enrollment, root + "/enrollments", {}, false});
    return out;
}

// What a member refers to, where that is fetched before.
std::optional<object_kind> referred_by(std::string_view member) {
    constexpr std::array<std::pair<std::string_view, object_kind>, 9> members{
        {{"org", object_kind::org},
         {"school", object_kind::org},
         {"orgs", object_kind::org},
         {"primaryOrg", object_kind::org},
         {"schoolYear", object_kind::academic_session},
         {"terms", object_kind::academic_session},
         {"course", object_kind::course},
         {"user", object_kind::user},
         {"class", object_kind::class_object}}};
    const auto found = std::ranges::find(members, member, &std::pair<std::string_view, object_kind>::first);
    return found == members.end() ? std::nullopt : std::optional(found->second);
}

class rest_pull final : public roster_pull {
public:
    rest_pull(version which, const pull_options& options)
        : version_(which), options_(options), bends_(options.quirks), collections_(collections_of(options, bends_)) {
        const auto mark = parse_rfc3339(options_.watermark);
        if (mark && !bends_.has(quirk::no_filter)) {
            latest_ = *mark;
            since_ = *mark - std::chrono::minutes(number(options_, "overlap_minutes", 60));
        }
        begin();
    }

    std::optional<outgoing> next() override;
    void take(const outgoing& asked, const received_answer& answer, roster_sink& into) override;
    const pull_state& state() const override { return state_; }
    const roster_reading& reading() const override { return reading_; }

private:
    void begin();
    void begin_collection();
    void read(page_answer& page);
    bool read_object(json::value object);
    template <class Object>
    void add(json::value object);
    void check_references(json::value object);
    void look_up(json::value reference, object_kind kind);
    void advance(const page_answer& page, std::size_t fresh);
    void end_collection();
    void complete();
    void ask_again(const page_answer& page);
    void ask_simpler(const page_answer& page);
    void restart();
    void fall_back_to_full();
    void note(findings found);
    void note_page(findings found);
    void tell_once(std::string_view rule, std::string got);
    void end(phase how, std::string reason);
    const collection& current() const { return collections_[at_]; }
    std::string name() const { return std::string(collection_of(current().kind)); }

    version version_;
    pull_options options_;
    bends bends_;
    std::vector<collection> collections_;
    std::optional<instant> since_;  // a delta: only what was modified after it
    std::optional<instant> latest_; // the largest dateLastModified there was
    roster_sink* sink_ = nullptr;   // of the answer under way
    std::optional<model_builder> builder_;
    roster_reading reading_;
    pull_state state_;

    std::size_t at_ = 0; // in collections_
    std::string place_;  // of the answer under way
    std::optional<page_walk> walk_;
    id_set seen_, former_;                         // in this walk; in the one that a change cut off
    std::array<id_set, 8> known_;                  // by kind, of what others refer to
    std::size_t duplicates_ = 0, passed_over_ = 0; // of this collection
    std::size_t modified_ = 0;                     // objects since the watermark, or all
    int attempts_ = 0, garbled_ = 0, restarts_ = 0;
    bool logged_in_again_ = false, sorted_ = true;
};

// ---------------------------------------------------------------- the conversation

void rest_pull::begin() {
    at_ = 0;
    reading_.trace = {};
    reading_.version = to_string(version_);
    reading_.kind = "oneroster";
    for (id_set& one : known_) one.clear();
    state_.records = state_.expected = 0;
    modified_ = 0;
    builder_.emplace(version_);
    begin_collection();
}

void rest_pull::begin_collection() {
    walk_settings how;
    how.base_url = options_.base_url;
    how.name = name();
    how.path = current().path;
    how.limit = number(options_, "page_size", 1000);
    how.most_pages = number(options_, "most_pages", 5000);
    how.rule_of = [](std::string_view what) -> const rule& { return pull_rule("oneroster." + std::string(what)); };
    how.capital_names = bends_.has(quirk::query_case);
    if (sorted_ && !bends_.has(quirk::no_sort))
        how.query.emplace_back(how.capital_names ? "Sort" : "sort", "sourcedId");
    if (since_ && !current().frame) {
        const std::string filter = "dateLastModified>'" + to_rfc3339_milliseconds(*since_) + "'";
        how.query.emplace_back(how.capital_names ? "Filter" : "filter", filter);
    }
    walk_.emplace(std::move(how));
    seen_.clear();
    former_.clear();
    duplicates_ = passed_over_ = 0;
    attempts_ = garbled_ = restarts_ = 0;
}

std::optional<outgoing> rest_pull::next() {
    if (state_.what != phase::running) return std::nullopt;
    state_.retry_after.reset();
    state_.doing = name() + ", page " + std::to_string(walk_->page());
    outgoing out;
    out.method = "GET";
    out.path = walk_->target();
    out.headers = {{"Accept", "application/json"}};
    return out;
}

void rest_pull::take(const outgoing&, const received_answer& answer, roster_sink& into) {
    using meaning = page_answer::meaning;
    sink_ = &into;
    place_ = current().path + " page " + std::to_string(walk_->page());
    page_answer page =
        read_page(answer, collection_of(current().kind), word_of(current().kind), options_.limits, bends_);
    const bool last_chance = page.what != meaning::garbled || ++garbled_ > most_garbled;
    if (last_chance) note_page(std::move(page.found));
    switch (page.what) {
    case meaning::page: read(page); break;
    case meaning::again: ask_again(page); break;
    case meaning::garbled: last_chance ? end(phase::failed, page.reason) : ask_again(page); break;
    case meaning::query_refused: ask_simpler(page); break;
    case meaning::login:
        if (!std::exchange(logged_in_again_, true)) break;
        end(phase::failed, page.reason + ": credentials refused");
        break;
    case meaning::absent:
        if (current().frame && bends_.has(quirk::missing_collection)) {
            bends_.allow(quirk::missing_collection, current().path, name());
            end_collection();
            break;
        }
        [[fallthrough]];
    case meaning::refused: end(phase::failed, page.reason); break;
    }
    note_page(bends_.take());
    sink_ = nullptr;
}

// A request that failed by what may pass: a time-out, 429, 5xx.
void rest_pull::ask_again(const page_answer& page) {
    ++attempts_;
    state_.retry_after = page.retry_after.value_or(seconds(1 << attempts_));
    if (attempts_ >= most_attempts || *state_.retry_after > longest_wait) {
        const auto pause = state_.retry_after;
        end(phase::interrupted, page.reason);
        state_.retry_after = pause;
    }
}

// Something in the query was refused: first the order is given up, then the filter.
void rest_pull::ask_simpler(const page_answer& page) {
    if (sorted_ && !bends_.has(quirk::no_sort)) {
        sorted_ = false;
        tell_once("oneroster.pull-sort-refused", page.reason);
        begin_collection();
    } else if (since_) {
        fall_back_to_full();
    } else {
        end(phase::failed, page.reason);
    }
}

void rest_pull::fall_back_to_full() {
    tell_once("oneroster.pull-filter-refused", {});
    since_.reset();
    begin();
}

// ---------------------------------------------------------------- a page

void rest_pull::read(page_answer& page) {
    attempts_ = garbled_ = 0;
    logged_in_again_ = false;
    if (page.sort_refused) tell_once("oneroster.pull-sort-refused", "invalid_sort_field");
    std::size_t fresh = 0;
    for (const json::value& one : page.objects) fresh += read_object(one);
    note_page(bends_.take());
    advance(page, fresh);
}

// Whether the object was not there before.
bool rest_pull::read_object(json::value object) {
    const std::string_view id = object.member("sourcedId").text();
    if (!id.empty() && !seen_.insert(std::string(id)).second) {
        ++duplicates_;
        return false;
    }
    const auto modified = one_edtech::lenient_moment(object.member("dateLastModified").text());
    if (modified && (!latest_ || *modified > *latest_)) latest_ = modified;
    const bool before = since_ && modified && *modified <= *since_;
    modified_ += !before;
    if (before && !current().frame) {
        ++passed_over_;
        return true;
    }
    switch (current().kind) {
    case object_kind::academic_session: add<academic_session>(object); break;
    case object_kind::org: add<org>(object); break;
    case object_kind::course: add<course>(object); break;
    case object_kind::class_object: add<class_object>(object); break;
    case object_kind::user: add<user>(object); break;
    default: add<enrollment>(object); break;
    }
    check_references(object);
    return true;
}

template <class Object>
void rest_pull::add(json::value object) {
    std::optional<Object> read = oneroster::read<Object>(object, version_, bends_);
    if (!read) return;
    if constexpr (std::is_same_v<Object, user>) {
        if (read->role.empty() && read->roles.empty()) read->role = current().role;
    }
    builder_->add(*read, *sink_);
    ++state_.records;
}

void rest_pull::check_references(json::value object) {
    for (json::value member = object.first_child(); member; member = member.next_sibling()) {
        const auto kind = referred_by(member.name());
        const bool all_known = !since_ || (kind != object_kind::user && kind != object_kind::class_object);
        if (!kind || *kind == current().kind || !all_known) continue;
        if (member.is(json::kind::object)) look_up(member, *kind);
        if (!member.is(json::kind::array)) continue;
        for (json::value one = member.first_child(); one; one = one.next_sibling()) look_up(one, *kind);
    }
}

void rest_pull::look_up(json::value reference, object_kind kind) {
    const std::string_view id = reference.member("sourcedId").text();
    const id_set& known = known_[static_cast<std::size_t>(kind)];
    if (!id.empty() && !known.contains(id)) bends_.allow(quirk::dangling, reference, collection_of(kind));
}

// ---------------------------------------------------------------- from page to page

void rest_pull::advance(const page_answer& page, std::size_t fresh) {
    findings found;
    const auto step = walk_->advance({page.objects.size(), fresh, page.total, page.link}, found);
    if (step == page_walk::step::failed && since_) return fall_back_to_full(); // the total may not know of the filter
    note(std::move(found));
    switch (step) {
    case page_walk::step::more: break;
    case page_walk::step::end: end_collection(); break;
    case page_walk::step::shifted: restart(); break;
    case page_walk::step::failed: end(phase::failed, "the pages of " + name() + " cannot be read to their end"); break;
    }
}

// The collection changed while it was read: what came is no snapshot.
void rest_pull::restart() {
    if (++restarts_ > most_restarts) {
        end(phase::interrupted, name() + " kept changing while they were read");
        state_.retry_after = pause_after_change;
        return;
    }
    former_.insert(seen_.begin(), seen_.end());
    seen_.clear();
    duplicates_ = 0;
    walk_->restart();
}

void rest_pull::end_collection() {
    // What is gone since the first attempt was handed on already.
    if (!std::ranges::includes(seen_, former_)) {
        end(phase::interrupted, name() + " changed while they were read");
        state_.retry_after = pause_after_change;
        return;
    }
    if (duplicates_ > 0) note({{&pull_rule("oneroster.pull-duplicate"), {}, name(), std::to_string(duplicates_), {}}});
    if (passed_over_ > 0)
        note({{&pull_rule("oneroster.pull-filter-ignored"), {}, name(), std::to_string(passed_over_), {}}});
    state_.expected += walk_->total().value_or(walk_->received());
    if (current().kind != object_kind::enrollment) known_[static_cast<std::size_t>(current().kind)].merge(seen_);
    if (reading_.report.rejects())
        end(phase::failed, name() + " deviate from the standard");
    else if (++at_ == collections_.size())
        complete();
    else
        begin_collection();
}

void rest_pull::complete() {
    using model::roster::record_kind;
    sink_->head(builder_->head());
    builder_->trace().add_to(reading_.trace);
    const extent told = since_ ? extent::delta : extent::full;
    for (const record_kind which : {record_kind::organisation, record_kind::school_period, record_kind::course})
        reading_.holds[static_cast<std::size_t>(which)] = extent::full;
    for (const record_kind which : {record_kind::group, record_kind::person, record_kind::membership})
        reading_.holds[static_cast<std::size_t>(which)] = told;
    if (latest_) state_.watermark = to_rfc3339_milliseconds(*latest_);
    end(since_ && modified_ == 0 ? phase::unchanged : phase::complete, {});
}

// ---------------------------------------------------------------- what is told

void rest_pull::note(findings found) {
    reading_.report.add(layer::transport, std::move(found));
}

// Places in a page are told as "/users page 3: /users/4/status".
void rest_pull::note_page(findings found) {
    for (finding& one : found) {
        one.where.path = place_ + ": " + one.where.path;
        one.where.offset = location::nowhere;
    }
    reading_.report.add(layer::rules, std::move(found));
}

void rest_pull::tell_once(std::string_view rule, std::string got) {
    const schakel::rule* broken = &pull_rule(rule);
    const findings& told = reading_.report.at(layer::transport).findings;
    if (std::ranges::find(told, broken, &finding::broken) == told.end())
        note({{broken, {}, name(), std::move(got), {}}});
}

void rest_pull::end(phase how, std::string reason) {
    if (how == phase::failed && !reading_.report.rejects())
        note({{&pull_rule("oneroster.pull-refused"), {}, current().path, reason, {}}});
    state_.what = how;
    state_.reason = std::move(reason);
    state_.retry_after.reset();
}

} // namespace

std::vector<std::string_view> pull_parameters() {
    return {"school", "page_size", "most_pages", "overlap_minutes"};
}

std::string_view pull_scope(version which) {
    return which == version::v1_1 ? "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly"
                                  : "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly";
}

std::unique_ptr<roster_pull> make_pull(version which, const pull_options& options) {
    return std::make_unique<rest_pull>(which, options);
}

} // namespace schakel::oneroster
