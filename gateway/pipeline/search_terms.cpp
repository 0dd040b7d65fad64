#include "gateway/pipeline/search_terms.hpp"

#include <algorithm>
#include <array>

namespace schakel::pipeline {

namespace {

using kind = outbox::term_kind;

bool is_pseudonym(const model::identifier& id) {
    constexpr std::array personal{model::scheme::mbox, model::scheme::user_name};
    return std::ranges::find(personal, id.scheme) == personal.end();
}

constexpr std::size_t most_words = 4096; // before repeated ones are taken out

} // namespace

void search_terms::key(kind of, std::string_view value) {
    if (!value.empty()) keys_.push_back(outbox::term_of(of, value));
}

void search_terms::words(std::string_view text) {
    if (words_.size() < most_words) outbox::add_words(words_, text);
}

void search_terms::school(const model::identifiers& ids) {
    for (const model::identifier& each : ids) key(kind::school, each.value);
}

void search_terms::pupil(const model::person& who) {
    for (const model::identifier& each : who.ids)
        if (is_pseudonym(each)) key(kind::pupil, each.value);
}

void search_terms::test(const model::assessment& one) {
    key(kind::test, one.id);
    words(one.name);
    for (const model::term& each : one.subjects) words(each.value);
    for (const model::assessment_part& each : one.parts) {
        key(kind::test, each.id);
        words(each.name);
    }
}

void search_terms::record(const model::progress_report& one) {
    key(kind::message_id, one.id);
    key(kind::product, one.author);
    school(one.school);
    for (const model::assessment& each : one.assessments) test(each);
    for (const model::sitting& each : one.sittings) pupil(each.pupil);
}

void search_terms::record(const model::activity& one) {
    key(kind::message_id, one.id);
    key(kind::product, one.object);
    words(one.name);
    school(one.school);
    pupil(one.actor);
}

void search_terms::add(const std::vector<model::record>& records) {
    for (const model::record& each : records) std::visit([&](const auto& one) { record(one); }, each);
}

std::vector<outbox::search_term> search_terms::finish(const decoded& content) {
    school(content.school);
    for (const layer each : all_layers)
        for (const finding& one : content.report.at(each).findings) words(one.broken->id);
    outbox::sort_once(words_);
    keys_.insert(keys_.end(), words_.begin(), words_.end());
    outbox::sort_once(keys_);
    return std::move(keys_);
}

std::vector<outbox::search_term> search_terms_of(const decoded& content) {
    search_terms all;
    all.add(content.records);
    return all.finish(content);
}

} // namespace schakel::pipeline
