#include "gateway/adapter/token_answers.hpp"

#include "gateway/codec/json_writer.hpp"

#include <algorithm>

namespace schakel {

namespace {

reply json_reply(int status, std::string body) {
    return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, std::move(body)};
}

} // namespace

scope_words read_scopes(std::string_view text) {
    scope_words out;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        if (!word.empty()) out.emplace(word);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return out;
}

std::string write_scopes(const scope_words& scopes) {
    std::string out;
    for (const std::string& one : scopes) out += (out.empty() ? "" : " ") + one;
    return out;
}

reply token_refusal(int status, std::string_view error, std::string_view description) {
    json::writer out;
    out.begin_object().member("error", error).member("error_description", description).end_object();
    return json_reply(status, out.finish());
}

reply token_granted(std::string_view access_token, std::chrono::seconds lifetime, std::string_view scope) {
    json::writer out;
    out.begin_object().member("access_token", access_token).member("token_type", "Bearer");
    out.member("expires_in", std::int64_t{lifetime.count()}).member_if_present("scope", scope).end_object();
    return json_reply(200, out.finish());
}

} // namespace schakel
