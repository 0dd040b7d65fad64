// The four questions about pupils and the words that belong to each (UWLR 2.2 WSDL Leerlinggegevens).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace schakel::uwlr::pupil_data {

enum class call : std::uint8_t {
    everything, // the whole school at once
    structure,  // school, branches and groups: the first of three steps
    pupils,     // of some groups
    teachers    // of some groups
};

struct call_words {
    call which;
    std::string_view operation;   // "HaalStructuur"
    std::string_view question;    // root of the question: "structuur_verzoek"
    std::string_view answer;      // root of the answer: "structuur_antwoord"
    std::string_view data;        // root of the data in it: "leerlinggegevens-structuur"
    std::string_view soap_action; // without quotes
    std::string_view fault;       // element that the service declares for a fault's detail; "" for none

    bool about_groups() const { return which == call::pupils || which == call::teachers; }
};

std::span<const call_words> calls(); // indexed by call
const call_words& words_of(call which);

const call_words* call_of_question(std::string_view root); // null for another element
const call_words* call_of_answer(std::string_view root);
const call_words* call_of_data(std::string_view root);

inline constexpr std::string_view question_roots[]{
    "leerlinggegevens_verzoek", "structuur_verzoek", "leerlingen_verzoek", "leerkrachten_verzoek"};

} // namespace schakel::uwlr::pupil_data
