// AssessmentScoresAndResults of Edu-V Results 2.1 as it stands in a message, member by member; reading and writing it.
//
// An empty text means that the member is absent or empty, which the standard does not tell apart either. `at` is where
// an object stands in the received text, so that rules can point at it; it refers to nothing in a message that is made.
#pragma once

#include "adapters/common/edu_v/references.hpp"
#include "gateway/codec/json_document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace schakel::edu_v_results_2_1 {

namespace wire {

using identifier = edu_v::identifier;
using reference = edu_v::reference; // SchoolReference, StudentReference or EmployeeReference

struct subject {
    std::string prefix;
    std::string name;
};

struct part {
    std::string id;
    std::string name;
    std::int64_t index = 0;
    json::value at;
};

struct assessment {
    std::string id;
    std::string name;
    std::string version;
    std::string study_level;
    std::vector<subject> subjects;
    std::vector<part> parts;
    json::value at;
};

struct scale_entry {
    std::string lhs; // "x" or "x-y"
    std::string rhs; // the label
    json::value at;
};

struct score_scale {
    std::string id;
    std::string name;
    std::vector<scale_entry> entries;
    json::value at;
};

struct score {
    std::string type;
    std::string value;
    std::string maximum;
    std::string assessment_id;
    std::string part_id;
    std::vector<std::string> scale_ids;
    json::value at;
};

struct result {
    std::string type;
    std::string value;
    std::string assessment_id;
    std::string part_id;
    json::value at;
};

// StudentScoresAndResults: one pupil, one sitting.
struct pupil_record {
    std::string id;
    reference student;
    std::string created;
    std::string modified;
    std::string status;
    std::optional<bool> missing;
    std::vector<score> scores;
    std::vector<result> results;
    std::string review_url;
    std::string additional_info;
    json::value at;
};

struct message {
    std::string id;
    std::string timestamp;
    std::string tool_name;
    reference school;
    std::string school_period;
    std::vector<reference> employees;
    wire::assessment assessment;
    std::string taken_at;
    std::vector<score_scale> scales;
    std::vector<pupil_record> pupils;
    std::string review_url;
    std::string additional_info;
    json::value at;
};

} // namespace wire

// Takes what it finds: members of another type than the schema demands are read as absent.
wire::message parse(json::value root);

std::string write(const wire::message& message);

// SHA-256 of one pupil's record together with what the message says of the sitting. Message id, timestamp and tool are
// left out: the same content sent again is a repeat. `message_digest` is digest(message).
std::string digest(const wire::message& message);
std::string digest(const wire::pupil_record& pupil, const std::string& message_digest);

// Two messages with the pupils divided between them, each with an id derived from that of the whole. Empty for less
// than two pupils.
std::vector<wire::message> halves(const wire::message& whole);

} // namespace schakel::edu_v_results_2_1
