#include "gateway/adapter/adapter.hpp"

#include <algorithm>
#include <charconv>

namespace schakel {

std::string_view to_string(family which) {
    switch (which) {
    case family::access: return "access";
    case family::goals: return "goals";
    case family::progress: return "progress";
    }
    return {};
}

std::string_view to_string(maturity level) {
    switch (level) {
    case maturity::development: return "development";
    case maturity::alpha: return "alpha";
    case maturity::beta: return "beta";
    case maturity::stable: return "stable";
    }
    return {};
}

std::string_view to_string(receipt::outcome outcome) {
    switch (outcome) {
    case receipt::outcome::delivered: return "delivered";
    case receipt::outcome::already_there: return "already there";
    case receipt::outcome::retry: return "retry";
    case receipt::outcome::rejected: return "reject";
    case receipt::outcome::hold: return "hold";
    case receipt::outcome::split: return "split";
    case receipt::outcome::check: return "check";
    }
    return {};
}

std::span<const compiled_schemas> adapter::schemas() const {
    return {};
}

presented_credentials adapter::credentials(const exchange&) const {
    return {};
}

result<std::shared_ptr<const adapter>, validation::schema_refusal> adapter::extend(const partner_schemas& with) const {
    return validation::schema_refusal{
        validation::schema_refusal::kind::not_supported,
        with.names.empty() ? std::string() : with.names.front(),
        {},
        std::string(info().standard) + " leaves no room for schemas of partners"};
}

reply adapter::answer(const exchange& asked, const message_lookup&) const {
    disposition decided;
    decided.what = disposition::outcome::not_found;
    return acknowledge(asked, decided);
}

void adapter::authorise(outgoing&, const send_credentials&) const {}

receipt adapter::interpret_check(const outgoing& sent, const outgoing&, const received_answer& answer) const {
    return interpret(sent, answer);
}

std::vector<outgoing> adapter::split(const outgoing&) const {
    return {};
}

void adapter_registry::add(std::unique_ptr<adapter> one) {
    adapters_.push_back(std::move(one));
}

const adapter* adapter_registry::find(std::string_view standard) const {
    for (const auto& one : adapters_) {
        if (one->info().standard == standard) return one.get();
    }
    return nullptr;
}

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Cuts the number at the front: its digits without leading zeros.
std::string_view take_number(std::string_view& text) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string_view number = text.substr(0, end);
    text.remove_prefix(end);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number;
}

// 10.0 is newer than 9.1, and 1.2 than 1.2-csv: another form of a standard is asked for by its name.
bool is_older(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        if (is_digit(a.front()) && is_digit(b.front())) {
            const std::string_view left = take_number(a), right = take_number(b);
            if (left != right) return left.size() != right.size() ? left.size() < right.size() : left < right;
            continue;
        }
        if (a.front() != b.front()) return a.front() < b.front();
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    if (!a.empty()) return a.front() == '-';
    return !b.empty() && b.front() != '-';
}

// From the first number on: "2.1" of "edu-v-results-2.1".
std::string_view version_of(std::string_view standard) {
    std::size_t at = 0;
    while (at < standard.size() && !(is_digit(standard[at]) && at > 0 && standard[at - 1] == '-')) ++at;
    return standard.substr(at);
}

bool is_older_version(std::string_view a, std::string_view b) {
    if (version_of(a) != version_of(b)) return is_older(version_of(a), version_of(b));
    return is_older(a, b);
}

} // namespace

const adapter* adapter_registry::resolve(std::string_view name) const {
    if (const adapter* exact = find(name)) return exact;
    const adapter* newest = nullptr;
    for (const auto& one : adapters_) {
        const std::string_view standard = one->info().standard;
        const bool shortened =
            standard.size() > name.size() && standard.starts_with(name) && standard[name.size()] == '-';
        if (shortened && (!newest || is_older_version(newest->info().standard, standard))) newest = one.get();
    }
    return newest;
}

const adapter* adapter_registry::recognise(std::string_view bytes) const {
    const adapter* best = nullptr;
    int certainty = 0;
    for (const auto& one : adapters_) {
        if (const int claimed = one->recognises(bytes); claimed > certainty) {
            certainty = claimed;
            best = one.get();
        }
    }
    return best;
}

namespace {

// Delay in seconds only; the date form is left to the policy's own back-off, because it needs the peer's clock to be
// right.
std::optional<std::chrono::seconds> retry_after(const header_fields& headers) {
    const std::string_view text = headers.find("retry-after");
    unsigned seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return std::chrono::seconds(seconds);
}

} // namespace

std::optional<receipt> interpret_common(const received_answer& answer) {
    if (answer.how != received_answer::transport::answered) {
        return receipt{receipt::outcome::retry, answer.error, std::nullopt, {}};
    }
    const std::string code = "HTTP " + std::to_string(answer.status);
    switch (answer.status) {
    case 401:
    case 407: return receipt{receipt::outcome::hold, code + ": credentials refused", std::nullopt, {}};
    case 403:
        return receipt{receipt::outcome::hold, code + ": not allowed for this school or client", std::nullopt, {}};
    case 408:
    case 425:
    case 429: return receipt{receipt::outcome::retry, code, retry_after(answer.headers), {}};
    default: break;
    }
    if (answer.status >= 300 && answer.status < 400) {
        return receipt{
            receipt::outcome::hold,
            code + ": redirects are not followed; check the receiver's address",
            std::nullopt,
            {}};
    }
    if (answer.status >= 500) return receipt{receipt::outcome::retry, code, retry_after(answer.headers), {}};
    return std::nullopt;
}

} // namespace schakel
