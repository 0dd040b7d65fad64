// Identifiers as the chain has them: a value means something only within its scheme.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schakel::model {

// Schemes of persons and of schools. The list is open; these are the ones that two or more standards share.
namespace scheme {
inline constexpr std::string_view las_key = "las.key"; // key of a pupil or teacher in the LAS: UWLR key, Edu-V ASI
inline constexpr std::string_view eckid = "eckid";     // ECK iD, opaque and case sensitive
inline constexpr std::string_view account =
    "account";                                   // account of a system: xAPI account; `authority` is its home page
inline constexpr std::string_view mbox = "mbox"; // xAPI mbox with "mailto:"
inline constexpr std::string_view mbox_sha1sum = "mbox_sha1sum";
inline constexpr std::string_view openid = "openid";
inline constexpr std::string_view neppi = "neppi";           // nlEduPersonProfileId
inline constexpr std::string_view nepri = "nepri";           // nlEduPersonRealId
inline constexpr std::string_view basispoort = "basispoort"; // Basispoort id of a person or a school
inline constexpr std::string_view eduid = "eduid";

inline constexpr std::string_view brin = "brin";             // four characters, UWLR brincode, Edu-V OIE_CODE
inline constexpr std::string_view dependance = "dependance"; // two digits behind the brin; "00" is never kept
inline constexpr std::string_view school_key = "las.school"; // UWLR schoolkey, Edu-V AS_ID
inline constexpr std::string_view rio = "rio.aanbieder"; // RIO onderwijsaanbieder, Edu-V organisationMasterIdentifier
inline constexpr std::string_view digidelivery = "digidelivery"; // Edu-V DD_ID
inline constexpr std::string_view branch = "brin.vestiging";     // six characters, vestigingscode, Edu-V VE_CODE, V_ID
inline constexpr std::string_view board_code = "bevoegdgezag";   // Edu-V BGE_CODE
inline constexpr std::string_view instellingsnummer = "instellingsnummer"; // Flanders, two to six digits
inline constexpr std::string_view oin = "oin";                             // of who answers for the school
inline constexpr std::string_view rio_board = "rio.bestuur";               // RIO onderwijsbestuur
inline constexpr std::string_view rio_location = "rio.locatie";            // RIO onderwijslocatie, Edu-V OL_CODE
inline constexpr std::string_view own_school = "schakel.school"; // id in this gateway's settings; sent to nobody

// Ids of objects in one standard; `authority` is the system that gave them where several may meet.
inline constexpr std::string_view oneroster_id = "oneroster.sourcedid"; // of any object: user, class, org …
inline constexpr std::string_view eduv_id = "eduv.id";                  // groupId, enrollmentId, studyOfferingId …
inline constexpr std::string_view user_name = "username";               // gebruikersnaam, username
} // namespace scheme

struct identifier {
    std::string scheme;
    std::string value;
    std::string authority; // who issued it, where the scheme needs that (account: the home page)

    friend bool operator==(const identifier&, const identifier&) = default;
};

using identifiers = std::vector<identifier>;

inline const identifier* find(const identifiers& list, std::string_view scheme) {
    for (const identifier& one : list) {
        if (one.scheme == scheme) return &one;
    }
    return nullptr;
}

inline std::string_view value_of(const identifiers& list, std::string_view scheme) {
    const identifier* one = find(list, scheme);
    return one ? std::string_view(one->value) : std::string_view{};
}

} // namespace schakel::model
