// A question as it is understood: what is asked, by whom, for which school, and under which release. Private to
// pipeline.
#pragma once

#include "gateway/pipeline/query.hpp"

namespace schakel::pipeline {

struct question_in_hand {
    exchange asked;
    const adapter* by = nullptr;
    asked_at where;
    std::shared_ptr<const configuration> in_force;
    roster_question content;
    access::caller who;
    const settings::school* school = nullptr;
    std::shared_ptr<const release> released_as;
    disposition::outcome decided = disposition::outcome::accepted; // anything else: nobody gets an answer
    std::string memory_key;                                        // empty: the answer is not kept
    std::string roster_version;                                    // that is answered from
};

// Credentials in headers are judged before a body is read; those inside the message after it. Open questions are
// anybody's.
question_in_hand
read_question(exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force);

// Scopes of a token, where the credentials have any; else everything that the standard knows.
answering options_for(const question_in_hand& of, answer_memo& notes, instant now);

} // namespace schakel::pipeline
