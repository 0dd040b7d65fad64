// What the pages say, in both languages.
#pragma once

#include "gateway/core/finding.hpp"

#include <string_view>

namespace schakel::pages {

struct phrase {
    std::string_view nl, en;

    std::string_view in(language lang) const { return lang == language::nl ? nl : en; }
};

namespace texts {

inline constexpr phrase refused{"Dit lesmateriaal gaat nu niet open", "This material does not open right now"};
inline constexpr phrase ask_school{
    "Geef de code hieronder door aan je docent of aan de ICT-beheerder van je school.",
    "Give the code below to your teacher or to the IT staff of your school."};
inline constexpr phrase code{"Code", "Code"};
inline constexpr phrase reference{"Kenmerk", "Reference"};
inline constexpr phrase back{"Terug naar waar je vandaan komt", "Back to where you came from"};

inline constexpr phrase material{"het lesmateriaal", "the material"};
inline constexpr phrase opening_before{"Bezig met openen: ", "Opening: "};
inline constexpr phrase opening_hint{
    "Gebeurt er niets? Gebruik dan de knop.", "Nothing happening? Then use the button."};
inline constexpr phrase leaving{"Terug naar je leeromgeving", "Back to your learning environment"};
inline constexpr phrase open{"Openen", "Open"};
inline constexpr phrase go_on{"Verder", "Continue"};
inline constexpr phrase frame_title_before{"Lesmateriaal: ", "Material: "};

inline constexpr phrase checking{"Even controleren", "Just checking"};
inline constexpr phrase checking_hint{
    "We kijken of dit venster bij jouw aanmelding hoort. Dat duurt heel even.",
    "We check that this window belongs to your sign-in. This takes only a moment."};

inline constexpr phrase new_window{"Open het lesmateriaal in een nieuw venster", "Open the material in a new window"};
inline constexpr phrase new_window_why{
    "Je browser blokkeert cookies in dit deel van de pagina. In een eigen venster werkt het wel.",
    "Your browser blocks cookies in this part of the page. In a window of its own it does work."};
inline constexpr phrase open_new_window{"Openen in een nieuw venster", "Open in a new window"};

inline constexpr phrase choose_from{"Kies uit ", "Choose from "};
inline constexpr phrase choose_material{"Kies lesmateriaal", "Choose learning material"};
inline constexpr phrase search_label{"Zoeken op titel of onderwerp", "Search by title or subject"};
inline constexpr phrase search{"Zoeken", "Search"};
inline constexpr phrase choose_one{"Kies één onderdeel", "Choose one item"};
inline constexpr phrase choose_several{"Kies één of meer onderdelen", "Choose one or more items"};
inline constexpr phrase found_one{" onderdeel gevonden", " item found"};
inline constexpr phrase found{" onderdelen gevonden", " items found"};
inline constexpr phrase nothing_found{"Niets gevonden. Probeer een ander woord.", "Nothing found. Try another word."};
inline constexpr phrase chosen_elsewhere{" gekozen op andere bladzijden", " chosen on other pages"};
inline constexpr phrase page_before{"Bladzijde ", "Page "};
inline constexpr phrase page_of{" van ", " of "};
inline constexpr phrase previous{"Vorige bladzijde", "Previous page"};
inline constexpr phrase next{"Volgende bladzijde", "Next page"};
inline constexpr phrase pages{"Bladzijden", "Pages"};
inline constexpr phrase choose{"Toevoegen", "Add"};
inline constexpr phrase choose_first{
    "Kies eerst een onderdeel. Daarna kun je het toevoegen.", "Choose an item first. Then you can add it."};
inline constexpr phrase cancel{"Annuleren", "Cancel"};

inline constexpr phrase registered{"De koppeling is aangevraagd", "The connection has been requested"};
inline constexpr phrase logged_out{"Je bent afgemeld", "You are signed out"};
inline constexpr phrase logged_out_hint{
    "Sluit ook het venster van je school als je deze computer met anderen deelt.",
    "Close the window of your school too if you share this computer with others."};

} // namespace texts
} // namespace schakel::pages
