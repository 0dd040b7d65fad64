// `schakel schema show` and `schakel schema lint`: what the engines understand of a schema, and what in it is probably
// not meant.
#include "gateway/command/own_schema.hpp"
#include "gateway/command/verbs.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/validation/schema_lint.hpp"
#include "gateway/validation/schema_outline.hpp"

#include <algorithm>

namespace schakel::command {

namespace {

using validation::outline_entry;
using validation::outline_part;
using validation::schema_outline;
using validation::schema_remark;

// Both verbs speak of schemas that compile only.
result<schema_files, int> compiled_files(const schema_options& options) {
    auto files = find_schema_files(options.files, options.catalogues);
    if (!files) return usage_error(files.error().message);
    if (const auto schema = own_schema::compile(*files); !schema) return print_refusal(schema.error());
    return *std::move(files);
}

std::string place(const std::string& file, const location& where) {
    return file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

void print_entry(const outline_entry& one) {
    std::printf("\n%s %s", one.kind.c_str(), one.name.c_str());
    if (one.is_abstract) std::printf(", abstract");
    if (!one.derivation.empty()) std::printf(", %s of", one.derivation.c_str());
    if (!one.base.empty()) std::printf("%s %s", one.derivation.empty() ? ":" : "", one.base.c_str());
    std::printf("    %s\n", place(one.file, one.where).c_str());
    if (!one.content.empty()) std::printf("    %s\n", one.content.c_str());
    for (const outline_part& part : one.parts) {
        std::printf("    %s %s", part.kind.c_str(), part.name.c_str());
        std::printf(part.text.empty() ? "\n" : "%s%s\n", part.name.empty() ? "" : ": ", part.text.c_str());
    }
}

void print_outline(const schema_outline& of) {
    std::printf("%s\n", of.language.c_str());
    for (const auto& one : of.documents)
        std::printf("document %s%s%s\n", one.name.c_str(), one.identity.empty() ? "" : ": ", one.identity.c_str());
    for (const std::string& one : of.roots) std::printf("root %s\n", one.c_str());
    for (const outline_entry& one : of.entries) print_entry(one);
}

void write_entry(json::writer& out, const outline_entry& one) {
    out.begin_object().member("kind", one.kind).member("name", one.name).member("abstract", one.is_abstract);
    out.member("base", one.base).member("derivation", one.derivation).member("content", one.content);
    out.member("file", one.file)
        .member("line", std::int64_t{one.where.line})
        .member("column", std::int64_t{one.where.column});
    out.name("parts").begin_array();
    for (const outline_part& part : one.parts) {
        out.begin_object().member("kind", part.kind).member("name", part.name).member("text", part.text).end_object();
    }
    out.end_array().end_object();
}

void print_outline_json(const schema_outline& of) {
    json::writer out(true);
    out.begin_object().member("language", of.language).name("documents").begin_array();
    for (const auto& one : of.documents)
        out.begin_object().member("name", one.name).member("identity", one.identity).end_object();
    out.end_array().name("roots").begin_array();
    for (const std::string& one : of.roots) out.text(one);
    out.end_array().name("definitions").begin_array();
    for (const outline_entry& one : of.entries) write_entry(out, one);
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

void print_remarks_json(const std::vector<schema_remark>& remarks, language lang) {
    const bool dutch = lang == language::nl;
    json::writer out(true);
    out.begin_object().name("remarks").begin_array();
    for (const auto& [file, what] : remarks) {
        out.begin_object().member("rule", what.broken->id).member("severity", to_string(what.broken->level));
        out.member("file", file)
            .member("line", std::int64_t{what.where.line})
            .member("column", std::int64_t{what.where.column})
            .member("path", what.where.path);
        out.member("expected", what.expected).member("got", what.got).member("text", what.text(lang));
        out.member("repair", dutch ? what.broken->repair_nl : what.broken->repair_en).end_object();
    }
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

void print_remarks(const std::vector<schema_remark>& remarks, language lang) {
    for (const schema_remark& one : remarks) {
        print_remark(stdout, one, lang);
        const rule& broken = *one.what.broken;
        const std::string_view repair = lang == language::nl ? broken.repair_nl : broken.repair_en;
        if (!repair.empty()) std::printf("    %s\n", std::string(repair).c_str());
    }
    if (remarks.empty()) std::printf("%s\n", lang == language::nl ? "geen opmerkingen" : "no remarks");
}

} // namespace

int show_schema(const schema_options& options, const common_options& common) {
    const auto files = compiled_files(options);
    if (!files) return files.error();
    const schema_outline outline = files->kind == schema_kind::xsd
                                       ? validation::outline_of_xsd(files->names, files->catalogue)
                                       : validation::outline_of_json_schema(files->names.front(), files->catalogue);
    common.json ? print_outline_json(outline) : print_outline(outline);
    return exit_code::fine;
}

int lint_schema(const schema_options& options, const common_options& common) {
    const auto files = compiled_files(options);
    if (!files) return files.error();
    const auto remarks = files->kind == schema_kind::xsd
                             ? validation::lint_xsd(files->names, files->catalogue)
                             : validation::lint_json_schema(files->names.front(), files->catalogue);
    common.json ? print_remarks_json(remarks, common.lang) : print_remarks(remarks, common.lang);
    const bool warned =
        std::ranges::any_of(remarks, [](const schema_remark& one) { return one.what.broken->level != severity::info; });
    return warned && options.fail_on == "warning" ? exit_code::findings : exit_code::fine;
}

} // namespace schakel::command
