// SchoolReference and UserReference: somebody or something named by a primary identifier or by secondary ones.
//
// An empty text means that the member is absent or empty, which the standard does not tell apart either. `at` is where
// an object stands in the received text, so that rules can point at it; it refers to nothing in a message that is made.
#pragma once

#include "adapters/common/edu_v/values.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/model/identifier.hpp"

#include <string>
#include <vector>

namespace schakel::edu_v {

struct identifier {
    std::string id;
    std::string type;
    json::value at;
};

struct reference {
    std::string master; // organisationMasterIdentifier or userMasterIdentifier
    std::vector<identifier> ids;
    json::value at;

    bool named() const; // by anything at all
};

reference school_reference(json::value at);
reference user_reference(json::value at);

// The members of the object that the caller has begun.
void put_school_members(json::writer& out, const reference& from);
void put_user_members(json::writer& out, const reference& from);
void put_school(json::writer& out, const reference& from);
void put_user(json::writer& out, const reference& from);

// What a reference says, as canonical identifiers, the primary one first. An employee has no primary identifier: what
// stands there is passed over.
model::identifiers school_identifiers(const reference& from, place where);
model::identifiers person_identifiers(const reference& from, place where);

// The reference that these identifiers allow in a place; those that have no type there are left out.
reference school_reference(const model::identifiers& ids, place where);
reference person_reference(const model::identifiers& ids, place where);

} // namespace schakel::edu_v
