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

    static void read(user_id_list& into, string_view text) {
        into.clear();
        for (string_view type, id; !text.empty() && next_pair(text, type, id);)
            into.push_back({std::string(type), std::string(id)});
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
    static constexpr std::array list{
        cell<&it::id, it>("sourcedId"),
        cell<&it::status, it>("status"),
        cell<&it::modified, it>("dateLastModified"),
        cell<&it::enabled, it>("enabledUser"),
        cell<&it::orgs, it>("orgSourcedIds"),
        cell<&it::role, it>("role"),
        cell<&it::user_name, it>("username"),
        cell<&it::ids, it>("userIds"),
        cell<&it::given_name, it>("givenName"),
        cell<&it::family_name, it>("familyName"),
        cell<&it::middle_name, it>("middleName"),
        cell<&it::identifier, it>("identifier"),
        cell<&it::email, it>("email"),
        cell<&it::sms, it>("sms"),
        cell<&it::phone, it>("phone"),
        cell<&it::agents, it>("agentSourcedIds"),
        cell<&it::grades, it>("grades"),
        cell<&it::master_identifier, it>("userMasterIdentifier"),
        cell<&it::preferred_first_name, it>("preferredGivenName"),
        cell<&it::preferred_middle_name, it>("preferredMiddleName"),
        cell<&it::preferred_last_name, it>("preferredFamilyName"),
        cell<&it::primary_org, it>("primaryOrgSourcedId"),
        cell<&it::pronouns, it>("pronouns")};
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
