#include "gateway/goals/dangling_ends.hpp"

#include "gateway/mapping/goals/text_store.hpp"

#include <algorithm>
#include <array>

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

std::string_view word_of(const model::association& one) {
    return one.predicate.empty() ? to_string(one.what) : std::string_view(one.predicate.value);
}

} // namespace

void dangling_ends::knows(std::string_view goal) {
    known_.insert(hash_of(goal));
}

void dangling_ends::refer(std::string_view to, std::string_view property) {
    if (properties_.empty() || properties_[last_].first != owner_ || properties_[last_].second != property) {
        const auto fresh = static_cast<std::uint32_t>(properties_.size());
        const auto [known, added] = numbers_.try_emplace({owner_, std::string(property)}, fresh);
        if (added) properties_.push_back(known->first);
        last_ = known->second;
    }
    ends_.push_back({hash_of(to), last_});
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
    std::map<std::pair<std::string, std::string>, std::uint64_t> counts;
    for (const end& one : ends_)
        if (!known_.contains(one.hash)) ++counts[properties_[one.property]];
    std::vector<count> all;
    for (const auto& [of, ends] : counts) all.push_back({of.first, of.second, ends});
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
