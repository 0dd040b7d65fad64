#include "adapters/common/oneroster/value_path.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

value_kind kind_of_form(form of) {
    return of == form::date || of == form::moment ? value_kind::time : value_kind::text;
}

} // namespace

template <class Object>
std::optional<value_path<Object>> value_path<Object>::find(version which, std::string_view path) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const std::string_view rest = path.substr(std::min(dot + 1, path.size()));
    value_path found;
    found.field_ = find_field<Object>(which, path.substr(0, dot));
    if (!found.field_) return std::nullopt;

    const auto choose = [&](std::string_view name, part which_part, value_kind kind = value_kind::text) {
        if (rest != name) return false;
        found.part_ = which_part;
        found.kind_ = kind;
        return true;
    };
    switch (found.field_->form) {
    case form::metadata:
        found.key_ = rest;
        if (rest.empty()) return std::nullopt;
        return found;
    case form::reference:
    case form::references:
        if (choose("sourcedId", part::id, value_kind::exact) || choose("type", part::type)) return found;
        return std::nullopt;
    case form::user_ids:
        if (choose("type", part::type) || choose("identifier", part::identifier)) return found;
        return std::nullopt;
    case form::roles:
        found.of_org_ = rest.starts_with("org.");
        if (choose("org.sourcedId", part::id, value_kind::exact) || choose("org.type", part::type)) return found;
        if (choose("role", part::word) || choose("roleType", part::type) || choose("userProfile", part::profile) ||
            choose("beginDate", part::begin, value_kind::time) || choose("endDate", part::end, value_kind::time))
            return found;
        return std::nullopt;
    case form::profiles:
        if (choose("profileId", part::id) || choose("profileType", part::type) || choose("vendorId", part::vendor) ||
            choose("applicationId", part::application) || choose("description", part::description))
            return found;
        return std::nullopt;
    case form::never: return std::nullopt;
    default:
        if (dot != path.size()) return std::nullopt;
        found.kind_ = path == "sourcedId" ? value_kind::exact : kind_of_form(found.field_->form);
        return found;
    }
}

template <class Object>
bool value_path<Object>::each(const Object& object, const std::function<bool(std::string_view)>& see) const {
    const auto give = [&](std::string_view value) { return !value.empty() && see(value); };
    const auto visit = [&](const auto& held) -> bool {
        using Held = std::remove_cvref_t<decltype(held)>;
        const auto of_reference = [&](const reference& one) {
            if (one.empty()) return false;
            return give(part_ == part::type ? word_of(field_->target) : std::string_view(one.id));
        };
        if constexpr (std::is_same_v<Held, std::string>)
            return give(held);
        else if constexpr (std::is_same_v<Held, std::optional<bool>>)
            return held && give(*held ? "true" : "false");
        else if constexpr (std::is_same_v<Held, reference>)
            return of_reference(held);
        else if constexpr (std::is_same_v<Held, reference_list>)
            return std::ranges::any_of(held, of_reference);
        else if constexpr (std::is_same_v<Held, text_list>)
            return std::ranges::any_of(held, give);
        else if constexpr (std::is_same_v<Held, user_id_list>)
            return std::ranges::any_of(held, [&](const user_id& one) {
                return give(part_ == part::type ? one.type : one.identifier);
            });
        else if constexpr (std::is_same_v<Held, role_list>)
            return std::ranges::any_of(held, [&](const role& one) {
                if (of_org_) return give(part_ == part::type ? std::string_view("org") : std::string_view(one.org.id));
                if (part_ == part::begin) return give(one.begin);
                if (part_ == part::end) return give(one.end);
                if (part_ == part::profile) return give(one.profile);
                return give(part_ == part::type ? one.type : one.word);
            });
        else if constexpr (std::is_same_v<Held, profile_list>)
            return std::ranges::any_of(held, [&](const user_profile& one) {
                if (part_ == part::id) return give(one.id);
                if (part_ == part::type) return give(one.type);
                if (part_ == part::vendor) return give(one.vendor);
                return give(part_ == part::application ? one.application : one.description);
            });
        else
            return std::ranges::any_of(held, [&](const metadata_entry& one) {
                return one.name == key_ && give(one.value);
            });
    };
    return std::visit(
        [&](auto at) {
            if constexpr (std::is_same_v<decltype(at), std::monostate>)
                return false;
            else
                return visit(object.*at);
        },
        field_->at
    );
}

template class value_path<academic_session>;
template class value_path<org>;
template class value_path<course>;
template class value_path<class_object>;
template class value_path<user>;
template class value_path<enrollment>;

} // namespace schakel::oneroster
