#include "gateway/core/clock.hpp"

#include <cstdio>

namespace schakel {

using namespace std::chrono;

namespace {

class machine_clock final : public clock {
public:
    instant now() const override { return time_point_cast<microseconds>(std::chrono::system_clock::now()); }
    steady_clock::time_point steady() const override { return steady_clock::now(); }
};

// Takes fixed-width pieces from the front of a text; each piece either fits completely or nothing is taken.
class reader {
public:
    explicit reader(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }

    bool skip(char a, char b) {
        if (rest_.empty() || (rest_.front() != a && rest_.front() != b)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool skip(char wanted) { return skip(wanted, wanted); }

    std::optional<int> digits(std::size_t width) {
        if (rest_.size() < width) return std::nullopt;
        int value = 0;
        for (const char c : rest_.substr(0, width)) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(width);
        return value;
    }

    std::string_view digit_run() {
        const std::string_view run = rest_.substr(0, rest_.find_first_not_of("0123456789"));
        rest_.remove_prefix(run.size());
        return run;
    }

private:
    std::string_view rest_;
};

std::optional<year_month_day> take_date(reader& in) {
    const auto y = in.digits(4);
    if (!y || !in.skip('-')) return std::nullopt;
    const auto m = in.digits(2);
    if (!m || !in.skip('-')) return std::nullopt;
    const auto d = in.digits(2);
    if (!d) return std::nullopt;
    const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

// Second 60 is let through here; only the moment in UTC tells whether it can be a leap second.
std::optional<seconds> take_time(reader& in) {
    const auto h = in.digits(2);
    if (!h || *h > 23 || !in.skip(':')) return std::nullopt;
    const auto m = in.digits(2);
    if (!m || *m > 59 || !in.skip(':')) return std::nullopt;
    const auto s = in.digits(2);
    if (!s || *s > 60) return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s};
}

std::optional<microseconds> take_fraction(reader& in) {
    if (!in.skip('.')) return 0us;
    const std::string_view digits = in.digit_run();
    if (digits.empty()) return std::nullopt;
    microseconds total{0};
    microseconds unit = 100ms;
    for (const char c : digits) {
        total += (c - '0') * unit;
        unit /= 10;
    }
    return total;
}

std::optional<seconds> take_offset(reader& in) {
    if (in.skip('Z', 'z')) return 0s;
    const bool west = in.skip('-');
    if (!west && !in.skip('+')) return std::nullopt;
    const auto h = in.digits(2);
    if (!h || *h > 23) return std::nullopt;
    in.skip(':');
    const auto m = in.digits(2);
    if (!m || *m > 59) return std::nullopt;
    const seconds offset = hours{*h} + minutes{*m};
    return west ? -offset : offset;
}

std::string date_and_time(instant when) {
    const auto midnight = floor<days>(when);
    const hh_mm_ss time{floor<seconds>(when - midnight)};
    std::string text = to_string(year_month_day{midnight});
    text.reserve(sizeof "YYYY-MM-DDTHH:MM:SS.mmmZ");
    for (const auto& [mark, part] :
         {std::pair{'T', time.hours().count()}, {':', time.minutes().count()}, {':', time.seconds().count()}}) {
        text += mark;
        text += static_cast<char>('0' + part / 10);
        text += static_cast<char>('0' + part % 10);
    }
    return text;
}

sys_seconds summer_border(year y, month m) {
    return sys_days{y / m / Sunday[last]} + 1h;
}

seconds amsterdam_offset(instant when) {
    const year y = year_month_day{floor<days>(when)}.year();
    const bool summer = when >= summer_border(y, March) && when < summer_border(y, October);
    return summer ? 2h : 1h;
}

} // namespace

const clock& system_clock() {
    static const machine_clock the_clock;
    return the_clock;
}

std::string to_rfc3339(instant when) {
    return date_and_time(when) + "Z";
}

std::string to_rfc3339_milliseconds(instant when) {
    const auto fraction = floor<milliseconds>(when - floor<seconds>(when));
    char text[8];
    std::snprintf(text, sizeof text, ".%03dZ", static_cast<int>(fraction.count()));
    return date_and_time(when) + text;
}

std::optional<instant> parse_rfc3339(std::string_view text) {
    reader in(text);
    const auto date = take_date(in);
    if (!date || !in.skip('T', 't')) return std::nullopt;
    const auto time = take_time(in);
    if (!time) return std::nullopt;
    const auto fraction = take_fraction(in);
    if (!fraction) return std::nullopt;
    const auto offset = take_offset(in);
    if (!offset || !in.done()) return std::nullopt;

    const sys_seconds utc = sys_days{*date} + *time - *offset;
    const bool leap_second = time->count() % 60 == 0 && text.substr(17, 2) == "60";
    if (leap_second && utc != floor<days>(utc)) return std::nullopt;
    return instant{utc} + *fraction;
}

instant start_of_day_in_amsterdam(year_month_day date) {
    // Midnight is never inside a change-over: the clock goes forward at 02:00 and back at 03:00.
    const instant midnight_winter = sys_days{date} - 1h;
    return sys_days{date} - amsterdam_offset(midnight_winter);
}

year_month_day date_in_amsterdam(instant when) {
    return year_month_day{floor<days>(when + amsterdam_offset(when))};
}

std::string to_string(year_month_day date) {
    const int year = static_cast<int>(date.year());
    if (year >= 0 && year <= 9999) {
        std::string text = "0000-00-00";
        const auto put = [&](std::size_t at, unsigned value) {
            for (; value > 0; value /= 10) text[at--] = static_cast<char>('0' + value % 10);
        };
        put(3, static_cast<unsigned>(year));
        put(6, static_cast<unsigned>(date.month()));
        put(9, static_cast<unsigned>(date.day()));
        return text;
    }
    char text[32];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02u", year, static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
    return text;
}

std::optional<year_month_day> parse_date(std::string_view text) {
    reader in(text);
    const auto date = take_date(in);
    if (!in.done()) return std::nullopt;
    return date;
}

} // namespace schakel
