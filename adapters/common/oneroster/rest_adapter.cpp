#include "adapters/common/oneroster/rest_adapter.hpp"

#include "adapters/common/one_edtech/credentials.hpp"
#include "adapters/common/oneroster/answer.hpp"
#include "adapters/common/oneroster/document_reader.hpp"
#include "adapters/common/oneroster/operations.hpp"
#include "adapters/common/oneroster/pull.hpp"
#include "adapters/common/oneroster/quirks.hpp"
#include "adapters/common/oneroster/reply.hpp"
#include "adapters/common/oneroster/roster_document.hpp"
#include "adapters/common/oneroster/rules.hpp"

namespace schakel::oneroster {

namespace {

adapter_info describe(const edition& of) {
    namespace scheme = model::scheme;
    adapter_info info;
    info.standard = of.standard;
    info.family_name = "oneroster";
    info.title = of.title;
    info.specification = of.specification;
    info.maturity = maturity::alpha;
    info.families = {family::access};
    info.media_types = {"application/json"};
    info.schemas = {of.schema, of.status_schema};
    info.base_path = base_path(of.version);
    info.endpoints = endpoints(of.version);
    info.hardened_against = {"any bytes from an authenticated sender", "any question of an authenticated party"};
    info.quirks = quirk_names();
    info.person_schemes = {scheme::oneroster_id, scheme::eckid, scheme::las_key,    scheme::nepri,
                           scheme::neppi,        scheme::eduid, scheme::basispoort, scheme::account};
    info.parameters = pull_parameters();
    info.parameters.push_back(base_url_parameter);
    return info;
}

roster_abilities abilities_of(const edition& of) {
    roster_abilities all;
    all.reads = all.writes = all.answers = all.pulls = true;
    all.media_type = "application/json";
    all.file_extension = ".json";
    all.scopes = all_scopes(of.version);
    all.pull_scopes = {pull_scope(of.version)};
    return all;
}

bool holds(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

} // namespace

rest_adapter::rest_adapter(const edition& of, const validation::schema_catalogue& bundled)
    : edition_(of), objects_(compile_bundled(std::string(of.schema), bundled)),
      statuses_(compile_bundled(std::string(of.status_schema), bundled)), costs_{objects_.cost, statuses_.cost},
      info_(describe(of)), abilities_(abilities_of(of)) {}

std::span<const rule> rest_adapter::rules() const {
    return rest_rules();
}

// An envelope of rostering and the fields of its objects; `roles` is 1.2's, and `orgs` in a user is 1.1's.
int rest_adapter::recognises(std::string_view bytes) const {
    const std::string_view start = bytes.substr(0, 4096);
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (start[first] != '{' && start[first] != '[')) return 0;
    if (!holds(start, "\"sourcedId\"") && !holds(start, "\"imsx_codeMajor\"")) return 0;
    const bool older = holds(start, "\"statusInfoSet\"") || holds(start, "\"imsx_codeMinor\"") ||
                       (holds(start, "\"orgs\"") && holds(start, "\"givenName\"") && !holds(start, "\"roles\"")) ||
                       holds(start, "/v1p1/");
    return older == (edition_.version == version::v1_1) ? 80 : 40;
}

// OAuth 1.0a is signed by the sender.
void rest_adapter::authorise(outgoing& message, const send_credentials& credentials) const {
    one_edtech::authorise(message, credentials.secret);
}

presented_credentials rest_adapter::credentials(const exchange& received) const {
    return one_edtech::bearer_credentials(received);
}

reply rest_adapter::acknowledge(const exchange&, const disposition& decided) const {
    return oneroster::acknowledge(edition_.version, decided);
}

roster_reading rest_adapter::read(const roster_input& input, const decode_options& options, roster_sink& into) const {
    return read_document({edition_.version, objects_.schema, statuses_.schema}, input, options, into);
}

std::unique_ptr<roster_writer> rest_adapter::write(const roster_view& view, const encode_options& options) const {
    return write_document(edition_.version, view, options);
}

roster_question rest_adapter::question(const exchange& asked, const decode_options&) const {
    return oneroster::question(edition_.version, asked);
}

roster_answer rest_adapter::answer(
    const exchange& asked, const roster_question& question, std::shared_ptr<const roster_view> view,
    const answering& options
) const {
    return oneroster::answer(edition_.version, asked, question, std::move(view), options);
}

std::unique_ptr<roster_pull> rest_adapter::pull(const pull_options& options) const {
    return make_pull(edition_.version, options);
}

} // namespace schakel::oneroster
