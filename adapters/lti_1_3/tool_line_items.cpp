#include "adapters/lti_1_3/tool_line_items.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/grade_objects.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/client_assertion.hpp"

#include <algorithm>
#include <optional>

namespace schakel::lti_1_3 {

namespace {

constexpr document_limits limits{.bytes = 1 << 20, .depth = 16, .nodes = 50'000, .findings = 1};

const launch_party* source_of(const launch_class& of, const launching& with) {
    return with.parties->find(launch_side::source, of.source);
}

bool is_good(const received_answer& answer) {
    return answer.how == received_answer::transport::answered && answer.status >= 200 && answer.status < 300;
}

not_made refused_with(const received_answer& answer) {
    const bool silent = answer.how != received_answer::transport::answered;
    return {silent || answer.status == 408 || answer.status == 425 || answer.status == 429 || answer.status >= 500};
}

std::optional<json::document> document_of(const received_answer& answer) {
    findings found;
    return json::document::parse(answer.body, limits, found);
}

std::string assertion(const launch_party& platform, const launching& with) {
    const std::string& audience = platform.token_audience.empty() ? platform.token_url : platform.token_audience;
    const auto how = crypto::algorithm::rs256;
    const auto token =
        crypto::sign_assertion(with.keys->current(how), how, {platform.client_id, audience, with.random(), with.now});
    return token ? *token : std::string();
}

launch_question token_question(const launch_party& platform, const launching& with) {
    launch_question out{launch_question::what::request, platform.token_url};
    out.message.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    out.message.body = forms::write(
        {{"grant_type", "client_credentials"},
         {"client_assertion_type", std::string(crypto::assertion_type)},
         {"client_assertion", assertion(platform, with)},
         {"scope", std::string(lti::scope::line_item)}}
    );
    return out;
}

launch_question question(std::string url, std::string_view method, std::string_view token) {
    launch_question out{launch_question::what::request, std::move(url)};
    out.message.method = method;
    out.message.headers.add("Authorization", "Bearer " + std::string(token));
    return out;
}

launch_question making(const std::string& items_url, std::string_view token, const line_item& item) {
    launch_question out = question(items_url, "POST", token);
    out.message.headers.add("Content-Type", std::string(lti::media_type::line_item));
    out.message.headers.add("Accept", std::string(lti::media_type::line_item));
    line_item told = item;
    told.resource_id = item.id;
    told.resource_link.clear(); // as the publisher knows it, not as they do
    json::writer to;
    lti::write(to, told, {});
    out.message.body = to.finish();
    return out;
}

// Platforms that know no filter answer with all line items.
std::string found_in(const received_answer& answer, const line_item& item) {
    const auto document = document_of(answer);
    if (!document || !document->root().is(json::kind::array)) return {};
    for (json::value one = document->root().first_child(); one; one = one.next_sibling()) {
        if (one.member("resourceId").text() == item.id) return std::string(one.member("id").text());
    }
    return {};
}

} // namespace

bool is_to_be_made(const line_item& item, const launch_class& of, const launching& with) {
    const auto& there = of.services.line_items;
    if (!item.source_url.empty() || !there || there->items_url.empty()) return false;
    if (std::ranges::count(there->scopes, lti::scope::line_item) == 0) return false;
    const launch_party* platform = source_of(of, with);
    return platform && !platform->token_url.empty() && platform->scopes.contains(lti::scope::line_item);
}

std::variant<std::string, launch_question, not_made>
made_at_source(const line_item& item, const launch_class& of, const launching& with) {
    const launch_party& platform = *source_of(of, with);
    const received_answer* granted = with.answer_of(platform.token_url);
    if (!granted) return token_question(platform, with);
    const auto token = is_good(*granted) ? document_of(*granted) : std::nullopt;
    const std::string bearer(token ? token->root().member("access_token").text() : std::string_view{});
    if (bearer.empty()) return refused_with(*granted);

    const std::string& items_url = of.services.line_items->items_url;
    const std::string looking = lti::with_query(items_url, {{"resource_id", item.id}});
    const received_answer* listed = with.answer_of(looking);
    if (!listed) {
        launch_question look = question(looking, "GET", bearer);
        look.message.headers.add("Accept", std::string(lti::media_type::line_items));
        return look;
    }
    if (!is_good(*listed)) return refused_with(*listed);
    if (std::string known = found_in(*listed, item); !known.empty()) return known;

    const received_answer* made = with.answer_of(items_url);
    if (!made) return making(items_url, bearer, item);
    const auto document = is_good(*made) ? document_of(*made) : std::nullopt;
    const std::string url(document ? document->root().member("id").text() : std::string_view{});
    if (lti::origin_of(url).empty()) return refused_with(*made);
    return url;
}

} // namespace schakel::lti_1_3
