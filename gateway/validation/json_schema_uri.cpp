// resolved(): the merge of RFC 3986 5.2, for identifiers of schemas only.
#include "gateway/validation/json_schema_documents.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {

struct uri_parts {
    std::string_view scheme;    // with ':'
    std::string_view authority; // with "//"
    std::string_view path;
    std::string_view query; // with '?'
};

uri_parts parts_of(std::string_view uri) {
    uri_parts p;
    uri = uri.substr(0, uri.find('#'));
    const std::size_t query = std::min(uri.find('?'), uri.size());
    p.query = uri.substr(query);
    uri = uri.substr(0, query);
    const std::size_t colon = uri.find(':');
    if (colon != std::string_view::npos && colon < uri.find('/')) {
        p.scheme = uri.substr(0, colon + 1);
        uri.remove_prefix(colon + 1);
    }
    if (uri.starts_with("//")) {
        p.authority = uri.substr(0, std::min(uri.find('/', 2), uri.size()));
        uri.remove_prefix(p.authority.size());
    }
    p.path = uri;
    return p;
}

std::string without_dots(std::string_view path) {
    std::vector<std::string_view> kept;
    const bool rooted = path.starts_with('/');
    for (std::size_t at = rooted ? 1 : 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view segment = path.substr(at, end - at);
        const bool last = end == path.size();
        if (segment == "..") {
            if (!kept.empty()) kept.pop_back();
        } else if (segment != ".") {
            kept.push_back(segment);
        }
        if (last && (segment == "." || segment == "..")) kept.push_back("");
        at = end + 1;
    }
    std::string out = rooted ? "/" : "";
    for (std::size_t i = 0; i < kept.size(); ++i) (out += i == 0 ? "" : "/") += kept[i];
    return out;
}

std::string joined(std::string_view scheme, std::string_view authority, std::string_view path, std::string_view query) {
    return std::string(scheme).append(authority).append(path).append(query);
}

} // namespace

std::string_view fragment_of(std::string_view reference) {
    const std::size_t hash = reference.find('#');
    return hash == std::string_view::npos ? std::string_view() : reference.substr(hash + 1);
}

std::string resolved(std::string_view base, std::string_view reference) {
    const uri_parts b = parts_of(base);
    const uri_parts r = parts_of(reference);
    const bool hierarchical = r.path.starts_with('/') || !r.authority.empty();
    if (!r.scheme.empty())
        return joined(r.scheme, r.authority, hierarchical ? without_dots(r.path) : std::string(r.path), r.query);
    if (!r.authority.empty()) return joined(b.scheme, r.authority, without_dots(r.path), r.query);
    if (r.path.empty()) return joined(b.scheme, b.authority, b.path, r.query.empty() ? b.query : r.query);
    if (r.path.starts_with('/')) return joined(b.scheme, b.authority, without_dots(r.path), r.query);
    std::string merged =
        b.path.empty() && !b.authority.empty() ? "/" : std::string(b.path.substr(0, b.path.rfind('/') + 1));
    merged += r.path;
    return joined(b.scheme, b.authority, without_dots(merged), r.query);
}

} // namespace schakel::validation
