// Any bytes: one located finding, or a tree that agrees with the scan and survives being written and read again.
#include "gateway/codec/utf8.hpp"
#include "gateway/codec/xml_document.hpp"
#include "gateway/codec/xml_writer.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace schakel;

void require(bool holds) {
    if (!holds) std::abort();
}

// What a document says, without how it was written.
struct content : xml::scan_handler {
    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t) override {
        told.append("\x01").append(id.space).append("\x02").append(id.local);
        for (const auto& one : attributes) {
            told.append("\x03").append(one.id.space).append("\x02").append(one.id.local);
            told.append("\x04").append(one.value);
        }
        told.append("\x05");
    }
    void text(std::string_view value, std::size_t) override { told.append(value); }
    void end_element(const xml::name&, std::size_t) override { told.append("\x06"); }
    std::string told;
};

void check_located(std::string_view bytes, const finding& one) {
    require(one.where.offset <= bytes.size() && one.where.line > 0 && one.where.column > 0 && !one.where.path.empty());
    for (const std::string& text : {one.where.path, one.expected, one.got})
        require(utf8::first_fault(text) == text.npos && text.find('\0') == text.npos);
}

// Nodes of the tree and events of the scan come from different parsers: they have to name the same things.
void check_tree(const xml::node& element, std::string& told) {
    told.append("\x01").append(element.space()).append("\x02").append(element.local());
    for (xml::node child = element.first_child(); child; child = child.next_sibling()) check_tree(child, told);
    told.append("\x06");
}

struct skeleton : xml::scan_handler {
    void start_element(const xml::name& id, std::span<const xml::attribute>, std::size_t) override {
        told.append("\x01").append(id.space).append("\x02").append(id.local);
    }
    void text(std::string_view, std::size_t) override {}
    void end_element(const xml::name&, std::size_t) override { told.append("\x06"); }
    std::string told;
};

// Every value of the document goes through the writer and comes back as it was.
struct rewriter : xml::scan_handler {
    void start_element(const xml::name&, std::span<const xml::attribute> attributes, std::size_t) override {
        out.open("e");
        int number = 0;
        for (const auto& one : attributes) out.attribute("a" + std::to_string(number++), one.value);
    }
    void text(std::string_view value, std::size_t) override { out.text(value); }
    void end_element(const xml::name&, std::size_t) override { out.close(); }
    xml::writer out;
};

struct values : xml::scan_handler {
    void start_element(const xml::name&, std::span<const xml::attribute> attributes, std::size_t) override {
        for (const auto& one : attributes) told.append("\x03").append(one.value);
        told.append("\x05");
    }
    void text(std::string_view value, std::size_t) override { told.append(value); }
    void end_element(const xml::name&, std::size_t) override { told.append("\x06"); }
    std::string told;
};

template <class Handler>
std::string told(std::string_view bytes) {
    Handler handler;
    findings found;
    require(xml::scan(bytes, {}, handler, found));
    return handler.told;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    findings found(1);
    found.front().where.offset = size / 2;
    xml::locate(bytes, found); // safe on any bytes
    found.clear();
    const auto document = xml::document::parse(bytes, {}, found);
    if (!document) {
        require(found.size() == 1);
        check_located(bytes, found.front());
        return 0;
    }
    require(found.empty());
    std::string tree;
    check_tree(document->root(), tree);
    require(tree == told<skeleton>(bytes));
    require(told<content>(document->root().outer_xml()) == told<content>(bytes));

    rewriter again;
    require(xml::scan(bytes, {}, again, found));
    require(told<values>(again.out.finish()) == told<values>(bytes));
    for (xml::node child = document->root().first_child(); child; child = child.next_sibling()) {
        const std::string excerpt = child.outer_xml();
        const auto alone = xml::document::parse(excerpt, {}, found);
        require(alone && alone->root().is(child.space(), child.local()) && alone->root().text() == child.text());
        require(child.where().path.starts_with('/'));
    }
    return 0;
}
