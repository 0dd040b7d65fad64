#include "tests/support/test_adapter.hpp"

#include "gateway/model/field.hpp"

#include <array>
#include <charconv>

namespace schakel::test {

namespace {

namespace field = model::field;

constexpr rule unknown_word{
    "toy.word",
    severity::error,
    "toy 1",
    "Het woord {got} bestaat niet.",
    "The word {got} does not exist.",
    "Gebruik client, school, assessment, sitting of activity.",
    "Use client, school, assessment, sitting or activity."};
constexpr rule too_many_points{
    "toy.points",
    severity::error,
    "toy 2",
    "Meer dan 100 punten kan deze standaard niet zeggen.",
    "This standard cannot say more than 100 points.",
    "Stuur hoogstens 100 punten.",
    "Send at most 100 points."};
constexpr std::array rule_list{unknown_word, too_many_points};
constexpr std::array rows{outcome_row{"2xx", receipt::outcome::delivered}, outcome_row{"409", receipt::outcome::check}};

struct line {
    std::string_view word;
    std::map<std::string, std::string, std::less<>> values;
    std::size_t number = 0;

    std::string at(std::string_view key) const {
        const auto found = values.find(key);
        return found == values.end() ? std::string() : found->second;
    }
};

std::vector<std::string_view> cut(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(at), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::vector<line> lines_of(std::string_view body) {
    std::vector<line> lines;
    for (const std::string_view text : cut(body, '\n')) {
        line& one = lines.emplace_back();
        one.number = lines.size();
        for (const std::string_view part : cut(text, ' ')) {
            const std::size_t equals = part.find('=');
            if (equals == std::string_view::npos)
                one.word = part;
            else
                one.values.emplace(part.substr(0, equals), part.substr(equals + 1));
        }
    }
    return lines;
}

constexpr std::array<std::pair<std::string_view, field::name>, 4> person_fields{
    {{"las.key", field::pupil_las_key},
     {"eckid", field::pupil_eckid},
     {"account", field::pupil_account},
     {"neppi", field::pupil_other_id}}};

model::person person_of(const line& from, field_trace& trace) {
    model::person who;
    for (const auto& [scheme, traced] : person_fields) {
        const std::string value = from.at(scheme);
        if (value.empty()) continue;
        who.ids.push_back({std::string(scheme), value, scheme == "account" ? from.at("home") : std::string()});
        trace.saw("sitting/" + std::string(scheme), traced);
    }
    who.name = from.at("name");
    if (!who.name.empty()) trace.saw("sitting/name", field::pupil_name);
    return who;
}

std::size_t assessment_of(model::progress_report& report, const std::string& id) {
    for (std::size_t i = 0; i < report.assessments.size(); ++i)
        if (report.assessments[i].id == id) return i;
    report.assessments.emplace_back().id = id;
    return report.assessments.size() - 1;
}

decimal number(std::string_view text) {
    return decimal::parse(text).value_or(decimal{});
}

void add_sitting(const line& from, model::progress_report& report, decoded& out) {
    model::sitting made;
    made.pupil = person_of(from, out.trace);
    made.assessment = assessment_of(report, from.at("test"));
    const std::string day = from.at("day");
    if (const auto date = parse_date(day)) made.taken_at = {start_of_day_in_amsterdam(*date), true};
    const std::string who = made.pupil.ids.empty() ? std::string() : made.pupil.ids.front().value;
    made.id = from.at("id").empty() ? "sitting:" + who + ":" + from.at("test") + ":" + day : from.at("id");
    model::result& result = made.results.emplace_back();
    result.key = from.at("key");
    result.scores.push_back({model::score_kind::points, number(from.at("points")), {}, {}, {}, {}});
    out.trace.saw("sitting/points", field::score_points);
    if (!from.at("passed").empty()) {
        result.success = from.at("passed") == "yes";
        out.trace.saw("sitting/passed", field::success);
    }
    if (!from.at("goal").empty()) {
        result.goals.push_back({from.at("goal")});
        out.trace.saw("sitting/goal", field::result_goal);
    }
    if (!result.key.empty()) {
        out.trace.saw("sitting/key", field::result_key);
        out.keys.push_back({result.key, from.at("points") + "|" + day});
    }
    report.sittings.push_back(std::move(made));
}

void add_assessment(const line& from, model::progress_report& report, field_trace& trace) {
    model::assessment& made = report.assessments[assessment_of(report, from.at("id"))];
    if (!from.at("subject").empty()) {
        made.subjects.push_back({from.at("subject"), {}, {}});
        trace.saw("assessment/subject", field::assessment_subject);
    }
    made.year_level.value = from.at("level");
}

void add_activity(const line& from, decoded& out) {
    model::activity made;
    made.id = from.at("id");
    made.actor = person_of(from, out.trace);
    out.records.emplace_back(std::move(made));
}

class toy_adapter final : public adapter {
public:
    explicit toy_adapter(toy_options options) : options_(std::move(options)) {
        info_.standard = options_.standard;
        info_.family_name = "toy";
        info_.title = "Toy";
        info_.specification = "Toy";
        info_.families = {family::progress};
        info_.receives = info_.sends = true;
        info_.media_types = {"text/plain"};
        info_.base_path = "/toy";
        info_.endpoints = {{endpoint::purpose::message, "POST", "", {}}};
        info_.person_schemes = options_.person_schemes;
        info_.takes_partner_schemas = options_.takes_partner_schemas;
        info_.demanded_scopes = options_.demanded_scopes;
    }

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return rule_list; }
    std::span<const outcome_row> outcome_table() const override { return rows; }
    int recognises(std::string_view bytes) const override { return bytes.starts_with("school ") ? 90 : 0; }

    presented_credentials credentials(const exchange& received) const override {
        presented_credentials shown;
        if (!options_.credentials_in_header) return shown;
        const std::string_view login = received.headers.find("authorization");
        constexpr std::string_view bearer = "Bearer ";
        if (login.starts_with(bearer)) {
            shown.kind = presented_credentials::form::bearer;
            shown.key = login.substr(bearer.size());
            return shown;
        }
        shown.kind = presented_credentials::form::basic;
        shown.code = login.substr(0, login.find(':'));
        if (login.find(':') != std::string_view::npos) shown.key = login.substr(login.find(':') + 1);
        return shown;
    }

    result<std::shared_ptr<const adapter>, validation::schema_refusal> extend(const partner_schemas& with
    ) const override {
        if (!options_.takes_partner_schemas) return adapter::extend(with);
        toy_options extended = options_;
        for (const std::string& name : with.names) {
            const auto list = with.catalogue.find(name);
            const std::string text = list ? list->bytes : "!";
            for (const line& one : lines_of(text)) {
                location where;
                where.line = static_cast<std::uint32_t>(one.number);
                where.column = 1;
                using kind = validation::schema_refusal::kind;
                if (one.word == "!") return validation::schema_refusal{kind::invalid, name, where, "no word"};
                extended.words.emplace(one.word);
            }
        }
        return std::shared_ptr<const adapter>(std::make_shared<toy_adapter>(std::move(extended)));
    }

    decoded decode(const exchange& received, const decode_options& options) const override {
        decoded out;
        out.kind = "results";
        out.version = "1.0";
        out.repeats_may_differ = options_.repeats_may_differ;
        model::progress_report report;
        findings found;
        for (const line& one : lines_of(received.body)) {
            if (one.word == "client") {
                out.credentials = {
                    presented_credentials::form::key_triple, one.at("key"), one.at("code"), one.at("name")};
            } else if (one.word == "school") {
                for (const auto& [scheme, value] : one.values) out.school.push_back({scheme, value, {}});
            } else if (one.word == "assessment") {
                add_assessment(one, report, out.trace);
            } else if (one.word == "sitting") {
                add_sitting(one, report, out);
            } else if (one.word == "activity") {
                add_activity(one, out);
            } else if (!options.quirks.contains("any-word") && !options_.words.contains(one.word)) {
                location where;
                where.line = static_cast<std::uint32_t>(one.number);
                where.column = 1;
                found.push_back({&unknown_word, where, {}, masked(one.word), {}});
            }
        }
        out.report.add(layer::well_formed, {});
        out.report.add(layer::rules, std::move(found));
        if (!report.sittings.empty() || !report.assessments.empty())
            out.records.insert(out.records.begin(), std::move(report));
        if (out.report.rejects()) {
            out.records.clear();
            out.keys.clear();
        }
        return out;
    }

    reply acknowledge(const exchange&, const disposition& decided) const override {
        reply made;
        made.status = decided.what == disposition::outcome::accepted ? 200 : 400;
        made.body = toy_word(decided.what);
        for (const std::string& id : decided.record_ids) made.body += " " + id;
        if (decided.what == disposition::outcome::invalid && decided.report && decided.report->first_error())
            made.body += " " + std::string(decided.report->first_error()->broken->id);
        if (decided.retry_after) made.headers.set("Retry-After", std::to_string(decided.retry_after->count()));
        return made;
    }

    encoded encode(std::span<const model::record> records, const encode_options&) const override {
        encoded out;
        for (const model::record& one : records) {
            if (const auto* report = std::get_if<model::progress_report>(&one)) write(*report, out);
        }
        return out;
    }

    receipt interpret(const outgoing& sent, const received_answer& answer) const override {
        if (auto common = interpret_common(answer)) return std::move(*common);
        const std::string code = "HTTP " + std::to_string(answer.status);
        if (answer.status < 300) return {receipt::outcome::delivered, code, {}, {}};
        if (answer.status == 409) {
            outgoing question;
            question.method = "GET";
            question.path = sent.path + "?same";
            return {receipt::outcome::check, code, {}, question};
        }
        if (answer.status == 400 || answer.status == 413)
            return {sent.records > 1 ? receipt::outcome::split : receipt::outcome::rejected, code, {}, {}};
        return {receipt::outcome::rejected, code, {}, {}};
    }

    receipt interpret_check(const outgoing&, const outgoing&, const received_answer& answer) const override {
        if (answer.how == received_answer::transport::answered && answer.status == 200) {
            if (answer.body == "same") return {receipt::outcome::already_there, "the same is there", {}, {}};
            return {receipt::outcome::rejected, "something else is there", {}, {}};
        }
        return {receipt::outcome::retry, "not told", {}, {}};
    }

    std::vector<outgoing> split(const outgoing& message) const override {
        const auto lines = cut(message.body, '\n');
        if (lines.size() < 2) return {};
        std::vector<outgoing> halves(2, message);
        for (outgoing& half : halves) {
            half.body.clear();
            half.records = 0;
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            outgoing& half = halves[i < lines.size() / 2 ? 0 : 1];
            half.body += std::string(lines[i]) + "\n";
            ++half.records;
        }
        return halves;
    }

private:
    void write(const model::progress_report& report, encoded& out) const {
        outgoing all;
        for (const model::sitting& sitting : report.sittings) {
            const decimal points = sitting.results.front().scores.front().value;
            if (points > number("100")) {
                out.refused.push_back({&too_many_points, {}, {}, {}, {}});
                continue;
            }
            outgoing one;
            one.key = sitting.pupil.ids.empty() ? std::string("nobody") : sitting.pupil.ids.front().value;
            one.path = "/sittings";
            one.headers.set("Content-Type", "text/plain");
            one.body = line_of(report, sitting, out.fate);
            one.records = 1;
            if (!options_.batches) {
                out.messages.push_back(std::move(one));
            } else if (all.records == 0) {
                all = std::move(one);
                all.key = "batch";
            } else {
                all.body += one.body;
                ++all.records;
            }
        }
        if (all.records > 0) out.messages.push_back(std::move(all));
    }

    static std::string line_of(const model::progress_report& report, const model::sitting& from, field_fate& fate) {
        const model::assessment& test = report.assessments[from.assessment];
        const model::result& result = from.results.front();
        std::string text = "sitting id=" + from.id + " key=" + result.key + " test=" + test.id;
        if (!test.subjects.empty()) {
            text += " subject=" + test.subjects.front().value;
            fate.carried(field::assessment_subject);
        }
        text += " points=" + result.scores.front().value.text();
        fate.carried(field::score_points);
        for (const model::goal_reference& one : result.goals) {
            text += " goal=" + one.goal;
            if (!one.outcome.empty()) text += " outcome=" + one.outcome;
            if (!one.original.empty()) text += " original=" + one.original;
            fate.carried(field::result_goal);
        }
        if (!result.key.empty()) fate.carried(field::result_key);
        for (const auto& [scheme, told] : person_fields) {
            const model::identifier* id = model::find(from.pupil.ids, scheme);
            if (!id) continue;
            text += " " + std::string(scheme) + "=" + id->value;
            if (!id->authority.empty()) text += " home=" + id->authority;
            fate.carried(told);
        }
        if (!from.pupil.name.empty()) text += " name=" + from.pupil.name;
        return text + "\n";
    }

    toy_options options_;
    adapter_info info_;
};

} // namespace

std::unique_ptr<adapter> make_toy_adapter(toy_options options) {
    return std::make_unique<toy_adapter>(std::move(options));
}

std::string toy_word(disposition::outcome what) {
    using outcome = disposition::outcome;
    switch (what) {
    case outcome::accepted: return "accepted";
    case outcome::repeated: return "repeated";
    case outcome::invalid: return "invalid";
    case outcome::conflict: return "conflict";
    case outcome::unauthenticated: return "unauthenticated";
    case outcome::unknown_client: return "unknown-client";
    case outcome::forbidden: return "forbidden";
    case outcome::insufficient_scope: return "insufficient-scope";
    case outcome::unknown_school: return "unknown-school";
    case outcome::unroutable: return "unroutable";
    case outcome::unsupported_media: return "unsupported-media";
    case outcome::too_large: return "too-large";
    case outcome::not_found: return "not-found";
    case outcome::method_not_allowed: return "method-not-allowed";
    case outcome::overloaded: return "overloaded";
    case outcome::unavailable: return "unavailable";
    case outcome::internal: return "internal";
    }
    return {};
}

} // namespace schakel::test
