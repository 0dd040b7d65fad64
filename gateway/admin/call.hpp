// One authenticated call of the admin API and the table of all that exist. Private to admin.
#pragma once

#include "gateway/admin/admin_api.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::admin {

using services_pointer = std::shared_ptr<const admin_services>;

struct path_entry;

struct call {
    services_pointer with; // shared: answers that wait for the store outlive the call
    const transport::http_request& request;
    const path_entry& entry;
    std::string id;                                 // what stood in the place of {id}
    std::optional<outbox::named_request> name = {}; // of an order that its sender named (Idempotency-Key)
};

// Answers once, at once or later. Nothing of `call` but `with` may be kept.
using answer_function = void (*)(const call&, transport::responder);

struct path_entry {
    std::string_view method;
    std::string_view path; // with at most one segment "{id}"
    answer_function answer;
    bool open = false;                                 // needs no token
    std::span<const std::string_view> parameters = {}; // names that its query may hold
    bool takes_file = false;                           // the body is a file and not JSON
    bool only_asks = false;                            // a POST that changes nothing
};

// Everything that the admin listener answers; a HEAD is answered as the GET of the same path.
std::span<const path_entry> paths();

// A JSON answer, and the headers that every answer of this API has.
transport::http_response json_answer(int status, std::string body);
transport::http_response dressed(transport::http_response answer);

// 404 for an id that no message has, 500 for a message whose stored bytes are damaged.
transport::http_response unreadable_message(const call& asked, const failure& why);

class query;

// messages.cpp
outbox::message_filter filter_of(query& given, instant now); // what a list of messages is narrowed by
void list_messages(const call& asked, transport::responder respond);
void show_message(const call& asked, transport::responder respond);
// replay.cpp
void replay_message(const call& asked, transport::responder respond);
// replays.cpp
void order_replay(const call& asked, transport::responder respond);
void list_replays(const call& asked, transport::responder respond);
void show_replay(const call& asked, transport::responder respond);
void stop_replay(const call& asked, transport::responder respond);
// route_pauses.cpp
void pause_route(const call& asked, transport::responder respond);
void resume_route(const call& asked, transport::responder respond);
// explain.cpp
void explain_routes(const call& asked, transport::responder respond);
// metrics.cpp
void show_metrics(const call& asked, transport::responder respond);
// roster.cpp
void show_roster(const call& asked, transport::responder respond);
void show_roster_persons(const call& asked, transport::responder respond);
void show_roster_changes(const call& asked, transport::responder respond);
void pause_roster(const call& asked, transport::responder respond);
// roster_syncs.cpp
void upload_roster(const call& asked, transport::responder respond);
void list_syncs(const call& asked, transport::responder respond);
void list_school_syncs(const call& asked, transport::responder respond);
void show_sync(const call& asked, transport::responder respond);
void start_sync(const call& asked, transport::responder respond);
// roster_holds.cpp
void list_holds(const call& asked, transport::responder respond);
void approve_hold(const call& asked, transport::responder respond);
void discard_hold(const call& asked, transport::responder respond);
// identities.cpp
void learn_identities(const call& asked, transport::responder respond);
void look_up_identities(const call& asked, transport::responder respond);
// goals.cpp
void list_goal_frameworks(const call& asked, transport::responder respond);
void show_goal_framework(const call& asked, transport::responder respond);
void list_mapping_sets(const call& asked, transport::responder respond);
void show_goal(const call& asked, transport::responder respond);
void resolve_goal(const call& asked, transport::responder respond);
void translate_goal(const call& asked, transport::responder respond);
void list_goal_defects(const call& asked, transport::responder respond);
void diff_goal_releases(const call& asked, transport::responder respond);
// goals_imports.cpp
void upload_goals(const call& asked, transport::responder respond);
void fetch_goals(const call& asked, transport::responder respond);
void list_goal_imports(const call& asked, transport::responder respond);
void show_goal_import(const call& asked, transport::responder respond);
// goals_recomputation.cpp
void show_recomputation(const call& asked, transport::responder respond);
void order_recomputation(const call& asked, transport::responder respond);
// holdings.cpp
void list_shelves(const call& asked, transport::responder respond);
void list_entitlements(const call& asked, transport::responder respond);
void list_products(const call& asked, transport::responder respond);
// holdings_imports.cpp
void upload_holdings(const call& asked, transport::responder respond);
void fetch_holdings(const call& asked, transport::responder respond);
void list_holding_imports(const call& asked, transport::responder respond);
void show_holding_import(const call& asked, transport::responder respond);
void list_held_loads(const call& asked, transport::responder respond);
void release_held_load(const call& asked, transport::responder respond);
void discard_held_load(const call& asked, transport::responder respond);
// launch_keys.cpp
void list_keys(const call& asked, transport::responder respond);
void rotate_keys(const call& asked, transport::responder respond);
// launch_parties.cpp
void list_registrations(const call& asked, transport::responder respond);
void accept_registration(const call& asked, transport::responder respond);
void refuse_registration(const call& asked, transport::responder respond);
void remove_registration(const call& asked, transport::responder respond);
void invite_party(const call& asked, transport::responder respond);
void list_deployments(const call& asked, transport::responder respond);
void pair_deployment(const call& asked, transport::responder respond);
// launch_why.cpp
void explain_access(const call& asked, transport::responder respond);
void list_launch_attempts(const call& asked, transport::responder respond);
// status.cpp
void show_live(const call& asked, transport::responder respond);
void show_ready(const call& asked, transport::responder respond);
void show_health(const call& asked, transport::responder respond);
void show_status(const call& asked, transport::responder respond);
void reload_configuration(const call& asked, transport::responder respond);
void show_description(const call& asked, transport::responder respond);

// openapi.json.
std::string_view description();

} // namespace schakel::admin
