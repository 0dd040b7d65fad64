// A document that holds one long list, such as the pupils of a message: the tree of everything else, and the elements
// of the list a portion at a time, so that not all of them are in memory as a tree.
#pragma once

#include "gateway/codec/xml_document.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace schakel::xml {

class long_list {
public:
    // `bytes` have passed a scan and outlive this. The list is what the first element of that local name holds,
    // whichever its namespace: divides() tells whether that is the element meant. A list of no more bytes than a
    // portion stays in the tree, and so does one that cannot be divided: elements of which a child of a name in
    // `one_of` has the same text belong into one portion.
    long_list(
        std::string_view bytes, std::string_view local, std::size_t portion,
        std::span<const std::string_view> one_of = {}
    );
    // Of a list that is known to have its name at that offset and to hold these children: one portion.
    long_list(std::string_view bytes, std::size_t list_offset, byte_range children);

    node root() const { return rest_.root(); }
    bool is_divided() const { return !portions_.empty(); }
    // Whether this element of the tree holds no children because the list is divided.
    bool divides(const node& list) const { return is_divided() && list && list.offset() == list_offset_; }
    std::size_t portions() const { return portions_.size(); }

    // Whole elements: the first one, and the others as its next siblings. `list` is the element that holds them all.
    document read(std::size_t portion, const node& list) const {
        return document::part(bytes_, portions_[portion], list);
    }

private:
    struct division {
        std::size_t list_offset = 0; // of its name
        std::vector<byte_range> portions;
    };
    static division divide(
        std::string_view bytes, std::string_view local, std::size_t portion, std::span<const std::string_view> one_of
    );
    long_list(std::string_view bytes, division into);

    std::string_view bytes_;
    std::size_t list_offset_;
    std::vector<byte_range> portions_; // one behind the other
    document rest_;
};

} // namespace schakel::xml
