#include "adapters/uwlr_2_3/wire.hpp"

#include "adapters/common/uwlr/pupil_ids.hpp"

namespace schakel::uwlr_2_3 {

// One of the two identifiers suffices; where both are known both are sent, as the transition period allows.
bool name_pupil(const model::person& pupil, const encode_options& options, wire::toetsafname& out, field_fate& fate) {
    const bool by_eckid = uwlr::write_eckid(pupil, out, fate);
    const bool by_key =
        !model::value_of(pupil.ids, model::scheme::las_key).empty() && uwlr::write_las_key(pupil, options, out, fate);
    if (!by_eckid && !by_key) return false;
    uwlr::drop_other_ids(pupil, fate);
    return true;
}

} // namespace schakel::uwlr_2_3
