// Which namespace a prefix stands for at any place of a finished document. Private to codec.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <limits>
#include <string_view>
#include <vector>

namespace schakel::xml {

// For every prefix the places where its meaning changes, in document order; a lookup is a binary search.
class prefix_history {
public:
    static constexpr std::size_t end_of_document = std::numeric_limits<std::size_t>::max();

    // A declaration in force from offset `begin` to `end`. Declarations come in document order.
    void declare(std::string_view prefix, std::string_view uri, std::size_t begin, std::size_t end) {
        entry& mine = entry_of(prefix);
        close_until(mine, begin);
        const std::string_view* named = kept(uri);
        mine.open.push_back({end, named});
        mine.changes.push_back({begin, named});
    }

    void finish() {
        for (entry& each : entries_) close_until(each, end_of_document - 1);
    }

    // Empty when the prefix has no namespace there.
    std::string_view find(std::string_view prefix, std::size_t offset) const {
        for (const entry& each : entries_)
            if (each.prefix == prefix) return at(each.changes, offset);
        return {};
    }

    // Calls visit(prefix, uri) for all that is in force at the offset.
    template <class Visit>
    void in_force(std::size_t offset, Visit visit) const {
        for (const entry& each : entries_)
            if (const std::string_view uri = at(each.changes, offset); !uri.empty()) visit(each.prefix, uri);
    }

private:
    struct change {
        std::size_t offset = 0; // in `open`: where it ends
        const std::string_view* uri = nullptr;
    };
    // A deque does not move what it holds, so a document of nothing but declarations costs them once.
    struct entry {
        std::string_view prefix;
        std::deque<change> changes;
        std::vector<change> open; // while declarations come in: those not yet ended
    };

    entry& entry_of(std::string_view prefix) {
        for (entry& each : entries_)
            if (each.prefix == prefix) return each;
        return entries_.emplace_back(entry{prefix, {}, {}});
    }

    const std::string_view* kept(std::string_view uri) {
        for (const std::string_view& known : uris_)
            if (known == uri) return &known;
        return &uris_.emplace_back(uri);
    }

    void close_until(entry& mine, std::size_t offset) {
        while (!mine.open.empty() && mine.open.back().offset <= offset) {
            const std::size_t end = mine.open.back().offset;
            mine.open.pop_back();
            mine.changes.push_back({end, mine.open.empty() ? kept({}) : mine.open.back().uri});
        }
    }

    static std::string_view at(const std::deque<change>& changes, std::size_t offset) {
        const auto after =
            std::upper_bound(changes.begin(), changes.end(), offset, [](std::size_t wanted, const change& c) {
                return wanted < c.offset;
            });
        return after == changes.begin() ? std::string_view{} : *std::prev(after)->uri;
    }

    std::vector<entry> entries_;        // a handful, or as many as the limit on namespaces
    std::deque<std::string_view> uris_; // each once; a deque, because addresses are handed out
};

} // namespace schakel::xml
