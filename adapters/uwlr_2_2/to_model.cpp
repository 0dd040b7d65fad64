#include "adapters/uwlr_2_2/wire.hpp"

#include "adapters/common/uwlr/pupil_ids.hpp"

namespace schakel::uwlr_2_2 {

// The key of the administration names a pupil; the ECK iD goes with it where it is known.
model::identifiers pupil_ids(const wire::toetsafname& pupil) {
    model::identifiers ids;
    uwlr::add_id(ids, model::scheme::las_key, pupil.leerlingid);
    uwlr::add_id(ids, model::scheme::eckid, pupil.eckid);
    return ids;
}

} // namespace schakel::uwlr_2_2
