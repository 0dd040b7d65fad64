#include "gateway/launch/content_items.hpp"

#include "gateway/core/packed_fields.hpp"
#include "gateway/launch/record_kind.hpp"

namespace schakel::launch {

namespace {

constexpr auto item_kind = number_of(record_kind::content_item);

kept_content_item to_item(const outbox::launch_record& row) {
    kept_content_item out;
    out.id = row.id;
    out.school = row.school;
    out.publisher = row.system;
    out.source = row.place;
    packed_reader(row.bytes).take(out.product, out.document);
    return out;
}

} // namespace

outbox::launch_record to_record(const kept_content_item& what) {
    outbox::launch_record row;
    row.kind = item_kind;
    row.id = what.id;
    row.school = what.school;
    row.system = what.publisher;
    row.place = what.source;
    row.bytes = packed(what.product, what.document);
    return row;
}

result<done> content_items::put(const kept_content_item& what) {
    outbox::launch_record row = to_record(what);
    row.changed = time_.now();
    if (const auto version = rows_.put(row, outbox::put_when::always); !version) return version.error();
    return done{};
}

std::optional<kept_content_item> content_items::find(std::string_view id) const {
    const auto row = rows_.find(item_kind, id, time_.now());
    if (!row) return std::nullopt;
    return to_item(*row);
}

std::vector<kept_content_item>
content_items::list(std::string_view school, std::string_view after, std::size_t limit) const {
    std::vector<kept_content_item> out;
    outbox::record_filter its;
    its.kind = item_kind;
    its.school = school;
    its.after = after;
    its.limit = limit;
    for (const outbox::launch_record& row : rows_.list(its, time_.now())) out.push_back(to_item(row));
    return out;
}

result<bool> content_items::remove(std::string_view id) {
    return rows_.remove(item_kind, id);
}

} // namespace schakel::launch
