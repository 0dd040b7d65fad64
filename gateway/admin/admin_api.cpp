#include "gateway/admin/admin_api.hpp"

#include "gateway/admin/call.hpp"
#include "gateway/admin/problem.hpp"
#include "gateway/admin/query.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/pipeline/request_key.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace schakel::admin {

namespace {

using transport::http_request;
using transport::http_response;

constexpr std::size_t body_limit = 64 * 1024; // the largest body anyone needs is a handful of facts
constexpr std::size_t file_limit = 64u << 20;

constexpr std::array<std::string_view, 13> list_parameters{"status", "standard", "sender", "school",  "destination",
                                                           "route",  "key",      "text",   "copy_of", "since",
                                                           "until",  "after",    "limit"};
constexpr std::array<std::string_view, 11> replay_parameters{
    "status", "standard", "sender", "school", "destination", "route", "key", "text", "since", "until", "dry_run"};
constexpr std::array<std::string_view, 1> show_parameters{"body"}, progress_parameters{"after"};

constexpr std::array<std::string_view, 1> roster_parameters{"as_of"}, upload_parameters{"standard"};
constexpr std::array<std::string_view, 3> persons_parameters{"as_of", "after", "limit"},
    changes_parameters{"version", "ids", "limit"};

constexpr std::array<std::string_view, 1> goal_parameters{"framework"};
constexpr std::array<std::string_view, 2> page_parameters{"after", "limit"};
constexpr std::array<std::string_view, 6> resolve_parameters{"goal", "framework", "kind", "subject", "level", "as_of"},
    diff_parameters{"framework", "from", "to", "mapping_set", "after", "limit"};
constexpr std::array<std::string_view, 6> import_parameters{"name",    "standard",  "framework",
                                                            "release", "published", "dry_run"};

constexpr std::array<std::string_view, 3> why_parameters{"person", "product", "school"};
constexpr std::array<std::string_view, 9> attempt_parameters{"school", "product", "source", "target", "outcome",
                                                             "trace",  "since",   "after",  "limit"};
constexpr std::array<std::string_view, 5> entitlement_parameters{"school", "product", "person", "after", "limit"};
constexpr std::array<std::string_view, 3> catalogue_parameters{"product", "after", "limit"};
constexpr std::array<std::string_view, 6> holding_parameters{"name",   "standard", "source",
                                                             "school", "complete", "released"};
constexpr std::array<std::string_view, 1> registration_parameters{"status"}, deployment_parameters{"waiting"};

constexpr std::array<path_entry, 66> table{{
    {"GET", "/live", show_live, true},
    {"GET", "/ready", show_ready, true},
    {"GET", "/health", show_health, true},
    {"GET", "/metrics", show_metrics, true},
    {"GET", "/admin/v1/messages", list_messages, false, list_parameters},
    {"GET", "/admin/v1/messages/{id}", show_message, false, show_parameters},
    {"POST", "/admin/v1/messages/{id}/replay", replay_message},
    {"GET", "/admin/v1/replays", list_replays},
    {"POST", "/admin/v1/replays", order_replay, false, replay_parameters},
    {"GET", "/admin/v1/replays/{id}", show_replay, false, progress_parameters},
    {"POST", "/admin/v1/replays/{id}/stop", stop_replay},
    {"POST", "/admin/v1/routes/explain", explain_routes, false, {}, false, true},
    {"POST", "/admin/v1/routes/{id}/pause", pause_route},
    {"POST", "/admin/v1/routes/{id}/resume", resume_route},
    {"GET", "/admin/v1/status", show_status},
    {"POST", "/admin/v1/reload", reload_configuration},
    {"GET", "/admin/v1/openapi.json", show_description},
    {"GET", "/admin/v1/schools/{id}/roster", show_roster, false, roster_parameters},
    {"POST", "/admin/v1/schools/{id}/roster", upload_roster, false, upload_parameters, true},
    {"GET", "/admin/v1/schools/{id}/roster/persons", show_roster_persons, false, persons_parameters},
    {"GET", "/admin/v1/schools/{id}/roster/changes", show_roster_changes, false, changes_parameters},
    {"POST", "/admin/v1/schools/{id}/roster/pause", pause_roster},
    {"POST", "/admin/v1/schools/{id}/identities", learn_identities},
    {"POST", "/admin/v1/schools/{id}/identities/known", look_up_identities, false, {}, false, true},
    {"GET", "/admin/v1/schools/{id}/syncs", list_school_syncs},
    {"GET", "/admin/v1/syncs", list_syncs},
    {"POST", "/admin/v1/syncs", start_sync},
    {"GET", "/admin/v1/syncs/{id}", show_sync},
    {"GET", "/admin/v1/holds", list_holds},
    {"POST", "/admin/v1/holds/{id}/approve", approve_hold},
    {"POST", "/admin/v1/holds/{id}/discard", discard_hold},
    {"GET", "/admin/v1/goals/frameworks", list_goal_frameworks},
    {"GET", "/admin/v1/goals/frameworks/{id}", show_goal_framework},
    {"GET", "/admin/v1/goals/mapping-sets", list_mapping_sets},
    {"GET", "/admin/v1/goals/goals/{id}", show_goal, false, goal_parameters},
    {"GET", "/admin/v1/goals/resolve", resolve_goal, false, resolve_parameters},
    {"POST", "/admin/v1/goals/translate", translate_goal, false, {}, false, true},
    {"GET", "/admin/v1/goals/defects", list_goal_defects, false, page_parameters},
    {"GET", "/admin/v1/goals/diff", diff_goal_releases, false, diff_parameters},
    {"GET", "/admin/v1/goals/imports", list_goal_imports},
    {"POST", "/admin/v1/goals/imports", upload_goals, false, import_parameters, true},
    {"POST", "/admin/v1/goals/fetches", fetch_goals},
    {"GET", "/admin/v1/goals/imports/{id}", show_goal_import},
    {"GET", "/admin/v1/goals/recomputation", show_recomputation},
    {"POST", "/admin/v1/goals/recomputation", order_recomputation},
    {"GET", "/admin/v1/access/why", explain_access, false, why_parameters},
    {"GET", "/admin/v1/access/attempts", list_launch_attempts, false, attempt_parameters},
    {"GET", "/admin/v1/access/registrations", list_registrations, false, registration_parameters},
    {"POST", "/admin/v1/access/registrations/{id}/accept", accept_registration},
    {"POST", "/admin/v1/access/registrations/{id}/refuse", refuse_registration},
    {"POST", "/admin/v1/access/registrations/{id}/remove", remove_registration},
    {"POST", "/admin/v1/access/invitations", invite_party},
    {"GET", "/admin/v1/access/deployments", list_deployments, false, deployment_parameters},
    {"POST", "/admin/v1/access/pairings", pair_deployment},
    {"GET", "/admin/v1/access/shelves", list_shelves},
    {"GET", "/admin/v1/access/entitlements", list_entitlements, false, entitlement_parameters},
    {"GET", "/admin/v1/access/catalogue", list_products, false, catalogue_parameters},
    {"GET", "/admin/v1/access/imports", list_holding_imports},
    {"POST", "/admin/v1/access/imports", upload_holdings, false, holding_parameters, true},
    {"GET", "/admin/v1/access/imports/{id}", show_holding_import},
    {"POST", "/admin/v1/access/fetches", fetch_holdings},
    {"GET", "/admin/v1/access/holds", list_held_loads},
    {"POST", "/admin/v1/access/holds/{id}/release", release_held_load},
    {"POST", "/admin/v1/access/holds/{id}/discard", discard_held_load},
    {"GET", "/admin/v1/keys", list_keys},
    {"POST", "/admin/v1/keys/rotate", rotate_keys},
}};

// What stands in the place of "{id}", or nothing when the path is another. An id is one segment and never empty.
std::optional<std::string> fits(std::string_view pattern, std::string_view path) {
    constexpr std::string_view place = "{id}";
    const std::size_t at = pattern.find(place);
    if (at == std::string_view::npos) return pattern == path ? std::optional(std::string()) : std::nullopt;
    const std::string_view tail = pattern.substr(at + place.size());
    if (!path.starts_with(pattern.substr(0, at)) || !path.ends_with(tail)) return std::nullopt;
    if (path.size() <= at + tail.size()) return std::nullopt;
    std::string id(path.substr(at, path.size() - at - tail.size()));
    return id.find('/') == std::string::npos ? std::optional(std::move(id)) : std::nullopt;
}

bool takes(const path_entry& entry, std::string_view method) {
    return entry.method == method || (entry.method == "GET" && method == "HEAD");
}

std::string allowed_methods(std::string_view path) {
    std::string allowed;
    for (const path_entry& one : table) {
        if (!fits(one.path, path)) continue;
        allowed.append(allowed.empty() ? "" : ", ").append(one.method == "GET" ? "GET, HEAD" : one.method);
    }
    return allowed;
}

std::size_t largest_body(const path_entry& entry) {
    return entry.takes_file ? file_limit : body_limit;
}

constexpr std::string_view operators = "/admin"; // whose names those of orders are; no system is called so

reply reply_of(const http_response& answer) {
    reply out{answer.status, {}, std::string(answer.whole_body())};
    for (const transport::http_header& one : answer.headers) out.headers.add(one.name, one.value);
    return out;
}

http_response name_in_use(const clock& time, const http_request& request) {
    return problem(
        time, request, 422, "idempotency-key-reused",
        "another order was carried out under this Idempotency-Key in the last 24 hours"
    );
}

http_response response_of(reply&& answer) {
    http_response out;
    out.status = answer.status;
    for (const auto& [name, value] : answer.headers) out.headers.add(name, value);
    out.body = std::move(answer.body);
    return out;
}

bool is_json(std::string_view content_type) {
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    return transport::same_name(type.substr(0, type.find_last_not_of(" \t") + 1), "application/json");
}

class admin_api {
public:
    explicit admin_api(admin_services with) : with_(std::make_shared<const admin_services>(std::move(with))) {}

    // What can be refused by the head alone is refused before a body is read.
    std::optional<http_response> admit(const http_request& head) const {
        const path_entry* entry = find(head);
        if (!(entry && entry->open) && !knows_token(head)) return unauthorised(head);
        if (!entry) return wrong_path(head);
        const std::string_view length = head.headers.get("content-length");
        const bool chunked = head.headers.find("transfer-encoding") != nullptr;
        if (const bool empty = (length.empty() || length == "0") && !chunked; empty) return std::nullopt;
        if (!entry->takes_file && !is_json(head.headers.get("content-type")))
            return say(head, 415, "unsupported-media", "a body must be application/json");
        std::size_t size = 0;
        const auto read = std::from_chars(length.data(), length.data() + length.size(), size);
        if (!length.empty() && (read.ec != std::errc{} || size > largest_body(*entry))) return too_large(head);
        return std::nullopt;
    }

    void handle(http_request request, transport::responder respond) const {
        if (auto refused = admit(request)) return respond(std::move(*refused));
        const path_entry& entry = *find(request);
        if (request.body.size() > largest_body(entry)) return respond(too_large(request));
        // Scrapers and probes may add what they like; everybody else wants to know of a filter that does nothing.
        if (const query given(request, entry.parameters); given.fault() && !entry.open)
            return respond(dressed(bad_value_problem(with_->time, request, *given.fault())));
        std::string id = *fits(entry.path, request.path);
        if (!with_->answers || request.method != "POST" || entry.only_asks)
            return entry.answer({with_, request, entry, std::move(id), {}}, dressing(std::move(respond)));
        const auto key = pipeline::request_key_in(names_in(request.headers));
        if (!key) return respond(say(request, 400, "idempotency-key-malformed", key.error().message));
        if (!*key) return entry.answer({with_, request, entry, std::move(id), {}}, dressing(std::move(respond)));
        answer_once(std::make_shared<const http_request>(std::move(request)), entry, id, **key, std::move(respond));
    }

    http_response refuse(int status, std::string_view reason, const http_request& partial) const {
        std::string type(reason);
        std::ranges::replace(type, '_', '-');
        return say(partial, status, type, {});
    }

    void log_failure() const { with_->flow.log.log_event(log_level::error, "admin.failed"); }

private:
    static const path_entry* find(const http_request& request) {
        const auto found = std::ranges::find_if(table, [&](const path_entry& one) {
            return takes(one, request.method) && fits(one.path, request.path);
        });
        return found == table.end() ? nullptr : &*found;
    }

    static header_fields names_in(const transport::http_headers& headers) {
        header_fields list;
        for (const transport::http_header& one : headers)
            if (transport::same_name(one.name, pipeline::request_key_header)) list.add(one.name, one.value);
        return list;
    }

    void answer_once(
        std::shared_ptr<const http_request> request, const path_entry& entry, const std::string& id,
        const std::string& key, transport::responder respond
    ) const {
        const std::string digest = pipeline::request_digest({request->method, request->target, request->body});
        auto act = [with = with_, request, &entry, id, key, digest](pipeline::kept_answers::told told) {
            auto name = pipeline::named_request(operators, key, digest, with->time.now());
            entry.answer(
                {with, *request, entry, id, std::move(name)},
                transport::responder([told = std::move(told)](const http_response& answer) { told(reply_of(answer)); })
            );
        };
        auto give = std::make_shared<transport::responder>(dressing(std::move(respond)));
        with_->answers->once(
            {std::string(operators), key, digest, with_->token}, std::move(act),
            [give, with = with_, request](std::optional<reply> said) {
                (*give)(said ? response_of(*std::move(said)) : name_in_use(with->time, *request));
            }
        );
    }

    bool knows_token(const http_request& head) const {
        constexpr std::string_view scheme = "Bearer ";
        const std::string_view shown = head.headers.get("authorization");
        if (with_->token.empty() || head.headers.count("authorization") != 1) return false;
        if (!transport::same_name(shown.substr(0, scheme.size()), scheme)) return false;
        return crypto::constant_time_equal(shown.substr(scheme.size()), with_->token);
    }

    // Every answer leaves through here.
    http_response say(const http_request& about, int status, std::string_view type, std::string_view detail) const {
        return dressed(problem(with_->time, about, status, type, detail));
    }

    http_response unauthorised(const http_request& head) const {
        http_response answer = say(head, 401, "unauthorized", "Authorization: Bearer with the admin token is needed");
        answer.headers.set("WWW-Authenticate", "Bearer realm=\"schakel admin\"");
        return answer;
    }

    http_response wrong_path(const http_request& head) const {
        const std::string allowed = allowed_methods(head.path);
        if (allowed.empty()) return say(head, 404, "no-such-path", "see /admin/v1/openapi.json for what exists");
        http_response answer = say(head, 405, "method-not-allowed", "allowed: " + allowed);
        answer.headers.set("Allow", allowed);
        return answer;
    }

    http_response too_large(const http_request& head) const {
        return say(head, 413, "body-too-large", "at most " + std::to_string(largest_body(*find(head))) + " bytes");
    }

    static transport::responder dressing(transport::responder respond) {
        auto inner = std::make_shared<transport::responder>(std::move(respond));
        return transport::responder([inner](http_response answer) { (*inner)(dressed(std::move(answer))); });
    }

    services_pointer with_;
};

} // namespace

std::span<const path_entry> paths() {
    return table;
}

http_response json_answer(int status, std::string body) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

// Answers are for one caller at one moment, and no browser may run or frame them.
http_response dressed(http_response answer) {
    answer.headers.set("Cache-Control", "no-store");
    answer.headers.set("X-Content-Type-Options", "nosniff");
    answer.headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    return answer;
}

transport::listener_hooks admin_hooks(admin_services with) {
    auto api = std::make_shared<const admin_api>(std::move(with));
    transport::listener_hooks hooks;
    hooks.admit = [api](const http_request& head) { return api->admit(head); };
    hooks.handle = [api](http_request request, transport::responder respond) {
        api->handle(std::move(request), std::move(respond));
    };
    hooks.refuse = [api](int status, std::string_view reason, const http_request& partial) {
        return api->refuse(status, reason, partial);
    };
    hooks.failed = [api](std::string_view) { api->log_failure(); };
    return hooks;
}

} // namespace schakel::admin
