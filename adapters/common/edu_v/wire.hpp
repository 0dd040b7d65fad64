// The objects of the administration services of Edu-V as they stand in a message, member by member; reading and writing
// them. What the gateway never keeps (accessibility, home addresses, addresses of parents) is not here.
//
// An empty text means that the member is absent or empty. `at` is where an object stands in the received text; it
// refers to nothing in an object that is made.
#pragma once

#include "adapters/common/edu_v/references.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::edu_v::wire {

// What closes every object.
struct tail {
    bool ended = false; // status "tobedeleted"
    std::string created, modified;
    json::value at;
};

// LocationReference, and BoardReference, which differs in the names of its members.
struct named_reference {
    std::string master, name;
    std::vector<identifier> ids;
    json::value at;
};

struct organisation : tail {
    reference school;
    std::string name;
    std::vector<named_reference> boards, locations;
};

struct study_offering : tail {
    std::string id, name, study_name, study_code;
    std::vector<std::string> characteristics;
    std::string level_id, level_prefix, level_name;
    std::optional<std::int64_t> year;
};

struct subject_offering : tail {
    std::string id, name, abbreviation, code;
    std::vector<std::string> studies;
};

struct school_period : tail {
    std::string id, title, type, parent, begin, end;
    std::vector<std::string> children;
};

struct student : tail {
    reference who;
    std::string given_name, preferred_name, family_name, family_prefix, alias;
    std::string birth_date, gender; // scope demographics
    std::string email;              // scope communication
};

struct organisation_role {
    reference organisation;
    std::string role, begin, end;
    json::value at;
};

struct employee : tail {
    reference who;
    std::string given_name, preferred_name, family_name, family_prefix, alias;
    std::string email, phone;             // scope communication
    std::vector<organisation_role> roles; // scope roles
};

struct enrollment : tail {
    std::string id;
    reference student;
    std::string type; // "study", "subject"
    std::string study, study_public_id, subject;
    std::optional<std::int64_t> year;
    std::optional<named_reference> location;
    std::string period, begin, end;
};

struct assignment : tail {
    std::string id;
    reference employee;
    std::string type; // "class-teacher", "teacher", "coach"
    std::string group, subject;
    std::optional<reference> student;
    std::string period, begin, end;
};

struct group : tail {
    std::string id, name, type; // "class", "lesson-group"
    std::vector<reference> students;
    std::vector<std::string> assignments;
    std::string period, begin, end;
};

// Take what they find: members of another type than the schema demands are read as absent.
void parse(json::value at, organisation& into);
void parse(json::value at, study_offering& into);
void parse(json::value at, subject_offering& into);
void parse(json::value at, school_period& into);
void parse(json::value at, student& into);
void parse(json::value at, employee& into);
void parse(json::value at, enrollment& into);
void parse(json::value at, assignment& into);
void parse(json::value at, group& into);

// Which attributes of persons go along; identifiers and names always do.
struct attributes {
    bool demographics = true, communication = true, roles = true;
};

std::string write(const organisation& from);
std::string write(const study_offering& from);
std::string write(const subject_offering& from);
std::string write(const school_period& from);
std::string write(const student& from, const attributes& with);
std::string write(const employee& from, const attributes& with);
std::string write(const enrollment& from);
std::string write(const assignment& from);
std::string write(const group& from);

} // namespace schakel::edu_v::wire
