#include "adapters/xapi_1_0_3/request.hpp"

#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/rule_catalogue.hpp"
#include "gateway/core/id.hpp"
#include "gateway/crypto/digest.hpp"

namespace schakel::xapi_1_0_3 {

namespace {

void report(findings& found, const rule& broken, std::string expected = {}, std::string got = {}, std::size_t at = 0) {
    finding one{&broken, {}, std::move(expected), std::move(got), {}};
    one.where.offset = at;
    found.push_back(std::move(one));
}

void check_version(const exchange& received, findings& found) {
    const std::string_view version = received.headers.find("x-experience-api-version");
    if (speaks_version(version)) return;
    report(found, fault::version_header, "1.0.3", version.empty() ? std::string("-") : masked(version));
}

void check_put(const exchange& received, opened_request& out, findings& found) {
    const std::string_view id = received.query_value("statementId");
    if (id.empty())
        report(found, fault::statement_id_parameter, "statementId", "-");
    else if (!is_uuid(id))
        report(found, fault::statement_id_parameter, "statementId", masked(id));
    else
        out.statement_id = lower(id);
}

void check_query(const exchange& received, opened_request& out, findings& found) {
    const bool put = received.method == "PUT";
    for (const auto& [name, value] : received.query) {
        if (!put && name == "method")
            report(found, fault::alternate_syntax);
        else if (!put || name != "statementId")
            report(found, fault::query_parameter, put ? "statementId" : "-");
    }
    if (put) check_put(received, out, found);
}

std::string computed(std::string_view data, std::string_view like) {
    switch (like.size()) {
    case 64: return crypto::sha256_hex(data);
    case 96: return crypto::sha384_hex(data);
    case 128: return crypto::sha512_hex(data);
    default: return {};
    }
}

void check_attachment(const body_part& part, findings& found) {
    if (lower(part.encoding) != "binary") {
        const std::string got = part.encoding.empty() ? std::string("-") : masked(part.encoding);
        report(found, fault::part_encoding, "binary", got, part.offset);
    }
    if (part.hash.empty()) return report(found, fault::part_without_hash, {}, {}, part.offset);
    const std::string length = std::to_string(part.data.size());
    const bool fits = lower(part.hash) == computed(part.data, part.hash);
    if (!fits || (!part.length.empty() && part.length != length)) report(found, fault::part_hash, {}, {}, part.offset);
}

void open_multipart(const exchange& received, std::string_view boundary, opened_request& out, findings& found) {
    if (boundary.empty()) return report(found, fault::multipart_boundary);
    const auto parts = split_parts(received.body, boundary, found);
    if (!parts) return;
    const body_part& first = parts->front();
    if (media_type_of(first.content_type) != "application/json")
        report(found, fault::first_part, "application/json", masked(first.content_type), first.offset);
    out.json = first.data;
    out.json_offset = static_cast<std::size_t>(first.data.data() - received.body.data());
    out.attachments.assign(parts->begin() + 1, parts->end());
    for (const body_part& part : out.attachments) check_attachment(part, found);
}

std::string_view boundary_line(std::string_view body) {
    const std::string_view line = body.substr(0, body.find("\r\n"));
    return line.starts_with("--") && line.size() <= 72 ? line.substr(2) : std::string_view{};
}

} // namespace

bool speaks_version(std::string_view header) {
    return header == "1.0" || header.starts_with("1.0.");
}

opened_request open_request(const exchange& received, findings& found) {
    opened_request out;
    out.json = received.body;
    const bool file = received.method.empty();
    if (!file) {
        check_version(received, found);
        check_query(received, out, found);
    }
    const std::string type = media_type_of(received.content_type());
    if (file && type.empty()) {
        if (const auto boundary = boundary_line(received.body); !boundary.empty())
            open_multipart(received, boundary, out, found);
    } else if (type == "multipart/mixed") {
        open_multipart(received, parameter_of(received.content_type(), "boundary"), out, found);
    } else if (type != "application/json") {
        report(
            found, fault::content_type, "application/json",
            type.empty() ? std::string("-") : masked(received.content_type())
        );
    }
    return out;
}

} // namespace schakel::xapi_1_0_3
