#include "adapters/common/edu_v/administration_adapter.hpp"

#include "adapters/common/edu_v/reply.hpp"
#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "adapters/common/edu_v/status.hpp"
#include "adapters/common/edu_v/streams.hpp"

namespace schakel::edu_v {

namespace {

adapter_info describe(const service_description& what) {
    adapter_info info;
    info.standard = what.standard;
    info.family_name = "edu-v";
    info.title = what.title;
    info.specification = what.specification;
    info.maturity = maturity::alpha;
    info.families = {family::access};
    info.receives = false; // it is asked, nothing is sent to it
    info.sends = false;
    info.media_types = {"application/json"};
    for (const object_info& one : objects) {
        if (one.by == what.by) info.schemas.push_back(one.schema);
    }
    info.base_path = what.base_path;
    info.endpoints = endpoints_of(what.by);
    info.hardened_against = {"any bytes in a file or an answer", "any question of a client with a token"};
    namespace scheme = model::scheme;
    info.person_schemes = {scheme::eckid, scheme::las_key,    scheme::nepri,
                           scheme::neppi, scheme::basispoort, scheme::eduid};
    info.profiles = {"po", "vo"};
    info.parameters.assign(pull_parameters().begin(), pull_parameters().end());
    info.parameters.push_back("services");
    return info;
}

roster_abilities abilities_of(const service_description& what) {
    roster_abilities able;
    able.reads = able.writes = able.answers = able.pulls = true;
    able.media_type = "application/json";
    able.file_extension = ".json";
    able.scopes = what.scopes;
    able.pull_scopes = {"eduv.education", "eduv.association", "eduv.student.basic", "eduv.employee.basic"};
    return able;
}

class administration final : public roster_only_adapter {
public:
    administration(
        service_description what, const validation::schema_catalogue& schemas,
        std::shared_ptr<const object_schemas> shared
    )
        : what_(std::move(what)), info_(describe(what_)), able_(abilities_of(what_)), schemas_(std::move(shared)),
          bodies_(schemas) {}

    const adapter_info& info() const override { return info_; }
    const roster_abilities& abilities() const override { return able_; }
    std::span<const rule> rules() const override { return fault::administration(); }
    std::span<const compiled_schemas> schemas() const override { return schemas_->costs(what_.by); }
    int recognises(std::string_view bytes) const override { return edu_v::recognises(what_.by, bytes); }

    presented_credentials credentials(const exchange& received) const override { return bearer(received); }
    void authorise(outgoing& message, const send_credentials& with) const override { authorise_bearer(message, with); }

    reply acknowledge(const exchange&, const disposition& decided) const override {
        return acknowledge_question(what_.version, decided);
    }

    roster_reading read(const roster_input& input, const decode_options& options, roster_sink& into) const override {
        roster_reading out = read_document(what_.by, input, *schemas_, options, into);
        out.version = what_.version;
        return out;
    }

    std::unique_ptr<roster_writer> write(const roster_view& view, const encode_options& options) const override {
        const auto services = options.parameters.find("services");
        const bool all = services != options.parameters.end() && services->second == "all";
        return write_document(what_.by, all, view, {options.now, options.school});
    }

    roster_question question(const exchange& asked, const decode_options& options) const override {
        return read_question(what_.by, asked, bodies_, options);
    }

    using adapter::answer;
    roster_answer answer(
        const exchange&, const roster_question& question, std::shared_ptr<const roster_view> view,
        const answering& options
    ) const override {
        return answer_question(what_.version, question, std::move(view), options);
    }

    std::unique_ptr<roster_pull> pull(const pull_options& options) const override {
        return make_pull(options, *schemas_);
    }

private:
    service_description what_;
    adapter_info info_;
    roster_abilities able_;
    std::shared_ptr<const object_schemas> schemas_;
    body_schemas bodies_;
};

} // namespace

std::unique_ptr<adapter> make_administration_adapter(
    service_description what, const validation::schema_catalogue& schemas, std::shared_ptr<const object_schemas> shared
) {
    if (!shared) shared = std::make_shared<object_schemas>(schemas);
    return std::make_unique<administration>(std::move(what), schemas, std::move(shared));
}

} // namespace schakel::edu_v
