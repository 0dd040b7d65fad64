#include "gateway/transport/client.hpp"

#include "gateway/transport/client_pool.hpp"
#include "gateway/transport/header_syntax.hpp"
#include "gateway/transport/server_internals.hpp"
#include "gateway/transport/tls.hpp"

#include <array>
#include <map>

namespace schakel::transport {

std::string_view to_string(transport_error::kind kind) {
    constexpr std::array<std::string_view, 10> names{
        "resolve", "refused_by_policy", "connect",   "tls",      "timeout_before_send", "timeout_after_send",
        "reset",   "bad_response",      "too_large", "cancelled"};
    return names[static_cast<std::size_t>(kind)];
}

namespace {

std::string describe_problem(const client_request& request, const result<url>& target) {
    if (!target) return target.error().message;
    if (!is_token(request.method)) return "the method is not a token";
    if (!is_well_formed(request.headers)) return "a header holds characters that may not be sent";
    return {};
}

} // namespace

// Every origin belongs to one thread, so that its limit of connections and its queue need no locks.
class http_client::impl final : public stoppable, public std::enable_shared_from_this<impl> {
public:
    impl(server::impl& threads, client_settings settings, std::shared_ptr<const client_tls> tls)
        : threads_(threads), settings_(std::move(settings)), tls_(std::move(tls)), lanes_(threads.threads.size()) {}

    void send(client_request request, std::function<void(client_outcome)> done);
    void stop() override;

private:
    using pool_key = std::pair<std::string, const client_tls*>;
    using lane = std::map<pool_key, std::unique_ptr<origin_pool>>;

    void run(std::size_t lane_index, std::unique_ptr<client_job> job);

    server::impl& threads_;
    client_settings settings_;
    std::shared_ptr<const client_tls> tls_;
    std::vector<lane> lanes_;
    std::shared_ptr<open_jobs> jobs_ = std::make_shared<open_jobs>();
    std::atomic<bool> stopped_{false};
};

void http_client::impl::send(client_request request, std::function<void(client_outcome)> done) {
    auto target = parse_url(request.url);
    const auto problem = describe_problem(request, target);
    auto job = std::make_unique<client_job>(std::move(request), target ? *target : url(), std::move(done), jobs_);
    if (stopped_) return; // the job says so itself
    const std::size_t index = std::hash<std::string>()(job->target.origin()) % lanes_.size();
    asio::post(
        threads_.threads[index]->get_executor(),
        [self = shared_from_this(), index, problem, one = std::move(job)]() mutable {
            if (!problem.empty()) return one->finish(transport_error{transport_error::kind::resolve, problem});
            self->run(index, std::move(one));
        }
    );
}

void http_client::impl::run(std::size_t lane_index, std::unique_ptr<client_job> job) {
    if (stopped_) return;
    const auto& tls = job->request.tls ? job->request.tls : tls_;
    auto& pool = lanes_[lane_index][pool_key(job->target.origin(), tls.get())];
    if (!pool) pool = std::make_unique<origin_pool>(*threads_.threads[lane_index], settings_, tls);
    pool->start(std::move(job));
}

void http_client::impl::stop() {
    const bool already = stopped_.exchange(true);
    if (!threads_.started) return;
    if (!already) {
        for (std::size_t i = 0; i < lanes_.size(); ++i) {
            asio::post(threads_.threads[i]->get_executor(), [self = shared_from_this(), i] {
                for (auto& [key, pool] : self->lanes_[i]) pool->stop();
            });
        }
    }
    jobs_->wait_for_none();
}

result<std::unique_ptr<http_client>> http_client::create(server& threads, const client_settings& settings) {
    auto tls = load_client_tls(settings.tls);
    if (!tls) return tls.error();
    auto state = std::make_shared<impl>(threads.internals(), settings, *tls);
    threads.internals().add(state);
    return std::unique_ptr<http_client>(new http_client(std::move(state)));
}

http_client::http_client(std::shared_ptr<impl> state) : impl_(std::move(state)) {}

http_client::~http_client() {
    stop();
}

void http_client::send(client_request request, std::function<void(client_outcome)> done) {
    impl_->send(std::move(request), std::move(done));
}

void http_client::stop() {
    impl_->stop();
}

} // namespace schakel::transport
