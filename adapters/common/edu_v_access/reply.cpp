#include "adapters/common/edu_v_access/reply.hpp"

#include "adapters/common/edu_v/reply.hpp"
#include "adapters/common/edu_v/status.hpp"

namespace schakel::edu_v_access {

// As the administration services answer, but for what there is nothing of.
reply acknowledge(std::string_view version, const disposition& decided) {
    const bool nl = decided.lang == language::nl;
    if (decided.what == disposition::outcome::conflict)
        return edu_v::status_answer(
            version, 400, edu_v::code::other,
            nl ? "Dit kenmerk is eerder voor een ander bericht gebruikt."
               : "This reference was used before for another message."
        );
    if (decided.what != disposition::outcome::unroutable) return edu_v::acknowledge_question(version, decided);
    return edu_v::status_answer(
        version, 404, edu_v::code::other, nl ? "Hiervan is niets bekend." : "Nothing is known of this."
    );
}

} // namespace schakel::edu_v_access
