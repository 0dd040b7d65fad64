#include "adapters/common/uwlr/pupil_binding.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/trace.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace schakel::uwlr {

namespace {

using xml::bound_element;

template <class Member>
struct owner_of;
template <class Owner, class Value>
struct owner_of<Value Owner::*> {
    using type = Owner;
};

template <auto Member>
auto& member(void* of) {
    return static_cast<typename owner_of<decltype(Member)>::type*>(of)->*Member;
}

// A value knows its place once it has been read.
template <auto Member>
void* open_value(void* within, std::size_t offset) {
    wire::value& one = member<Member>(within);
    if (one.at != location::nowhere) return nullptr;
    one.at = offset;
    return &one;
}

std::string* text_of_value(void* opened) {
    return &static_cast<wire::value*>(opened)->text;
}

template <auto Member>
void* open_optional(void* within, std::size_t offset) {
    auto& one = member<Member>(within);
    if (one) return nullptr;
    one.emplace().at = offset;
    return &*one;
}

template <auto Member>
void* open_next(void* within, std::size_t offset) {
    auto& next = member<Member>(within).emplace_back();
    next.at = offset;
    return &next;
}

void* open_nothing(void* within, std::size_t) {
    return within;
}

template <auto Member>
bound_element value(std::string_view local, std::string_view in = space::results) {
    return {.space = in, .local = local, .open = open_value<Member>, .text = text_of_value};
}

wire::vocabulary_binding& bound(void* opened) {
    return static_cast<wire::term*>(static_cast<wire::value*>(opened))->bound;
}

template <auto Member>
bound_element term(std::string_view local) {
    bound_element one = value<Member>(local);
    one.attributes = {
        {"vocabulaire", [](void* opened, std::string_view text) { bound(opened).vocabulaire = text; }},
        {"vocabulairelocatie", [](void* opened, std::string_view text) { bound(opened).vocabulairelocatie = text; }}};
    return one;
}

// An element around others, which belong to what it stands in.
bound_element
around(std::string_view local, std::vector<bound_element> children, std::string_view in = space::results) {
    return {.space = in, .local = local, .open = open_nothing, .children = std::move(children)};
}

bound_element counts() {
    using of = wire::toetsscore;
    return {
        .space = space::oso,
        .local = "toetsscore",
        .open = open_optional<&wire::osoresultaat::toetsscore>,
        .children = {
            value<&of::aantalopgaven>("aantalopgaven", space::oso), value<&of::aantalgoed>("aantalgoed", space::oso),
            value<&of::aantalfout>("aantalfout", space::oso), value<&of::aantalgelezen>("aantalgelezen", space::oso),
            value<&of::tijd>("tijd", space::oso), value<&of::vaardigheidsscore>("vaardigheidsscore", space::oso),
            value<&of::codevaardigheidsschaal>("codevaardigheidsschaal", space::oso),
            around(
                "betrouwbaarheidsinterval",
                {value<&of::bivlaag>("bivlaag", space::oso), value<&of::bivhoog>("bivhoog", space::oso)}, space::oso
            )}};
}

bound_element reference() {
    using of = wire::referentiescore;
    return {
        .space = space::oso,
        .local = "referentiescore",
        .open = open_next<&wire::osoresultaat::referentiescores>,
        .children = {
            value<&of::codereferentiescore>("codereferentiescore", space::oso),
            value<&of::codevergelijkingsgroep>("codevergelijkingsgroep", space::oso),
            value<&of::waarde>("waarde", space::oso), value<&of::kwalificatie>("kwalificatie", space::oso)}};
}

bound_element oso() {
    return {
        .space = space::results,
        .local = "osoresultaat",
        .open = open_optional<&wire::resultaat::osoresultaat>,
        .children = {counts(), reference()}};
}

// What a partner made of it.
bound_element other() {
    using text = std::optional<std::string>;
    return {
        .space = space::results,
        .local = "anderresultaat",
        .open = [](void* within, std::size_t) -> void* {
            text& one = member<&wire::resultaat::anderresultaat>(within);
            return one ? nullptr : &one;
        },
        .keep = [](void* opened, std::string outer_xml) { *static_cast<text*>(opened) = std::move(outer_xml); }};
}

bound_element result() {
    using of = wire::resultaat;
    return {
        .space = space::results,
        .local = "resultaat",
        .open = open_next<&wire::toetsafname::resultaten>,
        .attributes = {{"key", [](void* opened, std::string_view text) { member<&of::key>(opened) = text; }}},
        .children = {
            value<&of::afnamedatum>("afnamedatum"), value<&of::toetscode>("toetscode"), term<&of::versie>("versie"),
            value<&of::toetsonderdeelcode>("toetsonderdeelcode"), value<&of::score>("score"), oso(), other(),
            value<&of::infourl>("infourl")}};
}

bound_element pupil() {
    using of = wire::toetsafname;
    return {
        .space = space::results,
        .local = "toetsafname",
        .open = [](void* within, std::size_t offset) -> void* {
            of& next = static_cast<std::vector<of>*>(within)->emplace_back();
            next.at = offset;
            return &next;
        },
        .children = {
            value<&of::leerlingid>("leerlingid"), value<&of::eckid>("eckid"),
            value<&of::resultaatverwerkerid>("resultaatverwerkerid"), around("resultaten", {result()})}};
}

void number(bound_element& one, const std::string& path) {
    if (one.keep) return; // never counted
    one.number = trace_number(path);
    for (xml::bound_attribute& each : one.attributes) each.number = trace_number(path + "/@" + std::string(each.local));
    for (bound_element& each : one.children) number(each, path + "/" + std::string(each.local));
}

bound_element numbered() {
    bound_element all = around("toetsafnames", {pupil()});
    number(all, "leerresultaten_verzoek/toetsafnames");
    return all;
}

} // namespace

const bound_element& pupil_binding() {
    static const bound_element all = numbered();
    return all;
}

std::vector<wire::toetsafname> read_pupils(const xml::node& first) {
    std::vector<wire::toetsafname> pupils;
    xml::read_bound(pupil_binding(), &pupils, first);
    return pupils;
}

pupils_read_along::pupils_read_along() : reading(pupil_binding(), &pupils, trace_numbers()) {}

} // namespace schakel::uwlr
