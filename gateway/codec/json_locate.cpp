// json::locate: one tolerant walk over a text that finds line, column and JSON pointer of any number of offsets.
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_pointer.hpp"
#include "gateway/codec/utf8.hpp"

#include <algorithm>
#include <vector>

namespace schakel::json {

namespace {

using targets = std::vector<location*>; // ordered by offset

targets ordered(findings& found, std::size_t size) {
    targets list;
    for (finding& f : found) {
        if (f.where.offset == location::nowhere) continue;
        f.where.offset = std::min(f.where.offset, size);
        list.push_back(&f.where);
    }
    std::stable_sort(list.begin(), list.end(), [](auto a, auto b) { return a->offset < b->offset; });
    return list;
}

// Line and column, moved forward over the text.
class line_counter {
public:
    void pass(std::string_view part, bool line_feed_follows) {
        // A carriage return is a line end of its own unless a line feed follows.
        for (std::size_t cr = part.find('\r'); cr != std::string_view::npos; cr = part.find('\r')) {
            const bool pair = cr + 1 < part.size() ? part[cr + 1] == '\n' : line_feed_follows;
            pass_line_feeds(part.substr(0, cr + 1));
            if (!pair) ++line, column = 1;
            part.remove_prefix(cr + 1);
        }
        pass_line_feeds(part);
    }

    std::uint32_t line = 1;
    std::uint32_t column = 1;

private:
    void pass_line_feeds(std::string_view part) {
        if (const std::size_t last = part.rfind('\n'); last != std::string_view::npos) {
            line += static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
            column = 1;
            part.remove_prefix(last + 1);
        }
        column += static_cast<std::uint32_t>(utf8::length(part));
    }
};

void count_lines(std::string_view bytes, const targets& list) {
    line_counter counter;
    std::size_t at = 0;
    for (location* where : list) {
        const bool line_feed_follows = where->offset < bytes.size() && bytes[where->offset] == '\n';
        counter.pass(bytes.substr(at, where->offset - at), line_feed_follows);
        at = where->offset;
        where->line = counter.line;
        where->column = counter.column;
    }
}

// Keeps the pointer of the place reached. Knows only brackets, commas and strings, so that it also walks what cannot be
// parsed.
class path_walk {
public:
    path_walk(std::string_view bytes, const targets& list) : bytes_(bytes), next_(list.begin()), end_(list.end()) {}

    void run() {
        std::size_t at = 0;
        while (at < bytes_.size() && next_ != end_) {
            switch (bytes_[at]) {
            case '{':
            case '[': open(at++); break;
            case '}':
            case ']': close(at++); break;
            case ',': advance(at++); break;
            case '"': at = string(at); break;
            default: ++at;
            }
        }
        reach(location::nowhere);
    }

private:
    struct frame {
        bool object;
        std::size_t index;
        std::size_t path_size; // of the container's own pointer
    };

    // Everything before `offset` lies at the present pointer. A name with a fault in it may hold anything: the pointer
    // is valid UTF-8 all the same.
    void reach(std::size_t offset) {
        for (; next_ != end_ && (*next_)->offset < offset; ++next_)
            if ((*next_)->path.empty()) (*next_)->path = utf8::repaired(path_);
    }

    void open(std::size_t at) {
        reach(at + 1);
        const bool object = bytes_[at] == '{';
        frames_.push_back({object, 0, path_.size()});
        if (!object) path_ += "/0";
        name_expected_ = object;
    }

    void close(std::size_t at) {
        reach(at + 1);
        if (frames_.empty()) return;
        path_.resize(frames_.back().path_size);
        frames_.pop_back();
        name_expected_ = false;
    }

    void advance(std::size_t at) {
        reach(at + 1);
        if (frames_.empty()) return;
        frame& top = frames_.back();
        name_expected_ = top.object;
        if (top.object) return;
        path_.resize(top.path_size);
        path_ += '/';
        path_ += std::to_string(++top.index);
    }

    std::size_t string(std::size_t at) {
        const std::size_t end = closing_quote(at + 1);
        if (name_expected_ && !frames_.empty()) {
            reach(at);
            path_.resize(frames_.back().path_size);
            append_token(path_, unescaped(bytes_.substr(at + 1, end - at - 1)));
            name_expected_ = false;
        }
        return std::min(end + 1, bytes_.size());
    }

    // The next quote behind an even number of backslashes.
    std::size_t closing_quote(std::size_t from) const {
        for (std::size_t at = bytes_.find('"', from); at != std::string_view::npos; at = bytes_.find('"', at + 1)) {
            std::size_t slashes = 0;
            while (at - slashes > from && bytes_[at - slashes - 1] == '\\') ++slashes;
            if (slashes % 2 == 0) return at;
        }
        return bytes_.size();
    }

    std::string_view bytes_;
    targets::const_iterator next_, end_;
    std::vector<frame> frames_;
    std::string path_;
    bool name_expected_ = false;
};

} // namespace

void locate(std::string_view bytes, findings& found) {
    const targets list = ordered(found, bytes.size());
    count_lines(bytes, list);
    path_walk(bytes, list).run();
}

} // namespace schakel::json
