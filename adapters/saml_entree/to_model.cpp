#include "adapters/saml_entree/to_model.hpp"

#include "adapters/saml_entree/attributes.hpp"
#include "adapters/saml_entree/names.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"

#include <algorithm>

namespace schakel::saml_entree {

namespace {

namespace scheme = model::scheme;

std::string lower(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return made;
}

std::string upper(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return made;
}

void add(model::identifiers& ids, std::string_view what, std::string value, const std::string& authority = {}) {
    if (!value.empty()) ids.push_back({std::string(what), std::move(value), authority});
}

// A NameID that is made anew for each login names nobody.
bool is_lasting(const wire::name_id& name) {
    return name.format != names::transient_format;
}

model::identifiers person_ids(const wire::assertion& from, const known_attributes& given) {
    model::identifiers ids;
    const bool by_name = given.uid.empty() && from.name && is_lasting(*from.name);
    add(ids, scheme::entree_uid, by_name ? from.name->value : given.uid, from.head.issuer);
    add(ids, scheme::eckid, given.eckid);
    add(ids, scheme::nepri, given.real_id);
    add(ids, scheme::neppi, given.profile_id);
    return ids;
}

model::held_role role_of(const std::string& affiliation) {
    using model::launch_role;
    const std::string word = lower(affiliation);
    const launch_role what = word == "student"     ? launch_role::learner
                             : word == "employee"  ? launch_role::instructor
                             : word == "staff"     ? launch_role::staff
                             : word == "affiliate" ? launch_role::member
                                                   : launch_role::other;
    const bool in_class = what == launch_role::learner || what == launch_role::instructor;
    return {what, in_class ? model::role_scope::context : model::role_scope::institution, affiliation};
}

// "de" and "Vries" are one name where others have no field for the first.
std::string joined(const std::string& first, const std::string& second) {
    return first.empty() || second.empty() ? first + second : first + " " + second;
}

model::launch_person person_of(const wire::assertion& from, const known_attributes& given) {
    model::launch_person who;
    who.ids = person_ids(from, given);
    who.given_name = given.given_name;
    who.family_name = joined(given.prefix, given.surname);
    who.name = joined(given.given_name.empty() ? given.initials : given.given_name, who.family_name);
    who.email = given.mail;
    std::ranges::transform(given.affiliations, std::back_inserter(who.roles), role_of);
    return who;
}

// BRIN of four characters, or with the two of a location behind it; "00" is the school itself.
void add_brin(model::identifiers& school, const std::string& written) {
    const std::string code = upper(written);
    constexpr std::size_t brin_size = 4, branch_size = 6;
    if (code.size() != brin_size && code.size() != branch_size) return;
    add(school, scheme::brin, code.substr(0, brin_size));
    if (code.size() == brin_size || code.ends_with("00")) return;
    add(school, scheme::dependance, code.substr(brin_size));
    add(school, scheme::branch, code);
}

model::identifiers school_ids(const known_attributes& given) {
    model::identifiers school;
    add_brin(school, given.branch_id.empty() ? given.organisation_id : given.branch_id);
    add(school, scheme::digidelivery, given.digidelivery);
    if (const std::size_t at = given.uid.rfind('@'); at != given.uid.npos)
        add(school, scheme::entree_realm, given.uid.substr(at + 1));
    return school;
}

// A class is told only when there is one; of several nobody knows which is meant.
model::launch_context context_of(const known_attributes& given) {
    model::launch_context where;
    if (given.units.size() != 1) return where;
    where.id = given.units.front();
    where.label = where.title = given.units.front();
    return where;
}

model::launch_session session_of(const wire::assertion& from) {
    model::launch_session session;
    if (from.name) session.name = {from.name->format, from.name->value, from.head.issuer};
    for (const wire::authentication& one : from.authentications) {
        if (session.index.empty()) session.index = one.session_index;
        if (one.session_until && (!session.until || *one.session_until < *session.until))
            session.until = one.session_until;
    }
    return session;
}

bool differs(const wire::assertion& from, const known_attributes& given) {
    return from.name && is_lasting(*from.name) && !given.uid.empty() &&
           (from.name->format.empty() || from.name->format == names::unspecified_format) &&
           from.name->value != given.uid;
}

} // namespace

result<model::launch, finding> to_model(const wire::assertion& accepted, const party_parameters& parameters) {
    const auto given = know_attributes(accepted.attributes, parameters);
    if (!given) return given.error();
    if (differs(accepted, *given)) return fault_of(fault::uid_differs);
    model::launch made;
    made.kind = model::launch_kind::resource;
    made.person = person_of(accepted, *given);
    if (made.person.ids.empty()) return fault_of(fault::name_id);
    made.school = school_ids(*given);
    made.platform.guid = accepted.head.issuer;
    made.platform.name = given->organisation;
    made.context = context_of(*given);
    made.session = session_of(accepted);
    return made;
}

} // namespace schakel::saml_entree
