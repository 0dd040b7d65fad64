#include "gateway/adapter/narrowed_view.hpp"

#include <algorithm>

namespace schakel {

namespace {

namespace roster = model::roster;
using roster::record_kind;

bool fits(const roster::record& one, const roster_range& range) {
    const roster::record_tail& tail = roster::tail_of(one);
    if (tail.ended && !range.with_ended) return false;
    if (range.changed_since && (!tail.modified || *tail.modified < *range.changed_since)) return false;
    const auto* person = std::get_if<roster::person>(&one);
    return !person || !range.persons || person->kind == *range.persons;
}

class narrowed_view final : public roster_view {
public:
    narrowed_view(std::shared_ptr<const roster_view> of, record_kind which, std::vector<std::string> ids)
        : of_(std::move(of)), which_(which), ids_(std::move(ids)) {
        std::ranges::sort(ids_);
        const auto repeated = std::ranges::unique(ids_);
        ids_.erase(repeated.begin(), repeated.end());
    }

    const roster::head& head() const override { return of_->head(); }
    std::string version() const override { return of_->version(); }
    instant changed_at() const override { return of_->changed_at(); }
    std::uint64_t count(record_kind which) const override { return which == which_ ? ids_.size() : of_->count(which); }

    void page(const roster_range& range, std::vector<roster::organisation>& into) const override { take(range, into); }
    void page(const roster_range& range, std::vector<roster::school_period>& into) const override { take(range, into); }
    void page(const roster_range& range, std::vector<roster::course>& into) const override { take(range, into); }
    void page(const roster_range& range, std::vector<roster::group>& into) const override { take(range, into); }
    void page(const roster_range& range, std::vector<roster::person>& into) const override { take(range, into); }
    void page(const roster_range& range, std::vector<roster::membership>& into) const override { take(range, into); }
    void page(const roster_range& range, std::vector<roster::enrolment>& into) const override { take(range, into); }

    std::optional<roster::record> find(record_kind which, std::string_view id) const override {
        if (which == which_ && !std::ranges::binary_search(ids_, id)) return std::nullopt;
        return of_->find(which, id);
    }
    std::vector<std::string> find_by_identifier(record_kind which, const model::identifier& named) const override {
        auto found = of_->find_by_identifier(which, named);
        if (which == which_)
            std::erase_if(found, [this](const std::string& id) { return !std::ranges::binary_search(ids_, id); });
        return found;
    }
    std::vector<roster::membership> memberships_of_person(std::string_view person) const override {
        return of_->memberships_of_person(person);
    }
    std::vector<roster::membership> memberships_of_group(std::string_view group) const override {
        return of_->memberships_of_group(group);
    }
    std::vector<roster::enrolment> enrolments_of_person(std::string_view person) const override {
        return of_->enrolments_of_person(person);
    }

private:
    template <class Record>
    void take(const roster_range& range, std::vector<Record>& into) const {
        if (roster::kind_of(roster::record(Record{})) != which_) return of_->page(range, into);
        auto at = range.after.empty() ? ids_.begin() : std::ranges::upper_bound(ids_, range.after);
        for (std::size_t taken = 0; at != ids_.end() && taken < range.limit; ++at) {
            auto found = of_->find(which_, *at);
            if (!found || !fits(*found, range)) continue;
            into.push_back(std::get<Record>(*std::move(found)));
            ++taken;
        }
    }

    std::shared_ptr<const roster_view> of_;
    record_kind which_;
    std::vector<std::string> ids_;
};

} // namespace

std::shared_ptr<const roster_view>
narrowed(std::shared_ptr<const roster_view> of, record_kind which, std::vector<std::string> ids) {
    return std::make_shared<narrowed_view>(std::move(of), which, std::move(ids));
}

} // namespace schakel
