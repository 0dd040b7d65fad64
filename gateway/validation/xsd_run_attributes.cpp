// Attributes of one element.
#include "gateway/validation/xsd_run.hpp"
#include "gateway/validation/xsd_suggest.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::string_view not_in_simple = "XSD 1.0 cvc-type.3.1.1";
constexpr std::string_view not_by_wildcard = "XSD 1.0 cvc-complex-type.3.2.2";

std::string attribute_name(const xml::attribute& a) {
    const std::string_view local = a.id.local.substr(0, 60);
    return a.id.space.empty() ? std::string(local)
                              : "{" + std::string(a.id.space.substr(0, 100)) + "}" + std::string(local);
}
} // namespace

const attribute_use* validation_run::use_of(const element_type& type, index name) const {
    if (name == none) return nullptr;
    for (const attribute_use& use : type.attributes)
        if (use.name == name) return &use;
    return nullptr;
}

void validation_run::check_attributes(const element_type& type, const started& e) {
    has_plain_attribute_ = is_one_plain_attribute(type, e);
    if (has_plain_attribute_) return;
    std::uint64_t few[4] = {};
    std::vector<std::uint64_t> many(type.attributes.size() > 256 ? type.attributes.size() / 64 + 1 : 0);
    const std::span<std::uint64_t> seen = many.empty() ? std::span<std::uint64_t>(few) : many;
    for (const xml::attribute& a : e.attributes) {
        const met_name met = meet(a.id);
        if (met.in_instance_space) continue;
        if (const attribute_use* use = use_of(type, met.name)) {
            const auto place = static_cast<std::size_t>(use - type.attributes.data());
            seen[place / 64] |= std::uint64_t{1} << place % 64;
            check_attribute(*use, a);
        } else {
            check_other_attribute(type, a, met.name, met.space);
        }
    }
    if (!type.attributes.empty()) check_missing_attributes(type, e, seen);
}

// The most common form: the one attribute that the type knows, with an ordinary value.
bool validation_run::is_one_plain_attribute(const element_type& type, const started& e) {
    if (e.attributes.size() != 1 || type.attributes.size() != 1) return false;
    const attribute_use& use = type.attributes.front();
    return meet(e.attributes.front().id).name == use.name && !use.fixed &&
           is_plainly_right(tables_.simple_types[use.type], e.attributes.front().value);
}

void validation_run::check_attribute(const attribute_use& use, const xml::attribute& a) {
    value_fault fault;
    canonical_.clear();
    if (!check_value(tables_.simple_types[use.type], a.value, values_, fault, use.fixed ? &canonical_ : nullptr))
        return report_value(fault, a.value, a.offset);
    if (!values_.ids.empty()) note_ids(a.offset);
    if (use.fixed && canonical_ != *use.fixed)
        sink_.add(rule_of(xsd_rule::fixed_value), a.offset, *use.preset, masked(a.value), "XSD 1.0 cvc-au");
}

void validation_run::check_other_attribute(const element_type& type, const xml::attribute& a, index name, index space) {
    if (!type.any_attribute || !type.any_attribute->allows(space)) {
        const std::string_view clause = !type.is_complex     ? not_in_simple
                                        : type.any_attribute ? not_by_wildcard
                                                             : std::string_view{};
        return sink_.add(
            rule_of(xsd_rule::unknown_attribute), a.offset, describe_attributes(type, a.id.local), attribute_name(a),
            clause
        );
    }
    if (type.any_attribute->contents == wildcard::process::skip) return;
    if (const auto known = tables_.global_attributes.find(name); known != tables_.global_attributes.end())
        return check_attribute(known->second, a);
    if (type.any_attribute->contents == wildcard::process::strict)
        sink_.add(rule_of(xsd_rule::undeclared_attribute), a.offset, {}, attribute_name(a));
}

void validation_run::check_missing_attributes(
    const element_type& type, const started& e, std::span<const std::uint64_t> seen
) {
    for (std::size_t i = 0; i < type.attributes.size(); ++i) {
        const attribute_use& use = type.attributes[i];
        if (use.required && (seen[i / 64] >> i % 64 & 1) == 0 && !is_misspelled(type, use, e))
            sink_.add(rule_of(xsd_rule::missing_attribute), e.offset, tables_.names.expanded(use.name), {});
    }
}

// Whether an attribute that has been reported as unknown is this one, written wrongly: told once.
bool validation_run::is_misspelled(const element_type& type, const attribute_use& use, const started& e) {
    return std::any_of(e.attributes.begin(), e.attributes.end(), [&](const xml::attribute& a) {
        const met_name met = meet(a.id);
        const bool unknown = !met.in_instance_space && use_of(type, met.name) == nullptr &&
                             !(type.any_attribute && type.any_attribute->allows(met.space));
        return unknown && is_near(a.id.local, tables_.names.local(use.name));
    });
}

std::string validation_run::describe_attributes(const element_type& type, std::string_view got) const {
    std::vector<std::string> names;
    for (const attribute_use& use : type.attributes) names.push_back(tables_.names.expanded(use.name));
    return names.empty() ? "-" : nearest_first(names, got);
}

// Keys of an element whose one attribute has been seen to be plainly right. False: they take the longer way.
bool validation_run::enter_plain_attribute(const element_type& type, const started& e) {
    const attribute_use& use = type.attributes.front();
    const simple_type& simple = tables_.simple_types[use.type];
    if (simple.plan.what != value_plan::way::text) return false;
    for (const identity_check::attribute_key& k : identity_.attribute_keys())
        if (k.test.name != use.name) return false;
    const std::string_view value = e.attributes.front().value;
    for (const identity_check::attribute_key& k : identity_.attribute_keys())
        identity_.enter(k.scope, e.offset, canonical_mark(simple.primitive), value, lasts(value));
    return true;
}

// Keys that are one attribute with an ordinary text, and attributes that may be and are left out; the rest goes the
// long way.
void validation_run::enter_attribute_keys(frame& f, const started& e) {
    if (has_plain_attribute_ && enter_plain_attribute(*f.type, e)) return;
    for (const identity_check::attribute_key& k : identity_.attribute_keys()) {
        const attribute_use* use = use_of(*f.type, k.test.name);
        const auto given =
            std::ranges::find_if(e.attributes, [&](const xml::attribute& a) { return meet(a.id).name == k.test.name; });
        if (given != e.attributes.end() && use != nullptr) {
            const simple_type& type = tables_.simple_types[use->type];
            if (type.plan.what == value_plan::way::text && is_plainly_right(type, given->value)) {
                identity_.enter(k.scope, e.offset, canonical_mark(type.primitive), given->value, lasts(given->value));
                continue;
            }
        }
        const bool lacks = given == e.attributes.end() && identity_.may_lack(k.scope);
        if (lacks && (use == nullptr || (!use->required && !use->preset))) continue;
        identity_.select(k.scope, static_cast<std::uint32_t>(frames_.size() - 1), e.offset, f.level);
    }
}

// The values that fields of identity constraints select among the attributes, defaults included.
void validation_run::answer_requests(const element_type& type, const started& e) {
    const bool collected = std::exchange(values_.collects_ids, false);
    const auto answer = [&](const identity_check::attribute_request& r, index simple, std::string_view text) {
        value_fault fault;
        canonical_.clear();
        if (check_value(tables_.simple_types[simple], text, values_, fault, &canonical_))
            identity_.set_value(r.target, r.field, canonical_);
        else
            identity_.no_value(r.target);
    };
    const auto given = [&](index name) {
        return std::any_of(e.attributes.begin(), e.attributes.end(), [&](const xml::attribute& a) {
            return meet(a.id).name == name;
        });
    };
    for (std::size_t i = 0; i < identity_.requests().size(); ++i) {
        const identity_check::attribute_request r = identity_.requests()[i];
        for (const xml::attribute& a : e.attributes) {
            const met_name met = meet(a.id);
            if (!r.test.accepts(met.name, met.space)) continue;
            if (const attribute_use* use = use_of(type, met.name)) {
                answer(r, use->type, a.value);
                continue;
            }
            const auto known = tables_.global_attributes.find(met.name);
            if (known != tables_.global_attributes.end() && type.any_attribute) answer(r, known->second.type, a.value);
        }
        for (const attribute_use& use : type.attributes) {
            if (!r.test.accepts(use.name, tables_.names.space(use.name)) || given(use.name)) continue;
            if (use.preset) answer(r, use.type, *use.preset);
            if (use.required) identity_.no_value(r.target);
        }
    }
    values_.collects_ids = collected;
}

} // namespace schakel::validation::xsd
