// Rows as canonical records: first as objects of OneRoster (wire.hpp), then as records the way REST reads them
// (adapters/common/oneroster/to_model.hpp).
#pragma once

#include "adapters/common/oneroster/to_model.hpp"
#include "adapters/common/oneroster_csv/role_book.hpp"
#include "adapters/common/oneroster_csv/rows.hpp"
#include "adapters/common/oneroster_csv/wire.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace schakel::oneroster_csv {

class record_maker {
public:
    record_maker(
        const package& from, const binding& tables, const id_tables& ids, const role_book& roles, roster_sink& into
    );

    void take(rows& row);           // of a file of rostering, roles excepted
    void finish_file(file_id done); // after its last row
    void finish(field_trace& into); // after the last file: the head, and what was found

private:
    // Which member holds each column of a file.
    template <class Object>
    class filler {
    public:
        using target = typename read_to<Object>::type;

        explicit filler(const file_table* table);
        void fill(const rows& row, target& into);

    private:
        void fill_metadata(const rows& row, oneroster::object_base& into);
        void fill_metadata(const rows& row, oneroster::seen_user& into);

        struct reading {
            std::size_t column = 0;
            void (*read)(target&, std::string_view) = nullptr;
        };
        std::vector<reading> reads_;
        std::vector<std::size_t> own_places_; // of metadata columns, as far as they were met
    };

    bool dangles(const rows& row, std::size_t column) const;
    bool dangles(file_id target, std::uint32_t number) const {
        return number != id_table::none && complete_[index_of(target)] && !ids_[index_of(target)][number].delivered;
    }
    void take_class(rows& row);
    void take_course(rows& row);
    void take_user(rows& row);
    void take_enrollment(rows& row);
    void take_plain_enrollment(const rows& row);
    void trace_plain_enrollments();
    void take_roles(std::uint32_t user);

    const binding& tables_;
    const id_tables& ids_;
    const role_book& roles_;
    roster_sink& into_;
    oneroster::model_builder builder_;
    std::array<bool, file_count> complete_{}; // files of which every row is there

    // Columns that are asked for row after row.
    const std::size_t class_course_ = tables_.place_of(file_id::classes, "courseSourcedId");
    const std::size_t class_school_ = tables_.place_of(file_id::classes, "schoolSourcedId");
    const std::size_t class_terms_ = tables_.place_of(file_id::classes, "termSourcedIds");
    const std::size_t user_orgs_ = tables_.place_of(file_id::users, "orgSourcedIds"); // 1.1

    filler<oneroster::academic_session> sessions_{tables_.find(file_id::academic_sessions)};
    filler<oneroster::org> orgs_{tables_.find(file_id::orgs)};
    filler<oneroster::course> courses_{tables_.find(file_id::courses)};
    filler<oneroster::class_object> classes_{tables_.find(file_id::classes)};
    filler<oneroster::user> users_{tables_.find(file_id::users)};
    filler<oneroster::enrollment> enrollments_{tables_.find(file_id::enrollments)};

    // Kept until their file ends, because a parent may come after its children.
    std::vector<oneroster::academic_session> all_sessions_;
    std::vector<oneroster::org> all_orgs_;
    // Filled again and again, so that rows cost few allocations.
    oneroster::course course_;
    oneroster::class_object class_;
    oneroster::seen_user user_;
    oneroster::enrollment enrollment_;
    model::roster::record plain_{std::in_place_type<model::roster::membership>};
    // Rows that follow each other mostly say the same.
    struct {
        std::string word;
        model::roster::role what = model::roster::role::other;
        bool exact = false;
    } last_role_;
    struct {
        std::uint32_t number = id_table::none;
        bool counts = false; // there is one, and it is not made up
    } last_school_;
    struct {
        std::uint64_t rows = 0, modified = 0, ended = 0, primary = 0, organisation = 0, begin = 0, end = 0;
    } plain_seen_; // in the rows of take_plain_enrollment
    class day_memo {
    public:
        std::optional<model::roster::day> day_of(std::string_view text);

    private:
        std::string last_;
        std::optional<model::roster::day> day_;
    };
    day_memo begins_, ends_;
    std::uint64_t enrollments_left_ = 0;
};

} // namespace schakel::oneroster_csv
