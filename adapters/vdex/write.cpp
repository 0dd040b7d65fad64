#include "adapters/vdex/translate.hpp"
#include "gateway/codec/xml_writer.hpp"

namespace schakel::vdex {

namespace {

void write(xml::writer& out, std::string_view name, const std::vector<langstring>& texts, std::string_view usual) {
    if (texts.empty()) return;
    out.open(name);
    for (const langstring& one : texts) {
        out.open("langstring");
        if (one.language != usual && !one.language.empty()) out.attribute("language", one.language);
        out.text(one.text);
        out.close();
    }
    out.close();
}

void write(xml::writer& out, const term& one, std::string_view usual) {
    out.open("term");
    if (!one.valid_index) out.attribute("validIndex", "false");
    out.element("termIdentifier", one.identifier);
    write(out, "caption", one.captions, usual);
    write(out, "description", one.descriptions, usual);
    for (const term& below : one.terms) write(out, below, usual);
    out.close();
}

void write_end(xml::writer& out, std::string_view name, const std::string& text, const std::string& vocabulary) {
    out.open(name);
    if (!vocabulary.empty()) out.attribute("vocabIdentifier", vocabulary);
    out.text(text);
    out.close();
}

void write(xml::writer& out, const relationship& one) {
    out.open("relationship");
    if (!one.identifier.empty()) out.element("relationshipIdentifier", one.identifier);
    write_end(out, "sourceTerm", one.source, one.source_vocabulary);
    write_end(out, "targetTerm", one.target, one.target_vocabulary);
    out.open("relationshipType");
    if (!one.type_source.empty()) out.attribute("source", one.type_source);
    out.text(one.type);
    out.close();
    out.close();
}

} // namespace

std::string write(const document& whole) {
    xml::writer out(true);
    out.declaration();
    out.open("vdex");
    out.attribute("xmlns", name_space);
    if (!whole.profile.empty()) out.attribute("profileType", whole.profile);
    out.attribute("orderSignificant", whole.order_significant ? "true" : "false");
    if (!whole.language.empty()) out.attribute("language", whole.language);
    write(out, "vocabName", whole.names, whole.language);
    out.element("vocabIdentifier", whole.identifier);
    for (const term& one : whole.terms) write(out, one, whole.language);
    for (const relationship& one : whole.relationships) write(out, one);
    out.close();
    return out.finish();
}

} // namespace schakel::vdex
