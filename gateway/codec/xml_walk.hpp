// Walks over the tags of a document that a scan has accepted, as fast as finding its brackets allows. Private to codec.
//
// Safe on any bytes; true only up to the point where a scan found a fault.
#pragma once

#include "gateway/codec/xml_characters.hpp"

#include <cstddef>
#include <string_view>

namespace schakel::xml {

struct tag {
    enum class kind { start, empty, end } what = kind::start;
    std::string_view name;
    std::size_t begin = 0; // of '<'
    std::size_t end = 0;   // after '>'
};

class tag_walk {
public:
    explicit tag_walk(std::string_view bytes, std::size_t from = 0) : bytes_(bytes), at_(from) {}

    // The next tag, comments and the like skipped; false at the end of the bytes or where they stop making sense.
    bool next(tag& out) {
        while ((at_ = bytes_.find('<', at_)) != bytes_.npos) {
            const char kind = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
            if (kind == '?') {
                if (!skip_past("?>")) return false;
            } else if (kind == '!') {
                const bool comment = bytes_.substr(at_, 4) == "<!--";
                at_ += comment ? 4 : 2; // the hyphens that open a comment do not close it
                if (!skip_past(comment ? "-->" : "]]>")) return false;
            } else if (kind != '/' && is_ascii(kind) && !has_class(kind, name_start)) {
                ++at_; // not a tag: the fault itself
            } else {
                read(out, kind == '/');
                at_ = out.end;
                return true;
            }
        }
        return false;
    }

private:
    bool skip_past(std::string_view mark) {
        at_ = bytes_.find(mark, at_);
        if (at_ == bytes_.npos) return false;
        at_ += mark.size();
        return true;
    }

    void read(tag& out, bool closes) {
        out.begin = at_;
        std::size_t p = at_ + (closes ? 2 : 1);
        const std::size_t name = p;
        while (p < bytes_.size() && may_be_in_name(bytes_[p])) ++p;
        out.name = bytes_.substr(name, p - name);
        while (p < bytes_.size() && bytes_[p] != '>') {
            const char c = bytes_[p++];
            if (c == '"' || c == '\'') p = after(c, p);
        }
        out.end = p < bytes_.size() ? p + 1 : bytes_.size();
        const bool empty = !closes && p < bytes_.size() && bytes_[p - 1] == '/';
        out.what = closes ? tag::kind::end : empty ? tag::kind::empty : tag::kind::start;
    }

    std::size_t after(char quote, std::size_t from) const {
        const std::size_t found = bytes_.find(quote, from);
        return found == bytes_.npos ? bytes_.size() : found + 1;
    }

    std::string_view bytes_;
    std::size_t at_;
};

} // namespace schakel::xml
