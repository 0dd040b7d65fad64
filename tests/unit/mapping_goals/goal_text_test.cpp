#include "gateway/mapping/goals/goal_text.hpp"
#include "gateway/mapping/goals/label_order.hpp"
#include "gateway/mapping/goals/text_store.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace schakel::mapping::goals;

TEST_CASE("white space of any kind and length is the same") {
    CHECK(normalised_text("  De leerling\tleest\n\n een  tekst ") == "De leerling leest een tekst");
    CHECK(normalised_text("De\xc2\xa0leerling") == "De leerling");
    CHECK(print_of("De leerling leest").normalised == print_of(" De  leerling\nleest").normalised);
    CHECK(print_of("").normalised == 0);
    CHECK(print_of("  \n").normalised == 0);
}

TEST_CASE("punctuation, markup, letter case and prefix words are editorial") {
    const std::string plain = bare_text("De leerling leest, schrijft en rekent.");
    for (const char* text :
         {"<p>De leerling leest, schrijft en rekent</p>", "De leerling leest; schrijft&nbsp;en rekent",
          "Concept \xe2\x80\x93 De leerling leest, schrijft en rekent.",
          "Definitief concept - de leerling leest schrijft en rekent",
          "Kerndoel 3: De leerling leest, schrijft en rekent.",
          "Eindterm 12 \xe2\x80\x93 De leerling leest, schrijft en rekent"}) {
        CAPTURE(text);
        CHECK(bare_text(text) == plain);
        CHECK(print_of(text).normalised != print_of("De leerling leest, schrijft en rekent.").normalised);
    }
    CHECK(bare_text("\xc3\x89\xc3\xa9n doel") == "\xc3\xa9\xc3\xa9n doel");
    CHECK(bare_text("Doel stellen kan de leerling") == "doel stellen kan de leerling"); // a kind without its number
    CHECK(bare_text("a < b en c > d") == "a b en c d");
    CHECK(print_of("?!").bare == 0);
}

TEST_CASE("a printed code compares without case, needless spaces and zeros") {
    CHECK(normalised_code("09.01") == "9.1");
    CHECK(normalised_code(" Kerndoel  3. ") == "kerndoel 3");
    CHECK(normalised_code("LPD 007b") == "lpd 7b");
    CHECK(normalised_code("0") == "0");
    CHECK(normalised_code("1.10") == "1.10");
    CHECK(normalised_code("") == "");
}

TEST_CASE("labels of releases are in the order in which people read them") {
    const std::vector<std::string> labels{"", "2019", "2020.1", "2020.2", "2020.10", "2020.10a", "2021.1", "v1.0"};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t j = 0; j < labels.size(); ++j) {
            CAPTURE(labels[i]);
            CAPTURE(labels[j]);
            const int order = compare_labels(labels[i], labels[j]);
            CHECK((order < 0) == (i < j));
            CHECK((order == 0) == (i == j));
        }
    }
    CHECK(compare_labels("1", "01") != 0);
}

TEST_CASE("a text store keeps every text once") {
    text_store store;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 3000; ++i) texts.push_back(std::string(i % 300, 'a') + std::to_string(i));
    std::vector<text_ref> refs;
    for (const std::string& one : texts) refs.push_back(store.add(one));
    const std::size_t before = store.memory();
    for (std::size_t i = 0; i < texts.size(); ++i) CHECK(store.add(texts[i]) == refs[i]);
    CHECK(store.memory() == before);
    store.seal();
    for (std::size_t i = 0; i < texts.size(); ++i) CHECK(store.at(refs[i]) == texts[i]);
    CHECK(store.at(0).empty());
}
