#include "adapters/uwlr_2_2/wire.hpp"

#include "adapters/common/uwlr/pupil_ids.hpp"

namespace schakel::uwlr_2_2 {

// leerlingid is required; without it the result cannot be sent, whatever else is known of the pupil.
bool name_pupil(const model::person& pupil, const encode_options& options, wire::toetsafname& out, field_fate& fate) {
    if (!uwlr::write_las_key(pupil, options, out, fate)) return false;
    uwlr::write_eckid(pupil, out, fate);
    uwlr::drop_other_ids(pupil, fate);
    return true;
}

} // namespace schakel::uwlr_2_2
