// `schakel simulate`: plays the other side of a standard. It reads, validates and answers as a receiver would, keeps
// what it got, recognises repeats, answers for the roster of an invented school or for an invented framework where the
// standard carries those, and can be told to misbehave. Any credentials are taken; a token end point gives everybody a
// token.
#include "gateway/command/partner_schemas.hpp"
#include "gateway/command/simulate_issuer.hpp"
#include "gateway/command/simulate_publisher.hpp"
#include "gateway/command/simulate_school.hpp"
#include "gateway/command/simulate_slo.hpp"
#include "gateway/command/verbs.hpp"

#include "gateway/access/token_issuer.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/id.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/service/http_conversion.hpp"
#include "gateway/transport/server.hpp"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

namespace schakel::command {

namespace {

using transport::http_request;
using transport::http_response;

class counterpart {
public:
    counterpart(const adapter& by, const simulate_options& options, std::unique_ptr<simulated_publisher> publisher)
        : by_(by), record_(options.record), publisher_(std::move(publisher)) {
        for (const std::string& one : options.answers) misbehaviour_.push_back(std::stoi(one));
        if (by.roster() && by.roster()->abilities().answers) school_.emplace(by, play_of(options));
        if (by.chain_ids()) issuer_ = std::make_unique<simulated_issuer>(by, play_of(options).misbehaves);
    }

    bool is_slow() const {
        return (school_ && school_->is_slow()) || (publisher_ && publisher_->is_slow()) ||
               (issuer_ && issuer_->is_slow());
    }

    http_response handle(http_request request) {
        if (request.path == access::token_issuer::path) return give_token(request);
        if (school_ && request.path == simulated_school::control_path) return school_->control(request);
        if (publisher_ && request.path == simulated_school::control_path) return publisher_->control(request);
        if (issuer_ && request.path == simulated_school::control_path) return issuer_->control(request);
        const std::string address = request.path.substr(0, address_length(request.path, by_.info().base_path));
        const std::string host(request.headers.get("host"));
        exchange message = service::to_exchange(std::move(request), address);
        message.id = new_id(system_clock());
        message.standard = by_.info().standard;
        if (const int status = next_misbehaviour())
            return service::problem(status, "simulated", "the counterpart was told to answer so");
        if (school_ && school_->serves(message)) return school_->answer(std::move(message), "http://" + host + address);
        if (publisher_ && publisher_->serves(message))
            return publisher_->answer(std::move(message), "http://" + host + address);
        if (issuer_) return issuer_->answer(message);
        if (asks(message)) return service::to_response(by_.answer(message, lookup()));
        return service::to_response(receive(message));
    }

private:
    // A receiver's address is its own: the standard's base path may stand below any prefix, or be left out.
    static std::size_t address_length(std::string_view path, std::string_view base) {
        const std::size_t at = path.find(base);
        if (at == std::string_view::npos) return 0;
        const std::size_t end = at + base.size();
        return end == path.size() || path[end] == '/' ? end : 0;
    }

    bool asks(const exchange& message) const {
        for (const endpoint& one : by_.info().endpoints) {
            if (one.use == endpoint::purpose::question && one.method == message.method && one.path == message.path)
                return true;
        }
        return false;
    }

    reply receive(const exchange& message) {
        decoded content = by_.decode(message, {});
        disposition decided;
        decided.report = &content.report;
        for (const record_key& one : content.keys) decided.record_ids.push_back(one.key);
        if (content.report.rejects())
            decided.what = disposition::outcome::invalid;
        else
            decided.what = remember(message, content);
        keep(message, content, decided.what);
        return by_.acknowledge(message, decided);
    }

    disposition::outcome remember(const exchange& message, const decoded& content) {
        const std::lock_guard lock(mutex_);
        bool all_known = !content.keys.empty();
        for (const record_key& one : content.keys) {
            const auto known = records_.find(one.key);
            const bool same = known != records_.end() && known->second.first == one.digest;
            all_known = all_known && same;
            if (known != records_.end() && !same && !content.repeats_may_differ) return disposition::outcome::conflict;
        }
        if (all_known) return disposition::outcome::repeated;
        const auto kept = std::make_shared<const exchange>(message);
        for (const record_key& one : content.keys) records_[one.key] = {one.digest, kept};
        return disposition::outcome::accepted;
    }

    message_lookup lookup() {
        return [this](std::string_view key) -> std::optional<stored_message> {
            const std::lock_guard lock(mutex_);
            const auto known = records_.find(key);
            if (known == records_.end()) return std::nullopt;
            return stored_message{*known->second.second, known->second.second->received_at};
        };
    }

    // DIR/000001.xml … hold the bodies; DIR/index.jsonl says what became of each.
    void keep(const exchange& message, const decoded& content, disposition::outcome decided) {
        if (record_.empty()) return;
        const std::lock_guard lock(mutex_);
        std::string number = std::to_string(++kept_);
        number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
        const bool xml = message.content_type().find("xml") != std::string_view::npos;
        const std::string file = number + (xml ? ".xml" : ".json");
        std::ofstream(std::filesystem::path(record_) / file, std::ios::binary) << message.body;
        json::writer line;
        line.begin_object().member("file", file).member("time", to_rfc3339_milliseconds(message.received_at));
        line.member("records", std::uint64_t{content.keys.size()});
        line.member("delivery", message.headers.find("schakel-delivery-id"));
        const bool accepted = decided == disposition::outcome::accepted;
        line.member(
                "outcome", accepted                                    ? "accepted"
                           : decided == disposition::outcome::repeated ? "repeated"
                                                                       : "refused"
        )
            .end_object();
        std::ofstream(std::filesystem::path(record_) / "index.jsonl", std::ios::app) << line.finish() << "\n";
    }

    int next_misbehaviour() {
        const std::lock_guard lock(mutex_);
        if (misbehaviour_.empty()) return 0;
        const int status = misbehaviour_.front();
        misbehaviour_.pop_front();
        return status == 200 ? 0 : status;
    }

    static school_play play_of(const simulate_options& options) {
        school_play out;
        out.school.pupils = options.pupils;
        out.school.seed = options.seed;
        if (options.sector == "vo") out.school.kind = roster::school_options::sector::secondary;
        if (!options.brin.empty()) out.school.school = {{std::string(model::scheme::brin), options.brin, {}}};
        out.change_every = options.change_every;
        for (const std::string& one : options.misbehave) out.misbehaves.insert(*parse_misbehaviour(one));
        return out;
    }

    // Whatever scope is asked for.
    static http_response give_token(const http_request& request) {
        json::writer out;
        out.begin_object()
            .member("access_token", crypto::random_token(24))
            .member("token_type", "Bearer")
            .member("expires_in", 900);
        const auto form = transport::parse_form(request.body).value_or(std::vector<transport::parameter>{});
        for (const transport::parameter& one : form)
            if (one.name == "scope") out.member("scope", one.value);
        out.end_object();
        return {200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, out.finish()};
    }

    const adapter& by_;
    std::string record_;
    std::mutex mutex_;
    std::deque<int> misbehaviour_;
    std::map<std::string, std::pair<std::string, std::shared_ptr<const exchange>>, std::less<>> records_;
    std::size_t kept_ = 0;
    std::optional<simulated_school> school_;
    std::unique_ptr<simulated_issuer> issuer_;       // null: the standard issues no chain pseudonyms
    std::unique_ptr<simulated_publisher> publisher_; // null: the standard is not asked for goals
};

publisher_play publication_of(const simulate_options& options) {
    publisher_play out;
    out.framework.goals = options.goals;
    out.framework.seed = options.seed;
    out.files = options.publishes;
    out.change_every = options.change_every;
    for (const std::string& one : options.misbehave) out.misbehaves.insert(*parse_misbehaviour(one));
    return out;
}

// How the standard's goals are published; empty: it is not asked for goals.
publish publishing(const adapter& by) {
    if (by.info().standard == "slo") return publish_slo;
    const bool answers = by.goals() && by.goals()->abilities().answers;
    return answers ? publish_through(by) : publish{};
}

std::optional<std::pair<std::string, std::uint16_t>> parse_listen(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    unsigned long port = 0;
    for (const char c : text.substr(colon + 1)) {
        if (c < '0' || c > '9') return std::nullopt;
        port = port * 10 + static_cast<unsigned long>(c - '0');
        if (port > 65535) return std::nullopt;
    }
    return std::pair(text.substr(0, colon), static_cast<std::uint16_t>(port));
}

} // namespace

int simulate(const simulate_options& options, const common_options&, const adapter_source& adapters) {
    const adapter_registry registry = adapters();
    const adapter* by = find_adapter(registry, options.standard);
    if (!by) return exit_code::usage;
    const auto extended = with_partner_schemas(*by, options.partner_schemas);
    if (!extended) return extended.error();
    const bool las = (**extended).roster() && (**extended).roster()->abilities().answers;
    if (options.role == "las" && !las) return usage_error(options.standard + " does not answer for rosters");
    const publish publishes = publishing(**extended);
    if (options.role == "publisher" && !publishes)
        return usage_error(options.standard + " does not answer for learning goals");
    std::unique_ptr<simulated_publisher> publisher;
    if (publishes) {
        auto opened = simulated_publisher::open(publishes, publication_of(options));
        if (!opened) return usage_error(opened.error().message);
        publisher = *std::move(opened);
    }
    const auto listen = parse_listen(options.listen);
    if (!listen) return usage_error("--listen takes address:port, not \"" + options.listen + "\"");
    if (!options.record.empty()) {
        std::error_code error;
        std::filesystem::create_directories(options.record, error);
        if (error) return usage_error(options.record + ": " + error.message());
    }
    auto plays = std::make_shared<counterpart>(**extended, options, std::move(publisher));
    transport::server server;
    transport::listener_settings form;
    form.name = "counterpart";
    std::tie(form.address, form.port) = *listen;
    transport::listener_hooks hooks;
    hooks.handle = [plays, &server](http_request request, transport::responder respond) {
        http_response answer = plays->handle(std::move(request));
        if (!plays->is_slow()) return respond(std::move(answer));
        struct late {
            http_response answer;
            transport::responder respond;
        };
        const auto held = std::make_shared<late>(late{std::move(answer), std::move(respond)});
        server.post_after(std::chrono::seconds(2), [held] { held->respond(std::move(held->answer)); });
    };
    if (auto added = server.add_listener(form, std::move(hooks)); !added) return usage_error(added.error().message);

    std::mutex mutex;
    std::condition_variable end;
    bool ended = false;
    server.handle_signals(
        {.terminate =
             [&] {
                 const std::lock_guard lock(mutex);
                 ended = true;
                 end.notify_all();
             },
         .reload = {}}
    );
    server.start();
    std::printf("listening %s %u\n", std::string(by->info().standard).c_str(), server.port("counterpart"));
    std::fflush(stdout);
    std::unique_lock lock(mutex);
    end.wait(lock, [&] { return ended; });
    server.stop();
    return exit_code::fine;
}

} // namespace schakel::command
