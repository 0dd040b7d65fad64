#include "adapters/common/edu_v/pull.hpp"

#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "adapters/common/edu_v/status.hpp"
#include "gateway/adapter/html_page.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>

namespace schakel::edu_v {

namespace {

namespace scheme = model::scheme;
using phase = pull_state::phase;

constexpr std::array<std::string_view, 8> parameters{"education",          "association", "students",
                                                     "employees",          "org_id_type", "filter_by_org_id",
                                                     "send_school_period", "sector"};
constexpr int attempts_at_most = 3;

constexpr std::array<std::string_view, 4> service_names{"education", "association", "students", "employees"};
std::string_view name_of(service which) {
    return service_names[static_cast<std::size_t>(which)];
}

// What is asked, in this order: references lead to what came before. Groups come before assignments, which tell the
// subject of a lesson group.
constexpr auto steps = std::to_array<object>(
    {object::organisation, object::study_offering, object::subject_offering, object::school_period, object::student,
     object::employee, object::group, object::assignment, object::enrollment}
);

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out;
}

std::string value_in(const pull_options& options, std::string_view name, std::string_view otherwise) {
    const auto found = options.parameters.find(name);
    return found == options.parameters.end() ? std::string(otherwise) : found->second;
}

// orgMasterId, or orgId and orgIdType with filterByOrgId; "" when no identifier of the school can be said.
std::string school_query(const pull_options& options, bool with_filter) {
    const std::string wanted = value_in(options, "org_id_type", "");
    const auto is_wanted = [&](std::string_view type) { return wanted.empty() || wanted == type; };
    const std::string_view master = model::value_of(options.school, scheme::rio);
    if (!master.empty() && is_wanted("orgMasterId")) return "orgMasterId=" + percent_encoded(master);
    for (const std::string_view which :
         std::array{scheme::branch, scheme::brin, scheme::digidelivery, scheme::school_key, scheme::basispoort}) {
        const std::string_view value = model::value_of(options.school, which);
        const std::string_view type = type_of(which, place::school);
        if (value.empty() || !is_wanted(type)) continue;
        std::string query = "orgId=" + percent_encoded(value) + "&orgIdType=" + std::string(type);
        if (with_filter) query += "&filterByOrgId=" + value_in(options, "filter_by_org_id", "true");
        return query;
    }
    return {};
}

std::optional<std::int64_t> code_in(const received_answer& answer) {
    findings unread;
    const document_limits limits{.bytes = 1u << 20, .depth = 20, .nodes = 10'000};
    const auto told = json::document::parse(answer.body, limits, unread);
    return told && told->root().is(json::kind::object) ? told->root().member("status").integer() : std::nullopt;
}

class conversation final : public roster_pull {
public:
    conversation(const pull_options& options, const object_schemas& schemas)
        : options_(options), schemas_(schemas),
          builder_(
              nobody_, {parse_sector(value_in(options, "sector", options.profile)).value_or(sector::unknown),
                        options.school_year}
          ) {
        reading_.kind = "edu-v";
        skip_unwanted();
        if (at_ == steps.size()) end(phase::failed, "no service of this source is set up");
        if (school_query(options_, true).empty()) end(phase::failed, "the school has no identifier that Edu-V knows");
    }

    std::optional<outgoing> next() override {
        if (state_.what != phase::running) return std::nullopt;
        const object_info& asked = info_of(steps[at_]);
        outgoing request;
        request.method = "GET";
        request.path = path_of(asked);
        request.headers.set("Accept", "application/json");
        state_.doing = asked.collection;
        state_.retry_after.reset();
        return request;
    }

    void take(const outgoing&, const received_answer& answer, roster_sink& into) override {
        if (state_.what != phase::running) return;
        builder_.into(into);
        judge(answer);
        state_.records = builder_.records();
        if (state_.what == phase::running && at_ == steps.size()) finish();
        builder_.into(nobody_);
    }

    const pull_state& state() const override { return state_; }
    const roster_reading& reading() const override { return reading_; }

private:
    void end(phase what, std::string reason) {
        state_.what = what;
        state_.reason = std::move(reason);
    }

    bool is_off(service which) const { return value_in(options_, name_of(which), "") == "none"; }

    // Assignments are of use only where it is known whose they are.
    void skip_unwanted() {
        while (at_ < steps.size()) {
            const object_info& one = info_of(steps[at_]);
            const bool useless = one.what == object::assignment && is_off(service::employees);
            if (!useless && !is_off(one.by) && !missing_[static_cast<std::size_t>(one.by)]) return;
            ++at_;
        }
    }

    std::string path_of(const object_info& asked) const {
        const std::string service_path(name_of(asked.by));
        std::string path = value_in(options_, service_path, "/" + service_path + "/v1") + std::string(asked.folder);
        if (asked.what != object::organisation) path += "/school";
        path += "?" + school_query(options_, asked.what != object::organisation);
        const bool has_periods = asked.what != object::organisation && asked.what != object::school_period;
        if (has_periods && !options_.school_year.empty() && value_in(options_, "send_school_period", "") == "true")
            path += "&schoolPeriodId=" + percent_encoded(options_.school_year);
        return path;
    }

    void judge(const received_answer& answer) {
        const auto common = interpret_common(answer);
        if (common && common->what == receipt::outcome::retry) return try_again(*common);
        attempts_ = 0;
        switch (answer.status) {
        case 200: return read(answer);
        case 403:
        case 404: return leave_out(answer.status);
        case 400: return refused(answer);
        case 401: return end(phase::failed, "HTTP 401: the source does not accept our token");
        default: return no_answer(answer.status);
        }
    }

    void try_again(const receipt& judged) {
        if (++attempts_ < attempts_at_most) {
            state_.retry_after = judged.retry_after.value_or(std::chrono::seconds(2 * attempts_));
            return;
        }
        state_.retry_after = judged.retry_after;
        end(phase::interrupted, std::string(state_.doing) + ": " + judged.reason);
    }

    void tell(finding one) {
        findings list;
        list.push_back(std::move(one));
        reading_.report.add(layer::transport, std::move(list));
    }

    void no_answer(int status) {
        tell({&fault::no_answer, {}, "200, application/json", std::to_string(status), {}});
        end(phase::failed, state_.doing + ": HTTP " + std::to_string(status));
    }

    void refused(const received_answer& answer) {
        const auto code = code_in(answer);
        std::string reason = state_.doing + ": HTTP 400" + (code ? ", status " + std::to_string(*code) : "");
        if (code == code::school) reason += ": the source does not know the school";
        if (code == code::version) reason += ": the source does not support this version";
        end(phase::failed, std::move(reason));
    }

    // A service that is not released, or that the source does not have: the rest of it is not asked either.
    void leave_out(int status) {
        const service of = info_of(steps[at_]).by;
        missing_[static_cast<std::size_t>(of)] = true;
        tell({&fault::service_missing, {}, std::string(name_of(of)), std::to_string(status), {}});
        note_partial(name_of(of));
        skip_unwanted();
    }

    void note_partial(std::string_view service_name) {
        partial_ += (partial_.empty() ? "without " : ", ") + std::string(service_name);
    }

    void read(const received_answer& answer) {
        if (is_html(answer)) return no_answer(200);
        look_at_version(answer);
        const object_info& asked = info_of(steps[at_]);
        document_faults found(options_.limits.findings);
        const roster_input input{
            answer.body, nullptr, std::string(answer.headers.find("content-type")), std::string(asked.folder)};
        read_objects(asked.what, input, schemas_, options_.limits, builder_, found, reading_.trace);
        const bool rejected = found.rejects();
        std::move(found).move_into(reading_.report, answer.body);
        if (rejected) return end(phase::failed, std::string(asked.collection) + ": the answer is not valid");
        digest_ = crypto::sha256_hex(digest_ + crypto::sha256_hex(answer.body));
        something_came_ = true;
        ++at_;
        skip_unwanted();
    }

    void look_at_version(const received_answer& answer) {
        const std::string_view version = answer.headers.find("api-version");
        if (reading_.version.empty()) reading_.version = version;
        const bool filtered = school_query(options_, true).find("filterByOrgId") != std::string::npos;
        if (!filtered || warned_ || (!version.starts_with("1.0") && !version.starts_with("0."))) return;
        warned_ = true;
        tell({&fault::filter_unknown, {}, "1.1.0", std::string(version.substr(0, 16)), {}});
    }

    void finish() {
        if (!something_came_) return end(phase::failed, "no service of this source released anything");
        fault_list found(options_.limits.findings);
        builder_.finish(found);
        reading_.report.add(layer::rules, std::move(found).take({}));
        reading_.holds = builder_.holds();
        auto& persons = reading_.holds[static_cast<std::size_t>(roster::record_kind::person)];
        // A roster without staff by agreement has all its persons.
        if (persons == extent::delta && is_off(service::employees)) persons = extent::full;
        state_.records = builder_.records();
        state_.watermark = digest_;
        const bool same = partial_.empty() && digest_ == options_.watermark;
        end(same ? phase::unchanged : phase::complete, partial_);
    }

    pull_options options_;
    const object_schemas& schemas_;
    discarding_sink nobody_;
    roster_builder builder_;
    pull_state state_;
    roster_reading reading_;
    std::size_t at_ = 0; // in steps
    int attempts_ = 0;
    std::array<bool, 4> missing_{};
    std::string partial_, digest_;
    bool something_came_ = false, warned_ = false;
};

} // namespace

std::span<const std::string_view> pull_parameters() {
    return parameters;
}

std::unique_ptr<roster_pull> make_pull(const pull_options& options, const object_schemas& schemas) {
    return std::make_unique<conversation>(options, schemas);
}

} // namespace schakel::edu_v
