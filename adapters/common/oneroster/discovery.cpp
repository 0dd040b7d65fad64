// The discovery document: OpenAPI 3.0 of the operations that are served, without their schemas.
#include "adapters/common/oneroster/operations.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::oneroster {

namespace {

constexpr std::string_view security = "OAuth2CC";

// "/classes/{}/students" with names for what the braces hold.
std::string named_path(const operation& which, std::vector<std::string>& names) {
    std::string path;
    std::string before; // the segment before the braces tells what they name
    std::string_view rest = which.path;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::string_view segment = rest.substr(0, rest.find('/'));
        rest.remove_prefix(segment.size());
        if (segment != "{}") {
            before = segment;
            path.append("/").append(segment);
            continue;
        }
        const bool last = rest.empty();
        std::string name = last ? "sourcedId" : before == "classes" ? "classSourcedId" : before;
        if (!last && before != "classes") name.replace(name.size() - 1, 1, "SourcedId");
        path.append("/{").append(name).append("}");
        names.push_back(std::move(name));
    }
    return path;
}

void write_parameter(json::writer& out, std::string_view name, std::string_view where, bool number) {
    out.begin_object().member("name", name).member("in", where).member("required", where == "path");
    out.name("schema").begin_object().member("type", number ? "integer" : "string").end_object().end_object();
}

void write_operation(const operation& which, version in_version, json::writer& out) {
    std::vector<std::string> names;
    out.name(named_path(which, names)).begin_object().name("get").begin_object();
    out.member("operationId", which.name).name("parameters").begin_array();
    for (const std::string& name : names) write_parameter(out, name, "path", false);
    if (!which.single) {
        for (const std::string_view name : {"limit", "offset"}) write_parameter(out, name, "query", true);
        for (const std::string_view name : {"sort", "orderBy", "filter"}) write_parameter(out, name, "query", false);
    }
    write_parameter(out, "fields", "query", false);
    out.end_array().name("security").begin_array();
    for (const std::string& scope : scopes_of(which, in_version)) {
        out.begin_object().name(security).begin_array().text(scope).end_array().end_object();
    }
    out.end_array().name("responses").begin_object().name("200").begin_object();
    out.member("description", which.single ? "The object" : "A page of the collection");
    out.name("content").begin_object().name("application/json").begin_object().end_object().end_object().end_object();
    out.name("default").begin_object().member("description", "Why the request was refused").end_object();
    out.end_object().end_object().end_object();
}

} // namespace

std::string discovery_document(version which, std::string_view base_url) {
    json::writer out;
    out.begin_object().member("openapi", "3.0.0").name("info").begin_object();
    out.member("title", "OneRoster rostering").member("version", to_string(which)).end_object();
    out.name("servers").begin_array().begin_object().member("url", base_url).end_object().end_array();
    out.name("components").begin_object().name("securitySchemes").begin_object().name(security).begin_object();
    const std::string host(base_url.substr(0, base_url.find('/', base_url.find("://") + 3)));
    out.member("type", "oauth2").name("flows").begin_object().name("clientCredentials").begin_object();
    out.member("tokenUrl", host + "/oauth/token").name("scopes").begin_object();
    for (const std::string_view scope : all_scopes(which)) out.member(scope, "Reading rosters");
    out.end_object().end_object().end_object().end_object().end_object().end_object();
    out.name("paths").begin_object();
    for (const operation& one : operations()) {
        if (one.returns != object_kind::demographics) write_operation(one, which, out);
    }
    return out.end_object().end_object().finish();
}

} // namespace schakel::oneroster
