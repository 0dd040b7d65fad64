#include "gateway/mapping/goal_reader.hpp"

#include "gateway/mapping/goal_summary.hpp"
#include "gateway/mapping/goals/graph_builder.hpp"
#include "gateway/mapping/goals/printed_code.hpp"

#include <algorithm>
#include <array>

namespace schakel::mapping {

namespace {

using goals::claim;
using goals::outcome;
using goals::reason;
using goals::record_kind;
using goals::translated_record;

constexpr std::size_t name_limit = 200;

// What is permitted of the target when the record may be read as one on the target.
claim whole_claim(record_kind kind) {
    switch (kind) {
    case record_kind::attained: return claim::attained;
    case record_kind::not_attained: return claim::not_attained;
    case record_kind::in_progress: return claim::in_progress;
    case record_kind::score: return claim::score;
    case record_kind::activity: return claim::activity;
    case record_kind::level: return claim::level;
    }
    return claim::nothing;
}

bool is_permitted(const translated_record& one) {
    return !one.target.id.empty() && one.permitted == whole_claim(one.kind);
}

std::string
key_of(const model::goal_reference& reference, std::span<const goal_evidence> evidence, model::goals::day day) {
    std::string key = reference.goal + '\n' + reference.framework + '\n' + schakel::to_string(day);
    for (const goal_evidence& one : evidence)
        key += '\n' + std::string(to_string(one.kind)) + '\t' + one.scale + '\t' + one.reference_group;
    return key;
}

// Whether something that is imported later may make more of it.
bool waits_for_imports(const translated_record& one) {
    constexpr std::array reasons{
        reason::unknown_goal, reason::unknown_framework, reason::no_release_then, reason::not_yet, reason::no_mapping};
    return one.what == outcome::unknown || std::ranges::find(reasons, one.why) != reasons.end();
}

std::shared_ptr<const goals::goal_graph> graph_without_goals() {
    goals::graph_builder nothing;
    return *nothing.finish();
}

} // namespace

goal_reader::goal_reader(
    const goal_wish& wish, std::shared_ptr<const goals::goal_graph> graph, model::goals::day today,
    goal_account& account
)
    : wish_(wish), graph_(graph ? std::move(graph) : graph_without_goals()), today_(today), account_(account),
      target_(graph_->find_framework(wish.framework)) {}

const goal_reading& goal_reader::read(
    const model::goal_reference& reference, std::span<const goal_evidence> evidence, model::goals::day on
) {
    const model::goals::day day = wish_.as_of_today ? today_ : on;
    const auto [place, is_new] = readings_.try_emplace(key_of(reference, evidence, day));
    goal_reading& made = place->second;
    if (!is_new) return made;
    for (const goal_evidence& one : evidence) {
        for (translated_record& record : translate(reference, one, of_day(day))) {
            note(record, reference);
            made.translations.push_back(account_.translations.size());
            account_.translations.push_back({reference.goal, reference.framework, day, std::move(record), {}, 0});
        }
    }
    compose(reference, evidence.size(), made);
    account_.sources.assign(sources_.begin(), sources_.end());
    account_.unknown.assign(unknown_.begin(), unknown_.end());
    return made;
}

goal_reader::reader_of_day& goal_reader::of_day(model::goals::day day) {
    const auto [place, is_new] = readers_.try_emplace(day);
    if (!is_new) return place->second;
    place->second.by = std::make_unique<goals::goal_translator>(graph_, wish_.policy, day);
    if (!wish_.release.empty()) place->second.pinned = place->second.by->pin(target_, wish_.release);
    return place->second;
}

std::vector<translated_record> goal_reader::translate(
    const model::goal_reference& reference, const goal_evidence& evidence, reader_of_day& with
) const {
    bool ambiguous = false;
    const std::string goal = resolve(reference, *with.by, ambiguous);
    goals::goal_record record;
    record.goal = goal;
    record.framework = reference.framework;
    record.kind = evidence.kind;
    record.scale = evidence.scale;
    record.reference_group = evidence.reference_group;
    record.threshold_means_all = wish_.attained_means_all;
    goals::translation made = with.by->translate(record, with.pinned ? target_ : goals::no_framework);
    if (!with.pinned && made.why == reason::unknown_framework && target_ != goals::no_framework)
        made.why = reason::no_release_then;
    if (ambiguous) {
        made.what = outcome::ambiguous;
        made.why = reason::alternatives;
    }
    std::vector<translated_record> list = goals::translated_records(*with.by, record, made);
    for (translated_record& one : list) {
        if (one.target.framework.empty()) one.target.framework = wish_.framework;
    }
    return list;
}

// The goal's key: as written, as a term of the vocabulary that is named, or by its printed code in that framework.
std::string
goal_reader::resolve(const model::goal_reference& reference, const goals::goal_translator& by, bool& ambiguous) const {
    const goals::framework_index named = graph_->find_framework(reference.framework);
    if (reference.framework.empty() || graph_->find(reference.goal, named) != goals::no_node) return reference.goal;
    const std::string term = reference.framework + "/" + reference.goal;
    if (graph_->find(term, named) != goals::no_node) return term;
    if (named == goals::no_framework) return reference.goal;
    goals::code_query query;
    query.code = reference.goal;
    query.framework = reference.framework;
    const goals::code_answer found = goals::resolve_code(*graph_, by.date(), query);
    ambiguous = found.kind == goals::code_answer::kind_of::ambiguous;
    if (found.kind != goals::code_answer::kind_of::found) return reference.goal;
    return std::string(graph_->id(found.candidates.front()));
}

void goal_reader::note(const translated_record& record, const model::goal_reference& from) {
    sources_.insert(record.sources.begin(), record.sources.end());
    if (waits_for_imports(record)) unknown_.insert(from.goal);
}

// ---------------------------------------------------------------- references

// In the form in which the sender names goals of the same publisher, unless the receiver asked for another.
std::string goal_reader::address_of(const translated_record& record, const std::string& as_written) const {
    constexpr std::string_view urn = "urn:uuid:";
    const std::string& id = record.target.id;
    if (!id.starts_with(urn)) return id;
    const std::string uuid = id.substr(urn.size());
    if (!wish_.address.empty()) return wish_.address + uuid;
    const auto publisher = [&](const std::string& framework) {
        const goals::framework_index which = graph_->find_framework(framework);
        return which == goals::no_framework ? std::string_view{} : graph_->text(graph_->frameworks()[which].publisher);
    };
    const bool same = record.goal.framework == record.target.framework ||
                      (!publisher(record.goal.framework).empty() &&
                       publisher(record.goal.framework) == publisher(record.target.framework));
    const bool has_form = as_written.size() >= uuid.size() && !model::goals::uuid_key(as_written).empty();
    if (same && has_form) return as_written.substr(0, as_written.size() - uuid.size()) + uuid;
    return id;
}

model::goal_reference
goal_reader::reference_to(const translated_record& record, const model::goal_reference& from, bool carried) const {
    model::goal_reference out = from;
    if (carried) {
        out.goal = address_of(record, from.goal);
        out.framework = record.target.framework;
        out.name =
            record.target.statement.empty() && record.target.code.empty() ? "" : shown(record.target, name_limit);
        out.original = from.goal;
    } else if (record.permitted != claim::nothing) {
        out.target = address_of(record, from.goal);
    }
    out.outcome = to_string(record.what);
    if (record.permitted != claim::nothing) out.claim = to_string(record.permitted);
    out.explanation = goals::explain(record, wish_.explain);
    out.summary = summary_of(record, wish_.explain);
    return out;
}

// A target is carried when every kind of evidence permits it; a conflict carries nothing.
void goal_reader::compose(const model::goal_reference& from, std::size_t evidences, goal_reading& into) const {
    std::map<std::string, std::size_t> permitted; // target -> by how many kinds
    bool conflict = false;
    for (const std::size_t at : into.translations) {
        const translated_record& record = account_.translations[at].record;
        conflict = conflict || record.what == outcome::conflict;
        if (is_permitted(record)) ++permitted[record.target.id];
    }
    const auto is_carried = [&](const std::string& target) {
        const auto found = permitted.find(target);
        return !conflict && found != permitted.end() && found->second == evidences;
    };
    const bool any = std::ranges::any_of(permitted, [&](const auto& one) { return is_carried(one.first); });
    std::map<std::string, std::size_t> places; // target -> in becomes
    for (const std::size_t at : into.translations) {
        const translated_record& record = account_.translations[at].record;
        const bool carried = is_carried(record.target.id);
        into.carried.push_back(carried);
        const bool says_something = record.permitted != claim::nothing || record.what == outcome::ambiguous;
        if (any ? !carried : !says_something && !into.becomes.empty()) continue;
        model::goal_reference one = reference_to(record, from, carried);
        const auto [place, is_new] = places.emplace(record.target.id, into.becomes.size());
        if (is_new) {
            into.becomes.push_back(std::move(one));
        } else {
            into.becomes[place->second].explanation += one.explanation;
        }
    }
    const model::goal_reference& first = into.becomes.front();
    into.told = first.outcome + (any ? ": translated to " + first.goal + " of " + wish_.framework
                                     : ": no goal of " + wish_.framework + " carries it, so it stays as it came");
}

} // namespace schakel::mapping
