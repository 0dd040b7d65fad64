#include "adapters/common/edexml/file_adapter.hpp"

#include "adapters/common/edex/read.hpp"
#include "adapters/common/edex/roster_writer.hpp"
#include "adapters/common/edex/to_model.hpp"
#include "adapters/common/edex/values.hpp"
#include "adapters/common/edexml/rule_catalogue.hpp"
#include "adapters/common/edexml/rules.hpp"
#include "gateway/codec/xml_scanner.hpp"

#include <algorithm>

namespace schakel::edexml {

namespace {

constexpr std::string_view root = "EDEX";
constexpr std::string_view quirk_other_blocks = "other-blocks";

void place(const roster_input& input, findings& list) {
    if (input.file != nullptr)
        xml::locate(*input.file, list);
    else
        xml::locate(input.bytes, list);
}

// With the quirk, what the schema makes of blocks that it does not know becomes one warning a block.
void forgive_blocks(findings& list) {
    constexpr std::string_view inside = "/toevoegingen[1]/";
    std::string last;
    std::erase_if(list, [&](finding& one) {
        const std::size_t at = one.where.path.find(inside);
        if (at == std::string::npos) return false;
        const std::size_t block = one.where.path.find('/', at + inside.size());
        if (!last.empty() && one.where.path.starts_with(last)) return true;
        last = one.where.path.substr(0, block);
        one = {&rule_named("edexml.other-blocks"), one.where, {}, {}, {}};
        return false;
    });
}

// The file says all that there is; without groups it says nothing of them.
extents extents_of(const edex::element_counts& counts) {
    using model::roster::record_kind;
    extents told{};
    const auto holds = [&](record_kind which, edex::element list) {
        const bool there = counts[edex::number_of(list)] > 0;
        told[static_cast<std::size_t>(which)] = there ? extent::full : extent::absent;
    };
    holds(record_kind::organisation, edex::element::vestigingen);
    holds(record_kind::group, edex::element::groepen);
    holds(record_kind::person, edex::element::leerlingen);
    holds(record_kind::membership, edex::element::groepen);
    return told;
}

// A partner's schema includes the standard's files. What they define is in the set already, so each counts as empty.
bool is_published_file(std::string_view name) {
    std::string file(name.substr(name.find_last_of('/') + 1));
    std::ranges::transform(file, file.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return file == "edexml.structuur.xsd" || file == "edexml.elementen.xsd" || file == "edexml.types.vast.xsd" ||
           file == "edexml.types.variabel.xsd";
}

validation::schema_catalogue without_published_files(validation::schema_catalogue partner) {
    return validation::schema_catalogue(
        [partner = std::move(partner
         )](std::string_view name, std::string_view space) -> std::optional<validation::schema_text> {
            if (!is_published_file(name)) return partner.find_import(name, space);
            return validation::schema_text{
                std::string(name), R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>)"};
        }
    );
}

// The version that a document names.
class version_seen final : public edex::object_handler {
public:
    void school(const edex::wire::school& one) override { text_ = one.xsdversie.text; }
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

std::vector<std::string> schemas_of(const edition& one) {
    return {std::string(one.schema)};
}

edex::draft_rules draft_rules() {
    return {&rule_named("edexml.unnameable")};
}

} // namespace

adapter_info describe(const edition& of) {
    adapter_info info;
    info.standard = of.standard;
    info.family_name = "edexml";
    info.title = of.title;
    info.specification = of.specification;
    info.maturity = maturity::alpha;
    info.families = {family::access};
    info.media_types = {"application/xml"};
    info.schemas = {of.schema};
    info.hardened_against = {"any file from an authenticated sender"};
    info.quirks = {quirk_other_blocks};
    info.person_schemes = of.person_schemes;
    info.takes_partner_schemas = true;
    return info;
}

file_adapter::file_adapter(edition version, validation::schema_catalogue bundled)
    : edition_(std::move(version)), bundled_(std::move(bundled)),
      compiled_(compile_bundled(schemas_of(edition_), bundled_)), info_(describe(edition_)) {
    abilities_.reads = true;
    abilities_.writes = edition_.writes;
    abilities_.media_type = "application/xml";
    abilities_.file_extension = ".xml";
}

file_adapter::file_adapter(const file_adapter& plain, validation::xsd_schema extended)
    : edition_(plain.edition_), bundled_(plain.bundled_), compiled_{std::move(extended), {}}, info_(plain.info_),
      abilities_(plain.abilities_) {}

std::span<const rule> file_adapter::rules() const {
    return rule_catalogue();
}

// The root has no namespace and no version; xsdversie near the beginning has.
int file_adapter::recognises(std::string_view bytes) const {
    constexpr std::string_view tag = "<xsdversie>";
    const std::string_view start = bytes.substr(0, 4096);
    const std::size_t named = start.find("<EDEX");
    if (named == std::string_view::npos || named + 5 >= start.size()) return 0;
    if (std::string_view(" \t\r\n>").find(start[named + 5]) == std::string_view::npos) return 0;
    const std::size_t said = start.find(tag);
    if (said == std::string_view::npos) return edition_.unnamed;
    std::string_view text = start.substr(said + tag.size());
    text = edex::trimmed(text.substr(0, text.find('<')));
    const bool alike = !edition_.others_like.empty() && text.starts_with(edition_.others_like);
    return text == edition_.version || alike ? 100 : edition_.unnamed;
}

result<std::shared_ptr<const adapter>, validation::schema_refusal> file_adapter::extend(const partner_schemas& with
) const {
    const std::vector<std::string> own = schemas_of(edition_);
    std::vector<std::string> names = own;
    names.insert(names.end(), with.names.begin(), with.names.end());
    auto compiled = validation::xsd_schema::compile(
        names, validation::extended_catalogue(own, bundled_, without_published_files(with.catalogue))
    );
    if (!compiled) return compiled.error();
    return std::shared_ptr<const adapter>(new file_adapter(*this, *std::move(compiled)));
}

roster_reading file_adapter::read(const roster_input& input, const decode_options& options, roster_sink& into) const {
    static const edex::document_form form{{}, {root}};
    edex::to_records records(into);
    object_rules rules(edition_.version, edition_.others_like, edition_.year_from_group, options.limits.findings);
    version_seen version;
    edex::handlers all({&version, &rules, &records});
    edex::objects_read seen = edex::read_objects(input, options.limits, compiled_.schema, form, all);

    roster_reading out;
    out.kind = root;
    out.version = version.text().empty() ? std::string(edition_.version) : version.text();
    out.report.add(layer::well_formed, std::move(seen.checked.scan_findings));
    if (!seen.checked.well_formed) return out;
    if (options.quirks.contains(quirk_other_blocks)) forgive_blocks(seen.checked.schema_findings);
    out.report.add(layer::schema, std::move(seen.checked.schema_findings));
    if (out.report.rejects()) return out; // the rules speak of files that their schema accepts
    findings broken = rules.finish(seen.counts);
    place(input, broken);
    out.report.add(layer::rules, std::move(broken));
    if (out.report.rejects()) return out;
    out.holds = extents_of(seen.counts);
    out.trace = edex::trace_of(seen.counts);
    return out;
}

std::unique_ptr<roster_writer> file_adapter::write(const roster_view& view, const encode_options& options) const {
    edex::written_document document;
    document.open = [](xml::writer& out) {
        out.declaration();
        out.open(root);
        out.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
        out.attribute("xsi:noNamespaceSchemaLocation", "EDEXML.structuur.xsd");
    };
    document.close = [](xml::writer& out) { out.close(); };
    document.pretty = true;
    document.nobody = &rule_named("edexml.nobody");
    edex::target into = edition_.into;
    into.otherwise_school_year = model::roster::school_year_of(date_in_amsterdam(options.now));
    return edex::write_document(view, into, draft_rules(), std::move(document));
}

} // namespace schakel::edexml
