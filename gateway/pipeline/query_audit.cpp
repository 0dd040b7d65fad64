#include "gateway/pipeline/query_audit.hpp"

#include <algorithm>

namespace schakel::pipeline {

void query_audit::add(answered what) {
    const instant now = time_.now();
    {
        const std::lock_guard lock(mutex_);
        const auto known = std::ranges::find_if(waiting_, [&](const waiting& one) {
            return one.what.same() == what.same() && now < one.until;
        });
        if (known != waiting_.end()) {
            ++known->times;
            known->persons += what.persons;
            return;
        }
        waiting_.push_back({what, now + window, 0, 0});
    }
    write(what, 1, what.persons);
}

void query_audit::tick() {
    write_due(time_.now());
}

void query_audit::finish() {
    write_due(instant::max());
}

void query_audit::write_due(instant before) {
    std::vector<waiting> due;
    {
        const std::lock_guard lock(mutex_);
        const auto first = std::stable_partition(waiting_.begin(), waiting_.end(), [&](const waiting& one) {
            return one.until > before;
        });
        due.assign(std::make_move_iterator(first), std::make_move_iterator(waiting_.end()));
        waiting_.erase(first, waiting_.end());
    }
    for (const waiting& one : due) {
        if (one.times > 0) write(one.what, one.times, one.persons);
    }
}

void query_audit::write(const answered& what, std::uint64_t times, std::uint64_t persons) {
    std::string detail = what.outcome + "; " + what.standard + " " + what.kind;
    if (!what.release.empty()) detail += "; released " + what.release + "; persons " + std::to_string(persons);
    if (times > 1) detail += "; times " + std::to_string(times);
    const bool given = !what.release.empty();
    write_(
        {time_.now(), "system:" + what.party, given ? "roster.answered" : "roster.refused", what.school,
         std::move(detail)}
    );
}

} // namespace schakel::pipeline
