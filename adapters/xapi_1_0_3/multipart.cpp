#include "adapters/xapi_1_0_3/multipart.hpp"

#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/rule_catalogue.hpp"

namespace schakel::xapi_1_0_3 {

namespace {

constexpr std::size_t most_parts = 1'000;
constexpr std::size_t most_headers = 8u << 10;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

void read_header(std::string_view line, body_part& part) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string name = lower(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "content-type") part.content_type = value;
    if (name == "content-transfer-encoding") part.encoding = value;
    if (name == "x-experience-api-hash") part.hash = value;
    if (name == "content-length") part.length = value;
}

// Headers, an empty line, data.
bool read_part(std::string_view bytes, body_part& part) {
    while (true) {
        const std::size_t end = bytes.substr(0, most_headers).find("\r\n");
        if (end == std::string_view::npos) return false;
        if (end == 0) break;
        read_header(bytes.substr(0, end), part);
        bytes.remove_prefix(end + 2);
    }
    part.data = bytes.substr(2);
    return true;
}

// The next delimiter at the start of a line: the CRLF before it belongs to it (RFC 2046 5.1.1).
struct delimiter {
    std::size_t begin = 0, end = 0;
    bool last = false;
};

std::optional<delimiter> next_delimiter(std::string_view body, const std::string& mark, std::size_t from) {
    while (true) {
        const std::size_t at = body.find(mark, from);
        if (at == std::string_view::npos) return std::nullopt;
        std::size_t end = at + mark.size();
        const bool last = body.substr(end, 2) == "--";
        if (last) return delimiter{at, end + 2, true};
        while (end < body.size() && (body[end] == ' ' || body[end] == '\t')) ++end;
        if (body.substr(end, 2) == "\r\n") return delimiter{at, end + 2, false};
        from = at + 1;
    }
}

} // namespace

std::optional<std::vector<body_part>> split_parts(std::string_view body, std::string_view boundary, findings& found) {
    const auto fail = [&](std::size_t offset, std::string expected) {
        finding one{&fault::multipart_form, {}, std::move(expected), {}, {}};
        one.where.offset = offset;
        found.push_back(std::move(one));
        return std::nullopt;
    };
    const std::string mark = "\r\n--" + std::string(boundary);
    // The first delimiter may stand at the very beginning, without a line end before it.
    std::optional<delimiter> open;
    if (body.starts_with(std::string_view(mark).substr(2))) {
        const auto shifted = next_delimiter(body, mark.substr(2), 0);
        if (shifted && shifted->begin == 0) open = shifted;
    }
    if (!open) open = next_delimiter(body, mark, 0);
    if (!open || open->last) return fail(0, "--boundary");
    std::vector<body_part> parts;
    while (!open->last) {
        if (parts.size() == most_parts) return fail(open->begin, "at most 1000 parts");
        // The line end of a delimiter may at once be that of the next one, when a part is empty.
        const auto close = next_delimiter(body, mark, open->end - 2);
        if (!close) return fail(body.size(), "--boundary--");
        body_part part;
        part.offset = open->end;
        const std::size_t length = close->begin > open->end ? close->begin - open->end : 0;
        if (!read_part(body.substr(open->end, length), part)) return fail(open->end, "headers and an empty line");
        parts.push_back(part);
        open = close;
    }
    return parts;
}

std::string parameter_of(std::string_view header, std::string_view name) {
    std::size_t at = header.find(';');
    while (at != std::string_view::npos) {
        std::string_view rest = trimmed(header.substr(at + 1));
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos) return {};
        const bool wanted = lower(trimmed(rest.substr(0, equals))) == name;
        rest = trimmed(rest.substr(equals + 1));
        const bool quoted = rest.starts_with('"');
        if (quoted) rest.remove_prefix(1);
        const std::string_view value = rest.substr(0, rest.find(quoted ? '"' : ';'));
        if (wanted) return std::string(quoted ? value : trimmed(value));
        const auto behind = static_cast<std::size_t>(value.data() + value.size() - header.data());
        at = header.find(';', behind);
    }
    return {};
}

std::string media_type_of(std::string_view header) {
    return lower(trimmed(header.substr(0, header.find(';'))));
}

} // namespace schakel::xapi_1_0_3
