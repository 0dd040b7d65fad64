#include "adapters/common/oneroster/from_model.hpp"
#include "adapters/common/oneroster/from_model_parts.hpp"
#include "adapters/common/oneroster/meaning.hpp"
#include "adapters/common/oneroster/vocabulary.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace roster = model::roster;
namespace field = model::roster_field;

namespace {

constexpr std::string_view unknown_name = "-"; // where OneRoster demands a name that may not be told or is not known

class user_maker {
public:
    user_maker(const roster::person& from, const making& how) : from_(from), how_(how), told_(how.fate) {}

    user make() {
        put_base(from_, object_kind::user, how_, made_, told_);
        told_.carried(field::person_id);
        names();
        identifiers();
        roles();
        rest();
        put(made_, own::made_up, stand_ins_);
        return std::move(made_);
    }

private:
    bool newer() const { return how_.in_version == version::v1_2; }

    // A value that the source does not have; the reader of our own metadata takes it out again.
    void stand_in(std::string_view name) {
        if (!stand_ins_.empty()) stand_ins_ += ',';
        stand_ins_ += name;
    }

    void names() {
        made_.given_name = from_.given_names;
        told_.carried(field::person_given_names, !from_.given_names.empty());
        if (made_.given_name.empty()) {
            made_.given_name = !from_.preferred_name.empty() ? from_.preferred_name : from_.initials;
            if (made_.given_name.empty()) made_.given_name = unknown_name;
            told_.defaulted("users/givenName", "the preferred name, else the initials, else -");
            stand_in("givenName");
        }
        made_.family_name = from_.family_name;
        told_.carried(field::person_family_name, !from_.family_name.empty());
        if (made_.family_name.empty()) {
            made_.family_name = unknown_name;
            told_.defaulted("users/familyName", "-");
            stand_in("familyName");
        } else if (!from_.family_prefix.empty()) {
            made_.family_name = from_.family_prefix + " " + from_.family_name;
            put(made_, own::family_name_prefix, from_.family_prefix);
            told_.mapped(field::person_family_prefix, "before the family name");
        }
        made_.middle_name = from_.middle_name;
        told_.carried(field::person_middle_name, !from_.middle_name.empty());
        put_mapped(made_, own::initials, from_.initials, field::person_initials, told_);
        put_mapped(made_, own::alias, from_.alias, field::person_alias, told_);
        if (newer()) {
            made_.preferred_first_name = from_.preferred_name;
            told_.carried(field::person_preferred_name, !from_.preferred_name.empty());
            made_.preferred_middle_name = extra_of(from_, extra::preferred_middle_name);
            made_.preferred_last_name = extra_of(from_, extra::preferred_last_name);
            made_.pronouns = extra_of(from_, extra::pronouns);
        } else
            put_mapped(made_, own::preferred_name, from_.preferred_name, field::person_preferred_name, told_);
    }

    static std::string_view field_of(const model::identifier& id) {
        if (id.scheme == model::scheme::eckid) return field::person_eckid;
        return id.scheme == model::scheme::las_key ? field::person_id : field::person_other_id;
    }

    void identifiers() {
        for (const model::identifier& one : from_.ids) {
            if (newer() && one.scheme == model::scheme::eckid && made_.master_identifier.empty()) {
                made_.master_identifier = one.value;
                told_.carried(field::person_eckid);
            } else if (auto id = user_id_of(one)) {
                told_.carried(field_of(one));
                made_.ids.push_back(*std::move(id));
            }
        }
        if (newer() && made_.master_identifier.empty())
            made_.master_identifier = extra_of(from_, extra::master_identifier);
        made_.identifier = extra_of(from_, extra::identifier);
        made_.user_name = from_.user_name;
        told_.carried(field::person_user_name, !from_.user_name.empty());
        if (made_.user_name.empty() && !newer()) {
            made_.user_name = made_.id;
            told_.defaulted("users/username", "1.1 asks for one: the sourcedId");
            stand_in("username");
        }
    }

    // The roles to tell: those of the record, else the one that the kind of person implies.
    std::vector<roster::person_role> roles_to_tell() {
        if (!from_.roles.empty()) return from_.roles;
        roster::person_role implied;
        implied.what = from_.kind == roster::person_kind::pupil      ? roster::role::pupil
                       : from_.kind == roster::person_kind::employee ? roster::role::teacher
                                                                     : roster::role::other;
        implied.organisation = from_.location;
        told_.defaulted("users/roles", "by the kind of person");
        stand_in("role");
        return {implied};
    }

    // The exact word of the source, where the version has it.
    told_word word_of_role(const roster::person_role& one) {
        const std::string_view kept = model::value_of(one.extra, family_name_of_standard, extra::role);
        if (!kept.empty() && knows(user_roles, how_.in_version, kept)) return {kept};
        return user_role_of(one.what, how_.in_version);
    }

    void roles() {
        const std::vector<roster::person_role> all = roles_to_tell();
        std::string exact_words;
        bool all_exact = true;
        std::vector<std::string_view> with_primary; // orgs
        for (const roster::person_role& one : all) {
            const told_word word = word_of_role(one);
            const std::string& at = how_.frame.org_of(one.organisation);
            all_exact = all_exact && word.exact;
            exact_words.append(exact_words.empty() ? "" : ",").append(roster::to_string(one.what));
            tell(one, word);
            if (newer()) {
                const bool first = std::ranges::find(with_primary, at) == with_primary.end();
                if (first && one.primary) with_primary.push_back(at);
                const bool primary = first && one.primary;
                made_.roles.push_back(
                    {primary ? "primary" : "secondary",
                     std::string(word.word),
                     {at},
                     {},
                     text_of(one.begin),
                     text_of(one.end)}
                );
            }
        }
        if (newer())
            one_primary_for_each_org();
        else
            flat_role(all);
        const bool hidden = !newer() && all.size() > 1;
        if (!all_exact || hidden) put(made_, own::roles, hidden ? exact_of_flat_ : exact_words);
        if (made_.roles.size() > 1) primary_org();
        const bool kind_shows = from_.kind == kind_told(all);
        if (!kind_shows) put(made_, own::kind, roster::to_string(from_.kind));
        told_.carried(field::person_kind, kind_shows);
        told_.mapped(field::person_kind, in_metadata, !kind_shows);
    }

    void tell(const roster::person_role& one, const told_word& word) {
        if (from_.roles.empty()) return;
        told_.carried(field::person_role, word.exact);
        told_.mapped(field::person_role, "the nearest word of OneRoster; the exact role is in metadata", !word.exact);
        told_.carried(field::person_role_organisation, !one.organisation.empty());
        told_.dropped(
            field::person_role_description, "OneRoster has no description of a role", !one.description.empty()
        );
        const bool dated = one.begin || one.end;
        told_.carried(field::person_role_dates, dated && newer());
        told_.dropped(field::person_role_dates, "1.1 has no dates of roles", dated && !newer());
    }

    // The standard: one primary role for each user and org.
    void one_primary_for_each_org() {
        for (role& one : made_.roles) {
            const bool there = std::ranges::any_of(made_.roles, [&](const role& other) {
                return other.org == one.org && other.type == "primary";
            });
            if (!there) one.type = "primary";
        }
    }

    void primary_org() {
        const auto main = std::ranges::find(made_.roles, std::string_view("primary"), &role::type);
        if (main != made_.roles.end()) made_.primary_org = main->org;
    }

    // 1.1: the primary role as role, all orgs of roles as orgs, that of the primary role first.
    void flat_role(const std::vector<roster::person_role>& all) {
        const auto found = std::ranges::find(all, true, &roster::person_role::primary);
        const roster::person_role& main = found == all.end() ? all.front() : *found;
        made_.role = word_of_role(main).word;
        made_.orgs.push_back({how_.frame.org_of(main.organisation)});
        exact_of_flat_ = roster::to_string(main.what);
        for (const roster::person_role& one : all) {
            const reference at{how_.frame.org_of(one.organisation)};
            if (std::ranges::find(made_.orgs, at) == made_.orgs.end()) {
                made_.orgs.push_back(at);
                exact_of_flat_.append(",").append(roster::to_string(one.what));
            }
            if (&one != &main && one.what != main.what)
                told_.dropped(field::person_role, "1.1 has one role for each user");
        }
    }

    static roster::person_kind kind_told(const std::vector<roster::person_role>& all) {
        std::vector<roster::role> words;
        for (const roster::person_role& one : all) words.push_back(one.what);
        return person_kind_of(words);
    }

    void rest() {
        made_.enabled = from_.enabled;
        told_.carried(field::person_enabled, !from_.enabled);
        made_.email = from_.email;
        made_.phone = from_.phone;
        told_.carried(field::person_email, !from_.email.empty());
        told_.carried(field::person_phone, !from_.phone.empty());
        made_.grades = words_of(from_.levels, own::grade_vocabulary, field::person_level, made_, told_);
        const auto* location = how_.frame.organisation(from_.location);
        put_mapped(made_, own::location, location ? location->id : "", field::person_location, told_);
        told_.dropped(field::person_location, "it is not in the roster", !location && !from_.location.empty());
        put_mapped(made_, own::begin, text_of(from_.begin), field::person_begin, told_);
        put_mapped(made_, own::end, text_of(from_.end), field::person_end, told_);
        constexpr std::string_view demographics = "OneRoster has it in demographics, which are never told";
        told_.dropped(field::person_birth_date, demographics, from_.birth_date.has_value());
        told_.dropped(field::person_gender, demographics, from_.sex.has_value());
        told_.dropped(field::person_in_year_3, "OneRoster has no place for it", from_.in_year_3.has_value());
    }

    const roster::person& from_;
    const making& how_;
    fates told_;
    user made_;
    std::string stand_ins_, exact_of_flat_;
};

} // namespace

user user_from(const roster::person& from, const making& how) {
    return user_maker(from, how).make();
}

} // namespace schakel::oneroster
