#include "adapters/common/uwlr/results_adapter.hpp"

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

} // namespace

results_adapter::results_adapter(edition version, validation::schema_catalogue bundled)
    : edition_(std::move(version)), bundled_(std::move(bundled)),
      compiled_(compile_bundled(edition_.schemas, bundled_)), lists_(load_code_lists(bundled_)) {}

std::span<const outcome_row> results_adapter::outcome_table() const {
    return outcomes();
}

// The namespaces do not tell the versions apart; xsdversie does, where it stands near the beginning.
int results_adapter::recognises(std::string_view bytes) const {
    const std::string_view start = bytes.substr(0, 4096);
    const bool message = holds(start, space::results) && holds(start, "leerresultaten_verzoek");
    const bool definitions = holds(start, space::definitions) && holds(start, "Toetsdefinities");
    if (!message && !definitions) return 0;
    const std::size_t named = start.find("xsdversie>");
    if (named == std::string_view::npos) return definitions ? 80 : 70;
    return start.substr(named + 10).starts_with(edition_.spoken.own) ? 100 : 60;
}

result<std::shared_ptr<const adapter>, validation::schema_refusal> results_adapter::extend(const partner_schemas& with
) const {
    std::vector<std::string> names = edition_.schemas;
    names.insert(names.end(), with.names.begin(), with.names.end());
    auto compiled = validation::xsd_schema::compile(
        names, validation::extended_catalogue(edition_.schemas, bundled_, with.catalogue)
    );
    if (!compiled) return compiled.error();
    return std::shared_ptr<const adapter>(new results_adapter(*this, *std::move(compiled)));
}

decoded results_adapter::decode(const exchange& received, const decode_options& options) const {
    return decode_message(received, options, edition_, compiled_.schema, lists_);
}

reply results_adapter::acknowledge(const exchange&, const disposition& decided) const {
    return edition_.acknowledge(decided);
}

reply results_adapter::answer(const exchange& asked, const message_lookup&) const {
    if (auto description = describe_service(asked, edition_.schemas, bundled_)) return *std::move(description);
    return {404, {{"Content-Type", "text/plain; charset=utf-8"}}, "Niet gevonden. / Not found.\n"};
}

encoded results_adapter::encode(std::span<const model::record> records, const encode_options& options) const {
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

void results_adapter::authorise(outgoing& message, const send_credentials& credentials) const {
    message.body = enclose(message.body, credentials.secret);
}

receipt results_adapter::interpret(const outgoing& sent, const received_answer& answer) const {
    return interpret_answer(sent, answer);
}

std::vector<outgoing> results_adapter::split(const outgoing& message) const {
    return split_by_pupil(message);
}

} // namespace schakel::uwlr
