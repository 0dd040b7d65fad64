#include "expression.hpp"

namespace schakel::regex_property {

namespace {

using test::chance;
using positions = std::vector<bool>; // by index in the subject, its end included

bool is_word_at(const text& subject, std::size_t at) {
    if (at >= subject.size()) return false;
    const char32_t c = subject[at];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_edge(const text& subject, std::size_t at) {
    return (at > 0 && is_word_at(subject, at - 1)) != is_word_at(subject, at);
}

bool any_of(const positions& list) {
    for (const bool one : list)
        if (one) return true;
    return false;
}

// Where matches that begin at the given positions may end.
positions ends(const expression& e, const text& subject, const positions& starts, regex_dialect dialect) {
    using kind = expression::kind;
    positions out(subject.size() + 1, false);
    switch (e.what) {
    case kind::one:
        for (std::size_t i = 0; i < subject.size(); ++i)
            if (starts[i] && e.points.contains(subject[i], dialect)) out[i + 1] = true;
        return out;
    case kind::sequence: {
        out = starts;
        for (const expression& part : e.parts) out = ends(part, subject, out, dialect);
        return out;
    }
    case kind::choice:
        for (const expression& part : e.parts) {
            const positions found = ends(part, subject, starts, dialect);
            for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] || found[i];
        }
        return out;
    case kind::repeat: {
        positions now = starts;
        for (std::size_t i = 0; i < e.least; ++i) now = ends(e.parts[0], subject, now, dialect);
        out = now;
        const std::size_t more = e.most == expression::unbounded ? subject.size() + 1 : e.most - e.least;
        bool grows = true;
        for (std::size_t i = 0; i < more && grows; ++i) {
            now = ends(e.parts[0], subject, now, dialect);
            grows = false;
            for (std::size_t at = 0; at < out.size(); ++at) {
                grows = grows || (now[at] && !out[at]);
                out[at] = out[at] || now[at];
            }
        }
        return out;
    }
    case kind::at_start: out[0] = starts[0]; return out;
    case kind::at_end: out.back() = starts.back(); return out;
    case kind::at_word_edge:
    case kind::inside_word:
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = starts[i] && is_edge(subject, i) == (e.what == kind::at_word_edge);
        return out;
    }
    return out;
}

expression made_at(std::size_t depth, regex_dialect dialect, chance& random);

expression leaf(regex_dialect dialect, chance& random) {
    expression e;
    e.what = expression::kind::one;
    e.points = point_class::made(dialect, random);
    return e;
}

expression repeated(std::size_t depth, regex_dialect dialect, chance& random) {
    expression e;
    e.what = expression::kind::repeat;
    e.parts.push_back(made_at(depth + 1, dialect, random));
    const std::size_t form = random.below(8);
    e.least = form == 0 || form == 1 ? 0 : form == 2 ? 1 : random.below(4);
    e.most = form == 0 ? 1 : form <= 3 ? expression::unbounded : e.least + random.below(4);
    if (form == 7 && depth <= 1) e.most = e.least + 20;
    return e;
}

expression made_at(std::size_t depth, regex_dialect dialect, chance& random) {
    const std::size_t what = random.below(depth >= 4 ? 40 : 100);
    if (what < 40) return leaf(dialect, random);
    if (what < 60) return repeated(depth, dialect, random);
    expression e;
    if (what < 66 && dialect == regex_dialect::ecma) {
        using kind = expression::kind;
        e.what = random.pick({kind::at_start, kind::at_end, kind::at_word_edge, kind::inside_word});
        return e;
    }
    e.what = what < 85 ? expression::kind::sequence : expression::kind::choice;
    const std::size_t least = e.what == expression::kind::choice ? 1 : 0;
    const std::size_t count = random.percent(90) ? random.between(2, 3) : least;
    for (std::size_t i = 0; i < count; ++i) e.parts.push_back(made_at(depth + 1, dialect, random));
    return e;
}

std::string quantifier(const expression& e, chance& random) {
    const bool short_form = random.percent(80);
    if (e.most == expression::unbounded) {
        if (e.least == 0 && short_form) return "*";
        if (e.least == 1 && short_form) return "+";
        return "{" + std::to_string(e.least) + ",}";
    }
    if (e.least == 0 && e.most == 1 && short_form) return "?";
    if (e.least == e.most && short_form) return "{" + std::to_string(e.least) + "}";
    return "{" + std::to_string(e.least) + "," + std::to_string(e.most) + "}";
}

std::string grouped(const std::string& inner, regex_dialect dialect, chance& random) {
    return (dialect == regex_dialect::ecma && random.percent(50) ? "(?:" : "(") + inner + ")";
}

} // namespace

expression expression::made(regex_dialect dialect, chance& random) {
    return made_at(0, dialect, random);
}

std::string expression::printed(regex_dialect dialect, chance& random) const {
    std::string out;
    switch (what) {
    case kind::one: return points.printed(dialect, random);
    case kind::at_start: return "^";
    case kind::at_end: return "$";
    case kind::at_word_edge: return "\\b";
    case kind::inside_word: return "\\B";
    case kind::sequence:
        for (const expression& part : parts) {
            const std::string inner = part.printed(dialect, random);
            out += part.what == kind::choice ? grouped(inner, dialect, random) : inner;
        }
        return out;
    case kind::choice:
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (i > 0) out += "|";
            out += parts[i].printed(dialect, random);
        }
        return out;
    case kind::repeat: {
        const std::string inner = parts[0].printed(dialect, random);
        out = parts[0].what == kind::one ? inner : grouped(inner, dialect, random);
        out += quantifier(*this, random);
        return dialect == regex_dialect::ecma && random.percent(15) ? out + "?" : out; // lazy: the same language
    }
    }
    return out;
}

bool expression::matches(const text& subject, regex_dialect dialect) const {
    positions starts(subject.size() + 1, dialect == regex_dialect::ecma);
    starts[0] = true;
    const positions found = ends(*this, subject, starts, dialect);
    return dialect == regex_dialect::ecma ? any_of(found) : found.back();
}

text expression::sample(regex_dialect dialect, chance& random) const {
    text out;
    switch (what) {
    case kind::one:
        for (int i = 0; i < 40; ++i) {
            const char32_t point = random.pick(alphabet());
            if (points.contains(point, dialect)) return {point};
        }
        return {random.pick(alphabet())};
    case kind::sequence:
        for (const expression& part : parts) out += part.sample(dialect, random);
        return out;
    case kind::choice: return random.pick(parts).sample(dialect, random);
    case kind::repeat: {
        const std::size_t times = random.between(least, most == unbounded ? least + 3 : most);
        for (std::size_t i = 0; i < times; ++i) out += parts[0].sample(dialect, random);
        return out;
    }
    default: return out;
    }
}

} // namespace schakel::regex_property
