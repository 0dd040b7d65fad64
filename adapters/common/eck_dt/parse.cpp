#include "adapters/common/eck_dt/wire.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::eck_dt {

namespace {

constexpr std::string_view catalogue_space = "http://dt2.eck.nl/schema/catalogservice/v";

std::optional<std::int64_t> number_in(const xml::node& at) {
    const std::string_view text = trimmed(at.text());
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string percent_decoded(std::string_view text) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '%' && at + 2 < text.size();
        const int high = escape ? digit(text[at + 1]) : -1, low = escape ? digit(text[at + 2]) : -1;
        if (high < 0 || low < 0) {
            out += text[at];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

std::string parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        if (pair.starts_with(name) && pair.size() > name.size() && pair[name.size()] == '=')
            return percent_decoded(pair.substr(name.size() + 1));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return {};
}

// The caller names itself and its secret in the query of its own address.
void read_from(std::string_view address, opened& into) {
    const std::size_t mark = address.find('?');
    const std::string_view query = mark == std::string_view::npos ? std::string_view{} : address.substr(mark + 1);
    const std::string organisation = parameter(query, "organisationid"), secret = parameter(query, "password");
    if (!secret.empty()) into.credentials = {presented_credentials::form::basic, secret, organisation, {}};
    if (!into.asked) return;
    into.asked->from = address.substr(0, mark);
    const bool plain = !organisation.empty() && std::ranges::all_of(organisation, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    if (plain) into.asked->from += "?organisationid=" + organisation;
}

void read_header(const xml::node& header, opened& into) {
    if (into.asked) {
        into.asked->action = trimmed(header.child(space::addressing, "Action").text());
        into.asked->message_id = trimmed(header.child(space::addressing, "MessageID").text());
    }
    const xml::node from = header.child(space::addressing, "From");
    read_from(trimmed(from.child(space::addressing, "Address").text()), into);
}

void read_result(const xml::node& result, opened& into) {
    into.kind = "ReadCatalogResult";
    into.space = result.space();
    const xml::node list = result.child(result.space(), "Entries");
    for (xml::node one = list.first_child(); one; one = one.next_sibling()) into.entries.push_back(one);
    into.first = number_in(result.child(result.space(), "firstEntry"));
    into.total = number_in(result.child(result.space(), "numEntries"));
}

void read_question(const xml::node& asked, opened& into) {
    into.kind = "ReadCatalog";
    into.space = asked.space();
    into.asked = question{};
    into.asked->first = number_in(asked.child(asked.space(), "firstEntry")).value_or(0);
    into.asked->amount = number_in(asked.child(asked.space(), "Amount")).value_or(0);
}

bool read_message(const xml::node& at, const edition& by, opened& into) {
    if (!is_of(by, at.space())) return false;
    if (at.local() == "ReadCatalogResult")
        read_result(at, into);
    else if (at.local() == "ReadCatalog")
        read_question(at, into);
    return !into.kind.empty();
}

void read_search(const xml::node& root, const edition& by, opened& into) {
    into.kind = "searchRetrieveResponse";
    into.space = by.spaces.front();
    const xml::node records = root.child(space::search, "records");
    for (xml::node one = records.first_child(); one; one = one.next_sibling()) {
        const xml::node entry = one.child(space::search, "recordData").first_child();
        if (entry && entry.local() == "Entry" && is_of(by, entry.space())) into.entries.push_back(entry);
    }
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view version_of(std::string_view name) {
    return name.starts_with(catalogue_space) ? name.substr(catalogue_space.size()) : std::string_view{};
}

bool is_of(const edition& by, std::string_view name) {
    return std::ranges::find(by.spaces, name) != by.spaces.end();
}

opened open(const xml::node& root, const edition& by) {
    opened out;
    if (root.is(space::soap, "Envelope")) {
        const xml::node message = root.child(space::soap, "Body").first_child();
        if (message.is(space::soap, "Fault")) out.kind = "Fault";
        read_message(message, by, out);
        read_header(root.child(space::soap, "Header"), out);
    } else if (root.is(space::search, "searchRetrieveResponse")) {
        read_search(root, by, out);
    } else if (root.local() == "Entry" && (is_of(by, root.space()) || (by.bare_entries && root.space().empty()))) {
        out.kind = "Entry";
        out.space = root.space();
        out.entries.push_back(root);
    } else {
        read_message(root, by, out);
    }
    return out;
}

} // namespace schakel::eck_dt
