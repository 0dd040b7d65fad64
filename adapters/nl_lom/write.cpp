#include "adapters/nl_lom/translate.hpp"
#include "gateway/codec/xml_writer.hpp"

namespace schakel::nl_lom {

namespace {

// The IMS binding, which the national index serves.
class lom_writer {
public:
    explicit lom_writer(xml::writer& out) : out_(out) {}

    void write(const lom& one) {
        out_.open("lom");
        out_.attribute("xmlns", ims);
        general(one);
        out_.open("metametadata");
        out_.element("metadatascheme", "LOMv1.0");
        out_.element("metadatascheme", "nl_lom_v1p0");
        out_.close();
        if (!one.locations.empty()) {
            out_.open("technical");
            for (const std::string& each : one.locations) out_.element("location", each);
            out_.close();
        }
        if (!one.resource_types.empty() || !one.contexts.empty()) {
            out_.open("educational");
            for (const coded& each : one.resource_types) vocabulary("learningresourcetype", each);
            for (const coded& each : one.contexts) vocabulary("context", each);
            out_.close();
        }
        for (const classification& each : one.classifications) write(each);
        out_.close();
    }

private:
    void phrase(std::string_view name, const std::string& text, std::string_view language = "x-none") {
        if (text.empty()) return;
        out_.open(name);
        out_.open("langstring");
        out_.attribute("xml:lang", language.empty() ? "x-none" : language);
        out_.text(text);
        out_.close();
        out_.close();
    }

    void vocabulary(std::string_view name, const coded& one) {
        out_.open(name);
        phrase("source", one.source);
        phrase("value", one.value);
        out_.close();
    }

    void general(const lom& one) {
        out_.open("general");
        phrase("title", one.title, one.title_language);
        for (const std::string& each : one.identifiers) {
            out_.open("catalogentry");
            out_.element("catalog", "URI");
            phrase("entry", each);
            out_.close();
        }
        for (const std::string& each : one.languages) out_.element("language", each);
        phrase("description", one.description, one.title_language);
        if (!one.aggregation.empty())
            vocabulary(
                "aggregationlevel",
                {"http://purl.edustandaard.nl/vdex_aggregationlevel_czp_20060628.xml", one.aggregation}
            );
        out_.close();
    }

    void write(const classification& one) {
        out_.open("classification");
        vocabulary("purpose", one.purpose);
        for (const taxon_path& path : one.paths) {
            out_.open("taxonpath");
            phrase("source", path.source);
            for (const taxon& each : path.taxa) {
                out_.open("taxon");
                if (!each.id.empty()) out_.element("id", each.id);
                phrase("entry", each.entry, "nl");
                out_.close();
            }
            out_.close();
        }
        out_.close();
    }

    xml::writer& out_;
};

} // namespace

// A day stands for a moment that is not known. One record stands by itself; several as a collection answers them.
std::string write(const document& whole, instant now) {
    xml::writer out(true);
    lom_writer records(out);
    out.declaration();
    if (whole.records.size() == 1 && whole.records.front().record.empty()) {
        records.write(whole.records.front());
        return out.finish();
    }
    out.open("OAI-PMH");
    out.attribute("xmlns", oai);
    out.element("responseDate", to_rfc3339(now));
    out.element("request", "https://schakel.invalid/oai");
    out.open("ListRecords");
    for (const lom& one : whole.records) {
        out.open("record");
        out.open("header");
        out.element(
            "identifier", one.record.empty() && !one.identifiers.empty() ? one.identifiers.front() : one.record
        );
        out.element("datestamp", one.datestamp.empty() ? to_string(date_in_amsterdam(now)) : one.datestamp);
        out.close();
        out.open("metadata");
        records.write(one);
        out.close();
        out.close();
    }
    out.close();
    out.close();
    return out.finish();
}

} // namespace schakel::nl_lom
