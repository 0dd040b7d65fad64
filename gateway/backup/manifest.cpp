#include "gateway/backup/manifest.hpp"

#include "gateway/backup/copied_file.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/codec/mapped_file.hpp"

#include <algorithm>

namespace schakel::backup {

namespace {

std::uint64_t count_in(json::value of, std::string_view name) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(of.member(name).integer().value_or(0), 0));
}

// Names lead nowhere but below the folder.
bool stays_inside(std::string_view name) {
    const std::filesystem::path path(name);
    return !name.empty() && path.is_relative() &&
           std::ranges::none_of(path, [](const std::filesystem::path& part) { return part == ".."; });
}

} // namespace

std::string to_json(const manifest& what) {
    json::writer out(true);
    out.begin_object().member("format", manifest_format);
    out.member("began_at", what.began_at).member("program", what.program).member("schema", what.schema);
    out.name("journal").begin_object();
    out.member("first_group", what.first_group).member("last_group", what.last_group).end_object();
    out.member("messages", what.messages).member("deliveries", what.deliveries);
    out.member("audit_entries", what.audit_entries);
    out.name("files").begin_array();
    for (const manifest_file& one : what.files)
        out.begin_object()
            .member("name", one.name)
            .member("bytes", one.bytes)
            .member("sha256", one.sha256)
            .end_object();
    out.end_array().name("faults").begin_array();
    for (const std::string& one : what.faults) out.text(one);
    out.end_array().end_object();
    return out.finish() + '\n';
}

result<manifest> read_manifest(const std::filesystem::path& folder) {
    const auto file = folder / manifest_name;
    const auto bytes = std::filesystem::exists(file) ? mapped_file::open(file) : failure{"it has none"};
    if (!bytes) return failure{folder.string() + " is no backup: " + std::string(manifest_name) + " cannot be read"};
    findings found;
    const auto read = json::document::parse(bytes->bytes(), file_limits(), found);
    if (!read) return failure{file.string() + " is no JSON"};
    const json::value all = read->root();
    const auto format = all.member("format").integer();
    if (!format) return failure{file.string() + " is no manifest of a backup"};
    if (*format > manifest_format) return failure{file.string() + " was written by a newer version of Schakel"};
    manifest out;
    out.began_at = all.member("began_at").text();
    out.program = all.member("program").text();
    out.schema = all.member("schema").integer().value_or(0);
    out.first_group = count_in(all.member("journal"), "first_group");
    out.last_group = count_in(all.member("journal"), "last_group");
    out.messages = count_in(all, "messages");
    out.deliveries = count_in(all, "deliveries");
    out.audit_entries = count_in(all, "audit_entries");
    for (json::value one = all.member("files").first_child(); one; one = one.next_sibling()) {
        out.files.push_back(
            {std::string(one.member("name").text()), count_in(one, "bytes"), std::string(one.member("sha256").text())}
        );
        if (!stays_inside(out.files.back().name)) return failure{file.string() + " names a file outside the backup"};
    }
    for (json::value one = all.member("faults").first_child(); one; one = one.next_sibling())
        out.faults.emplace_back(one.text());
    return out;
}

std::vector<std::string>
files_that_differ(const std::filesystem::path& folder, const manifest& by, const listener& told) {
    std::vector<std::string> faults;
    for (const manifest_file& one : by.files) {
        told(one.name, 0);
        const auto digest = digest_of_file(folder / one.name);
        if (!digest)
            faults.push_back(one.name + " is missing or cannot be read");
        else if (digest->bytes != one.bytes)
            faults.push_back(
                one.name + " has " + std::to_string(digest->bytes) + " bytes, expected " + std::to_string(one.bytes)
            );
        else if (digest->sha256 != one.sha256)
            faults.push_back(one.name + " is damaged: its SHA-256 differs");
        told(one.name, one.bytes);
    }
    return faults;
}

} // namespace schakel::backup
