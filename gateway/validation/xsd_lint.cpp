#include "gateway/validation/schema_lint.hpp"

#include "gateway/codec/xml_scanner.hpp"
#include "gateway/validation/xsd_source.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation {

namespace {

using xsd::source_document;
using xsd::source_node;

constexpr std::array rule_list{
    rule{
        "xml-schema.unused", severity::info, "XSD 1.0 part 1, 3.15", "Niets in deze schema's verwijst naar {got}.",
        "Nothing in these schemas refers to {got}.", "Haal het weg, tenzij een ander schema het gebruikt.",
        "Remove it, unless another schema uses it."},
    rule{
        "xml-schema.abstract-without-derived", severity::warning, "XSD 1.0 part 1, 3.4.1",
        "Het element {got} kan nooit geldig zijn: {expected} is abstract, en geen geladen schema leidt er iets van af.",
        "The element {got} can never be valid: {expected} is abstract, and no loaded schema derives anything from it.",
        "Laad ook het schema van de partner die het afgeleide type bepaalt.",
        "Load the schema of the partner who defines the derived type as well."},
    rule{
        "xml-schema.selects-nothing", severity::warning, "XSD 1.0 part 1, 3.11.6",
        "Deze sleutel controleert niets: geen van deze schema's kent {got}.",
        "This key checks nothing: none of these schemas knows {got}.",
        "Zet voor elke naam in xpath het voorvoegsel van zijn namespace; de standaardnamespace telt daar niet.",
        "Write the prefix of its namespace before each name in xpath; the default namespace does not count there."},
    rule{
        "xml-schema.wildcard-unchecked", severity::info, "XSD 1.0 part 1, 3.10.1",
        "Wat hier uit namespace {got} staat, wordt niet gecontroleerd: geen geladen schema kent die namespace.",
        "What stands here from namespace {got} is not checked: no loaded schema knows that namespace.",
        "Laad ook het schema van die namespace, of laat processContents=\"skip\" zeggen dat het zo bedoeld is.",
        "Load the schema of that namespace as well, or let processContents=\"skip\" say that it is meant so."},
    rule{
        "xml-schema.wildcard-never", severity::warning, "XSD 1.0 part 1, 3.10.1",
        "Uit namespace {got} kan hier niets geldig zijn: geen geladen schema kent die namespace.",
        "Nothing from namespace {got} can be valid here: no loaded schema knows that namespace.",
        "Laad ook het schema van die namespace.", "Load the schema of that namespace as well."}};

const rule& rule_of(std::string_view id) {
    return *std::ranges::find(rule_list, id, &rule::id);
}

using expanded = std::pair<std::string, std::string>; // namespace, local name

std::string shown(const expanded& name) {
    return name.first.empty() ? name.second : "{" + name.first + "}" + name.second;
}

bool is_true(const source_node& node, const char* attribute) {
    const std::string value = node.get(attribute);
    return value == "true" || value == "1";
}

template <class See>
void each_word(std::string_view text, std::string_view between, See see) {
    for (std::size_t at = text.find_first_not_of(between); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(between, at), text.size());
        see(text.substr(at, end - at));
        at = text.find_first_not_of(between, end);
    }
}

template <class See>
void each_node(const source_node& node, const See& see) {
    see(node);
    for (const auto& child : node.children) each_node(*child, see);
}

class linter {
public:
    explicit linter(const std::vector<std::unique_ptr<source_document>>& documents) : documents_(documents) {
        for (const auto& one : documents) {
            spaces_.insert(one->target);
            for (const auto& child : one->root->children) global(*child);
            each_node(*one->root, [&](const source_node& node) { collect(node); });
        }
    }

    std::vector<schema_remark> run() {
        for (const auto& one : documents_) {
            each_node(*one->root, [&](const source_node& node) {
                unused(node);
                abstract_alone(node);
                xpath(node);
                wildcard(node);
            });
            locate(*one);
        }
        return std::move(out_);
    }

private:
    // A prefix is bound where it stands; a name without one means the target where the document adopted it.
    static expanded resolve(const source_node& at, std::string_view qname) {
        const std::size_t colon = qname.find(':');
        const std::string_view prefix = colon == std::string_view::npos ? std::string_view() : qname.substr(0, colon);
        const auto bound = at.bindings.find(prefix);
        std::string space = bound == at.bindings.end() ? std::string() : bound->second;
        if (space.empty() && prefix.empty() && at.document->adopted) space = at.document->target;
        return {space, std::string(qname.substr(colon == std::string_view::npos ? 0 : colon + 1))};
    }

    static bool qualified(const source_node& node) {
        const std::string own = node.get("form");
        const char* otherwise = node.is("element") ? "elementFormDefault" : "attributeFormDefault";
        return (own.empty() ? node.document->root->get(otherwise) : own) == "qualified";
    }

    static bool is_global(const source_node& node) {
        return node.parent && node.parent->is("schema") && node.find("name");
    }

    void global(const source_node& node) {
        if (!node.find("name")) return;
        const expanded name{node.document->target, node.get("name")};
        if (node.is("complexType")) types_.emplace(name, &node);
        if (node.is("element")) elements_.emplace(name, &node);
    }

    void collect(const source_node& node) {
        const bool element = node.is("element"), attribute = node.is("attribute");
        if ((element || attribute) && node.find("name")) {
            const bool spaced = is_global(node) || qualified(node);
            (element ? declared_ : attributes_).insert({spaced ? node.document->target : "", node.get("name")});
        }
        for (const char* at : {"ref", "type", "base", "itemType", "memberTypes", "substitutionGroup"}) {
            const std::string* value = node.find(at);
            if (!value) continue;
            each_word(*value, " \t\r\n", [&](std::string_view one) { used_.insert(resolve(node, one)); });
        }
        if (const std::string* base = node.find("base")) {
            const source_node* type = &node;
            while (type && !type->is("complexType")) type = type->parent;
            if (type) derived_.emplace(resolve(node, *base), type);
        }
        if (const std::string* head = node.find("substitutionGroup")) members_.emplace(resolve(node, *head), &node);
    }

    // A type derived from another may be named by xsi:type, and an element may begin a document.
    void unused(const source_node& node) {
        if (!is_global(node) || node.is("element") || node.is("attribute") || node.is("notation")) return;
        if (node.is("complexType") && node.child("complexContent")) return;
        const expanded name{node.document->target, node.get("name")};
        if (!used_.contains(name)) add("xml-schema.unused", node, {}, shown(name));
    }

    void abstract_alone(const source_node& node) {
        if (!node.is("element")) return;
        if (const std::string* type = node.find("type")) {
            const expanded name = resolve(node, *type);
            const auto found = types_.find(name);
            if (found == types_.end() || !is_true(*found->second, "abstract") || has_concrete(name, 0)) return;
            add("xml-schema.abstract-without-derived", node, shown(name), node.get("name"));
        } else if (const std::string* ref = node.find("ref")) {
            const expanded name = resolve(node, *ref);
            const auto found = elements_.find(name);
            if (found == elements_.end() || !is_true(*found->second, "abstract") || has_member(name, 0)) return;
            add("xml-schema.abstract-without-derived", node, shown(name), *ref);
        }
    }

    bool has_concrete(const expanded& base, int depth) const {
        const auto [begin, end] = derived_.equal_range(base);
        return std::any_of(begin, end, [&](const auto& one) {
            const source_node& type = *one.second;
            if (!is_true(type, "abstract") && is_global(type)) return true;
            return depth < 100 && is_global(type) && has_concrete({type.document->target, type.get("name")}, depth + 1);
        });
    }

    bool has_member(const expanded& head, int depth) const {
        const auto [begin, end] = members_.equal_range(head);
        return std::any_of(begin, end, [&](const auto& one) {
            const source_node& member = *one.second;
            if (!is_true(member, "abstract")) return true;
            return depth < 100 && has_member({member.document->target, member.get("name")}, depth + 1);
        });
    }

    void xpath(const source_node& node) {
        if (!node.is("selector") && !node.is("field")) return;
        each_word(node.get("xpath"), " \t\r\n|/", [&](std::string_view step) {
            bool attribute = step.starts_with('@');
            if (attribute) step.remove_prefix(1);
            for (const std::string_view axis : {std::string_view("child::"), std::string_view("attribute::")}) {
                if (!step.starts_with(axis)) continue;
                attribute = axis.starts_with('a');
                step.remove_prefix(axis.size());
            }
            if (step.empty() || step == "." || step.ends_with('*')) return;
            expanded name = resolve(node, step);
            if (step.find(':') == std::string_view::npos) name.first.clear(); // the default namespace does not count
            const auto& known = attribute ? attributes_ : declared_;
            if (!known.contains(name) && name.first != "http://www.w3.org/XML/1998/namespace")
                add("xml-schema.selects-nothing", node, {}, (attribute ? "@" : "") + shown(name));
        });
    }

    void wildcard(const source_node& node) {
        const std::string* spaces = node.find("namespace");
        if ((!node.is("any") && !node.is("anyAttribute")) || !spaces || node.get("processContents") == "skip") return;
        const bool lax = node.get("processContents") == "lax";
        each_word(*spaces, " \t\r\n", [&](std::string_view one) {
            if (one.starts_with("##") || spaces_.contains(one)) return;
            add(lax ? "xml-schema.wildcard-unchecked" : "xml-schema.wildcard-never", node, {}, std::string(one));
        });
    }

    void add(std::string_view id, const source_node& at, std::string expected, std::string got) {
        finding what{&rule_of(id), {}, std::move(expected), std::move(got), {}};
        what.where.offset = at.offset;
        out_.push_back({at.document->name, std::move(what)});
    }

    void locate(const source_document& document) {
        findings places;
        for (schema_remark& one : out_)
            if (one.file == document.name) places.push_back(one.what);
        xml::locate(document.bytes, places);
        auto next = places.begin();
        for (schema_remark& one : out_)
            if (one.file == document.name) one.what = *next++;
    }

    const std::vector<std::unique_ptr<source_document>>& documents_;
    std::set<std::string, std::less<>> spaces_;
    std::map<expanded, const source_node*> types_, elements_;
    std::set<expanded> declared_, attributes_, used_;
    std::multimap<expanded, const source_node*> derived_, members_; // by base, by head
    std::vector<schema_remark> out_;
};

} // namespace

std::vector<schema_remark> lint_xsd(std::span<const std::string> names, const schema_catalogue& catalogue) {
    const auto documents = xsd::load_documents(names, catalogue);
    return linter(documents).run();
}

std::span<const rule> xsd_lint_rules() {
    return rule_list;
}

} // namespace schakel::validation
