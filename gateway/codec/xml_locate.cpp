// Line, column and path for the findings of a document.
//
// Two walks over its tags: the first notes which element names lie on a path to a finding, the second counts siblings
// of those names only. So memory depends on the findings and the depth, not on the document.
#include "gateway/codec/utf8.hpp"
#include "gateway/codec/xml_scanner.hpp"
#include "gateway/codec/xml_trail.hpp"
#include "gateway/codec/xml_walk.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace schakel::xml {

namespace {

constexpr std::size_t longest_path = 4096; // bytes; a path beyond that ends in "…"
constexpr std::size_t longest_name = 100;

struct open_tag {
    std::string_view name;
    std::uint32_t index = 0; // among the siblings of that name, from 1
    std::size_t undo = 0;    // where the counts of its children begin in the undo list
};

// Calls visit(finding, start tag it stands in or null) for each finding in order of place, while the tracker keeps the
// open elements.
template <class Tracker, class Visit>
void walk_findings(
    std::string_view bytes, const mapped_file* file, const std::vector<finding*>& ordered, Tracker& tracker, Visit visit
) {
    tag_walk walk(bytes);
    trail behind(file);
    tag here;
    auto next = ordered.begin();
    while (next != ordered.end() && walk.next(here)) {
        behind.passed(here.begin);
        while (next != ordered.end() && (*next)->where.offset < here.begin) visit(**next++, nullptr);
        if (here.what != tag::kind::end) tracker.open(here.name);
        while (next != ordered.end() && (*next)->where.offset < here.end) visit(**next++, &here);
        if (here.what != tag::kind::start) tracker.close();
    }
    while (next != ordered.end()) visit(**next++, nullptr);
}

// First walk: the names of the open elements.
struct name_tracker {
    std::vector<std::string_view> open_names;
    void open(std::string_view name) { open_names.push_back(name); }
    void close() {
        if (!open_names.empty()) open_names.pop_back();
    }
};

// Second walk: counts siblings. One counter per name holds the count below the current parent; what it held for the
// parent's own siblings goes to the undo list and comes back when the parent closes.
class sibling_tracker {
public:
    explicit sibling_tracker(std::vector<std::string_view> names)
        : names_(std::move(names)), counters_(names_.size()) {}

    void open(std::string_view name) {
        open_.push_back({name, count(name), undo_.size()});
        ++serial_;
        parents_.push_back(serial_);
    }

    void close() {
        if (open_.empty()) return;
        for (; undo_.size() > open_.back().undo; undo_.pop_back()) counters_[undo_.back().slot] = undo_.back().before;
        open_.pop_back();
        parents_.pop_back();
    }

    const std::vector<open_tag>& path() const { return open_; }

private:
    struct counter {
        std::uint64_t parent = 0; // serial number of the element whose children are counted
        std::uint32_t count = 0;
    };
    struct undo_entry {
        std::size_t slot = 0;
        counter before;
    };

    std::uint32_t count(std::string_view name) {
        const auto place = std::lower_bound(names_.begin(), names_.end(), name);
        if (place == names_.end() || *place != name) return 0;
        const auto slot = static_cast<std::size_t>(place - names_.begin());
        counter& mine = counters_[slot];
        const std::uint64_t parent = parents_.empty() ? 0 : parents_.back();
        if (mine.count == 0 || mine.parent != parent) {
            undo_.push_back({slot, mine});
            mine = {parent, 0};
        }
        return ++mine.count;
    }

    std::vector<std::string_view> names_; // sorted
    std::vector<counter> counters_;       // one per name
    std::vector<undo_entry> undo_;
    std::vector<open_tag> open_;
    std::vector<std::uint64_t> parents_;
    std::uint64_t serial_ = 0;
};

void append_name(std::string& path, std::string_view name) {
    if (name.size() <= longest_name) {
        path.append(name);
        return;
    }
    std::size_t cut = longest_name;
    while (cut > 0 && (to_byte(name[cut]) & 0xC0u) == 0x80u) --cut;
    path.append(name.substr(0, cut)).append("…");
}

// The name of the attribute that holds the offset, in name or value; empty when the offset is elsewhere in the tag.
std::string_view attribute_at(std::string_view bytes, const tag& start, std::size_t offset) {
    const std::string_view written = bytes.substr(0, start.end); // offsets stay those of the document
    std::size_t p = start.begin + 1 + start.name.size();
    while (p < written.size() && p <= offset) {
        while (p < written.size() && (has_class(written[p], blank) || written[p] == '/' || written[p] == '>')) ++p;
        const std::size_t name = p;
        while (p < written.size() && may_be_in_name(written[p])) ++p;
        const std::size_t name_end = p;
        p = std::min(written.find_first_of("\"'", p), written.size());
        if (p < written.size()) p = std::min(written.find(written[p], p + 1), written.size() - 1) + 1;
        if (offset >= name && offset < p) return written.substr(name, name_end - name);
    }
    return {};
}

// A tag with a fault in its name may hold anything: the path is valid UTF-8 all the same.
std::string render(const std::vector<open_tag>& open, std::string_view attribute) {
    std::string path;
    for (std::size_t level = 0; level < open.size(); ++level) {
        if (path.size() > longest_path) return utf8::repaired(path) + "/…";
        path += '/';
        append_name(path, open[level].name);
        if (level > 0) path.append("[").append(std::to_string(open[level].index)).append("]");
    }
    if (!attribute.empty()) append_name(path.append("/@"), attribute);
    return path.empty() ? "/" : utf8::repaired(path);
}

// Counts lines and columns in one forward walk.
class line_counter {
public:
    line_counter(std::string_view bytes, const mapped_file* file) : bytes_(bytes), behind_(file) {
        if (bytes.starts_with("\xEF\xBB\xBF")) at_ = 3;
    }

    void advance(std::size_t offset) {
        while (at_ < offset) {
            count_until(std::min(offset, at_ + trail::step));
            behind_.passed(at_);
        }
    }

    std::uint32_t line() const { return line_; }
    std::uint32_t column() const { return column_; }

private:
    void count_until(std::size_t offset) {
        for (; at_ < offset; ++at_) {
            const char c = bytes_[at_];
            if (c == '\n' || (c == '\r' && (at_ + 1 == bytes_.size() || bytes_[at_ + 1] != '\n'))) {
                ++line_;
                column_ = 1;
            } else {
                column_ += (to_byte(c) & 0xC0u) != 0x80u;
            }
        }
    }

    std::string_view bytes_;
    trail behind_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t column_ = 1;
};

std::vector<finding*> in_order_of_place(std::string_view bytes, findings& found) {
    std::vector<finding*> ordered;
    for (finding& one : found)
        if (one.where.offset <= bytes.size()) ordered.push_back(&one);
    std::stable_sort(ordered.begin(), ordered.end(), [](const finding* a, const finding* b) {
        return a->where.offset < b->where.offset;
    });
    return ordered;
}

void locate_in(std::string_view bytes, const mapped_file* file, findings& found) {
    const std::vector<finding*> ordered = in_order_of_place(bytes, found);
    if (ordered.empty()) return;

    name_tracker open;
    std::vector<std::string_view> names;
    walk_findings(bytes, file, ordered, open, [&](const finding&, const tag*) {
        names.insert(names.end(), open.open_names.begin(), open.open_names.end());
    });
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());

    sibling_tracker siblings(std::move(names));
    line_counter lines(bytes, file);
    walk_findings(bytes, file, ordered, siblings, [&](finding& one, const tag* start) {
        lines.advance(one.where.offset);
        one.where.line = lines.line();
        one.where.column = lines.column();
        const bool starts = start != nullptr && start->what != tag::kind::end;
        one.where.path =
            render(siblings.path(), starts ? attribute_at(bytes, *start, one.where.offset) : std::string_view{});
    });
}

} // namespace

void locate(std::string_view bytes, findings& found) {
    locate_in(bytes, nullptr, found);
}

void locate(const mapped_file& file, findings& found) {
    locate_in(file.bytes(), &file, found);
}

} // namespace schakel::xml
