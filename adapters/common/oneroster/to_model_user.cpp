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
        if (rest_.empty()) return std::nullopt;
        const std::size_t end = std::min(rest_.find(','), rest_.size());
        const auto which = roster::parse_role(rest_.substr(0, end));
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return which;
    }

private:
    std::string_view rest_;
};

std::string_view field_of_scheme(std::string_view scheme) {
    if (scheme == model::scheme::eckid) return field::person_eckid;
    return scheme == model::scheme::las_key ? field::person_id : field::person_other_id;
}

void add_once(
    refilling<model::identifier>& ids, std::string_view scheme, std::string_view value, std::string_view authority = {}
) {
    for (const model::identifier& one : ids.filled())
        if (one.scheme == scheme && one.value == value && one.authority == authority) return;
    model::identifier& made = ids.next();
    made.scheme = scheme;
    made.value = value;
    made.authority = authority;
}

} // namespace

void model_builder::take_base(const seen_user& from, id_filling& ids, roster::person& into) {
    into.id = from.id;
    add_once(ids, model::scheme::oneroster_id, from.id);
    into.ended = from.status == "tobedeleted";
    into.modified = parse_rfc3339(from.modified);
    if (into.modified) trace_.saw("dateLastModified", field::modified);
    if (into.ended) trace_.saw("status", field::ended);
    into.extra.clear();
    for (const seen_metadata& one : from.metadata) {
        if (!one.name.starts_with(own::prefix)) {
            keep_metadata(into, one.name, one.value, one.json);
            trace_.saw("metadata", model::field::extension);
        } else if (one.name.starts_with(own::id_prefix)) {
            model::identifier& id = ids.next();
            id = {std::string(one.name.substr(own::id_prefix.size())), std::string(one.value), {}};
            trace_.saw("metadata/schakel.id", field::person_other_id);
        }
    }
}

void model_builder::take_names(const seen_user& from, roster::person& into) {
    const std::string_view prefix = from.own[own::family_name_prefix];
    into.family_name = from.family_name;
    into.family_prefix.clear();
    if (!prefix.empty() && from.family_name.size() > prefix.size() && from.family_name.starts_with(prefix)) {
        into.family_prefix = prefix;
        into.family_name.erase(0, prefix.size() + 1);
        trace_.saw("users/metadata/schakel.familyNamePrefix", field::person_family_prefix);
    }
    into.given_names = from.given_name;
    into.middle_name = from.middle_name;
    into.initials = from.own[own::initials];
    into.alias = from.own[own::alias];
    into.preferred_name = from.preferred_first_name;
    if (into.preferred_name.empty()) into.preferred_name = from.own[own::preferred_name];
    // We wrote one name for another that the source did not have.
    const std::string_view stand_ins = from.own[own::made_up];
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

void model_builder::take_ids(const seen_user& from, id_filling& ids, roster::person& into) {
    if (is_eckid(from.master_identifier)) {
        add_once(ids, model::scheme::eckid, from.master_identifier);
        trace_.saw("users/userMasterIdentifier", field::person_eckid);
    } else if (!from.master_identifier.empty()) {
        keep(into, extra::master_identifier, from.master_identifier);
        trace_.saw("users/userMasterIdentifier", model::field::extension);
    }
    for (const seen_user_id& one : from.ids) {
        if (one.identifier.empty()) continue;
        const id_meaning id = meaning_of_user_id(one.type, one.identifier);
        trace_.saw("users/userIds", field_of_scheme(id.scheme));
        add_once(ids, id.scheme, one.identifier, id.authority);
    }
    const std::string_view stand_ins = from.own[own::made_up];
    into.user_name.clear();
    if (!from.user_name.empty() && stand_ins.find("username") == std::string_view::npos) {
        into.user_name = from.user_name;
        trace_.saw("users/username", field::person_user_name);
    }
    if (!from.identifier.empty()) {
        keep(into, extra::identifier, from.identifier);
        trace_.saw("users/identifier", model::field::extension);
    }
}

void model_builder::take_roles(const seen_user& from, roster::person& into) {
    exact_roles exact(from.own[own::roles]);
    refilling<roster::person_role> roles(into.roles);
    found_roles_.clear();
    const auto meaning = [&](std::string_view word, std::string_view org) {
        return role_of(word, word == "administrator" ? type_of_org(org) : std::string_view{});
    };
    const auto add = [&](roster::role what, std::string_view org, bool primary) -> roster::person_role& {
        roster::person_role& made = roles.next();
        made.what = what;
        made.organisation = real(org);
        made.primary = primary;
        made.begin = made.end = std::nullopt;
        made.extra.clear();
        found_roles_.push_back(what);
        return made;
    };
    for (const seen_role& one : from.roles) {
        const auto told = exact.next();
        roster::person_role& made = add(told ? *told : meaning(one.word, one.org), one.org, one.type != "secondary");
        if (!told && user_role_of(made.what, version::v1_2).word != one.word)
            made.extra.push_back({std::string(family_name_of_standard), std::string(extra::role), std::string(one.word)}
            );
        made.begin = one.begin;
        made.end = one.end;
        trace_.saw("users/roles/role", field::person_role);
        if (!made.organisation.empty()) trace_.saw("users/roles/org", field::person_role_organisation);
        if (made.begin || made.end) trace_.saw("users/roles/beginDate", field::person_role_dates);
    }
    if (!from.roles.empty()) return;
    // 1.1: one role, at the first org above all (fact sheet section 8).
    for (const std::string_view org : from.orgs) {
        const auto told = exact.next();
        const roster::person_role& made = add(told ? *told : meaning(from.role, org), org, found_roles_.empty());
        trace_.saw("users/role", field::person_role);
        if (!made.organisation.empty()) trace_.saw("users/orgs", field::person_role_organisation);
    }
    if (found_roles_.empty() && !from.role.empty()) {
        add(exact.next().value_or(role_of(from.role)), {}, true);
        trace_.saw("users/role", field::person_role);
    }
}

// By what is told, else by the roles.
void model_builder::take_kind(const seen_user& from, roster::person& into) {
    into.kind = person_kind_of(found_roles_);
    const std::string_view told_kind = from.own[own::kind];
    for (const auto kind : {roster::person_kind::pupil, roster::person_kind::employee, roster::person_kind::other}) {
        if (roster::to_string(kind) == told_kind) into.kind = kind;
    }
    trace_.saw("users/role", field::person_kind);
    if (from.own[own::made_up].find("role") != std::string_view::npos) into.roles.clear();
}

void model_builder::take_levels(const seen_user& from, roster::person& into) {
    refilling<model::term> levels(into.levels);
    for (const std::string_view grade : from.grades) {
        model::term& made = levels.next();
        made.value = grade;
        made.vocabulary = from.own[own::grade_vocabulary];
    }
}

void model_builder::take_rest(const seen_user& from, roster::person& into) {
    into.enabled = from.enabled.value_or(true);
    into.email = from.email;
    take_levels(from, into);
    into.location = real(from.own[own::location]);
    into.begin = parse_date(from.own[own::begin]);
    into.end = parse_date(from.own[own::end]);
    if (!into.enabled) trace_.saw("users/enabledUser", field::person_enabled);
    if (!into.email.empty()) trace_.saw("users/email", field::person_email);
    for (std::size_t i = 0; i < into.levels.size(); ++i) trace_.saw("users/grades", field::person_level);
    if (!into.location.empty()) trace_.saw("users/metadata/schakel.location", field::person_location);
    if (into.begin) trace_.saw("users/metadata/schakel.begin", field::person_begin);
    if (into.end) trace_.saw("users/metadata/schakel.end", field::person_end);

    into.phone.clear();
    if (into.kind == roster::person_kind::employee && !from.phone.empty()) {
        into.phone = from.phone;
        trace_.saw("users/phone", field::person_phone);
    } else if (!from.phone.empty())
        trace_.left("users/phone", "telephone numbers of pupils and families are not carried");
    if (!from.sms.empty()) trace_.left("users/sms", "no other standard of the chain carries it");
    if (from.has_agents) trace_.left("users/agents", "who a pupil's guardians are is not carried");
    if (from.has_profiles) trace_.left("users/userProfiles", "accounts in systems of vendors are not carried");
    if (from.has_resources) trace_.left("users/resources", "learning materials are no part of a roster");

    struct kept_text {
        std::string_view name, path, value;
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

void model_builder::add(const seen_user& from, roster_sink& into) {
    auto& made = std::get<roster::person>(person_);
    {
        id_filling ids(made.ids);
        take_base(from, ids, made);
        trace_.saw("users/sourcedId", field::person_id);
        take_names(from, made);
        take_ids(from, ids, made);
    }
    take_roles(from, made);
    take_kind(from, made);
    take_rest(from, made);
    into.add(std::move(person_));
}

void model_builder::add(const user& from, roster_sink& into) {
    see(from, seen_);
    add(seen_, into);
}

} // namespace schakel::oneroster
