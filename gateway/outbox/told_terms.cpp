#include "gateway/outbox/told_terms.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

namespace schakel::outbox {

namespace {

class adding {
public:
    adding(std::vector<found_term>& to, std::int64_t message) : to_(to), message_(message) {}

    void name(term_kind kind, std::string_view value) {
        if (!value.empty()) to_.push_back({term_of(kind, value), message_});
    }
    void words(std::string_view text) {
        if (text.empty()) return;
        std::vector<search_term> all;
        add_words(all, text);
        for (const search_term each : all) to_.push_back({each, message_});
    }
    void message(const message& one) {
        name(term_kind::sender, one.sender);
        name(term_kind::standard, one.standard);
        name(term_kind::own_school, one.school);
        name(term_kind::copy_of, one.replay_of);
    }
    void receiver(std::string_view route, std::string_view destination) {
        name(term_kind::route, route);
        name(term_kind::destination, destination);
    }

private:
    std::vector<found_term>& to_;
    const std::int64_t message_;
};

} // namespace

void add_terms(std::vector<found_term>& to, const decision& what) {
    if (const auto* accepted = std::get_if<decided_acceptance>(&what)) {
        adding add(to, accepted->number);
        add.message(accepted->what.message);
        for (const decided_delivery& each : accepted->deliveries) add.receiver(each.what.route, each.what.destination);
        for (const search_term each : accepted->what.terms) to.push_back({each, accepted->number});
    } else if (const auto* settled = std::get_if<decided_settlement>(&what)) {
        adding(to, message_of(settled->row)).words(settled->what.reason);
    }
}

std::vector<found_term> terms_before_the_journal(connection& db) {
    std::vector<found_term> terms;
    message one;
    statement messages(db, "SELECT seq, sender, standard, school, replay_of FROM message WHERE body_at IS NULL");
    while (messages.next()) {
        one.sender = messages.text(1);
        one.standard = messages.text(2);
        one.school = messages.text(3);
        one.replay_of = messages.is_null(4) ? std::string() : to_string(read_id(messages.bytes(4)));
        adding(terms, messages.number(0)).message(one);
    }
    statement deliveries(db, "SELECT row, route, destination FROM delivery WHERE body_at IS NULL");
    while (deliveries.next())
        adding(terms, message_of(deliveries.number(0))).receiver(deliveries.text(1), deliveries.text(2));
    return terms;
}

} // namespace schakel::outbox
