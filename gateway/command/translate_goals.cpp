#include "gateway/command/translate_goals.hpp"

#include "gateway/command/input.hpp"
#include "gateway/command/translated_document.hpp"
#include "gateway/core/kept_memory.hpp"

#include "gateway/goals/memory_goals.hpp"

#include <algorithm>

namespace schakel::command {

namespace {

// Counts what passes, and when the newest of it was changed.
class counting_sink final : public goal_sink {
public:
    explicit counting_sink(goal_sink& into) : into_(into) {}
    void add(model::goals::record&& what) override {
        const auto& modified = model::goals::tail_of(what).modified;
        if (modified) newest_ = std::max(newest_, *modified);
        ++records_;
        into_.add(std::move(what));
    }
    std::uint64_t records() const { return records_; }
    instant newest() const { return newest_; }

private:
    goal_sink& into_;
    std::uint64_t records_ = 0;
    instant newest_{};
};

constexpr std::uint64_t worth_progress = 50'000; // records

} // namespace

bool carries_goals(const adapter& from, const adapter& to) {
    return from.goals() != nullptr && from.goals()->abilities().reads && to.goals() != nullptr &&
           to.goals()->abilities().writes;
}

int translate_goals(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const std::map<std::string, std::string, std::less<>>& parameters
) {
    if (!options.config.empty())
        return usage_error("a framework is translated as it is; --config is for messages with results");
    const auto file = map_input(options.file);
    if (!file) return usage_error(file.error().message);
    keep_freed_memory();
    goal_reading_options how;
    how.document.bare = true;
    how.document.limits = file_limits();
    goals::memory_goals all;
    counting_sink counted(all);
    goal_reading seen;
    {
        const progress_line progress(shown_name(options.file), *file);
        seen = from.goals()->read({file->bytes(), &*file, {}, {}}, how, counted);
    }
    if (file->changed()) return usage_error(options.file + ": was changed while it was read");
    if (seen.report.rejects()) {
        tell_report(options, common, from.info().standard, std::move(seen.report));
        return exit_code::findings;
    }
    goal_writing_options target;
    target.document.parameters = parameters;
    target.document.now = counted.newest(); // so that the same input gives the same bytes
    const translated_document made{from, to, to.goals()->abilities().file_extension, seen.trace};
    return write_document(options, common, made, *to.goals()->write(all, target), counted.records() > worth_progress);
}

} // namespace schakel::command
