#include "gateway/validation/code_points.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {
constexpr char32_t ill_formed = 0xFFFFFFFF;

// Decodes by the table of well-formed sequences (Unicode 3.9, table 3-7): no overlong forms, no surrogates.
char32_t decode(std::string_view utf8, std::size_t& position) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const char32_t lead = byte(position++);
    if (lead < 0x80) return lead;
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || utf8.size() - position < more) return ill_formed;
    char32_t point = lead & (0x3Fu >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(position + i) & 0xC0) != 0x80) return ill_formed;
        point = point << 6 | (byte(position + i) & 0x3Fu);
    }
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (point < least[more] || point > last_code_point || (point >= 0xD800 && point <= 0xDFFF)) return ill_formed;
    position += more;
    return point;
}
} // namespace

code_point_set::code_point_set(std::initializer_list<range> ranges) : ranges_(ranges) {
    normalise();
}

void code_point_set::normalise() {
    std::sort(ranges_.begin(), ranges_.end(), [](const range& a, const range& b) { return a.first < b.first; });
    std::vector<range> merged;
    for (const range& next : ranges_) {
        if (!merged.empty() && next.first <= merged.back().last + 1)
            merged.back().last = std::max(merged.back().last, next.last);
        else
            merged.push_back(next);
    }
    ranges_ = std::move(merged);
}

void code_point_set::add(char32_t first, char32_t last) {
    ranges_.push_back({first, last});
    if (ranges_.size() > 1 && ranges_[ranges_.size() - 2].last + 1 >= first) normalise();
}

void code_point_set::add(const code_point_set& other) {
    ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
    normalise();
}

code_point_set code_point_set::complement() const {
    code_point_set out;
    char32_t next = 0;
    for (const range& r : ranges_) {
        if (r.first > next) out.ranges_.push_back({next, r.first - 1});
        next = r.last + 1;
    }
    if (next <= last_code_point) out.ranges_.push_back({next, last_code_point});
    return out;
}

code_point_set code_point_set::without(const code_point_set& other) const {
    code_point_set out = complement();
    out.add(other);
    return out.complement();
}

bool code_point_set::contains(char32_t point) const {
    const auto after =
        std::upper_bound(ranges_.begin(), ranges_.end(), point, [](char32_t p, const range& r) { return p < r.first; });
    return after != ranges_.begin() && point <= std::prev(after)->last;
}

char32_t next_code_point(std::string_view utf8, std::size_t& position) {
    const char32_t point = decode(utf8, position);
    return point == ill_formed ? 0xFFFD : point;
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t position = 0; position < bytes.size();)
        if (decode(bytes, position) == ill_formed) return false;
    return true;
}

std::size_t count_code_points(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

} // namespace schakel::validation
