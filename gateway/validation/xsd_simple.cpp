// Checking values against simple types.
#include "gateway/validation/xsd_simple.hpp"

#include "gateway/validation/code_points.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool fail(value_fault& fault, facet broken, const simple_type& type) {
    fault = {broken, &type};
    return false;
}

// Length in the unit of the type: items, octets or characters. None where length means nothing (QName).
std::optional<std::size_t> length_of(const simple_type& type, const value& v, std::string_view text) {
    switch (type.primitive) {
    case primitive::hex_binary:
    case primitive::base64_binary: return v.octets;
    case primitive::qname:
    case primitive::notation: return std::nullopt;
    default: return count_code_points(text);
    }
}

bool check_length(const simple_type& type, std::size_t length, value_fault& fault) {
    if (type.length && length != *type.length) return fail(fault, facet::length, type);
    if (type.min_length && length < *type.min_length) return fail(fault, facet::min_length, type);
    if (type.max_length && length > *type.max_length) return fail(fault, facet::max_length, type);
    return true;
}

bool has_length_facet(const simple_type& type) {
    return type.length || type.min_length || type.max_length;
}

bool check_patterns(const simple_type& type, std::string_view text, value_fault& fault) {
    for (const auto& group : type.patterns) {
        const bool any = std::any_of(group.begin(), group.end(), [&](const regex& r) { return r.matches(text); });
        if (!any) return fail(fault, facet::pattern, type);
    }
    return true;
}

bool check_bounds(const simple_type& type, const value& v, value_fault& fault) {
    if (type.least) {
        const auto order = compare(type.primitive, v, type.least->limit);
        if (!(order > 0 || (order == 0 && !type.least->exclusive)))
            return fail(fault, type.least->exclusive ? facet::min_exclusive : facet::min_inclusive, type);
    }
    if (type.greatest) {
        const auto order = compare(type.primitive, v, type.greatest->limit);
        if (!(order < 0 || (order == 0 && !type.greatest->exclusive)))
            return fail(fault, type.greatest->exclusive ? facet::max_exclusive : facet::max_inclusive, type);
    }
    return true;
}

bool is_allowed(const simple_type& type, std::string_view text, std::string_view canonical) {
    return std::any_of(type.allowed.begin(), type.allowed.end(), [&](const allowed_value& a) {
        return type.compares_text ? a.text == text : a.canonical == canonical;
    });
}

bool check_atomic(
    const simple_type& type, std::string_view text, value_context& context, value_fault& fault, std::string* canonical
) {
    value v;
    if (!read_value(type.primitive, text, context.scope, v)) return fail(fault, facet::datatype, type);
    if (type.integer && text.find('.') != std::string_view::npos) return fail(fault, facet::datatype, type);
    if (type.form && !type.form->matches(text)) return fail(fault, facet::datatype, type);
    if (type.names_entity && !context.of_schema) return fail(fault, facet::datatype, type);
    if (has_length_facet(type))
        if (const auto length = length_of(type, v, text); length && !check_length(type, *length, fault)) return false;
    if ((type.least || type.greatest) && !check_bounds(type, v, fault)) return false;
    if (type.total_digits && v.whole.size() + v.fraction.size() > *type.total_digits)
        return fail(fault, facet::total_digits, type);
    if (type.fraction_digits && v.fraction.size() > *type.fraction_digits)
        return fail(fault, facet::fraction_digits, type);
    if (!check_patterns(type, text, fault)) return false;
    if (context.collects_ids && (type.names_id || type.refers_to_id)) context.ids.emplace_back(type.names_id, text);
    const bool compares_canonical = !type.allowed.empty() && !type.compares_text;
    std::string own;
    if (canonical == nullptr && compares_canonical) canonical = &own;
    const std::size_t start = canonical != nullptr ? canonical->size() : 0;
    if (canonical != nullptr) append_canonical(type.primitive, v, text, *canonical);
    if (type.allowed.empty()) return true;
    const auto written = canonical != nullptr ? std::string_view(*canonical).substr(start) : std::string_view{};
    return is_allowed(type, text, written) || fail(fault, facet::enumeration, type);
}

// Facets of lists and unions, whose parts have been checked: patterns, lengths in items, allowed values.
bool check_composed(
    const simple_type& type, std::string_view text, std::optional<std::size_t> items, std::string_view canonical,
    value_fault& fault
) {
    if (items && !check_length(type, *items, fault)) return false;
    if (!check_patterns(type, text, fault)) return false;
    if (type.allowed.empty() || is_allowed(type, text, canonical)) return true;
    return fail(fault, facet::enumeration, type);
}

bool check_treated(
    const simple_type& type, std::string_view text, value_context& context, value_fault& fault, std::string* canonical
);

bool check_list(
    const simple_type& type, std::string_view text, value_context& context, value_fault& fault, std::string& canonical
) {
    const std::size_t start = canonical.size();
    std::size_t items = 0;
    canonical += '[';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (!check_treated(context.types[type.item], text.substr(at, end - at), context, fault, &canonical))
            return false;
        canonical += ' ';
        ++items;
        at = end + 1;
    }
    canonical += ']';
    return check_composed(type, text, items, std::string_view(canonical).substr(start), fault);
}

// The first member that takes the value decides; the fault of a lone member is told, else the union's own.
bool check_union(
    const simple_type& type, std::string_view text, value_context& context, value_fault& fault, std::string& canonical
) {
    const std::size_t start = canonical.size();
    for (const index member : type.members) {
        const simple_type& m = context.types[member];
        std::string buffer;
        const std::size_t ids = context.ids.size();
        const std::string_view treated = treat_white_space(m.space, text, buffer);
        if (check_treated(m, treated, context, fault, &canonical))
            return check_composed(type, treated, std::nullopt, std::string_view(canonical).substr(start), fault);
        canonical.resize(start);
        context.ids.resize(ids);
    }
    return type.members.size() == 1 ? false : fail(fault, facet::datatype, type);
}

bool check_treated(
    const simple_type& type, std::string_view text, value_context& context, value_fault& fault, std::string* canonical
) {
    if (type.variety == variety::atomic) return check_atomic(type, text, context, fault, canonical);
    std::string own;
    std::string& written = canonical != nullptr ? *canonical : own;
    return type.variety == variety::list ? check_list(type, text, context, fault, written)
                                         : check_union(type, text, context, fault, written);
}
} // namespace

std::string_view treat_white_space(white_space how, std::string_view text, std::string& buffer) {
    if (how == white_space::preserve) return text;
    if (how == white_space::replace) {
        if (text.find_first_of("\t\n\r") == std::string_view::npos) return text;
        buffer.assign(text);
        std::replace_if(buffer.begin(), buffer.end(), is_space, ' ');
        return buffer;
    }
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    const auto inner = std::find_if(text.begin(), text.end(), is_space);
    if (inner == text.end()) return text;
    buffer.clear();
    for (const char c : text) {
        if (!is_space(c))
            buffer += c;
        else if (buffer.back() != ' ')
            buffer += ' ';
    }
    return buffer;
}

bool check_value(
    const simple_type& type, std::string_view text, value_context& context, value_fault& fault, std::string* canonical
) {
    context.ids.clear();
    if ((canonical == nullptr || type.plan.what == value_plan::way::text) && is_plainly_right(type, text)) {
        if (canonical != nullptr) append_canonical(type.primitive, {}, text, *canonical);
        return true;
    }
    return check_treated(type, treat_white_space(type.space, text, context.buffer), context, fault, canonical);
}

} // namespace schakel::validation::xsd
