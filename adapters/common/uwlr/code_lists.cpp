#include "adapters/common/uwlr/code_lists.hpp"

#include "gateway/codec/data_file.hpp"

#include <stdexcept>

namespace schakel::uwlr {

namespace {

code_list load(const validation::schema_catalogue& bundled, const std::string& name) {
    const std::optional<std::string> bytes = bundled(name);
    if (!bytes) throw std::runtime_error("code list " + name + " is not bundled");
    const auto read = parse_data(*bytes, name, "term");
    if (!read) throw std::runtime_error("code list " + name + ": " + read.error().message);
    code_list list{read->text("id"), {}};
    for (const data_file::row& row : read->rows) {
        if (const auto value = row.find("value"); value != row.end()) list.values.insert(value->second);
    }
    return list;
}

} // namespace

std::string code_list::summary() const {
    constexpr std::size_t shown = 8;
    std::string text;
    std::size_t count = 0;
    for (const std::string& value : values) {
        if (count++ == shown) return text + ", …";
        if (!text.empty()) text += ", ";
        text += value;
    }
    return text;
}

const code_list* code_lists::vocabulary(std::string_view uri) const {
    for (const code_list& list : vocabularies) {
        if (list.id == uri) return &list;
    }
    return nullptr;
}

code_lists load_code_lists(const validation::schema_catalogue& bundled) {
    return {
        load(bundled, "oso/codelists/referentiescore.toml"),
        load(bundled, "oso/codelists/vergelijkingsgroep.toml"),
        {load(bundled, "uwlr/codelists/vakgebied-po-2018.toml")}};
}

} // namespace schakel::uwlr
