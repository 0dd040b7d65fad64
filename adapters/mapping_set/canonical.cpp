#include "adapters/mapping_set/wire.hpp"

#include "gateway/codec/json_writer.hpp"

#include <algorithm>

namespace schakel::mapping_set_file {

namespace {

// Members in order of name, without those that are empty.
std::string as_json(const texts& of) {
    json::writer out;
    out.begin_object();
    for (const auto& [key, value] : of) out.member_if_present(key, value);
    return out.end_object().finish();
}

std::string as_json(const row& one) {
    texts cells;
    for (std::size_t i = 0; i < column_count; ++i) cells.emplace(columns[i].name, one.cells[i]);
    return as_json(cells);
}

std::string list_of(std::vector<std::string> texts) {
    std::ranges::sort(texts);
    std::string list = "[";
    for (const std::string& one : texts) list.append(list.size() > 1 ? "," : "").append(one);
    return list + "]";
}

} // namespace

std::string canonical_bytes(const document& whole) {
    texts head = whole.head;
    for (const char* key : {"rows", "signature", "signature_key"}) head.erase(key);
    std::vector<std::string> groups, rows;
    for (const texts& one : whole.groups) groups.push_back(as_json(one));
    for (const row& one : whole.rows) rows.push_back(as_json(one));
    return R"({"group":)" + list_of(std::move(groups)) + R"(,"head":)" + as_json(head) + R"(,"rows":)" +
           list_of(std::move(rows)) + "}";
}

} // namespace schakel::mapping_set_file
