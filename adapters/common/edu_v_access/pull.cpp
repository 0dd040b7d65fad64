#include "adapters/common/edu_v_access/pull.hpp"

#include "adapters/common/edu_v/values.hpp"
#include "adapters/common/edu_v_access/rule_catalogue.hpp"

#include <array>

namespace schakel::edu_v_access {

namespace {

namespace scheme = model::scheme;
using phase = pull_state::phase;

constexpr std::array<std::string_view, 3> parameters{"path", "view", "since"};
constexpr int attempts_at_most = 3;
constexpr auto oldest_since = std::chrono::days(7);

std::string value_in(const pull_options& options, std::string_view name) {
    const auto found = options.parameters.find(name);
    return found == options.parameters.end() ? std::string() : found->second;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out;
}

// orgMasterId, or orgId and orgIdType; "" when no identifier of the school can be said.
std::string school_query(const model::identifiers& school) {
    const std::string_view master = model::value_of(school, scheme::rio);
    if (!master.empty()) return "orgMasterId=" + percent_encoded(master);
    for (const std::string_view which :
         std::array{scheme::brin, scheme::digidelivery, scheme::school_key, scheme::basispoort}) {
        const std::string_view value = model::value_of(school, which);
        if (value.empty()) continue;
        return "orgId=" + percent_encoded(value) +
               "&orgIdType=" + std::string(edu_v::type_of(which, edu_v::place::results_school));
    }
    return {};
}

// One request, repeated when the source says that it may succeed later.
class conversation final : public entitlement_pull {
public:
    conversation(service by, const pull_options& options, const document_schemas& schemas)
        : by_(by), options_(options), schemas_(schemas) {
        if (by == service::usage) end(phase::failed, "a usage service has no list of everything");
        if (by == service::catalogue)
            catalogue_path();
        else
            school_path(by == service::delivery ? "/deliveryorders/school" : "/entitlements/school");
    }

    std::optional<outgoing> next() override {
        if (state_.what != phase::running) return std::nullopt;
        outgoing request;
        request.method = "GET";
        request.path = value_in(options_, "path") + path_;
        request.headers.set("Accept", "application/json");
        state_.retry_after.reset();
        return request;
    }

    void take(const outgoing&, const received_answer& answer, entitlement_sink& into) override {
        if (state_.what != phase::running) return;
        if (answer.how != received_answer::transport::answered) return interrupted(answer.error);
        if (answer.status == 200) return read(answer, into);
        if (answer.status == 429 || answer.status >= 500) return later(answer);
        tell(answer.status);
        end(phase::failed, "HTTP " + std::to_string(answer.status));
    }

    const pull_state& state() const override { return state_; }
    const entitlement_reading& reading() const override { return reading_; }

private:
    void end(phase what, std::string reason) {
        state_.what = what;
        state_.reason = std::move(reason);
    }
    void interrupted(std::string reason) { end(phase::interrupted, std::move(reason)); }

    void tell(int status) {
        findings told{finding{&fault::source_answer, {}, "200", std::to_string(status), {}}};
        reading_.report.add(layer::transport, std::move(told));
    }

    void later(const received_answer& answer) {
        if (++attempts_ >= attempts_at_most) return interrupted("HTTP " + std::to_string(answer.status));
        const auto seconds = whole_number(answer.headers.find("retry-after"));
        state_.retry_after = std::chrono::seconds(seconds > 0 && seconds < 3600 ? seconds : 5);
    }

    static int whole_number(std::string_view text) {
        int value = 0;
        for (const char c : text.substr(0, 5)) {
            if (c < '0' || c > '9') return 0;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    void catalogue_path() {
        path_ = value_in(options_, "view") == "info" ? "/products/info" : "/products";
        state_.doing = "products";
        const auto since = parse_rfc3339(options_.watermark);
        partial_ = value_in(options_, "since") == "true" && since && options_.now - *since < oldest_since;
        if (partial_) path_ += "?since=" + percent_encoded(options_.watermark);
    }

    void school_path(std::string_view path) {
        state_.doing = by_ == service::delivery ? "delivery orders" : "entitlements";
        const std::string query = school_query(options_.school);
        if (query.empty()) return end(phase::failed, "the school has no identifier that Edu-V knows");
        path_ = std::string(path) + "?" + query;
    }

    struct counting final : entitlement_sink {
        explicit counting(entitlement_sink& to) : into(to) {}
        void add(model::access::record&& what) override {
            ++records;
            into.add(std::move(what));
        }
        entitlement_sink& into;
        std::uint64_t records = 0;
    };

    void read(const received_answer& answer, entitlement_sink& into) {
        const std::string_view type = answer.headers.find("content-type");
        counting counted(into);
        const std::string_view path = std::string_view(path_).substr(0, path_.find('?'));
        const document_input input{answer.body, nullptr, std::string(type), std::string(path)};
        decode_options how;
        how.limits = options_.limits;
        how.quirks = options_.quirks;
        reading_ = read_documents(by_, input, schemas_, how, counted);
        reading_.complete = !partial_;
        if (reading_.version.empty()) reading_.version = answer.headers.find("api-version");
        state_.records = counted.records;
        if (reading_.report.rejects()) return end(phase::failed, "the answer is not valid");
        state_.watermark = to_rfc3339(options_.now);
        end(phase::complete, {});
    }

    service by_;
    pull_options options_;
    const document_schemas& schemas_;
    std::string path_;
    pull_state state_;
    entitlement_reading reading_;
    int attempts_ = 0;
    bool partial_ = false;
};

} // namespace

std::span<const std::string_view> pull_parameters() {
    return parameters;
}

std::unique_ptr<entitlement_pull> make_pull(service by, const pull_options& options, const document_schemas& schemas) {
    return std::make_unique<conversation>(by, options, schemas);
}

} // namespace schakel::edu_v_access
