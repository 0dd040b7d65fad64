#include "adapters/slo/pull.hpp"

#include "adapters/slo/entity_types.hpp"
#include "adapters/slo/read.hpp"
#include "gateway/adapter/html_page.hpp"
#include "gateway/codec/json_document.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <utility>

namespace schakel::slo {

namespace {

using std::chrono::seconds;
using phase = pull_state::phase;

constexpr std::size_t least_page = 10, largest_page = 1000; // what the API clamps to
constexpr std::size_t most_pages = 1000;                    // of one type
constexpr int most_attempts = 4;                            // of one request
constexpr seconds pause{30};
constexpr seconds longest_pause{300}; // a source that wants a longer one is asked again by the schedule

std::string_view parameter(const pull_options& options, std::string_view key) {
    const auto found = options.parameters.find(key);
    return found == options.parameters.end() ? std::string_view{} : std::string_view(found->second);
}

std::size_t page_size_of(const pull_options& options) {
    const std::string_view text = parameter(options, "page_size");
    std::size_t size = largest_page;
    std::from_chars(text.data(), text.data() + text.size(), size);
    return std::clamp(size, least_page, largest_page);
}

// The types of the contexts, in order. False when a context is not known.
bool types_of(std::string_view contexts, std::vector<const entity_type*>& into) {
    while (!contexts.empty()) {
        const std::size_t end = std::min(contexts.find_first_of(" ,"), contexts.size());
        const std::string_view name = contexts.substr(0, end);
        contexts.remove_prefix(std::min(end + 1, contexts.size()));
        if (name.empty()) continue;
        if (!find_context(name)) return false;
        for (const entity_type& one : entity_types())
            if (one.context == name && one.what != role::alias) into.push_back(&one);
    }
    return !into.empty();
}

std::optional<seconds> retry_after(const received_answer& answer) {
    const std::string_view text = answer.headers.find("retry-after");
    int wait = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), wait);
    if (text.empty() || read.ptr != text.data() + text.size() || wait < 0) return std::nullopt;
    return seconds(wait);
}

// The API names no release: what it says at a moment is one, twice a day perhaps. "api-2026-11-22T091500.000Z".
std::string label_at(instant when) {
    std::string label = "api-" + to_rfc3339_milliseconds(when);
    std::erase(label, ':');
    return label;
}

class api_pull final : public goal_pull {
public:
    api_pull(const validation::json_schema& schema, const pull_options& options)
        : schema_(schema), options_(options), page_size_(page_size_of(options)) {
        reading_.kind = "slo";
        release_ = parameter(options_, "release");
        if (release_.empty()) release_ = label_at(options_.now);
        reading_.version = release_;
        if (!types_of(parameter(options_, "contexts"), types_))
            end(phase::failed, "the parameter contexts names no data set of SLO that is known");
    }

    std::optional<outgoing> next() override {
        if (state_.what != phase::running) return std::nullopt;
        state_.retry_after.reset();
        state_.doing = std::string(type().name) + ", page " + std::to_string(page_ + 1);
        outgoing out;
        out.method = "GET";
        out.path = "/" + std::string(type().name) + "/?page=" + std::to_string(page_) +
                   "&perPage=" + std::to_string(page_size_);
        out.headers = {{"Accept", "application/json"}};
        return out;
    }

    void take(const outgoing&, const received_answer& answer, goal_sink& into) override {
        if (answer.how != received_answer::transport::answered) return again("no answer", std::nullopt);
        if (answer.status == 401 || answer.status == 403)
            return end(phase::failed, "the credentials were refused (" + std::to_string(answer.status) + ")");
        if (answer.status == 429 || answer.status >= 500)
            return again("status " + std::to_string(answer.status), retry_after(answer));
        if (answer.status == 404) { // a list that this version of the API does not have
            ++missing_;
            return end_type();
        }
        if (answer.status != 200) return end(phase::failed, "status " + std::to_string(answer.status));
        if (is_html(answer)) return end(phase::failed, "an HTML page instead of JSON");
        read(answer.body, into);
    }

    const pull_state& state() const override { return state_; }
    const goal_reading& reading() const override { return reading_; }

private:
    const entity_type& type() const { return *types_[at_]; }

    void read(const std::string& body, goal_sink& into) {
        goal_reading_options how;
        how.document.limits = options_.limits;
        how.framework = type().context;
        how.release = release_;
        const goal_reading page =
            read_document(schema_, {body, nullptr, {}, "/" + std::string(type().name)}, how, into);
        for (const layer which : all_layers) reading_.report.add(which, page.report.at(which).findings);
        reading_.trace.add(page.trace);
        if (page.report.rejects()) return end(phase::failed, "an answer that cannot be read (" + state_.doing + ")");
        if (page.kind != "page") return end(phase::failed, "an answer that is no list (" + state_.doing + ")");
        advance(body);
    }

    // The API may give smaller pages than were asked for: its own count tells when a list is over, and so does a page
    // that brings nothing new.
    void advance(const std::string& body) {
        attempts_ = 0;
        findings unread;
        const auto document = json::document::parse(body, options_.limits, unread);
        if (!document) return;
        std::size_t fresh = 0;
        const json::value data = document->root().member("data");
        for (json::value one = data.first_child(); one; one = one.next_sibling())
            fresh += seen_.insert(model::goals::uuid_key(wire_id(one))).second ? 1 : 0;
        state_.records += fresh;
        const auto count = document->root().member("count").integer();
        const bool whole = count && seen_.size() >= static_cast<std::size_t>(std::max<std::int64_t>(*count, 0));
        if (fresh == 0 || whole || ++page_ >= most_pages) end_type();
    }

    static std::string_view wire_id(json::value one) {
        const json::value uuid = one.member("uuid");
        return uuid ? uuid.text() : one.member("@id") ? one.member("@id").text() : one.member("id").text();
    }

    void end_type() {
        seen_.clear();
        page_ = 0;
        attempts_ = 0;
        if (++at_ < types_.size()) return;
        if (missing_ == types_.size()) return end(phase::failed, "none of the lists is below this address");
        end(phase::complete, {});
    }

    void again(std::string why, std::optional<seconds> wait) {
        const seconds asked = wait.value_or(pause);
        if (++attempts_ >= most_attempts || asked > longest_pause) {
            state_.retry_after = asked;
            state_.what = phase::interrupted;
            state_.reason = std::move(why);
            return;
        }
        state_.retry_after = asked;
    }

    void end(phase how, std::string reason) {
        state_.what = how;
        state_.reason = std::move(reason);
    }

    const validation::json_schema& schema_;
    pull_options options_;
    std::size_t page_size_;
    std::string release_;
    std::vector<const entity_type*> types_;
    std::size_t at_ = 0, page_ = 0, missing_ = 0;
    int attempts_ = 0;
    std::set<std::string, std::less<>> seen_; // of this type
    pull_state state_;
    goal_reading reading_;
};

} // namespace

std::vector<std::string_view> pull_parameters() {
    return {"contexts", "page_size", "release"};
}

std::unique_ptr<goal_pull> make_pull(const validation::json_schema& schema, const pull_options& options) {
    return std::make_unique<api_pull>(schema, options);
}

} // namespace schakel::slo
