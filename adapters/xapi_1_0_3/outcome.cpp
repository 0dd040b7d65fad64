#include "adapters/xapi_1_0_3/outcome.hpp"

#include "adapters/xapi_1_0_3/digest.hpp"
#include "adapters/xapi_1_0_3/wire.hpp"
#include "gateway/adapter/html_page.hpp"

#include <array>

namespace schakel::xapi_1_0_3 {

namespace {

using outcome = receipt::outcome;

constexpr std::array table{
    outcome_row{"200 or 204", outcome::delivered},
    outcome_row{"200 with an HTML page", outcome::retry},
    outcome_row{"409, one statement in the message", outcome::check},
    outcome_row{"409, several statements in the message", outcome::split},
    outcome_row{"check: 200 with the same content", outcome::already_there},
    outcome_row{"check: 200 with other content", outcome::rejected},
    outcome_row{"check: 404", outcome::retry},
    outcome_row{"400, 413, one statement in the message", outcome::rejected},
    outcome_row{"400, 413, several statements in the message", outcome::split},
    outcome_row{"401, 403, 407, 3xx", outcome::hold},
    outcome_row{"404", outcome::retry},
    outcome_row{"408, 425, 429, 5xx", outcome::retry},
    outcome_row{"other 4xx", outcome::rejected},
    outcome_row{"no answer", outcome::retry},
};

receipt means(outcome what, std::string reason) {
    return {what, std::move(reason), std::nullopt, {}};
}

outgoing question_about(const outgoing& sent) {
    outgoing question;
    question.key = sent.key;
    question.method = "GET";
    findings ignored;
    const auto document = json::document::parse(sent.body, {}, ignored);
    const json::value root = document ? document->root() : json::value{};
    const json::value statement = root.is(json::kind::array) ? root.first_child() : root;
    question.path = "/statements?statementId=" + std::string(statement.member("id").text());
    question.headers = {{"Accept", "application/json"}, {"X-Experience-API-Version", "1.0.3"}};
    return question;
}

receipt judge_conflict(const outgoing& sent) {
    if (sent.records > 1) return means(outcome::split, "HTTP 409: at least one statement is known already");
    receipt out = means(outcome::check, "HTTP 409: known already");
    out.question = question_about(sent);
    return out;
}

receipt judge_refusal(const outgoing& sent, const std::string& code) {
    return means(sent.records > 1 ? outcome::split : outcome::rejected, code + ": refused by the receiver");
}

std::string only_statement(std::string_view body) {
    findings ignored;
    const auto document = json::document::parse(body, {}, ignored);
    if (!document) return {};
    const json::value root = document->root();
    const json::value statement = root.is(json::kind::array) ? root.first_child() : root;
    return statement.is(json::kind::object) ? digest(statement) : std::string();
}

} // namespace

std::span<const outcome_row> outcomes() {
    return table;
}

receipt interpret_answer(const outgoing& sent, const received_answer& answer) {
    if (const auto common = interpret_common(answer)) return *common;
    const std::string code = "HTTP " + std::to_string(answer.status);
    switch (answer.status) {
    case 400:
    case 413: return judge_refusal(sent, code);
    case 404: return means(outcome::retry, code + ": check the receiver's address");
    case 409: return judge_conflict(sent);
    default: break;
    }
    if (answer.status >= 400) return means(outcome::rejected, code);
    if (answer.status != 200 && answer.status != 204) return means(outcome::retry, code);
    if (answer.status == 200 && is_html(answer)) return means(outcome::retry, code + " with an HTML page");
    return means(outcome::delivered, {});
}

receipt interpret_comparison(const outgoing& sent, const received_answer& answer) {
    if (const auto common = interpret_common(answer)) return *common;
    const std::string code = "HTTP " + std::to_string(answer.status);
    if (answer.status != 200) return means(outcome::retry, code + " on asking for the statement");
    const std::string theirs = only_statement(answer.body);
    if (theirs.empty()) return means(outcome::retry, code + " without a statement");
    if (theirs == only_statement(sent.body)) return means(outcome::already_there, {});
    return means(outcome::rejected, "the receiver has other content under this id");
}

std::vector<outgoing> halves(const outgoing& message) {
    findings ignored;
    const auto document = json::document::parse(message.body, {}, ignored);
    if (!document || !document->root().is(json::kind::array) || document->root().size() < 2) return {};
    std::vector<std::string> statements;
    for (json::value one = document->root().first_child(); one; one = one.next_sibling())
        statements.emplace_back(one.raw());
    const std::span<const std::string> all(statements);
    std::vector<outgoing> list;
    for (const auto part : {all.first(all.size() / 2), all.subspan(all.size() / 2)}) {
        outgoing half = message;
        half.body = write_batch(part);
        half.records = part.size();
        list.push_back(std::move(half));
    }
    return list;
}

} // namespace schakel::xapi_1_0_3
