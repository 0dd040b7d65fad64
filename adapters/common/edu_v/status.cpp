#include "adapters/common/edu_v/status.hpp"

#include <algorithm>

namespace schakel::edu_v {

namespace {

constexpr std::size_t told_at_most = 10; // findings in one status message

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// A JSON pointer, or line and column where the message cannot be read as JSON.
std::string place_of(const finding& one, language lang) {
    if (!one.where.path.empty()) return one.where.path + ": ";
    if (one.where.line == 0) return {};
    const std::string line = std::to_string(one.where.line), column = std::to_string(one.where.column);
    return lang == language::nl ? "Regel " + line + ", kolom " + column + ": "
                                : "Line " + line + ", column " + column + ": ";
}

} // namespace

reply answer_head(int http, std::string_view version) {
    reply out;
    out.status = http;
    out.headers.set("API-Version", std::string(version));
    return out;
}

reply no_token(std::string_view version) {
    reply out = answer_head(401, version);
    out.headers.set("WWW-Authenticate", "Bearer");
    return out;
}

std::string retry_after(const disposition& decided) {
    return std::to_string(decided.retry_after.value_or(std::chrono::seconds(30)).count());
}

void told_faults::add(const finding& one, bool of_schema, language lang) {
    schema_ = schema_ || of_schema;
    if (++count_ > told_at_most) return;
    if (!text_.empty()) text_ += " ";
    text_ += place_of(one, lang) + one.text(lang) + " [" + std::string(one.broken->id) + "]";
}

std::string told_faults::text(language lang) const {
    std::string told = (schema_ ? "Schema incorrect. " : "") + text_;
    if (count_ > told_at_most) {
        const std::string more = std::to_string(count_ - told_at_most);
        told += lang == language::nl ? " En nog " + more + " bevindingen." : " And " + more + " more findings.";
    }
    return told;
}

std::string media_type(const exchange& received) {
    std::string type(received.content_type().substr(0, received.content_type().find(';')));
    while (type.ends_with(' ')) type.pop_back();
    std::ranges::transform(type, type.begin(), lower);
    return type;
}

presented_credentials bearer(const exchange& received) {
    const std::string_view header = received.headers.find("authorization");
    constexpr std::string_view kind = "bearer ";
    presented_credentials shown;
    shown.kind = presented_credentials::form::bearer;
    if (header.size() > kind.size() && std::ranges::equal(header.substr(0, kind.size()), kind, {}, lower))
        shown.key = header.substr(kind.size());
    return shown;
}

void authorise_bearer(outgoing& message, const send_credentials& credentials) {
    if (credentials.secret.kind == presented_credentials::form::bearer)
        message.headers.set("Authorization", "Bearer " + credentials.secret.key);
}

} // namespace schakel::edu_v
