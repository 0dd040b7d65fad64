#include "adapters/common/goals/keys.hpp"
#include "adapters/skos/translate.hpp"
#include "gateway/codec/json_ld_reader.hpp"
#include "gateway/codec/turtle_reader.hpp"

namespace schakel::skos {

document parse(std::string_view bytes, const document_limits& limits, findings& found) {
    document out;
    const rdf::triple_sink into = [&](rdf::triple&& one) {
        std::string iri = one.subject.kind == rdf::node_kind::blank ? "_:" + one.subject.text : one.subject.text;
        const auto [place, fresh] = out.by_iri.emplace(iri, out.resources.size());
        if (fresh) out.resources.push_back({std::move(iri), {}, one.where});
        out.resources[place->second].properties.push_back({std::move(one.predicate), std::move(one.object)});
    };
    const std::string_view start = goal_files::trimmed(bytes.substr(0, 256));
    if (start.starts_with('{') || (start.starts_with('[') && start.find('{') != start.npos)) {
        const auto text = json::document::parse(bytes, limits, found);
        if (!text) return out;
        rdf::read_json_ld(text->root(), {}, limits, into, found);
        json::locate(bytes, found);
        for (resource& one : out.resources) one.where.line = 0; // known by offset; placed when reported
    } else {
        rdf::read_turtle(bytes, {}, limits, into, found);
    }
    return out;
}

} // namespace schakel::skos
