// Catalogues of ECK Distributie en Toegang as they are written: the versions and in what they differ, and how an
// answer, a question, a search result or an entry on its own is taken apart.
//
// The version of a message is its namespace. Elements of an entry are read in any order and written in the order of the
// samples.
#pragma once

#include "gateway/adapter/entitlements.hpp"
#include "gateway/codec/xml_document.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::eck_dt {

namespace space {
inline constexpr std::string_view soap = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view addressing = "http://www.w3.org/2005/08/addressing";
inline constexpr std::string_view search = "http://www.loc.gov/zing/srw/";
inline constexpr std::string_view addressing_reply = "http://www.w3.org/2005/08/addressing/reply";
} // namespace space

// In what a version differs from the others.
struct edition {
    std::string_view standard; // "eck-dt-2.3"
    std::string_view version;  // "2.3"
    std::string_view title;
    std::string_view specification;
    std::string_view base_path;            // "/soap/eck-dt/2.3"
    std::vector<std::string_view> spaces;  // namespaces of its messages; the first is written
    std::vector<std::string_view> schemas; // below schemas/
    bool bare_entries = false;             // an entry without a namespace is of this version
    bool rates = false;                    // PriceVATHigh and PriceVATLow instead of Prices
    bool curriculum = false;               // CurriculumInfo instead of five lists
    std::int64_t first = 0;                // what firstEntry counts from, where nobody says otherwise
};

struct question {
    std::int64_t first = 0, amount = 0;
    std::string action, message_id, from; // of WS-Addressing; `from` without the secret
};

// A document taken apart. Nothing at all: `kind` is empty.
struct opened {
    std::string_view kind; // "ReadCatalogResult", "ReadCatalog", "Entry", "searchRetrieveResponse", "Fault"
    std::string_view space;
    std::vector<xml::node> entries;
    std::optional<question> asked;
    presented_credentials credentials;
    std::optional<std::int64_t> first, total; // as the answer tells them
};
opened open(const xml::node& root, const edition& by);

// "" for a namespace that is none of ECK DT; else "2.3", "2.5.2" …
std::string_view version_of(std::string_view space);
bool is_of(const edition& by, std::string_view space);

std::string_view trimmed(std::string_view text);

} // namespace schakel::eck_dt
