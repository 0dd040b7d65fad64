#include "gateway/core/id.hpp"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <random>

namespace schakel {

namespace {

// The 12 bits after the milliseconds hold the fraction (RFC 9562 6.2, method 3), the 62 bits after that are random;
// within one tick they only grow (method 2), so ids of one process sort in the order in which they were made.
class id_source {
public:
    struct parts {
        std::uint64_t tick;
        std::uint64_t tail;
    };

    parts next(std::uint64_t tick) {
        const std::lock_guard lock(mutex_);
        if (tick == last_.tick) {
            last_.tail += 1 + (random_() >> 32);
        } else {
            last_ = {tick, random_() >> 3}; // the highest of the 62 bits stays free for growth
        }
        return last_;
    }

private:
    static std::uint64_t seed() {
        std::random_device device;
        return (std::uint64_t{device()} << 32) | device();
    }

    std::mutex mutex_;
    std::mt19937_64 random_{seed()};
    parts last_{~std::uint64_t{0}, 0};
};

std::uint64_t tick_of(instant when) {
    const auto since = static_cast<std::uint64_t>(std::max<std::int64_t>(when.time_since_epoch().count(), 0));
    return ((since / 1000) << 12) | (since % 1000 * 4096 / 1000);
}

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

std::string new_id(const clock& time) {
    static id_source source;
    const auto [tick, tail] = source.next(tick_of(time.now()));
    const std::uint64_t high = ((tick >> 12) << 16) | 0x7000 | (tick & 0xFFF);
    const std::uint64_t low = 0x8000000000000000 | (tail & 0x3FFFFFFFFFFFFFFF);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "00000000-0000-0000-0000-000000000000";
    unsigned left = 128;
    for (char& c : text) {
        if (c == '-') continue;
        left -= 4;
        c = digits[(left >= 64 ? high >> (left - 64) : low >> left) & 15];
    }
    return text;
}

instant made_at(std::string_view id) {
    if (!is_uuid(id)) return {};
    std::uint64_t milliseconds = 0;
    const std::string digits = std::string(id.substr(0, 8)) + std::string(id.substr(9, 4));
    std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds, 16);
    return instant(std::chrono::milliseconds(milliseconds));
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return std::string_view("89abAB").find(text[19]) != std::string_view::npos;
}

} // namespace schakel
