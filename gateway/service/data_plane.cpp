#include "gateway/service/data_plane.hpp"

#include "gateway/adapter/entitlements.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/adapter/roster.hpp"

#include "gateway/core/id.hpp"
#include "gateway/pipeline/entitlement_query.hpp"
#include "gateway/pipeline/grant.hpp"
#include "gateway/pipeline/request_key.hpp"
#include "gateway/pipeline/stored_exchange.hpp"
#include "gateway/service/http_conversion.hpp"
#include "gateway/service/path_pattern.hpp"

namespace schakel::service {

namespace {

using transport::http_request;
using transport::http_response;

class data_plane {
public:
    data_plane(const data_services& with, const settings::listener& listener)
        : with_(with), public_url_(listener.public_url) {
        while (public_url_.ends_with('/')) public_url_.pop_back();
        where_.listener = listener.name;
        where_.unrouted = listener.unrouted;
        where_.limits.bytes = listener.body_limit;
        for (const auto& one : with.adapters) {
            const bool served = listener.standards.empty() || listener.standards.contains(one->info().standard);
            if (served && does_something(*one)) served_.push_back(one.get());
        }
    }

    std::optional<http_response> admit(const http_request& head) const {
        if (is_token_path(head.path)) return admit_token(head);
        if (is_launch_page(head.path)) return admit_launch_page(head);
        const adapter* by = owner(head);
        if (!by) return problem(404, "no-such-path", "no standard that this listener serves has this path");
        const endpoint* to = endpoint_of(*by, head);
        if (to) return std::nullopt;
        return told_by(
            *by, head,
            knows_path(*by, head) ? disposition::outcome::method_not_allowed : disposition::outcome::not_found
        );
    }

    void handle(http_request request, transport::responder respond) const {
        const auto in_force = with_.in_force();
        if (is_token_path(request.path)) return respond(answer_token(*in_force, request));
        if (is_launch_page(request.path)) return show_launch_page(std::move(request), in_force, std::move(respond));
        const adapter* by = owner(request);
        const endpoint* to = by ? endpoint_of(*by, request) : nullptr;
        if (!to) return respond(problem(404, "no-such-path", {}));
        if (request.method == "HEAD") request.method = to->method; // the listener leaves the body away
        if (to->use == endpoint::purpose::query) return ask(std::move(request), *by, in_force, std::move(respond));
        pipeline::browser_at at{base_of(request), request.query};
        const bool late = request.late;
        exchange message = to_exchange(std::move(request), by->info().base_path);
        message.id = new_id(with_.time);
        message.standard = by->info().standard;
        const bool launches = by->launch() && with_.launches;
        if (to->use == endpoint::purpose::grant)
            return take_grant(std::move(message), *by, in_force, std::move(respond));
        if (to->use == endpoint::purpose::browser || to->use == endpoint::purpose::service) {
            if (!launches) return respond(problem(404, "no-such-path", {}));
            return pass(std::move(message), *by, to->use, std::move(at), in_force, std::move(respond));
        }
        if (launches && by->credentials(message).kind == presented_credentials::form::none)
            return receive_launched(std::move(message), *by, at, in_force, std::move(respond));
        if (to->use == endpoint::purpose::question) return respond(answer_question(std::move(message), *by, *in_force));
        if (late) return respond(to_response(refuse_late(message, *by, *in_force)));
        receive(std::move(message), *by, in_force, giver(std::move(respond)));
    }

    http_response refuse(int status, std::string_view reason, const http_request& partial) const {
        const adapter* by = owner(partial);
        if (by && status == 413) return told_by(*by, partial, disposition::outcome::too_large);
        if (by && status == 415) return told_by(*by, partial, disposition::outcome::unsupported_media);
        if (by && status == 500) return told_by(*by, partial, disposition::outcome::internal);
        if (by && status == 503) return told_by(*by, partial, disposition::outcome::unavailable);
        return problem(status, reason, {});
    }

private:
    bool does_something(const adapter& one) const {
        const bool answers =
            (one.roster() && one.roster()->abilities().answers) || (one.goals() && one.goals()->abilities().answers);
        const entitlement_adapter* access = with_.holdings ? one.entitlements() : nullptr;
        const bool holds = access && (access->abilities().answers || access->abilities().takes);
        return one.info().receives || answers || holds || (one.launch() && with_.launches);
    }

    static bool is_token_path(std::string_view path) {
        return path == access::token_issuer::path || path == access::token_issuer::jwks_path;
    }

    // The adapter with the longest base path that the request's path lies below. Services of one standard may share a
    // base path; then it is the one with an end point there.
    const adapter* owner(const http_request& head) const {
        const std::string_view path = head.path;
        const adapter* best = nullptr;
        for (const adapter* one : served_) {
            const std::string_view base = one->info().base_path;
            const bool below = path.starts_with(base) && (path.size() == base.size() || path[base.size()] == '/');
            if (!below) continue;
            const std::size_t known = best ? best->info().base_path.size() : 0;
            if (!best || base.size() > known || (base.size() == known && knows_better(*one, *best, head))) best = one;
        }
        return best;
    }

    static bool knows_better(const adapter& one, const adapter& other, const http_request& head) {
        if (endpoint_of(other, head)) return false;
        return endpoint_of(one, head) || (knows_path(one, head) && !knows_path(other, head));
    }

    static bool fits_path(const adapter& by, const endpoint& one, const http_request& head) {
        return path_fits(one.path, std::string_view(head.path).substr(by.info().base_path.size()));
    }

    // HEAD asks what GET would answer.
    static bool fits_method(const endpoint& one, const http_request& head) {
        return one.method == head.method || (one.method == "GET" && head.method == "HEAD");
    }

    static const endpoint* endpoint_of(const adapter& by, const http_request& head) {
        const endpoint* found = nullptr;
        for (const endpoint& one : by.info().endpoints) {
            if (!fits_method(one, head) || !fits_path(by, one, head)) continue;
            if (one.query_key.empty()) {
                if (!found) found = &one;
            } else if (transport::query_parameter(head, one.query_key) || head.query == one.query_key) {
                found = &one;
            }
        }
        return found;
    }

    static bool knows_path(const adapter& by, const http_request& head) {
        for (const endpoint& one : by.info().endpoints) {
            if (fits_path(by, one, head)) return true;
        }
        return false;
    }

    bool is_launch_page(std::string_view path) const { return with_.launches && pipeline::is_launch_path(path); }

    static std::optional<http_response> admit_launch_page(const http_request& head) {
        if (head.method == "GET" || head.method == "POST") return std::nullopt;
        http_response answer = problem(405, "method-not-allowed", {});
        answer.headers.set("Allow", "GET, POST");
        return answer;
    }

    void show_launch_page(
        http_request request, std::shared_ptr<const pipeline::configuration> in_force, transport::responder respond
    ) const {
        if (with_.busy()) return respond(problem(503, "overloaded", {}));
        const pipeline::browser_at at{base_of(request), request.query};
        pipeline::launch_page(
            to_exchange(std::move(request), {}), at, std::move(in_force), *with_.launches, giver(std::move(respond))
        );
    }

    // A browser, or a system at a service of a launch.
    void pass(
        exchange message, const adapter& by, endpoint::purpose use, pipeline::browser_at at,
        std::shared_ptr<const pipeline::configuration> in_force, transport::responder respond
    ) const {
        if (with_.busy()) return respond(problem(503, "overloaded", {}));
        auto give = giver(std::move(respond));
        if (use == endpoint::purpose::browser)
            return pipeline::launch(
                std::move(message), by, std::move(at), std::move(in_force), *with_.launches, std::move(give)
            );
        serve(std::move(message), by, at, std::move(in_force), std::move(give));
    }

    // Who asks shows the token that it asks with; names are those of its holder.
    void serve(
        exchange message, const adapter& by, const pipeline::browser_at& at,
        std::shared_ptr<const pipeline::configuration> in_force, std::function<void(reply)> give
    ) const {
        const std::string token(message.headers.find("authorization"));
        const auto key = pipeline::request_key_in(message.headers);
        if (!key) return give(pipeline::malformed_request_key());
        const bool named = *key && message.method == "POST" && !token.empty() && with_.answers;
        const std::string digest = named ? pipeline::request_digest(message) : std::string();
        auto act = [this, message = std::move(message), &by, at,
                    in_force = std::move(in_force)](std::function<void(reply)> told) {
            pipeline::serve_launch(message, by, at, in_force, *with_.launches, std::move(told));
        };
        if (!named) return act(std::move(give));
        with_.answers->once(
            {"token|" + token, **key, digest, token}, std::move(act),
            [give = std::move(give)](std::optional<reply> said) {
                give(said ? *std::move(said) : pipeline::reused_request_key());
            }
        );
    }

    // A score, whose sender shows what belongs to launches.
    void receive_launched(
        exchange message, const adapter& by, const pipeline::browser_at& at,
        std::shared_ptr<const pipeline::configuration> in_force, transport::responder respond
    ) const {
        auto give = giver(std::move(respond));
        auto received = std::make_shared<exchange>(std::move(message));
        pipeline::find_launch_sender(
            *received, by, at, in_force, *with_.launches,
            [this, received, &by, in_force, give](std::variant<launch_sender, disposition::outcome> found) {
                if (const auto* why = std::get_if<disposition::outcome>(&found))
                    return give(pipeline::refuse(*received, by, *why, in_force->lang()));
                receive(std::move(*received), by, in_force, give, std::get<launch_sender>(std::move(found)));
            }
        );
    }

    // Of a message that waited in a standing queue nothing was read but its head, and its sender comes again: that
    // costs little of the time that the others wait for.
    reply refuse_late(const exchange& message, const adapter& by, const pipeline::configuration& in_force) const {
        if (with_.flow.counts) with_.flow.counts->add_late(with_.time.now());
        return pipeline::refuse(message, by, disposition::outcome::overloaded, in_force.lang());
    }

    void receive(
        exchange message, const adapter& by, std::shared_ptr<const pipeline::configuration> in_force,
        std::function<void(reply)> give, std::optional<launch_sender> sender = {}
    ) const {
        auto received = std::make_shared<exchange>(std::move(message));
        auto process = [this, received, &by, in_force, give, sender = std::move(sender)] {
            pipeline::process(std::move(*received), by, where_, in_force, with_.flow, give, sender);
        };
        if (!with_.when_goals_ready || !in_force->settings().translates_goals()) return process();
        if (with_.when_goals_ready(process)) return;
        give(pipeline::refuse(*received, by, disposition::outcome::overloaded, in_force->lang()));
    }

    // A shop, a licence office or who manages entitlements tells of one.
    void take_grant(
        exchange message, const adapter& by, std::shared_ptr<const pipeline::configuration> in_force,
        transport::responder respond
    ) const {
        auto give = giver(std::move(respond));
        if (with_.busy())
            return give(pipeline::refuse(message, by, disposition::outcome::overloaded, in_force->lang()));
        pipeline::take_grant(
            std::move(message), by, where_, std::move(in_force),
            {*with_.holdings, with_.flow, with_.questions.work, with_.fetch_holdings}, std::move(give)
        );
    }

    static std::function<void(reply)> giver(transport::responder respond) {
        auto answer = std::make_shared<transport::responder>(std::move(respond));
        return [answer](reply said) { (*answer)(to_response(std::move(said))); };
    }

    http_response told_by(const adapter& by, const http_request& head, disposition::outcome why) const {
        http_request copy = head;
        exchange message = to_exchange(std::move(copy), by.info().base_path);
        return to_response(pipeline::refuse(message, by, why, with_.in_force()->lang()));
    }

    static std::optional<http_response> admit_token(const http_request& head) {
        const bool keys = head.path == access::token_issuer::jwks_path;
        if (head.method == (keys ? "GET" : "POST")) return std::nullopt;
        http_response answer = problem(405, "method-not-allowed", {});
        answer.headers.set("Allow", keys ? "GET" : "POST");
        return answer;
    }

    static http_response answer_token(const pipeline::configuration& in_force, const http_request& request) {
        access::token_issuer* tokens = in_force.tokens();
        if (!tokens) return problem(404, "no-such-path", "no token end point is configured");
        if (request.path == access::token_issuer::jwks_path)
            return {200, {{"Content-Type", "application/jwk-set+json"}}, tokens->jwks()};
        const auto form = transport::parse_form(request.body);
        const bool is_form = request.headers.get("content-type").starts_with("application/x-www-form-urlencoded");
        if (!form || !is_form) return to_response(access::token_issuer::unreadable());
        std::vector<std::pair<std::string, std::string>> fields;
        for (const transport::parameter& one : *form) fields.emplace_back(one.name, one.value);
        return to_response(tokens->issue(fields, request.headers.get("authorization")));
    }

    // How the asker reaches us, as links in answers begin and signatures cover it.
    std::string base_of(const http_request& request) const {
        if (!public_url_.empty()) return public_url_;
        return (request.encrypted ? "https://" : "http://") + std::string(request.headers.get("host"));
    }

    void
    ask(http_request request, const adapter& by, std::shared_ptr<const pipeline::configuration> in_force,
        transport::responder respond) const {
        if (with_.busy()) return respond(told_by(by, request, disposition::outcome::overloaded));
        auto answer = std::make_shared<transport::responder>(std::move(respond));
        pipeline::asked_at where{
            base_of(request), std::string(raw_path_of(request)), request.query, where_.limits,
            [answer] { return answer->left(); }};
        exchange asked = to_exchange(std::move(request), by.info().base_path);
        asked.id = new_id(with_.time);
        asked.standard = by.info().standard;
        auto give = [answer](pipeline::query_answer told) { (*answer)(to_response(std::move(told))); };
        if (by.goals())
            return pipeline::goal_query(
                std::move(asked), by, std::move(where), std::move(in_force), {with_.goals, with_.questions},
                std::move(give)
            );
        if (by.entitlements())
            return pipeline::entitlement_query(
                std::move(asked), by, std::move(where), std::move(in_force), {*with_.holdings, with_.questions},
                std::move(give)
            );
        pipeline::query(std::move(asked), by, std::move(where), std::move(in_force), with_.questions, std::move(give));
    }

    // Questions need the same credentials as messages where the standard has them in headers.
    http_response answer_question(exchange asked, const adapter& by, const pipeline::configuration& in_force) const {
        const presented_credentials shown = by.credentials(asked);
        message_lookup lookup = [](std::string_view) { return std::nullopt; };
        if (shown.kind != presented_credentials::form::none) {
            auto who = in_force.access().identify(shown, by.info().standard);
            if (!who) {
                const auto why = disposition::outcome::unauthenticated;
                return to_response(pipeline::refuse(asked, by, why, in_force.lang()));
            }
            lookup = records_of(*who, asked, in_force);
        }
        return to_response(by.answer(asked, lookup));
    }

    // A system sees the records that it sent itself.
    message_lookup
    records_of(const access::caller& who, exchange& asked, const pipeline::configuration& in_force) const {
        asked.sender = who.system->id;
        auto school = in_force.access().school_for(who, {}, with_.time.now());
        const std::string scope = asked.sender + "|" + (school ? (*school)->id : std::string()) + "|" + asked.standard;
        return [this, scope](std::string_view key) -> std::optional<stored_message> {
            auto found = with_.store.find_by_record(scope, key);
            if (!found) return std::nullopt;
            return stored_message{pipeline::from_stored(*found), found->received_at};
        };
    }

    data_services with_;
    pipeline::arrival where_;
    std::string public_url_;
    std::vector<const adapter*> served_;
};

} // namespace

transport::listener_hooks data_hooks(const data_services& with, const settings::listener& listener) {
    auto plane = std::make_shared<const data_plane>(with, listener);
    transport::listener_hooks hooks;
    hooks.admit = [plane](const http_request& head) { return plane->admit(head); };
    hooks.handle = [plane](http_request request, transport::responder respond) {
        plane->handle(std::move(request), std::move(respond));
    };
    hooks.work = with.questions.work;
    hooks.refuse = [plane](int status, std::string_view reason, const http_request& partial) {
        return plane->refuse(status, reason, partial);
    };
    return hooks;
}

} // namespace schakel::service
