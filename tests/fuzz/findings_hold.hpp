// What holds for findings whatever the input was; for fuzz targets.
#pragma once

#include "gateway/codec/utf8.hpp"
#include "gateway/core/finding.hpp"

#include <cstdlib>
#include <string_view>

namespace schakel::fuzz {

inline void require(bool holds) {
    if (!holds) std::abort();
}

// Line and column counted in the plainest way: a line ends at LF, CR LF or CR, a column is a code point.
inline location place_of(std::string_view bytes, std::size_t offset) {
    location at;
    at.offset = offset;
    at.line = at.column = 1;
    for (std::size_t i = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < offset && i < bytes.size(); ++i) {
        const bool ends = bytes[i] == '\n' || (bytes[i] == '\r' && bytes.substr(i + 1, 1) != "\n");
        if (ends) {
            ++at.line;
            at.column = 1;
        } else if ((static_cast<unsigned char>(bytes[i]) & 0xC0u) != 0x80u) {
            ++at.column;
        }
    }
    return at;
}

inline bool is_utf8(std::string_view text) {
    return utf8::first_fault(text) == text.npos;
}

// Has texts in both languages and, unless it is about the whole document, a place within it that is counted right.
inline void require_sound(std::string_view bytes, const finding& one) {
    require(one.broken != nullptr && !one.broken->id.empty());
    for (const language lang : {language::nl, language::en}) require(!one.text(lang).empty());
    require(is_utf8(one.expected) && is_utf8(one.got) && is_utf8(one.where.path));
    if (one.where.offset == location::nowhere) return;
    require(one.where.offset <= bytes.size());
    if (!is_utf8(bytes.substr(0, one.where.offset))) return;
    const location counted = place_of(bytes, one.where.offset);
    require(one.where.line == counted.line && one.where.column == counted.column);
}

inline bool same(const findings& a, const findings& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].broken != b[i].broken || a[i].where.offset != b[i].where.offset || a[i].expected != b[i].expected ||
            a[i].got != b[i].got || a[i].where.path != b[i].where.path)
            return false;
    return true;
}

} // namespace schakel::fuzz
