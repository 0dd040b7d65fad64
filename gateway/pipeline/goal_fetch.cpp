#include "gateway/pipeline/goal_fetch.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/goals/record_bytes.hpp"

#include <algorithm>
#include <array>

namespace schakel::pipeline {

namespace {

using kind = goal_intake_outcome::kind;

// What a source gave, whatever the name of its release and the order of its records.
class content_digest final : public goal_sink {
public:
    explicit content_digest(goal_sink& into) : into_(into) {}

    void add(model::goals::record&& what) override {
        if (const auto* release = std::get_if<model::goals::release>(&what)) {
            owner_ = release->id;
            framework_ = release->framework;
        } else {
            take(what);
        }
        into_.add(std::move(what));
    }
    std::string text() const { return std::to_string(sums_[0]) + "." + std::to_string(sums_[1]); }

private:
    void take(const model::goals::record& what) {
        bytes_.clear();
        goals::encode(what, {owner_, framework_}, bytes_);
        const std::string digest = crypto::sha256(bytes_);
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            std::uint64_t part = 0;
            for (std::size_t at = 0; at < 8; ++at) part = part << 8 | static_cast<unsigned char>(digest[i * 8 + at]);
            sums_[i] += part;
        }
    }

    goal_sink& into_;
    std::string owner_, framework_, bytes_;
    std::array<std::uint64_t, 2> sums_{};
};

struct memory {
    std::string digest, watermark;

    static memory of(const std::optional<outbox::goal_fetch>& last) {
        memory read;
        if (!last) return read;
        const std::size_t end = std::min(last->note.find('\n'), last->note.size());
        read.digest = last->note.substr(0, end);
        read.watermark = last->note.substr(std::min(end + 1, last->note.size()));
        return read;
    }
    std::string note() const { return digest + "\n" + watermark; }
};

// Adapters name the parameter that tells which frameworks are meant as their standard does.
constexpr std::array<std::string_view, 2> framework_parameters{"frameworks", "contexts"};

pull_options options_for(const settings::goal_source& from, const adapter& by, std::string watermark, instant now) {
    pull_options out;
    out.base_url = from.url;
    out.parameters = from.parameters;
    std::string names;
    for (const std::string& one : from.frameworks) names += (names.empty() ? "" : " ") + one;
    for (const std::string_view one : framework_parameters)
        if (!names.empty() && std::ranges::count(by.info().parameters, one) > 0)
            out.parameters.emplace(std::string(one), names);
    out.quirks = from.quirks;
    out.limits = file_limits();
    out.watermark = std::move(watermark);
    out.now = now;
    return out;
}

goal_intake_outcome ended(kind how, std::string reason) {
    goal_intake_outcome out;
    out.what = how;
    out.reason = std::move(reason);
    return out;
}

} // namespace

goal_fetch_outcome fetch_goals(
    outbox::goal_rows& rows, goal_intake& into, const settings::goal_source& from, const adapter& by,
    std::string_view actor, const clock& time, const pull_means& means
) {
    const memory last = memory::of(rows.last_fetch(from.name));
    const auto pull = by.goals()->pull(options_for(from, by, last.watermark, time.now()));
    content_digest digest(into);
    converse(*pull, digest, means);

    const pull_state& state = pull->state();
    using phase = pull_state::phase;
    goal_fetch_outcome out;
    out.retry_after = state.retry_after;
    into.add_report({from.name, from.standard, pull->reading().report});
    memory now{digest.text(), state.watermark};
    switch (state.what) {
    case phase::complete:
        out.intake = now.digest == last.digest ? ended(kind::unchanged, {}) : into.publish(actor);
        break;
    case phase::unchanged:
        now = {last.digest, state.watermark.empty() ? last.watermark : state.watermark};
        out.intake = ended(kind::unchanged, {});
        break;
    case phase::failed:
        out.intake = into.judge_only();
        out.intake.what = kind::failed;
        out.intake.reason = state.reason;
        break;
    case phase::interrupted: out.intake = ended(kind::interrupted, state.reason); break;
    case phase::running: out.intake = ended(kind::interrupted, "the gateway is stopping"); break;
    }
    const bool good = out.intake.what == kind::published || out.intake.what == kind::unchanged;
    if (!good) return out;
    if (auto kept = rows.keep_fetch({from.name, time.now(), now.note()}); !kept)
        out.intake.reason = kept.error().message;
    return out;
}

} // namespace schakel::pipeline
