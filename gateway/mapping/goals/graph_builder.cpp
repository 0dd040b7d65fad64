#include "gateway/mapping/goals/graph_builder.hpp"

#include "gateway/mapping/goals/goal_text.hpp"
#include "gateway/mapping/goals/graph_assembly.hpp"
#include "gateway/mapping/goals/graph_content.hpp"

#include <stdexcept>

namespace schakel::mapping::goals {

namespace model_goals = model::goals;

namespace {

day_number begin_of(const std::optional<model_goals::day>& day) {
    return day ? to_number(*day) : earliest_day;
}

day_number end_of(const std::optional<model_goals::day>& day) {
    return day ? to_number(*day) : latest_day;
}

// In ten-thousandths, between nothing and all.
share share_of(const std::optional<decimal>& part) {
    if (!part) return no_share;
    if (part->is_negative()) return 0;
    static const decimal whole(whole_share);
    const decimal scaled = part->times(whole);
    if (scaled >= whole) return whole_share;
    const auto rounded = decimal::parse(scaled.rounded(0));
    return static_cast<share>(rounded->as_integer().value_or(0));
}

// A weight is a share of any size; beyond what fits it is the most that does.
share weight_of(const std::optional<decimal>& weight) {
    constexpr std::int64_t most = no_share - 1;
    if (!weight) return no_share;
    if (weight->is_negative()) return 0;
    const auto rounded = decimal::parse(weight->times(decimal(100)).rounded(0));
    return static_cast<share>(std::min(rounded->as_integer().value_or(most), most));
}

text_ref add_lines(text_store& into, const std::vector<std::string>& list) {
    if (list.empty()) return 0;
    if (list.size() == 1) return into.add(list.front());
    std::string joined;
    for (const std::string& one : list) {
        if (!joined.empty()) joined += '\n';
        joined += one;
    }
    return into.add(joined);
}

// Addresses by which a goal is found beside its key: those that do not lead to the key by themselves.
std::vector<std::string> other_addresses(const model_goals::goal& what) {
    std::vector<std::string> addresses;
    for (const model::identifier& one : what.ids) {
        if (one.scheme != "uri" || one.value == what.id || model_goals::uuid_key(one.value) == what.id) continue;
        addresses.push_back(one.value);
    }
    return addresses;
}

} // namespace

graph_builder::graph_builder() : content_(std::make_unique<content>()) {}
graph_builder::~graph_builder() = default;

void graph_builder::add(const model_goals::framework& what) {
    text_store& texts = content_->texts;
    content_->frameworks.push_back(
        {texts.add(what.id), texts.add(what.title), texts.add(what.publisher), texts.add(what.language),
         add_lines(texts, what.uri_prefixes), what.modified ? what.modified->time_since_epoch().count() : 0,
         what.roll_up}
    );
}

void graph_builder::add(const model_goals::release& what) {
    text_store& texts = content_->texts;
    content_->releases.push_back(
        {texts.add(what.framework), texts.add(what.id), texts.add(what.label),
         begin_of(what.valid_from ? what.valid_from : what.published), end_of(what.valid_to), what.draft}
    );
}

void graph_builder::add(const model_goals::mapping_set& what) {
    text_store& texts = content_->texts;
    content::set_record set;
    set.subject_framework = texts.add(what.subject_framework);
    set.object_framework = texts.add(what.object_framework);
    owner_part& part = set.part;
    part.kind = owner_part::kind_of::mapping_set;
    part.id = texts.add(what.id);
    part.name = texts.add(what.name.empty() ? what.id : what.name);
    part.version = texts.add(what.version);
    part.title = texts.add(what.title);
    part.author = texts.add(what.author);
    part.subject_release = texts.add(what.subject_release);
    part.object_release = texts.add(what.object_release);
    part.from = begin_of(what.valid_from);
    part.to = end_of(what.valid_to);
    part.confidence = share_of(what.confidence);
    part.review = what.review;
    part.signature = what.signature;
    content_->sets.push_back(set);
}

void graph_builder::add(const model_goals::goal& what, std::string_view release) {
    text_store& texts = content_->texts;
    content::goal_record& goal = content_->goals.emplace_back();
    goal.id = texts.add(what.id);
    goal.framework = texts.add(what.framework);
    goal.release = texts.add(release);
    if (!what.ids.empty()) goal.addresses = add_lines(texts, other_addresses(what));
    goal_part& part = goal.part;
    part.statement = texts.add(what.statement);
    part.title = texts.add(what.title);
    part.code = texts.add(what.code);
    part.kind = texts.add(what.kind.value);
    part.levels = add_lines(texts, what.levels);
    part.subjects = add_lines(texts, what.subjects);
    part.from = begin_of(what.valid_from);
    part.to = end_of(what.valid_to);
    const auto [print, fresh] = content_->prints.emplace(part.statement, text_print{});
    if (fresh) print->second = print_of(what.statement);
    part.text_print = print->second.normalised;
    part.bare_print = print->second.bare;
    part.weight = weight_of(what.weight);
    part.state = what.state;
    part.central_exam = what.central_exam;
    part.school_exam = what.school_exam;
    part.grouping = what.grouping;
    part.optional = what.optional;
    part.attitude = what.attitude;
}

void graph_builder::add(const model_goals::association& what, std::string_view owner) {
    text_store& texts = content_->texts;
    content::edge_record& record = content_->edges.emplace_back();
    record.subject = texts.add(what.subject);
    record.object = texts.add(what.object);
    record.owner = texts.add(what.owner.empty() ? owner : std::string_view(what.owner));
    record.group = texts.add(what.group);
    edge& part = record.part;
    part.id = texts.add(what.id);
    part.author = texts.add(what.author);
    part.note = texts.add(what.note);
    part.predicate = texts.add(what.predicate.value);
    part.from = begin_of(what.valid_from);
    part.to = end_of(what.valid_to);
    part.confidence = share_of(what.confidence);
    part.coverage_of_subject = share_of(what.coverage_of_subject);
    part.coverage_of_object = share_of(what.coverage_of_object);
    part.what = what.what;
    part.why = what.why;
    part.review = what.review;
}

void graph_builder::add(const model_goals::group& what, std::string_view owner) {
    text_store& texts = content_->texts;
    content::group_record& record = content_->groups.emplace_back();
    record.owner = texts.add(what.owner.empty() ? owner : std::string_view(what.owner));
    record.part.id = texts.add(what.id);
    record.part.title = texts.add(what.title);
    record.part.subjects = what.subjects;
    record.part.objects = what.objects;
    record.part.alternatives = what.alternatives;
}

result<std::shared_ptr<const goal_graph>> graph_builder::finish() {
    const auto collected = std::exchange(content_, std::make_unique<content>());
    try {
        return graph_assembly(*collected).make();
    } catch (const std::length_error& beyond) {
        return failure{beyond.what()};
    }
}

void graph_sink::add(model_goals::record&& what) {
    namespace m = model_goals;
    if (const auto* one = std::get_if<m::goal>(&what)) return into_.add(*one, owner_);
    if (const auto* one = std::get_if<m::association>(&what)) return into_.add(*one, owner_);
    if (const auto* one = std::get_if<m::group>(&what)) return into_.add(*one, owner_);
    if (const auto* one = std::get_if<m::framework>(&what)) return into_.add(*one);
    if (const auto* one = std::get_if<m::release>(&what)) {
        owner_ = one->id;
        return into_.add(*one);
    }
    if (const auto* one = std::get_if<m::mapping_set>(&what)) {
        owner_ = one->id;
        return into_.add(*one);
    }
}

result<std::shared_ptr<const goal_graph>> load(const goal_view& all) {
    graph_builder builder;
    const auto add_owned = [&](const std::string& owner) {
        each<model_goals::goal>(all, {owner}, [&](const auto& one) { return builder.add(one, owner), true; });
        each<model_goals::group>(all, {owner}, [&](const auto& one) { return builder.add(one, owner), true; });
        each<model_goals::association>(all, {owner}, [&](const auto& one) { return builder.add(one, owner), true; });
    };
    for (const model_goals::framework& framework : all.frameworks()) {
        builder.add(framework);
        for (const model_goals::release& release : all.releases(framework.id)) {
            builder.add(release);
            add_owned(release.id);
        }
    }
    for (const model_goals::mapping_set& set : all.mapping_sets()) {
        builder.add(set);
        add_owned(set.id);
    }
    return builder.finish();
}

} // namespace schakel::mapping::goals
