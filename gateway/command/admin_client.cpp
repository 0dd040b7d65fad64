#include "gateway/command/admin_client.hpp"

#include "gateway/crypto/secret_file.hpp"
#include "gateway/settings/settings.hpp"
#include "gateway/transport/client.hpp"

#include <future>

namespace schakel::command {

namespace {

// The address and token file that a configuration names. Its faults do not matter here: the gateway runs, so it was
// good once.
void from_config(admin_address& where) {
    if (where.config.empty()) return;
    const settings::loaded read = settings::load(where.config, {});
    where.url = "http://" + read.settings.admin.address;
    where.token_file = read.settings.admin.token_file;
    if (where.token_file.empty()) where.token_file = read.settings.gateway.data_directory + "/admin.token";
}

} // namespace

result<admin_answer>
call_admin(const admin_address& given, const std::string& method, const std::string& path, std::string body) {
    admin_address where = given;
    from_config(where);
    auto token = crypto::read_secret_file(where.token_file.empty() ? "/var/lib/schakel/admin.token" : where.token_file);
    if (!token) return token.error();

    transport::server threads(transport::server_settings{.threads = 1});
    transport::client_settings how;
    how.egress = *transport::egress_policy::from_list({"127.0.0.0/8", "::1"});
    auto client = transport::http_client::create(threads, how);
    if (!client) return client.error();
    threads.start();

    transport::client_request request;
    request.method = method;
    request.url = where.url + path;
    request.headers.add("Authorization", "Bearer " + *token);
    if (!body.empty()) request.headers.add("Content-Type", "application/json");
    request.body = std::move(body);
    std::promise<result<admin_answer>> said;
    (*client)->send(std::move(request), [&](transport::client_outcome outcome) {
        if (!outcome) return said.set_value(failure{where.url + ": " + outcome.error().text});
        said.set_value(admin_answer{outcome.response().status, std::move(outcome.response().body)});
    });
    result<admin_answer> answer = said.get_future().get();
    (*client)->stop();
    threads.stop();
    return answer;
}

} // namespace schakel::command
