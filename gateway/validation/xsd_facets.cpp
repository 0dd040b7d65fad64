#include "gateway/validation/xsd_facets.hpp"

#include "gateway/validation/xsd_compiler.hpp"

#include <algorithm>
#include <limits>

namespace schakel::validation::xsd {

namespace {
constexpr int facet_count = static_cast<int>(facet::white_space) + 1;

std::optional<facet> facet_of(const source_node& node) {
    for (int f = 1; f < facet_count; ++f)
        if (node.is(facet_name(static_cast<facet>(f)))) return static_cast<facet>(f);
    return std::nullopt;
}

bool has_facet(const simple_type& type, facet f) {
    const bool atomic = type.variety == variety::atomic;
    switch (f) {
    case facet::pattern: return true;
    case facet::enumeration: return !atomic || type.primitive != primitive::boolean;
    case facet::white_space: return type.variety != variety::union_;
    case facet::length:
    case facet::min_length:
    case facet::max_length:
        return type.variety == variety::list ||
               (atomic && (type.primitive == primitive::string || type.primitive >= primitive::hex_binary));
    case facet::total_digits:
    case facet::fraction_digits: return atomic && type.primitive == primitive::decimal;
    default: return atomic && is_ordered(type.primitive);
    }
}

class facet_reader {
public:
    facet_reader(const source_node& restriction, const std::vector<simple_type>& types, simple_type& type)
        : restriction_(restriction), types_(types), base_(types[type.base]), type_(type) {}

    void read() {
        for (const auto& child : restriction_.children)
            if (const auto f = facet_of(*child)) read_one(*child, *f);
        if (!patterns_.empty()) type_.patterns.push_back(std::move(patterns_));
        if (!allowed_.empty()) set_allowed();
        check_together();
    }

private:
    void read_one(const source_node& node, facet f) {
        if (!has_facet(type_, f))
            refuse_invalid(node, "the base type has no facet " + node.local + " (cos-applicable-facets)");
        if (!node.find("value")) refuse_invalid(node, "a facet without value");
        const bool repeats = f == facet::pattern || f == facet::enumeration;
        const std::uint32_t bit = 1u << static_cast<int>(f);
        if (!repeats && (seen_ & bit) != 0)
            refuse_invalid(node, "the facet " + node.local + " stands here twice (src-single-facet-value)");
        seen_ |= bit;
        const std::string value = node.get("value");
        switch (f) {
        case facet::pattern: return add_pattern(node, value);
        case facet::enumeration: return add_allowed(node, value);
        case facet::white_space: set_white_space(node, value); break;
        case facet::length: set_size(node, value, base_.length, type_.length, f, 0); break;
        case facet::min_length: set_size(node, value, base_.min_length, type_.min_length, f, 1); break;
        case facet::max_length: set_size(node, value, base_.max_length, type_.max_length, f, -1); break;
        case facet::total_digits: set_size(node, value, base_.total_digits, type_.total_digits, f, -1); break;
        case facet::fraction_digits: set_size(node, value, base_.fraction_digits, type_.fraction_digits, f, -1); break;
        default: set_bound(node, value, f);
        }
        if (read_flag(node, "fixed")) type_.fixed_facets |= bit;
    }

    void add_pattern(const source_node& node, const std::string& value) {
        auto compiled = regex::compile(value, regex_dialect::xsd);
        if (!compiled) {
            const bool size = compiled.error().message.find("state") != std::string::npos ||
                              compiled.error().message.find("too large") != std::string::npos;
            const std::string message = "the pattern '" + value + "': " + compiled.error().message;
            if (size) refuse_unsupported(node, message);
            refuse_invalid(node, message);
        }
        patterns_.push_back(std::move(*compiled));
    }

    // A value of the base type, with its canonical form.
    allowed_value checked(const source_node& node, const std::string& text) {
        const source_scope scope(node);
        value_context context{types_, &scope, {}};
        context.of_schema = true;
        value_fault fault;
        allowed_value out;
        if (!check_value(base_, text, context, fault, &out.canonical))
            refuse_invalid(
                node, "the value '" + text + "' is not one of the base type (enumeration-valid-restriction)"
            );
        std::string buffer;
        out.text = treat_white_space(base_.space, text, buffer);
        return out;
    }

    void add_allowed(const source_node& node, const std::string& value) { allowed_.push_back(checked(node, value)); }

    void set_allowed() {
        type_.allowed = std::move(allowed_);
        const bool textual = type_.primitive == primitive::string || type_.primitive == primitive::any_uri;
        type_.compares_text = type_.variety == variety::atomic && textual;
    }

    void set_white_space(const source_node& node, const std::string& value) {
        const white_space wanted = value == "preserve"  ? white_space::preserve
                                   : value == "replace" ? white_space::replace
                                                        : white_space::collapse;
        if (wanted == white_space::collapse && value != "collapse")
            refuse_invalid(node, "whiteSpace is preserve, replace or collapse");
        if (wanted < base_.space || (is_fixed(facet::white_space) && wanted != base_.space))
            refuse_invalid(node, "whiteSpace may only become stricter (whiteSpace-valid-restriction)");
        type_.space = wanted;
    }

    bool is_fixed(facet f) const { return (base_.fixed_facets >> static_cast<int>(f) & 1u) != 0; }

    // A nonNegativeInteger of any length; what no value can reach is as good as the largest number.
    static std::optional<std::size_t> read_count(std::string_view text) {
        value number;
        std::string buffer;
        text = treat_white_space(white_space::collapse, text, buffer);
        if (!read_value(primitive::decimal, text, nullptr, number) || text.find('.') != std::string_view::npos)
            return std::nullopt;
        if (number.negative) return std::nullopt;
        if (number.whole.size() > 18) return std::numeric_limits<std::size_t>::max();
        return number.whole.empty() ? 0 : std::stoull(std::string(number.whole));
    }

    // `direction`: 1 may only grow, -1 only shrink, 0 must stay.
    void set_size(
        const source_node& node, const std::string& value, std::optional<std::size_t> before,
        std::optional<std::size_t>& out, facet f, int direction
    ) {
        const std::optional<std::size_t> number = read_count(value);
        if (!number || (f == facet::total_digits && *number == 0))
            refuse_invalid(node, "'" + value + "' is not a number that this facet can have");
        out = number;
        if (before && *out != *before && (is_fixed(f) || direction == 0 || (direction > 0) == (*out < *before)))
            refuse_widening(node);
    }

    [[noreturn]] static void refuse_widening(const source_node& node) {
        refuse_invalid(
            node, "the facet " + node.local + " widens that of the base type (" + node.local + "-valid-restriction)"
        );
    }

    void set_bound(const source_node& node, const std::string& value, facet f) {
        const bool lower = f == facet::min_inclusive || f == facet::min_exclusive;
        bound b;
        std::string buffer;
        b.text = std::make_shared<const std::string>(treat_white_space(white_space::collapse, value, buffer));
        b.exclusive = f == facet::min_exclusive || f == facet::max_exclusive;
        if (!read_value(type_.primitive, *b.text, nullptr, b.limit) ||
            (type_.integer && b.text->find('.') != std::string::npos))
            refuse_invalid(node, "the limit '" + value + "' is not a value of the base type");
        check_within_base(node, b, f);
        const std::uint32_t both =
            lower ? 1u << static_cast<int>(facet::min_inclusive) | 1u << static_cast<int>(facet::min_exclusive)
                  : 1u << static_cast<int>(facet::max_inclusive) | 1u << static_cast<int>(facet::max_exclusive);
        if ((seen_ & both) == both) refuse_invalid(node, "an inclusive and an exclusive limit on one side");
        (lower ? type_.least : type_.greatest) = std::move(b);
    }

    // The rules of part 2, 4.3.7 to 4.3.10; where two values have no order nothing is wrong.
    void check_within_base(const source_node& node, const bound& b, facet f) const {
        const std::optional<bound>& same_side =
            f == facet::min_inclusive || f == facet::min_exclusive ? base_.least : base_.greatest;
        if (same_side && is_fixed(f) && compare(type_.primitive, b.limit, same_side->limit) != 0) refuse_widening(node);
        if (base_.least) {
            const auto order = compare(type_.primitive, b.limit, base_.least->limit);
            const bool equal_is_wrong =
                f == facet::max_exclusive || (f != facet::min_exclusive && base_.least->exclusive);
            if (order < 0 || (order == 0 && equal_is_wrong)) refuse_widening(node);
        }
        if (base_.greatest) {
            const auto order = compare(type_.primitive, b.limit, base_.greatest->limit);
            const bool equal_is_wrong = f != facet::max_exclusive && base_.greatest->exclusive;
            if (order > 0 || (order == 0 && equal_is_wrong)) refuse_widening(node);
        }
    }

    // Together with length a limit must come from a type that has no length yet.
    void check_length_beside(facet f, std::optional<std::size_t> simple_type::*limit) const {
        if (!type_.length || !(type_.*limit)) return;
        const char* clause =
            f == facet::min_length ? " (length-minLength-maxLength.1)" : " (length-minLength-maxLength.2)";
        for (index t = type_.base; t != none; t = types_[t].base)
            if (types_[t].*limit == type_.*limit && !types_[t].length) return;
        refuse_invalid(restriction_, "length beside " + std::string(facet_name(f)) + clause);
    }

    void check_together() const {
        if (type_.min_length && type_.max_length && *type_.min_length > *type_.max_length)
            refuse_invalid(restriction_, "minLength exceeds maxLength (minLength-less-than-equal-to-maxLength)");
        check_length_beside(facet::min_length, &simple_type::min_length);
        check_length_beside(facet::max_length, &simple_type::max_length);
        if (type_.length && ((type_.min_length && *type_.min_length > *type_.length) ||
                             (type_.max_length && *type_.max_length < *type_.length)))
            refuse_invalid(restriction_, "length contradicts minLength or maxLength (length-minLength-maxLength)");
        if (type_.total_digits && type_.fraction_digits && *type_.fraction_digits > *type_.total_digits)
            refuse_invalid(
                restriction_, "fractionDigits exceeds totalDigits (fractionDigits-less-than-equal-to-totalDigits)"
            );
        const auto set = [&](facet f) { return (seen_ >> static_cast<int>(f) & 1u) != 0; };
        const bool lower = set(facet::min_inclusive) || set(facet::min_exclusive);
        if (!lower || !(set(facet::max_inclusive) || set(facet::max_exclusive))) return; // else the base was asked
        const auto order = compare(type_.primitive, type_.least->limit, type_.greatest->limit);
        if (order > 0 || (order == 0 && type_.least->exclusive != type_.greatest->exclusive))
            refuse_invalid(
                restriction_, "the lower limit exceeds the upper limit (minInclusive-less-than-equal-to-maxInclusive)"
            );
    }

    const source_node& restriction_;
    const std::vector<simple_type>& types_;
    const simple_type& base_;
    simple_type& type_;
    std::vector<regex> patterns_;
    std::vector<allowed_value> allowed_;
    std::uint32_t seen_ = 0;
};
} // namespace

void read_facets(const source_node& restriction, const std::vector<simple_type>& types, simple_type& type) {
    facet_reader(restriction, types, type).read();
}

} // namespace schakel::validation::xsd
