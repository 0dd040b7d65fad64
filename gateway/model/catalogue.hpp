// Products of a catalogue of learning material: what the entries of ECK DT CatalogService and the products of Edu-V
// Catalogue share, and what each of them says besides.
//
// Days are calendar days in Amsterdam. Amounts are exact decimals in whole units of the currency (euros, not cents).
// Nothing in a catalogue is personal except names of authors, which are published.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/model/term.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::model::catalogue {

using day = std::chrono::year_month_day;

// Edu-V `status`; ECK DT ProductState has words for all but the last.
enum class product_state : std::uint8_t {
    not_yet_available,
    limited,
    available,
    temporarily_unavailable,
    no_longer_available,
    will_never_be_available,
    not_available_or_usable
};
enum class product_kind : std::uint8_t { physical, digital, combined };
enum class end_user : std::uint8_t { student, educator, administrator };

struct author {
    std::string given_name, family_prefix, family_name; // Edu-V individuals
    std::string name;                                   // ECK DT Author, or an organisation
    bool organisation = false;

    friend bool operator==(const author&, const author&) = default;
};

struct price_step {
    std::int64_t from = 0; // copies or pupils
    std::optional<decimal> excluding, including;

    friend bool operator==(const price_step&, const price_step&) = default;
};

// A part of a price under one rate of value-added tax. ECK DT 2.1 and 2.2 name the rate and not the percentage.
struct taxed_part {
    enum class rate_of : std::uint8_t { stated, high, low } rate = rate_of::stated;
    decimal excluding;
    std::optional<decimal> vat; // percentage

    friend bool operator==(const taxed_part&, const taxed_part&) = default;
};

struct price {
    enum class kind_of : std::uint8_t { standard, tier, school_size } kind = kind_of::standard;
    std::string currency; // "EUR"
    std::optional<decimal> excluding, including;
    std::vector<taxed_part> parts; // ECK DT; together `excluding`
    std::optional<day> valid_from;
    std::vector<price_step> steps;

    friend bool operator==(const price&, const price&) = default;
};

// How long a licence holds once it is used.
struct licence_period {
    enum class kind_of : std::uint8_t { days, month, year, school_year, other } kind = kind_of::other;
    std::int64_t days = 0;
    std::string duration; // xsd:duration as it was written, for kind other

    friend bool operator==(const licence_period&, const licence_period&) = default;
};

// Until when it can be activated.
struct activation_period {
    enum class kind_of : std::uint8_t { days, date, school_year } kind = kind_of::days;
    std::int64_t days = 0;
    std::optional<day> until;

    friend bool operator==(const activation_period&, const activation_period&) = default;
};

// ECK DT: for whom, in words that publishers fill freely.
struct curriculum {
    std::vector<std::string> sectors, courses, levels, years, subjects;
    bool derived = false; // a combination that the source listed only dimension by dimension

    bool empty() const {
        return sectors.empty() && courses.empty() && levels.empty() && years.empty() && subjects.empty();
    }
    friend bool operator==(const curriculum&, const curriculum&) = default;
};

// Edu-V: for which study, with codes of RIO and SLO.
struct study_level {
    std::string id, prefix, name;
    friend bool operator==(const study_level&, const study_level&) = default;
};
struct study {
    std::string name, code;
    std::vector<study_level> levels;
    friend bool operator==(const study&, const study&) = default;
};
struct subject {
    std::string prefix, name; // SLO vakleergebied
    friend bool operator==(const subject&, const subject&) = default;
};

struct picture {
    std::string url, description;
    std::optional<std::int64_t> width, height;
    friend bool operator==(const picture&, const picture&) = default;
};

struct access_link {
    std::string url;
    std::string kind; // "OIDC", "BP", "ENTREE"
    friend bool operator==(const access_link&, const access_link&) = default;
};

struct product {
    std::string id; // EAN, ISBN, uuid or the publisher's own
    std::string publisher, supplier;
    std::string title, family, edition, version;
    std::vector<author> authors;
    std::string short_description, description;

    std::optional<product_kind> kind;
    std::string medium; // ECK DT Medium as it was written
    std::optional<product_state> state;
    std::optional<end_user> intended_for;
    std::vector<std::string> usages; // lower case: "leerboek", "oefenmateriaal"
    std::optional<bool> for_sale, separately_available, licensed, consumed, price_indicative;
    std::optional<std::int64_t> sale_unit;
    std::string aggregation;

    std::vector<curriculum> curricula;
    std::vector<study> studies;
    std::vector<subject> subjects;

    std::vector<price> prices;
    std::vector<std::string> payment_models, delivery_kinds, licence_options;
    std::optional<licence_period> licence;
    std::string licence_start; // ECK DT LicenseAvailabilityOptions as written
    std::optional<day> licence_begin, licence_end;
    std::optional<std::int64_t> licence_count;
    std::optional<activation_period> activation;

    std::string access_url, content_url, information_url, trial_url, curriculum_url;
    std::vector<access_link> access_links;
    picture publisher_picture, product_picture, supplier_picture; // no url: none
    std::vector<picture> images, videos, documents;
    std::string platform, device, browser;
    bool environment_stated = false;
    std::string copyright;

    std::vector<std::string> parts; // product ids: SubProducts, bundledProducts
    std::vector<std::string> related;
    std::string successor; // product id

    // With their time where the source has one: ECK DT writes moments, Edu-V days.
    std::optional<instant> published, deprecated, supported_until, ends, revised;
    std::optional<instant> created, modified;

    extensions extra;

    friend bool operator==(const product&, const product&) = default;
};

std::string_view to_string(product_state value); // Edu-V's words
std::string_view to_string(product_kind value);  // "physical", "digital", "combi"
std::string_view to_string(end_user value);
std::optional<product_state> parse_product_state(std::string_view text);
std::optional<product_kind> parse_product_kind(std::string_view text);
std::optional<end_user> parse_end_user(std::string_view text);

} // namespace schakel::model::catalogue
