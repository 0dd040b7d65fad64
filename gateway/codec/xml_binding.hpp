// Which elements become which parts of a message's structs, described once. A scan that goes over the bytes feeds the
// description, for instance while a schema checks them, so that a message needs no tree; where there is a tree, the
// same description reads that.
#pragma once

#include "gateway/codec/xml_document.hpp"
#include "gateway/codec/xml_scanner.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::xml {

struct bound_attribute {
    std::string_view local;                             // in no namespace
    void (*take)(void* opened, std::string_view value); // into what the element became
    std::size_t number = 0;                             // under which it is counted
};

struct bound_element {
    std::string_view space, local;
    // What it becomes, within what the element around it became. Null: that has one already, and the first one counts.
    void* (*open)(void* within, std::size_t offset) = nullptr;
    std::string* (*text)(void* opened) = nullptr;                // where its text goes; null: it holds elements
    void (*keep)(void* opened, std::string outer_xml) = nullptr; // it is kept as it stands; null: it is read
    std::vector<bound_attribute> attributes = {};
    std::vector<bound_element> children = {};
    std::size_t number = 0; // under which it is counted
};

// Reads the first element of the document that is `list`, whatever lies around it, while a scan goes over the bytes.
//
// It gives up at anything in there that is not as described, and at what is kept as it stands: that takes a tree. The
// handler of a scan or of a validation; after one that found nothing wrong, complete() tells whether it holds all.
class bound_reading final : public scan_handler {
public:
    // Counts under numbers below `numbers`. Both outlive it.
    bound_reading(const bound_element& list, void* into, std::size_t numbers)
        : list_(list), into_(into), counts_(numbers) {}

    bool complete() const { return has_ended_ && !gave_up_; }
    std::size_t offset() const { return offset_; }  // of the name of the list
    byte_range content() const { return content_; } // its children, with what stands between and behind them
    // How often each number was met. An element counts where it holds text.
    std::span<const std::size_t> counts() const { return counts_; }

    void start_element(const name& id, std::span<const attribute> attributes, std::size_t offset) override;
    void text(std::string_view value, std::size_t offset) override;
    void end_element(const name& id, std::size_t offset) override;

private:
    struct level {
        const bound_element* what = nullptr;
        void* opened = nullptr;
        std::string* text = nullptr;
    };
    // Where a name of the document led to last.
    struct way {
        const bound_element* within = nullptr;
        const bound_element* to = nullptr;
    };
    const bound_element* child_of(const bound_element& within, const name& id);
    void open(const bound_element& what, void* within, std::span<const attribute> attributes, std::size_t offset);
    bool take(const bound_element& what, void* opened, const attribute& one);

    const bound_element& list_;
    void* into_;
    std::vector<std::size_t> counts_;
    std::vector<level> levels_;
    std::vector<way> ways_; // by the number that the scan gives a name
    std::size_t offset_ = location::nowhere;
    byte_range content_;
    bool has_ended_ = false;
    bool gave_up_ = false;
};

// The same of a tree: this child of the list and those that follow it. What is not described is passed over.
void read_bound(const bound_element& list, void* into, const node& first);

} // namespace schakel::xml
