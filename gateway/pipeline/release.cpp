#include "gateway/pipeline/release.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/pipeline/release_rules.hpp"

#include <algorithm>
#include <span>

namespace schakel::pipeline {

namespace {

namespace roster = model::roster;
namespace scheme = model::scheme;
using names = std::set<std::string, std::less<>>;
using roster::record_kind;

// Keys that a pseudonym stands for.
constexpr std::string_view key_schemes[] = {scheme::las_key, scheme::oneroster_id};

template <class Record>
std::vector<void (*)(Record&)> withheld(std::span<const field_rule<Record>> rules, const names& released) {
    std::vector<void (*)(Record&)> out;
    for (const field_rule<Record>& one : rules) {
        if (!released.contains(one.field)) out.push_back(one.take_out);
    }
    return out;
}

// By the name of its own identifier.
std::string_view field_of(record_kind which) {
    namespace field = model::roster_field;
    switch (which) {
    case record_kind::organisation: return field::organisation_id;
    case record_kind::school_period: return field::period_id;
    case record_kind::course: return field::course_id;
    case record_kind::group: return field::group_id;
    case record_kind::membership: return field::membership_id;
    case record_kind::enrolment: return field::enrolment_id;
    case record_kind::person: break;
    }
    return {};
}

std::string digest_of(const settings::release_profile& profile, std::string_view pseudonym_key) {
    std::string all = profile.name;
    for (const names* list : {&profile.pupil, &profile.other, &profile.fields}) {
        all += '\n';
        for (const std::string& one : *list) all += one + ' ';
    }
    for (const std::string& one : profile.identifiers) all += '\n' + one;
    if (!pseudonym_key.empty()) all += '\n' + crypto::sha256_hex("pseudonyms " + std::string(pseudonym_key));
    return crypto::sha256_hex(all).substr(0, 16);
}

} // namespace

release::release(const settings::release_profile& profile, std::string pseudonym_key, std::string school)
    : name_(profile.name), digest_(digest_of(profile, pseudonym_key)), pseudonym_key_(std::move(pseudonym_key)),
      school_(std::move(school)), identifiers_(profile.identifiers) {
    const auto has = [&](std::string_view field) { return profile.fields.contains(field); };
    for (const record_kind one : roster::record_kinds) {
        shown_[static_cast<std::size_t>(one)] = one == record_kind::person || has(field_of(one));
    }
    ended_ = has(model::roster_field::ended);
    modified_ = has(model::roster_field::modified);
    extensions_ = has(model::field::extension);
    head_ = withheld<roster::head>(rules::head, profile.fields);
    organisation_ = withheld<roster::organisation>(rules::organisation, profile.fields);
    period_ = withheld<roster::school_period>(rules::school_period, profile.fields);
    course_ = withheld<roster::course>(rules::course, profile.fields);
    group_ = withheld<roster::group>(rules::group, profile.fields);
    pupil_ = withheld<roster::person>(rules::person, profile.pupil);
    other_ = withheld<roster::person>(rules::person, profile.other);
    membership_ = withheld<roster::membership>(rules::membership, profile.fields);
    enrolment_ = withheld<roster::enrolment>(rules::enrolment, profile.fields);
}

bool release::shows_identifier(std::string_view which) const {
    if (makes_pseudonyms() && std::ranges::find(key_schemes, which) != std::end(key_schemes)) return false;
    return std::ranges::find(identifiers_, which) != identifiers_.end();
}

// As a uuid is written, for that is what standards take as a key.
std::string release::pseudonym_of(std::string_view person_id) const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string of = school_;
    of += '\n';
    of += person_id;
    const std::string mac = crypto::hmac_sha256(pseudonym_key_, of);
    std::string out;
    for (std::size_t i = 0; i < 16; ++i) {
        const auto byte = static_cast<unsigned char>(mac[i]);
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

void release::strip(roster::head& one) const {
    for (const auto take_out : head_) take_out(one);
    if (!extensions_) one.extra.clear();
}

// What to do with the record's own fields, by kind.
struct release_rules {
    static const auto& of(const release& with, const roster::organisation&) { return with.organisation_; }
    static const auto& of(const release& with, const roster::school_period&) { return with.period_; }
    static const auto& of(const release& with, const roster::course&) { return with.course_; }
    static const auto& of(const release& with, const roster::group&) { return with.group_; }
    static const auto& of(const release& with, const roster::membership&) { return with.membership_; }
    static const auto& of(const release& with, const roster::enrolment&) { return with.enrolment_; }
    static const auto& of(const release& with, const roster::person& one) {
        return one.kind == roster::person_kind::pupil ? with.pupil_ : with.other_;
    }
};

namespace {

// The ids of a membership or an enrolment are often made of those of its person.
template <class Record>
constexpr bool names_persons = std::is_same_v<Record, roster::person> || std::is_same_v<Record, roster::membership> ||
                               std::is_same_v<Record, roster::enrolment>;

} // namespace

template <class Record>
void release::strip(Record& one) const {
    for (const auto take_out : release_rules::of(*this, one)) take_out(one);
    if (!modified_) one.modified.reset();
    if (!extensions_) one.extra.clear();
    if constexpr (names_persons<Record>) {
        std::erase_if(one.ids, [&](const model::identifier& each) { return !shows_identifier(each.scheme); });
    }
    if constexpr (std::is_same_v<Record, roster::person>) {
        if (!extensions_) {
            for (roster::person_role& role : one.roles) role.extra.clear();
        }
        if (makes_pseudonyms()) {
            const std::string pseudonym = pseudonym_of(one.id);
            for (const std::string_view each : key_schemes) one.ids.push_back({std::string(each), pseudonym, {}});
        }
    }
}

void release::strip(roster::record& one) const {
    std::visit([&](auto& record) { strip(record); }, one);
}

namespace {

class released_view final : public roster_view {
public:
    released_view(
        std::shared_ptr<const roster_view> of, std::shared_ptr<const release> under,
        std::shared_ptr<const asker_watch> watch
    )
        : of_(std::move(of)), under_(std::move(under)), watch_(std::move(watch)), head_(of_->head()) {
        under_->strip(head_);
        head_.school.push_back({std::string(scheme::own_school), under_->school(), {}}); // minted ids rest on it
    }

    const roster::head& head() const override { return head_; }
    std::string version() const override { return of_->version() + "|" + under_->name() + ":" + under_->digest(); }
    instant changed_at() const override { return of_->changed_at(); }
    std::uint64_t count(record_kind which) const override { return under_->shows(which) ? of_->count(which) : 0; }

    void page(const roster_range& range, std::vector<roster::organisation>& into) const override {
        take(range, record_kind::organisation, into);
    }
    void page(const roster_range& range, std::vector<roster::school_period>& into) const override {
        take(range, record_kind::school_period, into);
    }
    void page(const roster_range& range, std::vector<roster::course>& into) const override {
        take(range, record_kind::course, into);
    }
    void page(const roster_range& range, std::vector<roster::group>& into) const override {
        take(range, record_kind::group, into);
    }
    void page(const roster_range& range, std::vector<roster::person>& into) const override {
        take(range, record_kind::person, into);
    }
    void page(const roster_range& range, std::vector<roster::membership>& into) const override {
        take(range, record_kind::membership, into);
    }
    void page(const roster_range& range, std::vector<roster::enrolment>& into) const override {
        take(range, record_kind::enrolment, into);
    }

    std::optional<roster::record> find(record_kind which, std::string_view id) const override {
        if (!shows(which)) return std::nullopt;
        auto found = of_->find(which, id);
        if (!found || (roster::tail_of(*found).ended && !under_->shows_ended())) return std::nullopt;
        under_->strip(*found);
        return found;
    }

    std::vector<std::string> find_by_identifier(record_kind which, const model::identifier& named) const override {
        if (!shows(which)) return {};
        const bool of_persons =
            which == record_kind::person || which == record_kind::membership || which == record_kind::enrolment;
        const bool is_key = std::ranges::find(key_schemes, named.scheme) != std::end(key_schemes);
        if (which == record_kind::person && under_->makes_pseudonyms() && is_key) return find_by_pseudonym(named.value);
        if (of_persons && !under_->shows_identifier(named.scheme)) return {};
        return of_->find_by_identifier(which, named);
    }

    std::vector<roster::membership> memberships_of_person(std::string_view person) const override {
        if (!shows(record_kind::membership)) return {};
        return stripped(of_->memberships_of_person(person));
    }
    std::vector<roster::membership> memberships_of_group(std::string_view group) const override {
        if (!shows(record_kind::membership)) return {};
        return stripped(of_->memberships_of_group(group));
    }
    std::vector<roster::enrolment> enrolments_of_person(std::string_view person) const override {
        if (!shows(record_kind::enrolment)) return {};
        return stripped(of_->enrolments_of_person(person));
    }

private:
    bool shows(record_kind which) const { return under_->shows(which) && !(watch_ && watch_->gone()); }

    template <class Record>
    void take(roster_range range, record_kind which, std::vector<Record>& into) const {
        if (!shows(which)) return;
        range.with_ended = range.with_ended && under_->shows_ended();
        const std::size_t first = into.size();
        of_->page(range, into);
        for (std::size_t i = first; i < into.size(); ++i) under_->strip(into[i]);
    }

    template <class Record>
    std::vector<Record> stripped(std::vector<Record> list) const {
        for (Record& one : list) under_->strip(one);
        return list;
    }

    // Pseudonyms are not kept anywhere, so every person's is made again.
    std::vector<std::string> find_by_pseudonym(std::string_view pseudonym) const {
        std::vector<std::string> out;
        roster_range all;
        all.with_ended = under_->shows_ended();
        each<roster::person>(*of_, all, [&](const roster::person& one) {
            if (under_->pseudonym_of(one.id) == pseudonym) out.push_back(one.id);
            return out.empty();
        });
        return out;
    }

    std::shared_ptr<const roster_view> of_;
    std::shared_ptr<const release> under_;
    std::shared_ptr<const asker_watch> watch_;
    roster::head head_;
};

} // namespace

std::shared_ptr<const roster_view> released(
    std::shared_ptr<const roster_view> of, std::shared_ptr<const release> under,
    std::shared_ptr<const asker_watch> watch
) {
    return std::make_shared<released_view>(std::move(of), std::move(under), std::move(watch));
}

} // namespace schakel::pipeline
