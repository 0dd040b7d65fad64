// Canonical records to wire structs: one message per school year of a report, with the fate of every field and what was
// refused.
//
// Tests of the same toetscode with different versions cannot share a message (the code is a key there), so they make a
// second one.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/adapter/adapter.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr {

// Fills in leerlingid and eckid. False when the pupil has no identifier by which the version can name it.
using pupil_namer = bool (*)(const model::person&, const encode_options&, wire::toetsafname&, field_fate&);

struct target_version {
    std::string_view xsdversie;
    std::string_view pupil_needs; // for the refusal: "leerlingid"
    pupil_namer name_pupil;
};

struct drafted_message {
    wire::message message;
    std::size_t sittings = 0;
    std::string order_key;
};

struct draft {
    std::vector<drafted_message> messages;
    field_fate fate;
    findings refused;
};

draft from_model(std::span<const model::record> records, const encode_options& options, const target_version& version);

} // namespace schakel::uwlr
