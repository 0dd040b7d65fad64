#include "adapters/xapi_1_0_3/statement_batches.hpp"

#include "adapters/xapi_1_0_3/identity.hpp"

namespace schakel::xapi_1_0_3 {

bool statement_batches::add(std::string_view id, std::initializer_list<std::string_view> text) {
    if (!ids_.insert(lower(id)).second) return false;
    outgoing& batch = with_room();
    batch.body += batch.records == 0 ? '[' : ',';
    for (const std::string_view piece : text) batch.body += piece;
    ++batch.records;
    return true;
}

outgoing& statement_batches::with_room() {
    if (!messages_.empty() && messages_.back().records < most_) return messages_.back();
    const std::size_t last = messages_.empty() ? 0 : messages_.back().body.size();
    outgoing& fresh = messages_.emplace_back();
    fresh.path = "/statements";
    fresh.headers = {{"Content-Type", "application/json"}, {"X-Experience-API-Version", "1.0.3"}};
    fresh.body.reserve(last + last / 32); // about like the last
    fresh.records = 0;
    return fresh;
}

std::vector<outgoing> statement_batches::finish(const std::string& order_key) {
    for (outgoing& one : messages_) {
        one.key = order_key;
        one.body += ']';
        if (one.body.capacity() > one.body.size() + one.body.size() / 2)
            one.body.shrink_to_fit(); // they all wait together
    }
    return std::move(messages_);
}

} // namespace schakel::xapi_1_0_3
