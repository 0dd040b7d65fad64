// Wire to records and back.
#pragma once

#include "adapters/mapping_set/wire.hpp"
#include "gateway/adapter/goals.hpp"

namespace schakel::mapping_set_file {

// Of a document that check() found fit. The signature is judged against the keys of the options.
model::goals::mapping_set
head_to_model(const document& whole, const goal_reading_options& options, goal_files::notes& told);
void rows_to_model(const document& whole, const std::string& owner, goal_sink& into);
field_trace trace_of(const document& whole);

document from_model(const goal_view& view, const model::goals::mapping_set& set, field_fate& fate);

// Fills in signature and signature_key.
result<done> sign(document& whole, std::string_view private_pem);

std::string write(const document& whole);

} // namespace schakel::mapping_set_file
