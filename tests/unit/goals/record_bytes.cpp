#include "gateway/goals/record_bytes.hpp"

#include "tests/support/chance.hpp"

#include <doctest/doctest.h>

namespace schakel::goals {

using namespace model::goals;

namespace {

std::string some_text(test::chance& of) {
    std::string text;
    for (std::size_t size = of.below(20); text.size() < size;) text += static_cast<char>('a' + of.below(26));
    return text;
}

std::string some_key(test::chance& of) {
    if (of.below(4) == 0) return "https://goals.test/" + some_text(of);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string uuid;
    for (const std::size_t group : {8u, 4u, 4u, 4u, 12u}) {
        if (!uuid.empty()) uuid += '-';
        for (std::size_t i = 0; i < group; ++i) uuid += digits[of.below(16)];
    }
    return uuid_key(uuid);
}

std::optional<day> some_day(test::chance& of) {
    if (of.below(2) == 0) return std::nullopt;
    const unsigned month = static_cast<unsigned>(1 + of.below(12)), date = static_cast<unsigned>(1 + of.below(28));
    return std::chrono::year(static_cast<int>(2000 + of.below(40))) / std::chrono::month(month) /
           std::chrono::day(date);
}

std::optional<decimal> some_share(test::chance& of) {
    if (of.below(2) == 0) return std::nullopt;
    return decimal::parse("0." + std::to_string(of.below(1000)));
}

goal some_goal(test::chance& of) {
    goal one;
    one.id = some_key(of);
    one.framework = of.below(3) == 0 ? "other" : "slo:fo";
    one.kind = {some_text(of), some_text(of), {}};
    one.statement = some_text(of);
    one.title = some_text(of);
    one.code = some_text(of);
    for (std::size_t i = of.below(3); i > 0; --i) one.levels.push_back(some_key(of));
    for (std::size_t i = of.below(3); i > 0; --i) one.subjects.push_back(some_text(of));
    one.central_exam = of.below(2) == 0;
    one.grouping = of.below(2) == 0;
    one.state = static_cast<goal_state>(of.below(3));
    one.valid_to = some_day(of);
    one.weight = some_share(of);
    if (of.below(2) == 0) one.extra.push_back({"slo", "soort", some_text(of)});
    if (of.below(2) == 0) one.modified = instant(std::chrono::seconds(of.below(2'000'000'000)));
    return one;
}

association some_association(test::chance& of) {
    association one;
    one.subject = some_key(of);
    one.what = static_cast<relation>(of.below(relation_count));
    one.object = some_key(of);
    one.id = of.below(3) == 0 ? some_key(of) : derived_id(one);
    one.predicate.value = some_text(of);
    one.owner = of.below(3) == 0 ? "" : "slo:fo#1";
    one.sequence = static_cast<std::int64_t>(of.below(100)) - 50;
    one.confidence = some_share(of);
    one.why = static_cast<justification>(of.below(7));
    one.review = static_cast<review_state>(of.below(3));
    one.valid_from = some_day(of);
    return one;
}

record some_record(test::chance& of) {
    switch (of.below(8)) {
    case 0: return some_goal(of);
    case 1: return some_association(of);
    case 2: {
        framework one;
        one.id = some_key(of);
        one.uri_prefixes = {some_text(of), some_text(of)};
        one.roll_up = static_cast<framework::roll_up_of>(of.below(2));
        return one;
    }
    case 3: {
        release one;
        one.id = some_key(of);
        one.label = some_text(of);
        one.published = some_day(of);
        one.draft = of.below(2) == 0;
        return one;
    }
    case 4: {
        group one;
        one.id = some_text(of);
        one.owner = "slo:fo#1";
        one.objects = static_cast<group::completeness>(of.below(3));
        one.alternatives = of.below(2) == 0;
        return one;
    }
    case 5: {
        mapping_set one;
        one.id = some_text(of);
        one.subject_framework = some_key(of);
        one.confidence = some_share(of);
        one.signature = static_cast<mapping_set::signature_of>(of.below(4));
        return one;
    }
    case 6: {
        definition one;
        one.id = some_key(of);
        one.framework = "slo:fo";
        one.text = some_text(of);
        return one;
    }
    default: {
        material one;
        one.id = some_text(of);
        one.contexts = {{some_text(of), some_text(of), some_text(of)}};
        one.tags = {{goal_tag::role::level, {some_text(of), {}, {}}, some_text(of), some_key(of), some_text(of), 3}};
        return one;
    }
    }
}

constexpr shared_words shared{"slo:fo#1", "slo:fo"};

std::string encoded(const record& one) {
    std::string bytes;
    encode(one, shared, bytes);
    return bytes;
}

} // namespace

TEST_CASE("what was encoded comes back as it was") {
    test::chance of(4);
    for (int i = 0; i < 5000; ++i) {
        const record one = some_record(of);
        CAPTURE(i);
        REQUIRE(decode(encoded(one), shared) == one);
    }
}

TEST_CASE("bytes that were cut or altered are no record, or another one") {
    test::chance of(5);
    for (int i = 0; i < 5000; ++i) {
        std::string bytes = encoded(some_record(of));
        CHECK_FALSE(decode(std::string_view(bytes).substr(0, of.below(bytes.size())), shared));
        bytes[of.below(bytes.size())] = static_cast<char>(of.below(256));
        const auto read = decode(bytes, shared);
        if (read) CHECK(decode(encoded(*read), shared) == read);
    }
    CHECK_FALSE(decode("", shared));
    CHECK_FALSE(decode("\x02", shared));
}

TEST_CASE("an association between two goals with a UUID takes few bytes, and its derived id none") {
    association one;
    one.subject = "urn:uuid:3d00d6aa-402e-42ed-8830-2940fe51c169";
    one.what = relation::child_of;
    one.object = "urn:uuid:64e2c79e-660d-44d3-8042-4d09c2d21cc1";
    one.owner = "slo:fo#1";
    one.id = derived_id(one);
    CHECK(encoded(one).size() <= 42);
}

} // namespace schakel::goals
