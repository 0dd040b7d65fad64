#include "adapters/common/edu_v/streams.hpp"

#include <set>
#include <utility>

namespace schakel::edu_v {

namespace {

constexpr std::size_t piece = 32u << 10;

// Makes an object of each record that it keeps, page by page.
template <class Record, class Make>
class paged final : public object_stream {
public:
    paged(const roster_view& view, roster_range range, Make make)
        : view_(view), range_(range), make_(std::move(make)) {}

    bool next(std::string& into) override {
        for (;;) {
            if (at_ == page_.size() && !turn()) return false;
            if (make_(page_[at_++], into)) return true;
        }
    }

private:
    bool turn() {
        if (last_) return false;
        if (!page_.empty()) after_ = page_.back().id;
        page_.clear();
        at_ = 0;
        range_.after = after_;
        view_.page(range_, page_);
        last_ = page_.size() < range_.limit;
        return !page_.empty();
    }

    const roster_view& view_;
    roster_range range_;
    Make make_;
    std::string after_;
    std::vector<Record> page_;
    std::size_t at_ = 0;
    bool last_ = false;
};

template <class Record, class Make>
std::unique_ptr<object_stream> pages(const roster_view& view, roster_range range, Make make) {
    return std::make_unique<paged<Record, Make>>(view, range, std::move(make));
}

class prepared final : public object_stream {
public:
    explicit prepared(std::vector<std::string> texts) : texts_(std::move(texts)) {}
    bool next(std::string& into) override {
        if (at_ == texts_.size()) return false;
        into += texts_[at_++];
        return true;
    }

private:
    std::vector<std::string> texts_;
    std::size_t at_ = 0;
};

class one_after_other final : public object_stream {
public:
    one_after_other(std::unique_ptr<object_stream> first, std::unique_ptr<object_stream> second)
        : first_(std::move(first)), second_(std::move(second)) {}
    bool next(std::string& into) override { return first_->next(into) || second_->next(into); }

private:
    std::unique_ptr<object_stream> first_, second_;
};

template <class Test, class Value>
bool kept(const Test& test, const Value& value) {
    return !test || test(value);
}

class factory {
public:
    factory(object_maker& maker, const roster_view& view, const stream_options& options)
        : maker_(maker), view_(view), options_(options) {
        range_.with_ended = options.keep.with_ended;
    }

    std::unique_ptr<object_stream> make(object what) {
        switch (what) {
        case object::organisation: return organisations();
        case object::study_offering:
            return std::make_unique<one_after_other>(year_group_studies(), courses(&object_maker::study));
        case object::subject_offering: return courses(&object_maker::subject);
        case object::school_period: return periods();
        case object::student: return persons(roster::person_kind::pupil, &object_maker::student);
        case object::employee: return persons(roster::person_kind::employee, &object_maker::employee);
        case object::group: return groups();
        case object::assignment: return assignments();
        case object::enrollment: return std::make_unique<one_after_other>(enrollments(), enrollments_of_levels());
        }
        return nullptr;
    }

private:
    void count(bool person = false) const {
        if (!options_.tally) return;
        ++options_.tally->records;
        if (person) ++options_.tally->persons;
    }

    template <class Object>
    std::unique_ptr<object_stream> texts_of(const std::vector<const Object*>& list) const {
        std::vector<std::string> texts;
        for (const Object* one : list) {
            texts.push_back(wire::write(*one));
            count();
        }
        return std::make_unique<prepared>(std::move(texts));
    }

    std::unique_ptr<object_stream> organisations() {
        std::vector<const wire::organisation*> list;
        for (const wire::organisation& one : maker_.organisations()) {
            if (!one.school.named()) continue; // Edu-V knows no school without an identifier
            if ((!one.ended || range_.with_ended) && kept(options_.keep.organisation, one)) list.push_back(&one);
        }
        return texts_of(list);
    }

    std::unique_ptr<object_stream> periods() {
        std::vector<const wire::school_period*> list;
        for (const wire::school_period& one : maker_.periods()) {
            if ((!one.ended || range_.with_ended) && kept(options_.keep.period, one)) list.push_back(&one);
        }
        return texts_of(list);
    }

    // Studies of the year groups of pupils of whom no study is known.
    std::unique_ptr<object_stream> year_group_studies() {
        std::set<std::string, std::less<>> found;
        roster_range range = range_;
        range.persons = roster::person_kind::pupil;
        each<roster::person>(view_, range, [&](const roster::person& one) {
            // The year group itself is looked at first: most pupils share one that is known already.
            if (!one.levels.empty() && found.contains(one.levels.front().value)) return true;
            const std::string_view group = maker_.year_group_alone(one);
            if (!group.empty() && kept(options_.keep.year_group, group)) found.emplace(group);
            return true;
        });
        std::vector<std::string> texts;
        for (const std::string& one : found) {
            texts.push_back(wire::write(maker_.study_of_year_group(one)));
            count();
        }
        return std::make_unique<prepared>(std::move(texts));
    }

    template <class Object>
    std::unique_ptr<object_stream> courses(std::optional<Object> (object_maker::*maker)(const roster::course&)) {
        return pages<roster::course>(view_, range_, [*this, maker](const roster::course& one, std::string& into) {
            if (!kept(options_.keep.course, one)) return false;
            const auto made = (maker_.*maker)(one);
            if (made) {
                into += wire::write(*made);
                count();
            }
            return made.has_value();
        });
    }

    template <class Object>
    std::unique_ptr<object_stream>
    persons(roster::person_kind kind, std::optional<Object> (object_maker::*maker)(const roster::person&)) {
        roster_range range = range_;
        // Somebody who is neither is told of with the pupils, once.
        if (kind == roster::person_kind::employee) range.persons = kind;
        return pages<roster::person>(view_, range, [*this, maker](const roster::person& one, std::string& into) {
            if (!kept(options_.keep.person, one)) return false;
            const auto made = (maker_.*maker)(one);
            if (made) {
                into += wire::write(*made, made->ended ? options_.of_ended : options_.with);
                count(true);
            }
            return made.has_value();
        });
    }

    std::unique_ptr<object_stream> groups() {
        return pages<roster::group>(view_, range_, [*this](const roster::group& one, std::string& into) {
            if (!kept(options_.keep.group, one)) return false;
            into += wire::write(maker_.group(one));
            count();
            return true;
        });
    }

    std::unique_ptr<object_stream> assignments() {
        return pages<roster::membership>(view_, range_, [*this](const roster::membership& one, std::string& into) {
            if (one.what == roster::role::pupil || !kept(options_.keep.membership, one)) return false;
            const auto made = maker_.assignment(one);
            if (made) {
                into += wire::write(*made);
                count();
            }
            return made.has_value();
        });
    }

    bool put(const std::optional<wire::enrollment>& made, std::string& into) const {
        if (!made || !kept(options_.keep.enrollment, *made)) return false;
        into += wire::write(*made);
        count();
        return true;
    }

    std::unique_ptr<object_stream> enrollments() {
        return pages<roster::enrolment>(view_, range_, [*this](const roster::enrolment& one, std::string& into) {
            return kept(options_.keep.enrolment, one) && put(maker_.enrollment(one), into);
        });
    }

    std::unique_ptr<object_stream> enrollments_of_levels() {
        roster_range range = range_;
        range.persons = roster::person_kind::pupil;
        return pages<roster::person>(view_, range, [*this](const roster::person& one, std::string& into) {
            return kept(options_.keep.person, one) && put(maker_.enrollment_of_level(one), into);
        });
    }

    object_maker& maker_;
    const roster_view& view_;
    stream_options options_;
    roster_range range_;
};

class document_writer final : public roster_writer {
public:
    document_writer(std::vector<object> kinds, bool bare, const roster_view& view, const making_options& options)
        : kinds_(std::move(kinds)), bare_(bare), view_(view), maker_(view, options, &counts_, &refused_) {}

    bool next(std::string& into) override {
        if (done_) return false;
        const std::size_t until = into.size() + piece;
        if (!begun_ && !bare_) into += '{';
        begun_ = true;
        while (into.size() < until) {
            if (!stream_ && !begin(into)) return false;
            into += std::exchange(first_, false) ? "\n" : ",\n";
            if (stream_->next(into)) continue;
            into.resize(into.size() - (into.ends_with(",\n") ? 2 : 1));
            into += "\n]";
            stream_.reset();
        }
        return true;
    }

    const field_fate& fate() const override { return fate_; }
    const findings& refused() const override { return refused_; }

private:
    // The next array, or the end.
    bool begin(std::string& into) {
        if (at_ == kinds_.size()) {
            into += bare_ ? "\n" : "\n}\n";
            counts_.move_into(fate_);
            done_ = true;
            return false;
        }
        if (!bare_) {
            into += at_ == 0 ? "\n\"" : ",\n\"";
            into.append(info_of(kinds_[at_]).collection).append("\": ");
        }
        into += '[';
        first_ = true;
        stream_options all;
        all.keep.with_ended = true;
        stream_ = stream_of(kinds_[at_++], maker_, view_, all);
        return true;
    }

    std::vector<object> kinds_;
    bool bare_;
    const roster_view& view_;
    fate_counts counts_;
    findings refused_;
    field_fate fate_;
    object_maker maker_;
    std::unique_ptr<object_stream> stream_;
    std::size_t at_ = 0;
    bool begun_ = false, first_ = true, done_ = false;
};

} // namespace

std::unique_ptr<object_stream>
stream_of(object what, object_maker& maker, const roster_view& view, const stream_options& options) {
    return factory(maker, view, options).make(what);
}

std::unique_ptr<roster_writer>
write_document(service of, bool all, const roster_view& view, const making_options& options) {
    std::vector<object> kinds;
    for (const object_info& one : objects) {
        if (all || one.by == of) kinds.push_back(one.what);
    }
    const bool bare = kinds.size() == 1;
    return std::make_unique<document_writer>(std::move(kinds), bare, view, options);
}

} // namespace schakel::edu_v
