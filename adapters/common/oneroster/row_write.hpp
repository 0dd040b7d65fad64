// Rows of a table as JSON: the same bytes as write() makes of the object, without making it.
#pragma once

#include "adapters/common/oneroster/json_write.hpp"
#include "adapters/common/oneroster/object_table.hpp"

#include <string>
#include <vector>

namespace schakel::oneroster {

template <class Object>
class row_writer {
public:
    explicit row_writer(json_style style);

    void write(const object_table<Object>& from, std::size_t number, std::string& into) const;

private:
    // What stands around the texts of a field.
    struct frame_of_field {
        std::string name;            // "familyName":
        std::string before, between; // of a reference: up to its id in href, and from there to its sourcedId
        std::string after;
    };

    void write_plain(std::string_view row, std::string& into) const;
    void write_cell(std::size_t which, std::string_view cell, std::string& into) const;
    void refer(const frame_of_field& around, std::string_view id, std::string& into) const;

    json_style style_;
    bool plain_base_ = false;
    std::vector<frame_of_field> fields_;
};

} // namespace schakel::oneroster
