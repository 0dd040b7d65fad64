// What questions leave behind for those that follow, whatever configuration is in force.
#pragma once

#include "gateway/adapter/shared_memo.hpp"
#include "gateway/pipeline/answer_memory.hpp"
#include "gateway/pipeline/asker_watch.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace schakel::pipeline {

class query_memory {
public:
    // Bytes of what is computed for answers: the packed objects of schools, what filters keep of them. One entry may
    // take three quarters of them.
    static constexpr std::size_t usual_notes = 128u << 20;

    explicit query_memory(std::size_t notes_budget = usual_notes) : notes(notes_budget, notes_budget / 4 * 3) {}

    answer_memory answers{64u << 20}; // whole answers
    answer_memory notes;              // what adapters computed for them

    // The roster that is asked for, by its school and where it comes from, has this version: what was noted of the
    // version before goes.
    void meet(const std::string& roster, const std::string& version);

private:
    std::mutex mutex_;
    std::map<std::string, std::string> versions_;
};

// The notes as one question uses them. What an abandoned question computed is not whole, and is not kept.
class question_notes final : public shared_memo {
public:
    // `version`: of the roster, with which the notes go.
    question_notes(answer_memory& in, std::string version, std::shared_ptr<asker_watch> watch = nullptr)
        : in_(in), version_(std::move(version)), watch_(std::move(watch)) {}

    std::shared_ptr<const void> find(std::string_view key) override { return in_.find(key); }
    void keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes) override {
        if (!watch_ || !watch_->gone()) in_.keep(std::move(key), std::move(what), bytes, version_);
    }
    std::size_t largest() const override { return in_.largest(); }
    bool claim(std::string_view key) override;
    void yield(std::string_view key) override;

private:
    answer_memory& in_;
    const std::string version_;
    std::shared_ptr<asker_watch> watch_;
};

} // namespace schakel::pipeline
