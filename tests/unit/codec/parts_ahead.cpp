#include "gateway/codec/parts_ahead.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

using namespace schakel;

namespace {

// Parts of many sizes, some larger than what is handed over at once.
std::vector<std::string> some_parts(std::size_t count) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t size = i % 7 == 3 ? 700'000 : 1 + i * 7919 % 70'000;
        parts.emplace_back(size, static_cast<char>('a' + i % 26));
    }
    return parts;
}

byte_parts source_of(const std::vector<std::string>& parts, std::size_t& asked) {
    return [&parts, &asked]() -> std::string_view {
        return asked < parts.size() ? std::string_view(parts[asked++]) : std::string_view();
    };
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& one : parts) all += one;
    return all;
}

void without_a_thread() {
    MESSAGE("skipped: one processor, or no thread to be had");
}

} // namespace

TEST_CASE("what comes ahead is what was given, in order") {
    for (const std::size_t count : {0u, 1u, 5u, 200u}) {
        const std::vector<std::string> parts = some_parts(count);
        std::size_t asked = 0;
        const auto ahead = parts_ahead::start(source_of(parts, asked));
        if (!ahead) return without_a_thread();
        std::string got;
        for (std::string_view part = ahead->next(); !part.empty(); part = ahead->next()) got += part;
        CHECK(got == joined(parts));
        CHECK(ahead->next().empty());
    }
}

TEST_CASE("whoever looks slowly has a bounded number of bytes made for him") {
    const std::string part(100'000, 'x');
    std::size_t asked = 0;
    const auto ahead = parts_ahead::start([&]() -> std::string_view {
        ++asked;
        return part;
    });
    if (!ahead) return without_a_thread();
    CHECK_FALSE(ahead->next().empty());
    ahead->stop();
    CHECK(asked <= 40); // of an endless text
}

TEST_CASE("it ends while parts are ready that nobody looked at") {
    const std::vector<std::string> parts = some_parts(50);
    std::size_t asked = 0;
    parts_ahead::start(source_of(parts, asked)).reset();
    CHECK(asked <= parts.size());
}

TEST_CASE("a failure of the source comes after the parts before it") {
    const std::string part(300'000, 'x');
    std::size_t asked = 0;
    const auto ahead = parts_ahead::start([&]() -> std::string_view {
        if (++asked == 3) throw std::runtime_error("broken");
        return part;
    });
    if (!ahead) return without_a_thread();
    std::size_t bytes = 0;
    const auto read_all = [&] {
        for (std::string_view some = ahead->next(); !some.empty(); some = ahead->next()) bytes += some.size();
    };
    CHECK_THROWS_AS(read_all(), std::runtime_error);
    CHECK(bytes == 9 * 65'536);
}
