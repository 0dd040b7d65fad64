#include "gateway/validation/regex_automaton.hpp"

namespace schakel::validation {

namespace {
constexpr std::size_t automaton_limit = 100'000;

struct too_large {};

// Builds from the back: every part is told what follows it.
class automaton_builder {
public:
    explicit automaton_builder(const regex_tree& tree) : tree_(tree) {}

    regex_automaton build() {
        const std::uint32_t accept = add({});
        out_.start = part(tree_.root, accept);
        return std::move(out_);
    }

private:
    using state = regex_automaton::state;

    std::uint32_t add(state s) {
        if (out_.states.size() >= automaton_limit) throw too_large{};
        out_.states.push_back(s);
        return static_cast<std::uint32_t>(out_.states.size() - 1);
    }

    std::uint32_t split(std::uint32_t one, std::uint32_t other) { return add({state::kind::split, 0, one, other}); }

    std::uint32_t part(std::uint32_t index, std::uint32_t next) {
        const regex_node& node = tree_.nodes[index];
        switch (node.what) {
        case regex_node::kind::empty: return next;
        case regex_node::kind::set: return add({state::kind::set, node.set, next, 0});
        case regex_node::kind::sequence: return sequence(node, next);
        case regex_node::kind::choice: return choice(node, next);
        case regex_node::kind::repeat: return repeat(node, next);
        case regex_node::kind::at_start: return add({state::kind::at_start, 0, next, 0});
        case regex_node::kind::at_end: return add({state::kind::at_end, 0, next, 0});
        case regex_node::kind::at_word_edge: return add({state::kind::at_word_edge, 0, next, 0});
        case regex_node::kind::inside_word: return add({state::kind::inside_word, 0, next, 0});
        }
        return next;
    }

    std::uint32_t sequence(const regex_node& node, std::uint32_t next) {
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) next = part(*child, next);
        return next;
    }

    std::uint32_t choice(const regex_node& node, std::uint32_t next) {
        std::uint32_t entry = part(node.children.back(), next);
        for (std::size_t i = node.children.size() - 1; i-- > 0;) entry = split(part(node.children[i], next), entry);
        return entry;
    }

    // x{2,4} becomes xx(x(x)?)?: an optional copy that is left out leads straight to what follows.
    std::uint32_t repeat(const regex_node& node, std::uint32_t next) {
        const std::uint32_t body = node.children[0];
        std::uint32_t entry = next;
        if (node.most == regex_node::unbounded) {
            const std::uint32_t loop = split(next, next);
            const std::uint32_t inner = part(body, loop);
            out_.states[loop].out = inner;
            entry = loop;
        } else {
            for (std::uint32_t i = node.least; i < node.most; ++i) entry = split(part(body, entry), next);
        }
        for (std::uint32_t i = 0; i < node.least; ++i) {
            const std::uint32_t before = part(body, entry);
            if (before == entry) break; // an empty body: more copies change nothing
            entry = before;
        }
        return entry;
    }

    const regex_tree& tree_;
    regex_automaton out_;
};
} // namespace

result<regex_automaton> build_automaton(const regex_tree& tree) {
    try {
        return automaton_builder(tree).build();
    } catch (const too_large&) {
        return failure{"the expression's repetitions make it too large"};
    }
}

} // namespace schakel::validation
