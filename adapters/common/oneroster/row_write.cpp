#include "adapters/common/oneroster/row_write.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

// "name":"text", after a comma unless it is the first member.
void member(std::string& into, std::string_view name, std::string_view text) {
    into.append(into.back() == '{' ? "\"" : ",\"").append(name).append("\":\"").append(text).append("\"");
}

void member_if_present(std::string& into, std::string_view name, std::string_view text) {
    if (!text.empty()) member(into, name, text);
}

// The items of a list, each written by `one`.
template <class One>
void list(cell_reader from, std::string& into, One one) {
    into += '[';
    while (!from.done()) {
        if (into.back() != '[') into += ',';
        one(from);
    }
    into += ']';
}

void user_ids(std::string_view cell, std::string& into) {
    list(cell_reader(cell), into, [&into](cell_reader& from) {
        into += '{';
        member(into, "type", from.next());
        member(into, "identifier", from.next());
        into += '}';
    });
}

void profiles(std::string_view cell, std::string& into) {
    list(cell_reader(cell), into, [&into](cell_reader& from) {
        into += '{';
        for (const std::string_view name : {"profileId", "profileType", "vendorId"}) member(into, name, from.next());
        for (const std::string_view name : {"applicationId", "description"}) member_if_present(into, name, from.next());
        into += '}';
    });
}

void metadata(std::string_view cell, std::string& into) {
    into += '{';
    for (cell_reader from(cell); !from.done();) {
        const std::string_view name = from.next(), value = from.next();
        const bool is_json = !from.next().empty();
        if (!is_json)
            member(into, name, value);
        else
            into.append(into.back() == '{' ? "\"" : ",\"").append(name).append("\":").append(value);
    }
    into += '}';
}

} // namespace

template <class Object>
row_writer<Object>::row_writer(json_style style) : style_(std::move(style)) {
    plain_base_ =
        std::ranges::all_of(style_.base_url, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\'; });
    for (const field<Object>& one : fields_of<Object>()) {
        frame_of_field& around = fields_.emplace_back();
        around.name.append("\"").append(one.name).append("\":");
        const object_kind target = one.form == form::roles ? object_kind::org : one.target;
        around.before = "{\"href\":\"" + style_.base_url + "/" + std::string(collection_of(target)) + "/";
        around.between = "\",\"sourcedId\":\"";
        around.after = "\",\"type\":\"" + std::string(word_of(target)) + "\"}";
    }
}

template <class Object>
void row_writer<Object>::write(const object_table<Object>& from, std::size_t number, std::string& into) const {
    if (plain_base_ && from.is_plain(number)) return write_plain(from.row(number), into);
    json::writer out;
    oneroster::write(from.object(number), style_, out);
    into += out.finish();
}

template <class Object>
void row_writer<Object>::write_plain(std::string_view row, std::string& into) const {
    into += '{';
    row_reader from(row);
    while (from.next()) {
        if (((style_.keep >> from.field()) & 1) == 0) continue;
        if (into.back() != '{') into += ',';
        into += fields_[from.field()].name;
        write_cell(from.field(), from.cell(), into);
    }
    into += '}';
}

template <class Object>
void row_writer<Object>::write_cell(std::size_t which, std::string_view cell, std::string& into) const {
    const frame_of_field& around = fields_[which];
    cell_reader texts(cell);
    switch (fields_of<Object>()[which].form) {
    case form::reference: return refer(around, texts.next(), into);
    case form::references: return list(texts, into, [&](cell_reader& from) { refer(around, from.next(), into); });
    case form::texts:
        return list(texts, into, [&](cell_reader& from) { into.append("\"").append(from.next()).append("\""); });
    case form::user_ids: return user_ids(cell, into);
    case form::profiles: return profiles(cell, into);
    case form::metadata: return metadata(cell, into);
    case form::roles:
        return list(texts, into, [&](cell_reader& from) {
            into += '{';
            for (const std::string_view name : {"roleType", "role"}) member(into, name, from.next());
            into += ",\"org\":";
            refer(around, from.next(), into);
            for (const std::string_view name : {"userProfile", "beginDate", "endDate"})
                member_if_present(into, name, from.next());
            into += '}';
        });
    default: into.append("\"").append(texts.next()).append("\"");
    }
}

template <class Object>
void row_writer<Object>::refer(const frame_of_field& around, std::string_view id, std::string& into) const {
    into.append(around.before).append(id).append(around.between).append(id).append(around.after);
}

template class row_writer<academic_session>;
template class row_writer<org>;
template class row_writer<course>;
template class row_writer<class_object>;
template class row_writer<user>;
template class row_writer<enrollment>;

} // namespace schakel::oneroster
