// The parts of a statement that translation reads and writes, as they stand in it.
//
// An empty text means that the member is absent. `at` is where the object stands in the received text; it refers to
// nothing in a statement that is made. What is not read here stays in the received statement.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/decimal.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::xapi_1_0_3 {

namespace wire {

struct extension {
    std::string iri;
    std::string json; // the value as JSON text
    json::value at;
};

struct agent {
    std::string object_type = "Agent"; // or "Group"
    std::string name;
    std::string identifier; // the inverse functional identifier: "account", "mbox", "mbox_sha1sum", "openid" or none
    std::string value;
    std::string home_page; // of an account
};

struct activity {
    std::string id;
    std::string name;
    std::string name_language;
    std::string type;
    std::vector<extension> extensions;
    json::value at;
};

struct score {
    std::optional<decimal> scaled, raw, minimum, maximum;
};

struct result {
    std::optional<wire::score> score;
    std::optional<bool> success, completion;
    std::string response;
    std::string duration;
    std::vector<extension> extensions;
};

struct statement {
    std::string id;
    agent actor;
    std::string verb;
    std::string object_type; // "Activity", "Agent", "Group", "SubStatement", "StatementRef"
    activity object;         // of an Activity; of others only `at`
    std::optional<wire::result> result;
    std::string registration;
    agent instructor;
    std::vector<activity> parents; // without those that are learning goals
    std::vector<activity> goals;   // of the context, of whatever kind; written as groupings
    std::vector<extension> context_extensions;
    std::string timestamp;
    json::value at;
};

} // namespace wire

// A result that is made.
struct made_result {
    std::optional<wire::score> score;
    std::optional<bool> success, completion;
    std::string duration;
    json::writer extensions;
};

// The parts of a statement that is made, as JSON. Many statements share them.
struct made_statement {
    std::string_view actor, verb, object;
    std::string_view context;                // an object with what comes first; never empty
    std::string_view activities, extensions; // of the context; empty: none
    std::string_view timestamp;              // as it is; holds nothing that JSON escapes
};

// The statements of a body that its schema accepts: one object, or an array. Several when `root` is an array.
std::vector<wire::statement> parse(json::value root);
wire::statement parse_statement(json::value statement);

// Whether its address or type is that of a learning goal.
bool is_goal(const wire::activity& activity);

// The agent as JSON.
std::string write(const wire::agent& agent);

std::string write(const wire::activity& activity);

// The members of an object that is JSON already, into one that is being written.
void write_members(json::writer& out, std::string_view object);
// "{}" when there are none.
std::string write_context_activities(std::span<const wire::activity> parents, std::span<const wire::activity> goals);

// One statement without its id as JSON, at the end of `out`.
void write(std::string& out, const made_statement& statement, made_result&& result);
// A JSON array of statements that are JSON already.
std::string write_batch(std::span<const std::string> statements);

// The member of a list of extensions, or a value that does not exist.
json::value find(const std::vector<wire::extension>& list, std::string_view iri);

} // namespace schakel::xapi_1_0_3
