#include "adapters/common/oneroster_csv/write.hpp"

#include "adapters/common/oneroster/extras.hpp"
#include "adapters/common/oneroster/from_model.hpp"
#include "adapters/common/oneroster_csv/from_model.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/codec/zip_writer.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace schakel::oneroster_csv {

namespace {

namespace roster = model::roster;
using std::string_view;

constexpr std::size_t page_size = 500;

// 1.2 demands a user name in CSV and not in REST.
oneroster::user user_for_row(const roster::person& from, const oneroster::making& how) {
    oneroster::user made = oneroster::user_from(from, how);
    if (!made.user_name.empty()) return made;
    made.user_name = made.id;
    if (how.fate != nullptr) how.fate->defaulted("users/username", "the CSV binding asks for one: the sourcedId");
    const auto told = std::find_if(made.metadata.begin(), made.metadata.end(), [](const auto& one) {
        return one.name == oneroster::own::made_up;
    });
    if (told == made.metadata.end())
        made.metadata.push_back({std::string(oneroster::own::made_up), "username", false});
    else
        told->value += ",username";
    return made;
}

// One file of the package: a page of it for each call.
class file_source {
public:
    virtual ~file_source() = default;
    virtual bool next(std::string& rows) = 0; // false: it was the last
};

// What an object is made for: to be a row, or to see which metadata it has.
enum class use { rows, names };

// Records of one kind as rows of one file. Objects that no record stands behind come first.
template <class Record, class Object>
class record_rows : public file_source {
public:
    using conversion = std::function<void(const Record&, use what, const std::function<void(const Object&)>& use)>;

    record_rows(
        const roster_view& view, roster_range range, const file_table& table, row_style style, cell_changes& changes,
        std::vector<Object> made_up, conversion convert
    )
        : view_(view), range_(range), rows_(table, style, changes), made_up_(std::move(made_up)),
          convert_(std::move(convert)) {}

    bool next(std::string& text) override {
        csv::writer out(text);
        if (!begun_) begin(out);
        page_.clear();
        view_.page(range_, page_);
        for (const Record& one : page_) convert_(one, use::rows, [&](const Object& made) { rows_.row(made, out); });
        if (page_.size() < range_.limit) return false;
        range_.after = last_ = page_.back().id;
        return true;
    }

private:
    // A header names every column, so all objects are made once to see which metadata they have.
    void begin(csv::writer& out) {
        begun_ = true;
        if constexpr (requires(const Object& one) { one.metadata; }) {
            for (const Object& one : made_up_) rows_.announce(one.metadata);
            each<Record>(view_, range_, [&](const Record& one) {
                convert_(one, use::names, [&](const Object& made) { rows_.announce(made.metadata); });
                return true;
            });
        }
        rows_.header(out);
        for (const Object& one : made_up_) rows_.row(one, out);
    }

    const roster_view& view_;
    roster_range range_;
    row_maker<Object> rows_;
    std::vector<Object> made_up_;
    conversion convert_;
    std::vector<Record> page_;
    std::string last_;
    bool begun_ = false;
};

class package_writer final : public roster_writer {
public:
    package_writer(const roster_view& view, const binding& tables, const encode_options& options)
        : view_(view), tables_(tables), frame_(view, options.school), archive_(bytes_) {
        if (const auto since = options.parameters.find("since"); since != options.parameters.end())
            since_ = parse_rfc3339(since->second);
        style_.delta = since_.has_value();
        const auto formulas = options.parameters.find("formulas");
        style_.formulas = formulas != options.parameters.end() && formulas->second == "keep";
    }

    bool next(std::string& into) override {
        if (step_ == step::done) return false;
        bytes_.clear();
        if (step_ == step::manifest)
            write_manifest();
        else
            write_some();
        into += bytes_;
        return step_ != step::done;
    }
    const field_fate& fate() const override { return fate_; }
    const findings& refused() const override { return refused_; }

private:
    enum class step { manifest, files, done };

    static constexpr std::array written{
        file_id::orgs,  file_id::academic_sessions, file_id::courses, file_id::classes, file_id::users,
        file_id::roles, file_id::enrollments};

    oneroster::making making(use what) {
        return {
            .frame = frame_,
            .in_version = tables_.of(),
            .fate = what == use::rows ? &tally_ : nullptr,
            .with_ids = what != use::names};
    }

    void write_manifest() {
        std::string text;
        csv::writer out(text);
        const auto property = [&](string_view name, string_view value) {
            out.cell(name).cell(value);
            out.end_row();
        };
        property("propertyName", "value");
        property("manifest.version", "1.0");
        property("oneroster.version", to_string(tables_.of()));
        for (const file_table& table : tables_.files()) {
            const bool is_written = std::find(written.begin(), written.end(), table.id) != written.end();
            property(
                "file." + std::string(name_of(table.id)), !is_written    ? "absent"
                                                          : style_.delta ? "delta"
                                                                         : "bulk"
            );
        }
        property("source.systemName", "Schakel");
        archive_.begin("manifest.csv");
        archive_.write(text);
        archive_.end();
        step_ = step::files;
    }

    void write_some() {
        if (!file_) {
            while (at_ < written.size() && tables_.find(written[at_]) == nullptr) ++at_;
            if (at_ == written.size()) return finish();
            file_ = open(written[at_]);
            archive_.begin(std::string(name_of(written[at_])) + ".csv");
        }
        rows_.clear();
        const bool more = file_->next(rows_);
        archive_.write(rows_);
        if (more) return;
        archive_.end();
        file_.reset();
        ++at_;
    }

    void finish() {
        archive_.finish();
        step_ = step::done;
        oneroster::tell_head(view_.head(), making(use::rows));
        each<roster::enrolment>(view_, range(), [&](const roster::enrolment& one) {
            oneroster::tell_lost(one, making(use::rows));
            return true;
        });
        tally_.add_to(fate_);
        changes_.tell(fate_);
    }

    roster_range range() const {
        roster_range all;
        all.limit = page_size;
        all.with_ended = style_.delta;
        all.changed_since = since_;
        return all;
    }

    template <class Record, class Object, class Make>
    std::unique_ptr<file_source> rows_of(const file_table& table, std::vector<Object> made_up, Make make) {
        auto convert = [this, make](const Record& from, use what, const std::function<void(const Object&)>& take) {
            take(make(from, making(what)));
        };
        return std::make_unique<record_rows<Record, Object>>(
            view_, range(), table, style_, changes_, std::move(made_up), std::move(convert)
        );
    }

    std::unique_ptr<file_source> open(file_id which) {
        const file_table& table = *tables_.find(which);
        switch (which) {
        case file_id::orgs: return rows_of<roster::organisation>(table, frame_.made_up_orgs(), oneroster::org_from);
        case file_id::academic_sessions:
            return rows_of<roster::school_period>(table, frame_.made_up_sessions(), oneroster::session_from);
        case file_id::courses: return rows_of<roster::course>(table, frame_.made_up_courses(), oneroster::course_from);
        case file_id::classes:
            return rows_of<roster::group>(table, std::vector<oneroster::class_object>(), oneroster::class_from);
        case file_id::users: return rows_of<roster::person>(table, std::vector<oneroster::user>(), user_for_row);
        case file_id::roles: return roles(table);
        default: return enrollments(table);
        }
    }

    std::unique_ptr<file_source> roles(const file_table& table) {
        auto convert = [this](const roster::person& from, use, const std::function<void(const role_line&)>& take) {
            const oneroster::user made = oneroster::user_from(from, {frame_, tables_.of(), nullptr});
            for (std::size_t i = 0; i < made.roles.size(); ++i) {
                const oneroster::role& one = made.roles[i];
                const std::string key = made.id + "|" + one.org.id + "|" + one.word + "|" + std::to_string(i);
                take({minted_id(frame_.space(), "role", key), made.id, &one, made.status, made.modified});
            }
        };
        return std::make_unique<record_rows<roster::person, role_line>>(
            view_, range(), table, style_, changes_, std::vector<role_line>(), std::move(convert)
        );
    }

    std::unique_ptr<file_source> enrollments(const file_table& table) {
        using oneroster::enrollment;
        auto convert =
            [this](const roster::membership& from, use what, const std::function<void(const enrollment&)>& take) {
                if (const auto made = oneroster::enrollment_from(from, making(what))) take(*made);
            };
        return std::make_unique<record_rows<roster::membership, enrollment>>(
            view_, range(), table, style_, changes_, std::vector<enrollment>(), std::move(convert)
        );
    }

    const roster_view& view_;
    const binding& tables_;
    oneroster::roster_frame frame_;
    std::optional<instant> since_;
    row_style style_;
    step step_ = step::manifest;
    std::size_t at_ = 0; // in `written`
    std::unique_ptr<file_source> file_;
    std::string bytes_, rows_;
    zip::writer archive_;
    cell_changes changes_;
    oneroster::fate_tally tally_;
    field_fate fate_;
    findings refused_;
};

} // namespace

std::unique_ptr<roster_writer> write(const roster_view& view, const binding& tables, const encode_options& options) {
    return std::make_unique<package_writer>(view, tables, options);
}

} // namespace schakel::oneroster_csv
