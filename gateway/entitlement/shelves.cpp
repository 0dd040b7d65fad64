#include "gateway/entitlement/shelves.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/entitlement/record_json.hpp"

namespace schakel::entitlement {

namespace {

namespace access = model::access;

std::string digested(char kind, std::string_view what) {
    return kind + crypto::sha256_hex(what).substr(0, 32);
}

void name_persons(const model::identifiers& ids, std::vector<std::string>& into) {
    for (const model::identifier& one : ids) into.push_back(name_of_person(one));
}

struct finding_aids {
    outbox::roster_row& row;

    void contract(const std::string& id) const {
        if (!id.empty()) row.names.push_back(name_of_contract(id));
    }
    void address(const std::string& url) const {
        if (!url.empty()) row.names.push_back(name_of_address(url));
    }
    void operator()(const access::product& one) const {
        row.links = {std::string(), one.id};
        for (const std::string& part : one.parts) row.names.push_back(name_of_part(part));
        address(one.access_url);
        address(one.content_url);
        for (const model::catalogue::access_link& link : one.access_links) address(link.url);
    }
    void operator()(const access::delivery_order& one) const {
        row.links = {one.id, one.product};
        contract(one.contract);
        for (const model::identifiers& ids : one.persons) name_persons(ids, row.names);
    }
    void operator()(const access::entitlement& one) const {
        row.links = {one.order, one.product};
        contract(one.contract);
        name_persons(one.person, row.names);
    }
    void operator()(const access::usage& one) const {
        row.links = {one.order, one.product};
        name_persons(one.person, row.names);
    }
    void operator()(const access::confirmation& one) const { row.links = {std::string(), one.product}; }
};

} // namespace

std::string shelf_name::text() const {
    return std::string(catalogue ? "catalogue" : school.empty() ? "customers" : "school") + "/" + school + "/" + source;
}

std::optional<shelf_name> shelf_name::parse(std::string_view text) {
    const std::size_t first = text.find('/');
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t second = text.find('/', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    return shelf_name{
        text.substr(0, first) == "catalogue", std::string(text.substr(first + 1, second - first - 1)),
        std::string(text.substr(second + 1))};
}

// The index need not hold identifiers of persons a second time.
std::string name_of_person(const model::identifier& id) {
    return digested('p', id.scheme + "\n" + id.value);
}

std::string name_of_contract(std::string_view contract) {
    return "c" + std::string(contract);
}

std::string name_of_part(std::string_view product) {
    return "x" + std::string(product);
}

std::string name_of_address(std::string_view address) {
    return digested('u', address);
}

outbox::roster_row row_of(const access::record& one) {
    outbox::roster_row row;
    row.key = {static_cast<std::uint8_t>(access::kind_of(one)), access::id_of(one)};
    row.bytes = to_json(one);
    row.digest = crypto::sha256(row.bytes);
    std::visit(finding_aids{row}, one);
    return row;
}

std::optional<access::record> record_of(const outbox::roster_row& row) {
    if (row.key.kind >= access::record_kind_count) return std::nullopt;
    return from_json(static_cast<access::record_kind>(row.key.kind), row.bytes);
}

} // namespace schakel::entitlement
