#include "gateway/validation/xsd_path.hpp"

#include "gateway/validation/xsd_source.hpp"

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t step_limit = 60; // a matcher keeps one bit for each

std::string_view trimmed(std::string_view text) {
    constexpr auto blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

struct not_a_path {
    std::string message;
};

class path_reader {
public:
    path_reader(bool is_field, name_table& names, const prefix_resolver& resolve)
        : is_field_(is_field), names_(names), resolve_(resolve) {}

    path read(std::string_view text) {
        path out;
        text = trimmed(text);
        if (text.starts_with('.')) {
            const std::string_view after = trimmed(text.substr(1));
            if (after.starts_with("//")) {
                out.anywhere = true;
                text = trimmed(after.substr(2));
            }
        }
        while (true) {
            const std::size_t slash = text.find('/');
            add_step(trimmed(text.substr(0, slash)), slash == std::string_view::npos, out);
            if (slash == std::string_view::npos) break;
            text = text.substr(slash + 1);
        }
        if (out.steps.size() > step_limit) throw not_a_path{"too many steps"};
        return out;
    }

private:
    void add_step(std::string_view text, bool is_last, path& out) {
        if (text == ".") return;
        const std::size_t axis_end = text.find("::");
        const std::string_view axis = axis_end == std::string_view::npos ? "" : trimmed(text.substr(0, axis_end));
        if (text.starts_with('@') || axis == "attribute") {
            if (!is_field_ || !is_last) throw not_a_path{"an attribute may only end a field (c-fields-xpaths)"};
            out.ends_in_attribute = true;
        }
        if (text.starts_with('@'))
            text.remove_prefix(1);
        else if (axis == "attribute" || axis == "child")
            text.remove_prefix(axis_end + 2);
        out.steps.push_back(test(trimmed(text)));
    }

    path_step test(std::string_view text) {
        path_step out;
        if (text == "*") return out;
        const std::size_t colon = text.find(':');
        const std::string_view local = colon == std::string_view::npos ? text : text.substr(colon + 1);
        const std::string_view prefix = colon == std::string_view::npos ? "x" : text.substr(0, colon);
        if (!is_ncname(prefix) || (local != "*" && !is_ncname(local)))
            throw not_a_path{
                "'" + std::string(text) + "' is not a step of the subset (c-selector-xpath, c-fields-xpaths)"};
        index space = no_space; // an unprefixed name is in no namespace
        if (colon != std::string_view::npos) {
            const std::string* uri = resolve_(text.substr(0, colon));
            if (uri == nullptr) throw not_a_path{"the prefix of '" + std::string(text) + "' is not declared"};
            space = names_.add_space(*uri);
        }
        if (local == "*")
            out.space = space;
        else
            out.name = names_.add(space, local);
        return out;
    }

    bool is_field_;
    name_table& names_;
    const prefix_resolver& resolve_;
};
} // namespace

result<std::vector<path>>
read_paths(std::string_view expression, bool is_field, name_table& names, const prefix_resolver& resolve) {
    std::vector<path> out;
    try {
        path_reader reader(is_field, names, resolve);
        while (true) {
            const std::size_t bar = expression.find('|');
            out.push_back(reader.read(expression.substr(0, bar)));
            if (bar == std::string_view::npos) return out;
            expression.remove_prefix(bar + 1);
        }
    } catch (const not_a_path& fault) {
        return failure{"the path '" + std::string(expression) + "': " + fault.message};
    }
}

} // namespace schakel::validation::xsd
