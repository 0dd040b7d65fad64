#include "adapters/common/oneroster_gradebook/gradebook_adapter.hpp"

#include "adapters/common/one_edtech/credentials.hpp"
#include "adapters/common/oneroster_gradebook/answers.hpp"
#include "adapters/common/oneroster_gradebook/names.hpp"
#include "adapters/common/oneroster_gradebook/operations.hpp"
#include "adapters/common/oneroster_gradebook/rule_catalogue.hpp"
#include "adapters/common/oneroster_gradebook/rules.hpp"
#include "adapters/common/oneroster_gradebook/translate.hpp"

#include <algorithm>

namespace schakel::oneroster_gradebook {

namespace {

adapter_info describe(const edition& of) {
    namespace scheme = model::scheme;
    adapter_info info;
    info.standard = of.standard;
    info.family_name = family_name;
    info.title = of.title;
    info.specification = of.specification;
    info.maturity = maturity::alpha;
    info.families = {family::progress};
    info.receives = true;
    info.sends = true;
    info.media_types = {"application/json"};
    info.schemas = {of.schema};
    info.base_path = base_path(of.version);
    info.endpoints = endpoints(of.version);
    info.hardened_against = {"any bytes from an authenticated sender", "any answer of a receiver"};
    info.profiles = {student_is_las_key, student_is_eckid};
    info.person_schemes = {scheme::oneroster_id, scheme::las_key, scheme::eckid, scheme::account};
    info.parameters = {"base_url", "category", "class", "grading_period", "objects", "school", "student"};
    if (of.version == version::v1_1) std::erase(info.parameters, "objects");
    info.demanded_scopes = all_scopes(of.version);
    return info;
}

std::string media_type(const exchange& received) {
    std::string type(received.content_type().substr(0, received.content_type().find(';')));
    while (type.ends_with(' ')) type.pop_back();
    for (char& c : type) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return type;
}

// A file has no method and needs no headers.
findings check_content_type(const exchange& received) {
    if (received.method.empty()) return {};
    const std::string type = media_type(received);
    if (type == "application/json") return {};
    return {finding{&fault::content_type, {}, "application/json", type.empty() ? std::string("-") : masked(type), {}}};
}

bool holds(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

std::string_view kind_of(const wire::message& message) {
    if (is_item(message.kind)) return "line-items";
    if (is_result(message.kind)) return "results";
    return message.kind == object_kind::category ? "categories" : "score-scales";
}

void fill(const wire::message& message, const reading& how, decoded& out) {
    out.kind = kind_of(message);
    out.records.emplace_back(to_model(message, how));
    for (const wire::base* one : bases_of(message))
        out.keys.push_back({std::string(collection_of(message.kind)) + "/" + one->id, digest(one->at)});
    trace_values(message, how, out.trace);
}

} // namespace

gradebook_adapter::gradebook_adapter(const edition& of, const validation::schema_catalogue& bundled)
    : edition_(of), objects_(compile_bundled(std::string(of.schema), bundled)), info_(describe(of)) {}

std::span<const rule> gradebook_adapter::rules() const {
    return fault::all();
}

std::span<const outcome_row> gradebook_adapter::outcome_table() const {
    return outcomes();
}

// An envelope of the gradebook. Without an address of 1.1 in it, it counts as 1.2.
int gradebook_adapter::recognises(std::string_view bytes) const {
    const std::string_view start = bytes.substr(0, 4096);
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || start[first] != '{') return 0;
    const bool item = holds(start, "\"lineItem") || holds(start, "\"assessmentLineItem");
    const bool scored = holds(start, "\"scoreStatus\"") || holds(start, "\"assignDate\"");
    if (!holds(start, "\"sourcedId\"") || (!item && !scored)) return 0;
    return holds(start, "/v1p1/") == (edition_.version == version::v1_1) ? 90 : 60;
}

presented_credentials gradebook_adapter::credentials(const exchange& received) const {
    return one_edtech::bearer_credentials(received);
}

std::vector<std::string_view> gradebook_adapter::demanded_scopes(const exchange& received) const {
    const auto addressed = match(edition_.version, received);
    return addressed ? scopes_of(edition_.version, *addressed->what) : info_.demanded_scopes;
}

decoded gradebook_adapter::decode(const exchange& received, const decode_options& options) const {
    decoded out;
    out.kind = "gradebook";
    out.version = to_string(edition_.version);
    if (findings wrong = check_content_type(received); !wrong.empty()) {
        out.report.add(layer::transport, std::move(wrong));
        return out;
    }
    findings found;
    const auto document = json::document::parse(received.body, options.limits, found);
    out.report.add(layer::well_formed, std::move(found));
    if (!document) return out;

    out.report.add(layer::schema, objects_.schema.validate(*document, options.limits));
    const auto message = parse(document->root(), edition_.version);
    if (!message) return out; // the schema has said so
    const auto addressed = match(edition_.version, received);
    out.report.add(
        layer::rules, check(*message, edition_.version, addressed, document->bytes(), options.limits.findings)
    );
    if (!out.report.rejects()) fill(*message, {edition_.version, pupil_scheme_of(options.profile)}, out);
    return out;
}

reply gradebook_adapter::acknowledge(const exchange& received, const disposition& decided) const {
    return oneroster_gradebook::acknowledge(edition_.version, received, decided);
}

encoded gradebook_adapter::encode(std::span<const model::record> records, const encode_options& options) const {
    return from_model(edition_.version, records, options);
}

void gradebook_adapter::authorise(outgoing& message, const send_credentials& credentials) const {
    one_edtech::authorise(message, credentials.secret);
}

receipt gradebook_adapter::interpret(const outgoing& sent, const received_answer& answer) const {
    return oneroster_gradebook::interpret(sent, answer);
}

} // namespace schakel::oneroster_gradebook
