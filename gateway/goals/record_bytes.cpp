#include "gateway/goals/record_bytes.hpp"

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

namespace schakel::goals {

namespace {

using namespace model::goals;

constexpr std::string_view uuid_urn = "urn:uuid:";
constexpr std::size_t key_size = uuid_urn.size() + 36;
constexpr std::size_t uuid_bytes = 16;

std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

// 0 to 15, or 16 for what is no hexadecimal digit in lower case.
constexpr std::array<unsigned char, 256> digits = [] {
    std::array<unsigned char, 256> values{};
    values.fill(16);
    for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<unsigned char>(i);
    for (unsigned i = 0; i < 6; ++i) values['a' + i] = static_cast<unsigned char>(10 + i);
    return values;
}();

unsigned digit(char c) {
    return digits[static_cast<unsigned char>(c)];
}

bool is_hyphen_at(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

// The sixteen bytes of a UUID key as the model writes it; false for any other text.
bool pack(std::string_view key, std::array<char, uuid_bytes>& into) {
    if (key.size() != key_size || !key.starts_with(uuid_urn)) return false;
    constexpr std::array<std::uint8_t, uuid_bytes> places{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
    const char* uuid = key.data() + uuid_urn.size();
    if (uuid[8] != '-' || uuid[13] != '-' || uuid[18] != '-' || uuid[23] != '-') return false;
    unsigned all = 0;
    for (std::size_t i = 0; i < uuid_bytes; ++i) {
        const unsigned high = digit(uuid[places[i]]), low = digit(uuid[places[i] + 1]);
        all |= high | low;
        into[i] = static_cast<char>(high << 4 | low);
    }
    return all <= 15;
}

std::string unpack(std::string_view bytes) {
    constexpr std::string_view letters = "0123456789abcdef";
    std::string key(uuid_urn);
    key.reserve(key_size);
    for (const char c : bytes) {
        if (is_hyphen_at(key.size() - uuid_urn.size())) key += '-';
        key += letters[static_cast<unsigned char>(c) >> 4];
        key += letters[static_cast<unsigned char>(c) & 15];
    }
    return key;
}

// Whether the id is derived_id() of the association.
bool has_derived_id(const association& one) {
    const std::string_view id = one.id, word = to_string(one.what);
    const std::size_t first = one.subject.size(), second = first + 1 + word.size();
    return id.size() == second + 1 + one.object.size() && id.starts_with(one.subject) && id[first] == ' ' &&
           id.substr(first + 1, word.size()) == word && id[second] == ' ' && id.ends_with(one.object);
}

// ---------------------------------------------------------------- the two directions

class encoder {
public:
    static constexpr bool reads = false;
    explicit encoder(std::string& onto) : out_(onto) {}

    // A field that has its initial value is left out.
    template <class Value>
    void operator()(unsigned number, const Value& value) {
        if (value == Value{}) return;
        put_number(number);
        put(value);
    }
    void key(unsigned number, const std::string& value) {
        if (value.empty()) return;
        put_number(number);
        put_key(value);
    }
    // Left out when it is what the owner says.
    void shared(unsigned number, const std::string& value, std::string_view of_owner) {
        if (value == of_owner) return;
        put_number(number);
        put(value);
    }
    void keys(unsigned number, const std::vector<std::string>& list) {
        if (list.empty()) return;
        put_number(number);
        put_number(list.size());
        for (const std::string& one : list) put_key(one);
    }
    void end() { put_number(0); }

private:
    void put(const std::string& text) {
        put_number(text.size());
        out_ += text;
    }
    void put_key(const std::string& text) {
        std::array<char, uuid_bytes> packed;
        if (pack(text, packed)) {
            out_ += '\0';
            out_.append(packed.data(), packed.size());
            return;
        }
        put_number(text.size() + 1);
        out_ += text;
    }
    void put(bool value) { out_ += static_cast<char>(value); }
    void put(std::int64_t value) { put_number(zigzag(value)); }
    void put(instant when) { put_number(zigzag(when.time_since_epoch().count())); }
    void put(day date) {
        put_number(zigzag(static_cast<int>(date.year())));
        put_number(static_cast<unsigned>(date.month()));
        put_number(static_cast<unsigned>(date.day()));
    }
    void put(const decimal& value) { put(value.text()); }
    void put(const model::term& one) {
        put(one.value);
        put(one.vocabulary);
        put(one.vocabulary_location);
    }
    void put(const model::identifier& one) {
        put(one.scheme);
        put(one.value);
        put(one.authority);
    }
    void put(const model::extension& one) {
        put(one.standard);
        put(one.name);
        put(one.value);
    }
    void put(const goal_tag& one) {
        put(one.what);
        put(one.purpose);
        put(one.framework);
        put_key(one.goal);
        put(one.entry);
        put_number(one.path);
    }
    template <class Value>
    void put(const std::vector<Value>& list) {
        put_number(list.size());
        for (const Value& one : list) put(one);
    }
    template <class Value>
    void put(const std::optional<Value>& value) {
        put(*value); // an empty one is the initial value and has been left out
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

    std::string& out_;
};

class decoder {
public:
    static constexpr bool reads = true;
    explicit decoder(std::string_view bytes) : bytes_(bytes) { next_ = take_number(); }

    template <class Value>
    void operator()(unsigned number, Value& value) {
        if (is_next(number)) take(value), next_ = take_number();
    }
    void key(unsigned number, std::string& value) {
        if (is_next(number)) take_key(value), next_ = take_number();
    }
    void shared(unsigned number, std::string& value, std::string_view of_owner) {
        if (!is_next(number)) {
            value = of_owner;
            return;
        }
        take(value);
        next_ = take_number();
    }
    void keys(unsigned number, std::vector<std::string>& list) {
        if (!is_next(number)) return;
        list.resize(take_size());
        for (std::string& one : list) take_key(one);
        next_ = take_number();
    }
    bool good() const { return !broken_ && next_ == 0 && bytes_.empty(); }

private:
    bool is_next(unsigned number) const { return !broken_ && next_ == number; }
    void fail() {
        broken_ = true;
        bytes_ = {};
    }
    void take(std::string& text) { text = take_text(take_number()); }
    void take_key(std::string& text) {
        const std::uint64_t mark = take_number();
        if (mark != 0) return void(text = take_text(mark - 1));
        const std::string_view packed = take_text(uuid_bytes);
        if (!broken_) text = unpack(packed);
    }
    void take(bool& value) { value = take_number() != 0; }
    void take(std::int64_t& value) { value = unzigzag(take_number()); }
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
    void take(decimal& value) {
        std::string text;
        take(text);
        const auto read = decimal::parse(text);
        if (!read) return fail();
        value = *read;
    }
    void take(model::term& one) {
        take(one.value);
        take(one.vocabulary);
        take(one.vocabulary_location);
    }
    void take(model::identifier& one) {
        take(one.scheme);
        take(one.value);
        take(one.authority);
    }
    void take(model::extension& one) {
        take(one.standard);
        take(one.name);
        take(one.value);
    }
    void take(goal_tag& one) {
        take(one.what);
        take(one.purpose);
        take(one.framework);
        take_key(one.goal);
        take(one.entry);
        one.path = take_number();
    }
    template <class Value>
    void take(std::vector<Value>& list) {
        list.resize(take_size());
        for (Value& one : list) take(one);
    }
    template <class Value>
    void take(std::optional<Value>& value) {
        take(value.emplace());
    }
    // Numbers that no version of the model knows are none of ours.
    template <class Enumeration>
        requires std::is_enum_v<Enumeration>
    void take(Enumeration& value) {
        const std::uint64_t number = take_number();
        if (number >= (std::is_same_v<Enumeration, relation> ? relation_count : 8)) return fail();
        value = static_cast<Enumeration>(number);
    }
    std::size_t take_size() {
        const std::uint64_t size = take_number();
        if (size <= bytes_.size()) return size; // everything takes a byte at least
        fail();
        return 0;
    }
    std::string_view take_text(std::uint64_t size) {
        if (size > bytes_.size()) {
            fail();
            return {};
        }
        const std::string_view text = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return text;
    }
    std::uint64_t take_number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        fail();
        return 0;
    }

    std::string_view bytes_;
    std::uint64_t next_ = 0;
    bool broken_ = false;
};

// ---------------------------------------------------------------- the fields, in the order of their numbers

template <class Way, class Record>
void tail(Way& way, Record& one) {
    way(60, one.ids);
    way(61, one.modified);
    way(62, one.extra);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, framework>
void fields(Way& way, Record& one, const shared_words&) {
    way.key(1, one.id);
    way(2, one.title);
    way(3, one.description);
    way(4, one.publisher);
    way(5, one.language);
    way(6, one.status);
    way(7, one.licence);
    way(8, one.subjects);
    way(9, one.uri_prefixes);
    way(10, one.roll_up);
    tail(way, one);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, release>
void fields(Way& way, Record& one, const shared_words&) {
    way.key(1, one.id);
    way.key(2, one.framework);
    way(3, one.label);
    way(4, one.published);
    way(5, one.valid_from);
    way(6, one.valid_to);
    way(7, one.draft);
    tail(way, one);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, goal>
void fields(Way& way, Record& one, const shared_words& shared) {
    way.key(1, one.id);
    way.shared(2, one.framework, shared.framework);
    way(3, one.kind);
    way(4, one.statement);
    way(5, one.title);
    way(6, one.note);
    way(7, one.code);
    way(8, one.language);
    way.keys(9, one.levels);
    way.keys(10, one.subjects);
    way(11, one.keywords);
    way(12, one.central_exam);
    way(13, one.school_exam);
    way(14, one.grouping);
    way(15, one.optional);
    way(16, one.attitude);
    way(17, one.state);
    way(18, one.valid_from);
    way(19, one.valid_to);
    way(20, one.weight);
    tail(way, one);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, association>
void fields(Way& way, Record& one, const shared_words& shared) {
    way.key(1, one.subject);
    if constexpr (Way::reads) one.what = relation{}; // what is left out
    way(2, one.what);
    way.key(3, one.object);
    if constexpr (Way::reads) {
        one.id.clear();
        way.key(4, one.id);
        if (one.id.empty()) one.id = derived_id(one);
    } else if (!has_derived_id(one)) {
        way.key(4, one.id);
    }
    way(5, one.predicate);
    way(6, one.subject_title);
    way(7, one.object_title);
    way.shared(8, one.owner, shared.owner);
    way.key(9, one.group);
    way(10, one.sequence);
    way(11, one.coverage_of_subject);
    way(12, one.coverage_of_object);
    way(13, one.confidence);
    way(14, one.why);
    way(15, one.author);
    way(16, one.note);
    way(17, one.made_on);
    way(18, one.valid_from);
    way(19, one.valid_to);
    way(20, one.review);
    tail(way, one);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, group>
void fields(Way& way, Record& one, const shared_words& shared) {
    way.key(1, one.id);
    way.shared(2, one.owner, shared.owner);
    way(3, one.subjects);
    way(4, one.objects);
    way(5, one.alternatives);
    way(6, one.title);
    tail(way, one);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, mapping_set>
void fields(Way& way, Record& one, const shared_words&) {
    way.key(1, one.id);
    way(2, one.name);
    way(3, one.version);
    way(4, one.title);
    way(5, one.author);
    way(6, one.licence);
    way.key(7, one.subject_framework);
    way(8, one.subject_release);
    way.key(9, one.object_framework);
    way(10, one.object_release);
    way(11, one.made_on);
    way(12, one.valid_from);
    way(13, one.valid_to);
    way(14, one.confidence);
    way(15, one.review);
    way(16, one.note);
    way(17, one.signature);
    way(18, one.signer);
    tail(way, one);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, definition>
void fields(Way& way, Record& one, const shared_words& shared) {
    way.key(1, one.id);
    way.shared(2, one.framework, shared.framework);
    way(3, one.kind);
    way(4, one.title);
    way(5, one.code);
    way(6, one.text);
    tail(way, one);
}

template <class Way, class Record>
    requires std::same_as<std::remove_const_t<Record>, material>
void fields(Way& way, Record& one, const shared_words&) {
    way.key(1, one.id);
    way(2, one.title);
    way(3, one.description);
    way(4, one.language);
    way(5, one.location);
    way(6, one.assesses);
    way(7, one.contexts);
    way(8, one.tags);
    tail(way, one);
}

template <std::size_t Kind = 0>
std::optional<record> decode_kind(std::size_t kind, std::string_view bytes, const shared_words& shared) {
    if constexpr (Kind < record_kind_count) {
        if (kind != Kind) return decode_kind<Kind + 1>(kind, bytes, shared);
        std::variant_alternative_t<Kind, record> one;
        decoder from(bytes);
        fields(from, one, shared);
        if (!from.good()) return std::nullopt;
        return one;
    }
    return std::nullopt;
}

} // namespace

void encode(const record& one, const shared_words& shared, std::string& onto) {
    onto += record_form;
    onto += static_cast<char>(one.index());
    encoder to(onto);
    std::visit([&](const auto& each) { fields(to, each, shared); }, one);
    to.end();
}

std::optional<record> decode(std::string_view bytes, const shared_words& shared) {
    if (bytes.size() < 3 || bytes[0] != record_form) return std::nullopt;
    return decode_kind(static_cast<unsigned char>(bytes[1]), bytes.substr(2), shared);
}

} // namespace schakel::goals
