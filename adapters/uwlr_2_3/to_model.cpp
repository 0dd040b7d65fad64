#include "adapters/uwlr_2_3/wire.hpp"

#include "adapters/common/uwlr/pupil_ids.hpp"

namespace schakel::uwlr_2_3 {

// The ECK iD names a pupil; the key of the administration goes with it for a transition period, or stands alone where
// there is no ECK iD.
model::identifiers pupil_ids(const wire::toetsafname& pupil) {
    model::identifiers ids;
    uwlr::add_id(ids, model::scheme::eckid, pupil.eckid);
    uwlr::add_id(ids, model::scheme::las_key, pupil.leerlingid);
    return ids;
}

} // namespace schakel::uwlr_2_3
