#include "adapters/mapping_set/translate.hpp"
#include "adapters/mapping_set/values.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/ed25519.hpp"

namespace schakel::mapping_set_file {

namespace {

using namespace model::goals;

std::string text_of(const std::optional<day>& when) {
    return when ? schakel::to_string(*when) : std::string();
}

std::string text_of(const std::optional<decimal>& number) {
    return number ? number->text() : std::string();
}

std::string without_owner(std::string_view id, std::string_view owner) {
    const bool owned = id.starts_with(owner) && id.size() > owner.size() && id[owner.size()] == '/';
    return std::string(owned ? id.substr(owner.size() + 1) : id);
}

texts head_of(const mapping_set& set) {
    texts head;
    const auto put = [&](std::string_view key, std::string value) {
        if (!value.empty()) head.emplace(key, std::move(value));
    };
    put("format", std::string(format_name));
    put("name", set.name);
    put("version", set.version);
    put("title", set.title);
    put("author", set.author);
    put("licence", set.licence);
    put("date", text_of(set.made_on));
    put("valid_from", text_of(set.valid_from));
    put("valid_to", text_of(set.valid_to));
    put("confidence", text_of(set.confidence));
    if (set.review != review_state::unreviewed) put("review", std::string(to_word(set.review)));
    put("note", set.note);
    put("subject_framework", set.subject_framework);
    put("subject_release", set.subject_release);
    put("object_framework", set.object_framework);
    put("object_release", set.object_release);
    return head;
}

texts group_of(const group& one) {
    texts out{{"id", without_owner(one.id, one.owner)}};
    if (one.subjects != group::completeness::unknown) out.emplace("subjects", to_word(one.subjects));
    if (one.objects != group::completeness::unknown) out.emplace("objects", to_word(one.objects));
    if (one.alternatives) out.emplace("alternatives", "true");
    if (!one.title.empty()) out.emplace("title", one.title);
    return out;
}

row row_of(const association& one) {
    row out;
    auto& cells = out.cells;
    cells[column::id] = one.id;
    cells[column::subject] = one.subject;
    cells[column::relation] = to_string(one.what);
    cells[column::object] = one.object;
    cells[column::predicate] = one.predicate.value;
    cells[column::subject_title] = one.subject_title;
    cells[column::object_title] = one.object_title;
    cells[column::group] = without_owner(one.group, one.owner);
    cells[column::coverage_of_subject] = text_of(one.coverage_of_subject);
    cells[column::coverage_of_object] = text_of(one.coverage_of_object);
    cells[column::confidence] = text_of(one.confidence);
    if (one.why != justification::unstated) cells[column::justification] = to_string(one.why);
    cells[column::author] = one.author;
    cells[column::date] = text_of(one.made_on);
    cells[column::valid_from] = text_of(one.valid_from);
    cells[column::valid_to] = text_of(one.valid_to);
    if (one.review != review_state::unreviewed) cells[column::review] = to_word(one.review);
    cells[column::note] = one.note;
    return out;
}

// A cell holds one line.
void flatten(row& one, field_fate& fate) {
    for (std::size_t i = 0; i < column_count; ++i) {
        std::string& cell = one.cells[i];
        if (cell.empty()) continue;
        bool broken = false;
        for (char& c : cell) {
            if (static_cast<unsigned char>(c) >= ' ') continue;
            c = ' ';
            broken = true;
        }
        if (broken)
            fate.mapped(column_fields[i], "line breaks become blanks");
        else
            fate.carried(column_fields[i]);
    }
}

void tell_head(const document& whole, field_fate& fate) {
    for (const named_field& one : head_keys)
        if (!one.fills.empty() && !whole.text(one.key).empty()) fate.carried(one.fills);
    for (const texts& group : whole.groups)
        for (const named_field& one : group_keys)
            if (group.contains(one.key)) fate.carried(one.fills);
}

} // namespace

document from_model(const goal_view& view, const mapping_set& set, field_fate& fate) {
    document out;
    out.head = head_of(set);
    each<group>(view, {.owner = set.id}, [&](const group& one) {
        out.groups.push_back(group_of(one));
        return true;
    });
    each<association>(view, {.owner = set.id}, [&](const association& one) {
        flatten(out.rows.emplace_back(row_of(one)), fate);
        return true;
    });
    tell_head(out, fate);
    out.head["rows"] = std::to_string(out.rows.size());
    return out;
}

result<done> sign(document& whole, std::string_view private_pem) {
    const auto key = crypto::ed25519_key::from_pem(private_pem);
    if (!key) return key.error();
    const auto signature = key->sign(canonical_bytes(whole));
    if (!signature) return signature.error();
    whole.head["signature"] = crypto::to_base64(*signature);
    whole.head["signature_key"] = key->id();
    return done{};
}

} // namespace schakel::mapping_set_file
