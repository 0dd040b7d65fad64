#include "adapters/common/goals/edge_id.hpp"
#include "adapters/mapping_set/rules.hpp"
#include "adapters/mapping_set/translate.hpp"
#include "adapters/mapping_set/values.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/ed25519.hpp"

namespace schakel::mapping_set_file {

namespace {

using namespace model::goals;

void judge_signature(
    const document& whole, const goal_reading_options& options, mapping_set& set, goal_files::notes& told
) {
    if (whole.text("signature").empty()) {
        told.add(layer::rules, rule_named("mapping-set.unsigned"), whole.where("signature"));
        return;
    }
    for (const auto& [name, pem] : options.signers) {
        const auto key = crypto::ed25519_key::from_pem(pem);
        if (!key || key->id() != whole.text("signature_key")) continue;
        const auto signature = crypto::from_base64(whole.text("signature"));
        const bool good = signature && key->verify(canonical_bytes(whole), *signature);
        set.signature = good ? mapping_set::signature_of::valid : mapping_set::signature_of::invalid;
        if (good)
            set.signer = name;
        else
            told.add(layer::rules, rule_named("mapping-set.signature"), whole.where("signature"));
        return;
    }
    set.signature = mapping_set::signature_of::unknown_signer;
    told.add(
        layer::rules, rule_named("mapping-set.unknown-signer"), whole.where("signature_key"), {},
        masked(whole.text("signature_key"))
    );
}

association row_to_model(const row& from, const mapping_set& set) {
    const auto& cells = from.cells;
    association one;
    one.subject = key_of(cells[column::subject]);
    one.what = parse_relation(cells[column::relation]).value_or(relation::related);
    one.object = key_of(cells[column::object]);
    one.predicate.value = cells[column::predicate];
    one.subject_title = cells[column::subject_title];
    one.object_title = cells[column::object_title];
    one.owner = set.id;
    if (!cells[column::group].empty()) one.group = set.id + "/" + cells[column::group];
    one.coverage_of_subject = decimal::parse(cells[column::coverage_of_subject]);
    one.coverage_of_object = decimal::parse(cells[column::coverage_of_object]);
    one.confidence = decimal::parse(cells[column::confidence]);
    one.why = parse_justification(cells[column::justification]).value_or(justification::unstated);
    one.author = cells[column::author];
    one.note = cells[column::note];
    one.made_on = parse_date(cells[column::date]);
    one.valid_from = parse_date(cells[column::valid_from]);
    one.valid_to = parse_date(cells[column::valid_to]);
    one.review = parse_review(cells[column::review]).value_or(review_state::unreviewed);
    one.id = cells[column::id].empty() ? goal_files::edge_id(set.id, one) : cells[column::id];
    return one;
}

group group_to_model(const texts& from, const std::string& owner) {
    const auto text = [&](std::string_view key) {
        const auto found = from.find(key);
        return found == from.end() ? std::string() : found->second;
    };
    group one;
    one.id = owner + "/" + text("id");
    one.owner = owner;
    one.subjects = parse_completeness(text("subjects")).value_or(group::completeness::unknown);
    one.objects = parse_completeness(text("objects")).value_or(group::completeness::unknown);
    one.alternatives = text("alternatives") == "true";
    one.title = text("title");
    return one;
}

} // namespace

mapping_set head_to_model(const document& whole, const goal_reading_options& options, goal_files::notes& told) {
    const auto text = [&](std::string_view key) { return std::string(whole.text(key)); };
    mapping_set set;
    set.name = text("name");
    set.version = text("version");
    set.id = set.name + "#" + set.version;
    set.title = text("title");
    set.author = text("author");
    set.licence = text("licence");
    set.subject_framework = key_of(text("subject_framework"));
    set.subject_release = text("subject_release");
    set.object_framework = key_of(text("object_framework"));
    set.object_release = text("object_release");
    set.made_on = parse_date(text("date"));
    set.valid_from = parse_date(text("valid_from"));
    set.valid_to = parse_date(text("valid_to"));
    set.confidence = decimal::parse(text("confidence"));
    set.review = parse_review(text("review")).value_or(review_state::unreviewed);
    set.note = text("note");
    judge_signature(whole, options, set, told);
    return set;
}

void rows_to_model(const document& whole, const std::string& owner, goal_sink& into) {
    mapping_set set;
    set.id = owner;
    for (const texts& one : whole.groups) into.add(group_to_model(one, owner));
    for (const row& one : whole.rows) into.add(row_to_model(one, set));
}

field_trace trace_of(const document& whole) {
    field_trace trace;
    for (const named_field& one : head_keys) {
        if (whole.text(one.key).empty()) continue;
        const std::string path = "head/" + std::string(one.key);
        if (one.key == "signature")
            trace.left(path, "a signature is of this file alone");
        else if (!one.fills.empty())
            trace.saw(path, one.fills);
    }
    for (const texts& group : whole.groups) {
        for (const named_field& one : group_keys)
            if (group.contains(one.key)) trace.saw("group/" + std::string(one.key), one.fills);
    }
    for (const row& one : whole.rows) {
        for (std::size_t i = 0; i < column_count; ++i)
            if (!one.cells[i].empty()) trace.saw(columns[i].name, column_fields[i]);
    }
    return trace;
}

} // namespace schakel::mapping_set_file
