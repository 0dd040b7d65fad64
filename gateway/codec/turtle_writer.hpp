// Writes Turtle 1.1: one block for each subject, names shortened by the prefixes that were declared.
#pragma once

#include "gateway/codec/rdf.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::rdf {

// Appends to a text that the caller empties when it likes. An IRI that Turtle cannot hold is escaped (percent codes),
// so that the output is always Turtle.
class turtle_writer {
public:
    explicit turtle_writer(std::string& out) : out_(out) {}

    void prefix(std::string_view name, std::string_view space); // before the first block
    void begin(std::string_view subject);
    void iri(std::string_view predicate, std::string_view object);
    void text(std::string_view predicate, std::string_view value, std::string_view language = {});
    void typed(std::string_view predicate, std::string_view value, std::string_view datatype);
    void end();

    std::size_t triples() const { return triples_; }

private:
    void lead(std::string_view predicate);
    void name(std::string_view iri);
    void quoted(std::string_view value);

    std::string& out_;
    std::vector<std::pair<std::string, std::string>> prefixes_;
    std::string predicate_; // of the block, the last one written
    std::string subject_;   // not yet written
    bool started_ = false;  // the block has a statement
    std::size_t triples_ = 0;
};

} // namespace schakel::rdf
