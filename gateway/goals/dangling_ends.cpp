#include "gateway/goals/dangling_ends.hpp"

#include "gateway/mapping/goals/text_store.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace schakel::goals {

namespace model = schakel::model::goals;

namespace {

constexpr std::array rules{rule{
    "goals.dangling-end", severity::warning, "goal-mapping-practice B9.9",
    "Van {expected} wijzen er {got} naar iets wat nergens is vastgelegd; daar ontstaat geen doel door.",
    "Of {expected}, {got} point at something that is defined nowhere; nobody becomes a goal by that.",
    "Importeer ook de gegevens waarnaar wordt verwezen, of vraag de uitgever de verwijzing te herstellen.",
    "Import the data that is referred to as well, or ask the publisher to repair the reference."}};

std::uint64_t hash_of(std::string_view id) {
    return mapping::goals::stable_hash(id);
}

// A level or subject may be a word instead of a key.
bool is_key(std::string_view text) {
    return text.starts_with("urn:uuid:") || text.find("://") != std::string_view::npos;
}

// Numbers that are hashes already, in one row.
class hash_set {
public:
    explicit hash_set(const std::vector<std::uint64_t>& hashes) : slots_(std::bit_ceil(hashes.size() * 2 + 1)) {
        for (const std::uint64_t one : hashes) slots_[slot_of(one)] = one;
    }
    bool contains(std::uint64_t hash) const { return hash == 0 || slots_[slot_of(hash)] == hash; } // 0: a free slot

private:
    std::size_t slot_of(std::uint64_t hash) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t i = hash & mask;
        while (slots_[i] != 0 && slots_[i] != hash) i = (i + 1) & mask;
        return i;
    }
    std::vector<std::uint64_t> slots_;
};

std::string_view word_of(const model::association& one) {
    return one.predicate.empty() ? to_string(one.what) : std::string_view(one.predicate.value);
}

} // namespace

void dangling_ends::knows(std::string_view goal) {
    known_.push_back(hash_of(goal));
}

std::uint32_t dangling_ends::number_of(const std::string& owner, std::string_view property) {
    const auto fresh = static_cast<std::uint32_t>(properties_.size());
    const auto [known, added] = numbers_.try_emplace({owner, std::string(property)}, fresh);
    if (added) properties_.push_back(known->first);
    return known->second;
}

void dangling_ends::refer(std::string_view to, std::string_view property) {
    const bool same =
        !properties_.empty() && properties_[last_].second == property && properties_[last_].first == owner_;
    if (!same) last_ = number_of(owner_, property);
    ends_.push_back({hash_of(to), last_});
}

void dangling_ends::append(dangling_ends&& other) {
    std::vector<std::uint32_t> numbers;
    for (const auto& [owner, property] : other.properties_) numbers.push_back(number_of(owner, property));
    known_.insert(known_.end(), other.known_.begin(), other.known_.end());
    other.appended_.push_back(std::move(other.ends_));
    for (std::vector<end>& some : other.appended_) {
        for (end& one : some) one.property = numbers[one.property];
        appended_.push_back(std::move(some));
    }
    if (!other.owner_.empty()) owner_ = std::move(other.owner_);
}

void dangling_ends::saw(const model::record& one) {
    if (const auto* release = std::get_if<model::release>(&one)) {
        owner_ = release->framework;
    } else if (const auto* set = std::get_if<model::mapping_set>(&one)) {
        owner_ = set->name;
    } else if (const auto* goal = std::get_if<model::goal>(&one)) {
        knows(goal->id);
        for (const std::string& level : goal->levels)
            if (is_key(level)) refer(level, "level");
        for (const std::string& subject : goal->subjects)
            if (is_key(subject)) refer(subject, "subject");
    } else if (const auto* edge = std::get_if<model::association>(&one)) {
        // What superseded goals and their ancestors were is not always published any more.
        if (edge->what == model::relation::inherits || edge->what == model::relation::replaced_by) return;
        refer(edge->subject, word_of(*edge));
        if (!edge->object.empty()) refer(edge->object, word_of(*edge));
    }
}

std::vector<dangling_ends::count> dangling_ends::missing() const {
    const hash_set known(known_);
    std::vector<std::uint64_t> counts(properties_.size());
    const auto add = [&](const std::vector<end>& some) {
        for (const end& one : some) counts[one.property] += known.contains(one.hash) ? 0 : 1;
    };
    add(ends_);
    for (const auto& some : appended_) add(some);
    std::vector<count> all;
    for (const auto& [of, number] : numbers_)
        if (counts[number] > 0) all.push_back({of.first, of.second, counts[number]});
    return all;
}

findings as_findings(const std::vector<dangling_ends::count>& counts) {
    findings all;
    for (const dangling_ends::count& one : counts) {
        finding told;
        told.broken = &rules.front();
        told.expected = one.property + " (" + one.framework + ")";
        told.got = std::to_string(one.ends);
        all.push_back(std::move(told));
    }
    return all;
}

std::span<const rule> goal_rules() {
    return rules;
}

} // namespace schakel::goals
