// Wire structs to canonical records. The message has passed its schema and rules.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/adapter/adapter.hpp"

#include <vector>

namespace schakel::uwlr {

// The identifiers of a pupil, the one that names it first.
using pupil_reader = model::identifiers (*)(const wire::toetsafname&);

model::identifiers school_of(const wire::school& school);

// One sitting per pupil, test, version and day (and processor); its results in the order of the message.
model::progress_report to_model(const wire::message& message, pupil_reader pupil_ids);

// One key per resultaat, with a digest of everything that gives it its meaning: school, pupil, the result and its test.
std::vector<record_key> record_keys(const wire::message& message);

} // namespace schakel::uwlr
