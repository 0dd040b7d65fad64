#include "adapters/common/edex/parse.hpp"

#include "adapters/common/edex/values.hpp"

#include <algorithm>
#include <cstring>

namespace schakel::edex {

object_reader::object_reader(std::string_view bytes, const document_form& form, object_handler& into, text_room* shared)
    : bytes_(bytes), form_(form), into_(into), places_(element_count * width_, unseen),
      texts_(shared != nullptr ? shared : &own_texts_) {
    for (const element_row& row : element_rows()) parents_[number_of(row.self)] = row.parent;
    const auto goes_to = [&](element from, wire::value& to) { slots_[number_of(from)] = &to; };
    using enum element;
    goes_to(school_schooljaar, school_.schooljaar);
    goes_to(school_peildatum, school_.peildatum);
    goes_to(school_brincode, school_.brincode);
    goes_to(school_dependancecode, school_.dependancecode);
    goes_to(school_instellingsnummer, school_.instellingsnummer);
    goes_to(school_schoolkey, school_.schoolkey);
    goes_to(school_aanmaakdatum, school_.aanmaakdatum);
    goes_to(school_auteur, school_.auteur);
    goes_to(school_xsdversie, school_.xsdversie);
    goes_to(school_commentaar, school_.commentaar);

    goes_to(vestiging_naam, vestiging_.naam);
    goes_to(vestiging_omschrijving, vestiging_.omschrijving);
    goes_to(vestiging_mutatiedatum, vestiging_.mutatiedatum);

    goes_to(groep_naam, groep_.naam);
    goes_to(groep_jaargroep, groep_.jaargroep);
    goes_to(groep_omschrijving, groep_.omschrijving);
    goes_to(groep_mutatiedatum, groep_.mutatiedatum);
    goes_to(samengestelde_groep_naam, groep_.naam);
    goes_to(samengestelde_groep_omschrijving, groep_.omschrijving);
    goes_to(samengestelde_groep_mutatiedatum, groep_.mutatiedatum);

    goes_to(leerling_achternaam, leerling_.achternaam);
    goes_to(leerling_voorvoegsel, leerling_.voorvoegsel);
    goes_to(leerling_voornamen, leerling_.voornamen);
    goes_to(leerling_voorletters_1, leerling_.voorletters_1);
    goes_to(leerling_roepnaam, leerling_.roepnaam);
    goes_to(leerling_geboortedatum, leerling_.geboortedatum);
    goes_to(leerling_geslacht, leerling_.geslacht);
    goes_to(leerling_start_ondw_jgr3, leerling_.start_ondw_jgr3);
    goes_to(leerling_jaargroep, leerling_.jaargroep);
    goes_to(leerling_gebruikersnaam, leerling_.gebruikersnaam);
    goes_to(leerling_emailadres, leerling_.emailadres);
    goes_to(leerling_instroomdatum, leerling_.instroomdatum);
    goes_to(leerling_uitstroomdatum, leerling_.uitstroomdatum);
    goes_to(leerling_mutatiedatum, leerling_.mutatiedatum);

    goes_to(leerkracht_achternaam, leerkracht_.achternaam);
    goes_to(leerkracht_voorvoegsel, leerkracht_.voorvoegsel);
    goes_to(leerkracht_voornamen, leerkracht_.voornamen);
    goes_to(leerkracht_voorletters_1, leerkracht_.voorletters_1);
    goes_to(leerkracht_roepnaam, leerkracht_.roepnaam);
    goes_to(leerkracht_gebruikersnaam, leerkracht_.gebruikersnaam);
    goes_to(leerkracht_emailadres, leerkracht_.emailadres);
    goes_to(leerkracht_mutatiedatum, leerkracht_.mutatiedatum);
}

element object_reader::look_up(const xml::name& id) {
    element found = element::none;
    if (id.space == form_.space && current_ == element::none) {
        const auto named = std::ranges::find(form_.containers, id.local);
        if (named != form_.containers.end()) {
            found = element::container;
            container_ = *named;
        }
    } else if (id.space == form_.space) {
        found = find_child(current_, id.local);
    }
    if (id.number != 0) {
        widen(id.number);
        places_[number_of(current_) * width_ + id.number] = static_cast<std::uint8_t>(found);
    }
    return found;
}

void object_reader::widen(std::uint32_t number) {
    if (number < width_) return;
    while (width_ <= number) width_ *= 2;
    places_.assign(element_count * width_, unseen);
}

void object_reader::start_closely(const xml::name& id, std::span<const xml::attribute> attributes) {
    if (passed_over_ > 0)
        ++passed_over_;
    else
        additions_.start(id, attributes);
}

// Around the container all that is unknown is looked into; inside it nothing.
void object_reader::start_unknown(const xml::name&) {
    if (current_ != element::none) passed_over_ = 1;
}

template <std::size_t Size>
wire::value
object_reader::attribute(const char (&name)[Size], element counted, std::span<const xml::attribute> attributes) {
    for (const xml::attribute& one : attributes) {
        const bool named = one.id.local.size() == Size - 1 && std::memcmp(one.id.local.data(), name, Size - 1) == 0;
        if (!named || !one.id.space.empty()) continue;
        ++counts_[number_of(counted)];
        return {kept(one.value), one.offset};
    }
    return {};
}

template <class Object>
void object_reader::begin_object(Object& one, element key, element eckid, std::span<const xml::attribute> attributes) {
    begin_texts();
    one.at = started_at_;
    one.key = attribute("key", key, attributes);
    if constexpr (requires { one.eckid; }) one.eckid = attribute("eckid", eckid, attributes);
}

void object_reader::begin(element here, const xml::name& id, std::span<const xml::attribute> attributes) {
    using enum element;
    switch (here) {
    case school:
        school_ = {};
        school_.at = started_at_;
        begin_texts();
        break;
    case vestiging:
        vestiging_ = {};
        begin_object(vestiging_, vestiging_key, none, attributes);
        break;
    case groep:
        groep_ = {};
        begin_object(groep_, groep_key, none, attributes);
        break;
    case samengestelde_groep:
        groep_ = {};
        groep_.samengesteld = true;
        begin_object(groep_, samengestelde_groep_key, none, attributes);
        break;
    case leerling: {
        std::vector<wire::value> room = std::move(leerling_.samengestelde_groepen);
        room.clear();
        leerling_ = {};
        leerling_.samengestelde_groepen = std::move(room);
        begin_object(leerling_, leerling_key, leerling_eckid, attributes);
        break;
    }
    case leerling_groep: leerling_.groep = attribute("key", leerling_groep_key, attributes); break;
    case leerling_samengestelde_groep: join(attribute("key", leerling_samengestelde_groep_key, attributes)); break;
    case leerling_vestiging: leerling_.vestiging = attribute("key", leerling_vestiging_key, attributes); break;
    case leerkracht:
        leerkracht_ = {};
        begin_object(leerkracht_, leerkracht_key, leerkracht_eckid, attributes);
        break;
    case leerkracht_groep:
        leerkracht_.groepen.push_back({attribute("key", leerkracht_groep_key, attributes), false, {}});
        break;
    case leerkracht_samengestelde_groep:
        leerkracht_.groepen.push_back({attribute("key", leerkracht_samengestelde_groep_key, attributes), true, {}});
        break;
    case school_toevoegingen:
    case groep_toevoegingen:
    case samengestelde_groep_toevoegingen:
    case leerling_toevoegingen:
    case leerkracht_toevoegingen:
        inside_additions_ = true;
        additions_at_ = started_at_;
        additions_.begin(form_.space, *scope_);
        additions_.start(id, attributes);
        break;
    default: break;
    }
}

void object_reader::join(const wire::value& group) {
    const std::string_view key = trimmed(group.text);
    std::uint64_t sign = 0;
    if (key.size() >= sizeof sign)
        std::memcpy(&sign, key.data() + key.size() - sizeof sign, sizeof sign);
    else if (!key.empty())
        std::memcpy(&sign, key.data(), key.size());
    sign ^= key.size();
    auto& groups = leerling_.samengestelde_groepen;
    if (groups.empty()) signs_.clear();
    for (std::size_t i = 0; i < signs_.size(); ++i)
        if (signs_[i] == sign && trimmed(groups[i].text) == key) leerling_.repeats_a_group = true;
    signs_.push_back(sign);
    groups.push_back(group);
}

void object_reader::finish(element ended) {
    using enum element;
    const wire::value told{text_.data() == nullptr ? std::string_view("") : text_, started_at_};
    switch (ended) {
    case school: return into_.school(school_);
    case vestiging: return into_.vestiging(vestiging_);
    case groep:
    case samengestelde_groep: return into_.groep(groep_);
    case leerling: return into_.leerling(leerling_);
    case leerkracht: return into_.leerkracht(leerkracht_);
    case leerkracht_rol: leerkracht_.rollen.push_back({told, {}}); break;
    case leerkracht_rolomschrijving: leerkracht_.rollen.push_back({{}, told}); break;
    case leerkracht_groep_rol:
    case leerkracht_samengestelde_groep_rol: leerkracht_.groepen.back().rollen.push_back({told, {}}); break;
    case leerkracht_groep_rolomschrijving:
    case leerkracht_samengestelde_groep_rolomschrijving: leerkracht_.groepen.back().rollen.push_back({{}, told}); break;
    default: break;
    }
}

void object_reader::text_closely(std::string_view value) {
    if (inside_additions_) return additions_.text(value);
    if (text_.data() == nullptr) {
        text_ = kept(value);
        return;
    }
    const std::string whole = std::string(text_).append(value);
    text_ = kept(whole);
}

void object_reader::end_closely() {
    if (passed_over_ > 0) {
        --passed_over_;
        return;
    }
    if (!inside_additions_ || !additions_.end()) return;
    inside_additions_ = false;
    const element ended = current_;
    current_ = parents_[number_of(ended)];
    ++counts_[number_of(ended)];
    additions_of(ended) = {kept(additions_.take()), additions_at_};
    text_ = {};
}

wire::value& object_reader::additions_of(element which) {
    switch (which) {
    case element::school_toevoegingen: return school_.toevoegingen;
    case element::leerling_toevoegingen: return leerling_.toevoegingen;
    case element::leerkracht_toevoegingen: return leerkracht_.toevoegingen;
    default: return groep_.toevoegingen;
    }
}

} // namespace schakel::edex
