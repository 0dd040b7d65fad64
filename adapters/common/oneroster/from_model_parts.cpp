#include "adapters/common/oneroster/from_model_parts.hpp"

#include "adapters/common/oneroster/vocabulary.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace roster = model::roster;
namespace field = model::roster_field;

namespace {

// "" when 1.1 has a place for what was kept.
std::string_view why_not_in_1_1(const model::extension& one) {
    for (const std::string_view name :
         {extra::master_identifier, extra::preferred_middle_name, extra::preferred_last_name, extra::pronouns}) {
        if (one.name == name) return "1.1 has no field for it";
    }
    const bool is_word = one.name == extra::type || one.name == extra::role;
    return is_word && is_extension(one.value) ? "1.1 has no words of one's own" : "";
}

} // namespace

void put(object_base& into, std::string_view name, std::string_view value) {
    if (!value.empty()) into.metadata.push_back({std::string(name), std::string(value)});
}

void put_mapped(
    object_base& into, std::string_view name, std::string_view value, std::string_view field_name, fates& told
) {
    put(into, name, value);
    told.mapped(field_name, in_metadata, !value.empty());
}

void put_base(const roster::record_tail& from, object_kind kind, const making& how, object_base& into, fates& told) {
    if (how.with_ids) into.id = how.frame.sourced_id(kind, from);
    into.status = from.ended ? "tobedeleted" : "active";
    into.modified = from.modified ? to_rfc3339_milliseconds(*from.modified) : how.frame.changed_at();
    told.carried(field::modified, from.modified.has_value());
    told.defaulted("dateLastModified", "when the roster changed", !from.modified);
    told.carried(field::ended, from.ended);
    for (const model::extension& one : from.extra) {
        if (one.standard != family_name_of_standard) {
            told.dropped(model::field::extension, "an extension of another standard");
            continue;
        }
        // Those with a field of their own are told here and written by whoever has the field.
        const std::string_view loss = how.in_version == version::v1_1 ? why_not_in_1_1(one) : std::string_view{};
        told.carried(model::field::extension, loss.empty());
        told.dropped(model::field::extension, loss, !loss.empty());
        if (one.name.starts_with(extra::metadata_prefix))
            into.metadata.push_back({one.name.substr(extra::metadata_prefix.size()), one.value});
        else if (one.name.starts_with(extra::metadata_json_prefix))
            into.metadata.push_back({one.name.substr(extra::metadata_json_prefix.size()), one.value, true});
    }
}

void put_ids(const model::identifiers& ids, std::string_view field_name, object_base& into, fates& told) {
    for (const model::identifier& one : ids) {
        if (one.scheme == model::scheme::oneroster_id) continue;
        put(into, std::string(own::id_prefix) + one.scheme, one.value);
        told.mapped(field_name, in_metadata);
    }
}

text_list words_of(
    const std::vector<model::term>& terms, std::string_view vocabulary_name, std::string_view field_name,
    object_base& into, fates& told
) {
    text_list words;
    for (const model::term& one : terms) {
        words.push_back(one.value);
        told.carried(field_name);
    }
    const bool same = !terms.empty() && std::ranges::all_of(terms, [&](const model::term& one) {
        return one.vocabulary == terms.front().vocabulary;
    });
    if (same) put(into, vocabulary_name, terms.front().vocabulary);
    return words;
}

std::string text_of(const std::optional<roster::day>& day) {
    return day ? schakel::to_string(*day) : std::string{};
}

std::string_view extra_of(const roster::record_tail& from, std::string_view name) {
    return model::value_of(from.extra, family_name_of_standard, name);
}

text_list list_of(std::string_view joined) {
    text_list list;
    while (!joined.empty()) {
        const std::size_t end = std::min(joined.find('\n'), joined.size());
        list.emplace_back(joined.substr(0, end));
        joined.remove_prefix(std::min(end + 1, joined.size()));
    }
    return list;
}

} // namespace schakel::oneroster
