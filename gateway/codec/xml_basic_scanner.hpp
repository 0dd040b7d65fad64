// The strict scan for one type of handler, whose calls the compiler can see through. For handlers on a hot path; others
// use xml::scan() and its virtual interface.
#pragma once

#include "gateway/codec/xml_scan_tags.hpp"

#include <type_traits>

namespace schakel::xml {

// A Handler has the three functions of scan_handler. It may have scope(const namespace_scope&), told before the first
// event, and ignores_blanks(): while that is true, a text of nothing but white space before a tag is not told.
template <class Handler>
class basic_scanner final : public scan_state {
public:
    basic_scanner(
        std::string_view bytes, const document_limits& limits, Handler& handler, const mapped_file* file = nullptr
    )
        : scan_state(bytes, limits, file), handler_(handler) {}

    bool run() {
        if constexpr (std::is_same_v<Handler, scan_handler>) {
            if (auto* scoped = dynamic_cast<scoped_scan_handler*>(&handler_)) scoped->scope(*this);
        } else if constexpr (requires(Handler& h, const namespace_scope& scope) { h.scope(scope); }) {
            handler_.scope(*this);
        }
        return check_size() && check_encoding() && declaration() && prolog() && content() && epilog();
    }

private:
    // Apart from content(), so that the hot loop alone is laid out at length.
    [[gnu::noinline]] bool prolog() {
        if (!misc()) return false;
        if (in_.at_end() || *in_.at != '<') return in_.fail(scan_rule("xml.no-root"), in_.at, "<");
        return start_tag();
    }

    [[gnu::noinline]] bool content() {
        while (!open_.empty()) {
            if (in_.at_end())
                return in_.fail(scan_rule("xml.truncated"), in_.at, "</" + clipped(open_.back().known->written) + ">");
            if (!(*in_.at == '<' ? markup() : text())) return false;
        }
        return true;
    }

    [[gnu::always_inline]] bool markup() {
        const char next = in_.end - in_.at > 1 ? in_.at[1] : '\0';
        if (next == '/') return end_tag();
        if (next != '!' && next != '?') return start_tag();
        return next == '?' ? instruction() : declaration_like();
    }

    [[gnu::noinline]] bool declaration_like() {
        if (in_.looking_at("<!--")) return comment();
        if (in_.looking_at("<![CDATA[")) return cdata();
        if (in_.looking_at("<!DOCTYPE")) return in_.fail(scan_rule("xml.doctype"), in_.at);
        in_.at += 2;
        return in_.refuse("-- or [CDATA[");
    }

    [[gnu::always_inline]] bool start_tag() {
        const std::size_t offset = in_.offset(in_.at) + 1;
        bool empty = false;
        if (!read_start_tag(empty)) return false;
        handler_.start_element(open_.back().known->id, {attributes_.begin(), attributes_.end()}, offset);
        if (empty) close(in_.at - 2);
        return true;
    }

    [[gnu::always_inline]] bool end_tag() {
        const char* place = in_.at;
        if (!read_end_tag()) return false;
        close(place);
        return true;
    }

    [[gnu::always_inline]] void close(const char* place) {
        handler_.end_element(open_.back().known->id, in_.offset(place));
        leave();
    }

    [[gnu::always_inline]] bool text() {
        if (!count_nodes(1, in_.at)) return false;
        if constexpr (requires(Handler& h) { h.ignores_blanks(); })
            if (handler_.ignores_blanks() && only_blanks()) return true;
        return text_pieces();
    }

    // White space up to a tag.
    bool only_blanks() {
        const char* after = skip_blanks(in_.at, text_stop_);
        if (after == text_stop_ || *after != '<') return false;
        in_.at = after;
        return true;
    }

    [[gnu::always_inline]] bool text_pieces() {
        const char* run = in_.at;
        for (;;) {
            if (in_.at < text_stop_) in_.at = skip_plain<'<', '&', ']'>(in_.at, text_stop_);
            if (in_.at_end()) break;
            if (*in_.at == '<') break;
            if (in_.at >= text_stop_) return refuse_long_text();
            if (*in_.at == '&') {
                if (!reference(run)) return false;
            } else if (*in_.at == '\r') {
                run = tell_line_end(run);
            } else if (*in_.at == '\n' || *in_.at == '\t') {
                ++in_.at; // here only for speed: indentation is most of the text of many documents
            } else if (in_.looking_at("]]>")) {
                return in_.fail(scan_rule("xml.cdata-end"), in_.at);
            } else if (!in_.read_special()) {
                return false;
            }
        }
        tell(run, in_.at);
        return true;
    }

    [[gnu::noinline]] bool reference(const char*& run) {
        const char* place = in_.at;
        tell(run, place);
        char32_t code = 0;
        if (!in_.read_reference(code)) return false;
        run = in_.at;
        normalised_.clear();
        append_utf8(normalised_, code);
        handler_.text(normalised_, in_.offset(place));
        return true;
    }

    bool cdata() {
        const char* start = in_.at;
        if (!count_nodes(1, start)) return false;
        in_.at += 9;
        const char* run = in_.at;
        for (;;) {
            if (in_.at < text_stop_) in_.at = skip_plain<']', ']', ']'>(in_.at, text_stop_);
            if (in_.at_end()) return in_.fail(scan_rule("xml.truncated"), start, "]]>");
            if (in_.looking_at("]]>")) break;
            if (in_.at >= text_stop_) return refuse_long_text();
            if (*in_.at == '\r') {
                run = tell_line_end(run);
            } else if (!in_.read_special()) {
                return false;
            }
        }
        tell(run, in_.at);
        in_.at += 3;
        return true;
    }

    void tell(const char* from, const char* to) {
        if (from != to) handler_.text({from, to}, in_.offset(from));
    }

    // At a carriage return: tells the run before it and gives the start of the next, so that every line end arrives as
    // "\n".
    const char* tell_line_end(const char* run) {
        tell(run, in_.at);
        const char* after = ++in_.at;
        const bool lone = in_.at_end() || *after != '\n';
        if (lone) handler_.text("\n", in_.offset(after - 1));
        return after;
    }

    Handler& handler_;
};

// As xml::scan(); `file`, when not null, is the mapped file that holds the bytes.
template <class Handler>
bool scan_for(
    Handler& handler, std::string_view bytes, const mapped_file* file, const document_limits& limits, findings& found
) {
    basic_scanner<Handler> walk(bytes, limits, handler, file);
    if (walk.run()) return true;
    findings one{walk.fault()};
    if (file != nullptr)
        locate(*file, one);
    else
        locate(bytes, one);
    found.push_back(std::move(one.front()));
    return false;
}

} // namespace schakel::xml
