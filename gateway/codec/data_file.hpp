// Small data files in TOML: a head of texts and one array of tables of texts. Code lists and mappings have this form.
#pragma once

#include "gateway/core/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

struct data_file {
    using row = std::map<std::string, std::string, std::less<>>;
    row head;
    std::vector<row> rows;

    std::string text(std::string_view key) const; // of the head, "" for none
};

// Reads a file, or the bytes of one. Whole numbers become text. Failure: unreadable, no TOML (file:line:column), or a
// value that is neither text nor number.
result<data_file> read_data_file(const std::string& file, std::string_view rows);
result<data_file> parse_data(std::string_view bytes, std::string_view name, std::string_view rows);

} // namespace schakel
