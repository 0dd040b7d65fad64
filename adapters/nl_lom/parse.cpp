#include "adapters/common/goals/keys.hpp"
#include "adapters/nl_lom/translate.hpp"

namespace schakel::nl_lom {

namespace {

using goal_files::collapsed;

bool same_letters(std::string_view name, std::string_view lower) {
    if (name.size() != lower.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
        if (c != lower[i]) return false;
    }
    return true;
}

// The bindings differ in capitals, so that names are compared without them.
bool is(xml::node one, std::string_view lower) {
    return (one.space() == ims || one.space() == ieee) && same_letters(one.local(), lower);
}

xml::node child(xml::node of, std::string_view lower) {
    for (xml::node one = of.first_child(); one; one = one.next_sibling())
        if (is(one, lower)) return one;
    return {};
}

template <class See>
void each_child(xml::node of, std::string_view lower, See see) {
    for (xml::node one = of.first_child(); one; one = one.next_sibling())
        if (is(one, lower)) see(one);
}

struct phrase {
    std::string text, language;
};

// langstring (IMS), string (IEEE) or the element's own text; Dutch before other languages.
phrase phrase_of(xml::node of) {
    phrase best;
    for (xml::node one = of.first_child(); one; one = one.next_sibling()) {
        if (!is(one, "langstring") && !is(one, "string")) continue;
        const std::string text = collapsed(one.text());
        std::string_view language =
            one.attribute("lang", "http://www.w3.org/XML/1998/namespace").value_or(one.attribute_or_empty("language"));
        if (language == "x-none" || language == "none") language = {};
        const bool better = best.text.empty() || (language.starts_with("nl") && !best.language.starts_with("nl"));
        if (!text.empty() && better) best = {text, std::string(language)};
    }
    if (best.text.empty()) best.text = collapsed(of.text());
    return best;
}

std::string text_of(xml::node of) {
    return phrase_of(of).text;
}

coded coded_of(xml::node of) {
    return {text_of(child(of, "source")), goal_files::percent_decoded(text_of(child(of, "value")))};
}

void add_if(std::vector<std::string>& into, std::string text) {
    if (!text.empty()) into.push_back(std::move(text));
}

void read_general(xml::node general, lom& into) {
    each_child(general, "catalogentry", [&](xml::node one) { add_if(into.identifiers, text_of(child(one, "entry"))); });
    each_child(general, "identifier", [&](xml::node one) { add_if(into.identifiers, text_of(child(one, "entry"))); });
    each_child(general, "language", [&](xml::node one) { add_if(into.languages, text_of(one)); });
    const phrase title = phrase_of(child(general, "title"));
    into.title = title.text;
    into.title_language = title.language;
    into.description = text_of(child(general, "description"));
    into.aggregation = coded_of(child(general, "aggregationlevel")).value;
}

classification classification_of(xml::node from) {
    classification one;
    one.purpose = coded_of(child(from, "purpose"));
    one.where.offset = from.offset();
    each_child(from, "taxonpath", [&](xml::node path) {
        taxon_path& made = one.paths.emplace_back();
        made.source = text_of(child(path, "source"));
        each_child(path, "taxon", [&](xml::node each) {
            made.taxa.push_back({collapsed(child(each, "id").text()), text_of(child(each, "entry"))});
        });
    });
    return one;
}

void read_part(xml::node part, lom& into) {
    if (is(part, "general")) {
        read_general(part, into);
    } else if (is(part, "technical")) {
        each_child(part, "location", [&](xml::node one) { add_if(into.locations, text_of(one)); });
    } else if (is(part, "educational")) {
        each_child(part, "learningresourcetype", [&](xml::node one) { into.resource_types.push_back(coded_of(one)); });
        each_child(part, "context", [&](xml::node one) { into.contexts.push_back(coded_of(one)); });
    } else if (is(part, "metametadata")) {
        each_child(part, "metadatascheme", [&](xml::node one) { add_if(into.schemes, text_of(one)); });
        each_child(part, "metadataschema", [&](xml::node one) { add_if(into.schemes, text_of(one)); });
        each_child(part, "contribute", [&](xml::node) { ++into.contributions; });
    } else if (is(part, "classification")) {
        into.classifications.push_back(classification_of(part));
    } else {
        each_child(part, "contribute", [&](xml::node) { ++into.contributions; });
        ++into.others;
    }
}

lom lom_of(xml::node from) {
    lom one;
    one.where.offset = from.offset();
    for (xml::node part = from.first_child(); part; part = part.next_sibling()) read_part(part, one);
    return one;
}

// Walks an envelope: what stands in it that is no record is passed over.
class walk {
public:
    explicit walk(document& into) : into_(into) {}

    void visit(xml::node one) {
        if (is(one, "lom")) {
            into_.records.push_back(lom_of(one));
            into_.records.back().record = record_;
            into_.records.back().datestamp = datestamp_;
            return;
        }
        if (one.space() == "http://edurep.cq2.org/extra") {
            ++into_.derived;
            return;
        }
        const std::string_view name = one.local();
        if (name == "record") record_.clear(), datestamp_.clear();
        if (name == "recordIdentifier" || (name == "identifier" && one.space() == oai)) record_ = collapsed(one.text());
        if (name == "datestamp") datestamp_ = collapsed(one.text());
        if (name == "error" && one.space() == oai) into_.fault = one.attribute_or_empty("code");
        if (name == "diagnostic") into_.fault = "diagnostic";
        if (name == "header" && one.attribute_or_empty("status") == "deleted") deleted(one);
        for (xml::node child = one.first_child(); child; child = child.next_sibling()) visit(child);
    }

private:
    void deleted(xml::node header) {
        lom& gone = into_.records.emplace_back();
        gone.deleted = true;
        gone.where.offset = header.offset();
        gone.record = collapsed(header.child(oai, "identifier").text());
    }

    document& into_;
    std::string record_, datestamp_;
};

} // namespace

document parse(xml::node root) {
    document out;
    out.envelope = is(root, "lom") ? "lom" : root.space() == oai ? "OAI-PMH" : "SRU";
    out.where.offset = root.offset();
    walk(out).visit(root);
    return out;
}

} // namespace schakel::nl_lom
