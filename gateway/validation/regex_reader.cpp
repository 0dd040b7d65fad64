#include "gateway/validation/regex_reader.hpp"

#include <algorithm>

namespace schakel::validation {

std::uint32_t regex_tree::add(regex_node node) {
    nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(nodes.size() - 1);
}

std::uint32_t regex_tree::add_set(code_point_set set) {
    const auto found = std::find(sets.begin(), sets.end(), set);
    const auto index = static_cast<std::uint32_t>(found - sets.begin());
    if (found == sets.end()) sets.push_back(std::move(set));
    regex_node node;
    node.what = regex_node::kind::set;
    node.set = index;
    return add(std::move(node));
}

result<regex_tree, regex_refusal> regex_reader::read() {
    if (!is_utf8(pattern_)) return regex_refusal{regex_refusal::kind::syntax, "the expression is not UTF-8"};
    try {
        tree_.root = choice();
        if (!at_end()) refuse("')' without '('");
        return std::move(tree_);
    } catch (regex_refusal& e) {
        return std::move(e);
    }
}

std::string regex_reader::placed(std::string message) const {
    return std::move(message) + " (at character " +
           std::to_string(count_code_points(pattern_.substr(0, position_)) + 1) + " of the expression)";
}

void regex_reader::refuse(std::string message, regex_refusal::kind why) const {
    throw regex_refusal{why, placed(std::move(message))};
}

void regex_reader::lacks(std::string message) {
    if (tree_.unsupported.empty()) tree_.unsupported = placed(std::move(message));
}

char32_t regex_reader::peek() const {
    if (at_end()) refuse("the expression ends too early");
    std::size_t position = position_;
    return next_code_point(pattern_, position);
}

char32_t regex_reader::take() {
    if (at_end()) refuse("the expression ends too early");
    return next_code_point(pattern_, position_);
}

bool regex_reader::take_if(char32_t point) {
    if (at_end() || peek() != point) return false;
    take();
    return true;
}

std::string_view regex_reader::take_until(char closing) {
    const std::size_t end = pattern_.find(closing, position_);
    if (end == std::string_view::npos) refuse(std::string("missing '") + closing + "'");
    const std::string_view text = pattern_.substr(position_, end - position_);
    position_ = end + 1;
    return text;
}

std::uint32_t regex_reader::add_set(code_point_set set) {
    return tree_.add_set(std::move(set));
}

std::uint32_t regex_reader::add_assertion(regex_node::kind what) {
    regex_node node;
    node.what = what;
    return tree_.add(std::move(node));
}

std::uint32_t regex_reader::choice() {
    if (++depth_ > regex_depth_limit) refuse("groups nested too deep", regex_refusal::kind::not_supported);
    regex_node node;
    node.what = regex_node::kind::choice;
    do node.children.push_back(sequence());
    while (take_if('|'));
    --depth_;
    return node.children.size() == 1 ? node.children[0] : tree_.add(std::move(node));
}

std::uint32_t regex_reader::group_rest() {
    const std::uint32_t inner = choice();
    if (!take_if(')')) refuse("missing ')'");
    return inner;
}

std::uint32_t regex_reader::sequence() {
    regex_node node;
    node.what = regex_node::kind::sequence;
    while (!at_end() && peek() != '|' && peek() != ')') node.children.push_back(repeated(atom()));
    return tree_.add(std::move(node));
}

std::uint32_t regex_reader::repeated(std::uint32_t inner) {
    regex_node node;
    node.what = regex_node::kind::repeat;
    if (take_if('?')) {
        node.most = 1;
    } else if (take_if('*')) {
        node.most = regex_node::unbounded;
    } else if (take_if('+')) {
        node.least = 1;
        node.most = regex_node::unbounded;
    } else if (take_if('{')) {
        const auto least = number();
        if (!least) refuse("a number was expected after '{'");
        node.least = node.most = *least;
        if (take_if(',')) node.most = number().value_or(regex_node::unbounded);
        if (!take_if('}')) refuse("missing '}'");
        if (node.most < node.least) refuse("the quantifier's bounds are in the wrong order");
    } else {
        return inner;
    }
    if (!can_repeat(inner)) refuse("nothing to repeat");
    after_quantifier();
    node.children.push_back(inner);
    return tree_.add(std::move(node));
}

std::optional<std::uint32_t> regex_reader::number() {
    std::optional<std::uint32_t> value;
    while (!at_end() && peek() >= '0' && peek() <= '9') {
        const std::uint32_t next = value.value_or(0) * 10 + (take() - '0');
        if (next > 1'000'000) refuse("a quantifier above 1,000,000", regex_refusal::kind::not_supported);
        value = next;
    }
    return value;
}

} // namespace schakel::validation
