// The loss report: for every field of a translated message whether it was carried, mapped, defaulted or dropped, and
// why.
//
// It is made by joining two sides. The decoder traces each value it found: source path -> canonical field. Mapper and
// encoder record the fate of each canonical field. A traced value whose field nobody wrote is dropped "no place in
// <target>", so a forgotten field shows up as a loss and never as silence.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel {

enum class field_outcome { carried, mapped, defaulted, dropped };
std::string_view to_string(field_outcome outcome);

struct field_loss {
    std::string path; // in the source; for defaulted fields in the target
    field_outcome outcome = field_outcome::carried;
    std::size_t count = 0;
    std::string reason; // English; empty for carried

    friend bool operator==(const field_loss&, const field_loss&) = default;
};

struct loss_totals {
    std::size_t carried = 0, mapped = 0, defaulted = 0, dropped = 0;
};

class loss_report {
public:
    std::string from, to;           // standards
    std::vector<field_loss> fields; // sorted by path, then outcome
    std::string goals;              // what learning goals were translated to: a JSON array; empty when none were

    loss_totals totals() const;
    std::string to_json() const; // {"from","to","fields":[{"path","outcome","count","reason"}],"goals":[…]}
};

// What a decoder found. Paths are in the source's own words without indexes: "toetsafnames/toetsafname/leerlingid".
class field_trace {
public:
    void saw(std::string_view path, std::string_view field, std::size_t count = 1);
    // A value that was seen has a second meaning: a subject that may be a learning goal. It counts in no total, and has
    // a row of its own in the loss report.
    void also_saw(std::string_view path, std::string_view field, std::size_t count = 1);
    // A value that the decoder itself leaves behind, with its reason.
    void left(std::string_view path, std::string_view reason, std::size_t count = 1);

    // What was read as `from` turned out to be `to`.
    void rename(std::string_view from, std::string_view to);

    std::size_t total() const;
    void add(const field_trace& other);

    struct entry {
        std::string path, field, reason; // field empty: left
        friend auto operator<=>(const entry&, const entry&) = default;
    };
    const std::map<entry, std::size_t>& entries() const { return entries_; }
    const std::map<entry, std::size_t>& second_meanings() const { return second_meanings_; }

private:
    std::map<entry, std::size_t> entries_, second_meanings_;
};

// What became of canonical fields on their way into one target.
class field_fate {
public:
    void carried(std::string_view field, std::size_t count = 1) { note(field, field_outcome::carried, {}, count); }
    void mapped(std::string_view field, std::string_view reason, std::size_t count = 1) {
        note(field, field_outcome::mapped, reason, count);
    }
    void dropped(std::string_view field, std::string_view reason, std::size_t count = 1) {
        note(field, field_outcome::dropped, reason, count);
    }
    // A field of the target that the source has no value for.
    void defaulted(std::string_view target_path, std::string_view reason, std::size_t count = 1) {
        note(target_path, field_outcome::defaulted, reason, count);
    }
    void add(const field_fate& other);

    struct entry {
        std::string field;
        field_outcome outcome;
        std::string reason;
        friend auto operator<=>(const entry&, const entry&) = default;
    };
    const std::map<entry, std::size_t>& entries() const { return entries_; }

private:
    void note(std::string_view field, field_outcome outcome, std::string_view reason, std::size_t count);
    std::map<entry, std::size_t> entries_;
};

// Joins the two sides. Where an encoder wrote a field more often than the source held it (one school in each of five
// messages) losses count first and the rest is carried, up to the number of source values. `untold` is the reason given
// for values that nobody wrote; empty: "no place in <to>".
loss_report join(
    std::string_view from, std::string_view to, const field_trace& trace, const field_fate& fate,
    std::string_view untold = {}
);

} // namespace schakel
