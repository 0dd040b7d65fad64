#include "adapters/common/oneroster/json_read.hpp"

#include "adapters/common/one_edtech/moments.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_blank(json::value at) {
    return at.is(json::kind::null) || (at.is(json::kind::string) && at.text().empty());
}

class object_reader {
public:
    object_reader(version which, bends& noted) : version_(which), noted_(noted) {}

    // ------------------------------------------------------------ texts

    std::string text(json::value at) {
        if (at.is(json::kind::string)) return std::string(at.text());
        if (at.is(json::kind::number) && noted_.allow(quirk::number_form, at, "text"))
            return std::string(at.number_text());
        if (at.is(json::kind::boolean) && noted_.allow(quirk::boolean_form, at, "text"))
            return at.boolean() ? "true" : "false";
        if (!at.is(json::kind::number) && !at.is(json::kind::boolean)) noted_.refuse(at, "text");
        return {};
    }

    std::string word(json::value at, const vocabulary& list) {
        std::string said = text(at);
        if (said.empty() || knows(list, version_, said)) return said;
        if (const std::string_view right = nearest_case(list, version_, said); !right.empty())
            return noted_.allow(quirk::word_case, at, right) ? std::string(right) : std::string{};
        if (&list == &status_words && said == "inactive")
            return noted_.allow(quirk::status_inactive, at, "tobedeleted") ? "tobedeleted" : "";
        noted_.allow(quirk::unknown_word, at, list.name);
        return {};
    }

    std::string date(json::value at) {
        const std::string said = text(at);
        if (said.empty() || parse_date(said)) return said;
        const auto day = one_edtech::lenient_date(said);
        if (!day) {
            noted_.refuse(at, "YYYY-MM-DD");
            return {};
        }
        return noted_.allow(quirk::date_form, at, "YYYY-MM-DD") ? schakel::to_string(*day) : std::string{};
    }

    std::string moment(json::value at) {
        const std::string said = text(at);
        if (said.empty() || parse_rfc3339(said)) return said;
        const auto when = one_edtech::lenient_moment(said);
        if (!when) {
            noted_.refuse(at, "YYYY-MM-DDTHH:MM:SS.sssZ");
            return {};
        }
        return noted_.allow(quirk::date_form, at, "YYYY-MM-DDTHH:MM:SS.sssZ") ? to_rfc3339_milliseconds(*when)
                                                                              : std::string{};
    }

    std::optional<bool> boolean(json::value at) {
        if (at.is(json::kind::boolean)) {
            if (version_ == version::v1_2 && !noted_.allow(quirk::boolean_form, at, "\"true\", \"false\"")) return {};
            return at.boolean();
        }
        std::string said(at.is(json::kind::number) ? at.number_text() : at.text());
        if (said == "true" || said == "false") return said == "true";
        std::ranges::transform(said, said.begin(), lower);
        const bool yes = said == "true" || said == "1";
        if (!yes && said != "false" && said != "0") {
            noted_.refuse(at, "\"true\", \"false\"");
            return {};
        }
        if (!noted_.allow(quirk::boolean_form, at, "\"true\", \"false\"")) return {};
        return yes;
    }

    // ------------------------------------------------------------ references and lists

    reference refer(json::value at) {
        if (!at.is(json::kind::object)) {
            noted_.refuse(at, "{href, sourcedId, type}");
            return {};
        }
        const json::value id = at.member("sourcedId");
        if (!id || is_blank(id)) {
            noted_.allow(quirk::empty_as_absent, at, "sourcedId");
            return {};
        }
        if (!at.member("href") || !at.member("type")) noted_.allow(quirk::bare_reference, at, "href, sourcedId, type");
        return {text(id)};
    }

    // Calls `take` for each element; one value stands for a list of one where that is agreed.
    template <class Take>
    void each(json::value at, Take take) {
        if (!at.is(json::kind::array)) {
            if (noted_.allow(quirk::single_for_list, at, "[…]")) take(at);
            return;
        }
        for (json::value one = at.first_child(); one; one = one.next_sibling()) take(one);
    }

    user_id user_identifier(json::value at) {
        if (!at.is(json::kind::object)) noted_.refuse(at, "{type, identifier}");
        return {optional_text(at, "type"), optional_text(at, "identifier")};
    }

    role user_role(json::value at) {
        role one;
        if (!at.is(json::kind::object)) {
            noted_.refuse(at, "{roleType, role, org}");
            return one;
        }
        one.type = at.member("roleType") ? word(at.member("roleType"), role_types) : std::string{};
        one.word = at.member("role") ? word(at.member("role"), user_roles) : std::string{};
        if (const json::value org = at.member("org")) one.org = refer(org);
        one.profile = optional_text(at, "userProfile");
        if (const json::value day = at.member("beginDate"); day && !is_blank(day)) one.begin = date(day);
        if (const json::value day = at.member("endDate"); day && !is_blank(day)) one.end = date(day);
        if (one.word.empty()) noted_.allow(quirk::missing_required, at, "role");
        return one;
    }

    user_profile profile(json::value at) {
        if (!at.is(json::kind::object)) noted_.refuse(at, "{profileId, profileType, vendorId}");
        return {
            optional_text(at, "profileId"), optional_text(at, "profileType"), optional_text(at, "vendorId"),
            optional_text(at, "applicationId"), optional_text(at, "description")};
    }

    metadata_list metadata(json::value at) {
        metadata_list list;
        if (!at.is(json::kind::object)) noted_.refuse(at, "{…}");
        for (json::value one = at.is(json::kind::object) ? at.first_child() : json::value{}; one;
             one = one.next_sibling()) {
            const bool is_text = one.is(json::kind::string);
            list.push_back({std::string(one.name()), std::string(is_text ? one.text() : one.raw()), !is_text});
        }
        return list;
    }

    // ------------------------------------------------------------ a member

    template <class Object>
    void take(const field<Object>& which, json::value at, Object& into) {
        switch (which.form) {
        case form::text: [[fallthrough]];
        case form::year: into.*text_of(which) = text(at); break;
        case form::word: into.*text_of(which) = word(at, *which.words); break;
        case form::date: into.*text_of(which) = date(at); break;
        case form::moment: into.*text_of(which) = moment(at); break;
        case form::boolean: into.*std::get<std::optional<bool> Object::*>(which.at) = boolean(at); break;
        case form::reference: into.*std::get<reference Object::*>(which.at) = refer(at); break;
        case form::references:
            list(at, into.*std::get<reference_list Object::*>(which.at), &object_reader::refer);
            break;
        case form::texts: texts(which, at, into.*std::get<text_list Object::*>(which.at)); break;
        case form::user_ids:
            list(at, into.*std::get<user_id_list Object::*>(which.at), &object_reader::user_identifier);
            break;
        case form::roles: list(at, into.*std::get<role_list Object::*>(which.at), &object_reader::user_role); break;
        case form::profiles: list(at, into.*std::get<profile_list Object::*>(which.at), &object_reader::profile); break;
        case form::metadata: into.*std::get<metadata_list Object::*>(which.at) = metadata(at); break;
        case form::never: break;
        }
    }

private:
    template <class Object>
    static std::string Object::*text_of(const field<Object>& which) {
        return std::get<std::string Object::*>(which.at);
    }

    std::string optional_text(json::value object, std::string_view name) {
        const json::value at = object.member(name);
        return at && !is_blank(at) ? text(at) : std::string{};
    }

    template <class One>
    void list(json::value at, std::vector<One>& into, One (object_reader::*read_one)(json::value)) {
        each(at, [&](json::value one) { into.push_back((this->*read_one)(one)); });
    }

    // `periods` is one text in some descriptions of 1.1.
    template <class Object>
    void texts(const field<Object>& which, json::value at, text_list& into) {
        if (version_ == version::v1_1 && which.name == "periods" && at.is(json::kind::string))
            into.emplace_back(at.text());
        else
            list(at, into, &object_reader::text);
    }

    version version_;
    bends& noted_;
};

// A user of one version whose role is told in the manner of the other.
bool is_role_of_other_version(std::string_view name, version which) {
    return which == version::v1_2 ? name == "role" || name == "orgs" : name == "roles" || name == "primaryOrg";
}

template <class Object>
void take_member(json::value at, version which, object_reader& reader, bends& noted, Object& into) {
    const std::string_view name = at.name();
    const field<Object>* known = find_field<Object>(which, name);
    if constexpr (std::is_same_v<Object, user>) {
        const version other = which == version::v1_2 ? version::v1_1 : version::v1_2;
        if (!known && is_role_of_other_version(name, which) &&
            noted.allow(which == version::v1_2 ? quirk::flat_role : quirk::nested_role, at, to_string(which)))
            known = find_field<Object>(other, name);
    }
    if (!known) {
        noted.allow(quirk::unknown_member, at, to_string(which));
        return;
    }
    if (is_blank(at)) {
        noted.allow(quirk::empty_as_absent, at, name);
        return;
    }
    reader.take(*known, at, into);
}

// References that many leave out although the whole hangs on them.
bool is_link(std::string_view name) {
    return name == "course" || name == "terms" || name == "school";
}

template <class Object>
void check_required(json::value object, version which, bends& noted, Object& read) {
    for (const field<Object>& one : fields_of<Object>()) {
        if (!holds(one.required, which) || one.name == "sourcedId") continue;
        const json::value at = object.member(one.name);
        if (at && !is_blank(at)) continue;
        if (one.name == "status" || one.name == "dateLastModified")
            noted.allow(quirk::missing_base, object, one.name);
        else if (is_link(one.name) && one.form != form::text)
            noted.allow(quirk::missing_links, object, one.name);
        else if (one.name == "role" || one.name == "roles" || one.name == "orgs") {
            if constexpr (std::is_same_v<Object, user>) {
                if (read.role.empty() && read.roles.empty()) noted.allow(quirk::role_by_address, object, one.name);
            } else
                noted.allow(quirk::missing_required, object, one.name);
        } else
            noted.allow(quirk::missing_required, object, one.name);
    }
    if (read.status.empty()) read.status = "active";
}

} // namespace

template <class Object>
std::optional<Object> read(json::value object, version which, bends& noted) {
    if (!object.is(json::kind::object)) {
        noted.refuse(object, word_of(kind_of_object<Object>));
        return std::nullopt;
    }
    Object made;
    object_reader reader(which, noted);
    for (json::value at = object.first_child(); at; at = at.next_sibling()) take_member(at, which, reader, noted, made);
    if (made.id.empty()) {
        noted.allow(quirk::no_sourced_id, object, "sourcedId");
        return std::nullopt;
    }
    check_required(object, which, noted, made);
    return made;
}

template std::optional<academic_session> read(json::value, version, bends&);
template std::optional<org> read(json::value, version, bends&);
template std::optional<course> read(json::value, version, bends&);
template std::optional<class_object> read(json::value, version, bends&);
template std::optional<user> read(json::value, version, bends&);
template std::optional<enrollment> read(json::value, version, bends&);

} // namespace schakel::oneroster
