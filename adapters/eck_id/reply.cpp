#include "adapters/eck_id/reply.hpp"

#include "adapters/eck_id/write.hpp"

namespace schakel::eck_id {

namespace {

reply soap(int status, std::string body) {
    reply out;
    out.status = status;
    out.headers.add("Content-Type", "text/xml; charset=utf-8");
    out.body = std::move(body);
    return out;
}

} // namespace

reply as_reply(const chain_id_answer& answer) {
    return soap(answer.with_fault ? 500 : 200, write(answer));
}

reply refusal(const disposition& decided) {
    chain_id_answer answer;
    answer.with_fault = true;
    const finding* first = decided.report ? decided.report->first_error() : nullptr;
    answer.fault = first ? std::string(first->broken->id) : "eck-id.refused";
    return as_reply(answer);
}

} // namespace schakel::eck_id
