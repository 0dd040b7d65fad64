#include "adapters/common/edu_v_access/from_model.hpp"
#include "adapters/common/edu_v_access/object_writer.hpp"
#include "adapters/common/edu_v_access/product_values.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/model/access_field.hpp"

#include <algorithm>

namespace schakel::edu_v_access {

namespace {

namespace catalogue = model::catalogue;
namespace field = model::access_field;
using model::access::product;

class product_writer {
public:
    product_writer(const product& from, bool info, const making& how)
        : from_(from), info_(info), how_(how), out_(how.fate) {}

    std::string run() {
        identity();
        kind_and_state();
        names();
        audience();
        if (!info_) sale();
        access();
        descriptions();
        pictures();
        out_.texts("bundledProducts", product_ids(from_.parts, field::part), field::part);
        dates();
        return out_.end();
    }

private:
    std::string id_of(const std::string& id, model::field::name to, bool& changed) {
        changed = !is_product_id(id);
        if (!changed) return id;
        out_.mapped(to, "Edu-V asks for an EAN, an ISBN or a uuid: a uuid was made of the id");
        return minted_id(how_.space, "product", id);
    }
    std::vector<std::string> product_ids(const std::vector<std::string>& ids, model::field::name to) {
        std::vector<std::string> list;
        for (const std::string& one : ids) {
            bool changed = false;
            list.push_back(id_of(one, to, changed));
        }
        return list;
    }

    void identity() {
        bool changed = false;
        const std::string id = id_of(from_.id, field::product_id, changed);
        out_.out.member("productId", id);
        if (!changed) out_.carried(field::product_id);
        out_.out.member("publisher", from_.publisher);
        if (!from_.publisher.empty()) out_.carried(field::publisher);
        if (!info_) out_.text("reseller", from_.supplier, field::supplier);
    }

    void kind_and_state() {
        const catalogue::product_kind kind = kind_of_product(from_);
        out_.out.member("type", to_string(kind));
        if (from_.kind && kind == *from_.kind)
            out_.carried(field::kind);
        else if (from_.kind)
            out_.mapped(field::kind, "its parts are of both kinds");
        else if (from_.medium.empty())
            out_.noted("type", "digital with an access link, else physical");
        if (!from_.medium.empty()) out_.mapped(field::medium, "Edu-V knows physical, digital and combi only");
        if (from_.state) return out_.text("status", to_string(*from_.state), field::state);
        out_.defaulted("status", "available", "the source tells no state");
    }

    void names() {
        out_.out.member("name", from_.title);
        if (!from_.title.empty()) out_.carried(field::title);
        out_.text("productFamilyName", from_.family, field::family);
        if (info_) return;
        if (!from_.edition.empty()) {
            out_.text("edition", from_.edition, field::edition);
        } else if (!from_.version.empty()) {
            out_.out.member("edition", from_.version);
            out_.mapped(field::version, "as edition");
        } else {
            out_.defaulted("edition", edition_by_default(from_), "Edu-V asks for one: the year of publication");
        }
        out_.texts("productUsages", usages(), field::usage);
        if (from_.intended_for) out_.text("intendedEndUserRole", to_string(*from_.intended_for), field::end_user);
    }

    std::vector<std::string> usages() {
        std::vector<std::string> list;
        for (const std::string& one : from_.usages) {
            const bool known = is_product_usage(one);
            if (known)
                list.push_back(one);
            else
                out_.dropped(field::usage, "no word of Edu-V");
        }
        return list;
    }

    // Studies and subjects of Edu-V carry codes of RIO and SLO, those of ECK DT are free words.
    void audience() {
        out_.out.name("studies").begin_array();
        for (const catalogue::study& one : from_.studies) put(one);
        for (const catalogue::curriculum& words : from_.curricula) {
            std::size_t years = 0;
            for (const derived_study& one : studies_of(words)) {
                put(one);
                years = std::max(years, one.years);
            }
            out_.mapped(field::year, "as levels of SLO", years);
            out_.dropped(field::year, "no level of SLO is known for it", words.years.size() - years);
        }
        out_.out.end_array();
        out_.out.name("subjects").begin_array();
        for (const catalogue::subject& one : from_.subjects) {
            out_.out.begin_object().member("subjectPrefix", one.prefix).member("subjectName", one.name).end_object();
            out_.carried(field::subject);
            out_.carried(field::subject_prefix);
        }
        curriculum_subjects();
        out_.out.end_array();
    }

    void put(const derived_study& one) {
        out_.out.begin_object().member("studyName", one.what.name);
        out_.mapped(one.from, "as the name of a study; no code of RIO is known");
        levels(one.what);
        out_.out.end_object();
    }

    void put(const catalogue::study& one) {
        out_.out.begin_object().member("studyName", one.name);
        out_.carried(field::study);
        if (!one.code.empty()) {
            out_.out.member("studyCode", one.code);
            out_.carried(field::study_code);
        }
        levels(one);
        out_.carried(field::study_level, one.levels.size());
        out_.out.end_object();
    }

    void levels(const catalogue::study& of) {
        if (of.levels.empty()) return;
        out_.out.name("studyLevels").begin_array();
        for (const catalogue::study_level& each : of.levels) {
            out_.out.begin_object().member("studyLevelId", each.id).member("studyLevelPrefix", each.prefix);
            out_.out.member("studyLevelName", each.name).end_object();
        }
        out_.out.end_array();
    }

    void curriculum_subjects() {
        std::vector<std::string> told;
        for (const catalogue::curriculum& each : from_.curricula) {
            for (const std::string& name : each.subjects) {
                const slo_subject* known = subject_named(name);
                if (!known) {
                    out_.dropped(field::curriculum_subject, "no vakleergebied of SLO has this name");
                    continue;
                }
                out_.mapped(field::curriculum_subject, "as a vakleergebied of SLO");
                if (std::ranges::find(told, known->prefix) != told.end()) continue;
                told.emplace_back(known->prefix);
                out_.out.begin_object().member("subjectPrefix", known->prefix);
                out_.out.member("subjectName", known->name).end_object();
            }
        }
    }

    // ------------------------------------------------------------ selling

    void sale() {
        if (from_.for_sale) {
            out_.boolean("forSale", from_.for_sale, field::for_sale);
        } else {
            out_.out.member("forSale", !from_.prices.empty());
            out_.noted("forSale", "for sale when it has a price");
        }
        if (from_.sale_unit && *from_.sale_unit >= 1) {
            out_.integer("saleUnitSize", from_.sale_unit, field::sale_unit);
        } else {
            out_.out.member("saleUnitSize", 1);
            if (from_.sale_unit)
                out_.mapped(field::sale_unit, "at least one in Edu-V");
            else
                out_.noted("saleUnitSize", "the source tells none");
        }
        out_.boolean("isConsumptionProduct", from_.consumed, field::consumed);
        prices();
        out_.texts("paymentModels", from_.payment_models, field::payment);
        periods();
        out_.texts("deliveryTypes", from_.delivery_kinds, field::delivery);
        const bool known = is_copyright(from_.copyright);
        if (known) return out_.text("copyrightType", from_.copyright, field::copyright);
        if (from_.copyright.empty()) return out_.defaulted("copyrightType", "yes", "the source tells none");
        out_.out.member("copyrightType", "yes");
        out_.mapped(field::copyright, "no word of Edu-V: yes");
    }

    void prices() {
        if (from_.prices.empty()) return;
        out_.out.name("price").begin_array();
        for (const catalogue::price& one : from_.prices) put(one);
        out_.out.end_array();
    }

    void put(const catalogue::price& one) {
        const whole_price price = completed(one, publication_day());
        out_.out.begin_object().member("priceExcl", price.excluding).member("priceIncl", price.including);
        if (one.excluding) out_.carried(field::price_excluding, std::max<std::size_t>(one.parts.size(), 1));
        if (one.including) out_.carried(field::price_including);
        if (!one.including) out_.noted("priceIncl", "computed with the rates of value-added tax");
        if (!one.excluding) out_.noted("priceExcl", "as including value-added tax: no rate is known");
        if (!one.parts.empty()) out_.mapped(field::price_vat, "amounts excluding and including tax", one.parts.size());
        out_.out.member("priceCurrency", one.currency.empty() ? "EUR" : one.currency);
        if (!one.currency.empty()) out_.carried(field::currency);
        if (one.valid_from) {
            out_.out.member("validFrom", to_string(*one.valid_from));
            out_.carried(field::price_from);
        } else {
            out_.out.member("validFrom", to_string(publication_day()));
            out_.noted("validFrom", "the day of publication");
        }
        steps(one);
        out_.out.end_object();
    }

    void steps(const catalogue::price& one) {
        using kind_of = catalogue::price::kind_of;
        if (one.kind == kind_of::standard) return out_.carried(field::price_kind);
        const bool tier = one.kind == kind_of::tier;
        out_.out.member("priceType", tier ? "tier" : "schoolSize");
        out_.carried(field::price_kind);
        out_.out.name(tier ? "tierPricing" : "schoolSizePricing").begin_array();
        for (const catalogue::price_step& step : one.steps) {
            out_.out.begin_object().member("qty", step.from);
            out_.carried(field::price_step);
            for (const auto& [name, value] : {std::pair("priceExcl", step.excluding), {"priceIncl", step.including}}) {
                if (!value) continue;
                out_.out.member(name, *value);
                out_.carried(field::price_step);
            }
            out_.out.end_object();
        }
        out_.out.end_array();
    }

    void periods() {
        if (from_.licence) licence_period(*from_.licence);
        if (!from_.activation) return;
        using kind_of = catalogue::activation_period::kind_of;
        out_.out.name("activationPeriod").begin_object();
        if (from_.activation->kind == kind_of::days)
            out_.out.member("activationVariant", "days").member("activationDays", from_.activation->days);
        else if (from_.activation->kind == kind_of::date && from_.activation->until)
            out_.out.member("activationVariant", "date")
                .member("activationUntilDate", to_string(*from_.activation->until));
        else
            out_.out.member("activationVariant", "schoolyear");
        out_.out.end_object();
        out_.carried(field::activation_period);
    }

    void licence_period(const catalogue::licence_period& period) {
        using kind_of = catalogue::licence_period::kind_of;
        if (period.kind == kind_of::other)
            return out_.dropped(field::licence_period, "Edu-V knows days, a month, a year and a school year");
        out_.out.name("licensePeriod").begin_object();
        switch (period.kind) {
        case kind_of::days: out_.out.member("licenseVariant", "days").member("licenseDays", period.days); break;
        case kind_of::month: out_.out.member("licenseVariant", "month"); break;
        case kind_of::year: out_.out.member("licenseVariant", "year"); break;
        default: out_.out.member("licenseVariant", "schoolyear"); break;
        }
        out_.out.end_object();
        out_.carried(field::licence_period);
    }

    // ------------------------------------------------------------ showing

    void access() {
        if (info_) out_.text("infoLink", from_.information_url, field::information_url);
        out_.text("trialAccessUrl", from_.trial_url, field::trial_url);
        if (!from_.access_url.empty())
            out_.text("defaultAccessUrl", from_.access_url, field::access_url);
        else if (info_)
            out_.defaulted("defaultAccessUrl", "", "the source tells none");
        if (info_ || from_.access_links.empty()) return;
        out_.out.name("specificAccessUrls").begin_array();
        for (const catalogue::access_link& one : from_.access_links)
            out_.out.begin_object().member("accessUrl", one.url).member("accessUrlType", one.kind).end_object();
        out_.out.end_array();
        out_.carried(field::access_link, from_.access_links.size());
    }

    void descriptions() {
        if (!from_.short_description.empty()) {
            out_.text("shortDescription", from_.short_description, field::short_description);
        } else {
            const std::string& longer = from_.description.empty() ? from_.title : from_.description;
            out_.defaulted("shortDescription", cut_on_a_word(longer, 80), "cut from the description");
        }
        out_.text("longDescription", from_.description, field::description);
        if (!info_) authors();
    }

    void authors() {
        if (from_.authors.empty()) return;
        out_.out.name("authors").begin_object();
        const auto is_person = [](const catalogue::author& one) { return !one.family_name.empty(); };
        if (std::ranges::any_of(from_.authors, is_person)) {
            out_.out.name("individuals").begin_array();
            for (const catalogue::author& one : from_.authors) {
                if (!is_person(one)) continue;
                out_.out.begin_object().member("givenName", one.given_name).member("familyName", one.family_name);
                out_.out.member_if_present("familyNamePrefix", one.family_prefix).end_object();
                out_.carried(field::author);
            }
            out_.out.end_array();
        }
        if (!std::ranges::all_of(from_.authors, is_person)) {
            out_.out.name("organisations").begin_array();
            for (const catalogue::author& one : from_.authors) {
                if (is_person(one)) continue;
                out_.out.text(one.name);
                if (one.organisation)
                    out_.carried(field::author);
                else
                    out_.mapped(field::author, "the source does not tell persons and organisations apart");
            }
            out_.out.end_array();
        }
        out_.out.end_object();
    }

    void picture(std::string_view name, const catalogue::picture& one, model::field::name from) {
        out_.out.name(name).begin_object().member("url", one.url);
        if (!one.url.empty()) out_.carried(from);
        if (!one.description.empty()) {
            out_.out.member("description", one.description);
            out_.carried(field::picture_detail);
        }
        for (const auto& [side, value] : {std::pair("width", one.width), {"height", one.height}}) {
            if (!value) continue;
            out_.out.member(side, *value);
            out_.carried(field::picture_detail);
        }
        out_.out.end_object();
    }

    void pictures() {
        out_.out.name("media").begin_object();
        if (from_.publisher_picture.url.empty()) out_.noted("publisherThumbnailUrl", "the source tells none");
        picture("publisherThumbnailUrl", from_.publisher_picture, field::publisher_picture);
        const bool own = !from_.product_picture.url.empty();
        if (own || info_) {
            if (!own) out_.noted("mainThumbnailUrl", "the picture of the publisher");
            catalogue::picture main = from_.product_picture;
            if (!own) main.url = from_.publisher_picture.url;
            picture("mainThumbnailUrl", main, own ? field::product_picture : field::publisher_picture);
        }
        if (!info_) {
            if (!from_.supplier_picture.url.empty())
                picture("resellerThumbnailUrl", from_.supplier_picture, field::supplier_picture);
            gallery("productImageUrls", from_.images);
            gallery("productVideoUrls", from_.videos);
            gallery("productDocUrls", from_.documents);
        }
        out_.out.end_object();
    }

    void gallery(std::string_view name, const std::vector<catalogue::picture>& list) {
        if (list.empty()) return;
        out_.out.name(name).begin_array();
        for (const catalogue::picture& one : list) {
            out_.out.begin_object().member("url", one.url).member_if_present("description", one.description);
            if (one.width) out_.out.member("width", *one.width);
            if (one.height) out_.out.member("height", *one.height);
            out_.out.end_object();
            out_.carried(field::media);
            const int details = (one.description.empty() ? 0 : 1) + (one.width ? 1 : 0) + (one.height ? 1 : 0);
            out_.carried(field::picture_detail, static_cast<std::size_t>(details));
        }
        out_.out.end_array();
    }

    catalogue::day publication_day() const { return first_day_of(from_, how_.now); }

    void dates() {
        const auto day = [&](std::string_view name, const std::optional<instant>& value, model::field::name to) {
            if (value) out_.date(name, date_in_amsterdam(*value), to);
        };
        if (!info_) {
            bool changed = false;
            if (!from_.successor.empty())
                out_.text("followUpProduct", id_of(from_.successor, field::successor, changed), field::successor);
            out_.texts("relatedProducts", product_ids(from_.related, field::related), field::related);
        }
        day("firstPublishedDate", from_.published, field::published);
        if (!from_.published)
            out_.defaulted("firstPublishedDate", to_string(publication_day()), "the first day that the source tells");
        day("deprecationDate", from_.deprecated, field::deprecated);
        day("supportedUntilDate", from_.supported_until, field::supported_until);
        day("endOfLifeDate", from_.ends, field::ends);
        moment("dateCreated", from_.created, field::created);
        moment("dateLastModified", from_.modified, field::modified);
    }

    void moment(std::string_view name, const std::optional<instant>& value, model::field::name to) {
        if (value) return out_.time(name, value, to);
        const instant other = from_.modified.value_or(from_.created.value_or(how_.now));
        const bool first = name == "dateCreated" && from_.published && *from_.published < other;
        out_.defaulted(name, to_rfc3339(first ? *from_.published : other), "the source tells no such moment");
    }

    const product& from_;
    bool info_;
    const making& how_;
    object_writer out_;
};

} // namespace

std::optional<std::string> product_text(const product& from, bool info, const making& how) {
    return product_writer(from, info, how).run();
}

} // namespace schakel::edu_v_access
