// What the ledger and the registrations keep, as records of the store and back.
#pragma once

#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/adapter/launch_party.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <string>
#include <string_view>

namespace schakel::launch {

outbox::launch_record to_record(const launch_class& what);
outbox::launch_record to_record(const launch_result& what);
outbox::launch_record to_record(const line_item& what);
outbox::launch_record to_record(std::string_view line_item, const given_score& what);

launch_class to_class(const outbox::launch_record& row);
launch_result to_result(const outbox::launch_record& row);
line_item to_line_item(const outbox::launch_record& row);
given_score to_score(const outbox::launch_record& row);

// Scores of one line item lie together, in order of the person.
std::string score_id(std::string_view line_item, std::string_view person);

// Where the handle of a result is found by what it is the result of.
std::string result_key(std::string_view class_handle, std::string_view resource, std::string_view person);
outbox::launch_record handle_record(const launch_result& of);

std::string party_bytes(const launch_party& what);
launch_party party_from(std::string_view bytes);

} // namespace schakel::launch
