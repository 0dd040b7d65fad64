#include "gateway/goals/goal_store.hpp"

#include "gateway/goals/block_bytes.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "gateway/goals/record_bytes.hpp"

namespace schakel::goals {

namespace model = schakel::model::goals;

namespace {

std::string id_of(const model::record& one) {
    return model::tail_of(one).id;
}

std::string framework_of(const model::record& one) {
    const auto* release = std::get_if<model::release>(&one);
    return release ? release->framework : std::string{};
}

} // namespace

void goal_store::take_back_unfinished() {
    const auto left = rows_.staged();
    if (!left) return;
    static_cast<void>(rows_.settle({left->number, outbox::goal_import::state::discarded, time_.now(), {}, {}}));
}

std::vector<stored_owner> goal_store::owners() const {
    std::vector<stored_owner> all;
    for (const outbox::goal_owner& one : rows_.owners())
        if (auto head = read_head(one.head)) all.push_back({one.import, std::move(*head)});
    return all;
}

result<done> goal_store::replay(const outbox::goal_owner& one, goal_sink& into) const {
    auto head = read_head(one.head);
    if (!head) return failure{one.id + ": its head cannot be read"};
    const std::string id = id_of(head->what), framework = framework_of(head->what);
    if (head->framework) into.add(std::move(*head->framework));
    into.add(std::move(head->what));
    std::int64_t place = 0;
    for (auto blocks = rows_.blocks(one, place);; blocks = rows_.blocks(one, place)) {
        if (!blocks) return failure{blocks.error().message};
        if (blocks->empty()) return done{};
        for (const outbox::goal_block& block : *blocks) {
            std::string_view rest = block.bytes, piece;
            while (!rest.empty()) {
                auto record = take_piece(rest, piece) ? decode(piece, {id, framework}) : std::nullopt;
                if (!record) return failure{one.id + ": what is stored cannot be read"};
                into.add(std::move(*record));
            }
        }
    }
}

result<done> goal_store::replay(goal_sink& into) const {
    for (const outbox::goal_owner& one : rows_.owners())
        if (auto given = replay(one, into); !given) return given;
    return done{};
}

std::shared_ptr<const goal_view> goal_store::view() const {
    const std::lock_guard lock(mutex_);
    const outbox::goal_number newest = rows_.newest();
    if (newest == 0) return nullptr;
    if (view_ && seen_ == newest) return view_;
    const auto imports = rows_.imports(1);
    const instant changed_at = imports.empty() ? instant{} : imports.front().settled.value_or(imports.front().began);
    auto fresh = std::make_shared<memory_goals>(changed_at, std::to_string(newest));
    if (!replay(*fresh)) return view_;
    view_ = std::move(fresh);
    seen_ = newest;
    return view_;
}

} // namespace schakel::goals
