#include "gateway/entitlement/record_json.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/entitlement/record_fields.hpp"

#include <type_traits>

namespace schakel::entitlement {

namespace {

namespace access = model::access;

template <class Value>
struct is_optional : std::false_type {};
template <class Value>
struct is_optional<std::optional<Value>> : std::true_type {};
template <class Value>
struct is_vector : std::false_type {};
template <class Value>
struct is_vector<std::vector<Value>> : std::true_type {};

class putting {
public:
    explicit putting(json::writer& out) : out_(out) {}

    template <class Value>
    void operator()(std::string_view name, const Value& value) {
        if constexpr (is_optional<Value>::value) {
            if (!value) return;
            out_.name(name);
            put(*value);
        } else {
            if (is_empty(value)) return;
            out_.name(name);
            put(value);
        }
    }

private:
    template <class Value>
    static bool is_empty(const Value& value) {
        if constexpr (std::is_same_v<Value, std::string> || is_vector<Value>::value)
            return value.empty();
        else
            return value == Value{};
    }

    void put(const std::string& value) { out_.text(value); }
    void put(bool value) { out_.boolean(value); }
    void put(std::int64_t value) { out_.number(value); }
    void put(const decimal& value) { out_.text(value.text()); }
    void put(const std::chrono::year_month_day& value) { out_.text(to_string(value)); }
    void put(instant value) { out_.number(static_cast<std::int64_t>(value.time_since_epoch().count())); }
    template <class Value>
    void put(const std::vector<Value>& list) {
        out_.begin_array();
        for (const Value& one : list) put(one);
        out_.end_array();
    }
    template <class Value>
    void put(const Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            out_.number(static_cast<std::int64_t>(value));
        } else {
            out_.begin_object();
            fields(*this, value);
            out_.end_object();
        }
    }

    json::writer& out_;
};

class taking {
public:
    explicit taking(json::value from) : from_(from) {}

    template <class Value>
    void operator()(std::string_view name, Value& value) {
        const json::value at = from_.member(name);
        if (!at) return;
        if constexpr (is_optional<Value>::value)
            take(at, value.emplace());
        else
            take(at, value);
    }

private:
    static void take(json::value at, std::string& value) { value = at.text(); }
    static void take(json::value at, bool& value) { value = at.boolean(); }
    static void take(json::value at, std::int64_t& value) { value = at.integer().value_or(0); }
    static void take(json::value at, decimal& value) { value = decimal::parse(at.text()).value_or(decimal()); }
    static void take(json::value at, std::chrono::year_month_day& value) {
        value = parse_date(at.text()).value_or(std::chrono::year_month_day{});
    }
    static void take(json::value at, instant& value) {
        value = instant(std::chrono::microseconds(at.integer().value_or(0)));
    }
    template <class Value>
    static void take(json::value at, std::vector<Value>& list) {
        for (json::value one = at.first_child(); one; one = one.next_sibling()) take(one, list.emplace_back());
    }
    template <class Value>
    static void take(json::value at, Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            const std::int64_t number = at.integer().value_or(0);
            value = static_cast<Value>(number >= 0 && number <= last_of<Value> ? number : 0);
        } else {
            taking inside(at);
            fields(inside, value);
        }
    }

    json::value from_;
};

template <class Record>
std::optional<access::record> read(json::value at) {
    Record out;
    taking from(at);
    fields(from, out);
    return out;
}

} // namespace

void write_json(json::writer& out, const access::record& one) {
    out.begin_object();
    putting to(out);
    std::visit([&](const auto& record) { fields(to, record); }, one);
    out.end_object();
}

std::string to_json(const access::record& one, bool pretty) {
    json::writer out(pretty);
    write_json(out, one);
    return out.finish();
}

std::optional<access::record> from_json(access::record_kind kind, std::string_view text) {
    findings unread;
    const auto document = json::document::parse(text, {}, unread);
    if (!document || !document->root().is(json::kind::object)) return std::nullopt;
    using enum access::record_kind;
    switch (kind) {
    case product: return read<access::product>(document->root());
    case delivery_order: return read<access::delivery_order>(document->root());
    case entitlement: return read<access::entitlement>(document->root());
    case usage: return read<access::usage>(document->root());
    case confirmation: return read<access::confirmation>(document->root());
    }
    return std::nullopt;
}

} // namespace schakel::entitlement
