#include "adapters/common/edu_v_access/reply.hpp"

#include "adapters/common/edu_v/reply.hpp"
#include "adapters/common/edu_v/status.hpp"

namespace schakel::edu_v_access {

// As the administration services answer, but for what there is nothing of.
reply acknowledge(std::string_view version, const disposition& decided) {
    if (decided.what != disposition::outcome::unroutable) return edu_v::acknowledge_question(version, decided);
    const bool nl = decided.lang == language::nl;
    return edu_v::status_answer(
        version, 404, edu_v::code::other, nl ? "Hiervan is niets bekend." : "Nothing is known of this."
    );
}

} // namespace schakel::edu_v_access
