// Objects as rows: the columns of the version in their order, then a metadata column for each name that occurs in the
// file. What a cell cannot hold as it is (a line break, a comma in a list, a formula that a spreadsheet would
// calculate) is changed and told.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "adapters/common/oneroster_csv/tables.hpp"
#include "adapters/common/oneroster_csv/wire.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/codec/csv_writer.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::oneroster_csv {

struct row_style {
    bool delta = false;    // status and dateLastModified are told
    bool formulas = false; // cells that a spreadsheet would calculate are left as they are
};

// What had to be changed to fit into cells, by path: "users/givenName".
class cell_changes {
public:
    void add(std::string_view path, std::string_view reason) { ++seen_[{std::string(path), std::string(reason)}]; }
    void tell(field_fate& into) const;

private:
    std::map<std::pair<std::string, std::string>, std::size_t> seen_;
};

// One object's cell as text that a row can hold.
class cell_text {
public:
    cell_text(row_style style, cell_changes& changes) : style_(style), changes_(changes) {}

    // `free`: text of people, not an id, date or word. The path is told when the text had to be changed.
    std::string_view fitted(std::string& text, bool free, std::string_view file, std::string_view column);

private:
    row_style style_;
    cell_changes& changes_;
};

template <class Object>
class row_maker {
public:
    row_maker(const file_table& table, row_style style, cell_changes& changes);

    // Before the header: a name for which there has to be a column.
    void announce(const oneroster::metadata_list& names);

    void header(csv::writer& out) const;
    void row(const Object& from, csv::writer& out);

private:
    struct place {
        const column* of = nullptr;
        void (*write)(const Object&, std::string&) = nullptr; // null: stays empty
        bool free = false;
    };

    const file_table& table_;
    row_style style_;
    cell_text fit_;
    std::vector<place> places_;
    std::set<std::string, std::less<>> metadata_;
    std::string text_;
};

} // namespace schakel::oneroster_csv
