// How pupils are named, as far as versions agree.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/adapter/adapter.hpp"

namespace schakel::uwlr {

void add_id(model::identifiers& ids, std::string_view scheme, const wire::value& value);

// Fills in leerlingid from the LAS key, or, with parameter pupil_key = "eckid", from the ECK iD. False when there is
// neither.
bool write_las_key(const model::person& pupil, const encode_options& options, wire::toetsafname& out, field_fate& fate);

// Fills in eckid. False when there is none that fits.
bool write_eckid(const model::person& pupil, wire::toetsafname& out, field_fate& fate);

// Everything else that is known of a pupil has no place in UWLR.
void drop_other_ids(const model::person& pupil, field_fate& fate);

} // namespace schakel::uwlr
