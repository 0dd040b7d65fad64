// What the store gets of a message that was judged and planned. Private to pipeline.
#pragma once

#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/judge.hpp"
#include "gateway/pipeline/plan.hpp"

#include <string>

namespace schakel::pipeline {

outbox::message stored_form(const judged& it, const std::string& listener, language lang);
// With the notes of the plan in its report; keys of records are moved out of it.
outbox::acceptance acceptance_of(judged& it, plan&& planned, const std::string& listener, language lang);

} // namespace schakel::pipeline
