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

class search_terms {
public:
    void add(const std::vector<model::record>& records);
    // Of everything that was added, and what else the message says of itself.
    std::vector<outbox::search_term> finish(const decoded& content);

private:
    void key(outbox::term_kind of, std::string_view value);
    void words(std::string_view text);
    void school(const model::identifiers& ids);
    void pupil(const model::person& who);
    void test(const model::assessment& one);
    void record(const model::progress_report& one);
    void record(const model::activity& one);

    std::vector<outbox::search_term> keys_, words_;
};

std::vector<outbox::search_term> search_terms_of(const decoded& content); // whose records are all there are

} // namespace schakel::pipeline
