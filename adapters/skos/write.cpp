#include "adapters/skos/translate.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/codec/turtle_writer.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace schakel::skos {

namespace {

struct prefix {
    std::string_view name, space;
};

constexpr std::array prefixes{
    prefix{"skos", name_space}, prefix{"dct", dcterms}, prefix{"owl", owl},
    prefix{"xsd", "http://www.w3.org/2001/XMLSchema#"}};

// Statements with one predicate stand together; RDF has no order, and no statement twice.
std::vector<property> arranged(const resource& one) {
    std::vector<property> list = one.properties;
    std::ranges::sort(list, [](const property& a, const property& b) {
        const bool first = a.predicate == rdf::type_iri, second = b.predicate == rdf::type_iri;
        if (first != second) return first;
        return std::tie(a.predicate, a.value) < std::tie(b.predicate, b.value);
    });
    const auto same = [](const property& a, const property& b) {
        return a.predicate == b.predicate && a.value == b.value;
    };
    const auto [from, to] = std::ranges::unique(list, same);
    list.erase(from, to);
    return list;
}

std::string shortened(std::string_view iri) {
    if (iri == rdf::type_iri) return "@type";
    for (const prefix& one : prefixes)
        if (iri.starts_with(one.space)) return std::string(one.name) + ":" + std::string(iri.substr(one.space.size()));
    return std::string(iri);
}

void write_value(json::writer& out, const property& one) {
    if (one.predicate == rdf::type_iri) {
        out.text(shortened(one.value.text));
        return;
    }
    out.begin_object();
    if (one.value.kind == rdf::node_kind::iri) {
        out.member("@id", one.value.text);
    } else {
        out.member("@value", one.value.text).member_if_present("@language", one.value.language);
        if (!one.value.datatype.empty()) out.member("@type", shortened(one.value.datatype));
    }
    out.end_object();
}

} // namespace

std::string write_turtle(const document& whole) {
    std::string text;
    rdf::turtle_writer out(text);
    for (const prefix& one : prefixes) out.prefix(one.name, one.space);
    for (const resource& one : whole.resources) {
        out.begin(one.iri);
        for (const property& each : arranged(one)) {
            if (each.value.kind == rdf::node_kind::iri)
                out.iri(each.predicate, each.value.text);
            else if (each.value.datatype.empty())
                out.text(each.predicate, each.value.text, each.value.language);
            else
                out.typed(each.predicate, each.value.text, each.value.datatype);
        }
        out.end();
    }
    return text;
}

std::string write_json_ld(const document& whole) {
    json::writer out(true);
    out.begin_object().name("@context").begin_object();
    for (const prefix& one : prefixes) out.member(one.name, one.space);
    out.end_object().name("@graph").begin_array();
    for (const resource& one : whole.resources) {
        out.begin_object().member("@id", one.iri);
        const std::vector<property> list = arranged(one);
        for (std::size_t i = 0; i < list.size();) {
            out.name(shortened(list[i].predicate)).begin_array();
            const std::string& same = list[i].predicate;
            for (; i < list.size() && list[i].predicate == same; ++i) write_value(out, list[i]);
            out.end_array();
        }
        out.end_object();
    }
    out.end_array().end_object();
    return out.finish() + "\n";
}

} // namespace schakel::skos
