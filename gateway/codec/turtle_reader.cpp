#include "gateway/codec/turtle_reader.hpp"

#include "gateway/codec/rdf_rules.hpp"
#include "gateway/codec/utf8.hpp"

#include <serd/serd.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>

namespace schakel::rdf {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct freed {
    void operator()(SerdReader* one) const { serd_reader_free(one); }
    void operator()(SerdEnv* one) const { serd_env_free(one); }
};

const std::uint8_t* unsigned_text(const std::string& text) {
    return reinterpret_cast<const std::uint8_t*>(text.c_str());
}

std::string text_of(const SerdNode& one) {
    return {reinterpret_cast<const char*>(one.buf), one.n_bytes};
}

// serd reads nested brackets by calling itself, so how deep they go is known before it starts. Brackets in texts, in
// IRIs and behind '#' are none; a text that never ends is left to serd.
class bracket_depth {
public:
    explicit bracket_depth(std::string_view text) : text_(text) {}

    // Where brackets are nested deeper than that, or npos.
    std::size_t exceeds(std::size_t most) {
        std::size_t depth = 0;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '#')
                skip_to('\n');
            else if (c == '<')
                skip_iri();
            else if (c == '"' || c == '\'')
                skip_text(c);
            else if ((c == '[' || c == '(') && ++depth > most)
                return at_;
            else if ((c == ']' || c == ')') && depth > 0)
                --depth;
            else if (c == '\\')
                ++at_; // an escaped character of a local name
        }
        return std::string_view::npos;
    }

private:
    void skip_to(char end) { at_ = std::min(text_.find(end, at_ + 1), text_.size()); }
    void skip_iri() { at_ = std::min(text_.find_first_of(">\n", at_ + 1), text_.size()); }

    void skip_text(char quote) {
        const std::string three(3, quote);
        const bool is_long = text_.substr(at_, 3) == three;
        at_ += is_long ? 3 : 1;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\\')
                ++at_;
            else if (is_long ? text_.substr(at_, 3) == three : text_[at_] == quote || text_[at_] == '\n')
                break;
        }
        if (is_long) at_ += 2;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

class turtle_reading {
public:
    turtle_reading(std::string_view bytes, const document_limits& limits, const triple_sink& into, findings& found)
        : bytes_(bytes), limits_(limits), into_(into), found_(found) {}

    bool run(std::string_view base) {
        const std::string base_text(base);
        SerdNode base_node = serd_node_from_string(SERD_URI, unsigned_text(base_text));
        env_.reset(serd_env_new(base.empty() ? nullptr : &base_node));
        const std::unique_ptr<SerdReader, freed> reader(
            serd_reader_new(SERD_TURTLE, this, nullptr, on_base, on_prefix, on_statement, nullptr)
        );
        serd_reader_set_strict(reader.get(), true);
        serd_reader_set_error_sink(reader.get(), on_error, this);
        // Byte by byte, so that the line of each statement is known.
        const SerdStatus status = serd_reader_read_source(reader.get(), give, no_error, this, nullptr, 1);
        if (status != SERD_SUCCESS && found_.empty()) refuse(rules::turtle_syntax, line_, 0, "unexpected end");
        return found_.empty();
    }

private:
    static turtle_reading& self(void* handle) { return *static_cast<turtle_reading*>(handle); }
    static int no_error(void*) { return 0; }

    static std::size_t give(void* into, std::size_t, std::size_t, void* stream) {
        turtle_reading& me = self(stream);
        if (me.at_ >= me.bytes_.size()) return 0;
        const char c = me.bytes_[me.at_++];
        if (c == '\n') ++me.line_;
        *static_cast<char*>(into) = c;
        return 1;
    }

    static SerdStatus on_base(void* handle, const SerdNode* uri) {
        return serd_env_set_base_uri(self(handle).env_.get(), uri);
    }
    static SerdStatus on_prefix(void* handle, const SerdNode* name, const SerdNode* uri) {
        return serd_env_set_prefix(self(handle).env_.get(), name, uri);
    }

    static SerdStatus on_error(void* handle, const SerdError* error) {
        turtle_reading& me = self(handle);
        if (!me.found_.empty()) return SERD_SUCCESS;
        char text[160];
        std::va_list arguments;
        va_copy(arguments, *error->args);
        std::vsnprintf(text, sizeof text, error->fmt, arguments);
        va_end(arguments);
        std::string said = utf8::repaired(text);
        said.erase(said.find_last_not_of('\n') + 1);
        me.refuse(rules::turtle_syntax, error->line, error->col, std::move(said));
        return SERD_SUCCESS;
    }

    static SerdStatus on_statement(
        void* handle, SerdStatementFlags, const SerdNode*, const SerdNode* subject, const SerdNode* predicate,
        const SerdNode* object, const SerdNode* datatype, const SerdNode* language
    ) {
        return self(handle).take(*subject, *predicate, *object, datatype, language) ? SERD_SUCCESS
                                                                                    : SERD_ERR_BAD_SYNTAX;
    }

    bool take(
        const SerdNode& subject, const SerdNode& predicate, const SerdNode& object, const SerdNode* datatype,
        const SerdNode* language
    ) {
        if (++count_ > limits_.nodes) return refuse(rules::limit_nodes, line_, 0, {}, std::to_string(limits_.nodes));
        triple one;
        one.where.line = line_;
        node says;
        if (!name(subject, one.subject) || !name(predicate, says)) return false;
        one.predicate = std::move(says.text);
        if (object.type != SERD_LITERAL) {
            if (!name(object, one.object)) return false;
        } else {
            one.object = {node_kind::literal, text_of(object), {}, {}};
            if (language) one.object.language = text_of(*language);
            node type;
            if (datatype && datatype->buf) {
                if (!name(*datatype, type)) return false;
                one.object.datatype = std::move(type.text);
            }
        }
        into_(std::move(one));
        return true;
    }

    bool name(const SerdNode& one, node& into) {
        if (one.type == SERD_BLANK) {
            into = {node_kind::blank, text_of(one), {}, {}};
            return true;
        }
        SerdNode whole = serd_env_expand_node(env_.get(), &one);
        const bool expanded = whole.buf != nullptr;
        into = {node_kind::iri, expanded ? text_of(whole) : text_of(one), {}, {}};
        serd_node_free(&whole);
        if (!expanded && one.type == SERD_CURIE)
            return refuse(rules::turtle_syntax, line_, 0, "undeclared prefix " + masked(into.text));
        if (into.text.find(':') == std::string::npos) return refuse(rules::relative_iri, line_, 0);
        if (!is_absolute_iri(into.text)) return refuse(rules::bad_iri, line_, 0);
        return true;
    }

    bool refuse(const rule& broken, unsigned line, unsigned column, std::string got = {}, std::string expected = {}) {
        if (!found_.empty()) return false;
        finding one;
        one.broken = &broken;
        one.where.line = line;
        one.where.column = std::max(column, 1u); // serd tells it of faults of grammar only
        one.got = std::move(got);
        one.expected = std::move(expected);
        found_.push_back(std::move(one));
        return false;
    }

    std::string_view bytes_;
    const document_limits& limits_;
    const triple_sink& into_;
    findings& found_;
    std::unique_ptr<SerdEnv, freed> env_;
    std::size_t at_ = 0, count_ = 0;
    unsigned line_ = 1;
};

finding at_offset(const rule& broken, std::string_view bytes, std::size_t offset, std::string expected = {}) {
    finding one;
    one.broken = &broken;
    one.where.offset = offset;
    one.where.line = 1;
    std::size_t line_begin = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        if (bytes[i] != '\n') continue;
        ++one.where.line;
        line_begin = i + 1;
    }
    one.where.column = static_cast<std::uint32_t>(utf8::length(bytes.substr(line_begin, offset - line_begin)) + 1);
    one.expected = std::move(expected);
    return one;
}

} // namespace

bool read_turtle(
    std::string_view bytes, std::string_view base, const document_limits& limits, const triple_sink& into,
    findings& found
) {
    if (bytes.size() > limits.bytes) {
        found.push_back(at_offset(rules::limit_bytes, bytes, 0, std::to_string(limits.bytes)));
        return false;
    }
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    const std::size_t fault = std::min(utf8::first_fault(bytes), bytes.find('\0'));
    if (fault != std::string_view::npos) {
        found.push_back(at_offset(rules::encoding, bytes, fault));
        return false;
    }
    if (const std::size_t deep = bracket_depth(bytes).exceeds(limits.depth); deep != std::string_view::npos) {
        found.push_back(at_offset(rules::limit_depth, bytes, deep, std::to_string(limits.depth)));
        return false;
    }
    findings own;
    const bool good = turtle_reading(bytes, limits, into, own).run(base);
    found.insert(found.end(), own.begin(), own.end());
    return good;
}

} // namespace schakel::rdf
