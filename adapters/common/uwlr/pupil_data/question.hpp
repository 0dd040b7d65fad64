// A question about pupils as it stands in the XML. Members carry the names of the elements; texts are as written.
#pragma once

#include "adapters/common/uwlr/pupil_data/calls.hpp"
#include "adapters/common/uwlr/wire.hpp"
#include "gateway/codec/xml_document.hpp"
#include "gateway/model/identifier.hpp"

#include <optional>
#include <string>
#include <vector>

namespace schakel::uwlr::pupil_data {

// A group whose pupils or teachers are asked for. Without a key: those who are in no group of that kind.
struct asked_group {
    bool combined = false; // samengestelde_groep
    std::optional<std::string> key;
    std::size_t at = location::nowhere;
};

struct question {
    call which = call::everything;
    std::size_t at = location::nowhere;
    wire::value schooljaar, brincode, dependancecode, schoolkey, xsdversie, gegevenssetid, laatstontvangengegevens;
    std::vector<asked_group> groepen;
};

// `root` is one of the four questions. By name, not by position: order and presence are the schema's business.
question parse_question(const xml::node& root);

// The bare question, without envelope; empty values are left out.
std::string write_question(const question& asked);

// The school that is asked for. "00" as dependancecode means none.
model::identifiers school_of(const question& asked);

} // namespace schakel::uwlr::pupil_data
