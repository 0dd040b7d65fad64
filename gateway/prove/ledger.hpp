// What was sent beside what arrived: the judgement that every proof rests on.
#pragma once

#include "gateway/prove/proof_message.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace schakel::prove {

using moment = std::chrono::steady_clock::time_point;

struct sent_line {
    message_name name;
    int status = 0; // of the answer; 0: none came, so it may have been stored or not
    moment answered;
    double milliseconds = 0; // from the first byte to the answer
};

struct received_line {
    message_name name;
    bool intact = true;
    bool confirmed = true; // we answered well
    bool orphan = false;   // who sent it had hung up before we came to it: its place in the order is chance
    moment at;
};

struct verdict {
    std::size_t accepted = 0, received = 0;
    std::vector<message_name> lost;         // accepted (2xx) and never confirmed
    std::vector<message_name> altered;      // arrived with other content, or was never sent
    std::vector<message_name> after_reject; // arrived although the sender was refused (4xx)
    std::vector<message_name> out_of_order; // an older one of a pupil after a newer one
    std::size_t duplicates = 0;

    bool nothing_lost_or_altered() const { return lost.empty() && altered.empty() && after_reject.empty(); }
};

verdict compare(const std::vector<sent_line>& sent, const std::vector<received_line>& received);

// "0 lost, 0 altered of 1,234 accepted"
std::string telling(const verdict& of);

// Milliseconds from the answer to the sender until the first arrival, sorted.
std::vector<double> delivery_times(const std::vector<sent_line>& sent, const std::vector<received_line>& received);
double at_share(const std::vector<double>& sorted, double share); // 0.99: the 99th percentile; 0 without values

} // namespace schakel::prove
