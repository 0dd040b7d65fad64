// An answer on its way out: counted, audited and remembered when its last byte is there. Private to pipeline.
#pragma once

#include "gateway/pipeline/question.hpp"

namespace schakel::pipeline {

// An answer that was given before.
struct kept_answer {
    reply head;
    std::shared_ptr<const std::string> body;
    std::uint64_t persons = 0;
    std::shared_ptr<kept_coding> coding;
};

// Under which an answer is remembered; empty: it is not, because the question may not be asked twice.
std::string key_of(const question_in_hand& of, const roster_view& view, instant now);

answered entry_of(const question_in_hand& of, std::string_view how, std::uint64_t persons = 0);
// Counts and audits.
void tell_of(const question_in_hand& of, const query_services& with, std::uint64_t persons, std::string_view how);

query_answer told_answer(roster_answer made, const question_in_hand& of, const query_services& with);

} // namespace schakel::pipeline
