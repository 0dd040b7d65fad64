#include "adapters/common/goals/keys.hpp"
#include "adapters/vdex/translate.hpp"

namespace schakel::vdex {

namespace {

using goal_files::trimmed;

std::string text_of(xml::node parent, std::string_view name) {
    return std::string(trimmed(parent.child(name_space, name).text()));
}

std::vector<langstring> langstrings(xml::node of, std::string_view otherwise) {
    std::vector<langstring> list;
    for (xml::node one = of.child(name_space, "langstring"); one; one = one.next(name_space, "langstring")) {
        const std::string_view language = one.attribute("language").value_or(otherwise);
        if (!trimmed(one.text()).empty()) list.push_back({std::string(trimmed(one.text())), std::string(language)});
    }
    return list;
}

bool is_true(std::string_view text) {
    return text == "true" || text == "1";
}

struct reading {
    document& into;

    term read_term(xml::node from) {
        term one;
        one.identifier = text_of(from, "termIdentifier");
        one.captions = langstrings(from.child(name_space, "caption"), into.language);
        one.valid_index = is_true(from.attribute("validIndex").value_or("true"));
        one.where.offset = from.offset();
        for (xml::node child = from.first_child(); child; child = child.next_sibling()) {
            if (child.is(name_space, "term")) one.terms.push_back(read_term(child));
            if (child.is(name_space, "description"))
                for (langstring& text : langstrings(child, into.language)) one.descriptions.push_back(std::move(text));
            into.media += child.is(name_space, "mediaDescriptor");
            into.metadata += child.is(name_space, "metadata");
        }
        return one;
    }

    relationship read_relationship(xml::node from) {
        const xml::node source = from.child(name_space, "sourceTerm"), target = from.child(name_space, "targetTerm");
        const xml::node type = from.child(name_space, "relationshipType");
        relationship one;
        one.identifier = text_of(from, "relationshipIdentifier");
        one.source = trimmed(source.text());
        one.source_vocabulary = source.attribute_or_empty("vocabIdentifier");
        one.target = trimmed(target.text());
        one.target_vocabulary = target.attribute_or_empty("vocabIdentifier");
        one.type = trimmed(type.text());
        one.type_source = type.attribute_or_empty("source");
        one.where.offset = from.offset();
        into.metadata += static_cast<bool>(from.child(name_space, "metadata"));
        return one;
    }
};

} // namespace

document parse(xml::node root) {
    document out;
    out.profile = root.attribute("profileType").value_or("lax");
    out.language = root.attribute_or_empty("language");
    out.order_significant = is_true(root.attribute_or_empty("orderSignificant"));
    out.identifier = text_of(root, "vocabIdentifier");
    out.names = langstrings(root.child(name_space, "vocabName"), out.language);
    reading read{out};
    for (xml::node child = root.first_child(); child; child = child.next_sibling()) {
        if (child.is(name_space, "term")) out.terms.push_back(read.read_term(child));
        if (child.is(name_space, "relationship")) out.relationships.push_back(read.read_relationship(child));
        out.metadata += child.is(name_space, "metadata");
    }
    return out;
}

} // namespace schakel::vdex
