#include "gateway/codec/xml_writer.hpp"

#include "gateway/codec/xml_escape.hpp"

#include <stdexcept>

namespace schakel::xml {

void writer::declaration() {
    out_.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void writer::open(std::string_view name) {
    end_start_tag();
    line_break();
    if (!open_.empty()) open_.back().has_children = true;
    out_.append("<").append(name);
    open_.push_back({names_.size(), false, false});
    names_.append(name);
    in_start_tag_ = true;
}

void writer::attribute(std::string_view name, std::string_view value) {
    if (!in_start_tag_) throw std::logic_error("xml::writer: an attribute belongs directly after open");
    out_.append(" ").append(name).append("=\"");
    append_escaped(out_, value, escape_for::attribute);
    out_.push_back('"');
}

void writer::text(std::string_view value) {
    if (open_.empty()) throw std::logic_error("xml::writer: text belongs in an element");
    if (value.empty()) return;
    end_start_tag();
    open_.back().has_text = true;
    append_escaped(out_, value, escape_for::text);
}

void writer::raw(std::string_view well_formed) {
    end_start_tag();
    line_break();
    if (!open_.empty()) open_.back().has_children = true;
    out_.append(well_formed);
}

void writer::close() {
    if (open_.empty()) throw std::logic_error("xml::writer: nothing is open");
    const open_element element = open_.back();
    open_.pop_back();
    if (in_start_tag_) {
        out_.append("/>");
        in_start_tag_ = false;
    } else {
        if (element.has_children && !element.has_text) line_break();
        out_.append("</").append(names_, element.name).append(">");
    }
    names_.resize(element.name);
}

// As open, text and close say it, without going into the element.
void writer::element(std::string_view name, std::string_view value) {
    end_start_tag();
    line_break();
    if (!open_.empty()) open_.back().has_children = true;
    out_.append("<").append(name);
    if (value.empty()) {
        out_.append("/>");
        return;
    }
    out_.push_back('>');
    append_escaped(out_, value, escape_for::text);
    out_.append("</").append(name).append(">");
}

void writer::drain(std::string& into) {
    if (out_.empty()) return;
    last_drained_ = out_.back();
    into += out_;
    out_.clear();
}

std::string writer::finish() {
    if (!open_.empty()) throw std::logic_error("xml::writer: an element is still open");
    if (pretty_) out_.push_back('\n');
    return std::move(out_);
}

void writer::end_start_tag() {
    if (in_start_tag_) out_.push_back('>');
    in_start_tag_ = false;
}

// Only where no text stands beside it, because there white space would change the content.
void writer::line_break() {
    if (!pretty_ || (!open_.empty() && open_.back().has_text)) return;
    if ((out_.empty() ? last_drained_ : out_.back()) != '\n') out_.push_back('\n');
    out_.append(2 * open_.size(), ' ');
}

} // namespace schakel::xml
