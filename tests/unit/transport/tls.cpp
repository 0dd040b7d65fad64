// TLS and mutual TLS, our client against our listener, with certificates of the moment.
#include "tests/support/certificates.hpp"
#include "tests/unit/transport/call.hpp"

#include <fstream>
#include <thread>

using namespace schakel::transport;
using schakel::tests::certificate_authority;
using schakel::tests::certificate_files;

namespace {

certificate_authority& authority() {
    static certificate_authority one;
    return one;
}

listener_settings with_tls(const certificate_files& files, client_certificates clients = client_certificates::none) {
    listener_settings out;
    out.tls = tls_settings();
    out.tls->certificate = files.certificate;
    out.tls->key = files.key;
    out.tls->clients = clients;
    if (clients != client_certificates::none) out.tls->client_ca = authority().file();
    return out;
}

const certificate_files& server_files() {
    static const auto files = authority().issue("server", "/CN=localhost", "DNS:localhost,IP:127.0.0.1");
    return files;
}

const certificate_files& sender_files() {
    static const auto files = authority().issue("sender", "/C=NL/O=Voorbeeldschool/CN=las.example", "DNS:las.example");
    return files;
}

client_settings trusting(const std::filesystem::path& ca) {
    auto out = local_client();
    out.tls.ca_file = ca;
    return out;
}

std::string origin(const echo_server& server) {
    return "https://127.0.0.1:" + std::to_string(server.port());
}

void who_is_it(http_request request, responder answer) {
    const auto& certificate = request.certificate;
    answer(text(
        200, certificate ? certificate->subject + "|" + certificate->issuer + "|" + certificate->fingerprint_sha256
                         : "nobody"
    ));
}

} // namespace

TEST_CASE("requests travel over TLS, and a kept connection carries several") {
    echo_server server(with_tls(server_files()));
    caller client(server, trusting(authority().file()));
    for (int i = 0; i < 3; ++i) {
        const auto outcome = client.post(origin(server) + "/a", "hello");
        REQUIRE(outcome);
        CHECK(outcome.response().body == "POST /a?\nhello");
    }
    CHECK(server.get().metrics().connections_total == 1);
    const std::string big(3'000'000, 'x');
    CHECK(client.post(origin(server) + "/", big).response().body.size() == big.size() + 8);
}

TEST_CASE("an untrusted, wrongly named or expired certificate ends the call before anything is sent") {
    certificate_authority stranger;
    const auto expired = authority().issue("expired", "/CN=localhost", "IP:127.0.0.1", -1);
    const auto other = authority().issue("other", "/CN=127.0.0.1", "DNS:other.example");
    echo_server good(with_tls(server_files()));
    echo_server named(with_tls(other));
    echo_server old(with_tls(expired));
    const auto verdict = [&](const echo_server& server, const std::filesystem::path& ca) {
        caller client(good, trusting(ca));
        const auto outcome = client.post(origin(server) + "/", "secret");
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().what == transport_error::kind::tls);
        return outcome.error().text;
    };
    CHECK(verdict(good, stranger.file()).find("127.0.0.1") != std::string::npos);
    CHECK(verdict(named, authority().file()).find("mismatch") != std::string::npos);
    CHECK(verdict(old, authority().file()).find("expired") != std::string::npos);
    CHECK(named.get().metrics().requests_total == 0);
}

TEST_CASE("S10: a client certificate is required, verified and told to the handler") {
    listener_hooks hooks;
    hooks.handle = who_is_it;
    echo_server server(with_tls(server_files(), client_certificates::required), hooks);
    auto settings = trusting(authority().file());
    CHECK_FALSE(caller(server, settings).post(origin(server) + "/", ""));

    settings.tls.certificate = sender_files().certificate;
    settings.tls.key = sender_files().key;
    const auto known = caller(server, settings).post(origin(server) + "/", "");
    REQUIRE(known);
    CHECK(known.response().body.starts_with("CN=las.example,O=Voorbeeldschool,C=NL|CN=Test authority|"));
    CHECK(
        known.response().body.size() ==
        std::string("CN=las.example,O=Voorbeeldschool,C=NL|CN=Test authority|").size() + 64
    );

    certificate_authority stranger;
    const auto forged = stranger.issue("forged", "/CN=las.example", "DNS:las.example");
    settings.tls.certificate = forged.certificate;
    settings.tls.key = forged.key;
    CHECK_FALSE(caller(server, settings).post(origin(server) + "/", ""));
    CHECK(server.get().metrics().requests_total == 1);
}

TEST_CASE("an optional client certificate may be absent, but not wrong; and identities do not share connections") {
    listener_hooks hooks;
    hooks.handle = who_is_it;
    echo_server server(with_tls(server_files(), client_certificates::optional), hooks);
    caller client(server, trusting(authority().file()));
    client_tls_settings own;
    own.ca_file = authority().file();
    own.certificate = sender_files().certificate;
    own.key = sender_files().key;
    const auto identity = load_client_tls(own);
    REQUIRE(identity.has_value());

    client_request named;
    named.url = origin(server) + "/";
    named.tls = *identity;
    for (int i = 0; i < 2; ++i) {
        CHECK(client.post(origin(server) + "/", "").response().body == "nobody");
        CHECK(client.send(named).response().body.starts_with("CN=las.example"));
    }
    CHECK(server.get().metrics().connections_total == 2);
}

TEST_CASE("certificates are renewed without a restart, and a faulty renewal changes nothing") {
    certificate_authority next_year;
    const auto folder = authority().folder();
    const auto live = certificate_files{folder / "live.pem", folder / "live.key"};
    const auto install = [&](const certificate_files& from) {
        std::filesystem::copy_file(
            from.certificate, live.certificate, std::filesystem::copy_options::overwrite_existing
        );
        std::filesystem::copy_file(from.key, live.key, std::filesystem::copy_options::overwrite_existing);
    };
    install(server_files());
    echo_server server(with_tls(live));
    const auto trusted_by = [&](const certificate_authority& ca) {
        return static_cast<bool>(caller(server, trusting(ca.file())).post(origin(server) + "/", ""));
    };
    CHECK(trusted_by(authority()));

    install(next_year.issue("server", "/CN=localhost", "IP:127.0.0.1"));
    CHECK(trusted_by(authority()));
    REQUIRE(server.get().prepare_tls().has_value());
    server.get().use_prepared_tls();
    CHECK(trusted_by(next_year));
    CHECK_FALSE(trusted_by(authority()));

    std::ofstream(live.key) << "not a key";
    const auto failed = server.get().prepare_tls();
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().message.find("live.key") != std::string::npos);
    CHECK(trusted_by(next_year));
}

TEST_CASE("B8.11: a certificate without its key, or with another's, is told at start") {
    server threads(quick_threads());
    auto settings = with_tls({server_files().certificate, sender_files().key});
    settings.name = "edge";
    const auto mismatch = threads.add_listener(settings, {echo, nullptr, nullptr, nullptr});
    REQUIRE_FALSE(mismatch.has_value());
    CHECK(mismatch.error().message.find("edge") != std::string::npos);
    settings.tls->key = "/nonexistent.key";
    CHECK_FALSE(threads.add_listener(settings, {echo, nullptr, nullptr, nullptr}).has_value());
}

TEST_CASE("a client that connects and says nothing, or no TLS, is let go") {
    auto settings = with_tls(server_files());
    settings.timeouts.head = std::chrono::milliseconds(30);
    echo_server server(settings);
    auto silent = server.connect();
    auto plain = server.connect();
    plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    plain.receive_all();
    CHECK(silent.closed_by_peer());
    while (server.refused(refusal::handshake_failed) < 2) std::this_thread::yield();
    CHECK(server.get().metrics().requests_total == 0);
}
