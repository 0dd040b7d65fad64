#include "adapters/common/case/case_adapter.hpp"

#include "adapters/common/case/answer.hpp"
#include "adapters/common/case/document_reader.hpp"
#include "adapters/common/case/operations.hpp"
#include "adapters/common/case/package_writer.hpp"
#include "adapters/common/case/pull.hpp"
#include "adapters/common/case/reply.hpp"
#include "adapters/common/case/rules.hpp"
#include "adapters/common/one_edtech/credentials.hpp"

namespace schakel::cf {

namespace {

adapter_info describe(const edition& of) {
    adapter_info info;
    info.standard = of.standard;
    info.family_name = "case";
    info.title = of.title;
    info.specification = of.specification;
    info.maturity = maturity::alpha;
    info.families = {family::goals};
    info.media_types = {"application/json"};
    info.schemas = {of.schema, of.status_schema};
    info.base_path = base_path(of.version);
    info.endpoints = endpoints(of.version);
    info.hardened_against = {"any bytes of an import", "any question"};
    info.profiles = {strict_profile};
    info.parameters = pull_parameters();
    info.parameters.push_back(base_url_parameter);
    return info;
}

goal_abilities abilities_of() {
    goal_abilities all;
    all.reads = all.writes = all.answers = all.pulls = true;
    all.media_type = "application/json";
    all.file_extension = ".json";
    return all;
}

bool holds(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

} // namespace

case_adapter::case_adapter(const edition& of, const validation::schema_catalogue& bundled)
    : edition_(of), objects_(compile_bundled(std::string(of.schema), bundled)),
      statuses_(compile_bundled(std::string(of.status_schema), bundled)), costs_{objects_.cost, statuses_.cost},
      info_(describe(of)), abilities_(abilities_of()) {}

std::span<const rule> case_adapter::rules() const {
    return case_rules();
}

// The names of a package or list; the version stands in addresses and in what only 1.1 has.
int case_adapter::recognises(std::string_view bytes) const {
    const std::string_view start = bytes.substr(0, 4096);
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || start[first] != '{') return 0;
    if (!holds(start, "\"CFDocument\"") && !holds(start, "\"CFDocuments\"") && !holds(start, "\"CFItems\"")) return 0;
    const bool newer = holds(start, "/v1p1/") || holds(start, "\"caseVersion\"") || holds(start, "\"extensions\"") ||
                       holds(start, "\"frameworkType\"");
    return newer == (edition_.version == version::v1_1) ? 90 : 60;
}

void case_adapter::authorise(outgoing& message, const send_credentials& credentials) const {
    one_edtech::authorise(message, credentials.secret);
}

presented_credentials case_adapter::credentials(const exchange& received) const {
    return one_edtech::bearer_credentials(received);
}

reply case_adapter::acknowledge(const exchange&, const disposition& decided) const {
    return cf::acknowledge(edition_.version, decided);
}

goal_reading
case_adapter::read(const document_input& input, const goal_reading_options& options, goal_sink& into) const {
    return read_document(edition_.version, &objects_.schema, input, options, into);
}

std::unique_ptr<goal_writer> case_adapter::write(const goal_view& view, const goal_writing_options& options) const {
    return write_package(edition_.version, view, options);
}

goal_question case_adapter::question(const exchange& asked, const decode_options&) const {
    return cf::question(edition_.version, asked);
}

served_answer case_adapter::answer(
    const exchange& asked, const goal_question& question, std::shared_ptr<const goal_view> view,
    const answering& options
) const {
    return cf::answer(edition_.version, asked, question, std::move(view), options);
}

std::unique_ptr<goal_pull> case_adapter::pull(const pull_options& options) const {
    return make_pull(edition_.version, options);
}

} // namespace schakel::cf
