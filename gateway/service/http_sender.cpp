#include "gateway/service/http_sender.hpp"

#include "gateway/access/oauth1.hpp"
#include "gateway/adapter/entitlements.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/client_assertion.hpp"
#include "gateway/crypto/jwt.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/crypto/secret_file.hpp"
#include "gateway/service/http_conversion.hpp"

namespace schakel::service {

// One message on its way, with what is needed to send it again.
struct http_sender::trip {
    std::shared_ptr<const pipeline::configuration> in_force; // keeps `how` alive
    const settings::remote& how;
    const adapter& by;
    std::string school;
    outgoing message;
    std::function<void(received_answer)> done;
    std::string delivery_id = {};         // of a delivery
    std::string usual_scope = {};         // of a token, where the settings name none
    std::optional<std::size_t> most = {}; // bytes of an answer
    std::size_t key = 0;                  // of launch_keys_of(), with which it is signed
    std::vector<settings::signing_source> launch_keys = {};
};

namespace {

constexpr auto renew_before = std::chrono::seconds(30);
constexpr std::size_t largest_answer = 256u << 20; // bytes, of who owns rosters or publishes goals
constexpr std::string_view no_scope = "none";

received_answer not_sent(std::string why) {
    received_answer out;
    out.how = received_answer::transport::not_sent;
    out.error = std::move(why);
    return out;
}

// Some servers want no scope, some a prefix of their own before each.
std::string scope_of(const settings::token_source& of, const std::string& usual) {
    if (of.scope == no_scope) return {};
    std::string out;
    for (std::string_view rest = of.scope.empty() ? usual : of.scope; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        if (!word.empty()) out.append(out.empty() ? "" : " ").append(of.scope_prefix).append(word);
    }
    return out;
}

std::string token_key(const settings::token_source& of, const std::string& usual_scope) {
    return of.token_url + " " + of.client_id + " " + scope_of(of, usual_scope);
}

// One slash between the two, however the address ends that somebody wrote into the settings.
std::string below(std::string_view address, std::string_view path) {
    if (address.ends_with('/') && path.starts_with('/')) address.remove_suffix(1);
    return std::string(address).append(path);
}

// A message may name its complete address, such as the line item of a platform. It goes there only when that lies below
// the address of its receiver: our credentials are for nobody else.
std::optional<std::string> address_of(const std::string& receiver, const std::string& path) {
    if (!path.starts_with("http://") && !path.starts_with("https://")) return below(receiver, path);
    if (!path.starts_with(receiver)) return std::nullopt;
    const std::string_view below = std::string_view(path).substr(receiver.size());
    const bool apart = below.empty() || receiver.ends_with('/') || below[0] == '/' || below[0] == '?';
    return apart ? std::optional(path) : std::nullopt;
}

// What goes back to where people come from, and has no key of its own, is signed with the keys of their launches.
std::vector<settings::signing_source> launch_keys_of(const settings::system& to) {
    std::vector<settings::signing_source> out;
    const settings::sending& send = *to.send;
    const bool proves_otherwise = send.oauth1 || send.token || send.basic || !send.keys.empty();
    if (proves_otherwise || !to.launch_from || to.launch_from->standard != send.standard) return out;
    const settings::launch_source& from = *to.launch_from;
    const bool sha1 = from.algorithms.empty() || from.algorithms.contains("HMAC-SHA1");
    for (const settings::consumer_key& one : from.keys)
        out.push_back({one.key, one.secret, sha1 ? "HMAC-SHA1" : "HMAC-SHA256"});
    return out;
}

const settings::school_key* key_for(const settings::remote& how, std::string_view school) {
    for (const settings::school_key& one : how.keys) {
        if (one.schools.empty() || one.schools.contains(school)) return &one;
    }
    return nullptr;
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string out;
    for (const std::string_view one : words) out += (out.empty() ? "" : " ") + std::string(one);
    return out;
}

// RFC 5849: the signature covers the address as it is sent.
// A receiver of XML (outcomes of LTI 1.1) demands that it covers the body too; others do not know that.
std::string signature_of(
    const settings::signing_source& by, const transport::client_request& request, const outgoing& message, instant now
) {
    const std::string_view url = request.url;
    const std::size_t host = url.find("://") + 3, path = url.find_first_of("/?", host);
    const std::string_view rest = path == std::string_view::npos ? std::string_view{} : url.substr(path);
    const std::size_t question = rest.find('?');
    access::oauth1::signed_request about;
    about.method = request.method;
    about.base = url.substr(0, path);
    about.path = rest.substr(0, question);
    if (question != std::string_view::npos) about.query = rest.substr(question + 1);
    const bool is_xml = message.headers.find("content-type").starts_with("application/xml");
    const auto hashed = is_xml ? std::optional<std::string_view>(message.body) : std::nullopt;
    return access::oauth1::authorization_header(
        about, by.consumer_key, by.secret, by.method, now, crypto::random_token(16), hashed
    );
}

} // namespace

void http_sender::send(
    std::shared_ptr<const pipeline::configuration> in_force, const pipeline::destination& to, std::string_view school,
    std::string_view delivery_id, outgoing message, std::function<void(received_answer)> done
) {
    auto on = std::make_shared<trip>(trip{
        std::move(in_force), *to.system->send, *to.by, std::string(school), std::move(message), std::move(done),
        std::string(delivery_id)});
    on->launch_keys = launch_keys_of(*to.system);
    if (to.by->launch()) on->usual_scope = joined(to.by->launch()->abilities().send_scopes);
    try_once(on, true);
}

void http_sender::fetch(
    std::shared_ptr<const pipeline::configuration> in_force, const settings::system& owner, const adapter& by,
    std::string_view school, outgoing request, std::function<void(received_answer)> done
) {
    auto on = std::make_shared<trip>(trip{
        std::move(in_force), *owner.roster, by, std::string(school), std::move(request), std::move(done)});
    if (by.roster()) on->usual_scope = joined(by.roster()->abilities().pull_scopes);
    on->most = largest_answer;
    try_once(on, true);
}

void http_sender::fetch(
    std::shared_ptr<const pipeline::configuration> in_force, const settings::fetched_source& from, const adapter& by,
    std::string_view school, outgoing request, std::function<void(received_answer)> done
) {
    auto on = std::make_shared<trip>(trip{
        std::move(in_force), from, by, std::string(school), std::move(request), std::move(done)});
    if (by.goals()) on->usual_scope = joined(by.goals()->abilities().scopes);
    if (by.entitlements()) on->usual_scope = joined(by.entitlements()->abilities().scopes);
    on->most = largest_answer;
    try_once(on, true);
}

// A token that is refused before its time (the receiver changed its keys) is thrown away, and the message goes once
// more with a new one. Where several keys may sign (they are being changed, or each class has its own), the receiver
// says which one counts.
void http_sender::try_once(const std::shared_ptr<trip>& on, bool may_renew) {
    credentials(on, [self = shared_from_this(), on, may_renew](result<send_credentials, received_answer> ready) {
        if (!ready) return on->done(ready.error());
        outgoing message = on->message;
        on->by.authorise(message, *ready);
        self->post(on, std::move(message), [self, on, may_renew](received_answer answer) {
            const bool another_key = on->key + 1 < on->launch_keys.size();
            if (another_key && on->by.interpret(on->message, answer).what == receipt::outcome::hold) {
                ++on->key;
                return self->try_once(on, may_renew);
            }
            if (answer.status != 401 || !on->how.token || !may_renew) return on->done(std::move(answer));
            self->forget_token(token_key(*on->how.token, on->usual_scope));
            self->try_once(on, false);
        });
    });
}

void http_sender::forget_token(const std::string& key) {
    const std::lock_guard lock(mutex_);
    tokens_[key].expires = instant{};
}

void http_sender::post(const std::shared_ptr<trip>& on, outgoing message, std::function<void(received_answer)> done) {
    auto address = address_of(on->how.url, message.path);
    if (!address) return done(not_sent("the address of the message is not below that of the receiver"));
    auto tls = tls_of(on->how);
    if (!tls) return done(not_sent("tls: " + tls.error().message));
    transport::client_request request;
    request.method = message.method;
    request.url = *std::move(address);
    for (const auto& [name, value] : message.headers) request.headers.add(name, value);
    if (!on->delivery_id.empty()) request.headers.set("Schakel-Delivery-Id", on->delivery_id);
    const settings::signing_source* signer = on->how.oauth1 ? &*on->how.oauth1 : nullptr;
    if (on->key < on->launch_keys.size()) signer = &on->launch_keys[on->key];
    if (signer) request.headers.set("Authorization", signature_of(*signer, request, message, time_.now()));
    request.body = std::move(message.body);
    request.tls = *tls;
    request.response_timeout = on->how.time_out;
    request.response_bytes = on->most;
    client_.send(std::move(request), [done = std::move(done)](transport::client_outcome outcome) {
        done(outcome ? to_answer(std::move(outcome.response())) : no_answer(outcome.error()));
    });
}

result<std::shared_ptr<const transport::client_tls>> http_sender::tls_of(const settings::remote& how) {
    if (how.ca_file.empty() && how.certificate_file.empty()) return std::shared_ptr<const transport::client_tls>();
    const std::string files = how.ca_file + "\n" + how.certificate_file + "\n" + how.key_file;
    const std::lock_guard lock(mutex_);
    auto& known = tls_[files];
    if (known) return known;
    auto loaded =
        transport::load_client_tls({how.ca_file, how.certificate_file, how.key_file, transport::tls_version::tls_1_2});
    if (!loaded) return loaded.error();
    known = *loaded;
    return known;
}

void http_sender::credentials(const std::shared_ptr<trip>& on, credentials_ready ready) {
    using form = presented_credentials::form;
    const settings::remote& how = on->how;
    if (!how.token) {
        send_credentials plain;
        const settings::school_key* key = key_for(how, on->school);
        if (key)
            plain.secret = {form::key_triple, key->key, how.client_code, how.client_name};
        else if (how.basic)
            plain.secret = {form::basic, how.basic->password, how.basic->user, {}};
        return ready(plain);
    }
    std::string kept;
    bool ask = false;
    {
        const std::lock_guard lock(mutex_);
        token_state& state = tokens_[token_key(*how.token, on->usual_scope)];
        if (time_.now() + renew_before < state.expires) {
            kept = state.token;
        } else {
            state.waiting.push_back(std::move(ready));
            ask = !std::exchange(state.asking, true);
        }
    }
    if (!kept.empty()) return ready(send_credentials{{form::bearer, kept, {}, {}}});
    if (ask) fetch_token(on);
}

// The signed assertion of RFC 7523 2.2.
result<std::string> http_sender::assertion(const settings::token_source& of) const {
    std::optional<crypto::key> key;
    if (of.launch_keys) {
        if (own_keys_ == nullptr) return failure{"this gateway has no keys of launches"};
        key = own_keys_->current();
    } else {
        const auto pem = crypto::read_secret_file(of.key_file);
        if (!pem) return pem.error();
        auto read = crypto::key::from_pem(*pem, of.key_id);
        if (!read) return read.error();
        key = *std::move(read);
    }
    return crypto::sign_assertion(
        *key, crypto::usual_algorithm(key->kind()), {of.client_id, of.audience, crypto::random_token(16), time_.now()}
    );
}

void http_sender::fetch_token(const std::shared_ptr<trip>& on) {
    const settings::token_source& source = *on->how.token;
    const std::string key = token_key(source, on->usual_scope);
    transport::client_request request;
    request.url = source.token_url;
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    std::vector<transport::parameter> fields{{"grant_type", "client_credentials"}};
    const auto failed = [&](const std::string& why) {
        token_answered(key, source.token_url, transport::transport_error{transport::transport_error::kind::tls, why});
    };
    if (!source.secret.empty() && !source.secret_in_body) {
        const std::string login =
            access::oauth1::percent_encode(source.client_id) + ":" + access::oauth1::percent_encode(source.secret);
        request.headers.add("Authorization", "Basic " + crypto::to_base64(login));
    } else if (!source.secret.empty()) {
        fields.push_back({"client_id", source.client_id});
        fields.push_back({"client_secret", source.secret});
    } else {
        auto signed_assertion = assertion(source);
        if (!signed_assertion) return failed(signed_assertion.error().message);
        fields.push_back({"client_id", source.client_id});
        fields.push_back({"client_assertion_type", std::string(crypto::assertion_type)});
        fields.push_back({"client_assertion", *signed_assertion});
    }
    const std::string scope = scope_of(source, on->usual_scope);
    if (!scope.empty()) fields.push_back({"scope", scope});
    auto tls = tls_of(on->how);
    if (!tls) return failed(tls.error().message);
    request.body = transport::write_form(fields);
    request.tls = *tls;
    request.response_timeout = on->how.time_out;
    client_.send(
        std::move(request),
        [self = shared_from_this(), on, key, url = source.token_url](transport::client_outcome outcome) {
            self->token_answered(key, url, std::move(outcome));
        }
    );
}

void http_sender::token_answered(const std::string& key, const std::string& url, transport::client_outcome outcome) {
    received_answer problem;
    std::string token;
    std::int64_t lifetime = 300;
    if (!outcome) {
        problem = no_answer(outcome.error());
    } else {
        findings ignored;
        const auto body = json::document::parse(outcome.response().body, {}, ignored);
        if (outcome.response().status == 200 && body) {
            token = body->root().member("access_token").text();
            lifetime = body->root().member("expires_in").integer().value_or(lifetime);
        }
        // A client that is refused stays refused until somebody looks: the same as refused credentials on the message
        // itself.
        const int status = outcome.response().status;
        problem.status = status >= 400 && status < 500 ? 401 : 503;
    }
    problem.error = "no token from " + url;
    std::vector<credentials_ready> waiting;
    {
        const std::lock_guard lock(mutex_);
        token_state& state = tokens_[key];
        state.asking = false;
        waiting.swap(state.waiting);
        state.token = token;
        state.expires = token.empty() ? instant{} : time_.now() + std::chrono::seconds(lifetime);
    }
    for (const credentials_ready& ready : waiting) {
        if (token.empty())
            ready(problem);
        else
            ready(send_credentials{{presented_credentials::form::bearer, token, {}, {}}});
    }
}

} // namespace schakel::service
