#include "gateway/codec/xml_long_list.hpp"

#include "gateway/codec/xml_walk.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace schakel::xml {

namespace {

std::string_view local_of(std::string_view written) {
    const std::size_t colon = written.find(':');
    return colon == written.npos ? written : written.substr(colon + 1);
}

// What tells which elements belong together, and whether one comes back in a later portion.
class belonging {
public:
    explicit belonging(std::span<const std::string_view> names) : names_(names) {}

    // False: the text was in an earlier portion, or cannot be compared as it stands.
    bool note(std::string_view bytes, const tag& of) {
        if (std::ranges::find(names_, local_of(of.name)) == names_.end()) return true;
        const std::string_view text = bytes.substr(of.end, bytes.find('<', of.end) - of.end);
        const bool is_plain = text.find('&') == text.npos && !bytes.substr(of.end + text.size()).starts_with("<!");
        const std::size_t hash = std::hash<std::string_view>()(text);
        here_.insert(hash);
        return is_plain && !earlier_.contains(hash);
    }
    void next_portion() {
        earlier_.merge(here_);
        here_.clear();
    }

private:
    std::span<const std::string_view> names_;
    // Hashes: a text that is taken for another one costs no more than the division.
    std::unordered_set<std::size_t> here_, earlier_;
};

} // namespace

long_list::division long_list::divide(
    std::string_view bytes, std::string_view local, std::size_t portion, std::span<const std::string_view> one_of
) {
    division made;
    if (bytes.size() <= portion) return made;
    tag_walk walk(bytes);
    tag here;
    do {
        if (!walk.next(here)) return made;
    } while (here.what != tag::kind::start || local_of(here.name) != local);
    made.list_offset = here.begin + 1;
    belonging whole(one_of);
    byte_range next{here.end, here.end};
    bool holds_something = false;
    for (std::size_t depth = 1; walk.next(here);) {
        if (here.what == tag::kind::start && ++depth == 3 && !whole.note(bytes, here)) return {};
        if (here.what == tag::kind::end && --depth == 0) break;
        if (depth > 1) continue;
        next.end = here.end; // behind a whole element
        holds_something = true;
        if (next.end - next.begin < portion) continue;
        made.portions.push_back(next);
        next = {here.end, here.end};
        holds_something = false;
        whole.next_portion();
    }
    if (holds_something) made.portions.push_back(next);
    return made.portions.size() > 1 ? made : division{};
}

long_list::long_list(
    std::string_view bytes, std::string_view local, std::size_t portion, std::span<const std::string_view> one_of
)
    : long_list(bytes, divide(bytes, local, portion, one_of)) {}

long_list::long_list(std::string_view bytes, std::size_t list_offset, byte_range children)
    : long_list(bytes, division{list_offset, {children}}) {}

long_list::long_list(std::string_view bytes, division into)
    : bytes_(bytes), list_offset_(into.list_offset), portions_(std::move(into.portions)),
      rest_(document::without(
          bytes, portions_.empty() ? byte_range{bytes.size(), bytes.size()}
                                   : byte_range{portions_.front().begin, portions_.back().end}
      )) {}

} // namespace schakel::xml
