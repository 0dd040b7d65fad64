#include "adapters/common/eck_dt/rules.hpp"

#include "adapters/common/eck_dt/rule_catalogue.hpp"
#include "adapters/common/eck_dt/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace schakel::eck_dt {

namespace fault {

std::span<const rule> all() {
    static constexpr std::array catalogue{other_document,   other_version,    element_missing,    element_expected,
                                          element_repeated, product_repeated, unknown_word,       joined_sectors,
                                          lists_differ,     currency,         item_without_price, spelling,
                                          entries_counted,  content_type,     source_answer,      more_findings};
    return catalogue;
}

} // namespace fault

namespace {

constexpr std::array<std::string_view, 9> expected_in_all{
    "Publisher",    "PublisherThumbnailLocation", "Authors",   "IntendedEndUserRole", "Medium", "IsConsumptionProduct",
    "SaleUnitSize", "PriceIsIndicative",          "IsLicensed"};
constexpr std::array<std::string_view, 3> expected_lists{"Sectors", "Courses", "Levels"};

class checking {
public:
    checking(const opened& document, const edition& by, std::size_t limit)
        : document_(document), by_(by), limit_(limit) {}

    findings run() {
        std::set<std::string_view> ids;
        for (const xml::node& entry : document_.entries) {
            check(entry);
            const std::string_view id = trimmed(child(entry, "ProductId").text());
            if (!id.empty() && !ids.insert(id).second) add(fault::product_repeated, child(entry, "ProductId"));
        }
        const auto count = static_cast<std::int64_t>(document_.entries.size());
        // Where only a page was asked for, numEntries may mean all there are.
        if (document_.total && *document_.total < count && !document_.entries.empty())
            add(fault::entries_counted, document_.entries.front(), std::to_string(*document_.total),
                std::to_string(count));
        if (seen_ > limit_) found_.push_back({&fault::more_findings, {}, {}, std::to_string(seen_ - limit_), {}});
        return std::move(found_);
    }

private:
    static xml::node child(const xml::node& entry, std::string_view name) { return entry.child(entry.space(), name); }
    static std::string_view text(const xml::node& entry, std::string_view name) {
        return trimmed(child(entry, name).text());
    }

    void add(const rule& broken, const xml::node& at, std::string expected = {}, std::string got = {}) {
        // An error beyond the limit is kept: it decides.
        if (++seen_ > limit_ && (broken.level != severity::error || errors_ > 0)) return;
        errors_ += broken.level == severity::error ? 1 : 0;
        finding one;
        one.broken = &broken;
        one.where.offset = at.offset();
        one.expected = std::move(expected);
        one.got = std::move(got);
        found_.push_back(std::move(one));
    }

    void check(const xml::node& entry) {
        presence(entry);
        repetition(entry);
        words(entry);
        audience(entry);
        selling(entry);
    }

    void presence(const xml::node& entry) {
        for (const std::string_view name : {"ProductId", "Title"})
            if (text(entry, name).empty()) add(fault::element_missing, entry, std::string(name));
        for (const std::string_view name : expected_in_all)
            if (!child(entry, name)) add(fault::element_expected, entry, std::string(name));
        if (by_.curriculum) {
            if (!child(entry, "CurriculumInfo") && !child(entry, "DEPSectors"))
                add(fault::element_expected, entry, "CurriculumInfo");
            return;
        }
        for (const std::string_view name : expected_lists)
            if (!child(entry, name)) add(fault::element_expected, entry, std::string(name));
    }

    void repetition(const xml::node& entry) {
        std::set<std::string_view> names;
        for (xml::node one = entry.first_child(); one; one = one.next_sibling()) {
            if (!names.insert(one.local()).second && one.local() != "CurriculumInfo")
                add(fault::element_repeated, one, {}, std::string(one.local()));
        }
        if (const xml::node wrong = child(entry, "LicenseAvailablityOptions"))
            add(fault::spelling, wrong, "LicenseAvailabilityOptions");
    }

    void words(const xml::node& entry) {
        const auto known = [&](std::string_view name, bool is_known) {
            if (!text(entry, name).empty() && !is_known)
                add(fault::unknown_word, child(entry, name), std::string(name));
        };
        known("ProductState", state_of(text(entry, "ProductState")).has_value());
        known("IntendedEndUserRole", end_user_of(text(entry, "IntendedEndUserRole")).has_value());
        known("Medium", is_medium(text(entry, "Medium")));
    }

    void sector(const xml::node& at) {
        const std::vector<std::string> list = sectors_in(at.text());
        if (list.size() > 1) add(fault::joined_sectors, at, {}, std::to_string(list.size()));
        const bool known = std::ranges::all_of(list, [](const std::string& one) { return is_sector(one); });
        if (!known) add(fault::unknown_word, at, "Sector");
    }

    void audience(const xml::node& entry) {
        const std::string_view list = by_.curriculum ? "DEPSectors" : "Sectors";
        for (xml::node one = child(entry, list).first_child(); one; one = one.next_sibling()) sector(one);
        std::set<std::string> told, old;
        for (xml::node one = child(entry, "CurriculumInfo"); one; one = one.next(entry.space(), "CurriculumInfo")) {
            const xml::node at = one.child(entry.space(), "Sector");
            if (!at) add(fault::element_expected, one, "Sector");
            if (at) sector(at);
            for (const std::string& each : sectors_in(at.text())) told.insert(each);
        }
        for (xml::node one = child(entry, list).first_child(); by_.curriculum && one; one = one.next_sibling())
            for (const std::string& each : sectors_in(one.text())) old.insert(each);
        if (!told.empty() && !old.empty() && told != old) add(fault::lists_differ, child(entry, list));
    }

    void selling(const xml::node& entry) {
        const xml::node prices = by_.rates ? entry : child(entry, "Prices");
        const xml::node currency = prices.child(entry.space(), "Currency");
        const std::string_view word = trimmed(currency.text());
        const bool three = word.size() == 3 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (currency && !three) add(fault::currency, currency, "EUR");
        const std::string_view item = text(entry, "IsCatalogItem");
        if (!by_.rates && !prices && (item == "true" || item == "1"))
            add(fault::item_without_price, child(entry, "IsCatalogItem"));
    }

    const opened& document_;
    const edition& by_;
    std::size_t limit_;
    findings found_;
    std::size_t seen_ = 0, errors_ = 0;
};

} // namespace

findings check(const opened& document, const edition& by, std::size_t limit) {
    return checking(document, by, limit).run();
}

} // namespace schakel::eck_dt
