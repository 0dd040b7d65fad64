#include "adapters/common/oneroster/value_path.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

value_kind kind_of_form(form of) {
    return of == form::date || of == form::moment ? value_kind::time : value_kind::text;
}

bool is_reference(form of) {
    return of == form::reference || of == form::references;
}

// What a path can name within an item of a field, and which of the item's texts it is.
struct part {
    form of;
    std::string_view name;
    std::size_t text;
    value_kind kind = value_kind::text;
    bool is_type = false; // of a reference: the same for all
};
constexpr part parts[] = {
    {form::reference, "sourcedId", 0, value_kind::exact},
    {form::reference, "type", 0, value_kind::text, true},
    {form::user_ids, "type", 0},
    {form::user_ids, "identifier", 1},
    {form::roles, "roleType", 0},
    {form::roles, "role", 1},
    {form::roles, "org.sourcedId", 2, value_kind::exact},
    {form::roles, "org.type", 2, value_kind::text, true},
    {form::roles, "userProfile", 3},
    {form::roles, "beginDate", 4, value_kind::time},
    {form::roles, "endDate", 5, value_kind::time},
    {form::profiles, "profileId", 0},
    {form::profiles, "profileType", 1},
    {form::profiles, "vendorId", 2},
    {form::profiles, "applicationId", 3},
    {form::profiles, "description", 4},
};

} // namespace

template <class Object>
std::optional<value_path<Object>> value_path<Object>::find(version which, std::string_view path) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    value_path found;
    found.field_ = find_field<Object>(which, path.substr(0, dot));
    if (!found.field_ || found.field_->form == form::never) return std::nullopt;
    if (texts_of_item(found.field_->form) == 1 && !is_reference(found.field_->form)) {
        if (dot != path.size()) return std::nullopt;
        found.kind_ = path == "sourcedId" ? value_kind::exact : kind_of_form(found.field_->form);
        return found;
    }
    const bool has_part = dot != path.size() && found.choose_part(path.substr(dot + 1));
    return has_part ? std::optional(found) : std::nullopt;
}

template <class Object>
bool value_path<Object>::choose_part(std::string_view name) {
    if (field_->form == form::metadata) {
        key_ = name;
        text_ = 1;
        return !name.empty();
    }
    for (const part& one : parts) {
        const bool fits = one.of == field_->form || (one.of == form::reference && field_->form == form::references);
        if (!fits || one.name != name) continue;
        text_ = one.text;
        kind_ = one.kind;
        if (one.is_type) constant_ = field_->form == form::roles ? word_of(object_kind::org) : word_of(field_->target);
        always_ = one.is_type && field_->form == form::roles;
        return true;
    }
    return false;
}

template <class Object>
bool value_path<Object>::each(std::string_view cell, const see_value& see) const {
    const std::size_t texts = texts_of_item(field_->form);
    cell_reader from(cell);
    while (!from.done()) {
        bool wanted = true;
        std::string_view value;
        for (std::size_t i = 0; i < texts; ++i) {
            const std::string_view text = from.next();
            if (i == text_) value = text;
            if (i == 0 && field_->form == form::metadata) wanted = text == key_;
        }
        if (!constant_.empty() && (always_ || !value.empty())) value = constant_;
        if (wanted && !value.empty() && see(value)) return true;
    }
    return false;
}

template <class Object>
bool value_path<Object>::each(const Object& object, const see_value& see) const {
    std::string cell;
    append_cell(object, *field_, cell);
    return each(cell, see);
}

template class value_path<academic_session>;
template class value_path<org>;
template class value_path<course>;
template class value_path<class_object>;
template class value_path<user>;
template class value_path<enrollment>;

} // namespace schakel::oneroster
