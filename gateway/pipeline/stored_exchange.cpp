#include "gateway/pipeline/stored_exchange.hpp"

#include "gateway/core/id.hpp"

namespace schakel::pipeline {

namespace {

// The envelope holds lines: "?name=value" for a query parameter, ":name=value" for a header. What would end a name, a
// value or an escape is written as an escape.
void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == '%')
            out += "%25";
        else if (c == '=')
            out += "%3D";
        else if (c == '\n')
            out += "%0A";
        else
            out += c;
    }
}

std::string unescaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::string_view escape = text.substr(0, 3);
        const bool known = escape == "%25" || escape == "%3D" || escape == "%0A";
        if (known)
            out += escape == "%25" ? '%' : escape == "%3D" ? '=' : '\n';
        else
            out += text.front();
        text.remove_prefix(known ? 3 : 1);
    }
    return out;
}

void append_line(std::string& out, char kind, std::string_view name, std::string_view value) {
    out += kind;
    append_escaped(out, name);
    out += '=';
    append_escaped(out, value);
    out += '\n';
}

void read_envelope(std::string_view text, exchange& out) {
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::size_t equals = line.find('=');
        if (line.empty() || equals == std::string_view::npos) continue;
        std::string name = unescaped(line.substr(1, equals - 1)), value = unescaped(line.substr(equals + 1));
        if (line.front() == '?')
            out.query.emplace_back(std::move(name), std::move(value));
        else
            out.headers.set(name, std::move(value));
    }
}

} // namespace

outbox::message
to_stored(const exchange& in, std::span<const std::string_view> kept_headers, const std::string& listener) {
    outbox::message out;
    out.id = in.id;
    out.standard = in.standard;
    out.sender = in.sender;
    out.school = in.school;
    out.listener = listener;
    out.method = in.method;
    out.path = in.path;
    for (const auto& [name, value] : in.query) append_line(out.envelope, '?', name, value);
    for (const std::string_view name : kept_headers) {
        if (in.headers.has(name)) append_line(out.envelope, ':', name, in.headers.find(name));
    }
    out.content_type = in.content_type();
    out.trace_parent = in.trace_parent;
    out.body = in.body;
    out.received_at = in.received_at;
    return out;
}

exchange from_stored(const outbox::message& kept) {
    exchange out;
    out.id = kept.id;
    out.standard = kept.standard;
    out.method = kept.method;
    out.path = kept.path;
    out.headers.set("content-type", kept.content_type);
    read_envelope(kept.envelope, out);
    out.body = kept.body;
    out.sender = kept.sender;
    out.school = kept.school;
    out.received_at = kept.received_at;
    return out;
}

outbox::delivery stored_delivery(outgoing message, const exchange& because_of, const clock& time) {
    outbox::delivery out;
    out.id = new_id(time);
    out.message_id = because_of.id;
    out.school = because_of.school;
    out.order_key = because_of.school + "|" + message.key;
    out.method = std::move(message.method);
    out.path = std::move(message.path);
    for (const auto& [name, value] : message.headers) out.headers.push_back({name, value});
    out.body = std::move(message.body);
    out.records = static_cast<std::uint32_t>(message.records);
    out.created_at = out.next_attempt = because_of.received_at;
    return out;
}

} // namespace schakel::pipeline
