// The events of a scan to the objects of EDEX. A handler for validation::validate_and_read.
//
// Every element is found by its place: the place of its parent and its name, which the scan numbers, so that a table
// answers. What EDEX does not know is passed over with all that it holds.
#pragma once

#include "adapters/common/edex/additions.hpp"
#include "adapters/common/edex/read.hpp"
#include "adapters/common/edex/text_room.hpp"

namespace schakel::edex {

class object_reader {
public:
    // Texts that do not stand in the document go to `shared`, which its owner uses anew; null: to a room of the
    // reader's own, which each object uses anew.
    object_reader(std::string_view bytes, const document_form& form, object_handler& into, text_room* shared = nullptr);

    std::string_view container() const { return container_; }
    const element_counts& counts() const { return counts_; }

    void scope(const xml::namespace_scope& in_force) { scope_ = &in_force; }
    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset) {
        if (passed_over_ > 0 || inside_additions_) return start_closely(id, attributes);
        const element here = find(id);
        if (here == element::none) return start_unknown(id);
        current_ = here;
        started_at_ = offset;
        text_ = {};
        if (!attributes.empty() || slots_[number_of(here)] == nullptr) begin(here, id, attributes);
    }
    void text(std::string_view value, std::size_t) {
        if (passed_over_ > 0 || current_ == element::none) return;
        if (!inside_additions_ && text_.data() == nullptr && lasts(value))
            text_ = value;
        else
            text_closely(value);
    }
    void end_element(const xml::name&, std::size_t) {
        if (passed_over_ > 0 || current_ == element::none || inside_additions_) return end_closely();
        const element ended = current_;
        current_ = parents_[number_of(ended)];
        ++counts_[number_of(ended)];
        if (wire::value* slot = slots_[number_of(ended)])
            *slot = {text_.data() == nullptr ? std::string_view("") : text_, started_at_};
        else
            finish(ended);
        text_ = {};
    }

private:
    element find(const xml::name& id) {
        const std::size_t place = number_of(current_) * width_ + id.number;
        if (id.number != 0 && id.number < width_ && places_[place] != unseen)
            return static_cast<element>(places_[place]);
        return look_up(id);
    }
    bool lasts(std::string_view value) const {
        return value.data() >= bytes_.data() && value.data() < bytes_.data() + bytes_.size();
    }

    element look_up(const xml::name& id);
    void widen(std::uint32_t number);
    void start_closely(const xml::name& id, std::span<const xml::attribute> attributes);
    void start_unknown(const xml::name& id);
    void begin(element here, const xml::name& id, std::span<const xml::attribute> attributes);
    template <class Object>
    void begin_object(Object& one, element key, element eckid, std::span<const xml::attribute> attributes);
    template <std::size_t Size>
    wire::value attribute(const char (&name)[Size], element counted, std::span<const xml::attribute> attributes);
    void join(const wire::value& group);
    void finish(element ended);
    void text_closely(std::string_view value);
    void end_closely();
    wire::value& additions_of(element which);
    void begin_texts() {
        if (texts_ == &own_texts_) own_texts_.use_anew();
    }
    std::string_view kept(std::string_view value) { return lasts(value) ? value : texts_->keep(value); }

    static constexpr std::uint8_t unseen = 0xFF;

    const std::string_view bytes_;
    const document_form& form_;
    object_handler& into_;
    const xml::namespace_scope* scope_ = nullptr;
    std::string_view container_;
    element_counts counts_{};
    std::array<element, element_count> parents_{};
    std::array<wire::value*, element_count> slots_{}; // where the text of an element goes
    std::uint32_t width_ = 64;                        // numbers of names in a row of places_
    std::vector<std::uint8_t> places_;                // by place of the parent and number of the name

    element current_ = element::none; // none: outside the container
    std::size_t passed_over_ = 0;     // depth inside what EDEX does not know
    bool inside_additions_ = false;
    std::size_t started_at_ = 0;
    std::string_view text_;
    text_room own_texts_;
    text_room* const texts_;
    additions_text additions_;
    std::size_t additions_at_ = 0;

    wire::school school_;
    wire::vestiging vestiging_;
    wire::groep groep_;
    wire::leerling leerling_;
    wire::leerkracht leerkracht_;
    std::vector<std::uint64_t> signs_; // of the pupil's groups: length and last bytes of each key
};

} // namespace schakel::edex
