#include "adapters/mapping_set/rules.hpp"

#include "adapters/mapping_set/values.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace schakel::mapping_set_file {

namespace {

using goal_files::notes;
using enum column::name;

class head_check {
public:
    head_check(const document& whole, notes& told) : whole_(whole), told_(told) {}

    void run() {
        for (const std::string_view key : {"format", "name", "version", "rows"})
            if (whole_.text(key).empty())
                told_.add(layer::schema, rule_named("mapping-set.missing-key"), whole_.where(key), std::string(key));
        for (const auto& [key, text] : whole_.head) {
            if (std::ranges::find(head_keys, key, &named_field::key) == head_keys.end())
                told_.add(layer::schema, rule_named("mapping-set.unknown-key"), whole_.where(key), {}, masked(key));
        }
        check_format();
        for (const std::string_view key : {"date", "valid_from", "valid_to"}) value(key, is_day, day_form);
        value("confidence", is_share, share_form);
        value("review", is_review, review_words);
        if (!in_order(whole_.text("valid_from"), whole_.text("valid_to")))
            told_.add(layer::rules, rule_named("mapping-set.validity"), whole_.where("valid_to"));
        check_rows();
    }

private:
    void check_format() {
        const std::string_view named = whole_.text("format");
        if (!named.empty() && named != format_name)
            told_.add(
                layer::schema, rule_named("mapping-set.format"), whole_.where("format"), std::string(format_name),
                std::string(named.substr(0, 60))
            );
    }

    void check_rows() {
        const std::string_view said = whole_.text("rows");
        const std::string there = std::to_string(whole_.rows.size());
        if (!said.empty() && said != there)
            told_.add(
                layer::rules, rule_named("mapping-set.rows"), whole_.where("rows"), masked_unless_number(said), there
            );
    }

    void value(std::string_view key, bool (*fits)(std::string_view), std::string_view expected) {
        const std::string_view text = whole_.text(key);
        if (!text.empty() && !fits(text))
            told_.add(
                layer::schema, rule_named("mapping-set.value"), whole_.where(key), std::string(expected), masked(text)
            );
    }

    const document& whole_;
    notes& told_;
};

class row_checks {
public:
    row_checks(const document& whole, notes& told) : whole_(whole), told_(told) {}

    void run() {
        check_groups();
        for (const row& one : whole_.rows) check(one);
        for (const auto& [id, used] : groups_)
            if (!used)
                told_.add(layer::rules, rule_named("mapping-set.empty-group"), goal_files::at_line(1), {}, masked(id));
    }

private:
    void check_groups() {
        for (const texts& one : whole_.groups) {
            const auto id_of = one.find("id");
            const std::string name = id_of == one.end() ? std::string() : id_of->second;
            if (name.empty() || !groups_.emplace(name, false).second)
                told_.add(
                    layer::rules, rule_named("mapping-set.doubled-group"), goal_files::at_line(1), {}, masked(name)
                );
            for (const auto& [key, text] : one) check_group_key(key, text);
        }
    }

    void check_group_key(std::string_view key, std::string_view text) {
        const location place = goal_files::at_line(1, 1, "/group/" + std::string(key));
        if (std::ranges::find(group_keys, key, &named_field::key) == group_keys.end())
            told_.add(layer::schema, rule_named("mapping-set.unknown-key"), place, {}, masked(key));
        else if ((key == "subjects" || key == "objects") && !parse_completeness(text))
            told_.add(
                layer::schema, rule_named("mapping-set.value"), place, std::string(completeness_words), masked(text)
            );
        else if (key == "alternatives" && text != "true" && text != "false")
            told_.add(layer::schema, rule_named("mapping-set.value"), place, "true, false", masked(text));
    }

    void check(const row& one) {
        const auto& cells = one.cells;
        const auto meant = model::goals::parse_relation(cells[relation]);
        value(one, relation, meant.has_value(), "exact, narrower, broader, overlap, related, precedes, none …");
        if (cells[subject].empty()) no_end(one, subject);
        if (cells[object].empty() && meant && *meant != model::goals::relation::none) no_end(one, object);
        for (const column::name day : {date, valid_from, valid_to}) optional_value(one, day, is_day, day_form);
        for (const column::name share : {coverage_of_subject, coverage_of_object, confidence})
            optional_value(one, share, is_share, share_form);
        optional_value(one, justification, is_justification, justification_words);
        optional_value(one, review, is_review, review_words);
        if (!in_order(cells[valid_from], cells[valid_to]))
            told_.add(layer::rules, rule_named("mapping-set.validity"), at(one, valid_to));
        if (!cells[subject].empty() && cells[subject] == cells[object])
            told_.add(layer::rules, rule_named("mapping-set.same-goal"), at(one, object));
        check_group_of(one);
        check_repeated(one);
    }

    void check_group_of(const row& one) {
        if (one.cells[group].empty()) return;
        const auto known = groups_.find(one.cells[group]);
        if (known == groups_.end())
            told_.add(
                layer::rules, rule_named("mapping-set.unknown-group"), at(one, group), {}, masked(one.cells[group])
            );
        else
            known->second = true;
    }

    void check_repeated(const row& one) {
        const auto& cells = one.cells;
        auto& before = seen_[{key_of(cells[subject]), key_of(cells[object])}];
        for (const row* earlier : before) {
            if (earlier->cells[relation] != cells[relation]) {
                told_.add(
                    layer::rules, rule_named("mapping-set.contradiction"), at(one, relation), {},
                    earlier->cells[relation]
                );
            } else if (earlier->cells[group] == cells[group]) {
                told_.add(
                    layer::rules, rule_named("mapping-set.doubled-row"), one.where, {},
                    "regel/line " + std::to_string(earlier->where.line)
                );
            }
        }
        before.push_back(&one);
    }

    location at(const row& one, column::name which) const {
        location place = one.where;
        place.path.append("/").append(columns[which].name);
        return place;
    }

    void no_end(const row& one, column::name which) {
        told_.add(layer::rules, rule_named("mapping-set.no-end"), at(one, which), std::string(columns[which].name));
    }

    void value(const row& one, column::name which, bool fits, std::string_view expected) {
        if (!fits)
            told_.add(
                layer::schema, rule_named("mapping-set.value"), at(one, which), std::string(expected),
                masked(one.cells[which])
            );
    }

    void optional_value(const row& one, column::name which, bool (*fits)(std::string_view), std::string_view expected) {
        value(one, which, one.cells[which].empty() || fits(one.cells[which]), expected);
    }

    const document& whole_;
    notes& told_;
    std::map<std::string, bool, std::less<>> groups_; // used or not
    std::map<std::pair<std::string, std::string>, std::vector<const row*>> seen_;
};

} // namespace

void check(const document& whole, notes& told) {
    head_check(whole, told).run();
    row_checks(whole, told).run();
}

} // namespace schakel::mapping_set_file
