// The value of one field of an object as packed bytes: what an index keeps, and what filters and sorts look at.
//
// A cell is a row of items, each of a fixed number of texts by the form of the field: a text, date, word or boolean is
// one item of one text; a reference its sourcedId; a user id type and identifier; a role type, word, org, profile,
// begin and end; a profile id, type, vendor, application and description; an entry of metadata name, value and, for
// JSON that is no text, "1". A field without a value is an empty cell.
#pragma once

#include "adapters/common/oneroster/fields.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace schakel::oneroster {

std::size_t texts_of_item(form of);

void append_text(std::string& into, std::string_view text); // as it stands in a cell

// Reads the texts of a cell in their order.
class cell_reader {
public:
    explicit cell_reader(std::string_view cell) : rest_(cell) {}

    bool done() const { return rest_.empty(); }
    std::string_view next(); // only when not done

private:
    std::string_view rest_;
};

template <class Object>
void append_cell(const Object& object, const field<Object>& which, std::string& into);
// The reverse: fills the field of an object that has none yet.
template <class Object>
void take_cell(std::string_view cell, const field<Object>& which, Object& into);

} // namespace schakel::oneroster
