// Invented schools of any size, for simulate, benchmarks and tests: home groups and lesson groups, teachers with roles,
// locations, school periods, courses, pupils who left and pupils without a family name.
//
// The same options give the same records, byte for byte. Nothing is kept: every record is computed from its number, so
// a school of any size streams into a sink. ECK iDs are visibly test values of the pilot space.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/model/roster.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::roster {

struct school_options {
    enum class sector : std::uint8_t { primary, secondary } kind = sector::primary;
    // `edex`: only what EDEXML and UWLR have a place for, with the ids that a reader of EDEX gives, so that a way there
    // and back ends in equal records. `full`: also periods, courses, enrolments, rooms, and the school as organisation.
    enum class detail : std::uint8_t { full, edex } what = detail::full;
    std::size_t pupils = 400;
    std::uint64_t seed = 1;
    std::optional<std::size_t> lessons; // lesson groups per pupil, at most 12; none: 1 (primary), 7 (secondary)
    // How often the school has changed since its beginning: each time some 2 % of its pupils change name, group or
    // e-mail address or leave (a tombstone), and 1 % join.
    std::size_t changes = 0;
    model::identifiers school; // empty: made from the seed
    std::string name;          // empty: made from the seed
};

// The school of promise L4: secondary, 15,000 pupils in one home group and seven lesson groups each, which makes
// 120,000 memberships of pupils.
school_options large_school(std::uint64_t seed = 1);

class generated_school {
public:
    explicit generated_school(const school_options& options);

    model::roster::head head() const;
    // Head, then records in the order of record_kinds, each kind in ascending order of id.
    void write(roster_sink& into) const;

    std::size_t pupils() const { return options_.pupils + joined_; } // those who left included
    std::size_t teachers() const { return teachers_; }
    std::size_t home_groups() const { return homes_; }

private:
    struct pupil_state {
        std::size_t home = 0;
        std::size_t changed_at = 0; // number of the last change that touched the pupil; 0: none
        bool left = false, renamed = false, readdressed = false;
    };

    void write_organisations(roster_sink& into) const;
    void write_periods(roster_sink& into) const;
    void write_courses(roster_sink& into) const;
    void write_groups(roster_sink& into) const;
    void write_persons(roster_sink& into) const;
    void write_memberships(roster_sink& into) const;
    void write_enrolments(roster_sink& into) const;

    model::roster::group home_group(std::size_t home) const;
    model::roster::group lesson_group(std::size_t lesson) const;
    model::roster::person pupil(std::size_t number) const;
    model::roster::person teacher(std::size_t number) const;
    std::vector<std::string> groups_of_pupil(std::size_t number, std::size_t home) const;
    void write_pupil_memberships(std::size_t number, roster_sink& into) const;
    void write_teacher_memberships(std::size_t number, roster_sink& into) const;
    model::roster::membership membership(
        const std::string& person, const std::string& group, model::roster::role what, std::size_t changed_at
    ) const;

    pupil_state state_of(std::size_t number) const;
    std::size_t level_of_home(std::size_t home) const;
    std::size_t level_of_pupil(std::size_t number, std::size_t home) const;
    std::size_t first_home(std::size_t level) const;
    std::string level_code(std::size_t level) const;
    std::size_t lesson_of(std::size_t number, std::size_t home, std::size_t which) const;
    bool lesson_exists(std::size_t lesson) const;
    std::string pupil_id(std::size_t number) const;
    std::string teacher_id(std::size_t number) const;
    instant moment(std::size_t change) const;
    std::uint64_t chance(std::uint64_t subject, std::uint64_t a, std::uint64_t b = 0) const;
    bool full() const { return options_.what == school_options::detail::full; }
    bool secondary() const { return options_.kind == school_options::sector::secondary; }

    school_options options_;
    std::size_t levels_, homes_, lessons_, teachers_, locations_, joined_;
};

} // namespace schakel::roster
