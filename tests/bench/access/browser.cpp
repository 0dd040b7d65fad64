#include "tests/bench/access/browser.hpp"

#include <algorithm>
#include <array>

#include <strings.h>

namespace schakel::bench {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        if (escape)
            out += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
        else
            out += text[i] == '+' ? ' ' : text[i];
        if (escape) i += 2;
    }
    return out;
}

void append_encoded(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
}

form_fields fields_of_query(std::string_view query) {
    form_fields out;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        out.emplace_back(decoded(pair.substr(0, equals)), decoded(pair.substr(std::min(equals + 1, pair.size()))));
    }
    return out;
}

std::string without_references(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 6> known{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&#x27;", '\''}}};
    std::string out;
    while (!text.empty()) {
        const auto one = std::ranges::find_if(known, [&](const auto& each) { return text.starts_with(each.first); });
        out += one == known.end() ? text.front() : one->second;
        text.remove_prefix(one == known.end() ? 1 : one->first.size());
    }
    return out;
}

// The value of an attribute of the tag that begins the text.
std::string attribute_of(std::string_view tag, std::string_view name) {
    tag = tag.substr(0, tag.find('>'));
    const std::string wanted = " " + std::string(name) + "=\"";
    const std::size_t at = tag.find(wanted);
    if (at == tag.npos) return {};
    const std::string_view value = tag.substr(at + wanted.size());
    return without_references(value.substr(0, value.find('"')));
}

std::optional<next_step> form_in(std::string_view page) {
    const std::size_t form = page.find("<form");
    if (form == page.npos) return std::nullopt;
    next_step out;
    out.address = attribute_of(page.substr(form), "action");
    for (std::size_t at = page.find("<input", form); at != page.npos; at = page.find("<input", at + 6)) {
        const std::string name = attribute_of(page.substr(at), "name");
        if (!name.empty()) out.fields.emplace_back(name, attribute_of(page.substr(at), "value"));
    }
    return out;
}

std::string_view header_of(std::string_view head, std::string_view name, std::size_t& from) {
    for (std::size_t at = head.find("\r\n", from); at != head.npos; at = head.find("\r\n", at + 2)) {
        const std::string_view line = head.substr(at + 2);
        if (line.size() <= name.size() || line[name.size()] != ':' ||
            ::strncasecmp(line.data(), name.data(), name.size()) != 0)
            continue;
        from = at + 2;
        std::string_view value = line.substr(name.size() + 1, line.find("\r\n") - name.size() - 1);
        while (value.starts_with(' ')) value.remove_prefix(1);
        return value;
    }
    from = head.npos;
    return {};
}

} // namespace

std::string encoded(const form_fields& fields) {
    std::string out;
    for (const auto& [name, value] : fields) {
        if (!out.empty()) out += '&';
        append_encoded(out, name);
        out += '=';
        append_encoded(out, value);
    }
    return out;
}

std::string_view next_step::field(std::string_view name) const {
    const auto found = std::ranges::find(fields, name, &std::pair<std::string, std::string>::first);
    return found == fields.end() ? std::string_view{} : std::string_view(found->second);
}

std::string browser::head(std::string_view method, const std::string& target) const {
    std::string out = std::string(method) + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                      "\r\nAccept: text/html\r\nAccept-Language: nl\r\n";
    std::string cookies;
    for (const auto& [name, value] : cookies_) cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    return cookies.empty() ? out : out + "Cookie: " + cookies + "\r\n";
}

std::optional<next_step> browser::get(const std::string& path, const form_fields& query) {
    return send(head("GET", path + "?" + encoded(query)) + "\r\n");
}

std::optional<next_step> browser::post(const std::string& path, const form_fields& fields) {
    const std::string body = encoded(fields);
    return send(
        head("POST", path) + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body
    );
}

std::optional<next_step> browser::send(std::string request) {
    const auto answer = stream_.write(request) ? stream_.read() : std::nullopt;
    if (!answer) {
        said_ = "the connection is lost";
        return std::nullopt;
    }
    keep_cookies(answer->head);
    std::size_t from = 0;
    if (const std::string_view to = header_of(answer->head, "location", from); !to.empty()) {
        const std::size_t question = std::min(to.find('?'), to.size());
        return next_step{
            std::string(to.substr(0, question)), fields_of_query(to.substr(std::min(question + 1, to.size())))};
    }
    if (auto form = form_in(answer->body)) return form;
    said_ = std::string(answer->start_line) + "\n" + std::string(answer->body);
    return std::nullopt;
}

void browser::keep_cookies(std::string_view head_of_answer) {
    for (std::size_t from = 0; from != head_of_answer.npos;) {
        const std::string_view line = header_of(head_of_answer, "set-cookie", from);
        const std::string_view pair = line.substr(0, line.find(';'));
        const std::size_t equals = pair.find('=');
        if (equals == pair.npos) continue;
        const std::string name(pair.substr(0, equals));
        std::erase_if(cookies_, [&](const auto& one) { return one.first == name; });
        cookies_.emplace_back(name, pair.substr(equals + 1));
    }
}

} // namespace schakel::bench
