// Objects of EDEX to canonical roster records, pushed into a sink as they come.
//
// A vestiging is an organisation of kind location, groep and samengestelde_groep are groups of kind home and lesson,
// leerling and leerkracht are persons "leerling:KEY" and "leerkracht:KEY"; each also has its key, trimmed, as
// identifier las.key. A person without a key to rely on (none, or a dummy) is named by the ECK iD, and failing that by
// the dummy with the moment at which the document was made, so that a later document never recognises it as somebody
// else.
//
// References become memberships "PERSON|GROUP"; a further role that a leerkracht has there "PERSON|GROUP|VAK". A
// leerkracht whose reference names no role is there as a teacher. A code that is not the usual one for its role
// (codes.hpp) travels as extension edex/rol.
#pragma once

#include "adapters/common/edex/read.hpp"

#include <set>
#include <string>

namespace schakel::edex {

class to_records final : public object_handler {
public:
    explicit to_records(roster_sink& into);

    void school(const wire::school& one) override;
    void vestiging(const wire::vestiging& one) override;
    void groep(const wire::groep& one) override;
    void leerling(const wire::leerling& one) override;
    void leerkracht(const wire::leerkracht& one) override;

private:
    std::string person_id(std::string_view kind, const wire::value& key, const wire::value& eckid) const;
    void join(const std::string& person, std::string_view group);
    void teach(const std::string& person, const wire::group_reference& at, std::set<std::string>& told_before);

    roster_sink& into_;
    std::string made_at_; // of the document, as written
    std::string pupil_id_;
    model::roster::record pupil_, membership_; // the one being made
};

// The school as a document names it: brin, dependance (never "00"), instellingsnummer, las.school.
model::identifiers school_of(const wire::school& one);

// All that the head holds.
model::roster::head head_of(const wire::school& one);

// Extension that EDEXML and UWLR read back: `standard` of everything that is EDEX's own.
inline constexpr std::string_view extension_family = "edex";
inline constexpr std::string_view additions_extension = "toevoegingen"; // the element as XML
inline constexpr std::string_view role_extension = "rol";               // the code

} // namespace schakel::edex
