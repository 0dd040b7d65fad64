#include "writer.hpp"

#include <array>
#include <cstdio>
#include <map>

namespace schakel::differential {

namespace {

using bindings = std::map<std::string, std::string>; // prefix to namespace

class writer {
public:
    writer(const vocabulary& spaces, chance& random) : spaces_(spaces), random_(random) { choose_style(); }

    std::string document(const node& root) {
        if (random_.percent(3)) out_ += "\xEF\xBB\xBF";
        if (random_.percent(60)) out_ += declaration();
        if (random_.percent(5)) out_ += "<!-- before -->" + line_end_;
        write_element(root, {}, 0, true);
        if (random_.percent(5)) out_ += line_end_ + "<?after the end?>";
        if (random_.percent(50)) out_ += line_end_;
        return std::move(out_);
    }

private:
    void choose_style() {
        static constexpr std::array<std::string_view, 9> odd = {"i",   "x",   "é", "ns1",     "_a",
                                                                "t-d", "o.1", "p", "SOAP-ENV"};
        const bool as_usual = random_.percent(60);
        prefixes_.resize(spaces_.size());
        for (std::size_t i = 1; i < prefixes_.size(); ++i)
            prefixes_[i] = as_usual ? spaces_[space{i}].prefix : odd[(i - 1) % odd.size()];
        constexpr auto first = static_cast<std::size_t>(space::foreign);
        if (random_.percent(50)) prefixes_[random_.between(first, prefixes_.size() - 1)].clear(); // the default one
        declare_all_on_root_ = random_.percent(50);
        wandering_ = random_.percent(15) ? 20 : 0;
        quote_ = random_.percent(80) ? '"' : '\'';
        line_end_ = random_.pick<std::string_view>({"\n", "\n", "\r\n", ""});
        indent_ = line_end_.empty() ? "" : random_.pick<std::string_view>({"  ", "\t", "", "    "});
        blanks_ = !line_end_.empty();
        references_ = random_.percent(10) ? 5 : 0;
    }

    std::string declaration() {
        return std::string(random_.pick<std::string_view>(
                   {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version='1.0' encoding='utf-8'?>",
                    "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" standalone=\"yes\" ?>"}
               )) +
               line_end_;
    }

    const std::string& usual_prefix(space of) const { return prefixes_[static_cast<std::size_t>(of)]; }

    std::string prefix_for_element(space of) {
        if (of == space::none) return "";
        if (wandering_ != 0 && random_.percent(wandering_))
            return std::string(random_.pick<std::string_view>({"", "w", "w2"}));
        return usual_prefix(of);
    }

    std::string prefix_for_name(space of) const {
        return usual_prefix(of).empty() ? "q" + std::to_string(static_cast<std::size_t>(of)) : usual_prefix(of);
    }

    // Binds the prefix for this element when what is in scope does not fit.
    static void need(const std::string& prefix, std::string_view uri, const bindings& scope, bindings& added) {
        if (added.contains(prefix)) return;
        const auto known = scope.find(prefix);
        if ((known == scope.end() ? std::string_view() : std::string_view(known->second)) != uri) added[prefix] = uri;
    }

    static std::string qualified(const std::string& prefix, const std::string& name) {
        return prefix.empty() ? name : prefix + ":" + name;
    }

    void write_element(const node& of, bindings scope, std::size_t depth, bool root) {
        const std::string prefix = prefix_for_element(of.in);
        bindings added;
        need(prefix, spaces_[of.in].uri, scope, added);
        if (root && of.in == space::none && random_.percent(10)) added[""] = "";
        if (root && declare_all_on_root_) declare_all(scope, added);

        std::string attributes;
        for (const attribute& a : of.attributes) attributes += write_attribute(a, scope, added);
        for (const node& child : of.children)
            if (child.content_in != space::none)
                need(prefix_for_name(child.content_in), spaces_[child.content_in].uri, scope, added);

        const std::string name = qualified(prefix, of.name);
        out_ += "<" + name;
        for (const auto& [bound, uri] : added)
            out_ += " xmlns" + (bound.empty() ? "" : ":" + bound) + "=" + quoted(uri);
        out_ += attributes;
        if (blanks_ && random_.percent(2)) out_ += line_end_;
        for (const auto& [bound, uri] : added) scope[bound] = uri;
        if (of.children.empty() && random_.percent(50)) {
            out_ += "/>";
            return;
        }
        out_ += ">";
        write_content(of, scope, depth);
        out_ += "</" + name + (random_.percent(2) ? " >" : ">");
    }

    void write_content(const node& of, const bindings& scope, std::size_t depth) {
        const bool laid_out = blanks_ && of.structured();
        for (const node& child : of.children) {
            if (laid_out) new_line(depth + 1);
            write_child(child, scope, depth + 1);
        }
        if (laid_out) new_line(depth);
    }

    void write_child(const node& child, const bindings& scope, std::size_t depth) {
        switch (child.is) {
        case node::kind::element: write_element(child, scope, depth, false); break;
        case node::kind::cdata: out_ += "<![CDATA[" + child.content + "]]>"; break;
        case node::kind::comment: out_ += "<!--" + child.content + "-->"; break;
        case node::kind::instruction: out_ += "<?" + child.content + "?>"; break;
        case node::kind::text:
            if (child.content_in != space::none) out_ += prefix_for_name(child.content_in) + ":";
            out_ += escaped(child.content, 0);
            break;
        }
    }

    void declare_all(const bindings& scope, bindings& added) {
        for (std::size_t i = 1; i < prefixes_.size(); ++i) need(prefixes_[i], spaces_[space{i}].uri, scope, added);
    }

    std::string write_attribute(const attribute& a, const bindings& scope, bindings& added) {
        std::string name = a.name;
        if (a.in != space::none) {
            const std::string prefix = prefix_for_name(a.in);
            need(prefix, spaces_[a.in].uri, scope, added);
            name = qualified(prefix, a.name);
        }
        std::string value = a.value;
        if (a.value_in != space::none) {
            const std::string prefix = prefix_for_name(a.value_in);
            need(prefix, spaces_[a.value_in].uri, scope, added);
            value = qualified(prefix, a.value);
        }
        const std::string equals = random_.percent(3) ? " = " : "=";
        return " " + name + equals + quoted(value);
    }

    void new_line(std::size_t depth) {
        out_ += line_end_;
        for (std::size_t i = 0; i < depth; ++i) out_ += indent_;
    }

    std::string quoted(const std::string& value) { return quote_ + escaped(value, quote_) + quote_; }

    // In attributes a literal tab or line end would be normalised to a blank, so they are written as references there.
    std::string escaped(const std::string& value, char quote) {
        std::string written;
        for (const char c : value) {
            const bool ascii = static_cast<unsigned char>(c) < 0x80;
            if (c == '&')
                written += "&amp;";
            else if (c == '<')
                written += "&lt;";
            else if (c == '>')
                written += "&gt;";
            else if (c == '\r' || (quote != 0 && (c == quote || c == '\n' || c == '\t')) ||
                     (ascii && references_ != 0 && random_.percent(references_)))
                written += reference(c);
            else
                written += c;
        }
        return written;
    }

    std::string reference(char c) {
        char text[16];
        std::snprintf(text, sizeof text, random_.percent(50) ? "&#x%X;" : "&#%u;", static_cast<unsigned>(c));
        return text;
    }

    const vocabulary& spaces_;
    chance& random_;
    std::string out_;
    std::vector<std::string> prefixes_; // by space
    bool declare_all_on_root_ = false;
    unsigned wandering_ = 0; // per cent of the elements that use another prefix
    unsigned references_ = 0;
    char quote_ = '"';
    bool blanks_ = false;
    std::string line_end_;
    std::string indent_;
};

} // namespace

std::string write(const node& root, const vocabulary& spaces, chance& random) {
    return writer(spaces, random).document(root);
}

} // namespace schakel::differential
