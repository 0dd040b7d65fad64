// Answers to a sender of UWLR: the confirmation, or a SOAP 1.1 fault whose code says what is wrong.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <string_view>

namespace schakel::uwlr {

reply confirmation();

// The fault for what was decided: status 500, faultcode "soap:Client.…" or "soap:Server.…", the first finding as
// faultstring, and all findings of the report in detail. Findings hold no personal values, so the fault holds none.
reply fault(const disposition& decided);

// The code (without prefix) that a finding calls for.
std::string_view fault_code(const finding& found);

// The finding that decides the code: authorisation before version before the first error. Null when there is no error.
const finding* deciding_finding(const report& checked);

} // namespace schakel::uwlr
