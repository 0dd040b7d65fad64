#include "gateway/outbox/journal_entry.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <cstring>
#include <stdexcept>

namespace schakel::outbox {

namespace {

static_assert(std::is_trivially_copyable_v<known_record>);

// Only how many bytes would be written.
struct byte_count {
    std::size_t bytes = 0;
    void append(const char*, std::size_t more) { bytes += more; }
};

// Numbers and texts one after the other; the same functions say the order for writing and for reading.
template <class Into>
class writing {
public:
    // `texts`: where those that lie apart are told; null: nobody wants to know.
    explicit writing(Into& into, std::vector<std::string_view>* texts = nullptr) : into_(into), list_(texts) {}

    template <class Number>
        requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
    void operator()(const Number& value) {
        into_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void operator()(const std::string& text) {
        (*this)(static_cast<std::uint32_t>(text.size()));
        into_.append(text.data(), text.size());
    }
    void operator()(const instant& when) { (*this)(stored_time(when)); }
    void operator()(const packed_id& id) {
        (*this)(id.high);
        (*this)(id.low);
    }
    void operator()(const known_record& one) { into_.append(reinterpret_cast<const char*>(&one), sizeof one); }
    template <class Item>
    void operator()(std::optional<Item>& value) {
        (*this)(value.has_value());
        if (value) (*this)(*value);
    }
    template <class Item>
    void operator()(std::vector<Item>& items) {
        (*this)(static_cast<std::uint32_t>(items.size()));
        for (Item& each : items) (*this)(each);
    }
    template <class Whole>
        requires requires(Whole& whole, writing& with) { fields(whole, with); }
    void operator()(Whole& whole) {
        fields(whole, *this);
    }

    void text(std::string_view text, journal_text& place) {
        (*this)(place.digest);
        (*this)(static_cast<std::uint32_t>(text.size()));
        place.at.offset = texts_;
        place.length = static_cast<std::uint32_t>(text.size());
        if (list_) list_->push_back(text);
        texts_ += text.size();
    }

private:
    Into& into_;
    std::vector<std::string_view>* list_;
    std::uint64_t texts_ = 0; // bytes so far
};

class reading {
public:
    explicit reading(std::string_view from) : from_(from) {}

    template <class Number>
        requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
    void operator()(Number& value) {
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
    }
    void operator()(std::string& text) { text = take(size()); }
    void operator()(instant& when) {
        std::int64_t stored = 0;
        (*this)(stored);
        when = read_time(stored);
    }
    void operator()(packed_id& id) {
        (*this)(id.high);
        (*this)(id.low);
    }
    void operator()(known_record& one) { std::memcpy(static_cast<void*>(&one), take(sizeof one).data(), sizeof one); }
    template <class Item>
    void operator()(std::optional<Item>& value) {
        bool there = false;
        (*this)(there);
        if (there) (*this)(value.emplace());
    }
    template <class Item>
    void operator()(std::vector<Item>& items) {
        for (std::uint32_t left = size(); left > 0; --left) (*this)(items.emplace_back());
    }
    template <class Whole>
        requires requires(Whole& whole, reading& with) { fields(whole, with); }
    void operator()(Whole& whole) {
        fields(whole, *this);
    }

    void text(std::string_view, journal_text& place) {
        (*this)(place.digest);
        place.length = size();
        place.at.offset = texts_;
        texts_ += place.length;
    }

private:
    std::uint32_t size() {
        std::uint32_t value = 0;
        (*this)(value);
        return value;
    }
    std::string_view take(std::size_t length) {
        if (length > from_.size() - at_) throw std::runtime_error("an entry of the journal ends too early");
        at_ += length;
        return from_.substr(at_ - length, length);
    }

    std::string_view from_;
    std::size_t at_ = 0;
    std::uint64_t texts_ = 0;
};

template <class Through>
void fields(header& one, Through& with) {
    with(one.name);
    with(one.value);
}

template <class Through>
void fields(key_row& one, Through& with) {
    with(one.school);
    with(one.table);
    with(one.key);
    with(one.value);
}

template <class Through>
void fields(audit_entry& one, Through& with) {
    with(one.at);
    with(one.actor);
    with(one.action);
    with(one.subject);
    with(one.detail);
}

template <class Through>
void fields(attempt& one, Through& with) {
    with(one.delivery_id);
    with(one.number);
    with(one.at);
    with(one.milliseconds);
    with(one.status);
    with(one.outcome);
    with(one.reason);
}

// Without body, report and digest, which lie apart.
template <class Through>
void fields(message& one, Through& with) {
    with(one.id);
    with(one.standard);
    with(one.kind);
    with(one.sender);
    with(one.school);
    with(one.listener);
    with(one.method);
    with(one.path);
    with(one.content_type);
    with(one.envelope);
    with(one.trace_parent);
    with(one.received_at);
    with(one.status);
    with(one.replay_of);
}

// Without body and loss report.
template <class Through>
void fields(delivery& one, Through& with) {
    with(one.id);
    with(one.message_id);
    with(one.route);
    with(one.destination);
    with(one.school);
    with(one.standard);
    with(one.order_key);
    with(one.method);
    with(one.path);
    with(one.headers);
    with(one.records);
    with(one.status);
    with(one.attempts);
    with(one.next_attempt);
    with(one.created_at);
    with(one.reason);
    with(one.goal_sources);
    with(one.unknown_goals);
}

template <class Through>
void fields(decided_delivery& one, Through& with) {
    with(one.id);
    with(one.row);
    with(one.place);
    with(one.passes_on);
    with(one.what);
    with.text(one.what.loss, one.loss);
    if (!one.passes_on) with.text(one.what.body, one.body);
}

template <class Through>
void fields(decided_acceptance& one, Through& with) {
    with(one.number);
    with(one.id);
    with(one.what.message);
    with(one.what.audit);
    with(one.what.new_keys);
    with(one.records);
    with.text(one.what.message.body, one.body);
    with.text(one.what.message.report, one.report);
    with(one.deliveries);
    with(one.what.terms);
}

template <class Through>
void fields(decided_settlement& one, Through& with) {
    with(one.id);
    with(one.row);
    with(one.status);
    with(one.at);
    with(one.what.delivery_id);
    with(one.what.next_attempt);
    with(one.what.reason);
    with(one.what.attempt);
    with(one.what.audit);
    with(one.parts);
}

template <class Through>
void fields(decided_audit& one, Through& with) {
    with(one.what);
}

template <class Decided>
decision read_entry(reading& from) {
    Decided one;
    from(one);
    return one;
}

void move(journal_text& text, const journal_place& texts) {
    text.at = {texts.segment, texts.offset + text.at.offset};
}

void move(std::vector<decided_delivery>& all, const journal_place& texts, const journal_text& of_message) {
    for (decided_delivery& one : all) {
        move(one.loss, texts);
        if (one.passes_on)
            one.body = of_message;
        else
            move(one.body, texts);
    }
}

decision read(reading& from) {
    std::uint8_t which = 0;
    from(which);
    switch (which) {
    case 0: return read_entry<decided_acceptance>(from);
    case 1: return read_entry<decided_settlement>(from);
    case 2: return read_entry<decided_audit>(from);
    default: throw std::runtime_error("the journal holds an entry of a newer version of Schakel");
    }
}

} // namespace

// What was decided of a long message is long too: its room is made at once, and not half as much again while it grows.
draft_entry draft_of(decision& what) {
    const auto write = [&what](auto&& to) {
        to(static_cast<std::uint8_t>(what.index()));
        std::visit([&](auto& one) { to(one); }, what);
    };
    byte_count size;
    write(writing(size));
    draft_entry entry;
    entry.facts.reserve(size.bytes);
    write(writing(entry.facts, &entry.texts));
    return entry;
}

void placed_at(decision& what, const journal_place& texts) {
    if (auto* accepted = std::get_if<decided_acceptance>(&what)) {
        move(accepted->body, texts);
        move(accepted->report, texts);
        move(accepted->deliveries, texts, accepted->body);
    } else if (auto* settled = std::get_if<decided_settlement>(&what)) {
        move(settled->parts, texts, {});
    }
}

std::vector<decision> entries_of(const journal_group& group) {
    std::vector<decision> all;
    for (const logged_entry& each : group.entries) {
        reading from(each.facts);
        all.push_back(read(from));
        placed_at(all.back(), each.texts);
    }
    return all;
}

} // namespace schakel::outbox
