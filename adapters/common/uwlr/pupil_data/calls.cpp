#include "adapters/common/uwlr/pupil_data/calls.hpp"

#include <algorithm>
#include <array>

namespace schakel::uwlr::pupil_data {

namespace {

constexpr std::array<call_words, 4> table{{
    {call::everything, "HaalLeerlinggegevens", "leerlinggegevens_verzoek", "leerlinggegevens_antwoord",
     "leerlinggegevens", "HaalLeerlinggegevens", ""},
    {call::structure, "HaalStructuur", "structuur_verzoek", "structuur_antwoord", "leerlinggegevens-structuur",
     "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/structuur_verzoek", "StructuurFault"},
    {call::pupils, "HaalLeerlingen", "leerlingen_verzoek", "leerlingen_antwoord", "leerlinggegevens-leerlingen",
     "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerlingen_verzoek", "LeerlingenFault"},
    {call::teachers, "HaalLeerkrachten", "leerkrachten_verzoek", "leerkrachten_antwoord",
     "leerlinggegevens-leerkrachten",
     "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerkrachten_verzoek", "LeerkrachtenFault"},
}};

const call_words* find(std::string_view root, std::string_view call_words::*name) {
    const auto known = std::ranges::find(table, root, name);
    return known == table.end() ? nullptr : &*known;
}

} // namespace

std::span<const call_words> calls() {
    return table;
}

const call_words& words_of(call which) {
    return table[static_cast<std::size_t>(which)];
}

const call_words* call_of_question(std::string_view root) {
    return find(root, &call_words::question);
}

const call_words* call_of_answer(std::string_view root) {
    return find(root, &call_words::answer);
}

const call_words* call_of_data(std::string_view root) {
    return find(root, &call_words::data);
}

} // namespace schakel::uwlr::pupil_data
