// The grammar of filters, and their meaning against a naive evaluator that walks the object's JSON.
#include "adapters/common/oneroster/filter.hpp"
#include "adapters/common/oneroster/json_write.hpp"
#include "gateway/codec/json_document.hpp"
#include "tests/support/chance.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::oneroster;

namespace {

std::string refusal_of(std::string_view text) {
    const auto parsed = parse_filter(text);
    return parsed ? "" : parsed.error().reason;
}

bool keeps(std::string_view text, const user& object, version which = version::v1_2) {
    const auto parsed = parse_filter(text);
    REQUIRE(parsed);
    const auto made = object_filter<user>::make(*parsed, which);
    REQUIRE(made);
    return made->keeps(object);
}

user example() {
    user one;
    one.id = "Leerling-1";
    one.status = "active";
    one.modified = "2026-09-01T10:00:00.000Z";
    one.enabled = true;
    one.given_name = "Noor";
    one.family_name = "O'Brien";
    one.grades = {"5", "6"};
    one.ids = {{"las.key", "12"}, {"eckid", "https://ketenid.nl/pilot/1"}};
    one.roles = {{"primary", "student", {"school-1"}, {}, "2026-08-01", {}}};
    one.metadata = {{"kleur", "Blauw"}};
    return one;
}

} // namespace

TEST_CASE("one clause, or two that are joined") {
    const auto one = parse_filter("familyName='O''Brien'");
    REQUIRE(one);
    CHECK(one->first == filter_clause{"familyName", comparison::equal, "O'Brien"});
    CHECK(one->joined == parsed_filter::joint::none);
    const auto two = parse_filter("dateLastModified>='2026-01-01' AND status!='tobedeleted'");
    REQUIRE(two);
    CHECK(two->joined == parsed_filter::joint::both);
    CHECK(two->first.how == comparison::greater_equal);
    CHECK(two->second == filter_clause{"status", comparison::not_equal, "tobedeleted"});
    const auto blanks = parse_filter("givenName = 'Noor' OR metadata.x ~ ' AND '");
    REQUIRE(blanks);
    CHECK(blanks->second == filter_clause{"metadata.x", comparison::contains, " AND "});
    CHECK(parse_filter(to_string(*blanks)).value() == *blanks);
}

TEST_CASE("what is no filter is refused with its place") {
    CHECK(refusal_of("") == "expected a field name");
    CHECK(refusal_of("='x'") == "expected a field name");
    CHECK(refusal_of("status") == "expected one of = != > >= < <= ~");
    CHECK(refusal_of("status=active") == "expected a value in single quotes");
    CHECK(refusal_of("status='active") == "the value has no closing quote");
    CHECK(refusal_of("status='a''") == "the value has no closing quote");
    CHECK(refusal_of("status='a' XOR status='b'") == "expected the end, \" AND \" or \" OR \"");
    CHECK(refusal_of("status='a' and status='b'") == "expected the end, \" AND \" or \" OR \"");
    CHECK(refusal_of("a='1' AND b='2' AND c='3'") == "a filter has at most two clauses");
    CHECK(refusal_of("(a='1')") == "expected a field name");
    CHECK(refusal_of(std::string(longest_filter + 1, 'a')) == "the filter is too long");
    CHECK(parse_filter("status='a' AND ").error().offset == 15);
}

TEST_CASE("texts compare without capitals, ids with them, times as times") {
    const user one = example();
    CHECK(keeps("givenName='noor'", one));
    CHECK(keeps("familyName~'BRI'", one));
    CHECK_FALSE(keeps("sourcedId='leerling-1'", one));
    CHECK(keeps("sourcedId='Leerling-1'", one));
    CHECK(keeps("dateLastModified='2026-09-01T12:00:00+02:00'", one));
    CHECK(keeps("dateLastModified>'2026-09-01'", one));
    CHECK_FALSE(keeps("dateLastModified>'2026-09-02'", one));
    CHECK(keeps("dateLastModified~'2026-09'", one));
    CHECK(keeps("enabledUser='true'", one));
}

TEST_CASE("fields with several values, paths, and fields without a value") {
    const user one = example();
    CHECK(keeps("grades='6'", one));
    CHECK_FALSE(keeps("grades!='6'", one));
    CHECK(keeps("grades!='7'", one));
    CHECK(keeps("userIds.identifier='12'", one));
    CHECK(keeps("roles.role='student' AND roles.org.sourcedId='school-1'", one));
    CHECK(keeps("roles.beginDate<='2026-08-01'", one));
    CHECK(keeps("metadata.kleur='blauw'", one));
    CHECK_FALSE(keeps("metadata.maat='blauw'", one));
    CHECK_FALSE(keeps("email='x'", one));
    CHECK(keeps("email!='x'", one));
    CHECK_FALSE(keeps("email<'x'", one));
}

TEST_CASE("fields of the other version and values that do not fit are refused") {
    const auto refused = [](std::string_view text, version which) {
        return !object_filter<user>::make(*parse_filter(text), which);
    };
    CHECK(refused("role='student'", version::v1_2));
    CHECK_FALSE(refused("role='student'", version::v1_1));
    CHECK(refused("roles.role='student'", version::v1_1));
    CHECK(refused("primaryOrg='x'", version::v1_2)); // a reference has parts, no value
    CHECK(refused("sourcedId.x='1'", version::v1_2));
    CHECK(refused("metadata='1'", version::v1_2));
    CHECK(refused("password='geheim'", version::v1_2));
    CHECK(refused("nietBestaand='1'", version::v1_2));
    CHECK(refused("dateLastModified>'gisteren'", version::v1_2));
    CHECK_FALSE(refused("dateLastModified~'gisteren'", version::v1_2));
    CHECK(refused("status='active' AND nietBestaand='1'", version::v1_2));
}

// ---------------------------------------------------------------- against a naive evaluator

namespace {

class invention {
public:
    explicit invention(std::uint64_t seed) : dice_(seed) {}

    std::size_t below(std::size_t end) { return dice_.below(end); }
    bool often() { return below(4) != 0; }
    template <std::size_t Size>
    std::string one_of(const std::string_view (&list)[Size]) {
        return std::string(list[below(Size)]);
    }

    std::string word() { return one_of(words); }
    std::string day() {
        const std::size_t month = 1 + below(3);
        return "2026-0" + std::to_string(month) + "-0" + std::to_string(1 + below(9));
    }
    std::string moment() {
        static constexpr std::string_view tails[] = {
            "T00:00:00Z", "T00:00:00.000Z", "T02:00:00+02:00", "T12:30:00.500Z"};
        std::string date = day();
        return date + one_of(tails);
    }
    text_list list() {
        text_list made;
        for (std::size_t left = below(3); left > 0; --left) made.push_back(word());
        return made;
    }

    user object() {
        user made;
        made.id = word();
        made.status = often() ? "active" : "tobedeleted";
        made.modified = moment();
        if (often()) made.enabled = below(2) == 0;
        if (often()) made.given_name = word();
        if (often()) made.family_name = word();
        if (often()) made.email = word();
        made.grades = list();
        for (std::size_t left = below(3); left > 0; --left) {
            std::string type = word();
            made.ids.push_back({std::move(type), word()});
        }
        for (std::size_t left = below(3); left > 0; --left) {
            role one;
            one.type = below(2) == 0 ? "primary" : "secondary";
            one.word = word();
            one.org.id = word();
            if (often()) one.begin = day();
            made.roles.push_back(std::move(one));
        }
        if (often()) made.primary_org.id = word();
        if (often()) made.metadata.push_back({"kleur", word(), false});
        return made;
    }

    filter_clause clause() {
        static constexpr std::string_view fields[] = {
            "sourcedId",
            "status",
            "dateLastModified",
            "enabledUser",
            "givenName",
            "familyName",
            "email",
            "grades",
            "userIds.type",
            "userIds.identifier",
            "roles.role",
            "roles.roleType",
            "roles.beginDate",
            "roles.org.sourcedId",
            "roles.org.type",
            "primaryOrg.sourcedId",
            "metadata.kleur",
            "metadata.maat",
            "middleName"};
        filter_clause made;
        made.field = one_of(fields);
        made.how = static_cast<comparison>(below(7));
        const bool is_time = made.field == "dateLastModified" || made.field == "roles.beginDate";
        if (is_time && made.how != comparison::contains)
            made.value = below(2) == 0 ? day() : moment();
        else
            made.value = made.field == "status" && often() ? "active" : word();
        return made;
    }

private:
    static constexpr std::string_view words[] = {"a",     "A",    "b",     "ab", "Ab",      "O'B",     "true",
                                                 "false", "2026", "org",   "''", "primary", "student", "é",
                                                 "É",     "x y",  " AND ", "5",  "05"};
    test::chance dice_;
};

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string small(std::string text) {
    for (char& c : text) c = small(c);
    return text;
}

// Every value at a path of a JSON object, through arrays.
void values_at(json::value at, std::string_view path, std::vector<std::string>& into) {
    if (at.is(json::kind::array)) {
        for (auto one = at.first_child(); one; one = one.next_sibling()) values_at(one, path, into);
    } else if (path.empty()) {
        if (at.is(json::kind::string) && !at.text().empty()) into.emplace_back(at.text());
    } else if (at.is(json::kind::object)) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        values_at(at.member(path.substr(0, dot)), path.substr(std::min(dot + 1, path.size())), into);
    }
}

// Seconds since 1970 of the few forms that the generator makes.
double seconds(const std::string& text) {
    const auto day = parse_date(text.substr(0, 10));
    double made = static_cast<double>(std::chrono::sys_days{*day}.time_since_epoch().count()) * 86400;
    if (text.size() > 10) made += std::stoi(text.substr(11, 2)) * 3600 + std::stoi(text.substr(14, 2)) * 60;
    if (text.find(".5") != std::string::npos) made += 0.5;
    if (text.find("+02:00") != std::string::npos) made -= 7200;
    return made;
}

bool naive_holds(const std::string& seen, const filter_clause& clause) {
    if (clause.how == comparison::contains) return small(seen).find(small(clause.value)) != std::string::npos;
    int order = 0;
    if (clause.field == "dateLastModified" || clause.field == "roles.beginDate") {
        const double difference = seconds(seen) - seconds(clause.value);
        order = difference < 0 ? -1 : difference > 0 ? 1 : 0;
    } else if (clause.field.ends_with("sourcedId"))
        order = seen.compare(clause.value);
    else
        order = small(seen).compare(small(clause.value));
    switch (clause.how) {
    case comparison::greater: return order > 0;
    case comparison::greater_equal: return order >= 0;
    case comparison::less: return order < 0;
    case comparison::less_equal: return order <= 0;
    default: return order == 0;
    }
}

bool naive_keeps(json::value object, const filter_clause& clause) {
    std::vector<std::string> values;
    values_at(object, clause.field, values);
    bool any = false;
    for (const std::string& one : values) any = any || naive_holds(one, clause);
    return clause.how == comparison::not_equal ? !any : any;
}

} // namespace

namespace {

struct invented_user {
    user object;
    json::document told;
};

std::vector<invented_user> invent(invention& random) {
    std::vector<invented_user> roster;
    for (std::size_t left = 1 + random.below(3); left > 0; --left) {
        user object = random.object();
        json::writer out;
        write(object, {version::v1_2, "https://gw.example"}, out);
        findings found;
        auto document = json::document::parse(out.finish(), {}, found);
        REQUIRE(document);
        roster.push_back({std::move(object), *std::move(document)});
    }
    return roster;
}

parsed_filter invent_filter(invention& random) {
    parsed_filter asked;
    asked.first = random.clause();
    asked.joined = static_cast<parsed_filter::joint>(random.below(3));
    if (asked.joined != parsed_filter::joint::none) asked.second = random.clause();
    return asked;
}

bool naive_keeps(json::value object, const parsed_filter& asked) {
    const bool first = naive_keeps(object, asked.first);
    switch (asked.joined) {
    case parsed_filter::joint::both: return first && naive_keeps(object, asked.second);
    case parsed_filter::joint::either: return first || naive_keeps(object, asked.second);
    default: return first;
    }
}

} // namespace

TEST_CASE("100,000 random filters on 10,000 random rosters: the same as a naive evaluator") {
    invention random(20261122);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < 10000; ++i) {
        const std::vector<invented_user> roster = invent(random);
        for (std::size_t j = 0; j < 10; ++j) {
            const parsed_filter asked = invent_filter(random);
            const std::string text = oneroster::to_string(asked);
            const auto parsed = parse_filter(text);
            if (!parsed || !(*parsed == asked)) FAIL(text);
            const auto made = object_filter<user>::make(*parsed, version::v1_2);
            if (!made) FAIL(text);
            for (const invented_user& one : roster) {
                const bool keeps = made->keeps(one.object);
                kept += keeps ? 1 : 0;
                if (keeps != naive_keeps(one.told.root(), asked)) FAIL_CHECK(text, " ", one.told.bytes());
            }
        }
    }
    CHECK(kept > 10000); // they do not all keep nothing
}
