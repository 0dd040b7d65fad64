#include "gateway/codec/json_ld_reader.hpp"

#include "gateway/codec/rdf_rules.hpp"

#include <map>

namespace schakel::rdf {

namespace {

constexpr std::string_view first_iri = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
constexpr std::string_view rest_iri = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
constexpr std::string_view nil_iri = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";

struct term {
    std::string iri; // or a keyword
    std::string type, language, container;
    bool reverse = false, has_language = false;
};

struct context {
    std::map<std::string, term, std::less<>> terms;
    std::string vocabulary, base, language;
};

class json_ld_reading {
public:
    json_ld_reading(const document_limits& limits, const triple_sink& into, findings& found)
        : limits_(limits), into_(into), found_(found) {}

    bool run(json::value root, std::string_view base) {
        context top;
        top.base = base;
        top_level(root, top);
        return found_.empty();
    }

private:
    void top_level(json::value one, const context& in) {
        if (one.is(json::kind::array)) {
            for (json::value each = one.first_child(); each; each = each.next_sibling()) top_level(each, in);
        } else if (one.is(json::kind::object)) {
            read_node(one, in);
        } else {
            refuse(rules::json_ld_form, one, "node");
        }
    }

    // ------------------------------------------------------------ contexts

    context opened(json::value at, const context& outer) {
        context in = outer;
        if (at.is(json::kind::array)) {
            for (json::value one = at.first_child(); one; one = one.next_sibling()) in = opened(one, in);
        } else if (at.is(json::kind::object)) {
            read_context(at, in);
        } else if (at.is(json::kind::null)) {
            in = {};
        } else {
            refuse(rules::remote_context, at);
        }
        return in;
    }

    void read_context(json::value at, context& in) {
        // Prefixes first: a term may use one that is declared behind it.
        for (json::value one = at.first_child(); one; one = one.next_sibling())
            if (one.is(json::kind::string) && !one.name().starts_with('@'))
                in.terms[std::string(one.name())].iri = one.text();
        for (json::value one = at.first_child(); one; one = one.next_sibling()) {
            const std::string_view name = one.name();
            if (name == "@vocab")
                in.vocabulary = one.text();
            else if (name == "@base")
                in.base = one.text();
            else if (name == "@language")
                in.language = one.text();
            else if (name != "@version" && name.starts_with('@'))
                refuse(rules::json_ld_keyword, one, {}, std::string(name));
            else if (one.is(json::kind::object))
                read_term(one, in);
        }
        for (auto& [name, one] : in.terms)
            if (!one.iri.starts_with('@')) one.iri = expanded(one.iri, in);
    }

    void read_term(json::value at, context& in) {
        term& one = in.terms[std::string(at.name())];
        one = {};
        const json::value reverse = at.member("@reverse");
        one.reverse = static_cast<bool>(reverse);
        one.iri = reverse ? reverse.text() : at.member("@id") ? at.member("@id").text() : at.name();
        if (one.iri.find(':') == std::string::npos && !one.iri.starts_with('@')) one.iri = in.vocabulary + one.iri;
        one.type = at.member("@type").text();
        if (!one.type.empty() && !one.type.starts_with('@')) one.type = expanded(one.type, in);
        one.has_language = static_cast<bool>(at.member("@language"));
        one.language = at.member("@language").text();
        one.container = at.member("@container").text();
    }

    // "skos:prefLabel" by the prefix that is declared; an IRI stays.
    static std::string expanded(std::string_view text, const context& in) {
        const std::size_t colon = text.find(':');
        if (colon == text.npos || text.substr(colon + 1).starts_with("//")) return std::string(text);
        const auto prefix = in.terms.find(text.substr(0, colon));
        if (prefix == in.terms.end() || prefix->second.iri.starts_with('@')) return std::string(text);
        const std::string& space = prefix->second.iri;
        return space == text ? space : space + std::string(text.substr(colon + 1));
    }

    term meaning_of(std::string_view name, const context& in) const {
        if (name.starts_with('@')) return {std::string(name), {}, {}, {}};
        if (const auto known = in.terms.find(name); known != in.terms.end()) return known->second;
        if (name.find(':') != name.npos) return {expanded(name, in), {}, {}, {}};
        return {in.vocabulary.empty() ? std::string() : in.vocabulary + std::string(name), {}, {}, {}};
    }

    // ------------------------------------------------------------ nodes

    node named(std::string_view text, json::value at, const context& in, bool vocabulary = false) {
        if (text.starts_with("_:")) return {node_kind::blank, std::string(text.substr(2)), {}, {}};
        if (vocabulary) {
            const term known = meaning_of(text, in);
            if (!known.iri.empty() && !known.iri.starts_with('@')) text = known.iri;
            return checked(std::string(text), at);
        }
        std::string iri = expanded(text, in);
        if (iri.find(':') == std::string::npos) {
            if (in.base.empty()) refuse(rules::relative_iri, at);
            iri = std::string(namespace_of(in.base)) + iri;
        }
        return checked(std::move(iri), at);
    }

    node checked(std::string iri, json::value at) {
        if (!is_absolute_iri(iri)) refuse(rules::bad_iri, at);
        return {node_kind::iri, std::move(iri), {}, {}};
    }

    node fresh() { return {node_kind::blank, "json-ld-" + std::to_string(++blanks_), {}, {}}; }

    node read_node(json::value at, const context& outer) {
        const json::value local = at.member("@context");
        const context in = local ? opened(local, outer) : outer;
        node subject = fresh();
        bool is_named = false;
        for (json::value one = at.first_child(); one; one = one.next_sibling()) {
            if (meaning_of(one.name(), in).iri != "@id") continue;
            subject = named(one.text(), one, in);
            is_named = true;
        }
        for (json::value one = at.first_child(); one && found_.empty(); one = one.next_sibling())
            read_member(one, subject, in, is_named);
        return subject;
    }

    void read_member(json::value one, const node& subject, const context& in, bool is_named) {
        const term means = meaning_of(one.name(), in);
        if (means.iri.empty() || means.iri == "@context" || means.iri == "@id" || means.iri == "@index") return;
        if (means.iri == "@type") {
            each(one, [&](json::value type) { tell(subject, type_iri, named(type.text(), type, in, true), type); });
        } else if (means.iri == "@graph") {
            if (is_named) refuse(rules::json_ld_keyword, one, {}, "@graph with @id");
            top_level(one, in);
        } else if (means.iri == "@reverse") {
            for (json::value back = one.first_child(); back; back = back.next_sibling()) {
                term turned = meaning_of(back.name(), in);
                turned.reverse = !turned.reverse;
                read_values(back, subject, turned, in);
            }
        } else if (means.iri.starts_with('@')) {
            refuse(rules::json_ld_keyword, one, {}, means.iri);
        } else {
            read_values(one, subject, means, in);
        }
    }

    template <class See>
    static void each(json::value one, See see) {
        if (!one.is(json::kind::array)) return see(one);
        for (json::value item = one.first_child(); item; item = item.next_sibling()) see(item);
    }

    void read_values(json::value at, const node& subject, const term& means, const context& in) {
        if (!is_absolute_iri(means.iri)) return; // a name that stands for no IRI
        if (means.container == "@language" && at.is(json::kind::object)) {
            for (json::value one = at.first_child(); one; one = one.next_sibling())
                each(one, [&](json::value text) {
                    tell(
                        subject, means.iri, {node_kind::literal, std::string(text.text()), std::string(one.name()), {}},
                        text
                    );
                });
            return;
        }
        if (means.container == "@list") return tell(subject, means.iri, read_list(at, means, in), at);
        each(at, [&](json::value one) {
            if (one.is(json::kind::null)) return;
            if (const json::value set = one.is(json::kind::object) ? one.member("@set") : json::value{}) {
                read_values(set, subject, means, in);
                return;
            }
            const node object = read_value(one, means, in);
            if (means.reverse)
                tell(object, means.iri, subject, one);
            else
                tell(subject, means.iri, object, one);
        });
    }

    node read_value(json::value one, const term& means, const context& in) {
        switch (one.kind()) {
        case json::kind::object: return read_object(one, means, in);
        case json::kind::boolean:
            return {node_kind::literal, one.boolean() ? "true" : "false", {}, std::string(xsd) + "boolean"};
        case json::kind::number:
            return {
                node_kind::literal,
                std::string(one.number_text()),
                {},
                std::string(xsd) + (one.integer() ? "integer" : "double")};
        case json::kind::string: break;
        default: refuse(rules::json_ld_form, one, "value"); return {};
        }
        if (means.type == "@id") return named(one.text(), one, in);
        if (means.type == "@vocab") return named(one.text(), one, in, true);
        if (!means.type.empty() && !means.type.starts_with('@'))
            return {node_kind::literal, std::string(one.text()), {}, means.type};
        return {node_kind::literal, std::string(one.text()), means.has_language ? means.language : in.language, {}};
    }

    node read_object(json::value one, const term& means, const context& in) {
        if (const json::value list = one.member("@list")) return read_list(list, means, in);
        const json::value value = one.member("@value");
        if (!value) return read_node(one, in);
        if (value.is(json::kind::object) || value.is(json::kind::array)) refuse(rules::json_ld_form, value, "text");
        node made = read_value(value, {}, in);
        if (const json::value type = one.member("@type")) made.datatype = expanded(type.text(), in);
        made.language = one.member("@language").text();
        return made;
    }

    node read_list(json::value at, const term& means, const context& in) {
        std::vector<json::value> items;
        each(at, [&](json::value one) { items.push_back(one); });
        node head{node_kind::iri, std::string(nil_iri), {}, {}};
        for (auto one = items.rbegin(); one != items.rend(); ++one) {
            const node cell = fresh();
            tell(cell, first_iri, read_value(*one, means, in), *one);
            tell(cell, rest_iri, head, *one);
            head = cell;
        }
        return head;
    }

    void tell(const node& subject, std::string_view predicate, node object, json::value at) {
        if (!found_.empty()) return;
        if (++count_ > limits_.nodes) return refuse(rules::limit_nodes, at, std::to_string(limits_.nodes));
        triple one;
        one.subject = subject;
        one.predicate = predicate;
        one.object = std::move(object);
        one.where.offset = at.offset();
        into_(std::move(one));
    }

    void refuse(const rule& broken, json::value at, std::string expected = {}, std::string got = {}) {
        if (!found_.empty()) return;
        found_.push_back({&broken, {}, std::move(expected), std::move(got), {}});
        found_.back().where.offset = at.offset();
    }

    const document_limits& limits_;
    const triple_sink& into_;
    findings& found_;
    std::size_t blanks_ = 0, count_ = 0;
};

} // namespace

bool read_json_ld(
    json::value root, std::string_view base, const document_limits& limits, const triple_sink& into, findings& found
) {
    findings own;
    const bool good = json_ld_reading(limits, into, own).run(root, base);
    found.insert(found.end(), own.begin(), own.end());
    return good;
}

} // namespace schakel::rdf
