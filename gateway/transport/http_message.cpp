#include "gateway/transport/http_message.hpp"

#include <algorithm>

namespace schakel::transport {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

} // namespace

bool same_name(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

void http_headers::add(std::string_view name, std::string_view value) {
    list_.push_back({std::string(name), std::string(value)});
}

void http_headers::set(std::string_view name, std::string_view value) {
    remove(name);
    add(name, value);
}

void http_headers::remove(std::string_view name) {
    std::erase_if(list_, [&](const http_header& each) { return same_name(each.name, name); });
}

const std::string* http_headers::find(std::string_view name) const {
    const auto at =
        std::find_if(list_.begin(), list_.end(), [&](const auto& each) { return same_name(each.name, name); });
    return at == list_.end() ? nullptr : &at->value;
}

std::string_view http_headers::get(std::string_view name) const {
    const std::string* value = find(name);
    return value ? std::string_view(*value) : std::string_view();
}

std::size_t http_headers::count(std::string_view name) const {
    return static_cast<std::size_t>(std::count_if(list_.begin(), list_.end(), [&](const auto& each) {
        return same_name(each.name, name);
    }));
}

std::string http_headers::joined(std::string_view name) const {
    std::string out;
    for (const auto& each : list_) {
        if (!same_name(each.name, name)) continue;
        if (!out.empty()) out += ", ";
        out += each.value;
    }
    return out;
}

bool http_headers::has_token(std::string_view name, std::string_view token) const {
    for (const auto& each : list_) {
        if (!same_name(each.name, name)) continue;
        std::string_view rest = each.value;
        while (!rest.empty()) {
            const auto part = rest.substr(0, rest.find(','));
            if (same_name(trimmed(part), token)) return true;
            rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        }
    }
    return false;
}

std::string_view reason_phrase(int status) {
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "";
    }
}

} // namespace schakel::transport
