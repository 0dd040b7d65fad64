#include "adapters/onderwijsdoelen/translate.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::onderwijsdoelen {

namespace {

void write_number(json::writer& out, std::string_view name, const std::string& text) {
    out.name(name);
    if (text.size() < 16) // a JSON number that every reader holds exactly
        out.number(std::int64_t{std::stoll(text)});
    else
        out.text(text);
}

// "9. Ruimtelijk bewustzijn" -> 9 and the name.
void write_competence(json::writer& out, const std::string& text) {
    if (text.empty()) return;
    const std::size_t dot = text.find(". ");
    out.name("vlaamse_sleutelcompetentie").begin_object();
    if (dot != text.npos) out.member("nr", text.substr(0, dot));
    out.member("naam", dot == text.npos ? text : text.substr(dot + 2)).end_object();
}

void write(json::writer& out, const goal& one, const goal_set& set) {
    out.begin_object();
    write_number(out, "@id", one.id);
    out.member("code", one.code).member("omschrijving", one.text).member("onderwijsdoel_type", one.type);
    out.member("attitude", one.attitude ? 1 : 0).member("optioneel", one.optional);
    out.member_if_present("voetnoot", one.footnote).member_if_present("memorie", one.memo);
    out.name("titels").begin_object();
    for (std::size_t i = 0; i < one.titles.size(); ++i)
        out.name(std::to_string(i + 1)).begin_object().member("titel", one.titles[i]).end_object();
    out.end_object();
    out.name("geldigheid").begin_object().member("type", one.validity);
    out.member_if_present("geldig_van_dt", one.valid_from).member_if_present("geldig_tot_dt", one.valid_to);
    out.member_if_present("publicatie_dt", one.published).end_object();
    out.name("onderwijsdoelenset").begin_object();
    write_number(out, "onderwijsdoelenset_id", set.id);
    out.member("naam", set.name).member("versie", set.version);
    write_competence(out, one.competence);
    out.end_object().end_object();
}

} // namespace

std::string write(const goal_set& whole) {
    json::writer out(true);
    out.begin_object().name("gegevens").begin_object();
    out.member("totalItems", static_cast<std::int64_t>(whole.goals.size())).name("member").begin_array();
    for (const goal& one : whole.goals) write(out, one, whole);
    out.end_array().end_object().end_object();
    return out.finish() + "\n";
}

} // namespace schakel::onderwijsdoelen
