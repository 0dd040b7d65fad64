#include "gateway/roster/record_bytes.hpp"

#include "gateway/crypto/digest.hpp"

#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace schakel::roster {

namespace {

using namespace model::roster;

// Schemes that stand in nearly every record take one byte. Append only: the position is what is stored.
constexpr std::array<std::string_view, 14> known_schemes{
    "las.key", "eckid",      "account",    "basispoort",    "eduid",        "neppi",     "nepri",
    "brin",    "dependance", "las.school", "rio.aanbieder", "digidelivery", "sourcedId", "mbox"};

constexpr char head_mark = '\x7f';

std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

// ---------------------------------------------------------------- the two directions

class encoder {
public:
    explicit encoder(std::string& onto) : out_(onto) {}

    // A field that has its initial value is left out.
    template <class Value>
    void operator()(unsigned number, const Value& value, const Value& initial = {}) {
        if (value == initial) return;
        put_number(number);
        put(value);
    }

    template <class Value>
        requires std::is_class_v<Value>
    void put(const Value& value); // one that has fields
    template <class Value>
    void put(const std::vector<Value>& list) {
        put_number(list.size());
        for (const Value& one : list) put(one);
    }
    template <class Value>
    void put(const std::optional<Value>& value) {
        put(*value); // an empty one is the initial value and has been left out
    }
    void put(const std::string& text) {
        put_number(text.size());
        out_ += text;
    }
    void put(const model::identifier& id) {
        put_scheme(id.scheme);
        put(id.value);
        put(id.authority);
    }
    void put(bool value) { out_ += static_cast<char>(value); }
    void put(instant when) { put_number(zigzag(when.time_since_epoch().count())); }
    void put(day date) {
        put_number(zigzag(static_cast<int>(date.year())));
        put_number(static_cast<unsigned>(date.month()));
        put_number(static_cast<unsigned>(date.day()));
    }
    template <class Enumeration>
        requires std::is_enum_v<Enumeration>
    void put(Enumeration value) {
        put_number(static_cast<std::uint64_t>(value));
    }
    void put_number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
        out_ += static_cast<char>(value);
    }
    void put_scheme(const std::string& scheme) {
        for (std::size_t i = 0; i < known_schemes.size(); ++i)
            if (known_schemes[i] == scheme) return put_number(i + 1);
        put_number(0);
        put(scheme);
    }
    void end() { put_number(0); }

private:
    std::string& out_;
};

class decoder {
public:
    explicit decoder(std::string_view bytes) : bytes_(bytes) {}

    template <class Value>
    void operator()(unsigned number, Value& value, const Value& initial = {}) {
        if (next_ != number) {
            value = initial;
            return;
        }
        take(value);
        next_ = take_number();
    }

    template <class Value>
        requires std::is_class_v<Value>
    void take(Value& value); // one that has fields
    template <class Value>
    void take(std::vector<Value>& list) {
        const std::uint64_t size = take_number();
        if (size > bytes_.size()) return fail(); // everything takes a byte at least
        list.clear();
        list.resize(size);
        for (Value& one : list) take(one);
    }
    template <class Value>
    void take(std::optional<Value>& value) {
        take(value.emplace());
    }
    void take(std::string& text) { text = take_text(); }
    void take(model::identifier& id) {
        take_scheme(id.scheme);
        take(id.value);
        take(id.authority);
    }
    void take(bool& value) { value = take_number() != 0; }
    void take(instant& when) { when = instant(std::chrono::microseconds(unzigzag(take_number()))); }
    void take(day& date) {
        const std::int64_t year = unzigzag(take_number());
        const std::uint64_t month = take_number(), of_month = take_number();
        if (year < std::numeric_limits<std::int16_t>::min() || year > std::numeric_limits<std::int16_t>::max() ||
            month > 0xff || of_month > 0xff)
            return fail();
        date = {
            std::chrono::year(static_cast<int>(year)), std::chrono::month(static_cast<unsigned>(month)),
            std::chrono::day(static_cast<unsigned>(of_month))};
    }
    template <class Enumeration>
        requires std::is_enum_v<Enumeration>
    void take_enumeration(Enumeration& value, Enumeration last) {
        const std::uint64_t number = take_number();
        if (number > static_cast<std::uint64_t>(last)) return fail();
        value = static_cast<Enumeration>(number);
    }
    void take(organisation::kind_of& value) { take_enumeration(value, organisation::kind_of::other); }
    void take(school_period::kind_of& value) { take_enumeration(value, school_period::kind_of::grading_period); }
    void take(course::kind_of& value) { take_enumeration(value, course::kind_of::subject); }
    void take(group::kind_of& value) { take_enumeration(value, group::kind_of::lesson); }
    void take(role& value) { take_enumeration(value, role::other); }
    void take(person_kind& value) { take_enumeration(value, person_kind::other); }
    void take(gender& value) { take_enumeration(value, gender::unspecified); }

    std::uint64_t take_number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (bytes_.empty()) break;
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        fail();
        return 0;
    }
    std::string_view take_text() {
        const std::uint64_t size = take_number();
        if (size > bytes_.size()) {
            fail();
            return {};
        }
        const std::string_view text = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return text;
    }
    void take_scheme(std::string& scheme) {
        const std::uint64_t number = take_number();
        if (number == 0) return take(scheme);
        if (number > known_schemes.size()) return fail();
        scheme = known_schemes[number - 1];
    }
    std::string_view take_optional_text(unsigned number) {
        if (next_ != number) return {};
        const std::string_view text = take_text();
        next_ = take_number();
        return text;
    }

    void begin() { next_ = take_number(); }
    bool ended() const { return next_ == 0 && good(); }
    bool good() const { return !failed_; }
    bool used_up() const { return bytes_.empty(); }
    void fail() {
        failed_ = true;
        bytes_ = {};
        next_ = 0;
    }

private:
    std::string_view bytes_;
    std::uint64_t next_ = 0; // number of the field that comes next, 0 at the end
    bool failed_ = false;
};

// ---------------------------------------------------------------- the fields, for both directions

// The id and the links come first: id_in() and links_in() read no further.
template <class Direction, class Tail>
void tail_fields(Direction& on, Tail& of) {
    on(40, of.ids);
    on(41, of.modified);
    on(42, of.ended);
    on(43, of.extra);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, organisation>
void fields(Direction& on, Record& of) {
    on(1, of.id);
    on(2, of.kind);
    on(3, of.name);
    on(4, of.description);
    on(5, of.parent);
    tail_fields(on, of);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, school_period>
void fields(Direction& on, Record& of) {
    on(1, of.id);
    on(2, of.kind);
    on(3, of.title);
    on(4, of.school_year);
    on(5, of.begin);
    on(6, of.end);
    on(7, of.parent);
    tail_fields(on, of);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, course>
void fields(Direction& on, Record& of) {
    on(1, of.id);
    on(2, of.kind);
    on(3, of.title);
    on(4, of.abbreviation);
    on(5, of.code);
    on(6, of.organisation);
    on(7, of.period);
    on(8, of.levels);
    on(9, of.subjects);
    on(10, of.study_level);
    on(11, of.studies);
    tail_fields(on, of);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, group>
void fields(Direction& on, Record& of) {
    on(1, of.id);
    on(2, of.kind);
    on(3, of.name);
    on(4, of.description);
    on(5, of.code);
    on(6, of.room);
    on(7, of.organisation);
    on(8, of.course);
    on(9, of.periods);
    on(10, of.levels);
    on(11, of.subjects);
    on(12, of.begin);
    on(13, of.end);
    tail_fields(on, of);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, person>
void fields(Direction& on, Record& of) {
    on(1, of.id);
    on(2, of.kind);
    on(3, of.family_name);
    on(4, of.family_prefix);
    on(5, of.given_names);
    on(6, of.initials);
    on(7, of.preferred_name);
    on(8, of.middle_name);
    on(9, of.alias);
    on(10, of.birth_date);
    on(11, of.sex);
    on(12, of.user_name);
    on(13, of.email);
    on(14, of.phone);
    on(15, of.enabled, true);
    on(16, of.levels);
    on(17, of.location);
    on(18, of.begin);
    on(19, of.end);
    on(20, of.in_year_3);
    on(21, of.roles);
    tail_fields(on, of);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, membership>
void fields(Direction& on, Record& of) {
    on(1, of.id);
    on(2, of.person);
    on(3, of.group);
    on(4, of.what);
    on(5, of.primary);
    on(6, of.organisation);
    on(7, of.period);
    on(8, of.begin);
    on(9, of.end);
    on(10, of.description);
    tail_fields(on, of);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, enrolment>
void fields(Direction& on, Record& of) {
    on(1, of.id);
    on(2, of.person);
    on(3, of.course);
    on(4, of.location);
    on(5, of.period);
    on(6, of.levels);
    on(7, of.begin);
    on(8, of.end);
    tail_fields(on, of);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, head>
void fields(Direction& on, Record& of) {
    on(1, of.school);
    on(2, of.school_name);
    on(3, of.school_year);
    on(4, of.reference_date);
    on(5, of.made_at);
    on(6, of.author);
    on(7, of.comment);
    on(8, of.extra);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, person_role>
void fields(Direction& on, Record& of) {
    on(1, of.what);
    on(2, of.organisation);
    on(3, of.primary, true);
    on(4, of.begin);
    on(5, of.end);
    on(6, of.description);
    on(7, of.extra);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, model::term>
void fields(Direction& on, Record& of) {
    on(1, of.value);
    on(2, of.vocabulary);
    on(3, of.vocabulary_location);
}

template <class Direction, class Record>
    requires std::same_as<std::remove_const_t<Record>, model::extension>
void fields(Direction& on, Record& of) {
    on(1, of.standard);
    on(2, of.name);
    on(3, of.value);
}

// What stands within a record ends with number 0; what follows it belongs to the record again.
template <class Value>
    requires std::is_class_v<Value>
void encoder::put(const Value& value) {
    fields(*this, value);
    end();
}

template <class Value>
    requires std::is_class_v<Value>
void decoder::take(Value& value) {
    const std::uint64_t outer = next_;
    begin();
    fields(*this, value);
    if (!ended()) fail();
    next_ = outer;
}

template <class Record>
constexpr char mark_of() {
    if constexpr (std::same_as<Record, head>)
        return head_mark;
    else
        return static_cast<char>(record(Record{}).index());
}

template <class Record>
void encode_one(const Record& one, char mark, std::string& onto) {
    onto += record_form;
    onto += mark;
    encoder(onto).put(one);
}

template <class Record>
std::optional<record> decode_variant(std::string_view bytes) {
    Record one;
    if (!decode(bytes, one)) return std::nullopt;
    return record(std::move(one));
}

bool has_form(std::string_view bytes) {
    return bytes.size() > 2 && bytes.front() == record_form;
}

} // namespace

void encode(const record& one, std::string& onto) {
    std::visit([&](const auto& held) { encode_one(held, static_cast<char>(one.index()), onto); }, one);
}

std::string encode(const record& one) {
    std::string bytes;
    encode(one, bytes);
    return bytes;
}

std::string encode(const head& one) {
    std::string bytes;
    encode_one(one, head_mark, bytes);
    return bytes;
}

template <class Record>
bool decode(std::string_view bytes, Record& into) {
    static const char mark = mark_of<Record>();
    if (!has_form(bytes) || bytes[1] != mark) return false;
    decoder from(bytes.substr(2));
    from.take(into);
    return from.good() && from.used_up();
}

template bool decode(std::string_view, organisation&);
template bool decode(std::string_view, school_period&);
template bool decode(std::string_view, course&);
template bool decode(std::string_view, group&);
template bool decode(std::string_view, person&);
template bool decode(std::string_view, membership&);
template bool decode(std::string_view, enrolment&);
template bool decode(std::string_view, head&);

std::optional<record> decode(std::string_view bytes) {
    if (!has_form(bytes)) return std::nullopt;
    switch (static_cast<record_kind>(bytes[1])) {
    case record_kind::organisation: return decode_variant<organisation>(bytes);
    case record_kind::school_period: return decode_variant<school_period>(bytes);
    case record_kind::course: return decode_variant<course>(bytes);
    case record_kind::group: return decode_variant<group>(bytes);
    case record_kind::person: return decode_variant<person>(bytes);
    case record_kind::membership: return decode_variant<membership>(bytes);
    case record_kind::enrolment: return decode_variant<enrolment>(bytes);
    }
    return std::nullopt;
}

std::string_view id_in(std::string_view bytes) {
    if (!has_form(bytes)) return {};
    decoder from(bytes.substr(2));
    from.begin();
    return from.take_optional_text(1);
}

std::array<std::string_view, 2> links_in(std::string_view bytes) {
    if (!has_form(bytes)) return {};
    const auto kind = static_cast<record_kind>(bytes[1]);
    if (kind != record_kind::membership && kind != record_kind::enrolment) return {};
    decoder from(bytes.substr(2));
    from.begin();
    from.take_optional_text(1);
    const std::string_view first = from.take_optional_text(2);
    return {first, from.take_optional_text(3)};
}

std::string content_digest(const record& one) {
    record plain = one;
    tail_of(plain).modified.reset();
    return crypto::sha256(encode(plain)).substr(0, 16);
}

} // namespace schakel::roster
