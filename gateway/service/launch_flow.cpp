#include "gateway/service/launch_flow.hpp"

#include "gateway/outbox/roster_rows.hpp"
#include "gateway/service/http_conversion.hpp"
#include "gateway/transport/url.hpp"

namespace schakel::service {

namespace {

constexpr std::size_t largest_document = 1u << 20; // bytes
constexpr auto patience = std::chrono::seconds(10);

received_answer unasked(std::string why) {
    received_answer out;
    out.how = received_answer::transport::not_sent;
    out.error = std::move(why);
    return out;
}

bool is_this_machine(std::string_view host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

} // namespace

launch_flow::launch_flow(launch_flow_parts parts)
    : parts_(std::move(parts)), peers_(parts_.time), documents_(parts_.time),
      directory_(parts_.store.registrations, parts_.time),
      services_{
          parts_.store,
          parts_.keys,
          peers_,
          documents_,
          directory_,
          recent_,
          parts_.messages,
          [this](const std::vector<outbox::key_row>& names) { return parts_.messages.rosters()->add_keys(names); },
          parts_.roster,
          parts_.entitlements,
          [this](const launch_question& what, std::function<void(received_answer)> done) {
              fetch(what, std::move(done));
          },
          parts_.work,
          parts_.call_later,
          parts_.adapters,
          counts_,
          parts_.time,
          parts_.log} {}

// Where it may go is the client's to say; what travels in clear text never leaves this machine. No redirects.
void launch_flow::fetch(const launch_question& what, std::function<void(received_answer)> done) const {
    const auto to = transport::parse_url(what.url);
    if (!to) return done(unasked("no address: " + to.error().message));
    if (!to->encrypted() && !is_this_machine(to->host)) return done(unasked("not over https"));
    transport::client_request request;
    request.method = what.message.method;
    request.url = what.url;
    for (const auto& [name, value] : what.message.headers) request.headers.add(name, value);
    if (!what.message.headers.has("accept")) request.headers.add("Accept", "application/json, */*;q=0.5");
    request.body = what.message.body;
    request.response_timeout = patience;
    request.response_bytes = largest_document;
    parts_.client.send(std::move(request), [done = std::move(done)](transport::client_outcome outcome) {
        if (outcome) return done(to_answer(std::move(outcome.response())));
        done(unasked(std::string(to_string(outcome.error().what)) + ": " + outcome.error().text));
    });
}

} // namespace schakel::service
