#include "adapters/common/edex/roster_writer.hpp"

#include "adapters/common/edex/write.hpp"

namespace schakel::edex {

namespace {

namespace roster = model::roster;

constexpr std::size_t piece = 32u << 10;

class document_writer final : public roster_writer {
public:
    document_writer(const roster_view& view, const target& into, const draft_rules& rules, written_document document)
        : view_(view), document_(std::move(document)), draft_(into, rules, view.head().school), out_(document_.pretty) {
    }

    bool next(std::string& into) override {
        while (pending_.size() < piece && step_ != step::done) {
            advance();
            out_.drain(pending_);
        }
        if (step_ == step::done) draft_.finish();
        if (pending_.empty()) return false;
        into += pending_;
        pending_.clear();
        return true;
    }
    const field_fate& fate() const override { return draft_.fate(); }
    const findings& refused() const override { return draft_.refused(); }

private:
    enum class step { begin, branches, groups, pupils, teachers, end, done };

    void advance() {
        switch (step_) {
        case step::begin: begin(); break;
        case step::branches: page<roster::organisation>(document_.branches, "vestigingen", step::groups); break;
        case step::groups: page<roster::group>(document_.groups, "groepen", step::pupils); break;
        case step::pupils: people(document_.pupils, roster::person_kind::pupil, "leerlingen", step::teachers); break;
        case step::teachers:
            people(document_.teachers, roster::person_kind::employee, "leerkrachten", step::end);
            break;
        case step::end: end(); break;
        case step::done: break;
        }
    }

    void begin() {
        if (document_.nobody != nullptr && is_nobody_wanted()) {
            draft_.refused().push_back({document_.nobody, {}, {}, {}, {}});
            step_ = step::done;
            return;
        }
        if (document_.open) document_.open(out_);
        write(out_, draft_.school(document_.head != nullptr ? *document_.head : view_.head()));
        go_to(step::branches);
    }

    bool is_nobody_wanted() const {
        if (!document_.pupils && !document_.teachers) return false;
        roster_range range;
        range.persons = document_.pupils ? roster::person_kind::pupil : roster::person_kind::employee;
        range.limit = document_.wanted ? 200 : 1;
        return each<roster::person>(view_, range, [&](const roster::person& one) {
            return document_.wanted && !document_.wanted(one, view_.memberships_of_person(one.id));
        });
    }

    void end() {
        if (document_.close) document_.close(out_);
        pending_ += out_.finish();
        step_ = step::done;
    }

    void go_to(step which) {
        if (list_open_) out_.close();
        list_open_ = false;
        after_.clear();
        step_ = which;
    }

    template <class Object>
    void put(std::string_view list, const Object& one) {
        if (!list_open_) out_.open(list);
        list_open_ = true;
        write(out_, one);
    }

    void put_drafted(bool written, std::string_view list, const roster::organisation& one) {
        const wire::vestiging* drafted = draft_.vestiging(one);
        if (drafted != nullptr && written) put(list, *drafted);
    }
    void put_drafted(bool written, std::string_view list, const roster::group& one) {
        const wire::groep& drafted = draft_.groep(one);
        if (written) put(list, drafted);
    }

    // Branches and groups are drafted in any case: people refer to them.
    template <class Record>
    void page(bool written, std::string_view list, step then) {
        std::vector<Record> records;
        roster_range range;
        range.after = after_;
        view_.page(range, records);
        for (const Record& one : records) {
            put_drafted(written, list, one);
            if (written) count(false);
        }
        if (records.size() < range.limit) return go_to(then);
        after_ = records.back().id;
    }

    void people(bool written, roster::person_kind kind, std::string_view list, step then) {
        if (!written) return go_to(then);
        std::vector<roster::person> records;
        roster_range range;
        range.after = after_;
        range.persons = kind;
        range.limit = 200;
        view_.page(range, records);
        for (const roster::person& one : records) put_person(list, one);
        if (records.size() < range.limit) return go_to(then);
        after_ = records.back().id;
    }

    void put_person(std::string_view list, const roster::person& one) {
        const std::vector<roster::membership> in = view_.memberships_of_person(one.id);
        if (document_.wanted && !document_.wanted(one, in)) return;
        if (one.kind == roster::person_kind::pupil)
            put_if(list, draft_.leerling(one, in));
        else
            put_if(list, draft_.leerkracht(one, in));
    }

    template <class Object>
    void put_if(std::string_view list, const Object* drafted) {
        if (drafted == nullptr) return;
        put(list, *drafted);
        count(true);
    }

    void count(bool person) {
        if (!document_.tally) return;
        ++document_.tally->records;
        if (person) ++document_.tally->persons;
    }

    const roster_view& view_;
    written_document document_;
    draft draft_;
    xml::writer out_;
    std::string pending_;
    step step_ = step::begin;
    std::string after_;
    bool list_open_ = false;
};

} // namespace

std::unique_ptr<roster_writer>
write_document(const roster_view& view, const target& into, const draft_rules& rules, written_document document) {
    return std::make_unique<document_writer>(view, into, rules, std::move(document));
}

} // namespace schakel::edex
