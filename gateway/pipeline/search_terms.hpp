// What a message is found by later: its business keys, and the words in it that are about no person.
//
// Keys are what the adapter made of the message: pseudonyms of pupils as they stand in it (no e-mail addresses, no user
// names), tests and their parts, products, the sender's own id of the message, the school as it is named. Words are the
// titles of tests, parts and products, and the ids of the rules that were broken. Names, remarks, answers and bodies
// are never looked at: whoever may see the list may search.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/outbox/search_term.hpp"

#include <vector>

namespace schakel::pipeline {

std::vector<outbox::search_term> search_terms_of(const decoded& content);

} // namespace schakel::pipeline
