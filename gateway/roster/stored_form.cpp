#include "gateway/roster/stored_form.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/roster/record_bytes.hpp"

namespace schakel::roster {

using namespace model::roster;

outbox::roster_key key_of(record_kind which, std::string_view id) {
    return {static_cast<std::uint8_t>(which), std::string(id)};
}

std::string name_of(const model::identifier& id) {
    return id.scheme + '\x1f' + id.authority + '\x1f' + id.value;
}

outbox::roster_row row_of(const record& one) {
    outbox::roster_row row;
    row.key = key_of(kind_of(one), tail_of(one).id);
    row.digest = content_digest(one);
    row.bytes = encode(one);
    const auto links = links_in(row.bytes);
    row.links = {std::string(links[0]), std::string(links[1])};
    if (const person* somebody = std::get_if<person>(&one)) row.links[by_person_kind] = to_string(somebody->kind);
    for (const model::identifier& id : tail_of(one).ids) row.names.push_back(name_of(id));
    return row;
}

// When a roster was made is no content: every export of the same has another moment.
outbox::roster_row row_of(const head& one) {
    outbox::roster_row row;
    row.key = head_key;
    row.bytes = encode(one);
    head plain = one;
    plain.made_at.reset();
    row.digest = crypto::sha256(encode(plain)).substr(0, 16);
    return row;
}

} // namespace schakel::roster
