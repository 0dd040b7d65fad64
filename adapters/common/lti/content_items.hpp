// Content items of Deep Linking 2.0 (chapter 3), and what a response says besides them.
//
// Reading expects what the bundled schemas have let through. Members that the model has no field for are kept as JSON
// in content_item::extra (standard "lti") and written back.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/model/launch.hpp"

namespace schakel::lti {

model::content_item read_content_item(json::value at);
void write(json::writer& to, const model::content_item& one);

// The claims of a response. A missing list of items means that nothing was chosen.
model::content_return read_content_return(json::value claims);
// Adds the claims of a response to an object of claims that is being written.
void write_claims(json::writer& to, const model::content_return& chosen);

} // namespace schakel::lti
