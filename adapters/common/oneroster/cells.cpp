#include "adapters/common/oneroster/cells.hpp"

#include <variant>

namespace schakel::oneroster {

namespace {

// The texts of items that have more than one, in the order of a cell.
template <class See>
void each_text(auto& one, See see) {
    using Item = std::remove_cvref_t<decltype(one)>;
    if constexpr (std::is_same_v<Item, std::string>) {
        see(one);
    } else if constexpr (std::is_same_v<Item, reference>) {
        see(one.id);
    } else if constexpr (std::is_same_v<Item, user_id>) {
        see(one.type), see(one.identifier);
    } else if constexpr (std::is_same_v<Item, role>) {
        see(one.type), see(one.word), see(one.org.id), see(one.profile), see(one.begin), see(one.end);
    } else {
        static_assert(std::is_same_v<Item, user_profile>);
        see(one.id), see(one.type), see(one.vendor), see(one.application), see(one.description);
    }
}

class packer {
public:
    explicit packer(std::string& into) : into_(into) {}

    void operator()(const std::string& held) {
        if (!held.empty()) append_text(into_, held);
    }
    void operator()(const std::optional<bool>& held) {
        if (held) append_text(into_, *held ? "true" : "false");
    }
    void operator()(const reference& held) {
        if (!held.empty()) append_text(into_, held.id);
    }
    void operator()(const metadata_list& held) {
        for (const metadata_entry& one : held) {
            append_text(into_, one.name);
            append_text(into_, one.value);
            append_text(into_, one.json ? "1" : "");
        }
    }
    template <class Item>
    void operator()(const std::vector<Item>& held) {
        for (const Item& one : held) {
            each_text(one, [this](const std::string& text) { append_text(into_, text); });
        }
    }

private:
    std::string& into_;
};

class unpacker {
public:
    explicit unpacker(std::string_view cell) : from_(cell) {}

    void operator()(std::string& held) {
        if (!from_.done()) held = from_.next();
    }
    void operator()(std::optional<bool>& held) {
        if (!from_.done()) held = from_.next() == "true";
    }
    void operator()(reference& held) {
        if (!from_.done()) held.id = from_.next();
    }
    void operator()(metadata_list& held) {
        while (!from_.done()) {
            metadata_entry& one = held.emplace_back();
            one.name = from_.next();
            one.value = from_.next();
            one.json = !from_.next().empty();
        }
    }
    template <class Item>
    void operator()(std::vector<Item>& held) {
        while (!from_.done()) {
            each_text(held.emplace_back(), [this](std::string& text) { text = from_.next(); });
        }
    }

private:
    cell_reader from_;
};

} // namespace

std::size_t texts_of_item(form of) {
    switch (of) {
    case form::user_ids: return 2;
    case form::roles: return 6;
    case form::profiles: return 5;
    case form::metadata: return 3;
    default: return 1;
    }
}

// Seven bits of the length to a byte, the lowest first; the highest bit says that more follow.
void append_text(std::string& into, std::string_view text) {
    std::size_t size = text.size();
    for (; size >= 0x80; size >>= 7) into += static_cast<char>(0x80 | (size & 0x7f));
    into += static_cast<char>(size);
    into += text;
}

std::string_view cell_reader::next() {
    std::size_t size = 0, at = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(rest_[at++]);
        size |= static_cast<std::size_t>(byte & 0x7f) << shift;
        if (byte < 0x80) break;
    }
    const std::string_view text = rest_.substr(at, size);
    rest_.remove_prefix(at + size);
    return text;
}

template <class Object>
void append_cell(const Object& object, const field<Object>& which, std::string& into) {
    std::visit(
        [&](auto at) {
            if constexpr (!std::is_same_v<decltype(at), std::monostate>) packer{into}(object.*at);
        },
        which.at
    );
}

template <class Object>
void take_cell(std::string_view cell, const field<Object>& which, Object& into) {
    std::visit(
        [&](auto at) {
            if constexpr (!std::is_same_v<decltype(at), std::monostate>) unpacker{cell}(into.*at);
        },
        which.at
    );
}

template void append_cell(const academic_session&, const field<academic_session>&, std::string&);
template void append_cell(const org&, const field<org>&, std::string&);
template void append_cell(const course&, const field<course>&, std::string&);
template void append_cell(const class_object&, const field<class_object>&, std::string&);
template void append_cell(const user&, const field<user>&, std::string&);
template void append_cell(const enrollment&, const field<enrollment>&, std::string&);

template void take_cell(std::string_view, const field<academic_session>&, academic_session&);
template void take_cell(std::string_view, const field<org>&, org&);
template void take_cell(std::string_view, const field<course>&, course&);
template void take_cell(std::string_view, const field<class_object>&, class_object&);
template void take_cell(std::string_view, const field<user>&, user&);
template void take_cell(std::string_view, const field<enrollment>&, enrollment&);

} // namespace schakel::oneroster
