#include "adapters/eck_id/people.hpp"

#include "adapters/eck_id/forms.hpp"
#include "adapters/eck_id/rules.hpp"
#include "gateway/codec/csv_reader.hpp"
#include "gateway/model/identifier.hpp"

#include <algorithm>
#include <map>

namespace schakel::eck_id {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t most_findings = 200;

struct columns {
    std::size_t key = none, number = none, former = none, from = none, count = 0;
};

std::string expected_columns(bool replacing) {
    return replacing ? "las.key,former,pgn[,from]" : "las.key,pgn";
}

bool names_persons(std::string_view scheme) {
    namespace known = model::scheme;
    return scheme == known::las_key || scheme == known::oneroster_id || scheme == known::eduv_id ||
           scheme == known::user_name || scheme == known::neppi || scheme == known::nepri;
}

class list_reading {
public:
    explicit list_reading(bool replacing) : replacing_(replacing) {}

    people_list run(std::string_view text) {
        csv::reader rows(one_part(text), [this](const csv::fault& one) { tell(one); });
        const std::string_view header = rows.first_line();
        if (header.find(',') == header.npos && header.find(';') != header.npos) rows.separate_by(';');
        while (rows.next()) {
            if (rows.row() == 1 && !read_header(rows.current())) break;
            if (rows.row() > 1) read_person(rows.current());
        }
        if (columns_.count == 0 && found_.empty()) complain("eck-id.list-columns", 1, 1, expected_columns(replacing_));
        check_repeats();
        std::ranges::stable_sort(found_, {}, [](const finding& one) { return one.where.line; });
        out_.report.add(layer::rules, std::move(found_));
        if (out_.report.rejects()) out_.people.clear();
        return std::move(out_);
    }

private:
    void tell(const csv::fault& one) {
        finding told{one.broken, {}, one.expected, one.got, {}};
        told.where.line = one.where.line;
        told.where.column = one.where.column;
        if (found_.size() < most_findings) found_.push_back(std::move(told));
    }

    void complain(
        std::string_view id, std::uint32_t line, std::uint32_t column, std::string expected = {}, std::string got = {}
    ) {
        if (found_.size() < most_findings)
            found_.push_back(found_in_line(id, line, column, std::move(expected), std::move(got)));
    }

    bool read_header(const csv::row_view& row) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string_view name = row.cells[i];
            std::size_t* which = name == "pgn"                                 ? &columns_.number
                                 : name == "former" && replacing_              ? &columns_.former
                                 : name == "from" && replacing_                ? &columns_.from
                                 : names_persons(name) && columns_.key == none ? &columns_.key
                                                                               : nullptr;
            if (!which || *which != none) {
                complain("eck-id.list-columns", row.line, row.place_of(i).column, expected_columns(replacing_));
                return false;
            }
            *which = i;
            if (which == &columns_.key) out_.key_scheme = name;
        }
        columns_.count = row.cells.size();
        const bool whole = columns_.key != none && columns_.number != none && (!replacing_ || columns_.former != none);
        if (!whole) complain("eck-id.list-columns", row.line, 1, expected_columns(replacing_));
        return whole;
    }

    void read_person(const csv::row_view& row) {
        if (row.cells.size() != columns_.count)
            return complain(
                "eck-id.list-row", row.line, 1, std::to_string(columns_.count), std::to_string(row.cells.size())
            );
        numbered_person one;
        one.line = row.line;
        one.key = row.cells[columns_.key];
        if (one.key.empty()) complain("eck-id.key-missing", row.line, row.place_of(columns_.key).column);
        one.number = number_in(row, columns_.number);
        if (replacing_) one.former = number_in(row, columns_.former);
        if (replacing_ && !one.number.empty() && one.number.view() == one.former.view())
            complain("eck-id.same-number", row.line, row.place_of(columns_.number).column);
        if (columns_.from != none) read_start(row, one);
        out_.people.push_back(std::move(one));
    }

    crypto::wiped_text number_in(const csv::row_view& row, std::size_t column) {
        const std::string_view text = row.cells[column];
        if (!is_pupil_number(text) && !is_teacher_text(text))
            complain("eck-id.number-form", row.line, row.place_of(column).column);
        return crypto::wiped_text(text);
    }

    void read_start(const csv::row_view& row, numbered_person& one) {
        const std::string_view text = row.cells[columns_.from];
        if (text.empty()) return;
        if (const auto day = parse_date(text))
            one.from = start_of_day_in_amsterdam(*day);
        else
            one.from = parse_rfc3339(text);
        if (!one.from) complain("eck-id.from-form", row.line, row.place_of(columns_.from).column);
    }

    void check_repeats() {
        std::map<std::string_view, std::uint32_t> keys, numbers;
        for (const numbered_person& one : out_.people) {
            const auto [key, new_key] = keys.emplace(one.key, one.line);
            if (!new_key && !one.key.empty())
                complain("eck-id.key-repeated", one.line, 1, {}, std::to_string(key->second));
            const auto [number, new_number] = numbers.emplace(one.number.view(), one.line);
            if (!new_number && !one.number.empty())
                complain("eck-id.number-repeated", one.line, 1, {}, std::to_string(number->second));
        }
    }

    bool replacing_;
    columns columns_;
    findings found_;
    people_list out_;
};

} // namespace

people_list read_people(std::string_view csv, bool replacing) {
    return list_reading(replacing).run(csv);
}

} // namespace schakel::eck_id
