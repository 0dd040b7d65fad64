// Launches over N connections, each waiting for its answers, as fast as they come or at a steady rate; tells how long
// they took.
//
//   bench_access --port PORT --login PATH --launch PATH --issuer URL --client ID --target URL --key FILE
//                [--bridge PATH --tool CLIENT --redirect URL --keys FILE] [--connections N] [--seconds S] [--rate PER
//                SECOND]
//                [--first NUMBER] [--pupils N]
//
// A launch is: login request, our redirect, a signed id_token posted. With --bridge it goes on: the answer sends the
// browser to a publisher's login, the publisher asks at PATH for the launch, and gets a token signed by the gateway,
// which is verified against the key set in --keys: nonce, client, and one subject for each pupil that nobody else has.
// One line of JSON on standard output.
#include "tests/bench/access/browser.hpp"
#include "tests/bench/access/learning_environment.hpp"

#include "gateway/crypto/jwt.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>

namespace {

using namespace schakel;
using namespace schakel::bench;
using timer = std::chrono::steady_clock;

struct options {
    std::map<std::string, std::string> given;

    const std::string& text(const std::string& name) { return given[name]; }
    std::uint64_t number(const std::string& name, std::uint64_t otherwise) const {
        const auto found = given.find(name);
        return found == given.end() ? otherwise : std::strtoull(found->second.c_str(), nullptr, 10);
    }
};

std::string file_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The publisher to whom launches are bridged.
struct publisher {
    std::string authorize; // path at the gateway; empty: launches end at the tool
    std::string client, redirect;
    crypto::key_set keys;
};

struct run {
    std::uint16_t port = 0;
    std::string login, launch;
    std::optional<learning_environment> from;
    publisher to;
    std::uint64_t pupils = 1000, rate = 0;
    timer::time_point start, end;
    std::atomic<std::uint64_t> next{0}, failed{0}, wrong{0};
    std::atomic<bool> told{false};
    std::mutex mutex;
    std::map<std::uint64_t, std::string> subject_of; // pupil -> as the publisher knows him
    std::map<std::string, std::uint64_t, std::less<>> pupil_of;
};

void tell_once(run& of, std::string_view what) {
    if (!of.told.exchange(true))
        std::fprintf(
            stderr, "no launch: %.*s\n", static_cast<int>(std::min<std::size_t>(what.size(), 2000)), what.data()
        );
}

// One pupil, one subject, whatever the launch.
bool right_subject(run& of, std::uint64_t pupil, std::string_view subject) {
    const std::lock_guard lock(of.mutex);
    const auto [known, fresh] = of.subject_of.emplace(pupil, subject);
    const auto [owner, first] = of.pupil_of.emplace(subject, pupil);
    return known->second == subject && owner->second == pupil && !subject.empty();
}

bool right_token(run& of, std::uint64_t pupil, std::string_view token, std::string_view nonce) {
    crypto::token_expectations expected;
    expected.audiences = {of.to.client};
    const auto read = crypto::verify_token(token, of.to.keys, expected, system_clock());
    return read && read->claim("nonce").text() == nonce && right_subject(of, pupil, read->claim("sub").text());
}

// The publisher's half, played by the bench: its login asks the gateway for the launch.
bool go_on_to_publisher(run& of, browser& with, const next_step& login, std::uint64_t number, std::uint64_t pupil) {
    const std::string nonce = "nonce-" + std::to_string(number), state = "state-" + std::to_string(number);
    const auto answer = with.get(
        of.to.authorize, {{"scope", "openid"},
                          {"response_type", "id_token"},
                          {"response_mode", "form_post"},
                          {"prompt", "none"},
                          {"client_id", of.to.client},
                          {"redirect_uri", of.to.redirect},
                          {"login_hint", std::string(login.field("login_hint"))},
                          {"lti_message_hint", std::string(login.field("lti_message_hint"))},
                          {"state", state},
                          {"nonce", nonce}}
    );
    if (!answer) return false;
    const bool right = answer->address == of.to.redirect && answer->field("state") == state &&
                       right_token(of, pupil, answer->field("id_token"), nonce);
    if (!right) {
        ++of.wrong;
        tell_once(of, "the publisher got a wrong answer");
    }
    return right;
}

bool launch_once(run& of, browser& with, std::uint64_t number) {
    const std::uint64_t pupil = number % of.pupils;
    with.forget_cookies();
    const auto login = with.get(
        of.login, {{"iss", of.from->issuer},
                   {"login_hint", "pupil-" + std::to_string(pupil)},
                   {"target_link_uri", of.from->target},
                   {"lti_message_hint", "link-1"},
                   {"client_id", of.from->client},
                   {"lti_deployment_id", of.from->deployment}}
    );
    if (!login) return false;
    const std::string token = of.from->signed_launch(pupil, login->field("nonce"));
    const auto onward = with.post(of.launch, {{"id_token", token}, {"state", std::string(login->field("state"))}});
    if (!onward) return false;
    return of.to.authorize.empty() || go_on_to_publisher(of, with, *onward, number, pupil);
}

// At a steady rate a launch is late when its connection was not free; that counts as part of it.
timer::time_point moment_of(const run& of, std::uint64_t place) {
    return of.start + std::chrono::nanoseconds(of.rate == 0 ? 0 : place * 1'000'000'000 / of.rate);
}

void launch_and_wait(run& of, std::uint64_t first, std::vector<std::uint32_t>& took) {
    browser with(of.port);
    while (timer::now() < of.end) {
        const std::uint64_t number = of.next++;
        auto began = timer::now();
        if (of.rate > 0) {
            began = moment_of(of, number - first);
            if (began >= of.end) return;
            std::this_thread::sleep_until(began);
        }
        if (!launch_once(of, with, number)) {
            ++of.failed;
            tell_once(of, with.said());
            if (with.said() == "the connection is lost") return;
            continue;
        }
        const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(timer::now() - began).count();
        took.push_back(static_cast<std::uint32_t>(micros));
    }
}

double milliseconds_at(const std::vector<std::uint32_t>& sorted, double share) {
    if (sorted.empty()) return 0;
    return static_cast<double>(sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]) / 1000;
}

void measure(run& of, unsigned connections, double seconds) {
    const std::uint64_t first = of.next;
    std::vector<std::vector<std::uint32_t>> took(connections);
    std::vector<std::thread> threads;
    of.start = timer::now();
    of.end = of.start + std::chrono::duration_cast<timer::duration>(std::chrono::duration<double>(seconds));
    for (auto& own : took) threads.emplace_back([&of, &own, first] { launch_and_wait(of, first, own); });
    for (std::thread& one : threads) one.join();
    const double lasted = std::chrono::duration<double>(timer::now() - of.start).count();
    std::vector<std::uint32_t> all;
    for (const auto& own : took) all.insert(all.end(), own.begin(), own.end());
    std::ranges::sort(all);
    std::printf(
        "{\"launches\":%zu,\"failed\":%llu,\"wrong\":%llu,\"seconds\":%.4f,\"next\":%llu,\"p50_ms\":%.3f,\"p99_ms\":%."
        "3f,"
        "\"max_ms\":%.3f}\n",
        all.size(), static_cast<unsigned long long>(of.failed), static_cast<unsigned long long>(of.wrong), lasted,
        static_cast<unsigned long long>(of.next), milliseconds_at(all, 0.5), milliseconds_at(all, 0.99),
        milliseconds_at(all, 1)
    );
}

bool prepare(options& from, run& of) {
    of.port = static_cast<std::uint16_t>(from.number("--port", 0));
    of.login = from.text("--login");
    of.launch = from.text("--launch");
    auto key = crypto::key::from_pem(file_of(from.text("--key")), "bench");
    if (of.port == 0 || of.login.empty() || of.launch.empty() || !key) return false;
    of.from =
        learning_environment{from.text("--issuer"), from.text("--client"), "1", from.text("--target"), *std::move(key)};
    of.next = from.number("--first", 0);
    of.pupils = from.number("--pupils", of.pupils);
    of.rate = from.number("--rate", 0);
    of.to = {from.text("--bridge"), from.text("--tool"), from.text("--redirect"), {}};
    if (of.to.authorize.empty()) return true;
    auto keys = crypto::key_set::from_jwks(file_of(from.text("--keys")));
    if (keys) of.to.keys = *std::move(keys);
    return keys.has_value();
}

} // namespace

int main(int argc, char** argv) {
    options from;
    for (int i = 1; i + 1 < argc; i += 2) from.given[argv[i]] = argv[i + 1];
    run of;
    if (!prepare(from, of)) {
        std::fprintf(stderr, "bench_access: see the head of bench_access.cpp for what must be named\n");
        return 2;
    }
    const char* seconds = from.given.contains("--seconds") ? from.given["--seconds"].c_str() : "5";
    measure(of, static_cast<unsigned>(from.number("--connections", 16)), std::strtod(seconds, nullptr));
    return of.failed == 0 && of.wrong == 0 ? 0 : 1;
}
