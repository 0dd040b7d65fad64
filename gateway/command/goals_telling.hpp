// What an import of learning goals came to, for people: from the JSON that the importing process or a running gateway
// tells.
#pragma once

#include "gateway/codec/json_document.hpp"

namespace schakel::command {

int code_of(json::value outcome);
// The exit code: fine, or findings when nothing could be imported. `detailed`: the reasons of a rejection were told
// already.
int print_import(json::value outcome, bool detailed = false);

} // namespace schakel::command
