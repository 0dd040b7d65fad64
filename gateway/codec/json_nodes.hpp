// The tree behind json::document: one flat array in document order, sixteen bytes a node. Only for json_*.cpp of this
// folder, and for json_schema_*.cpp of validation, which walks it without a call per step.
//
// A member is two nodes: its name and, directly behind it, its value.
#pragma once

#include "gateway/codec/json_document.hpp"

#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace schakel::json {

inline constexpr std::uint32_t no_node = 0xFFFFFFFFu;
inline constexpr std::size_t largest_text = (std::size_t{1} << 29) - 16; // what fits the 29 bits of node::extra
inline constexpr std::uint32_t linear_members = 16;                      // above this an object has a sorted index

inline constexpr std::uint32_t name_sort = 6; // a member's name that is taken as it stands in the text

struct node {
    std::uint32_t offset = 0; // of the first byte
    std::uint32_t parent = no_node;
    std::uint32_t next = 0;       // containers: index behind the last descendant; others: offset behind the last byte
    std::uint32_t sort : 3 = 0;   // a json::kind, or name_sort
    std::uint32_t extra : 29 = 0; // containers: number of children; names: number in `names`, 0 for none; other
                                  // strings: 1 + index in `unescaped`, 0 when taken as it stands

    json::kind kind() const { return sort == name_sort ? kind::string : static_cast<json::kind>(sort); }
    bool is_container() const { return sort == 4 || sort == 5; }
};
static_assert(static_cast<int>(kind::array) == 4 && static_cast<int>(kind::object) == 5);
static_assert(sizeof(node) == 16);

struct name_index {
    std::uint32_t object; // node index
    std::uint32_t first;  // in sorted_names
};

struct document_content {
    std::unique_ptr<char[]> text; // the bytes and a few zeros behind them
    std::size_t size = 0;
    std::vector<node> nodes;
    std::unique_ptr<char[]> arena;                                  // strings that had escapes
    std::vector<std::pair<std::uint32_t, std::uint32_t>> unescaped; // offset and length in the arena
    std::vector<std::string_view> names;                            // numbered from 1
    std::vector<std::uint32_t> sorted_names;                        // name nodes of large objects, each object's sorted
    std::vector<name_index> indexes; // ordered by the closing of the objects, sorted afterwards

    std::string_view bytes() const { return {text.get(), size}; }

    std::string_view string(const node& n) const {
        if (n.extra == 0 || n.sort == name_sort) return {text.get() + n.offset + 1, n.next - n.offset - 2};
        const auto [at, length] = unescaped[n.extra - 1];
        return {arena.get() + at, length};
    }

    std::uint32_t behind(std::uint32_t i) const { return nodes[i].is_container() ? nodes[i].next : i + 1; }
    bool is_member(std::uint32_t i) const {
        return nodes[i].parent != no_node && nodes[nodes[i].parent].kind() == kind::object;
    }
    // The child value after value `i`, or no_node.
    std::uint32_t sibling(std::uint32_t i) const {
        const std::uint32_t up = nodes[i].parent;
        if (up == no_node) return no_node;
        const std::uint32_t next = behind(i);
        if (next >= nodes[up].next) return no_node;
        return nodes[up].kind() == kind::object ? next + 1 : next;
    }
    std::uint32_t first_child(std::uint32_t i) const {
        if (!nodes[i].is_container() || nodes[i].extra == 0) return no_node;
        return nodes[i].kind() == kind::object ? i + 2 : i + 1;
    }
};

// What a value that exists refers to.
struct node_access {
    static const document_content& content(value v) { return *v.owner_; }
    static std::uint32_t index(value v) { return v.index_; }
    static const node& raw(value v) { return v.owner_->nodes.data()[v.index_]; }
    static std::string_view string(value v) { return v.owner_->string(raw(v)); }
    static value at(const document_content& content, std::uint32_t index) {
        value v;
        v.owner_ = &content;
        v.index_ = index;
        return v;
    }
};

// A quick total order for names: by length, then by bytes.
inline bool name_less(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return a.size() < b.size();
    return std::memcmp(a.data(), b.data(), a.size()) < 0;
}

} // namespace schakel::json
