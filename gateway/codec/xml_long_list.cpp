#include "gateway/codec/xml_long_list.hpp"

#include "gateway/codec/xml_walk.hpp"

namespace schakel::xml {

namespace {

std::string_view local_of(std::string_view written) {
    const std::size_t colon = written.find(':');
    return colon == written.npos ? written : written.substr(colon + 1);
}

} // namespace

long_list::division long_list::divide(std::string_view bytes, std::string_view local, std::size_t portion) {
    division made;
    if (bytes.size() <= portion) return made;
    tag_walk walk(bytes);
    tag here;
    do {
        if (!walk.next(here)) return made;
    } while (here.what != tag::kind::start || local_of(here.name) != local);
    made.list_offset = here.begin + 1;
    byte_range next{here.end, here.end};
    bool holds_something = false;
    for (std::size_t depth = 1; walk.next(here);) {
        if (here.what == tag::kind::start) ++depth;
        if (here.what == tag::kind::end && --depth == 0) break;
        if (depth > 1) continue;
        next.end = here.end; // behind a whole element
        holds_something = true;
        if (next.end - next.begin < portion) continue;
        made.portions.push_back(next);
        next = {here.end, here.end};
        holds_something = false;
    }
    if (holds_something) made.portions.push_back(next);
    if (made.portions.size() < 2) made.portions.clear();
    return made;
}

long_list::long_list(std::string_view bytes, std::string_view local, std::size_t portion)
    : long_list(bytes, divide(bytes, local, portion)) {}

long_list::long_list(std::string_view bytes, division into)
    : bytes_(bytes), list_offset_(into.list_offset), portions_(std::move(into.portions)),
      rest_(document::without(
          bytes, portions_.empty() ? byte_range{bytes.size(), bytes.size()}
                                   : byte_range{portions_.front().begin, portions_.back().end}
      )) {}

} // namespace schakel::xml
