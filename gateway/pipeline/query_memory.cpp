#include "gateway/pipeline/query_memory.hpp"

namespace schakel::pipeline {

void query_memory::meet(const std::string& roster, const std::string& version) {
    std::string before;
    {
        const std::lock_guard lock(mutex_);
        std::string& known = versions_[roster];
        if (known == version) return;
        before = std::exchange(known, version);
    }
    if (before.empty()) return;
    notes.drop_owned(before);
    answers.drop_owned(before);
}

bool question_notes::claim(std::string_view key) {
    if (!in_.claim(key)) return false;
    if (watch_) watch_->hold();
    return true;
}

void question_notes::yield(std::string_view key) {
    in_.yield(key);
    if (watch_) watch_->release();
}

} // namespace schakel::pipeline
