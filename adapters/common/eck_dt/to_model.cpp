#include "adapters/common/eck_dt/elements.hpp"
#include "adapters/common/eck_dt/translate.hpp"
#include "adapters/common/eck_dt/vocabulary.hpp"
#include "gateway/model/access_field.hpp"

#include <algorithm>

namespace schakel::eck_dt {

namespace {

namespace catalogue = model::catalogue;
namespace field = model::access_field;
using model::access::product;

decimal sum(const decimal& a, const decimal& b) {
    return a.minus(decimal(0).minus(b));
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

void read_names(elements& of, product& into) {
    into.id = of.text("ProductId", field::product_id);
    into.publisher = of.text("Publisher", field::publisher);
    into.publisher_picture.url = of.text("PublisherThumbnailLocation", field::publisher_picture);
    into.product_picture.url = of.text("ProductThumbnailLocation", field::product_picture);
    into.family = of.text("ProductFamilyName", field::family);
    into.title = of.text("Title", field::title);
    for (std::string& name : of.list("Authors", field::author)) {
        catalogue::author one;
        one.name = std::move(name);
        into.authors.push_back(std::move(one));
    }
    into.description = of.text("Description", field::description);
    into.edition = of.text("Edition", field::edition);
    into.version = of.text("Version", field::version);
    into.supplier = of.text("Supplier", field::supplier);
    into.supplier_picture.url = of.text("SupplierThumbnailLocation", field::supplier_picture);
}

void read_places(elements& of, product& into) {
    if (const xml::node at = of.child("Environments")) {
        into.environment_stated = true;
        const auto part = [&](std::string_view name) {
            const std::string text(trimmed(at.child(at.space(), name).text()));
            if (!text.empty()) of.trace().saw("Entry/Environments/" + std::string(name), field::environment);
            return text;
        };
        into.platform = part("Platform");
        into.device = part("Device");
        into.browser = part("Browser");
    }
    into.content_url = of.text("ContentLocation", field::content_url);
    into.access_url = of.text("AccessLocation", field::access_url);
    into.information_url = of.text("InformationLocation", field::information_url);
    into.curriculum_url = of.text("CurriculumInformationLocation", field::curriculum_url);
}

void read_life(elements& of, product& into) {
    into.published = of.time("FirstPublishedDate", field::published);
    into.deprecated = of.time("DeprecationDate", field::deprecated);
    into.supported_until = of.time("SupportedUntilDate", field::supported_until);
    const auto ends = parse_moment(trimmed(of.child("EndOfLifeDate").text()));
    if (ends && means_no_end(*ends))
        of.leave("EndOfLifeDate", "it means that no end is known");
    else
        into.ends = of.time("EndOfLifeDate", field::ends);
    into.revised = of.time("LastRevisionDate", field::revised);
    into.modified = of.time("LastModifiedDate", field::modified);
    into.parts = of.list("SubProducts", field::part);
    into.successor = of.text("FollowupProduct", field::successor);
    const std::string state(trimmed(of.child("ProductState").text()));
    into.state = state_of(state);
    if (into.state)
        of.trace().saw("Entry/ProductState", field::state);
    else if (!state.empty())
        of.leave("ProductState", "no known word");
}

void read_kind(elements& of, product& into) {
    const std::string user(trimmed(of.child("IntendedEndUserRole").text()));
    into.intended_for = end_user_of(user);
    if (into.intended_for)
        of.trace().saw("Entry/IntendedEndUserRole", field::end_user);
    else if (!user.empty())
        of.leave("IntendedEndUserRole", "no known word");
    into.medium = of.text("Medium", field::medium);
    into.kind = kind_of_medium(into.medium);
    into.consumed = of.boolean("IsConsumptionProduct", field::consumed);
    for (std::string& one : of.list("ProductUsages", field::usage)) into.usages.push_back(lower(std::move(one)));
    into.aggregation = of.text("AggregationLevel", field::aggregation);
    into.separately_available = of.boolean("IsSeparatelyAvailable", field::separately);
    into.sale_unit = of.integer("SaleUnitSize", field::sale_unit);
    into.copyright = of.text("Copyright", field::copyright);
}

// ---------------------------------------------------------------- for whom

struct five_lists {
    std::vector<std::string> sectors, courses, levels, years, subjects;
};

five_lists lists_of(elements& of, std::string_view prefix) {
    const auto list = [&](std::string_view name, model::field::name to) {
        return of.list(std::string(prefix) + std::string(name), to);
    };
    five_lists out;
    for (const std::string& one : list("Sectors", field::sector))
        for (std::string& each : sectors_in(one)) out.sectors.push_back(std::move(each));
    out.courses = list("Courses", field::course);
    out.levels = list("Levels", field::level);
    out.years = list("Years", field::year);
    out.subjects = list("Subjects", field::curriculum_subject);
    return out;
}

// Lists that were independent make a combination for each sector, which the source did not state.
void combine(const five_lists& from, product& into) {
    std::vector<std::string> sectors = from.sectors;
    if (sectors.empty()) sectors.emplace_back();
    for (const std::string& sector : sectors) {
        catalogue::curriculum one{{}, from.courses, from.levels, from.years, from.subjects, true};
        if (!sector.empty()) one.sectors.push_back(sector);
        if (!one.empty()) into.curricula.push_back(std::move(one));
    }
}

catalogue::curriculum combination_in(elements& of, const xml::node& at) {
    const auto list = [&](std::string_view name, model::field::name to) {
        return of.list(at.child(at.space(), name), "Entry/CurriculumInfo/" + std::string(name), to);
    };
    catalogue::curriculum out;
    const std::string_view sector = trimmed(at.child(at.space(), "Sector").text());
    if (!sector.empty()) of.trace().saw("Entry/CurriculumInfo/Sector", field::sector);
    out.sectors = sectors_in(sector);
    out.courses = list("Courses", field::course);
    out.levels = list("Levels", field::level);
    out.years = list("Years", field::year);
    out.subjects = list("Subjects", field::curriculum_subject);
    return out;
}

void read_audience(elements& of, const edition& by, product& into) {
    if (!by.curriculum) return combine(lists_of(of, ""), into);
    xml::node at = of.child("CurriculumInfo");
    if (!at) return combine(lists_of(of, "DEP"), into);
    for (; at; at = at.next(of.entry().space(), "CurriculumInfo")) {
        catalogue::curriculum one = combination_in(of, at);
        if (!one.empty()) into.curricula.push_back(std::move(one));
    }
    for (const std::string_view old : {"DEPSectors", "DEPCourses", "DEPLevels", "DEPYears", "DEPSubjects"}) {
        std::size_t words = 0;
        for (xml::node one = of.child(old).first_child(); one; one = one.next_sibling()) ++words;
        of.leave(old, "CurriculumInfo tells it", words);
    }
}

// ---------------------------------------------------------------- selling

std::string currency_of(std::string text) {
    return text == "EURO" ? "EUR" : text;
}

void read_rates(elements& of, product& into) {
    using rate_of = catalogue::taxed_part::rate_of;
    catalogue::price one;
    one.currency = currency_of(of.text("Currency", field::currency));
    for (const auto& [name, rate] : {std::pair("PriceVATHigh", rate_of::high), {"PriceVATLow", rate_of::low}}) {
        const auto amount = from_cents(of.text(name, field::price_excluding));
        if (!amount) continue;
        one.parts.push_back({rate, *amount, std::nullopt});
        one.excluding = sum(one.excluding.value_or(decimal(0)), *amount);
    }
    if (one.excluding || !one.currency.empty()) into.prices.push_back(std::move(one));
}

void read_percentages(elements& of, product& into) {
    const xml::node at = of.child("Prices");
    if (!at) return;
    catalogue::price one;
    const auto seen = [&](std::string_view name, model::field::name to, const xml::node& in) {
        const std::string_view text = trimmed(in.child(in.space(), name).text());
        if (!text.empty()) of.trace().saw("Entry/Prices/" + std::string(name), to);
        return text;
    };
    one.currency = currency_of(std::string(seen("Currency", field::currency, at)));
    one.including = from_cents(seen("Consumerprice", field::price_including, at));
    for (xml::node part = at.child(at.space(), "Price"); part; part = part.next(at.space(), "Price")) {
        const auto amount = from_cents(seen("Amount", field::price_excluding, part));
        const auto vat = decimal::parse(seen("VAT", field::price_vat, part));
        if (!amount) continue;
        one.parts.push_back({catalogue::taxed_part::rate_of::stated, *amount, vat});
        one.excluding = sum(one.excluding.value_or(decimal(0)), *amount);
    }
    into.prices.push_back(std::move(one));
}

void read_licence(elements& of, product& into) {
    into.price_indicative = of.boolean("PriceIsIndicative", field::indicative);
    into.licensed = of.boolean("IsLicensed", field::licensed);
    into.for_sale = of.boolean("IsCatalogItem", field::for_sale);
    into.licence_start = of.text("LicenseAvailabilityOptions", field::licence_start);
    // One sample of 2.1.1 spells it so.
    if (into.licence_start.empty()) into.licence_start = of.text("LicenseAvailablityOptions", field::licence_start);
    into.licence_begin = of.day("LicenseStartDate", field::licence_dates);
    into.licence_end = of.day("LicenseEndDate", field::licence_dates);
    if (const std::string duration = of.text("LicenseDuration", field::licence_period); !duration.empty())
        into.licence = period_of(duration);
    into.licence_count = of.integer("LicenseCount", field::licence_count);
    into.licence_options = of.list("AdditionalLicenseOptions", field::licence_option);
    const xml::node before = of.child("ActivationBefore");
    const std::string_view days = trimmed(before.child(before.space(), "ActivationBeforeDays").text());
    const auto until = parse_date(trimmed(before.child(before.space(), "ActivationBeforeDate").text()));
    using kind_of = catalogue::activation_period::kind_of;
    if (const auto count = decimal::parse(days); count && count->as_integer()) {
        into.activation = {kind_of::days, *count->as_integer(), std::nullopt};
        of.trace().saw("Entry/ActivationBefore/ActivationBeforeDays", field::activation_period);
    } else if (until) {
        into.activation = {kind_of::date, 0, until};
        of.trace().saw("Entry/ActivationBefore/ActivationBeforeDate", field::activation_period);
    }
}

} // namespace

product to_model(const xml::node& entry, const edition& by, field_trace& trace) {
    elements of(entry, trace);
    product out;
    read_names(of, out);
    read_places(of, out);
    read_life(of, out);
    read_kind(of, out);
    read_audience(of, by, out);
    by.rates ? read_rates(of, out) : read_percentages(of, out);
    read_licence(of, out);
    return out;
}

} // namespace schakel::eck_dt
