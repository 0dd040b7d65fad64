// Z5: any bytes are parsed, or refused with located findings. What is parsed knows the place of every value, and
// survives being written and parsed again.
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <vector>

namespace {

using namespace schakel;
using fuzz::require;

constexpr std::size_t most_walked = 300; // values looked at one by one: pointers are looked up from the root

std::vector<json::value> values_of(const json::document& doc) {
    std::vector<json::value> all{doc.root()};
    for (std::size_t i = 0; i < all.size() && all.size() < most_walked; ++i) {
        std::size_t children = 0;
        for (json::value child = all[i].first_child(); child; child = child.next_sibling(), ++children) {
            require(child.parent() == all[i]);
            all.push_back(child);
        }
        require(children == all[i].size());
    }
    return all;
}

void check_value(std::string_view bytes, json::value v) {
    const std::string pointer = v.pointer();
    require(v.offset() < bytes.size() && bytes.substr(v.offset()).starts_with(v.raw()));
    const json::value up = v.parent();
    require(static_cast<bool>(up) == !pointer.empty());
    if (up.is(json::kind::object)) require(v.name_offset() < v.offset() && bytes[v.name_offset()] == '"');
    if (up) require(v.raw().data() > up.raw().data());
    if (v.is(json::kind::string)) require(utf8::first_fault(v.text()) == std::string_view::npos);
    if (v.is(json::kind::number)) require(v.number_text() == v.raw());
}

// Of a document without duplicate names: every pointer leads back, and what is told of an offset agrees with it.
void check_places(std::string_view bytes, const std::vector<json::value>& values) {
    findings places;
    for (const json::value v : values) {
        require(v.parent().is(json::kind::object) ? v.parent().member(v.name()) == v : true);
        places.emplace_back().where.offset = v.offset();
    }
    json::locate(bytes, places);
    for (std::size_t i = 0; i < values.size(); ++i) {
        require(values[i] == values[0].find(places[i].where.path));
        require(places[i].where.path == values[i].pointer());
        const location counted = fuzz::place_of(bytes, values[i].offset());
        require(places[i].where.line == counted.line && places[i].where.column == counted.column);
    }
}

void check_excerpt(json::value v) {
    findings found;
    const auto alone = json::document::parse(v.raw(), {}, found);
    require(alone && json::equal(alone->root(), v) && json::equal(v, alone->root()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const document_limits limits{.bytes = 1 << 16, .depth = 64, .nodes = 10'000, .findings = 20};
    findings found(1);
    found.front().where.offset = size / 2;
    json::locate(bytes, found); // safe on any bytes
    found.clear();
    const auto doc = json::document::parse(bytes, limits, found);
    require(doc.has_value() != has_error(found) && found.size() <= limits.findings + 2);
    for (const finding& one : found) fuzz::require_sound(bytes, one);
    if (!doc) return 0;

    const std::vector<json::value> values = values_of(*doc);
    for (const json::value v : values) check_value(bytes, v);
    check_places(bytes, values);
    for (std::size_t i = 0; i < values.size(); i += 1 + values.size() / 16) check_excerpt(values[i]);

    json::writer out;
    const std::string text = out.copy(doc->root()).finish();
    findings again;
    const auto copy = json::document::parse(text, {.nodes = 10'000}, again);
    require(copy && json::equal(doc->root(), copy->root()));
    return 0;
}
