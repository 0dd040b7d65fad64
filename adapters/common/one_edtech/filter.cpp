#include "adapters/common/one_edtech/filter.hpp"

#include <array>

namespace schakel::one_edtech {

namespace {

struct spelling {
    std::string_view text;
    comparison how;
};
// Longer ones before those they begin with.
constexpr std::array<spelling, 7> operators{
    {{"!=", comparison::not_equal},
     {">=", comparison::greater_equal},
     {"<=", comparison::less_equal},
     {"=", comparison::equal},
     {">", comparison::greater},
     {"<", comparison::less},
     {"~", comparison::contains}}};

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-' || c == ':' || c == '@' || c == '/';
}

// Reads from left to right; the first fault ends it.
class filter_reader {
public:
    explicit filter_reader(std::string_view text) : text_(text) {}

    result<parsed_filter, filter_fault> read() {
        parsed_filter made;
        if (text_.size() > longest_filter) return filter_fault{longest_filter, "the filter is too long"};
        if (!clause(made.first)) return fault_;
        if (at_ == text_.size()) return made;
        if (take(" AND "))
            made.joined = parsed_filter::joint::both;
        else if (take(" OR "))
            made.joined = parsed_filter::joint::either;
        else
            return filter_fault{at_, "expected the end, \" AND \" or \" OR \""};
        if (!clause(made.second)) return fault_;
        if (at_ != text_.size()) return filter_fault{at_, "a filter has at most two clauses"};
        return made;
    }

private:
    bool fail(std::string reason) {
        fault_ = {at_, std::move(reason)};
        return false;
    }
    bool take(std::string_view what) {
        if (!text_.substr(at_).starts_with(what)) return false;
        at_ += what.size();
        return true;
    }
    void skip_blanks() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    bool clause(filter_clause& into) {
        skip_blanks();
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        if (at_ == begin) return fail("expected a field name");
        into.field = text_.substr(begin, at_ - begin);
        skip_blanks();
        if (!comparison_sign(into.how)) return fail("expected one of = != > >= < <= ~");
        skip_blanks();
        return value(into.value);
    }

    bool comparison_sign(comparison& into) {
        for (const spelling& one : operators) {
            if (!take(one.text)) continue;
            into = one.how;
            return true;
        }
        return false;
    }

    bool value(std::string& into) {
        if (!take("'")) return fail("expected a value in single quotes");
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] != '\'') {
                into += text_[at_];
            } else if (text_.substr(at_ + 1).starts_with('\'')) {
                into += text_[at_++];
            } else {
                ++at_;
                return true;
            }
        }
        return fail("the value has no closing quote");
    }

    std::string_view text_;
    std::size_t at_ = 0;
    filter_fault fault_;
};

void append(std::string& into, const filter_clause& clause) {
    into += clause.field;
    for (const spelling& one : operators) {
        if (one.how == clause.how) into += one.text;
    }
    into += '\'';
    for (const char c : clause.value) into.append(c == '\'' ? 2 : 1, c);
    into += '\'';
}

} // namespace

result<parsed_filter, filter_fault> parse_filter(std::string_view text) {
    return filter_reader(text).read();
}

std::string to_string(const parsed_filter& filter) {
    std::string text;
    append(text, filter.first);
    if (filter.joined == parsed_filter::joint::none) return text;
    text += filter.joined == parsed_filter::joint::both ? " AND " : " OR ";
    append(text, filter.second);
    return text;
}

} // namespace schakel::one_edtech
