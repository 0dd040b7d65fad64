#include "adapters/common/one_edtech/comparable.hpp"

#include "adapters/common/one_edtech/moments.hpp"

namespace schakel::one_edtech {

std::string folded(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

std::optional<comparable> comparable::make(value_kind kind, std::string_view text) {
    if (kind == value_kind::exact) return comparable{kind, std::string(text), {}};
    if (kind == value_kind::text) return comparable{kind, folded(text), {}};
    const auto when = lenient_moment(text);
    if (!when) return std::nullopt;
    return comparable{kind, {}, *when};
}

std::strong_ordering operator<=>(const comparable& a, const comparable& b) {
    return a.kind == value_kind::time ? a.time <=> b.time : a.text <=> b.text;
}

} // namespace schakel::one_edtech
