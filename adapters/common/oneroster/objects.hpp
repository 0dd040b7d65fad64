// The objects of OneRoster rostering, in the standard's own words: what REST carries as JSON and CSV as rows.
//
// One struct serves both versions; fields.hpp says which version has which field. Texts are as they stand on the wire
// (dates "2026-08-01", moments "2026-08-01T00:00:00.000Z"); an empty text is an absent field. Passwords have no place
// here: they are never taken, kept or sent. `metadata` is the only place for what the standard does not name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster {

enum class version : std::uint8_t { v1_1, v1_2 };
std::string_view to_string(version which); // "1.1", "1.2"

// What a reference can point at. The words of `type` are those of the objects.
enum class object_kind : std::uint8_t {
    academic_session,
    org,
    course,
    class_object,
    user,
    enrollment,
    demographics,
    resource
};
std::string_view word_of(object_kind kind);       // "academicSession", "class"
std::string_view collection_of(object_kind kind); // "academicSessions", "classes"; "demographics" is its own plural

struct reference {
    std::string id; // sourcedId; empty: no reference

    bool empty() const { return id.empty(); }
    friend bool operator==(const reference&, const reference&) = default;
};
using reference_list = std::vector<reference>;
using text_list = std::vector<std::string>;

struct user_id {
    std::string type;
    std::string identifier;

    friend bool operator==(const user_id&, const user_id&) = default;
};
using user_id_list = std::vector<user_id>;

// 1.2: somebody's role in one org.
struct role {
    std::string type; // "primary", "secondary"
    std::string word; // "student", "teacher" …
    reference org;
    std::string profile; // URI
    std::string begin, end;

    friend bool operator==(const role&, const role&) = default;
};
using role_list = std::vector<role>;

// 1.2: an account in a vendor's system. Its credentials are never taken.
struct user_profile {
    std::string id;
    std::string type;
    std::string vendor;
    std::string application;
    std::string description;

    friend bool operator==(const user_profile&, const user_profile&) = default;
};
using profile_list = std::vector<user_profile>;

// A member of `metadata`: a text, or any other JSON value as it stands.
struct metadata_entry {
    std::string name;
    std::string value;
    bool json = false;

    friend bool operator==(const metadata_entry&, const metadata_entry&) = default;
};
using metadata_list = std::vector<metadata_entry>;

std::string_view value_of(const metadata_list& list, std::string_view name); // "" for none and for JSON

// What every object has.
struct object_base {
    std::string id;       // sourcedId
    std::string status;   // "active", "tobedeleted"
    std::string modified; // dateLastModified
    metadata_list metadata;

    friend bool operator==(const object_base&, const object_base&) = default;
};

struct academic_session : object_base {
    std::string title, start, end, type;
    reference parent;
    reference_list children;
    std::string school_year; // the year in which it ends, four digits

    friend bool operator==(const academic_session&, const academic_session&) = default;
};

struct org : object_base {
    std::string name, type, identifier;
    reference parent;
    reference_list children;

    friend bool operator==(const org&, const org&) = default;
};

struct course : object_base {
    std::string title, code;
    reference school_year;
    text_list grades, subjects, subject_codes;
    reference org;
    reference_list resources;

    friend bool operator==(const course&, const course&) = default;
};

struct class_object : object_base {
    std::string title, code, type, location;
    text_list grades, subjects, subject_codes;
    reference course, school;
    reference_list terms;
    text_list periods;
    reference_list resources;

    friend bool operator==(const class_object&, const class_object&) = default;
};

struct user : object_base {
    std::string master_identifier; // 1.2
    std::string user_name;
    user_id_list ids;
    std::optional<bool> enabled;
    std::string given_name, family_name, middle_name;
    std::string preferred_first_name, preferred_middle_name, preferred_last_name; // 1.2
    std::string pronouns;                                                         // 1.2
    std::string role;                                                             // 1.1
    reference_list orgs;                                                          // 1.1
    role_list roles;                                                              // 1.2
    profile_list profiles;                                                        // 1.2
    reference primary_org;                                                        // 1.2
    std::string identifier, email, sms, phone;
    reference_list agents;
    text_list grades;
    reference_list resources; // 1.2

    friend bool operator==(const user&, const user&) = default;
};

struct enrollment : object_base {
    reference user, in_class, school;
    std::string role;
    std::optional<bool> primary;
    std::string begin, end;

    friend bool operator==(const enrollment&, const enrollment&) = default;
};

constexpr object_kind kind_of(const academic_session*) {
    return object_kind::academic_session;
}
constexpr object_kind kind_of(const org*) {
    return object_kind::org;
}
constexpr object_kind kind_of(const course*) {
    return object_kind::course;
}
constexpr object_kind kind_of(const class_object*) {
    return object_kind::class_object;
}
constexpr object_kind kind_of(const user*) {
    return object_kind::user;
}
constexpr object_kind kind_of(const enrollment*) {
    return object_kind::enrollment;
}
// kind_of_object<user> == object_kind::user
template <class Object>
inline constexpr object_kind kind_of_object = kind_of(static_cast<const Object*>(nullptr));

} // namespace schakel::oneroster
