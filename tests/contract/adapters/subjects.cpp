#include "tests/contract/adapters/subjects.hpp"

#include "schemas/bundled.hpp"

#include <fstream>
#include <iterator>
#include <map>

namespace schakel::test {

const adapter_registry& registry() {
    static const adapter_registry all = all_adapters(schemas::bundled);
    return all;
}

const std::vector<tried_case>& cases_of(const adapter& subject) {
    static std::map<const adapter*, std::vector<tried_case>> known;
    std::vector<tried_case>& list = known[&subject];
    if (list.empty()) {
        for (golden_case& one : golden_cases(subject)) {
            decoded read = subject.decode(one.received, one.decoding);
            list.push_back({std::move(one), std::move(read)});
        }
    }
    return list;
}

exchange arrived(const adapter& at, outgoing sent, instant when) {
    send_credentials credentials;
    credentials.secret = {presented_credentials::form::key_triple, "sleutel", "klant", "Klant"};
    at.authorise(sent, credentials);
    exchange received;
    received.id = "01890000-0000-7000-8000-000000000002";
    received.standard = at.info().standard;
    received.method = sent.method;
    received.path = sent.path.substr(0, sent.path.find('?'));
    received.headers = sent.headers;
    received.body = std::move(sent.body);
    received.received_at = when;
    if (received.path.empty()) {
        for (const endpoint& one : at.info().endpoints)
            if (one.use == endpoint::purpose::message && one.method == received.method) received.path = one.path;
    }
    return received;
}

encode_options usual_options(const adapter& target, const std::vector<model::record>& records) {
    static const std::map<std::string_view, std::string> values{
        {"activity_base", "https://school.example/toetsen"},
        {"account_home_page", "https://school.example"},
        {"class", "klas-5a"},
        {"grading_period", "periode-1"}};
    encode_options options;
    for (const std::string_view key : target.info().parameters) {
        if (const auto known = values.find(key); known != values.end()) options.parameters.emplace(key, known->second);
    }
    for (const model::record& one : records) {
        if (const auto* report = std::get_if<model::progress_report>(&one); report && options.school.empty())
            options.school = report->school;
    }
    if (!model::find(options.school, model::scheme::brin))
        options.school.push_back({std::string(model::scheme::brin), "99XX", {}});
    options.now = *parse_rfc3339("2026-11-21T12:00:00Z");
    return options;
}

std::string all_findings(const report& of) {
    std::string text;
    for (const layer which : all_layers) {
        for (const finding& one : of.at(which).findings) {
            if (one.broken->level != severity::error) continue;
            text += std::string(one.broken->id) + " " + std::to_string(one.where.line) + ":" +
                    std::to_string(one.where.column) + " " + one.where.path + " expected " + one.expected + " got " +
                    one.got + "; ";
        }
    }
    return text;
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool tells_faults_by_codes(const adapter& by) {
    return by.info().standard == "lti-1.1";
}

bool tells_a_fault(const adapter& by, const reply& answer) {
    if (answer.status >= 400) return true;
    return tells_faults_by_codes(by) && answer.body.find("<imsx_severity>error<") != std::string::npos;
}

} // namespace schakel::test
