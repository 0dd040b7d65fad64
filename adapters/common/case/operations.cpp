#include "adapters/common/case/operations.hpp"

#include "adapters/common/one_edtech/path.hpp"
#include "gateway/codec/json_writer.hpp"

#include <array>

namespace schakel::cf {

namespace {

using kind = wire::definition_kind;

constexpr std::array table{
    operation{"getAllCFDocuments", "/CFDocuments", asked_for::documents},
    operation{"getCFDocument", "/CFDocuments/{}", asked_for::document},
    operation{"getCFPackage", "/CFPackages/{}", asked_for::package},
    operation{"getCFItem", "/CFItems/{}", asked_for::item},
    operation{"getCFItemAssociations", "/CFItemAssociations/{}", asked_for::item_associations},
    operation{"getCFAssociation", "/CFAssociations/{}", asked_for::association},
    operation{"getCFAssociationGrouping", "/CFAssociationGroupings/{}", asked_for::definition, kind::grouping},
    operation{"getCFConcept", "/CFConcepts/{}", asked_for::definition, kind::concept_, true},
    operation{"getCFSubject", "/CFSubjects/{}", asked_for::definition, kind::subject, true},
    operation{"getCFItemType", "/CFItemTypes/{}", asked_for::definition, kind::item_type, true},
    operation{"getCFLicense", "/CFLicenses/{}", asked_for::definition, kind::licence},
    operation{"getCFRubric", "/CFRubrics/{}", asked_for::rubric}};

void write_parameter(json::writer& out, std::string_view name, std::string_view where, std::string_view type) {
    out.begin_object().member("name", name).member("in", where).member("required", where == "path");
    out.name("schema").begin_object().member("type", type).end_object().end_object();
}

void write_response(json::writer& out, std::string_view status, std::string_view text) {
    out.name(status).begin_object().member("description", text).name("content").begin_object();
    out.name("application/json").begin_object().end_object().end_object().end_object();
}

void write_operation(const operation& which, json::writer& out) {
    std::string path(which.path);
    const bool single = path.ends_with("{}");
    if (single) path.replace(path.size() - 2, 2, "{sourcedId}");
    out.name(path).begin_object().name("get").begin_object().member("operationId", which.name);
    out.name("parameters").begin_array();
    if (single) {
        write_parameter(out, "sourcedId", "path", "string");
    } else {
        for (const std::string_view name : {"limit", "offset"}) write_parameter(out, name, "query", "integer");
        for (const std::string_view name : {"sort", "orderBy", "filter", "fields"})
            write_parameter(out, name, "query", "string");
    }
    out.end_array().name("responses").begin_object();
    write_response(out, "200", "What was asked for");
    write_response(out, "default", "Why the request was refused: imsx_StatusInfo");
    out.end_object().end_object().end_object();
}

} // namespace

std::span<const operation> operations() {
    return table;
}

std::string_view base_path(version which) {
    return which == version::v1_0 ? "/ims/case/v1p0" : "/ims/case/v1p1";
}

std::string_view discovery_path() {
    return "/discovery/imscasev1p1_openapi3_v1p0.json";
}

std::optional<matched> match(version which, std::string_view raw_path) {
    if (which == version::v1_1 && raw_path == discovery_path()) return matched{};
    if (raw_path.size() > 1 && raw_path.ends_with('/')) raw_path.remove_suffix(1);
    for (const operation& one : table) {
        if (auto ids = one_edtech::match_path(one.path, raw_path))
            return matched{&one, ids->empty() ? std::string{} : std::move(ids->front())};
    }
    return std::nullopt;
}

std::vector<endpoint> endpoints(version which) {
    std::vector<endpoint> list;
    for (const operation& one : table) list.push_back({endpoint::purpose::query, "GET", one.path, {}});
    if (which == version::v1_1) list.push_back({endpoint::purpose::query, "GET", discovery_path(), {}});
    return list;
}

std::string discovery_document(std::string_view base_url) {
    json::writer out;
    out.begin_object().member("openapi", "3.0.0").name("info").begin_object();
    out.member("title", "CASE").member("version", to_string(version::v1_1)).end_object();
    out.name("servers").begin_array().begin_object().member("url", base_url).end_object().end_array();
    out.name("paths").begin_object();
    for (const operation& one : table) write_operation(one, out);
    return out.end_object().end_object().finish();
}

} // namespace schakel::cf
