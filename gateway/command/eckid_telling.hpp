// What `schakel eckid` tells an operator: lines of his list, counts and reasons. Never a number, a hash or a pseudonym.
#pragma once

#include "gateway/command/verbs.hpp"
#include "gateway/pipeline/chain_id_run.hpp"

namespace schakel::command {

// Every fault of the list, with its line. The exit code.
int tell_faults(const std::string& list, const people_list& read, language lang);
// How it ended. The exit code: 0 all is well, 1 some were refused or it failed, 75 try again.
int tell_tally(const pipeline::chain_id_tally& tally, const common_options& common);

// One line on a terminal, drawn over again: "[########............] 120 of 300  computing hashes".
class eckid_progress {
public:
    eckid_progress();
    ~eckid_progress(); // the line is empty again
    eckid_progress(const eckid_progress&) = delete;
    eckid_progress& operator=(const eckid_progress&) = delete;
    void tell(const pipeline::intake_progress& how_far) const;

private:
    bool shown_;
};

} // namespace schakel::command
