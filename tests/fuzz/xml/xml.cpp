// Z7: any bytes: one located finding, or a scan whose events hold together, a tree that agrees with the scan, and
// values that survive being written and read again. Where the bytes begin in memory and what blanks stand before them
// changes nothing.
#include "gateway/codec/xml_document.hpp"
#include "gateway/codec/xml_writer.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace schakel;
using fuzz::require;

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

std::string written(const xml::name& id) {
    return id.prefix.empty() ? std::string(id.local) : std::string(id.prefix).append(":").append(id.local);
}

// Events come in pairs and in order, and their offsets point at what they tell.
struct places : xml::scan_handler {
    explicit places(std::string_view document) : bytes(document) {}

    void move_to(std::size_t offset) {
        require(offset >= last && offset <= bytes.size());
        last = offset;
    }
    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset) override {
        move_to(offset);
        require(offset > 0 && bytes[offset - 1] == '<' && bytes.substr(offset).starts_with(written(id)));
        for (const auto& one : attributes) {
            require(one.offset > offset && bytes.substr(one.offset).starts_with(written(one.id)));
            starts.push_back(one.offset);
        }
        open.push_back(written(id));
        starts.push_back(offset);
    }
    void text(std::string_view value, std::size_t offset) override {
        move_to(offset);
        require(!open.empty() && utf8::first_fault(value) == value.npos);
    }
    void end_element(const xml::name& id, std::size_t offset) override {
        move_to(offset);
        require(!open.empty() && open.back() == written(id));
        open.pop_back();
        const std::string_view rest = bytes.substr(offset);
        require(rest.starts_with("/>") || rest.starts_with("</" + written(id)));
    }

    std::string_view bytes;
    std::size_t last = 0;
    std::vector<std::string> open;
    std::vector<std::size_t> starts;
};

void check_events(std::string_view bytes) {
    places seen(bytes);
    findings found;
    require(xml::scan(bytes, {}, seen, found) && seen.open.empty() && !seen.starts.empty());
    seen.starts.resize(std::min<std::size_t>(seen.starts.size(), 200));
    for (const std::size_t offset : seen.starts) found.emplace_back().where.offset = offset;
    xml::locate(bytes, found);
    for (const finding& one : found) {
        const location counted = fuzz::place_of(bytes, one.where.offset);
        require(one.where.line == counted.line && one.where.column == counted.column);
        require(one.where.path.size() > 1 && one.where.path.front() == '/');
    }
}

void check_located(std::string_view bytes, const finding& one) {
    require(one.where.line > 0 && one.where.column > 0 && !one.where.path.empty());
    fuzz::require_sound(bytes, one);
    for (const std::string& text : {one.where.path, one.expected, one.got}) require(text.find('\0') == text.npos);
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

// Blanks before the root element move everything along and change nothing else, whatever the scan reads at once.
void check_moved(std::string_view bytes, const findings& before) {
    if (bytes.starts_with("<?xml") || bytes.empty() || !(bytes[0] == '<' || bytes[0] == ' ')) return;
    if (bytes.substr(0, 4).find('\0') != bytes.npos) return; // looks like UTF-16 or UTF-32 at the very start only
    const std::size_t by = 1 + bytes.size() % 63;
    const std::string moved = std::string(by, ' ').append(bytes);
    findings after;
    content seen;
    const bool good = xml::scan(moved, {}, seen, after);
    require(good == before.empty() && after.size() == before.size());
    if (good) require(seen.told == told<content>(bytes));
    for (std::size_t i = 0; i < after.size(); ++i)
        require(after[i].broken == before[i].broken && after[i].where.offset == before[i].where.offset + by);
}

void check_rewritten(std::string_view bytes, const xml::document& document) {
    findings found;
    rewriter again;
    require(xml::scan(bytes, {}, again, found));
    require(told<values>(again.out.finish()) == told<values>(bytes));
    for (xml::node child = document.root().first_child(); child; child = child.next_sibling()) {
        const std::string excerpt = child.outer_xml();
        const auto alone = xml::document::parse(excerpt, {}, found);
        require(alone && alone->root().is(child.space(), child.local()) && alone->root().text() == child.text());
        require(child.where().path.starts_with('/'));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    findings found(1);
    found.front().where.offset = size / 2;
    xml::locate(bytes, found); // safe on any bytes
    found.clear();
    const auto document = xml::document::parse(bytes, {}, found);
    check_moved(bytes, found);
    if (!document) {
        require(found.size() == 1);
        check_located(bytes, found.front());
        return 0;
    }
    require(found.empty());
    check_events(bytes);
    std::string tree;
    check_tree(document->root(), tree);
    require(tree == told<skeleton>(bytes));
    require(told<content>(document->root().outer_xml()) == told<content>(bytes));
    check_rewritten(bytes, *document);
    return 0;
}
