#include "adapters/common/edu_v_access/service_adapter.hpp"

#include "adapters/common/edu_v/status.hpp"
#include "adapters/common/edu_v_access/answer.hpp"
#include "adapters/common/edu_v_access/confirm.hpp"
#include "adapters/common/edu_v_access/pull.hpp"
#include "adapters/common/edu_v_access/read.hpp"
#include "adapters/common/edu_v_access/reply.hpp"
#include "adapters/common/edu_v_access/rule_catalogue.hpp"
#include "adapters/common/edu_v_access/write.hpp"

#include <algorithm>

namespace schakel::edu_v_access {

namespace {

constexpr std::string_view person_schema = "edu_v/access-common/school_user.schema.json";

adapter_info describe(const service_description& what) {
    adapter_info info;
    info.standard = what.standard;
    info.family_name = "edu-v";
    info.title = what.title;
    info.specification = what.specification;
    info.maturity = maturity::alpha;
    info.families = {family::access};
    info.receives = false; // it is asked and told; no message of progress passes through it
    info.sends = false;
    info.media_types = {"application/json"};
    for (const document_info& one : documents)
        if (one.by == what.by) info.schemas.push_back(one.schema);
    info.base_path = what.base_path;
    info.endpoints = endpoints_of(what.by);
    info.hardened_against = {"any bytes in a file, a request or an answer", "any question of a client with a token"};
    namespace scheme = model::scheme;
    if (what.by != service::catalogue)
        info.person_schemes = {scheme::eckid, scheme::las_key,    scheme::nepri,
                               scheme::neppi, scheme::basispoort, scheme::eduid};
    info.parameters.assign(pull_parameters().begin(), pull_parameters().end());
    if (what.by == service::delivery || what.by == service::entitlement)
        for (const std::string_view one : confirming_parameters()) info.parameters.push_back(one);
    return info;
}

std::vector<std::string_view> scopes_of(service by) {
    std::vector<std::string_view> list;
    for (const operation& one : operations()) {
        if (one.by != by) continue;
        for (const std::string_view scope : one.scopes)
            if (std::ranges::find(list, scope) == list.end()) list.push_back(scope);
    }
    return list;
}

entitlement_abilities abilities_of(const service_description& what) {
    using model::access::record_kind;
    entitlement_abilities able;
    able.reads = able.writes = able.answers = true;
    able.takes = what.by != service::catalogue;
    able.pulls = what.by != service::usage;
    const auto carries = [&](record_kind kind) { able.kinds[static_cast<std::size_t>(kind)] = true; };
    switch (what.by) {
    case service::catalogue: carries(record_kind::product); break;
    case service::delivery: carries(record_kind::delivery_order); break;
    case service::entitlement: carries(record_kind::entitlement); break;
    case service::usage: carries(record_kind::usage); break;
    }
    if (what.by == service::delivery || what.by == service::entitlement) carries(record_kind::confirmation);
    able.media_type = "application/json";
    able.file_extension = ".json";
    able.scopes = scopes_of(what.by);
    return able;
}

class service_adapter final : public entitlements_only_adapter {
public:
    service_adapter(service_description what, const validation::schema_catalogue& schemas)
        : what_(what), info_(describe(what)), able_(abilities_of(what)), schemas_(what.by, schemas),
          person_(compile_bundled(std::string(person_schema), schemas)) {}

    const adapter_info& info() const override { return info_; }
    const entitlement_abilities& abilities() const override { return able_; }
    std::span<const rule> rules() const override { return fault::access(); }
    std::span<const compiled_schemas> schemas() const override { return schemas_.costs(); }
    int recognises(std::string_view bytes) const override { return edu_v_access::recognises(what_.by, bytes); }

    presented_credentials credentials(const exchange& received) const override { return edu_v::bearer(received); }
    void authorise(outgoing& message, const send_credentials& with) const override {
        edu_v::authorise_bearer(message, with);
    }
    reply acknowledge(const exchange&, const disposition& decided) const override {
        return edu_v_access::acknowledge(what_.version, decided);
    }
    receipt interpret(const outgoing& sent, const received_answer& answer) const override {
        return interpret_confirmation(sent, answer);
    }
    std::span<const outcome_row> outcome_table() const override {
        return able_.takes && what_.by != service::usage ? confirmation_outcomes() : std::span<const outcome_row>{};
    }

    entitlement_reading
    read(const document_input& input, const decode_options& options, entitlement_sink& into) const override {
        entitlement_reading out = read_documents(what_.by, input, schemas_, options, into);
        out.version = what_.version;
        return out;
    }

    std::unique_ptr<entitlement_writer>
    write(const entitlement_view& view, const entitlement_writing_options& options) const override {
        const auto shown = options.document.parameters.find("view");
        const bool info = shown != options.document.parameters.end() && shown->second == "info";
        return write_document(what_.by, info, view, options);
    }

    entitlement_reading
    take(const exchange& received, const decode_options& options, entitlement_sink& into) const override {
        std::string unused;
        const operation* told = operation_of(what_.by, received, unused);
        if (!told || told->how != operation::form::taken) return {};
        entitlement_reading out = read_body(told->answers, received, schemas_, options, into);
        out.version = what_.version;
        out.scopes.assign(told->scopes.begin(), told->scopes.end());
        return out;
    }

    std::vector<outgoing> confirm(
        const entitlement_reading& request, const model::access::record& kept, std::string_view receipt,
        const encode_options& options
    ) const override {
        return confirmations(what_.by, request, kept, receipt, options);
    }

    entitlement_question question(const exchange& asked, const decode_options& options) const override {
        return read_question(what_.by, asked, person_.schema, options);
    }

    using adapter::answer;
    served_answer answer(
        const exchange&, const entitlement_question& question, std::shared_ptr<const entitlement_view> view,
        const answering& options
    ) const override {
        return answer_question(what_.version, question, std::move(view), options);
    }

    std::unique_ptr<entitlement_pull> pull(const pull_options& options) const override {
        return make_pull(what_.by, options, schemas_);
    }

private:
    service_description what_;
    adapter_info info_;
    entitlement_abilities able_;
    document_schemas schemas_;
    bundled_schema<validation::json_schema> person_;
};

} // namespace

std::unique_ptr<adapter> make_service_adapter(service_description what, const validation::schema_catalogue& schemas) {
    return std::make_unique<service_adapter>(what, schemas);
}

} // namespace schakel::edu_v_access
