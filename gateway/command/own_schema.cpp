#include "gateway/command/own_schema.hpp"

#include "gateway/command/input.hpp"
#include "gateway/validation/folder_catalogue.hpp"

#include <filesystem>
#include <fstream>

namespace schakel::command {

namespace {

// JSON is held in memory as a whole.
document_limits json_limits() {
    document_limits limits = file_limits();
    limits.bytes = std::size_t{1} << 30;
    limits.nodes = 200'000'000;
    return limits;
}

result<schema_kind> kind_of(const std::string& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return failure{file + ": is a folder; --catalogue takes folders"};
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure{file + ": no such file, or it cannot be read"};
    std::string start(256, '\0');
    in.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(in.gcount()));
    const std::size_t first = start.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    return first != std::string::npos && start[first] == '<' ? schema_kind::xsd : schema_kind::json;
}

report checked(const validation::xsd_schema& schema, const mapped_file& file) {
    report out;
    auto found = schema.validate(file, file_limits());
    out.add(layer::well_formed, std::move(found.scan_findings));
    if (found.well_formed) out.add(layer::schema, std::move(found.schema_findings));
    return out;
}

report checked(const validation::json_schema& schema, std::string_view bytes) {
    report out;
    findings found;
    const auto document = json::document::parse(bytes, json_limits(), found);
    out.add(layer::well_formed, std::move(found));
    if (document) out.add(layer::schema, schema.validate(*document, json_limits()));
    return out;
}

result<report> check_file(const validation::xsd_schema& schema, const std::string& file) {
    const auto mapped = map_input(file);
    if (!mapped) return mapped.error();
    report out;
    {
        const progress_line progress(shown_name(file), *mapped);
        out = checked(schema, *mapped);
    }
    if (mapped->changed()) return failure{file + ": was changed while it was read"};
    return out;
}

result<report> check_file(const validation::json_schema& schema, const std::string& file) {
    const auto bytes = read_input(file);
    if (!bytes) return bytes.error();
    return checked(schema, *bytes);
}

} // namespace

std::string_view to_string(schema_kind kind) {
    return kind == schema_kind::xsd ? "XML Schema 1.0" : "JSON Schema";
}

result<schema_files> find_schema_files(const std::vector<std::string>& files, const std::vector<std::string>& folders) {
    std::vector<std::filesystem::path> all;
    std::vector<std::string> names;
    std::optional<schema_kind> kind;
    for (const std::string& file : files) {
        const auto own = kind_of(file);
        if (!own) return own.error();
        if (kind && *kind != *own) return failure{file + ": XSD and JSON Schema make no set together"};
        kind = *own;
        names.push_back(validation::name_in_catalogue(file));
        all.push_back(std::filesystem::path(file).parent_path());
    }
    if (kind == schema_kind::json && files.size() > 1)
        return failure{"one JSON Schema at a time; --catalogue names the folders of those that it refers to"};
    for (const std::string& folder : folders) {
        std::error_code error;
        if (!std::filesystem::is_directory(folder, error)) return failure{folder + ": no such folder"};
        all.emplace_back(folder);
    }
    return schema_files{
        std::move(names), kind.value_or(schema_kind::xsd), validation::folder_catalogue(std::move(all))};
}

result<own_schema, validation::schema_refusal> own_schema::compile(const schema_files& from) {
    if (from.kind == schema_kind::xsd) {
        auto made = validation::xsd_schema::compile(from.names, from.catalogue);
        if (!made) return made.error();
        return own_schema(*std::move(made));
    }
    auto made = validation::json_schema::compile(from.names.front(), from.catalogue);
    if (!made) return made.error();
    return own_schema(*std::move(made));
}

std::vector<validation::schema_remark> own_schema::remarks() const {
    const auto* json = std::get_if<validation::json_schema>(&schema_);
    return json ? json->remarks() : std::vector<validation::schema_remark>{};
}

result<report> own_schema::check(const std::string& file) const {
    return std::visit([&](const auto& schema) { return check_file(schema, file); }, schema_);
}

} // namespace schakel::command
