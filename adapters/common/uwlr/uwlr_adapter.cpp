#include "adapters/common/uwlr/uwlr_adapter.hpp"

#include "adapters/common/uwlr/decode.hpp"
#include "adapters/common/uwlr/envelope.hpp"
#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/outcome.hpp"
#include "adapters/common/uwlr/service.hpp"

namespace schakel::uwlr {

namespace {

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool is_about_pupils(std::string_view bytes) {
    const std::string_view start = bytes.substr(0, 4096);
    return holds(start, space::pupil_data) && !holds(start, space::results);
}

} // namespace

uwlr_adapter::uwlr_adapter(edition version, validation::schema_catalogue bundled)
    : edition_(std::move(version)), bundled_(std::move(bundled)),
      compiled_(compile_bundled(edition_.schemas, bundled_)), lists_(load_code_lists(bundled_)),
      pupils_(compiled_.schema, edition_.pupils, pupil_data::profiles(bundled_, edition_.pupils.spoken.own)) {}

uwlr_adapter::uwlr_adapter(const uwlr_adapter& plain, validation::xsd_schema extended)
    : edition_(plain.edition_), bundled_(plain.bundled_), compiled_{std::move(extended), {}}, lists_(plain.lists_),
      pupils_(compiled_.schema, edition_.pupils, pupil_data::profiles(bundled_, edition_.pupils.spoken.own)) {}

std::span<const outcome_row> uwlr_adapter::outcome_table() const {
    return outcomes();
}

// A message of results, or pupil data. The namespaces do not tell the versions apart; xsdversie does, where it stands
// near the beginning.
int uwlr_adapter::recognises(std::string_view bytes) const {
    const std::string_view start = bytes.substr(0, 4096);
    const bool message = holds(start, space::results) && holds(start, "leerresultaten_verzoek");
    const bool definitions = holds(start, space::definitions) && holds(start, "Toetsdefinities");
    if (!message && !definitions) return pupil_data::recognises_pupil_data(bytes, edition_.spoken.own);
    const std::size_t named = start.find("xsdversie>");
    if (named == std::string_view::npos) return definitions ? 80 : 70;
    return start.substr(named + 10).starts_with(edition_.spoken.own) ? 100 : 60;
}

result<std::shared_ptr<const adapter>, validation::schema_refusal> uwlr_adapter::extend(const partner_schemas& with
) const {
    std::vector<std::string> names = edition_.schemas;
    names.insert(names.end(), with.names.begin(), with.names.end());
    auto compiled = validation::xsd_schema::compile(
        names, validation::extended_catalogue(edition_.schemas, bundled_, with.catalogue)
    );
    if (!compiled) return compiled.error();
    return std::shared_ptr<const adapter>(new uwlr_adapter(*this, *std::move(compiled)));
}

// Over HTTP pupil data are asked for, not delivered; a file of them is checked.
decoded uwlr_adapter::decode(const exchange& received, const decode_options& options) const {
    const bool is_file = options.bare && received.method.empty();
    if (is_file && is_about_pupils(received.body)) return pupils_.check(received, options);
    return decode_message(received, options, edition_, compiled_.schema, lists_);
}

std::shared_ptr<const further_records>
uwlr_adapter::further(const exchange& received, const decode_options& options, const decoded& first) const {
    const bool is_file = options.bare && received.method.empty();
    if (is_file && is_about_pupils(received.body)) return nullptr;
    return further_pupils(received, options, first, edition_);
}

reply uwlr_adapter::acknowledge(const exchange&, const disposition& decided) const {
    return edition_.acknowledge(decided);
}

reply uwlr_adapter::answer(const exchange& asked, const message_lookup&) const {
    if (auto description = describe_service(asked, edition_.schemas, bundled_)) return *std::move(description);
    return {404, {{"Content-Type", "text/plain; charset=utf-8"}}, "Niet gevonden. / Not found.\n"};
}

encoded uwlr_adapter::encode(std::span<const model::record> records, const encode_options& options) const {
    draft drafted = from_model(records, options, edition_.target);
    encoded out;
    out.fate = std::move(drafted.fate);
    out.refused = std::move(drafted.refused);
    for (drafted_message& one : drafted.messages) {
        outgoing message;
        message.key = std::move(one.order_key);
        message.headers = {{"Content-Type", "text/xml; charset=utf-8"}, {"SOAPAction", "\"BrengLeerresultaten\""}};
        message.body = edition_.write(one.message);
        message.records = one.sittings;
        out.messages.push_back(std::move(message));
    }
    return out;
}

void uwlr_adapter::authorise(outgoing& message, const send_credentials& credentials) const {
    message.body = enclose(message.body, credentials.secret);
}

receipt uwlr_adapter::interpret(const outgoing& sent, const received_answer& answer) const {
    return interpret_answer(sent, answer);
}

std::vector<outgoing> uwlr_adapter::split(const outgoing& message) const {
    return split_by_pupil(message);
}

} // namespace schakel::uwlr
