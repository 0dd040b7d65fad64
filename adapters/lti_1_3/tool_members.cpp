#include "adapters/lti_1_3/tool_members.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/claims_read.hpp"
#include "adapters/common/lti/json_members.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/common/one_edtech/links.hpp"
#include "adapters/lti_1_3/tool_rules.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace schakel::lti_1_3 {

namespace {

namespace roster = model::roster;
using phase = pull_state::phase;

constexpr std::array<std::string_view, 4> parameters{"memberships", "issuer", "role", "page_size"};
constexpr int attempts_at_most = 3;
constexpr std::size_t most_pages = 5000; // of one context

std::string value_in(const pull_options& options, std::string_view name) {
    const auto found = options.parameters.find(name);
    return found == options.parameters.end() ? std::string{} : found->second;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        if (!word.empty()) out.emplace_back(word);
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return out;
}

roster::role role_of(model::launch_role what) {
    using enum model::launch_role;
    switch (what) {
    case learner: return roster::role::pupil;
    case instructor: return roster::role::teacher;
    case teaching_assistant: return roster::role::teaching_assistant;
    case mentor: return roster::role::mentor;
    case administrator: return roster::role::system_administrator;
    default: return roster::role::other;
    }
}

// Of several roles the one that says most: who teaches also learns, in the eyes of some platforms.
roster::role role_of(const model::launch_person& who) {
    using enum model::launch_role;
    for (const model::launch_role wanted : {instructor, teaching_assistant, mentor, learner, administrator}) {
        const bool holds =
            std::ranges::any_of(who.roles, [&](const model::held_role& one) { return one.what == wanted; });
        if (holds) return role_of(wanted);
    }
    return roster::role::other;
}

roster::person_kind kind_of(roster::role what) {
    if (what == roster::role::pupil) return roster::person_kind::pupil;
    return what == roster::role::other ? roster::person_kind::other : roster::person_kind::employee;
}

roster::person person_of(const model::launch_person& who, bool active) {
    roster::person out;
    out.id = who.ids.front().value;
    out.ids = who.ids;
    const roster::role what = role_of(who);
    out.kind = kind_of(what);
    out.roles.push_back({what, {}, true, {}, {}, {}, {}});
    out.given_names = who.given_name;
    out.middle_name = who.middle_name;
    out.family_name = who.family_name.empty() && who.given_name.empty() ? who.name : who.family_name;
    out.email = who.email;
    out.enabled = active;
    return out;
}

class conversation final : public roster_pull {
public:
    conversation(const pull_options& options, const validation::json_schema& schema)
        : options_(options), schema_(schema), contexts_(words_of(value_in(options, "memberships"))) {
        reading_.kind = "members";
        reading_.version = "2.0";
        if (contexts_.empty())
            end(phase::failed, "no address of memberships is set up");
        else
            begin_context();
    }

    std::optional<outgoing> next() override {
        if (state_.what != phase::running) return std::nullopt;
        outgoing request;
        request.method = "GET";
        request.path = page_;
        request.headers.set("Accept", std::string(lti::media_type::memberships));
        state_.doing = "members, context " + std::to_string(at_ + 1) + ", page " + std::to_string(asked_.size());
        state_.retry_after.reset();
        return request;
    }

    void take(const outgoing&, const received_answer& answer, roster_sink& into) override {
        if (state_.what != phase::running) return;
        const auto common = interpret_common(answer);
        if (common && common->what == receipt::outcome::retry) return try_again(*common);
        attempts_ = 0;
        if (answer.status != 200) return end(phase::failed, state_.doing + ": HTTP " + std::to_string(answer.status));
        read(answer, into);
    }

    const pull_state& state() const override { return state_; }
    const roster_reading& reading() const override { return reading_; }

private:
    void end(phase what, std::string reason) {
        state_.what = what;
        state_.reason = std::move(reason);
    }

    void try_again(const receipt& judged) {
        state_.retry_after = judged.retry_after;
        if (++attempts_ == attempts_at_most) return end(phase::interrupted, state_.doing + ": " + judged.reason);
        if (!state_.retry_after) state_.retry_after = std::chrono::seconds(2 * attempts_);
    }

    void tell(const rule& broken) {
        reading_.report.add(layer::transport, {finding{&broken, {}, state_.doing, {}, {}}});
    }

    // The first page of a context. An address elsewhere is not asked: our token is for this platform.
    void begin_context() {
        asked_.clear();
        const std::string& address = contexts_[at_];
        auto path = address.starts_with('/') ? address : one_edtech::below_base(address, options_.base_url, "/");
        if (!path) {
            state_.doing = "context " + std::to_string(at_ + 1);
            tell(fault::foreign_link);
            return end(phase::failed, state_.doing + " is not below the address of the source");
        }
        std::vector<std::pair<std::string, std::string>> query;
        if (auto role = value_in(options_, "role"); !role.empty()) query.emplace_back("role", std::move(role));
        if (auto size = value_in(options_, "page_size"); !size.empty()) query.emplace_back("limit", std::move(size));
        page_ = query.empty() ? *path : lti::with_query(*path, query);
        asked_.insert(page_);
    }

    void read(const received_answer& answer, roster_sink& into) {
        findings found;
        const auto document = json::document::parse(answer.body, options_.limits, found);
        const bool readable = document.has_value();
        reading_.report.add(layer::well_formed, std::move(found));
        if (!readable) return end(phase::failed, state_.doing + ": the answer is not JSON");
        findings faults = schema_.validate(*document, options_.limits);
        const bool wrong = has_error(faults);
        reading_.report.add(layer::schema, std::move(faults));
        if (wrong) return end(phase::failed, state_.doing + ": the answer is not valid");
        digest_ = crypto::sha256_hex(digest_ + crypto::sha256_hex(answer.body));
        read_page(document->root(), into);
        go_on(answer);
    }

    void read_page(json::value root, roster_sink& into) {
        const json::value context = root.member("context");
        const std::string group = lti::text_or_number(context.member("id"));
        if (groups_.insert(group).second) add_group(context, group, into);
        const json::value members = root.member("members");
        for (json::value one = members.first_child(); one; one = one.next_sibling()) add_member(one, group, into);
        state_.records = persons_.size() + groups_.size() + memberships_;
    }

    void add_group(json::value context, const std::string& id, roster_sink& into) {
        roster::group out;
        out.kind = roster::group::kind_of::lesson;
        out.id = id;
        out.code = lti::text_of(context.member("label"));
        out.name = lti::text_of(context.member("title"));
        if (out.name.empty()) out.name = out.code;
        into.add(std::move(out));
    }

    void add_member(json::value at, const std::string& group, roster_sink& into) {
        const std::string_view status = at.member("status").text();
        const model::launch_person who = lti::read_member(at, value_in(options_, "issuer"));
        if (status == "Deleted" || who.ids.empty()) return;
        const bool active = status != "Inactive";
        const std::string id = who.ids.front().value;
        if (persons_.insert(id).second) into.add(person_of(who, active));
        if (!active || !memberships_of_group_.insert(group + "\n" + id).second) return;
        roster::membership member;
        member.id = crypto::sha256_hex(group + "\n" + id).substr(0, 32);
        member.person = id;
        member.group = group;
        member.what = role_of(who);
        into.add(std::move(member));
        ++memberships_;
    }

    void go_on(const received_answer& answer) {
        const auto link = one_edtech::next_link(answer.headers);
        if (!link) return next_context();
        const auto path = one_edtech::below_base(*link, options_.base_url, page_);
        if (!path) {
            tell(fault::foreign_link);
            return end(phase::failed, state_.doing + ": the next page is elsewhere");
        }
        if (!asked_.insert(*path).second || asked_.size() > most_pages) {
            tell(fault::endless_pages);
            return end(phase::failed, state_.doing + ": the pages do not end");
        }
        page_ = *path;
    }

    void next_context() {
        if (++at_ < contexts_.size()) return begin_context();
        using kind = roster::record_kind;
        for (const kind one : {kind::group, kind::person, kind::membership}) {
            reading_.holds[static_cast<std::size_t>(one)] = extent::full;
        }
        state_.watermark = digest_;
        end(digest_ == options_.watermark ? phase::unchanged : phase::complete, {});
    }

    pull_options options_;
    const validation::json_schema& schema_;
    std::vector<std::string> contexts_;
    pull_state state_;
    roster_reading reading_;
    std::size_t at_ = 0;
    std::string page_, digest_;
    std::set<std::string, std::less<>> asked_, groups_, persons_, memberships_of_group_;
    std::uint64_t memberships_ = 0;
    int attempts_ = 0;
};

} // namespace

std::span<const std::string_view> member_parameters() {
    return parameters;
}

member_source::member_source(const validation::schema_catalogue& bundled)
    : schema_(compile_bundled("lti/1.3/memberships.schema.json", bundled)) {
    abilities_.pulls = true;
    abilities_.scopes = abilities_.pull_scopes = {lti::scope::memberships};
}

std::unique_ptr<roster_pull> member_source::pull(const pull_options& options) const {
    return std::make_unique<conversation>(options, schema_.schema);
}

} // namespace schakel::lti_1_3
