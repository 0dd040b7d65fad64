#include "gateway/goals/goal_pile.hpp"

#include "gateway/mapping/goals/text_store.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace schakel::goals {

namespace model = schakel::model::goals;

namespace {

std::string encoded(const model::record& one) {
    std::string bytes;
    encode(one, {}, bytes);
    return bytes;
}

std::string id_of(std::string_view bytes, const shared_words& shared) {
    const auto one = decode(bytes, shared);
    return one ? model::tail_of(*one).id : std::string{};
}

void append(goal_pile::bucket& into, goal_pile::bucket&& later) {
    if (into.entries.empty()) {
        into = std::move(later);
        return;
    }
    const auto shift = static_cast<std::uint32_t>(into.pieces.size());
    std::ranges::move(later.pieces, std::back_inserter(into.pieces));
    for (goal_pile::entry one : later.entries) {
        one.piece += shift;
        into.entries.push_back(one);
    }
}

void settle(goal_pile::bucket& of, const shared_words& shared) {
    using entry = goal_pile::entry;
    std::ranges::sort(of.entries, [](const entry& a, const entry& b) {
        return a.hash != b.hash ? a.hash < b.hash : a.came_before(b);
    });
    const auto same_hash = [](const entry& a, const entry& b) { return a.hash == b.hash; };
    if (std::ranges::adjacent_find(of.entries, same_hash) == of.entries.end()) return;
    std::vector<entry> kept;
    kept.reserve(of.entries.size());
    for (const entry& one : of.entries) {
        const auto is_same = [&] {
            return kept.back().hash == one.hash &&
                   id_of(of.bytes_of(kept.back()), shared) == id_of(of.bytes_of(one), shared);
        };
        while (!kept.empty() && is_same()) kept.pop_back();
        kept.push_back(one);
    }
    of.entries = std::move(kept);
}

} // namespace

void goal_pile::add(model::record&& what) {
    ++records_;
    if (const auto* one = std::get_if<model::framework>(&what)) {
        frameworks_.insert_or_assign(one->id, encoded(what));
    } else if (const auto* of_framework = std::get_if<model::release>(&what)) {
        current_ = owners_.try_emplace(of_framework->id).first;
        current_->second.framework = of_framework->framework;
        current_->second.head = encoded(what);
    } else if (const auto* set = std::get_if<model::mapping_set>(&what)) {
        current_ = owners_.try_emplace(set->id).first;
        current_->second.mapping = true;
        current_->second.head = encoded(what);
    } else if (std::holds_alternative<model::material>(what)) {
        ++left_out_;
    } else if (current_ == owners_.end()) {
        loose_.push_back(what);
    } else {
        put(what);
    }
}

void goal_pile::put(const model::record& what) {
    owner& of = current_->second;
    bucket& into = of.kinds[what.index()];
    constexpr std::size_t large = 256 << 10; // one that grows on would be copied over and over
    if (into.pieces.empty() || into.pieces.back().size() >= large) into.pieces.emplace_back();
    std::string& bytes = into.pieces.back();
    entry one;
    one.hash = mapping::goals::stable_hash(model::tail_of(what).id);
    one.piece = static_cast<std::uint32_t>(into.pieces.size() - 1);
    one.offset = static_cast<std::uint32_t>(bytes.size());
    encode(what, {current_->first, of.framework}, bytes);
    one.size = static_cast<std::uint32_t>(bytes.size() - one.offset);
    into.entries.push_back(one);
}

void goal_pile::append(goal_pile&& later) {
    records_ += later.records_;
    left_out_ += later.left_out_;
    for (model::record& one : later.loose_) {
        if (current_ == owners_.end())
            loose_.push_back(std::move(one));
        else
            put(one);
    }
    for (auto& [id, bytes] : later.frameworks_) frameworks_.insert_or_assign(id, std::move(bytes));
    for (auto& [id, of] : later.owners_) {
        owner& into = owners_[id];
        into.mapping = into.mapping || of.mapping;
        into.framework = std::move(of.framework);
        into.head = std::move(of.head);
        for (std::size_t kind = 0; kind < of.kinds.size(); ++kind)
            goals::append(into.kinds[kind], std::move(of.kinds[kind]));
    }
    if (later.current_ != later.owners_.end()) current_ = owners_.find(later.current_->first);
}

void goal_pile::settle_order(std::string_view id, owner& of) {
    for (bucket& each : of.kinds) settle(each, {id, of.framework});
}

std::string_view goal_pile::framework(std::string_view id) const {
    const auto found = frameworks_.find(id);
    return found == frameworks_.end() ? std::string_view{} : std::string_view(found->second);
}

std::uint64_t goal_pile::left_out() const {
    return left_out_ + loose_.size();
}

} // namespace schakel::goals
