#include "adapters/common/oneroster/fields.hpp"

#include <array>

namespace schakel::oneroster {

namespace {

using kind = object_kind;

// The four fields that begin every object.
template <class Object>
constexpr std::array<field<Object>, 4> base{
    {{"sourcedId", form::text, &Object::id, in::both, in::both},
     {"status", form::word, &Object::status, in::both, in::both, &status_words},
     {"dateLastModified", form::moment, &Object::modified, in::both, in::both},
     {"metadata", form::metadata, &Object::metadata}}};

template <class Object, std::size_t Size>
constexpr auto with_base(const std::array<field<Object>, Size>& own) {
    std::array<field<Object>, Size + 4> all{};
    for (std::size_t i = 0; i < 4; ++i) all[i] = base<Object>[i];
    for (std::size_t i = 0; i < Size; ++i) all[i + 4] = own[i];
    return all;
}

using session = academic_session;
constexpr auto session_fields = with_base(std::to_array<field<session>>(
    {{"title", form::text, &session::title, in::both, in::both},
     {"startDate", form::date, &session::start, in::both, in::both},
     {"endDate", form::date, &session::end, in::both, in::both},
     {"type", form::word, &session::type, in::both, in::both, &session_types},
     {"parent", form::reference, &session::parent, in::both, in::none, nullptr, kind::academic_session},
     {"children", form::references, &session::children, in::both, in::none, nullptr, kind::academic_session},
     {"schoolYear", form::year, &session::school_year, in::both, in::both}}
));

constexpr auto org_fields = with_base(std::to_array<field<org>>(
    {{"name", form::text, &org::name, in::both, in::both},
     {"type", form::word, &org::type, in::both, in::both, &org_types},
     {"identifier", form::text, &org::identifier, in::both, in::v1_2},
     {"parent", form::reference, &org::parent, in::both, in::none, nullptr, kind::org},
     {"children", form::references, &org::children, in::both, in::none, nullptr, kind::org}}
));

constexpr auto course_fields = with_base(std::to_array<field<course>>(
    {{"title", form::text, &course::title, in::both, in::both},
     {"schoolYear", form::reference, &course::school_year, in::both, in::none, nullptr, kind::academic_session},
     {"courseCode", form::text, &course::code, in::both, in::both},
     {"grades", form::texts, &course::grades},
     {"subjects", form::texts, &course::subjects},
     {"org", form::reference, &course::org, in::both, in::none, nullptr, kind::org},
     {"subjectCodes", form::texts, &course::subject_codes},
     {"resources", form::references, &course::resources, in::both, in::none, nullptr, kind::resource}}
));

using klass = class_object;
constexpr auto class_fields = with_base(std::to_array<field<klass>>(
    {{"title", form::text, &klass::title, in::both, in::both},
     {"classCode", form::text, &klass::code},
     {"classType", form::word, &klass::type, in::both, in::none, &class_types},
     {"location", form::text, &klass::location},
     {"grades", form::texts, &klass::grades},
     {"subjects", form::texts, &klass::subjects},
     {"course", form::reference, &klass::course, in::both, in::v1_2, nullptr, kind::course},
     {"school", form::reference, &klass::school, in::both, in::both, nullptr, kind::org},
     {"terms", form::references, &klass::terms, in::both, in::v1_2, nullptr, kind::academic_session},
     {"subjectCodes", form::texts, &klass::subject_codes},
     {"periods", form::texts, &klass::periods},
     {"resources", form::references, &klass::resources, in::both, in::none, nullptr, kind::resource}}
));

constexpr auto user_fields = with_base(std::to_array<field<user>>(
    {{"userMasterIdentifier", form::text, &user::master_identifier, in::v1_2},
     {"username", form::text, &user::user_name, in::both, in::v1_1},
     {"userIds", form::user_ids, &user::ids},
     {"enabledUser", form::boolean, &user::enabled, in::both, in::both},
     {"givenName", form::text, &user::given_name, in::both, in::both},
     {"familyName", form::text, &user::family_name, in::both, in::both},
     {"middleName", form::text, &user::middle_name},
     {"preferredFirstName", form::text, &user::preferred_first_name, in::v1_2},
     {"preferredMiddleName", form::text, &user::preferred_middle_name, in::v1_2},
     {"preferredLastName", form::text, &user::preferred_last_name, in::v1_2},
     {"pronouns", form::text, &user::pronouns, in::v1_2},
     {"role", form::word, &user::role, in::v1_1, in::v1_1, &user_roles},
     {"orgs", form::references, &user::orgs, in::v1_1, in::v1_1, nullptr, kind::org},
     {"roles", form::roles, &user::roles, in::v1_2, in::v1_2},
     {"userProfiles", form::profiles, &user::profiles, in::v1_2},
     {"primaryOrg", form::reference, &user::primary_org, in::v1_2, in::none, nullptr, kind::org},
     {"identifier", form::text, &user::identifier},
     {"email", form::text, &user::email},
     {"sms", form::text, &user::sms},
     {"phone", form::text, &user::phone},
     {"agents", form::references, &user::agents, in::both, in::none, nullptr, kind::user},
     {"grades", form::texts, &user::grades},
     {"password", form::never},
     {"resources", form::references, &user::resources, in::v1_2, in::none, nullptr, kind::resource}}
));

constexpr auto enrollment_fields = with_base(std::to_array<field<enrollment>>(
    {{"user", form::reference, &enrollment::user, in::both, in::both, nullptr, kind::user},
     {"class", form::reference, &enrollment::in_class, in::both, in::both, nullptr, kind::class_object},
     {"school", form::reference, &enrollment::school, in::both, in::both, nullptr, kind::org},
     {"role", form::word, &enrollment::role, in::both, in::both, &enrollment_roles},
     {"primary", form::boolean, &enrollment::primary},
     {"beginDate", form::date, &enrollment::begin},
     {"endDate", form::date, &enrollment::end}}
));

} // namespace

template <>
std::span<const field<academic_session>> fields_of() {
    return session_fields;
}
template <>
std::span<const field<org>> fields_of() {
    return org_fields;
}
template <>
std::span<const field<course>> fields_of() {
    return course_fields;
}
template <>
std::span<const field<class_object>> fields_of() {
    return class_fields;
}
template <>
std::span<const field<user>> fields_of() {
    return user_fields;
}
template <>
std::span<const field<enrollment>> fields_of() {
    return enrollment_fields;
}

} // namespace schakel::oneroster
