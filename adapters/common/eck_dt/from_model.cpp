#include "adapters/common/eck_dt/elements.hpp"
#include "adapters/common/eck_dt/translate.hpp"
#include "adapters/common/eck_dt/vocabulary.hpp"
#include "gateway/model/access_field.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::eck_dt {

namespace {

namespace catalogue = model::catalogue;
namespace field = model::access_field;
using model::access::product;

void add_once(std::vector<std::string>& list, const std::string& word) {
    if (std::ranges::find(list, word) == list.end()) list.push_back(word);
}

// The number at the end of "havo 4" and of "vwo, 4"; 0 for none.
int year_in(std::string_view name) {
    const std::size_t blank = name.find_last_of(' ');
    int year = 0;
    if (blank != std::string_view::npos) std::from_chars(name.data() + blank + 1, name.data() + name.size(), year);
    return year;
}

std::string_view sector_of(std::string_view study) {
    std::string small(study);
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    for (const std::string_view one : {"havo", "vwo", "vmbo", "mavo", "gymnasium", "atheneum", "praktijkonderwijs"})
        if (small.find(one) != std::string::npos) return "VO";
    for (const std::string_view one : {"basisonderwijs", "groep", "speciaal"})
        if (small.find(one) != std::string::npos) return "PO";
    return {};
}

class entry_writer {
public:
    entry_writer(xml::writer& out, const product& from, const edition& by, instant now, field_fate* fate)
        : out_(out), from_(from), by_(by), now_(now), fate_(fate) {}

    void run() {
        out_.open("Entry");
        names();
        places();
        life();
        use();
        audience();
        text("CurriculumInformationLocation", from_.curriculum_url, field::curriculum_url);
        selling();
        licence();
        out_.close();
        without_place();
    }

private:
    // ------------------------------------------------------------ what became of fields

    void carried(model::field::name of, std::size_t count = 1) {
        if (fate_ && count > 0) fate_->carried(of, count);
    }
    void mapped(model::field::name of, std::string_view reason, std::size_t count = 1) {
        if (fate_ && count > 0) fate_->mapped(of, reason, count);
    }
    void dropped(model::field::name of, std::string_view reason, std::size_t count = 1) {
        if (fate_ && count > 0) fate_->dropped(of, reason, count);
    }

    void text(std::string_view name, std::string_view value, model::field::name of) {
        if (value.empty()) return;
        out_.element(name, value);
        carried(of);
    }
    void required(std::string_view name, std::string_view value, model::field::name of, std::string_view otherwise) {
        if (!value.empty()) return text(name, value, of);
        out_.element(name, otherwise);
        if (fate_) fate_->defaulted(name, "the source tells none");
    }
    void flag(std::string_view name, const std::optional<bool>& value, model::field::name of) {
        if (value) text(name, *value ? "true" : "false", of);
    }
    void required_flag(std::string_view name, const std::optional<bool>& value, model::field::name of, bool otherwise) {
        required(name, value ? (*value ? "true" : "false") : "", of, otherwise ? "true" : "false");
    }
    void moment(std::string_view name, const std::optional<instant>& value, model::field::name of) {
        if (value) text(name, moment_text(*value), of);
    }
    void list(
        std::string_view outer, std::string_view inner, const std::vector<std::string>& values, model::field::name of
    ) {
        if (values.empty()) return;
        out_.open(outer);
        for (const std::string& one : values) text(inner, one, of);
        out_.close();
    }

    // ------------------------------------------------------------ parts in the order of the samples

    void names() {
        text("ProductId", from_.id, field::product_id);
        required("Publisher", from_.publisher, field::publisher, "-");
        required("PublisherThumbnailLocation", from_.publisher_picture.url, field::publisher_picture, "about:blank");
        text("ProductThumbnailLocation", from_.product_picture.url, field::product_picture);
        text("ProductFamilyName", from_.family, field::family);
        required("Title", from_.title, field::title, "-");
        authors();
        description();
    }

    void authors() {
        out_.open("Authors");
        for (const catalogue::author& one : from_.authors) {
            if (one.family_name.empty()) {
                out_.element("Author", one.name);
                carried(field::author);
                continue;
            }
            std::string name = one.given_name;
            for (const std::string& part : {one.family_prefix, one.family_name})
                if (!part.empty()) name += (name.empty() ? "" : " ") + part;
            out_.element("Author", name);
            mapped(field::author, "as one text");
        }
        if (from_.authors.empty())
            required("Author", "", field::author, from_.publisher.empty() ? "-" : from_.publisher);
        out_.close();
    }

    void description() {
        if (from_.description.empty() && !from_.short_description.empty()) {
            out_.element("Description", from_.short_description);
            return mapped(field::short_description, "as the description");
        }
        text("Description", from_.description, field::description);
        if (!from_.short_description.empty()) dropped(field::short_description, "ECK DT has one description");
    }

    void places() {
        if (from_.environment_stated) {
            out_.open("Environments");
            text("Platform", from_.platform, field::environment);
            text("Device", from_.device, field::environment);
            text("Browser", from_.browser, field::environment);
            out_.close();
        }
        text("ContentLocation", from_.content_url, field::content_url);
        text("AccessLocation", from_.access_url, field::access_url);
        if (by_.curriculum) {
            text("AggregationLevel", from_.aggregation, field::aggregation);
            flag("IsSeparatelyAvailable", from_.separately_available, field::separately);
        }
        list("SubProducts", "ProductId", from_.parts, field::part);
    }

    void life() {
        moment("FirstPublishedDate", from_.published, field::published);
        moment("DeprecationDate", from_.deprecated, field::deprecated);
        moment("SupportedUntilDate", from_.supported_until, field::supported_until);
        moment("EndOfLifeDate", from_.ends, field::ends);
        moment("LastRevisionDate", from_.revised, field::revised);
        text("FollowupProduct", from_.successor, field::successor);
        text("Edition", from_.edition, field::edition);
        text("Version", from_.version, field::version);
        state();
        text("InformationLocation", from_.information_url, field::information_url);
    }

    void state() {
        if (!from_.state) return;
        const std::string_view word = word_of(*from_.state);
        if (!word.empty()) return text("ProductState", word, field::state);
        out_.element("ProductState", word_of(catalogue::product_state::no_longer_available));
        mapped(field::state, "ECK DT has no word for it: Niet meer leverbaar");
    }

    void use() {
        const std::string_view user = from_.intended_for ? word_of(*from_.intended_for) : std::string_view{};
        required("IntendedEndUserRole", user, field::end_user, "Onderwijsvolger");
        if (!from_.medium.empty()) {
            text("Medium", from_.medium, field::medium);
        } else if (from_.kind) {
            out_.element("Medium", medium_of(*from_.kind));
            mapped(field::kind, "as a medium");
        } else {
            required("Medium", "", field::medium, "Anders");
        }
        required_flag("IsConsumptionProduct", from_.consumed, field::consumed, false);
        if (from_.usages.empty()) return;
        out_.open("ProductUsages");
        for (std::string word : from_.usages) {
            if (!word.empty() && word.front() >= 'a' && word.front() <= 'z')
                word.front() = static_cast<char>(word.front() - 'a' + 'A');
            text("ProductUsage", word, field::usage);
        }
        out_.close();
    }

    // ------------------------------------------------------------ for whom

    // A product of Edu-V says with codes for which studies it is; here they become words.
    std::vector<catalogue::curriculum> combinations() {
        std::vector<catalogue::curriculum> all = from_.curricula;
        if (from_.studies.empty() && from_.subjects.empty()) return all;
        catalogue::curriculum one;
        for (const catalogue::study& study : from_.studies) {
            add_once(one.levels, study.name);
            mapped(field::study, "as a level in free words");
            if (!study.code.empty()) dropped(field::study_code, "ECK DT has words only");
            for (const catalogue::study_level& level : study.levels) {
                const int year = year_in(level.name);
                if (year > 0) add_once(one.years, "jaar " + std::to_string(year));
                year > 0 ? mapped(field::study_level, "as a year") : dropped(field::study_level, "it names no year");
            }
            if (const std::string_view sector = sector_of(study.name); !sector.empty())
                add_once(one.sectors, std::string(sector));
        }
        for (const catalogue::subject& subject : from_.subjects) {
            add_once(one.subjects, subject.name);
            mapped(field::subject, "as a subject in free words");
            dropped(field::subject_prefix, "ECK DT has words only");
        }
        all.push_back(std::move(one));
        return all;
    }

    void audience() {
        std::vector<catalogue::curriculum> all = combinations();
        if (all.empty()) all.emplace_back();
        if (by_.curriculum) {
            for (const catalogue::curriculum& one : all) combination(one);
            return;
        }
        catalogue::curriculum whole;
        for (const catalogue::curriculum& one : all) {
            for (const std::string& word : one.sectors) add_once(whole.sectors, word);
            for (const std::string& word : one.courses) add_once(whole.courses, word);
            for (const std::string& word : one.levels) add_once(whole.levels, word);
            for (const std::string& word : one.years) add_once(whole.years, word);
            for (const std::string& word : one.subjects) add_once(whole.subjects, word);
        }
        const bool combined =
            all.size() > 1 && std::ranges::any_of(all, [](const catalogue::curriculum& one) { return !one.derived; });
        words("Sectors", "Sector", whole.sectors, field::sector, combined, true);
        words("Courses", "Course", whole.courses, field::course, combined, true);
        words("Levels", "Level", whole.levels, field::level, combined, true);
        words("Years", "Year", whole.years, field::year, combined, false);
        words("Subjects", "Subject", whole.subjects, field::curriculum_subject, combined, false);
    }

    void words(
        std::string_view outer, std::string_view inner, const std::vector<std::string>& values, model::field::name of,
        bool combined, bool needed
    ) {
        if (values.empty() && !needed) return;
        out_.open(outer);
        for (const std::string& one : values) {
            out_.element(inner, one);
            combined ? mapped(of, "which of them belong together is lost") : carried(of);
        }
        if (values.empty()) required(inner, "", of, "nvt");
        out_.close();
    }

    void combination(const catalogue::curriculum& one) {
        // One sector in each.
        std::vector<std::string> sectors = one.sectors;
        if (sectors.empty()) sectors.emplace_back();
        for (const std::string& sector : sectors) {
            out_.open("CurriculumInfo");
            required("Sector", sector, field::sector, "nvt");
            words("Courses", "Course", one.courses, field::course, false, true);
            words("Levels", "Level", one.levels, field::level, false, true);
            words("Years", "Year", one.years, field::year, false, false);
            words("Subjects", "Subject", one.subjects, field::curriculum_subject, false, false);
            out_.close();
        }
        if (one.derived && sectors.size() == 1 && from_.curricula.size() > 1 && fate_)
            fate_->defaulted("CurriculumInfo", "combined from independent lists: the source did not state it so");
    }

    // ------------------------------------------------------------ selling

    void selling() {
        required("SaleUnitSize", from_.sale_unit ? std::to_string(*from_.sale_unit) : "", field::sale_unit, "1");
        text("Supplier", from_.supplier, field::supplier);
        text("SupplierThumbnailLocation", from_.supplier_picture.url, field::supplier_picture);
        const catalogue::price* price = current_price();
        by_.rates ? rates(price) : percentages(price);
        required_flag("PriceIsIndicative", from_.price_indicative, field::indicative, false);
        const bool digital = from_.kind == catalogue::product_kind::digital;
        required_flag("IsLicensed", from_.licensed, field::licensed, from_.licence.has_value() || digital);
    }

    // The one that holds today; the others have no place.
    const catalogue::price* current_price() {
        const catalogue::price* best = nullptr;
        const auto today = date_in_amsterdam(now_);
        for (const catalogue::price& one : from_.prices) {
            const bool later = one.valid_from && *one.valid_from > today;
            if (!best || (!later && one.valid_from >= best->valid_from)) best = &one;
        }
        for (const catalogue::price& one : from_.prices) {
            if (one.valid_from) dropped(field::price_from, "ECK DT tells one price");
            if (one.kind != catalogue::price::kind_of::standard) dropped(field::price_kind, "ECK DT has no such price");
            for (const catalogue::price_step& step : one.steps)
                dropped(
                    field::price_step, "ECK DT has no such price",
                    1u + (step.excluding ? 1u : 0u) + (step.including ? 1u : 0u)
                );
            if (&one == best) continue;
            if (one.excluding) dropped(field::price_excluding, "another price holds now");
            if (one.including) dropped(field::price_including, "another price holds now");
            if (!one.currency.empty()) dropped(field::currency, "another price holds now");
        }
        return best;
    }

    // An amount under one rate. Where only both amounts are known the rate follows from them.
    std::vector<catalogue::taxed_part> parts_of(const catalogue::price& price) {
        if (!price.parts.empty()) return price.parts;
        if (!price.excluding) return {};
        decimal vat(0);
        const decimal none(0);
        if (price.including && *price.excluding > none) {
            const auto share =
                price.including->minus(*price.excluding).times(decimal(100)).divided_by(*price.excluding, 1);
            if (share) vat = near_rate(*share);
        }
        if (fate_) fate_->defaulted("VAT", "follows from both amounts");
        return {{catalogue::taxed_part::rate_of::stated, *price.excluding, vat}};
    }

    static decimal near_rate(const decimal& share) {
        for (const int rate : {0, 6, 9, 21}) {
            const decimal known(rate), away = share > known ? share.minus(known) : known.minus(share);
            if (away <= *decimal::parse("0.2")) return known;
        }
        return share;
    }

    void percentages(const catalogue::price* price) {
        if (!price) return;
        const std::vector<catalogue::taxed_part> parts = parts_of(*price);
        if (parts.empty()) return;
        out_.open("Prices");
        required("Currency", price->currency, field::currency, "EUR");
        if (price->including) text("Consumerprice", to_cents(*price->including), field::price_including);
        for (const catalogue::taxed_part& one : parts) {
            out_.open("Price");
            text("Amount", to_cents(one.excluding), field::price_excluding);
            if (one.vat) {
                text("VAT", one.vat->text(), field::price_vat);
            } else {
                out_.element("VAT", percentage(one.rate));
                if (fate_) fate_->defaulted("VAT", "the percentage of the rate that the source names");
            }
            out_.close();
        }
        out_.close();
    }

    std::string percentage(catalogue::taxed_part::rate_of rate) const {
        if (rate == catalogue::taxed_part::rate_of::high) return "21.00";
        const auto year = date_in_amsterdam(from_.revised.value_or(from_.modified.value_or(now_))).year();
        return year < std::chrono::year(2019) ? "6.00" : "9.00";
    }

    void rates(const catalogue::price* price) {
        required("Currency", price ? price->currency : "", field::currency, "EUR");
        if (!price) return;
        using rate_of = catalogue::taxed_part::rate_of;
        bool high = false, low = false;
        for (const catalogue::taxed_part& one : parts_of(*price)) {
            const bool is_high = one.rate == rate_of::high || one.vat == decimal(21);
            const bool is_low = one.rate == rate_of::low || one.vat == decimal(9) || one.vat == decimal(6);
            bool& told = is_high ? high : low;
            if ((!is_high && !is_low) || told) {
                dropped(field::price_excluding, "up to 2.2 there are a high and a low rate only");
                if (one.vat) dropped(field::price_vat, "up to 2.2 there are a high and a low rate only");
                continue;
            }
            told = true;
            text(is_high ? "PriceVATHigh" : "PriceVATLow", to_cents(one.excluding), field::price_excluding);
            if (one.vat) mapped(field::price_vat, is_high ? "the high rate" : "the low rate");
        }
        if (price->including) dropped(field::price_including, "since 2.3 only");
    }

    void licence() {
        if (from_.activation) activation(*from_.activation);
        text("LicenseAvailabilityOptions", from_.licence_start, field::licence_start);
        if (from_.licence_begin) text("LicenseStartDate", to_string(*from_.licence_begin), field::licence_dates);
        if (from_.licence_end) text("LicenseEndDate", to_string(*from_.licence_end), field::licence_dates);
        if (from_.licence) duration(*from_.licence);
        if (from_.licence_count) text("LicenseCount", std::to_string(*from_.licence_count), field::licence_count);
        list("AdditionalLicenseOptions", "AdditionalLicenseOption", from_.licence_options, field::licence_option);
        flag("IsCatalogItem", from_.for_sale, field::for_sale);
        text("Copyright", from_.copyright, field::copyright);
        if (by_.curriculum) moment("LastModifiedDate", from_.modified, field::modified);
    }

    void activation(const catalogue::activation_period& period) {
        using kind_of = catalogue::activation_period::kind_of;
        if (period.kind == kind_of::school_year || (period.kind == kind_of::date && !period.until))
            return dropped(field::activation_period, "ECK DT knows days and a date");
        out_.open("ActivationBefore");
        if (period.kind == kind_of::days)
            text("ActivationBeforeDays", std::to_string(period.days), field::activation_period);
        else
            text("ActivationBeforeDate", to_string(*period.until), field::activation_period);
        out_.close();
    }

    void duration(const catalogue::licence_period& period) {
        const std::string text_of = duration_of(period);
        if (!text_of.empty()) return text("LicenseDuration", text_of, field::licence_period);
        if (from_.licence_end) return carried(field::licence_period);
        // A school year ends on 31 July.
        auto end = date_in_amsterdam(now_);
        const bool next = end.month() > std::chrono::July;
        end = {end.year() + std::chrono::years(next ? 1 : 0), std::chrono::July, std::chrono::day(31)};
        out_.element("LicenseEndDate", to_string(end));
        mapped(field::licence_period, "the end of this school year");
    }

    // ------------------------------------------------------------ what ECK DT has no place for

    void without_place() {
        if (!fate_) return;
        const std::string_view none = "ECK DT has no place for it";
        const auto gone = [&](model::field::name of, std::size_t count) { dropped(of, none, count); };
        gone(field::trial_url, from_.trial_url.empty() ? 0 : 1);
        gone(field::access_link, from_.access_links.size());
        gone(field::related, from_.related.size());
        gone(field::payment, from_.payment_models.size());
        gone(field::delivery, from_.delivery_kinds.size());
        gone(field::media, from_.images.size() + from_.videos.size() + from_.documents.size());
        gone(field::created, from_.created ? 1 : 0);
        if (!by_.curriculum) {
            const std::string_view since = "since 2.5 only";
            dropped(field::modified, since, from_.modified ? 1 : 0);
            dropped(field::aggregation, since, from_.aggregation.empty() ? 0 : 1);
            dropped(field::separately, since, from_.separately_available ? 1 : 0);
        }
    }

    xml::writer& out_;
    const product& from_;
    const edition& by_;
    instant now_;
    field_fate* fate_;
};

} // namespace

void write_entry(xml::writer& out, const product& from, const edition& by, instant now, field_fate* fate) {
    entry_writer(out, from, by, now, fate).run();
}

} // namespace schakel::eck_dt
