#include "adapters/common/oneroster/extras.hpp"
#include "adapters/common/oneroster/meaning.hpp"
#include "adapters/common/oneroster/to_model.hpp"
#include "adapters/common/oneroster/to_model_parts.hpp"
#include "gateway/model/roster_field.hpp"

namespace schakel::oneroster {

namespace roster = model::roster;
namespace field = model::roster_field;

namespace {

// The exact roles, when they are told in our own metadata; none for a place that tells nothing.
class exact_roles {
public:
    explicit exact_roles(std::string_view list) : rest_(list) {}

    std::optional<roster::role> next() {
        const std::size_t end = std::min(rest_.find(','), rest_.size());
        const auto which = roster::parse_role(rest_.substr(0, end));
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return which;
    }

private:
    std::string_view rest_;
};

std::string_view field_of_id(const model::identifier& id) {
    if (id.scheme == model::scheme::eckid) return field::person_eckid;
    return id.scheme == model::scheme::las_key ? field::person_id : field::person_other_id;
}

void add_once(model::identifiers& ids, model::identifier one) {
    if (std::find(ids.begin(), ids.end(), one) == ids.end()) ids.push_back(std::move(one));
}

} // namespace

void model_builder::take_names(const user& from, roster::person& into) {
    const std::string_view prefix = value_of(from.metadata, own::family_name_prefix);
    into.family_name = from.family_name;
    if (!prefix.empty() && from.family_name.size() > prefix.size() && from.family_name.starts_with(prefix)) {
        into.family_prefix = prefix;
        into.family_name.erase(0, prefix.size() + 1);
        trace_.saw("users/metadata/schakel.familyNamePrefix", field::person_family_prefix);
    }
    into.given_names = from.given_name;
    into.middle_name = from.middle_name;
    into.initials = value_of(from.metadata, own::initials);
    into.alias = value_of(from.metadata, own::alias);
    into.preferred_name = from.preferred_first_name;
    if (into.preferred_name.empty()) into.preferred_name = value_of(from.metadata, own::preferred_name);
    // We wrote one name for another that the source did not have.
    const std::string_view stand_ins = value_of(from.metadata, own::made_up);
    if (stand_ins.find("givenName") != std::string_view::npos) into.given_names.clear();
    if (stand_ins.find("familyName") != std::string_view::npos) into.family_name.clear();

    if (!into.family_name.empty()) trace_.saw("users/familyName", field::person_family_name);
    if (!into.given_names.empty()) trace_.saw("users/givenName", field::person_given_names);
    if (!into.middle_name.empty()) trace_.saw("users/middleName", field::person_middle_name);
    if (!into.initials.empty()) trace_.saw("users/metadata/schakel.initials", field::person_initials);
    if (!into.alias.empty()) trace_.saw("users/metadata/schakel.alias", field::person_alias);
    if (!from.preferred_first_name.empty())
        trace_.saw("users/preferredFirstName", field::person_preferred_name);
    else if (!into.preferred_name.empty())
        trace_.saw("users/metadata/schakel.preferredName", field::person_preferred_name);
}

void model_builder::take_ids(const user& from, roster::person& into) {
    if (is_eckid(from.master_identifier)) {
        add_once(into.ids, {std::string(model::scheme::eckid), from.master_identifier, {}});
        trace_.saw("users/userMasterIdentifier", field::person_eckid);
    } else if (!from.master_identifier.empty()) {
        keep(into, extra::master_identifier, from.master_identifier);
        trace_.saw("users/userMasterIdentifier", model::field::extension);
    }
    for (const user_id& one : from.ids) {
        if (one.identifier.empty()) continue;
        model::identifier id = identifier_of(one);
        trace_.saw("users/userIds", field_of_id(id));
        add_once(into.ids, std::move(id));
    }
    const std::string_view stand_ins = value_of(from.metadata, own::made_up);
    if (!from.user_name.empty() && stand_ins.find("username") == std::string_view::npos) {
        into.user_name = from.user_name;
        trace_.saw("users/username", field::person_user_name);
    }
    if (!from.identifier.empty()) {
        keep(into, extra::identifier, from.identifier);
        trace_.saw("users/identifier", model::field::extension);
    }
}

void model_builder::take_roles(const user& from, roster::person& into) {
    exact_roles exact(value_of(from.metadata, own::roles));
    std::vector<roster::role> found;
    for (const role& one : from.roles) {
        roster::person_role made;
        const auto told_role = exact.next();
        made.what = told_role.value_or(role_of(one.word, type_of_org(one.org.id)));
        if (!told_role && user_role_of(made.what, version::v1_2).word != one.word)
            made.extra.push_back({std::string(family_name_of_standard), std::string(extra::role), one.word});
        made.organisation = real(one.org.id);
        made.primary = one.type != "secondary";
        made.begin = parse_date(one.begin);
        made.end = parse_date(one.end);
        trace_.saw("users/roles/role", field::person_role);
        if (!made.organisation.empty()) trace_.saw("users/roles/org", field::person_role_organisation);
        if (made.begin || made.end) trace_.saw("users/roles/beginDate", field::person_role_dates);
        found.push_back(made.what);
        into.roles.push_back(std::move(made));
    }
    // 1.1: one role, at the first org above all (fact sheet section 8).
    for (const reference& one : from.roles.empty() ? from.orgs : reference_list{}) {
        roster::person_role made;
        made.what = exact.next().value_or(role_of(from.role, type_of_org(one.id)));
        made.organisation = real(one.id);
        made.primary = into.roles.empty();
        trace_.saw("users/role", field::person_role);
        if (!made.organisation.empty()) trace_.saw("users/orgs", field::person_role_organisation);
        found.push_back(made.what);
        into.roles.push_back(std::move(made));
    }
    if (found.empty() && !from.role.empty()) {
        into.roles.push_back({exact.next().value_or(role_of(from.role)), {}, true, {}, {}, {}, {}});
        found.push_back(into.roles.back().what);
        trace_.saw("users/role", field::person_role);
    }
    into.kind = person_kind_of(found);
    const std::string_view told_kind = value_of(from.metadata, own::kind);
    for (const auto kind : {roster::person_kind::pupil, roster::person_kind::employee, roster::person_kind::other}) {
        if (roster::to_string(kind) == told_kind) into.kind = kind;
    }
    trace_.saw("users/role", field::person_kind);
    if (value_of(from.metadata, own::made_up).find("role") != std::string_view::npos) into.roles.clear();
}

void model_builder::take_rest(const user& from, roster::person& into) {
    into.enabled = from.enabled.value_or(true);
    into.email = from.email;
    into.levels = terms_of(from.grades, value_of(from.metadata, own::grade_vocabulary));
    into.location = real(value_of(from.metadata, own::location));
    into.begin = parse_date(value_of(from.metadata, own::begin));
    into.end = parse_date(value_of(from.metadata, own::end));
    if (!into.enabled) trace_.saw("users/enabledUser", field::person_enabled);
    if (!into.email.empty()) trace_.saw("users/email", field::person_email);
    for (std::size_t i = 0; i < into.levels.size(); ++i) trace_.saw("users/grades", field::person_level);
    if (!into.location.empty()) trace_.saw("users/metadata/schakel.location", field::person_location);
    if (into.begin) trace_.saw("users/metadata/schakel.begin", field::person_begin);
    if (into.end) trace_.saw("users/metadata/schakel.end", field::person_end);

    if (into.kind == roster::person_kind::employee && !from.phone.empty()) {
        into.phone = from.phone;
        trace_.saw("users/phone", field::person_phone);
    } else if (!from.phone.empty())
        trace_.left("users/phone", "telephone numbers of pupils and families are not carried");
    if (!from.sms.empty()) trace_.left("users/sms", "no other standard of the chain carries it");
    if (!from.agents.empty()) trace_.left("users/agents", "who a pupil's guardians are is not carried");
    if (!from.profiles.empty()) trace_.left("users/userProfiles", "accounts in systems of vendors are not carried");
    if (!from.resources.empty()) trace_.left("users/resources", "learning materials are no part of a roster");

    struct kept_text {
        std::string_view name, path;
        const std::string& value;
    };
    for (const kept_text& one :
         {kept_text{extra::preferred_middle_name, "users/preferredMiddleName", from.preferred_middle_name},
          kept_text{extra::preferred_last_name, "users/preferredLastName", from.preferred_last_name},
          kept_text{extra::pronouns, "users/pronouns", from.pronouns}}) {
        if (one.value.empty()) continue;
        keep(into, one.name, one.value);
        trace_.saw(one.path, model::field::extension);
    }
}

roster::person model_builder::person_of(const user& from) {
    roster::person made;
    take_base(from, field::person_other_id, made);
    trace_.saw("users/sourcedId", field::person_id);
    take_names(from, made);
    take_ids(from, made);
    take_roles(from, made);
    take_rest(from, made);
    return made;
}

} // namespace schakel::oneroster
