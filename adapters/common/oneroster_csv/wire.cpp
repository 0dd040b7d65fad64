#include "adapters/common/oneroster_csv/wire.hpp"

#include "adapters/common/oneroster_csv/values.hpp"

#include <array>

namespace schakel::oneroster_csv {

namespace {

using namespace oneroster;
using std::string_view;

// An item of a list: a comma would divide it.
void put_item(string_view item, std::string& into, bool first) {
    if (!first) into += ',';
    for (const char c : item) into += c == ',' ? ' ' : c;
}

// One reader and writer for each kind of member.
template <class Object>
struct member_texts {
    static void read(string_view& into, string_view text) { into = text; }

    // Whether there is anything.
    static void read(bool& into, string_view text) { into = text.find_first_not_of(',') != string_view::npos; }

    static void read(std::vector<string_view>& into, string_view text) {
        into.clear();
        if (text.empty()) return;
        for (string_view item; next_item(text, item);)
            if (!item.empty()) into.push_back(item);
    }

    static void read(std::vector<seen_user_id>& into, string_view text) {
        into.clear();
        for (string_view type, id; !text.empty() && next_pair(text, type, id);) into.push_back({type, id});
    }

    static void read(std::string& into, string_view text) { into = text; }
    static void write(const std::string& from, std::string& into) { into += from; }

    static void read(std::optional<bool>& into, string_view text) {
        into = text.empty() ? std::nullopt : std::optional(text == "true");
    }
    static void write(const std::optional<bool>& from, std::string& into) {
        if (from) into += *from ? "true" : "false";
    }

    static void read(reference& into, string_view text) { into.id = text; }
    static void write(const reference& from, std::string& into) { into += from.id; }

    static void read(reference_list& into, string_view text) {
        into.clear();
        if (text.empty()) return;
        for (string_view item; next_item(text, item);)
            if (!item.empty()) into.push_back({std::string(item)});
    }
    static void write(const reference_list& from, std::string& into) {
        for (const reference& one : from) put_item(one.id, into, &one == from.data());
    }

    static void read(text_list& into, string_view text) {
        into.clear();
        if (text.empty()) return;
        for (string_view item; next_item(text, item);)
            if (!item.empty()) into.emplace_back(item);
    }
    static void write(const text_list& from, std::string& into) {
        for (const std::string& one : from) put_item(one, into, &one == from.data());
    }

    static void write(const user_id_list& from, std::string& into) {
        for (const user_id& one : from) {
            if (&one != from.data()) into += ',';
            into.append("{").append(one.type).append(":").append(one.identifier).append("}");
        }
    }
};

template <auto Member, class Object>
constexpr cell_of<Object> cell(string_view column) {
    return {
        column, [](Object& into, string_view text) { member_texts<Object>::read(into.*Member, text); },
        [](const Object& from, std::string& into) { member_texts<Object>::write(from.*Member, into); }};
}

// Null for what is not read.
template <auto Member, auto Seen>
constexpr cell_of<user> user_cell(string_view column) {
    cell_of<user> made{column};
    if constexpr (Seen != nullptr)
        made.read = [](seen_user& into, string_view text) { member_texts<user>::read(into.*Seen, text); };
    made.write = [](const user& from, std::string& into) { member_texts<user>::write(from.*Member, into); };
    return made;
}

} // namespace

template <>
std::span<const cell_of<academic_session>> cells() {
    using it = academic_session;
    static constexpr std::array list{
        cell<&it::id, it>("sourcedId"),
        cell<&it::status, it>("status"),
        cell<&it::modified, it>("dateLastModified"),
        cell<&it::title, it>("title"),
        cell<&it::type, it>("type"),
        cell<&it::start, it>("startDate"),
        cell<&it::end, it>("endDate"),
        cell<&it::parent, it>("parentSourcedId"),
        cell<&it::school_year, it>("schoolYear")};
    return list;
}

template <>
std::span<const cell_of<org>> cells() {
    using it = org;
    static constexpr std::array list{
        cell<&it::id, it>("sourcedId"),
        cell<&it::status, it>("status"),
        cell<&it::modified, it>("dateLastModified"),
        cell<&it::name, it>("name"),
        cell<&it::type, it>("type"),
        cell<&it::identifier, it>("identifier"),
        cell<&it::parent, it>("parentSourcedId")};
    return list;
}

template <>
std::span<const cell_of<course>> cells() {
    using it = course;
    static constexpr std::array list{
        cell<&it::id, it>("sourcedId"),
        cell<&it::status, it>("status"),
        cell<&it::modified, it>("dateLastModified"),
        cell<&it::school_year, it>("schoolYearSourcedId"),
        cell<&it::title, it>("title"),
        cell<&it::code, it>("courseCode"),
        cell<&it::grades, it>("grades"),
        cell<&it::org, it>("orgSourcedId"),
        cell<&it::subjects, it>("subjects"),
        cell<&it::subject_codes, it>("subjectCodes")};
    return list;
}

template <>
std::span<const cell_of<class_object>> cells() {
    using it = class_object;
    static constexpr std::array list{
        cell<&it::id, it>("sourcedId"),
        cell<&it::status, it>("status"),
        cell<&it::modified, it>("dateLastModified"),
        cell<&it::title, it>("title"),
        cell<&it::grades, it>("grades"),
        cell<&it::course, it>("courseSourcedId"),
        cell<&it::code, it>("classCode"),
        cell<&it::type, it>("classType"),
        cell<&it::location, it>("location"),
        cell<&it::school, it>("schoolSourcedId"),
        cell<&it::terms, it>("termSourcedIds"),
        cell<&it::subjects, it>("subjects"),
        cell<&it::subject_codes, it>("subjectCodes"),
        cell<&it::periods, it>("periods")};
    return list;
}

template <>
std::span<const cell_of<user>> cells() {
    using it = user;
    using seen = seen_user;
    static constexpr std::array list{
        user_cell<&it::id, &seen::id>("sourcedId"),
        user_cell<&it::status, &seen::status>("status"),
        user_cell<&it::modified, &seen::modified>("dateLastModified"),
        user_cell<&it::enabled, &seen::enabled>("enabledUser"),
        user_cell<&it::orgs, &seen::orgs>("orgSourcedIds"),
        user_cell<&it::role, &seen::role>("role"),
        user_cell<&it::user_name, &seen::user_name>("username"),
        user_cell<&it::ids, &seen::ids>("userIds"),
        user_cell<&it::given_name, &seen::given_name>("givenName"),
        user_cell<&it::family_name, &seen::family_name>("familyName"),
        user_cell<&it::middle_name, &seen::middle_name>("middleName"),
        user_cell<&it::identifier, &seen::identifier>("identifier"),
        user_cell<&it::email, &seen::email>("email"),
        user_cell<&it::sms, &seen::sms>("sms"),
        user_cell<&it::phone, &seen::phone>("phone"),
        user_cell<&it::agents, &seen::has_agents>("agentSourcedIds"),
        user_cell<&it::grades, &seen::grades>("grades"),
        user_cell<&it::master_identifier, &seen::master_identifier>("userMasterIdentifier"),
        user_cell<&it::preferred_first_name, &seen::preferred_first_name>("preferredGivenName"),
        user_cell<&it::preferred_middle_name, &seen::preferred_middle_name>("preferredMiddleName"),
        user_cell<&it::preferred_last_name, &seen::preferred_last_name>("preferredFamilyName"),
        user_cell<&it::primary_org, nullptr>("primaryOrgSourcedId"),
        user_cell<&it::pronouns, &seen::pronouns>("pronouns")};
    return list;
}

template <>
std::span<const cell_of<enrollment>> cells() {
    using it = enrollment;
    static constexpr std::array list{
        cell<&it::id, it>("sourcedId"),
        cell<&it::status, it>("status"),
        cell<&it::modified, it>("dateLastModified"),
        cell<&it::in_class, it>("classSourcedId"),
        cell<&it::school, it>("schoolSourcedId"),
        cell<&it::user, it>("userSourcedId"),
        cell<&it::role, it>("role"),
        cell<&it::primary, it>("primary"),
        cell<&it::begin, it>("beginDate"),
        cell<&it::end, it>("endDate")};
    return list;
}

template <>
std::span<const cell_of<role_line>> cells() {
    using it = role_line;
    static constexpr std::array<cell_of<it>, 9> list{{
        {"sourcedId", nullptr, [](const it& from, std::string& into) { into += from.id; }},
        {"status", nullptr, [](const it& from, std::string& into) { into += from.status; }},
        {"dateLastModified", nullptr, [](const it& from, std::string& into) { into += from.modified; }},
        {"userSourcedId", nullptr, [](const it& from, std::string& into) { into += from.user; }},
        {"roleType", nullptr, [](const it& from, std::string& into) { into += from.told->type; }},
        {"role", nullptr, [](const it& from, std::string& into) { into += from.told->word; }},
        {"beginDate", nullptr, [](const it& from, std::string& into) { into += from.told->begin; }},
        {"endDate", nullptr, [](const it& from, std::string& into) { into += from.told->end; }},
        {"orgSourcedId", nullptr, [](const it& from, std::string& into) { into += from.told->org.id; }},
    }};
    return list;
}

} // namespace schakel::oneroster_csv
